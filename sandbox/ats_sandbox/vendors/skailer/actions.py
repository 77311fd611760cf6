"""Actions: the history of a candidate. Writing one moves, rejects, reserves or comments; deleting one undoes it."""

from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.evidence import documented, inferred
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.resource import Resource
from ats_sandbox.vendors.skailer import views
from ats_sandbox.vendors.skailer.candidates import the_candidate
from ats_sandbox.vendors.skailer.directory import GUIDE
from ats_sandbox.vendors.skailer.errors import NOTHING_TO_DO, NotFound
from ats_sandbox.vendors.skailer.findings import Findings
from ats_sandbox.vendors.skailer.ids import INTEGER, the_id
from ats_sandbox.vendors.skailer.schemas import Action, ActionBody, Done
from ats_sandbox.vendors.skailer.vocabulary import disqualification_reason
from ats_sandbox.world.domain.applications import Activity, Application
from ats_sandbox.world.domain.commands import applications
from ats_sandbox.world.domain.commands.notes import write_note
from ats_sandbox.world.domain.notes import NOTES
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.reading import Reading

DEEDS = ("pipeline_stage_id", "disqualification_reason_id", "reserved", "comment")
"""What an action can do; it does at least one of these."""

actions = Resource("Actions", "The history of a candidate: moves, disqualifications, reserve and comments")


def _first_moved(world: Reading) -> Activity:
    """An entry that shows as an action."""
    return next(entry for entry in world.activities if views.action(world, entry, 1) is not None)


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
def create_action(call: Call) -> dict[str, Any] | None:
    """Move, disqualify, reserve or comment on a candidate, or several of these at once.

    A move resumes the process: it clears the reason and the reserve. With `datetime_action_date` the action goes into
    the history only, and the candidate stays as it is.
    """
    application = the_candidate(call, "candidate_id")
    findings = Findings(call)
    _look_up(call.world, application, findings)
    body = findings.settle()
    entry = _write(call, application, body)
    return views.action(call.world, entry, call.caller.user)


def _look_up(world: Reading, application: Application, findings: Findings) -> None:
    """Add ids that are unknown or not this candidate's, and that there is nothing to do."""
    body = findings.body
    stage = world.stages.get(body.get("pipeline_stage_id"))
    pipeline = world.jobs[application.job].pipeline
    if "pipeline_stage_id" in body and (stage is None or stage.pipeline != pipeline):
        findings.refuse("pipeline_stage_id")
    reason = body.get("disqualification_reason_id")
    if reason is not None and disqualification_reason(world, reason) is None:
        findings.refuse("disqualification_reason_id")
    named = {*body, *(violation.path[0] for violation in findings.violations)}
    if named.isdisjoint(DEEDS):
        findings.refuse("action", text=NOTHING_TO_DO)


def _write(call: Call, application: Application, body: dict[str, Any]) -> Activity:
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
def list_actions(call: Call) -> list[Any]:
    """List the actions of a candidate, ascending by id."""
    application = the_candidate(call, "candidate_id")
    entries = call.world.activities.where(application=application.id)
    shown = (views.action(call.world, entry, call.caller.user) for entry in entries)
    return [action for action in shown if action is not None]


@actions.delete(
    "/api/v1/candidates/{candidate_id}/actions/{id}",
    id="delete_action",
    scope="recruiting",
    returns=Done,
    errors=[NotFound],
    evidence=documented(f"{GUIDE}, step 7"),
    example=Example(
        path={
            "candidate_id": lambda world: str(_first_moved(world).application),
            "id": lambda world: str(_first_moved(world).id),
        }
    ),
    path_types={"candidate_id": INTEGER, "id": INTEGER},
)
def delete_action(call: Call) -> dict[str, Any]:
    """Delete an action.

    The candidate then stands where the remaining actions put it, so a wrong move can be taken back.
    """
    application = the_candidate(call, "candidate_id")
    entry = call.world.activities.get(the_id(call, "id"))
    if entry is None or entry.application != application.id:
        raise NotFound
    if views.action(call.world, entry, call.caller.user) is None:
        raise NotFound
    applications.undo(call.draft, entry)
    if entry.note is not None and entry.note in call.world.notes:
        call.draft.remove(NOTES, entry.note)
    return {"message": "Action deleted."}
