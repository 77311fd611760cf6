"""The audit trail that a world begins with: what recruiters did with applications in the week before."""

from collections.abc import Iterator
from itertools import pairwise

import msgspec

from ats_sandbox.vendors.smartrecruiters.audit.state import AUDIT_EVENTS, RECENT, AuditEvent, AuthorType, EntityType
from ats_sandbox.vendors.smartrecruiters.audit.trail import filled
from ats_sandbox.vendors.smartrecruiters.candidates.applications import sub_status
from ats_sandbox.vendors.smartrecruiters.ids import APPLICATION
from ats_sandbox.vendors.smartrecruiters.vocabulary import CANDIDATE_STATUSES
from ats_sandbox.world.domain.applications import Activity
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Table

MOST = 500
"""Applications that the trail of a new world looks at."""


def first_trail(world: Reading) -> Table[AuditEvent]:
    """The trail of a new world, in the order of what happened."""
    began = world.now - RECENT
    applications = world.applications.since(began).after(None, MOST)
    found = [pair for one in applications for pair in _moves(world, one.id) if pair[1].at > began]
    found.sort(key=lambda pair: (pair[1].at, pair[1].id))
    events = [_event(world, number, before, after) for number, (before, after) in enumerate(found, start=1)]
    return Table.build(AUDIT_EVENTS, events)


def _moves(world: Reading, application: int) -> Iterator[tuple[Activity, Activity]]:
    """The entries of an application's history that moved it, each after the one before."""
    kept = [one for one in world.activities.where(application=application) if one.status is not None and not one.dated]
    return pairwise(kept)


def _event(world: Reading, number: int, before: Activity, after: Activity) -> AuditEvent:
    assert before.status is not None, "it moved there"
    assert after.status is not None, "it moved there"
    context = filled(
        currentStatus=CANDIDATE_STATUSES[after.status],
        currentStep=sub_status(world, after.status, after.stage),
        previousStatus=CANDIDATE_STATUSES[before.status],
        previousStep=sub_status(world, before.status, before.stage),
    )
    return AuditEvent(
        id=number,
        event="JOB_APPLICATION_STATE_MODIFIED",
        at=after.at,
        author_type=AuthorType.SYSTEM if after.by is None else AuthorType.USER,
        user=after.by,
        entity_type=EntityType.APPLICATION,
        entity=APPLICATION.write(world, after.application),
        context=msgspec.json.encode(context).decode(),
    )
