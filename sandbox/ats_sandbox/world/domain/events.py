"""Domain events: what a commit means to recruiters.

`events_of` is a pure function that knows no vendor. Webhooks, change feeds and audit trails translate these events.
"""

from collections.abc import Iterator

import msgspec

from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.interviews import Interview
from ats_sandbox.world.domain.jobs import Job, JobStatus
from ats_sandbox.world.domain.offers import Offer, OfferStatus
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.postings import Posting
from ats_sandbox.world.store.state import Change, Commit
from ats_sandbox.world.store.table import DECLARED, Record


class Event(msgspec.Struct, frozen=True):
    """Something that happened to one record: its noun (`candidate`, `job`, …) and its ordinal."""

    noun: str
    id: int


class Created(Event, frozen=True):
    """A record was created."""


class Updated(Event, frozen=True):
    """A record changed; `fields` are the names of the members that differ, in the order of the record."""

    fields: tuple[str, ...]


class Deleted(Event, frozen=True):
    """A record was deleted."""


class ApplicationMoved(Event, frozen=True):
    """The stage or the status of an application changed, rejections and withdrawals included."""

    stage_before: int
    stage: int
    status_before: ApplicationStatus
    status: ApplicationStatus


class ApplicationRejected(Event, frozen=True):
    """The company ended an application; `reason` is one of its own."""

    reason: int | None


class ApplicationWithdrawn(Event, frozen=True):
    """The candidate ended an application; `reason` is one of a candidate's."""

    reason: int | None


class ApplicationHired(Event, frozen=True):
    """The candidate was hired; `starts_at` is the first working day (milliseconds since 1970)."""

    starts_at: int | None


class JobStatusChanged(Event, frozen=True):
    """The status of a job changed."""

    before: JobStatus
    after: JobStatus


class OfferStatusChanged(Event, frozen=True):
    """The status of an offer changed; the events below name the most important ones."""

    before: OfferStatus | None
    after: OfferStatus | None


class OfferSent(Event, frozen=True):
    """An offer was sent to the candidate."""


class OfferAccepted(Event, frozen=True):
    """The candidate accepted an offer."""


class OfferDeclined(Event, frozen=True):
    """The candidate declined an offer."""


class OfferAbandoned(Event, frozen=True):
    """The company gave up an offer."""


class InterviewScheduled(Event, frozen=True):
    """An interview was scheduled."""


class InterviewCancelled(Event, frozen=True):
    """An interview was cancelled."""


class PostingPublished(Event, frozen=True):
    """A posting was published."""


class PostingUnpublished(Event, frozen=True):
    """A posting was taken down."""


def events_of(commit: Commit) -> tuple[Event, ...]:
    """The events of a commit, record by record: first created, updated or deleted, then what that means.

    Several changes of one record count as one. Collections without a noun, a vendor's own for example, yield nothing.
    """
    return tuple(event for change in commit.folded() for event in _events(change))


def _events(change: Change) -> Iterator[Event]:
    noun = DECLARED[change.collection].noun
    before, after = change.before, change.after
    if not noun or before == after:
        return
    if after is None:
        yield Deleted(noun, change.id)
        return
    if before is None:
        yield Created(noun, change.id)
    else:
        yield Updated(noun, change.id, _differing(before, after))
    match after:
        case Application():
            assert before is None or isinstance(before, Application)
            yield from _application(noun, before, after)
        case Job():
            if isinstance(before, Job) and before.status is not after.status:
                yield JobStatusChanged(noun, after.id, before.status, after.status)
        case Offer():
            assert before is None or isinstance(before, Offer)
            yield from _offer(noun, before, after)
        case Interview():
            if before is None:
                yield InterviewScheduled(noun, after.id)
            if after.cancelled and not (isinstance(before, Interview) and before.cancelled):
                yield InterviewCancelled(noun, after.id)
        case Posting():
            published = isinstance(before, Posting) and before.published
            if after.published and not published:
                yield PostingPublished(noun, after.id)
            elif published and not after.published:
                yield PostingUnpublished(noun, after.id)


def _differing(before: Record, after: Record) -> tuple[str, ...]:
    return tuple(name for name in after.__struct_fields__ if getattr(before, name) != getattr(after, name))


def _application(noun: str, before: Application | None, after: Application) -> Iterator[Event]:
    if before is not None and (before.stage, before.status) != (after.stage, after.status):
        yield ApplicationMoved(noun, after.id, before.stage, after.stage, before.status, after.status)
    if before is not None and before.status is after.status:
        return
    match after.status:
        case ApplicationStatus.REJECTED:
            yield ApplicationRejected(noun, after.id, after.reason)
        case ApplicationStatus.WITHDRAWN:
            yield ApplicationWithdrawn(noun, after.id, after.reason)
        case ApplicationStatus.HIRED:
            yield ApplicationHired(noun, after.id, after.starts_at)


_OFFER_EVENTS: dict[OfferStatus, type[Event]] = {
    OfferStatus.PENDING_ACCEPTANCE: OfferSent,
    OfferStatus.ACCEPTED: OfferAccepted,
    OfferStatus.NOT_ACCEPTED: OfferDeclined,
    OfferStatus.ABANDONED: OfferAbandoned,
}


def _offer(noun: str, before: Offer | None, after: Offer) -> Iterator[Event]:
    if before is not None:
        if before.status is after.status:
            return
        yield OfferStatusChanged(noun, after.id, before.status, after.status)
    if after.status in _OFFER_EVENTS:
        yield _OFFER_EVENTS[after.status](noun, after.id)
