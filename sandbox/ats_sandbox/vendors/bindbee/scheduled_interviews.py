"""Scheduled interviews. The parts that the linked system makes of one show as one, from the first to the last."""

from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.vendors.bindbee import inputs, lists
from ats_sandbox.vendors.bindbee.bodies import Sent
from ats_sandbox.vendors.bindbee.call import AnyCall, LinkedSystem, linked
from ats_sandbox.vendors.bindbee.job_interview_stages import named_stages, stage_of
from ats_sandbox.vendors.bindbee.model import Model, Rendering
from ats_sandbox.vendors.bindbee.schemas import AtsModel, Moment, Relation, Relations, open_enum, text
from ats_sandbox.vendors.bindbee.writes import creates
from ats_sandbox.world.clock import DAY, HOUR
from ats_sandbox.world.domain.commands.interviews import add_timeslot, schedule
from ats_sandbox.world.domain.interviews import INTERVIEWS, Interview, Interviewer, Response
from ats_sandbox.world.domain.reading import Reading


def ended_at(world: Reading, interview: Interview) -> int | None:
    """When the last part ends."""
    return max((slot.ends_at for slot in world.timeslots.where(interview=interview.id)), default=None)


def status(interview: Interview, rendering: Rendering) -> str:
    """Where an interview stood when it was copied. `CANCELLED` is the provider's own."""
    if interview.cancelled:
        return "CANCELLED"
    if rendering.world.scorecards.where(interview=interview.id):
        return "COMPLETE"
    end = ended_at(rendering.world, interview)
    return "AWAITING_FEEDBACK" if end is not None and end <= rendering.system.copied_at else "SCHEDULED"


class Interviews(Model[Interview]):
    """Interviews also change because they are judged, and those that are neither that nor cancelled by their end."""

    def changed_at(self, system: LinkedSystem, record: Interview) -> int:
        cards = system.world.scorecards.where(interview=record.id)
        judged = [] if record.cancelled else [one.updated_at for one in cards.page(0, 1)]
        ended = None if judged or record.cancelled else ended_at(system.world, record)
        return max(record.updated_at, *judged, 0 if ended is None or ended > system.copied_at else ended)

    def since(self, system: LinkedSystem, rows: lists.Rows, instant: int) -> lists.Rows:
        world, until = system.world, system.copied_at
        days = [day for day in world.timeslots.keys("end_day") if instant // DAY <= day <= until // DAY]
        slots = world.timeslots.where_any("end_day", days)
        touched = {slot.interview for slot in slots} | {card.interview for card in world.scorecards.since(instant)}
        changed = world.interviews.since(instant), world.interviews.among(id for id in touched if id is not None)
        return rows.any_of(changed).only(lambda one: self.changed_at(system, one) > instant)


def starts_at(interview: Interview, rendering: Rendering) -> int | None:
    """When the first part begins."""
    return min((slot.starts_at for slot in rendering.world.timeslots.where(interview=interview.id)), default=None)


def invited(interview: Interview, rendering: Rendering) -> list[int]:
    """Who interviews in any part."""
    slots = rendering.world.timeslots.where(interview=interview.id)
    return list(dict.fromkeys(one.user for slot in slots for one in slot.interviewers))


class AtsScheduledInterview(AtsModel):
    """A meeting about an application."""

    application = Relation("application")
    job_interview_stage = Relation(
        "job_interview_stage",
        of=lambda one, shown: stage_of(shown.world, shown.world.applications.get(one.application), one.stage),
    )
    organizer = Relation("remote_user", "organizer")
    interviewers = Relations("remote_user", "interviewers", of=invited)
    location = text()
    start_at = Moment(of=starts_at)
    end_at = Moment(of=lambda one, rendering: ended_at(rendering.world, one))
    remote_created_at = Moment(of="created_at")
    remote_updated_at = Moment(of="updated_at")
    status = open_enum("interview_status", of=status)


def by_stage(call: AnyCall, rows: lists.Rows, ids: list[str]) -> lists.Rows:
    """Interviews in one of these stages."""
    wanted, applications = named_stages(call, ids), linked(call).world.applications
    held = [one.id for job in {job for job, _ in wanted} for one in applications.where(job=job)]
    return rows.where_any("application", held).only(
        lambda one: (applications[one.application].job, one.stage) in wanted
    )


SCHEDULED_INTERVIEW = Interviews(
    kind="scheduled_interview",
    about="Meetings about applications",
    collection=INTERVIEWS,
    schema=AtsScheduledInterview,
    filters=(
        lists.by_relation("application"),
        lists.by_relation("remote_user", "organizer"),
        Filter("job_interview_stage", inputs.IdList, by_stage),
    ),
)


@creates(SCHEDULED_INTERVIEW, "application")
def create_scheduled_interview(sent: Sent) -> Interview:
    """Invite to an interview about an application, in its present stage; answers the interview's id.

    It is organized by default by who opened the job, and without an end it takes an hour.
    """
    application, draft = sent.record("application"), sent.call.draft
    stage = sent.record("job_interview_stage")
    if stage is not None and stage.job.id != application.job:
        raise sent.wrong("stage does not belong to this job", sent.get("job_interview_stage"), "job_interview_stage")
    organizer, invited = sent.ordinal("remote_user", "organizer"), sent.records("remote_user", "interviewers")
    start, end = sent.instant("start_at"), sent.instant("end_at")
    if start is None and (invited or end is not None):
        raise sent.wrong("start_at is required with interviewers and end_at", None, "start_at")
    if start is not None and end is not None and end < start:
        raise sent.wrong("end_at is before start_at", sent.get("end_at"), "end_at")
    office = draft.locations.first()
    interview = schedule(
        draft,
        application,
        organizer=draft.jobs[application.job].creator if organizer is None else organizer,
        timezone="UTC" if office is None else office.timezone,
        location=sent.get("location"),
        stage=None if stage is None else stage.stage.id,
        created_at=sent.instant("remote_created_at"),
    )
    if start is not None:
        team = tuple(Interviewer(one.id, Response.PENDING) for one in invited)
        add_timeslot(draft, interview, starts_at=start, ends_at=start + HOUR if end is None else end, interviewers=team)
    return draft.interviews[interview.id]
