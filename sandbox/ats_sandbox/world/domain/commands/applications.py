"""What can be done with applications: apply, move, reject, withdraw, hire, and take back an entry of the history."""

from msgspec.structs import replace

from ats_sandbox.world.domain.applications import ACTIVITIES, APPLICATIONS, Activity, Application, ScreeningAnswer
from ats_sandbox.world.domain.candidates import CANDIDATES
from ats_sandbox.world.domain.jobs import JOBS
from ats_sandbox.world.domain.pipelines import ApplicationStatus, Stage
from ats_sandbox.world.domain.positions import POSITIONS, PositionStatus
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.domain.reasons import Decider
from ats_sandbox.world.domain.refusals import (
    AlreadyApplied,
    NoSuchPhase,
    NoSuchStep,
    ReasonMissing,
    ReasonUnfit,
    ReasonUnknown,
    StageElsewhere,
)

ENDINGS = {ApplicationStatus.REJECTED: Decider.COMPANY, ApplicationStatus.WITHDRAWN: Decider.CANDIDATE}
"""The statuses that end an application for a reason, and whose reason it is."""


def stages_of(world: Reading, job: int) -> list[Stage]:
    """The stages of a job's pipeline, in their order."""
    pipeline = world.jobs[job].pipeline
    return sorted(world.stages.where(pipeline=pipeline), key=lambda stage: stage.position)


def stage_for(world: Reading, job: int, status: ApplicationStatus, step: str | None = None) -> Stage:
    """The stage of a job's pipeline that stands for a status, or for a named step of it."""
    stages = [stage for stage in stages_of(world, job) if stage.phase is status]
    if step is not None:
        named = next((stage for stage in stages if stage.step and stage.name == step), None)
        if named is None:
            raise NoSuchStep(job=job, status=status, step=step)
        return named
    if not stages:
        raise NoSuchPhase(job=job, status=status)
    return next((stage for stage in stages if not stage.step), stages[0])


def application_of(world: Reading, candidate: int, job: int) -> Application | None:
    """The application of this candidate to this job."""
    return world.applications.where(pair=(candidate, job)).first()


def apply(
    world: Transaction,
    candidate: int,
    job: int,
    *,
    stage: int | None = None,
    source: int | None = None,
    origin: str | None = None,
    posting: int | None = None,
    answers: tuple[ScreeningAnswer, ...] = (),
    by: int | None = None,
) -> Application:
    """Put a candidate on a job, in the given stage or the first one for new applications."""
    if application_of(world, candidate, job) is not None:
        raise AlreadyApplied(candidate=candidate, job=job)
    requisition = world.jobs[job]
    first = stage_for(world, job, ApplicationStatus.NEW) if stage is None else _stage_in(world, job, stage)
    application = world.put(
        APPLICATIONS,
        Application(
            id=world.next_id(APPLICATIONS),
            candidate=candidate,
            job=job,
            status=first.phase,
            stage=first.id,
            reason=None,
            source=source,
            origin=origin,
            posting=posting,
            primary=not world.applications.where(candidate=candidate),
            reserved=False,
            starts_at=None,
            answers=answers,
            credited_to=by,
            ended_at=None,
            hired_at=world.now if first.phase is ApplicationStatus.HIRED else None,
            confidential=requisition.confidential,
            created_at=world.now,
            updated_at=world.now,
        ),
    )
    _enter(world, application, by=by, status=first.phase, stage=first.id, opening=True)
    _assign_position(world, application)
    world.put(JOBS, replace(requisition, active_at=world.now))
    mark_confidential(world, candidate)
    return application


def mark_confidential(world: Transaction, candidate: int) -> None:
    """Keep a candidate's `confidential` true exactly while every job they are on is confidential."""
    applications = list(world.applications.where(candidate=candidate))
    hidden = bool(applications) and all(one.confidential for one in applications)
    person = world.candidates[candidate]
    if person.confidential != hidden:
        world.put(CANDIDATES, replace(person, confidential=hidden))


def move(world: Transaction, application: Application, stage: int, *, by: int | None = None) -> Application:
    """Put an application into a stage of its job's pipeline; this resumes one that had ended."""
    target = _stage_in(world, application.job, stage)
    return record(world, application, by=by, stage=target.id, status=target.phase)[0]


def set_status(
    world: Transaction,
    application: Application,
    status: ApplicationStatus,
    *,
    step: str | None = None,
    reason: int | None = None,
    starts_at: int | None = None,
    by: int | None = None,
) -> Application:
    """Bring an application to a status. Nothing is written when it is exactly there already.

    `step` names a stage within the phase; `reason` is needed by the endings and by nothing else.
    """
    _check_reason(world, status, reason)
    stage = None
    if status in ENDINGS or status is ApplicationStatus.TRANSFERRED:
        if step is not None:
            raise NoSuchStep(job=application.job, status=status, step=step)
    else:
        stage = stage_for(world, application.job, status, step).id
    same = application.status is status and application.reason == reason and stage in (None, application.stage)
    if same and starts_at in (None, application.starts_at):
        return application
    return record(world, application, by=by, status=status, stage=stage, reason=reason, starts_at=starts_at)[0]


def reject(world: Transaction, application: Application, reason: int | None, *, by: int | None = None) -> Application:
    """End an application on the company's side; the reason, when given, must be one of the company's."""
    if reason is not None:
        _check_reason(world, ApplicationStatus.REJECTED, reason)
    return record(world, application, by=by, status=ApplicationStatus.REJECTED, reason=reason)[0]


def attribute(
    world: Transaction, application: Application, source: int | None, origin: str | None = None
) -> Application:
    """Say where an application came from: a known source, or else what the origin is called."""
    return world.put(APPLICATIONS, replace(application, source=source, origin=origin, updated_at=world.now))


def _check_reason(world: Reading, status: ApplicationStatus, reason: int | None) -> None:
    decider = ENDINGS.get(status)
    if decider is None:
        if reason is not None:
            raise ReasonUnfit(reason=reason, status=status)
        return
    if reason is None:
        if world.reasons.where(decider=decider):
            raise ReasonMissing(status=status)
        return
    known = world.reasons.get(reason)
    if known is None or known.decider is not decider:
        raise ReasonUnknown(reason=reason, status=status)


def _stage_in(world: Reading, job: int, stage: int) -> Stage:
    target = world.stages[stage]
    if target.pipeline != world.jobs[job].pipeline:
        raise StageElsewhere(stage=stage, job=job)
    return target


def record(
    world: Transaction,
    application: Application,
    *,
    by: int | None = None,
    status: ApplicationStatus | None = None,
    stage: int | None = None,
    reason: int | None = None,
    reserved: bool | None = None,
    note: int | None = None,
    starts_at: int | None = None,
    dated: int | None = None,
) -> tuple[Application, Activity]:
    """Write an entry into the history of an application and, unless it is dated, let it take effect."""
    activity = _enter(
        world,
        application,
        by=by,
        status=status,
        stage=stage,
        reason=reason,
        reserved=reserved,
        note=note,
        starts_at=starts_at,
        dated=dated,
    )
    if dated is None and not (status is None and reserved is None):
        application = world.put(APPLICATIONS, replace(_after(application, activity), updated_at=world.now))
        _assign_position(world, application)
    return application, activity


def undo(world: Transaction, activity: Activity) -> Application:
    """Take an entry out of the history; the application is again where the remaining entries leave it."""
    world.remove(ACTIVITIES, activity.id)
    application = world.applications[activity.application]
    if activity.dated is not None or (activity.status is None and activity.reserved is None):
        return application
    remaining = list(world.activities.where(application=application.id))
    restored = replace(application, reason=None, reserved=False, starts_at=None, ended_at=None, hired_at=None)
    for entry in remaining:
        if entry.dated is None:
            restored = _after(restored, entry)
    restored = world.put(APPLICATIONS, replace(restored, updated_at=world.now))
    _assign_position(world, restored)
    return restored


def _enter(
    world: Transaction,
    application: Application,
    *,
    by: int | None,
    status: ApplicationStatus | None = None,
    stage: int | None = None,
    reason: int | None = None,
    reserved: bool | None = None,
    note: int | None = None,
    starts_at: int | None = None,
    dated: int | None = None,
    opening: bool = False,
) -> Activity:
    return world.put(
        ACTIVITIES,
        Activity(
            id=world.next_id(ACTIVITIES),
            application=application.id,
            by=by,
            status=status,
            stage=stage,
            reason=reason,
            reserved=reserved,
            note=note,
            starts_at=starts_at,
            dated=dated,
            opening=opening,
            at=world.now,
        ),
    )


def _after(application: Application, entry: Activity) -> Application:
    """The application once this entry took effect."""
    if entry.status is not None:
        over = entry.status in ENDINGS
        application = replace(
            application,
            status=entry.status,
            stage=application.stage if entry.stage is None else entry.stage,
            reason=entry.reason if over else None,
            ended_at=entry.at if over else None,
            hired_at=entry.at if entry.status is ApplicationStatus.HIRED else None,
            starts_at=entry.starts_at if entry.status is ApplicationStatus.HIRED else None,
            reserved=application.reserved if over and entry.stage is None else False,
        )
    if entry.reserved is not None:
        application = replace(application, reserved=entry.reserved)
    return application


def _assign_position(world: Transaction, application: Application) -> None:
    """Give a hired candidate the first open position of the job; take it back from one who is no longer hired."""
    positions = list(world.positions.where(job=application.job))
    held = next((position for position in positions if position.application == application.id), None)
    if application.status is not ApplicationStatus.HIRED:
        if held is not None:
            freed = replace(held, status=PositionStatus.OPEN, application=None, updated_at=world.now)
            world.put(POSITIONS, freed)
    elif held is None:
        free = next((position for position in positions if position.status is PositionStatus.OPEN), None)
        if free is not None:
            taken = replace(free, status=PositionStatus.FILLED, application=application.id, updated_at=world.now)
            world.put(POSITIONS, taken)
