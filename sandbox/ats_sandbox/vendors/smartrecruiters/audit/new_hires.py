"""Audit events of what only this vendor keeps of candidates: their properties, their onboarding status and process."""

from collections.abc import Iterator

from ats_sandbox.vendors.smartrecruiters.audit.hiring import about, said_of, said_of_candidate
from ats_sandbox.vendors.smartrecruiters.audit.said import Changes, Said
from ats_sandbox.vendors.smartrecruiters.audit.state import EntityType
from ats_sandbox.vendors.smartrecruiters.onboarding.state import (
    ONBOARDING_PROCESS,
    ONBOARDING_PROCESSES,
    OnboardingProcess,
)
from ats_sandbox.vendors.smartrecruiters.properties.records import PROPERTY
from ats_sandbox.vendors.smartrecruiters.properties.state import PROPERTIES, VALUES, Onboarding, PropertyValue
from ats_sandbox.world.domain.applications import APPLICATIONS, Application
from ats_sandbox.world.domain.reading import Reading

CANDIDATE_GONE = "CANDIDATE_DELETED"
"""Why an onboarding process ends; the texts of the vendor are not published."""


def of_onboarding(world: Reading, before: Onboarding | None, after: Onboarding | None) -> Iterator[Said]:
    """How the onboarding stands; the ids of its values are the statuses."""
    application = None if after is None else world.applications.get(after.application)
    if after is not None and application is not None and (before is None or before.status != after.status):
        then = None if before is None else before.status
        yield said_of(world, application, "ONBOARDING_STATUS_UPDATED", fromValueId=then, toValueId=after.status)


def of_properties(world: Reading, changes: Changes) -> Iterator[Said]:
    """Which properties somebody was given on a job, or in the talent pool: one event for all of a place."""
    given: dict[tuple[int, int | None], list[int]] = {}
    for change in changes.get(VALUES.name, ()):
        before, after = change.before, change.after
        same = isinstance(before, PropertyValue) and isinstance(after, PropertyValue) and before.given == after.given
        if isinstance(after, PropertyValue) and not same:
            given.setdefault((after.candidate, after.application), []).append(after.property)
    for (candidate, on), properties in given.items():
        known = list(world[PROPERTIES].among(properties))
        context = {
            "updatedPropertiesIds": [PROPERTY.write(world, one.id) for one in known],
            "updatedPropertiesKeys": [one.key for one in known],
        }
        application, event = world.applications.get(on), "APPLICATION_PROPERTIES_UPDATED"
        if application is not None:
            yield said_of(world, application, event, **context)
        elif candidate in world.candidates:
            yield said_of_candidate(world, world.candidates[candidate], event, **context)


def of_ended_processes(world: Reading, changes: Changes) -> Iterator[Said]:
    """Onboarding processes that went with their candidate."""
    gone = {change.id: change.before for change in changes.get(APPLICATIONS.name, ()) if change.after is None}
    for change in changes.get(ONBOARDING_PROCESSES.name, ()):
        process = change.before
        if isinstance(process, OnboardingProcess) and change.after is None:
            entity, application = ONBOARDING_PROCESS.write(world, process.id), gone.get(process.application)
            context = {"deletionReason": CANDIDATE_GONE}
            said = Said("ONBOARDING_PROCESS_DELETED", EntityType.ONBOARDING_PROCESS, entity, context)
            yield about(said, application if isinstance(application, Application) else None)
