"""Laying what hangs on applications and people, and bringing each application to its state."""

import binascii
from base64 import b64decode
from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from ats_sandbox.control.principals.register import add_principal
from ats_sandbox.control.seeding.laying import Laying
from ats_sandbox.control.states.course import LENGTH, Wish, bring
from ats_sandbox.control.states.state import State
from ats_sandbox.world.applications import Application
from ats_sandbox.world.attachments import AttachmentKind
from ats_sandbox.world.clock import DAY, MINUTE
from ats_sandbox.world.hiring import stage_for
from ats_sandbox.world.interviewing import add_timeslot, call_off, make_offer, review, schedule
from ats_sandbox.world.interviews import INTERVIEWS, Interviewer, Recommendation, Response
from ats_sandbox.world.offers import OfferStatus
from ats_sandbox.world.pipelines import Status
from ats_sandbox.world.recruiting import attach, write_note

SENT = (OfferStatus.PENDING_ACCEPTANCE, OfferStatus.ACCEPTED, OfferStatus.NOT_ACCEPTED)
CLOSED = (OfferStatus.ACCEPTED, OfferStatus.NOT_ACCEPTED, OfferStatus.NOT_APPROVED, OfferStatus.ABANDONED)

VERDICTS = (
    Recommendation.STRONG_NO,
    Recommendation.STRONG_NO,
    Recommendation.NO,
    Recommendation.UNDECIDED,
    Recommendation.YES,
    Recommendation.STRONG_YES,
)
"""What each rating comes to when no recommendation is told."""


def lay_papers(laying: Laying) -> None:
    """Lay interviews, reviews and offers, bring the applications to their states, then lay what is written about them.

    What a state needs and the document does not tell is added on the way.
    """
    fixed = set()
    for name, told in laying.records("interviews"):
        interview = _interview(laying, told)
        fixed.add(interview)
        laying.keep("interview", name, interview)
    for name, told in laying.records("scorecards"):
        laying.keep("scorecard", name, _scorecard(laying, told))
    for name, told in laying.records("offers"):
        laying.keep("offer", name, _offer(laying, told))
    for name, told in laying.records("applications"):
        wish = Wish(
            State(told.get("state", State.APPLIED)),
            laying.ref("reason", told.get("reason")),
            told.get("starts_at"),
            frozenset(fixed),
        )
        _bring(laying, laying.ref("application", name) or 0, wish)
    for name, told in laying.records("notes"):
        laying.keep("note", name, _note(laying, told))
    for name, told in laying.records("attachments"):
        laying.keep("attachment", name, _attachment(laying, name, told))
    for name, told in laying.records("principals"):
        add_principal(laying.world, {"token": name, **told}, laying.ref)


def _bring(laying: Laying, application: int, wish: Wish) -> None:
    """Bring an application to its state; where interviews are told, it had come to them when they were arranged."""
    world = laying.world
    arranged = [one.created_at for one in world.interviews.where(application=application)]
    if arranged and wish.state in (State.INTERVIEWING, State.OFFER_SENT, State.HIRED):
        with world.then(min(arranged)):
            bring(world, world.applications[application], Wish(State.INTERVIEWING))
    bring(world, world.applications[application], wish)


def _its_application(laying: Laying, told: Mapping[str, Any]) -> Application:
    return laying.world.applications[laying.ref("application", told["application"]) or 0]


def _interview(laying: Laying, told: Mapping[str, Any]) -> int:
    world, application = laying.world, _its_application(laying, told)
    job = world.jobs[application.job]
    office = world.locations.get(job.locations[0] if job.locations else None)
    organizer = laying.ref("user", told.get("organizer")) or job.creator
    response = Response(told["response"]) if "response" in told else None
    starts_at = told["starts_at"]
    invited = max(min(starts_at, world.now) - 2 * DAY, application.created_at)
    with world.then(told.get("created_at", invited)):
        interview = schedule(
            world,
            application,
            organizer=organizer,
            timezone=told.get("timezone", office.timezone if office is not None else "UTC"),
            location=told.get("location"),
            reference_url=told.get("reference_url"),
            candidate_response=response,
        )
        stage = stage_for(world, application.job, Status.INTERVIEW).id
        interview = world.put(INTERVIEWS, replace(interview, stage=stage))
        add_timeslot(
            world,
            interview,
            starts_at=starts_at,
            ends_at=starts_at + (told["minutes"] * MINUTE if "minutes" in told else LENGTH),
            interviewers=tuple(
                Interviewer(user, Response.ACCEPTED)
                for user in laying.refs("user", told.get("interviewers", [])) or (organizer,)
            ),
            type=told.get("type"),
            title=told.get("title"),
            candidate_response=response,
        )
        if told.get("cancelled"):
            call_off(world, world.interviews[interview.id])
    return interview.id


def _scorecard(laying: Laying, told: Mapping[str, Any]) -> int:
    world, application = laying.world, _its_application(laying, told)
    rating = told["rating"]
    with world.then(told.get("created_at", laying.ago(4 * DAY, application.created_at))):
        return review(
            world,
            application,
            author=laying.ref("user", told.get("author")) or world.jobs[application.job].creator,
            rating=rating,
            recommendation=Recommendation(told.get("recommendation", VERDICTS[rating])),
            comment=told.get("comment"),
            interview=laying.ref("interview", told.get("interview")),
        ).id


def _offer(laying: Laying, told: Mapping[str, Any]) -> int:
    world, application = laying.world, _its_application(laying, told)
    status = OfferStatus(told.get("status", OfferStatus.CREATED))
    state = laying.loaded.get("applications", {}).get(told["application"], {}).get("state")
    made = laying.ago(4 * DAY if state == State.HIRED else DAY, application.created_at)
    with world.then(told.get("created_at", made)):
        return make_offer(
            world,
            application.id,
            creator=laying.ref("user", told.get("creator")) or world.jobs[application.job].creator,
            status=status,
            salary=float(told["salary"]) if "salary" in told else None,
            currency=told.get("currency"),
            starts_at=told.get("starts_at"),
            sent_at=world.now if status in SENT else None,
            closed_at=world.now if status in CLOSED else None,
        ).id


def _about(laying: Laying, told: Mapping[str, Any]) -> tuple[int, int | None, int]:
    """The candidate and the application that a paper is about, and the instant from which it can be."""
    world = laying.world
    application = laying.ref("application", told.get("application"))
    candidate = laying.ref("candidate", told.get("candidate"))
    if application is not None:
        on_job = world.applications[application]
        if candidate not in (None, on_job.candidate):
            raise laying.refuse("is an application of another candidate", "application")
        return on_job.candidate, application, on_job.created_at
    if candidate is None:
        raise laying.refuse("needs a candidate or an application that it is about", "candidate")
    return candidate, None, world.candidates[candidate].created_at


def _note(laying: Laying, told: Mapping[str, Any]) -> int:
    candidate, application, since = _about(laying, told)
    with laying.world.then(told.get("created_at", laying.ago(DAY, since))):
        return write_note(
            laying.world,
            candidate,
            told["body"],
            application=application,
            interview=laying.ref("interview", told.get("interview")),
            author=laying.ref("user", told.get("author")),
            private=told.get("private", False),
        ).id


def _attachment(laying: Laying, name: str, told: Mapping[str, Any]) -> int:
    candidate, application, since = _about(laying, told)
    if "text" in told and "base64" in told:
        raise laying.refuse("goes without `text`, or `text` without it", "base64")
    try:
        content = b64decode(told["base64"], validate=True) if "base64" in told else told.get("text", "").encode()
    except (binascii.Error, ValueError):
        raise laying.refuse("is no base64", "base64") from None
    plain = "base64" not in told
    with laying.world.then(told.get("created_at", laying.ago(DAY, since))):
        return attach(
            laying.world,
            candidate,
            name=told.get("name", f"{name}.txt" if plain else name),
            content=content,
            content_type=told.get("content_type", "text/plain" if plain else "application/octet-stream"),
            kind=AttachmentKind(told.get("kind", AttachmentKind.OTHER)),
            application=application,
        ).id
