"""From commits to audit events, whoever wrote: functions of what changed in the collections that are audited.

What is only done in the web application is never in the trail of a company that is driven by API: changes of a
candidate's personal data and profile, and profiles that are opened.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from ats_sandbox.vendors.smartrecruiters.audit import accounts, approvals, hiring, job_fields, new_hires
from ats_sandbox.vendors.smartrecruiters.audit.said import Changes, Said
from ats_sandbox.vendors.smartrecruiters.audit.state import AUDIT_EVENTS, AuditEvent, AuthorType
from ats_sandbox.vendors.smartrecruiters.configuration.state import JOB_PROPERTIES, JOB_PROPERTY_VALUES
from ats_sandbox.vendors.smartrecruiters.identity.state import CODES
from ats_sandbox.vendors.smartrecruiters.properties.state import ONBOARDINGS
from ats_sandbox.world.domain.applications import APPLICATIONS
from ats_sandbox.world.domain.approvals import APPROVALS
from ats_sandbox.world.domain.candidates import CANDIDATES
from ats_sandbox.world.domain.jobs import JOBS
from ats_sandbox.world.domain.offers import OFFERS
from ats_sandbox.world.domain.positions import POSITIONS
from ats_sandbox.world.domain.postings import POSTINGS
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.domain.users import USERS
from ats_sandbox.world.store.cause import CauseKind

EACH: Mapping[str, Callable[[Reading, Any, Any], Iterator[Said]]] = {
    CANDIDATES.name: hiring.of_candidate,
    APPLICATIONS.name: hiring.of_application,
    JOBS.name: hiring.of_job,
    POSITIONS.name: hiring.of_position,
    POSTINGS.name: hiring.of_posting,
    OFFERS.name: hiring.of_offer,
    APPROVALS.name: approvals.of_approval,
    ONBOARDINGS.name: new_hires.of_onboarding,
    JOB_PROPERTIES.name: job_fields.of_property,
    JOB_PROPERTY_VALUES.name: job_fields.of_value,
    USERS.name: accounts.of_user,
    CODES.name: accounts.of_code,
}
"""What the change of one record says, by its collection."""

TOGETHER: tuple[Callable[[Reading, Changes], Iterator[Said]], ...] = (
    accounts.of_profiles,
    job_fields.of_jobs_fields,
    job_fields.of_dependents,
    job_fields.of_dependent_values,
    new_hires.of_properties,
    new_hires.of_ended_processes,
)
"""What several changes say together."""

EMPLOYEES_ONLY = frozenset({"JOB_APPLICATION_CREATED"})
"""What is an event only when one of the company's people did it."""
CANDIDATES_OWN = frozenset({"smartrecruiters apply_to_posting"})
"""Requests with which candidates act for themselves, whoever's key carries them."""


def record_audit(world: Transaction) -> None:
    """Put down the audit events of a transaction."""
    cause = world.cause
    user = cause.user if cause.kind is CauseKind.EXCHANGE else None
    employee = user is not None and cause.reference not in CANDIDATES_OWN
    for said in _events(world):
        if employee or said.event not in EMPLOYEES_ONLY:
            put_down(world, said, world.now, said.author if user is None else user)


def _events(world: Transaction) -> Iterator[Said]:
    changes: Changes = {}
    for change in world.commit.folded():
        changes.setdefault(change.collection, []).append(change)
        events = EACH.get(change.collection)
        if events is not None:
            yield from events(world, change.before, change.after)
    for together in TOGETHER:
        yield from together(world, changes)


def put_down(world: Transaction, said: Said, at: int, user: int | None) -> None:
    """Add one event to the trail. Nobody's is the system's."""
    world.put(AUDIT_EVENTS, event_of(world.next_id(AUDIT_EVENTS), said, at, user))


def event_of(id: int, said: Said, at: int, user: int | None) -> AuditEvent:
    """The record of an event."""
    return AuditEvent(
        id=id,
        event=said.event,
        at=at,
        author_type=AuthorType.SYSTEM if user is None else AuthorType.USER,
        user=user,
        entity_type=said.entity_type,
        entity=said.entity,
        context=msgspec.json.encode(said.context).decode(),
        job=said.job,
        candidate=said.candidate,
        confidential=said.confidential,
    )
