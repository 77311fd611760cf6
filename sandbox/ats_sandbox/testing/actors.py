"""People who act in a world while a test looks on: recruiters of the company, and candidates."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ats_sandbox.world.clock import HOUR
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.candidates import Candidate, Email
from ats_sandbox.world.domain.commands import applications, candidates, interviews
from ats_sandbox.world.domain.commands.notes import write_note
from ats_sandbox.world.domain.commands.offers import close_offer, make_offer, send_offer
from ats_sandbox.world.domain.commands.scorecards import review
from ats_sandbox.world.domain.interviews import Interview, Interviewer, Response
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.notes import Note
from ats_sandbox.world.domain.offers import Offer, OfferStatus
from ats_sandbox.world.domain.pipelines import ApplicationStatus, Stage
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.domain.reasons import Decider
from ats_sandbox.world.domain.scorecards import Recommendation, Scorecard
from ats_sandbox.world.world import World


class NoSuchChoice(LookupError):
    """A stage or reason that the company does not have; the text tells those that it has."""


class Actor:
    """Somebody whose deeds are written to a world, each a transaction. Records are given as records or as their ids."""

    __slots__ = ("_world",)

    def __init__(self, world: World) -> None:
        self._world = world

    @contextmanager
    def _at_work(self, application: Application | int) -> Iterator[tuple[Transaction, Application]]:
        """A transaction, and the application as it is by now. Raises LookupError when it is gone."""
        with self._world.transaction() as world:
            yield world, world.applications[id_of(application)]


class Recruiter(Actor):
    """A user of the company's own system, by default its first. Deeds show to every vendor, as its rules have it.

    What the world refuses is raised as `sandbox.world.refusals.Refused`, and nothing is written.
    """

    __slots__ = ("user",)

    def __init__(self, world: World, user: int = 1) -> None:
        super().__init__(world)
        self.user = user

    def moves(self, application: Application | int, to: str) -> Application:
        """Into a stage of the job's pipeline by its name, or a phase of it by its own (`interview`, `hired`)."""
        with self._at_work(application) as (world, one):
            return applications.move(world, one, stage_called(world, one.job, to).id, by=self.user)

    def rejects(self, application: Application | int, reason: str | None = None) -> Application:
        """With one of the company's reasons by its label, or without any."""
        with self._at_work(application) as (world, one):
            why = None if reason is None else reason_called(world, Decider.COMPANY, reason)
            return applications.reject(world, one, why, by=self.user)

    def hires(self, application: Application | int, starts_at: int | None = None) -> Application:
        """To begin at an instant (milliseconds since 1970); a seat of the job is filled."""
        with self._at_work(application) as (world, one):
            return applications.set_status(world, one, ApplicationStatus.HIRED, starts_at=starts_at, by=self.user)

    def writes_note(self, about: Candidate | Application | int, body: str, *, private: bool = False) -> Note:
        """About a candidate, or about a candidate's application."""
        with self._world.transaction() as world:
            on = about.id if isinstance(about, Application) else None
            person = about.candidate if isinstance(about, Application) else id_of(about)
            candidate = world.candidates[person].id
            return write_note(world, candidate, body, application=on, author=self.user, private=private)

    def tags(self, candidate: Candidate | int, *tags: str) -> Candidate:
        """With these tags, in place of those before."""
        with self._world.transaction() as world:
            return candidates.tag(world, world.candidates[id_of(candidate)], tags)

    def amends(self, candidate: Candidate | int, **facts: Any) -> Candidate:
        """What is known of a person; facts are fields of Candidate."""
        with self._world.transaction() as world:
            return candidates.amend(world, world.candidates[id_of(candidate)], **facts)

    def forgets(self, candidate: Candidate | int) -> None:
        """A person, with everything that hangs on them."""
        with self._world.transaction() as world:
            candidates.forget(world, world.candidates[id_of(candidate)])

    def invites(
        self,
        application: Application | int,
        starts_at: int,
        *,
        hours: float = 1.0,
        timezone: str = "Europe/Paris",
        type: str | None = None,
    ) -> Interview:
        """To an interview with this recruiter, from an instant on (milliseconds since 1970)."""
        with self._at_work(application) as (world, one):
            interview = interviews.schedule(world, one, organizer=self.user, timezone=timezone)
            ends_at = starts_at + round(hours * HOUR)
            mine = (Interviewer(self.user, Response.PENDING),)
            interviews.add_timeslot(
                world, interview, starts_at=starts_at, ends_at=ends_at, interviewers=mine, type=type
            )
            return world.interviews[interview.id]

    def reviews(
        self, application: Application | int, rating: int, recommendation: Recommendation | str, comment: str = ""
    ) -> Scorecard:
        """With 0 to 5 stars."""
        with self._at_work(application) as (world, one):
            verdict = Recommendation(recommendation)
            return review(world, one, author=self.user, rating=rating, recommendation=verdict, comment=comment or None)

    def offers(self, application: Application | int, salary: float, currency: str = "EUR") -> Offer:
        """A year's pay in whole units of a currency (ISO 4217); the offer is sent."""
        with self._at_work(application) as (world, one):
            made = make_offer(world, one.id, creator=self.user, salary=salary, currency=currency)
            return send_offer(world, made)


class Applicant(Actor):
    """Whoever applies: a person from outside."""

    __slots__ = ()

    def applies(
        self, to: Job | int, *, first_name: str, last_name: str, email: str | None = None, **facts: Any
    ) -> Application:
        """For a job; somebody with the same address and last name is the same candidate. Facts are of Candidate."""
        with self._world.transaction() as world:
            person = candidates.same_person(world, email, last_name)
            if person is None:
                told = {**facts, "emails": facts.get("emails", (Email(email),) if email else ())}
                person = candidates.register(world, first_name=first_name, last_name=last_name, **told)
            return applications.apply(world, person.id, id_of(to))

    def withdraws(self, application: Application | int, reason: str | None = None) -> Application:
        """For a reason by its label; without one it is the first that candidates have."""
        with self._at_work(application) as (world, one):
            if reason is None:
                first = world.reasons.where(decider=Decider.CANDIDATE).first()
                why = None if first is None else first.id
            else:
                why = reason_called(world, Decider.CANDIDATE, reason)
            return applications.set_status(world, one, ApplicationStatus.WITHDRAWN, reason=why)

    def accepts(self, offer: Offer | int) -> Offer:
        """An offer."""
        return self._answers(offer, OfferStatus.ACCEPTED)

    def declines(self, offer: Offer | int) -> Offer:
        """An offer."""
        return self._answers(offer, OfferStatus.NOT_ACCEPTED)

    def _answers(self, offer: Offer | int, status: OfferStatus) -> Offer:
        with self._world.transaction() as world:
            return close_offer(world, world.offers[id_of(offer)], status)


def id_of(record: Any) -> int:
    """The id of a record, which may be given in its place."""
    return record if isinstance(record, int) else int(record.id)


def stage_called(world: Reading, job: int, name: str) -> Stage:
    """A stage of a job's pipeline by its name, or the one that stands for a phase; raises NoSuchChoice."""
    stages = applications.stages_of(world, job)
    wanted = name.casefold()
    named = [one for one in stages if one.name.casefold() == wanted]
    phased = [one for one in stages if one.phase.value.replace("_", " ") == wanted.replace("_", " ")]
    for one in (*named, *(one for one in phased if not one.step), *phased):
        return one
    raise NoSuchChoice(f"no stage is called {name!r}; the job has {', '.join(repr(one.name) for one in stages)}")


def reason_called(world: Reading, decider: Decider, label: str) -> int:
    """The id of a reason by its label; raises NoSuchChoice."""
    reasons = list(world.reasons.where(decider=decider))
    for one in reasons:
        if one.label.casefold() == label.casefold():
            return one.id
    raise NoSuchChoice(f"no reason is {label!r}; there are {', '.join(repr(one.label) for one in reasons)}")
