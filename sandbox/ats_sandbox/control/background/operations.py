"""Background work over HTTP: show how long each kind takes, choose it, and take that back."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.resource import Resource
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.control.background.background import LONGEST, MOST_READS, KindOfWork
from ats_sandbox.control.errors import OURS, Unknown
from ats_sandbox.control.schema import OwnRequest, described
from ats_sandbox.control.wire import WireObject
from ats_sandbox.control.workspace import workspace_of
from ats_sandbox.world.clock import SECOND

background = Resource("Background", "Work that goes on after an answer: how long it takes, and whether it fails")


class PaceInput(OwnRequest):
    """How long a kind of work takes: at most one of `after`, `reads` and `never`; directly after the answer without."""

    after = fields.Number(least=0, most=LONGEST // SECOND, metadata=described("Seconds of the world's clock."))
    reads = fields.Integer(least=1, most=MOST_READS, metadata=described("Answers that show it unfinished."))
    never = fields.Boolean(metadata=described("Leave it unfinished."))
    failure = fields.Text(
        least=1,
        metadata=described(
            "The reason why it fails at its end: one of its `failures` in `background list`, such as `UNKNOWN`."
        ),
    )


class WorkShown(ResponseSchema):
    """A kind of work. It ends `after` seconds or after `reads` answers; never when both are null.

    `failures` are the reasons for which it can fail; null when it cannot. `under_way` is how much of it there is now.
    `begun_by` are the ids of the operations that begin it; empty when it follows whoever changes a record.
    """

    vendor = fields.Text(required=True)
    name = fields.Text(required=True)
    about = fields.Text(required=True)
    after = fields.Number(required=True, allow_none=True)
    reads = fields.Integer(required=True, allow_none=True)
    failure = fields.Text(required=True, allow_none=True)
    failures = fields.Array(fields.Text(), required=True, allow_none=True)
    under_way = fields.Integer(required=True)
    begun_by = fields.Array(fields.Text(), required=True)


def work_document(kind: KindOfWork) -> WireObject:
    """A `WorkShown`."""
    vendor, work, pace, under_way = kind
    seconds = None if pace.after is None or pace.reads is not None else pace.after / SECOND
    return {
        "vendor": vendor.name,
        "name": work.name,
        "about": work.about,
        "after": None if seconds is None else int(seconds) if seconds == int(seconds) else seconds,
        "reads": pace.reads,
        "failure": pace.failure,
        "failures": None if work.fail is None else list(work.reasons),
        "under_way": under_way,
        "begun_by": list(work.begun_by),
    }


@background.get("/background", id="list_background", returns=fields.Array(fields.Nested(WorkShown)), evidence=OURS)
def list_background(call: Call) -> list[WireObject]:
    """List the kinds of work that vendors do after they have answered, and how long each takes in this world."""
    return [work_document(kind) for kind in workspace_of(call).background]


@background.put(
    "/background/{work}",
    id="put_background",
    body=PaceInput,
    returns=WorkShown,
    errors=[Unknown],
    evidence=OURS,
    example=Example(path={"work": "report_file"}, body={"reads": 2}),
)
def put_background(call: Call) -> WireObject:
    """Choose how long a kind of work takes in this world, and whether it fails: for work that begins from now on.

    An empty body lets it end directly after the answer that began it. A reset of the world keeps the choice.
    """
    return work_document(workspace_of(call).background.set(call.path["work"], **call.body))


@background.delete(
    "/background/{work}",
    id="delete_background",
    errors=[Unknown],
    evidence=OURS,
    example=Example(path={"work": "report_file"}),
)
def delete_background(call: Call) -> None:
    """Let a kind of work end directly after the answer again."""
    workspace_of(call).background.reset(call.path["work"])
