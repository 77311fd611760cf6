"""People who act in a world during a test: recruiters of the company, and candidates."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar, Unpack

from ats_sandbox.world.clock import HOUR
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.candidates import Candidate, CandidateDetails, CandidateFields, Email
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
from ats_sandbox.world.store.table import Record
from ats_sandbox.world.world import World

MOST_STARS = 5

N = TypeVar("N", int, float)


class NoSuchChoice(LookupError):
    """A stage or reason that the company does not have; the text lists those that it has."""


class Actor:
    """Somebody who acts in a world, each action a transaction. Records are given as records or as their ids."""

    __slots__ = ("_world",)

    def __init__(self, world: World) -> None:
        self._world = world

    def __repr__(self) -> str:
        return f"<{type(self).__name__} in {self._world.name}>"

    @contextmanager
    def _change(self, application: Application | int) -> Iterator[tuple[Transaction, Application]]:
        """A transaction, and the application in it. Raises LookupError when it does not exist."""
        with self._world.transaction() as world:
            yield world, world.applications[id_of(application, Application)]


class Recruiter(Actor):
    """A user of the company's own system, by default its first. Actions show at every vendor, by its rules.

    What the world refuses is raised as `ats_sandbox.world.domain.refusals.DomainRefusal`, and nothing is written.
    """

    __slots__ = ("user",)

    def __init__(self, world: World, user: int = 1) -> None:
        super().__init__(world)
        self.user = user

    def __repr__(self) -> str:
        return f"<Recruiter {self.user} in {self._world.name}>"

    def moves(self, application: Application | int, to: str) -> Application:
        """Move to a stage of the job's pipeline by its name, or to a phase by its name (`interview`, `hired`)."""
        with self._change(application) as (world, one):
            return applications.move(world, one, find_stage(world, one.job, to).id, by=self.user)

    def rejects(self, application: Application | int, reason: str | None = None) -> Application:
        """Reject with one of the company's reasons by its label, or without one."""
        with self._change(application) as (world, one):
            why = None if reason is None else find_reason(world, Decider.COMPANY, reason)
            return applications.reject(world, one, why, by=self.user)

    def hires(self, application: Application | int, starts_at: int | None = None) -> Application:
        """Hire, with a first day of work (milliseconds since 1970); a position of the job is filled."""
        with self._change(application) as (world, one):
            return applications.set_status(world, one, ApplicationStatus.HIRED, starts_at=starts_at, by=self.user)

    def writes_note(self, about: Candidate | Application | int, body: str, *, private: bool = False) -> Note:
        """Write a note on a candidate, or on an application."""
        with self._world.transaction() as world:
            on = about.id if isinstance(about, Application) else None
            person = about.candidate if isinstance(about, Application) else id_of(about, Candidate)
            candidate = world.candidates[person].id
            return write_note(world, candidate, body, application=on, author=self.user, private=private)

    def tags(self, candidate: Candidate | int, *tags: str) -> Candidate:
        """Replace the tags of a candidate."""
        with self._world.transaction() as world:
            return candidates.tag(world, world.candidates[id_of(candidate, Candidate)], tags)

    def amends(self, candidate: Candidate | int, **facts: Unpack[CandidateFields]) -> Candidate:
        """Change a candidate; facts are fields of Candidate."""
        with self._world.transaction() as world:
            return candidates.amend(world, world.candidates[id_of(candidate, Candidate)], **facts)

    def forgets(self, candidate: Candidate | int) -> None:
        """Delete a candidate, with all records that belong to them."""
        with self._world.transaction() as world:
            candidates.forget(world, world.candidates[id_of(candidate, Candidate)])

    def invites(
        self,
        application: Application | int,
        starts_at: int,
        *,
        hours: float = 1.0,
        timezone: str = "Europe/Paris",
        type: str | None = None,
    ) -> Interview:
        """Schedule an interview with this recruiter, from an instant on (milliseconds since 1970)."""
        with self._change(application) as (world, one):
            interview = interviews.schedule(world, one, organizer=self.user, timezone=timezone)
            ends_at = starts_at + positive("hours", round(hours * HOUR))
            mine = (Interviewer(self.user, Response.PENDING),)
            interviews.add_timeslot(
                world, interview, starts_at=starts_at, ends_at=ends_at, interviewers=mine, type=type
            )
            return world.interviews[interview.id]

    def reviews(
        self, application: Application | int, rating: int, recommendation: Recommendation | str, comment: str = ""
    ) -> Scorecard:
        """Write a scorecard with 0 to 5 stars. Raises ValueError for other numbers of them."""
        if not 0 <= rating <= MOST_STARS:
            raise ValueError(f"a rating is 0 to {MOST_STARS} stars, not {rating}")
        with self._change(application) as (world, one):
            verdict = Recommendation(recommendation)
            return review(world, one, author=self.user, rating=rating, recommendation=verdict, comment=comment or None)

    def offers(self, application: Application | int, salary: float, currency: str = "EUR") -> Offer:
        """Make and send an offer of a yearly salary in whole units of a currency (ISO 4217)."""
        with self._change(application) as (world, one):
            made = make_offer(world, one.id, creator=self.user, salary=positive("a salary", salary), currency=currency)
            return send_offer(world, made)


class Applicant(Actor):
    """A candidate: somebody from outside the company."""

    __slots__ = ()

    def applies(
        self,
        to: Job | int,
        *,
        first_name: str,
        last_name: str,
        email: str | None = None,
        **facts: Unpack[CandidateDetails],
    ) -> Application:
        """Apply for a job; the same e-mail address and last name are the same candidate. Facts are of Candidate."""
        with self._world.transaction() as world:
            person = candidates.same_person(world, email, last_name)
            if person is None:
                facts.setdefault("emails", (Email(email),) if email else ())
                person = candidates.register(world, first_name=first_name, last_name=last_name, **facts)
            return applications.apply(world, person.id, id_of(to, Job))

    def withdraws(self, application: Application | int, reason: str | None = None) -> Application:
        """Withdraw an application for a reason by its label, by default the first of the candidates' reasons."""
        with self._change(application) as (world, one):
            if reason is None:
                first = world.reasons.where(decider=Decider.CANDIDATE).first()
                why = None if first is None else first.id
            else:
                why = find_reason(world, Decider.CANDIDATE, reason)
            return applications.set_status(world, one, ApplicationStatus.WITHDRAWN, reason=why)

    def accepts(self, offer: Offer | int) -> Offer:
        """Accept an offer."""
        return self._close(offer, OfferStatus.ACCEPTED)

    def declines(self, offer: Offer | int) -> Offer:
        """Decline an offer."""
        return self._close(offer, OfferStatus.NOT_ACCEPTED)

    def _close(self, offer: Offer | int, status: OfferStatus) -> Offer:
        with self._world.transaction() as world:
            return close_offer(world, world.offers[id_of(offer, Offer)], status)


def positive(name: str, number: N) -> N:
    """The number, which must be above 0. Raises ValueError."""
    if number <= 0:
        raise ValueError(f"{name} must be above 0, not {number}")
    return number


def id_of(record: Record | int, kind: type[Record]) -> int:
    """The id of a record, or the id itself. Raises TypeError for a record of another kind."""
    if isinstance(record, int):
        return record
    if not isinstance(record, kind):
        raise TypeError(f"expected {kind.__name__} or its id, not {type(record).__name__}")
    return record.id


def find_stage(world: Reading, job: int, name: str) -> Stage:
    """A stage of a job's pipeline by its name, or the one of a phase; raises NoSuchChoice."""
    stages = applications.stages_of(world, job)
    wanted = name.casefold()
    named = [one for one in stages if one.name.casefold() == wanted]
    phased = [one for one in stages if one.phase.value.replace("_", " ") == wanted.replace("_", " ")]
    for one in (*named, *(one for one in phased if not one.step), *phased):
        return one
    raise NoSuchChoice(f"there is no stage {name!r}; the job has {', '.join(repr(one.name) for one in stages)}")


def find_reason(world: Reading, decider: Decider, label: str) -> int:
    """The id of a reason by its label; raises NoSuchChoice."""
    reasons = list(world.reasons.where(decider=decider))
    for one in reasons:
        if one.label.casefold() == label.casefold():
            return one.id
    raise NoSuchChoice(f"there is no reason {label!r}; there are {', '.join(repr(one.label) for one in reasons)}")
