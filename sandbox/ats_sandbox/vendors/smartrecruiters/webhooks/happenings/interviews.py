"""Events of interviews; what changes in a timeslot changes its interview."""

from collections.abc import Iterator

from ats_sandbox.vendors.smartrecruiters.webhooks.happenings.told import Told, differ, told_of
from ats_sandbox.world.domain.interviews import Interview, Timeslot
from ats_sandbox.world.domain.reading import Reading

UPDATED = ("organizer", "timezone", "location", "reference_url", "candidate_response")
SLOT = ("type", "title", "place", "starts_at", "ends_at", "interviewers", "candidate_response", "no_show")


def of_interview(world: Reading, before: Interview | None, after: Interview | None) -> Iterator[Told]:
    """Scheduling, change and cancellation, which is also what a deletion means."""
    if before is None:
        if after is not None:
            yield from _told(world, after, "created")
            if after.cancelled:
                yield from _told(world, after, "canceled")
    elif after is None or after.cancelled:
        if not before.cancelled:
            yield from _told(world, before, "canceled")
    elif before.cancelled or differ(before, after, *UPDATED):
        yield from _told(world, after, "updated")


def of_timeslot(world: Reading, before: Timeslot | None, after: Timeslot | None) -> Iterator[Told]:
    """A part that was added, changed or taken out of an interview that still takes place."""
    one = after or before
    interview = None if one is None else world.interviews.get(one.interview)
    if interview is None or interview.cancelled:
        return
    if before is None or after is None or differ(before, after, *SLOT):
        yield from _told(world, interview, "updated")


def _told(world: Reading, one: Interview, change: str) -> Iterator[Told]:
    return told_of(world.applications.get(one.application), f"interview.{change}", interview=one.id, company=1)
