"""Attachments: the files of candidates, as they are read and as they are added."""

from base64 import b64decode

from ats_sandbox.contract.fields import Anything, Text
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.schema import Members, RequestSchema, schema_of
from ats_sandbox.vendors.bindbee import errors, inputs, lists
from ats_sandbox.vendors.bindbee.bodies import Declared, One, Sent
from ats_sandbox.vendors.bindbee.call import PREFIX, Call, await_sync, reference
from ats_sandbox.vendors.bindbee.connectors import HOSTS
from ats_sandbox.vendors.bindbee.idempotency import WriteHeaders, idempotent
from ats_sandbox.vendors.bindbee.model import MODELS, Model, Rendering
from ats_sandbox.vendors.bindbee.samples import NAMED, sample_of
from ats_sandbox.vendors.bindbee.schemas import PATH_ID, AtsModel, Relation, open_enum, text
from ats_sandbox.vendors.bindbee.writes import creates, keep_words
from ats_sandbox.world.domain.attachments import ATTACHMENTS, Attachment, AttachmentKind
from ats_sandbox.world.domain.commands.attachments import attach
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading

LINK = "text/uri-list"
"""The type of a file of which only the address was given: that is all that is kept of it."""


def path_of(world: Reading, file: Attachment) -> str:
    """Where the linked system serves a file."""
    person, id = native_id(world, "candidate", file.candidate), native_id(world, "attachment", file.id)
    return f"/candidates/{person}/attachments/{id}"


def url_of(file: Attachment, rendering: Rendering) -> str:
    """The address that a file was given by, or where the linked system serves it."""
    if file.content_type == LINK:
        return bytes(file.content).decode()
    return rendering.system.url_at(HOSTS["smartrecruiters"], path_of(rendering.world, file))


class AtsAttachment(AtsModel):
    """A file of a candidate. Its own members need not be there."""

    file_name = text(required=False, of="name")
    file_url = text(required=False, of=url_of, metadata={"format": "uri", "minLength": 1, "maxLength": 2083})
    attachment_type = open_enum("attachment_type", required=False, of=lambda file, _: file.kind.upper())
    candidate = Relation("candidate", required=False)


FILTERS = (lists.by_remote_id("attachment"), lists.by_relation("candidate"))
ATTACHMENT = Model("attachment", "Files of candidates", ATTACHMENTS, AtsAttachment, filters=FILTERS)
WRITE = {
    "file_name": Text(allow_none=True),
    "file_url": inputs.Url(allow_none=True),
    "attachment_type": open_enum("attachment_type", required=False),
    "file_content": inputs.Base64(allow_none=True),
    "content_type": Text(allow_none=True),
    "remote_user_id": inputs.Uuid(allow_none=True),
}
AtsAttachmentWrite = schema_of(
    RequestSchema,
    "AtsAttachmentWrite",
    "A file: its content in base64, or where to fetch it.",
    **WRITE,
    candidate=inputs.Uuid(allow_none=True),
)
AttachmentInput = schema_of(
    RequestSchema, "AttachmentInput", "A file and whose it is.", **WRITE, candidate=inputs.Uuid(required=True)
)


def attach_sent(said: Sent, person: int, file: Members | str, *place: str | int) -> Attachment:
    """Keep a file: a copy of one that is known by its id, or one that came along.

    That is given by its content, or by its address: nothing is fetched, the address is what is kept.
    """
    draft = said.call.draft
    if isinstance(file, str):
        known = ATTACHMENT.find(said.call, file)
        if known is None:
            raise said.wrong("attachment not found", file, *place)
        return attach(
            draft, person, name=known.name, content=known.content, content_type=known.content_type, kind=known.kind
        )
    sent = Sent(said.call, file, (*said.place, *place))
    sent.ordinal("remote_user", "remote_user_id")
    name, word = sent.get("file_name") or "attachment", (sent.get("attachment_type") or "other").lower()
    kind = next((one for one in AttachmentKind if one == word), AttachmentKind.OTHER)
    if (encoded := sent.get("file_content")) is not None:
        try:
            content = b64decode(encoded, validate=True)
        except ValueError:
            raise sent.wrong("invalid base64", encoded, "file_content") from None
        content_type = sent.get("content_type") or "application/octet-stream"
    elif (url := sent.get("file_url")) is not None:
        content, content_type = str(url).encode(), LINK
    else:
        raise sent.wrong("either file_url or file_content is required", file)
    return attach(draft, person, name=name, content=content, content_type=content_type, kind=kind)


@creates(ATTACHMENT, takes=One(AttachmentInput, required=True))
def create_attachment(sent: Sent) -> Attachment:
    """Add a file to a candidate; answers its id."""
    return attach_sent(sent, sent.record("candidate").id, sent.members)


@ATTACHMENT.resource.post(
    f"{PREFIX}/candidates/{{candidate_id}}/attachments",
    id="create_candidate_attachment",
    headers=WriteHeaders,
    body=Declared(AtsAttachmentWrite),
    returns=Anything(),
    errors=[errors.RecordNotFound, errors.KeyReused],
    evidence=reference("POST", f"{PREFIX}/candidates/{{candidate_id}}/attachments"),
    example=Example(path={"candidate_id": NAMED["candidate"]}, body=sample_of("create_candidate_attachment")),
    path_types={"candidate_id": PATH_ID},
    words={"model": "Candidate"},
)
@idempotent
def create_candidate_attachment(call: Call) -> Document:
    """Add a file to the candidate of the path, whoever the body names; answers it as it will be read."""
    person = MODELS["candidate"].get_or_404(call, "candidate_id")
    sent = Sent(call, call.body)
    file = attach_sent(sent, person.id, sent.members)
    keep_words(sent, ATTACHMENT, file)
    await_sync(call)
    return ATTACHMENT.show(file, call)
