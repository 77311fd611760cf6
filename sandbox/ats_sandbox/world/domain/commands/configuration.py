"""What a company sets up before it hires: departments, offices, users, hiring processes, sources and reasons."""

from collections.abc import Mapping, Sequence

from ats_sandbox.world.domain.commands.users import holder_of
from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.domain.departments import DEPARTMENTS, Department
from ats_sandbox.world.domain.locations import LOCATIONS, Location
from ats_sandbox.world.domain.pipelines import PIPELINES, STAGES, ApplicationStatus, Pipeline, Stage
from ats_sandbox.world.domain.reading import Transaction
from ats_sandbox.world.domain.reasons import REASONS, Decider, Reason
from ats_sandbox.world.domain.refusals import AddressTaken
from ats_sandbox.world.domain.sources import SOURCES, Source
from ats_sandbox.world.domain.users import USERS, User, UserRole

PHASES = {
    ApplicationStatus.LEAD: "Lead",
    ApplicationStatus.NEW: "New",
    ApplicationStatus.IN_REVIEW: "In Review",
    ApplicationStatus.INTERVIEW: "Interview",
    ApplicationStatus.OFFERED: "Offer",
    ApplicationStatus.HIRED: "Hired",
}
"""The phases that every hiring process has, in their order, and what their own stages are called."""


def add_department(world: Transaction, name: str, description: str = "") -> Department:
    """Add a part of the company."""
    id = world.next_id(DEPARTMENTS)
    return world.put(
        DEPARTMENTS,
        Department(id=id, name=name, description=description, created_at=world.now, updated_at=world.now),
    )


def add_location(world: Transaction, name: str, place: Place, timezone: str) -> Location:
    """Add an office. `timezone` is a tz database name."""
    id = world.next_id(LOCATIONS)
    return world.put(
        LOCATIONS,
        Location(id=id, name=name, place=place, timezone=timezone, created_at=world.now, updated_at=world.now),
    )


def add_user(
    world: Transaction,
    *,
    first_name: str,
    last_name: str,
    email: str,
    role: UserRole = UserRole.RECRUITER,
    phone: str | None = None,
    language: str = "en",
    active: bool = True,
    location: int | None = None,
) -> User:
    """Add somebody who hires. Raises AddressTaken for the e-mail address of a user who has not left."""
    other = holder_of(world, email)
    if other is not None:
        raise AddressTaken(user=other.id, email=email)
    return world.put(
        USERS,
        User(
            id=world.next_id(USERS),
            first_name=first_name,
            last_name=last_name,
            email=email,
            phone=phone,
            role=role,
            language=language,
            active=active,
            location=location,
            created_at=world.now,
            updated_at=world.now,
        ),
    )


def add_pipeline(
    world: Transaction, name: str, steps: Mapping[ApplicationStatus, Sequence[str]], *, active: bool = True
) -> Pipeline:
    """Add a hiring process: a stage for every phase, each followed by its named steps."""
    pipeline = world.put(
        PIPELINES,
        Pipeline(id=world.next_id(PIPELINES), name=name, active=active, created_at=world.now, updated_at=world.now),
    )
    columns = [
        (phase, label, at > 0) for phase in PHASES for at, label in enumerate((PHASES[phase], *steps.get(phase, ())))
    ]
    for position, (phase, label, step) in enumerate(columns, start=1):
        world.put(
            STAGES,
            Stage(
                id=world.next_id(STAGES),
                pipeline=pipeline.id,
                name=label,
                position=position,
                phase=phase,
                step=step,
                created_at=world.now,
                updated_at=world.now,
            ),
        )
    return pipeline


def add_stage(
    world: Transaction,
    pipeline: int,
    name: str,
    position: int,
    *,
    phase: ApplicationStatus = ApplicationStatus.INTERVIEW,
) -> Stage:
    """Add a named step of a phase to a hiring process, at a position that is free."""
    return world.put(
        STAGES,
        Stage(
            id=world.next_id(STAGES),
            pipeline=pipeline,
            name=name,
            position=position,
            phase=phase,
            step=True,
            created_at=world.now,
            updated_at=world.now,
        ),
    )


def add_source(world: Transaction, label: str, *, type: str, type_label: str, subtype: str | None = None) -> Source:
    """Add an origin of applications. `type` and `subtype` are upper-case tokens."""
    return world.put(
        SOURCES,
        Source(
            id=world.next_id(SOURCES),
            type=type,
            type_label=type_label,
            subtype=subtype,
            label=label,
            created_at=world.now,
            updated_at=world.now,
        ),
    )


def add_reason(world: Transaction, label: str, decider: Decider = Decider.COMPANY) -> Reason:
    """Add a reason for which applications end."""
    id = world.next_id(REASONS)
    return world.put(REASONS, Reason(id=id, label=label, decider=decider, created_at=world.now, updated_at=world.now))
