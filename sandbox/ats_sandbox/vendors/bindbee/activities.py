"""Activities: what happened with candidates, which is what recruiters noted down."""

from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import RequestSchema, schema_of
from ats_sandbox.vendors.bindbee import lists
from ats_sandbox.vendors.bindbee.bodies import Declared, Sent, members_of
from ats_sandbox.vendors.bindbee.model import Model
from ats_sandbox.vendors.bindbee.schemas import AtsModel, Moment, Relation, open_enum, text
from ats_sandbox.vendors.bindbee.writes import creates
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.commands.notes import write_note
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.notes import NOTES, Note
from ats_sandbox.world.domain.reading import Reading

PRIVATE = ("PRIVATE", "ADMIN_ONLY")
"""What is shown to few: the linked system knows nothing between its author and everybody."""


class AtsActivity(AtsModel):
    """Something that happened with a candidate."""

    user = Relation("remote_user", "user", of="author")
    activity_type = open_enum("activity_type", of=lambda one, _: "NOTE")
    subject = text(of=lambda one, _: None)
    body = text()
    visibility = open_enum("visibility", of=lambda one, _: "PRIVATE" if one.private else "PUBLIC")
    candidate = Relation("candidate")
    remote_created_at = Moment(of="created_at")


def raw(world: Reading, note: Note) -> Document:
    """The provider's object."""
    application = world.applications.get(note.application)
    job = None if application is None else {"id": native_id(world, "job", application.job)}
    return {
        "content": note.body,
        "createdOn": iso(note.created_at),
        "updatedOn": iso(note.updated_at),
        "visibility": "PRIVATE" if note.private else "OPEN",
        "authorId": None if note.author is None else native_id(world, "user", note.author),
        "context": {"candidate": {"id": native_id(world, "candidate", note.candidate)}, "job": job},
    }


BY_USER = lists.by_relation("remote_user", "user", index="author")
FILTERS = (lists.by_remote_id("note"), BY_USER, lists.by_relation("candidate"))
ABOUT = "What happened with candidates"
ACTIVITY = Model("activity", ABOUT, NOTES, AtsActivity, plural="activities", raw=raw, filters=FILTERS)

OWN = members_of(AtsActivity, without=["remote_created_at"])
for name in OWN.keys() - {"subject"}:
    OWN[name].required = True
CreateAtsActivity = schema_of(RequestSchema, "CreateAtsActivity", "What happened; members may be null.", **OWN)


@creates(ACTIVITY, body=Declared(CreateAtsActivity), status=201)
def create_activity(sent: Sent) -> Note:
    """Note down what happened with a candidate, whom the linked system has to know; answers it as it will be read."""
    candidate = sent.record("candidate")
    if candidate is None:
        raise sent.wrong("candidate is required", None, "candidate")
    user = sent.ordinal("remote_user", "user")
    private = sent.get("visibility") in PRIVATE
    return write_note(sent.call.draft, candidate.id, sent.get("body") or "", author=user, private=private)
