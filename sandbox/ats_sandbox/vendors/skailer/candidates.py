"""Candidates: applicants on jobs. Actions are their history: writing one moves, rejects, reserves or comments."""

from dataclasses import replace

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import AnyCall, Call
from ats_sandbox.contract.evidence import inferred
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.resources.repository import Within
from ats_sandbox.contract.schema import shape_of
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.skailer import bodies
from ats_sandbox.vendors.skailer.errors import ALREADY_ON_JOB, NOTHING_TO_DO, NotFound
from ats_sandbox.vendors.skailer.resource import Resource, indexed, records_of, step
from ats_sandbox.vendors.skailer.vocabulary import disqualification
from ats_sandbox.world.domain.applications import ACTIVITIES, APPLICATIONS, Activity, Application
from ats_sandbox.world.domain.commands import applications
from ats_sandbox.world.domain.commands.notes import write_note
from ats_sandbox.world.domain.notes import NOTES
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.reasons import Decider

candidates = Resource("Candidates", "Applicants on jobs")

applications_on_jobs = records_of(APPLICATIONS)


class CandidateBody(bodies.Body):
    """An applicant for a job; the source is the applicant's unless it is given."""

    job_id = bodies.Id(of="job")
    applicant_id = bodies.Id(of="candidate")
    pipeline_id = bodies.Id(of=lambda one, call: call.world.stages[one.stage].pipeline)
    pipeline_stage_id = bodies.Id(of="stage")
    source_id = bodies.OptionalId(of="source")


Candidate = bodies.answer_of(
    CandidateBody,
    "Candidate",
    disqualification_reason_id=bodies.OptionalId(required=True, of=disqualification),
    reserved=fields.Boolean(required=True),
)


def _sample(world: Reading) -> Document:
    """A body that puts somebody on the first job who is not on it."""
    job = next(iter(world.jobs))
    person = next(one for one in world.candidates if applications.application_of(world, one.id, job.id) is None)
    stage = applications.stages_of(world, job.id)[0]
    return {"job_id": job.id, "applicant_id": person.id, "pipeline_id": job.pipeline, "pipeline_stage_id": stage.id}


@candidates.post(
    "/api/v1/candidate",
    id="create_candidate",
    body=bodies.JsonBody(CandidateBody),
    returns=Candidate,
    evidence=step(6),
    example=Example(body=_sample),
)
def create_candidate(call: Call) -> Document:
    """Put an applicant on a job.

    The pipeline is the job's and the stage one of its stages. An applicant is on a job once; a closed job is no
    obstacle. No action is written.
    """
    check = bodies.BodyCheck(call)
    job = check.look_up("job_id", call.world.jobs)
    person = check.look_up("applicant_id", call.world.candidates)
    known = applications.application_of(call.world, person.id, job.id) if job and person else None
    if known and call.can_see(known):
        check.refuse("applicant_id", text=ALREADY_ON_JOB)
    pipeline = check.look_up("pipeline_id", call.world.pipelines, lambda one: job is None or one.id == job.pipeline)
    check.look_up("pipeline_stage_id", call.world.stages, lambda one: pipeline is None or one.pipeline == pipeline.id)
    source = check.look_up("source_id", call.world.sources)
    body = check.accepted()
    application = applications.apply(
        call.draft,
        body["applicant_id"],
        body["job_id"],
        stage=body["pipeline_stage_id"],
        source=source.id if source else call.world.candidates[body["applicant_id"]].source,
        by=call.caller.user,
    )
    return view_of(Candidate)(application, call)


candidates.read_one("candidate", applications_on_jobs, Candidate)
candidates.search(
    "candidate",
    applications_on_jobs,
    Candidate,
    indexed("job_id", "job"),
    indexed("applicant_id", "candidate"),
    indexed("pipeline_stage_id", "stage"),
    indexed("reserved", "reserved", bodies.OptionalBoolean),
    indexed("disqualified", "rejected_for_reason", bodies.OptionalBoolean),
    sample={"job_id": 1, "reserved": False},
)

EFFECTS = frozenset({"pipeline_stage_id", "disqualification_reason_id", "reserved", "comment"})
"""What an action can do; it does at least one of these."""

actions = Resource("Actions", "The history of a candidate: moves, disqualifications, reserve and comments")

entries = replace(records_of(ACTIVITIES), forbidden=None)
of_candidate: Within[Application, Activity] = Within(
    replace(applications_on_jobs, parameter="candidate_id"), lambda rows, one: rows.where(application=one.id)
)


def _reason(entry: Activity, call: AnyCall) -> int | None:
    reason = call.world.reasons.get(entry.reason)
    return reason.id if reason and reason.decider is Decider.COMPANY else None


def _comment(entry: Activity, call: AnyCall) -> str | None:
    """What the caller may read of the note; private ones are their author's."""
    note = call.world.notes.get(entry.note)
    return note.body if note and (not note.private or note.author == call.caller.user) else None


class ActionBody(bodies.Body):
    """What to do with a candidate; at least one of the first four. A date makes it history only."""

    pipeline_stage_id = bodies.OptionalId(of="stage")
    disqualification_reason_id = bodies.OptionalId(of=_reason)
    reserved = bodies.OptionalBoolean()
    comment = bodies.Filled(allow_none=True, of=_comment)
    datetime_action_date = bodies.Moment(allow_none=True, of="dated")


CANDIDATE = {"candidate_id": bodies.Id(of="application")}
Action = bodies.answer_of(ActionBody, "Action", CANDIDATE, created_at=bodies.Instant(required=True, of="at"))
_show = view_of(Action)


def shown(entry: Activity, call: AnyCall) -> Document | None:
    """The action that an entry of the history is; None for one that Skailer would show without an effect."""
    action = None if entry.opening else _show(entry, call)
    return action if action and any(action[effect] is not None for effect in EFFECTS) else None


@actions.post(
    "/api/v1/candidates/{candidate_id}/actions",
    id="create_action",
    body=bodies.JsonBody(ActionBody),
    returns=Action,
    evidence=step(7),
    example=Example(body={"comment": "Call went well"}),
)
def create_action(call: Call) -> Document | None:
    """Move, disqualify, reserve or comment on a candidate, or several of these at once.

    A move resumes the process: it clears the reason and the reserve. With `datetime_action_date` the action goes into
    the history only, and the candidate stays as it is.
    """
    application = of_candidate.parent.get_or_404(call)
    check, pipeline = bodies.BodyCheck(call), call.world.jobs[application.job].pipeline
    stage = check.look_up("pipeline_stage_id", call.world.stages, lambda one: one.pipeline == pipeline)
    reason = check.look_up("disqualification_reason_id", call.world.reasons, lambda one: one.decider is Decider.COMPANY)
    if EFFECTS.isdisjoint({*check.body, *(violation.path[0] for violation in check.violations)}):
        check.refuse("action", text=NOTHING_TO_DO)
    body, world, by = check.accepted(), call.draft, call.caller.user
    note = None
    if "comment" in body:
        note = write_note(world, application.candidate, body["comment"], application=application.id, author=by).id
    _, entry = applications.record(
        world,
        application,
        by=by,
        status=ApplicationStatus.REJECTED if reason else stage.phase if stage else None,
        stage=stage.id if stage else None,
        reason=reason.id if reason else None,
        reserved=body.get("reserved"),
        note=note,
        dated=body.get("datetime_action_date"),
    )
    return shown(entry, call)


@actions.get(
    "/api/v1/candidates/{candidate_id}/actions",
    id="list_actions",
    returns=fields.Array(fields.Nested(Action)),
    evidence=inferred("what was written must be readable; the path is the one that actions are written to"),
)
def list_actions(call: Call) -> list[Document]:
    """List the actions of a candidate, ascending by id."""
    return [action for entry in of_candidate.rows(call, entries) if (action := shown(entry, call)) is not None]


def _sample_action(world: Reading) -> Activity:
    """An entry that is shown as an action."""
    return next(entry for entry in world.activities if not entry.opening and entry.stage is not None)


@actions.delete(
    "/api/v1/candidates/{candidate_id}/actions/{id}",
    id="delete_action",
    returns=shape_of("Done", message=fields.Text(required=True)),
    evidence=step(7),
    example=Example(
        path={
            "candidate_id": lambda world: str(_sample_action(world).application),
            "id": lambda world: str(_sample_action(world).id),
        }
    ),
)
def delete_action(call: Call) -> Document:
    """Delete an action.

    The candidate then stands where the remaining actions put it, so a wrong move can be taken back.
    """
    entry = of_candidate.get_or_404(call, entries)
    if shown(entry, call) is None:
        raise NotFound(parameter="id")
    applications.undo(call.draft, entry)
    if entry.note is not None and entry.note in call.world.notes:
        call.draft.remove(NOTES, entry.note)
    return {"message": "Action deleted."}
