"""Actions: the history of a candidate. Writing one moves, rejects, reserves or comments; deleting one undoes it."""

from dataclasses import replace

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.evidence import documented, inferred
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.resource import Resource
from ats_sandbox.contract.resources.repository import Repository, Within
from ats_sandbox.contract.schema import Members, ResponseSchema
from ats_sandbox.vendors.skailer.bodies import Body, BodyCheck, Filled, OptionalBoolean, OptionalId
from ats_sandbox.vendors.skailer.candidates import applications_on_jobs
from ats_sandbox.vendors.skailer.errors import NOTHING_TO_DO, NotFound
from ats_sandbox.vendors.skailer.ids import INTEGER, NUMBERS
from ats_sandbox.vendors.skailer.reads import GUIDE
from ats_sandbox.world.clock import iso_seconds
from ats_sandbox.world.domain.applications import ACTIVITIES, Activity, Application
from ats_sandbox.world.domain.commands import applications
from ats_sandbox.world.domain.commands.notes import write_note
from ats_sandbox.world.domain.notes import NOTES
from ats_sandbox.world.domain.pipelines import STAGES, ApplicationStatus
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.reasons import REASONS, Decider

EFFECTS = frozenset({"pipeline_stage_id", "disqualification_reason_id", "reserved", "comment"})
"""What an action can do; it does at least one of these."""

actions: Resource = Resource("Actions", "The history of a candidate: moves, disqualifications, reserve and comments")

entries = Repository(collection=ACTIVITIES, codec=NUMBERS, not_found=NotFound)
of_candidate: Within[Application, Activity] = Within(
    replace(applications_on_jobs, parameter="candidate_id"), lambda rows, one: rows.where(application=one.id)
)


class ActionBody(Body):
    """What to do with a candidate; at least one of the first four. A date makes it history only."""

    pipeline_stage_id = OptionalId()
    disqualification_reason_id = OptionalId()
    reserved = OptionalBoolean()
    comment = Filled(allow_none=True)
    datetime_action_date = fields.DateTime(allow_none=True)


class Action(ResponseSchema):
    """An entry of a candidate's history; what it does not say is null."""

    id = fields.Integer(required=True)
    candidate_id = fields.Integer(required=True)
    pipeline_stage_id = fields.Integer(required=True, allow_none=True)
    disqualification_reason_id = fields.Integer(required=True, allow_none=True)
    reserved = fields.Boolean(required=True, allow_none=True)
    comment = fields.Text(required=True, allow_none=True)
    datetime_action_date = fields.Text(required=True, allow_none=True)
    created_at = fields.Text(required=True)


class Done(ResponseSchema):
    """That something was done."""

    message = fields.Text(required=True)


def render_action(world: Reading, entry: Activity, reader: int) -> Document | None:
    """An entry of a candidate's history as a user reads it; None for one that Skailer would show without an effect."""
    reason = world.reasons.get(entry.reason)
    note = world.notes.get(entry.note)
    effects = {
        "pipeline_stage_id": entry.stage,
        "disqualification_reason_id": reason.id if reason and reason.decider is Decider.COMPANY else None,
        "reserved": entry.reserved,
        "comment": note.body if note and (not note.private or note.author == reader) else None,
    }
    if entry.opening or all(value is None for value in effects.values()):
        return None
    return {
        "id": entry.id,
        "candidate_id": entry.application,
        **effects,
        "datetime_action_date": None if entry.dated is None else iso_seconds(entry.dated),
        "created_at": iso_seconds(entry.at),
    }


@actions.post(
    "/api/v1/candidates/{candidate_id}/actions",
    id="create_action",
    scope="recruiting",
    body=ActionBody,
    returns=Action,
    errors=[NotFound],
    evidence=documented(f"{GUIDE}, step 7"),
    example=Example(path={"candidate_id": "1"}, body={"comment": "Call went well"}),
    path_types={"candidate_id": INTEGER},
)
def create_action(call: Call) -> Document | None:
    """Move, disqualify, reserve or comment on a candidate, or several of these at once.

    A move resumes the process: it clears the reason and the reserve. With `datetime_action_date` the action goes into
    the history only, and the candidate stays as it is.
    """
    application = of_candidate.parent.get_or_404(call)
    entry = _write(call, application, _checked(call, application))
    return render_action(call.world, entry, call.caller.user)


def _checked(call: Call, application: Application) -> Members:
    """The body, when its ids are known and this candidate's, and there is something to do."""
    check, pipeline = BodyCheck(call), call.world.jobs[application.job].pipeline
    check.look_up("pipeline_stage_id", STAGES, lambda stage: stage.pipeline == pipeline)
    check.look_up("disqualification_reason_id", REASONS, lambda reason: reason.decider is Decider.COMPANY)
    named = {*check.body, *(violation.path[0] for violation in check.violations)}
    if named.isdisjoint(EFFECTS):
        check.refuse("action", text=NOTHING_TO_DO)
    return check.accepted()


def _write(call: Call, application: Application, body: Members) -> Activity:
    """The entry in the history, which takes effect unless it is dated."""
    world, by = call.draft, call.caller.user
    stage, reason = world.stages.get(body.get("pipeline_stage_id")), body.get("disqualification_reason_id")
    status = ApplicationStatus.REJECTED if reason is not None else stage.phase if stage else None
    note = None
    if "comment" in body:
        note = write_note(world, application.candidate, body["comment"], application=application.id, author=by).id
    _, entry = applications.record(
        world,
        application,
        by=by,
        status=status,
        stage=stage.id if stage else None,
        reason=reason,
        reserved=body.get("reserved"),
        note=note,
        dated=body.get("datetime_action_date"),
    )
    return entry


@actions.get(
    "/api/v1/candidates/{candidate_id}/actions",
    id="list_actions",
    scope="recruiting",
    returns=fields.Array(fields.Nested(Action)),
    errors=[NotFound],
    evidence=inferred("what was written must be readable; the path is the one that actions are written to"),
    example=Example(path={"candidate_id": "1"}),
    path_types={"candidate_id": INTEGER},
)
def list_actions(call: Call) -> list[Document]:
    """List the actions of a candidate, ascending by id."""
    found = of_candidate.rows(call, entries)
    shown = (render_action(call.world, entry, call.caller.user) for entry in found)
    return [action for action in shown if action is not None]


def _sample(world: Reading) -> Activity:
    """An entry that is shown as an action."""
    return next(entry for entry in world.activities if render_action(world, entry, 1) is not None)


@actions.delete(
    "/api/v1/candidates/{candidate_id}/actions/{id}",
    id="delete_action",
    scope="recruiting",
    returns=Done,
    errors=[NotFound],
    evidence=documented(f"{GUIDE}, step 7"),
    example=Example(
        path={
            "candidate_id": lambda world: str(_sample(world).application),
            "id": lambda world: str(_sample(world).id),
        }
    ),
    path_types={"candidate_id": INTEGER, "id": INTEGER},
)
def delete_action(call: Call) -> Document:
    """Delete an action.

    The candidate then stands where the remaining actions put it, so a wrong move can be taken back.
    """
    entry = of_candidate.get_or_404(call, entries)
    if render_action(call.world, entry, call.caller.user) is None:
        raise NotFound
    applications.undo(call.draft, entry)
    if entry.note is not None and entry.note in call.world.notes:
        call.draft.remove(NOTES, entry.note)
    return {"message": "Action deleted."}
