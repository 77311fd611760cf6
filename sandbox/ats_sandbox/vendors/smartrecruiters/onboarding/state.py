"""Onboarding processes: one begins with a hire who is made ready to onboard. What follows from it is not stored."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from ats_sandbox.vendors.smartrecruiters.ids import own
from ats_sandbox.vendors.smartrecruiters.properties.seeding import first_onboarding_status
from ats_sandbox.vendors.smartrecruiters.properties.state import ONBOARDINGS, Onboarding
from ats_sandbox.vendors.smartrecruiters.vocabulary import ONBOARDING_STATUSES
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.store.lazy import LazyTable
from ats_sandbox.world.store.references import OnDelete, Reference
from ats_sandbox.world.store.table import Collection, Record, Table

READY = ONBOARDING_STATUSES[0]


class OnboardingProcess(Record, frozen=True, kw_only=True):
    """What a hire goes through before and after the first day; it began at `created_at`."""

    application: int
    created_at: int


ONBOARDING_PROCESSES = Collection(
    "smartrecruiters.onboarding_processes",
    OnboardingProcess,
    references={"application": Reference("applications", OnDelete.DELETE, follows=True)},
    indexes={"application": lambda one: (one.application,)},
)


ONBOARDING_PROCESS = own("onboarding_process")
"""Their ids."""
NEW_HIRE = own("new_hire")
"""The ids of candidates as those whom processes are about."""


def onboarding_of(world: Reading, application: int) -> OnboardingProcess | None:
    """The onboarding process of an application; None before one has begun."""
    return world[ONBOARDING_PROCESSES].where(application=application).first()


def begin_onboarding(world: Transaction, application: int) -> OnboardingProcess:
    """Begin the onboarding of a hire, unless it has begun; either way this is it."""
    begun = onboarding_of(world, application)
    if begun is not None:
        return begun
    id = world.next_id(ONBOARDING_PROCESSES)
    return world.put(ONBOARDING_PROCESSES, OnboardingProcess(id=id, application=application, created_at=world.now))


def begin_due_onboardings(world: Transaction) -> None:
    """Begin the onboarding of every hire whom a transaction made ready, or who was ready and is hired by it."""
    touched = set()
    for change in world.commit.changes:
        if isinstance(change.after, Onboarding):
            touched.add(change.after.application)
        elif isinstance(change.after, Application) and change.after.status is ApplicationStatus.HIRED:
            touched.add(change.id)
    for id in sorted(touched):
        one, stands = world.applications.get(id), world[ONBOARDINGS].where(application=id).first()
        if one is not None and one.status is ApplicationStatus.HIRED and stands is not None and stands.status == READY:
            begin_onboarding(world, id)


def seeded_onboarding(world: Reading) -> list[Table[Any]]:
    """The onboarding processes of a new world: of all whose onboarding stands somehow, made when somebody looks."""
    return [LazyTable(ONBOARDING_PROCESSES, partial(_seeded, world))]


def _seeded(world: Reading) -> Iterator[OnboardingProcess]:
    hired = world.applications.where(status=ApplicationStatus.HIRED)
    ready = (one for one in hired if first_onboarding_status(world.seed, one.id) is not None)
    for id, one in enumerate(ready, start=1):
        yield OnboardingProcess(id=id, application=one.id, created_at=one.hired_at or one.updated_at)
