"""Messages: share, delete and read them. On a candidate they are the world's notes."""

import re
from typing import NamedTuple

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document, Example, Reply
from ats_sandbox.contract.resources.listing import query_with
from ats_sandbox.contract.schema import Members, ResponseSchema, request_of, shape_of
from ats_sandbox.vendors.smartrecruiters import apis, errors, ids
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call
from ats_sandbox.vendors.smartrecruiters.candidates.applications import Application
from ats_sandbox.vendors.smartrecruiters.documents import id_of, part, parts, view_of
from ats_sandbox.vendors.smartrecruiters.messages.state import SHARES, MessageVisibility, Share
from ats_sandbox.vendors.smartrecruiters.paging import PageQuery, bare_page
from ats_sandbox.vendors.smartrecruiters.repositories import CANDIDATES, JOBS
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.vendors.smartrecruiters.staff import administers, fault, reaches_candidate
from ats_sandbox.world import id_codecs
from ats_sandbox.world.domain.applications import Application as Assigned
from ats_sandbox.world.domain.candidates import Candidate
from ats_sandbox.world.domain.commands.applications import application_of
from ats_sandbox.world.domain.commands.notes import drop_note, write_note
from ats_sandbox.world.domain.notes import Note
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.users import User

LONGEST = 10_000
MOST_RECIPIENTS = 100
MOST_TOLD = 20
"""Addresses that the remark on a message names."""
_MENTION = re.compile(r"@\[USER:([^\]]*)\]")
_TAG = re.compile(r"#\[CANDIDATE:([^\]]*)\]")
_SHARE = ("smartrecruiters", "share")

messages = Resource("Messages", "What people tell each other about candidates", apis.MESSAGES)

ShareWith = request_of(
    "ShareWith",
    users=fields.Array(fields.Text()),
    hiringTeamOf=fields.Array(fields.Text()),
    everyone=fields.Boolean(load_default=False),
    openNote=fields.Boolean(load_default=False),
)
Message = request_of(
    "Message",
    content=fields.Text(least=1, most=LONGEST, required=True),
    correlationId=fields.Text(),
    shareWith=fields.Nested(ShareWith),
)
MessageDetails = shape_of("MessageDetails", id=fields.Text(), shareRequired=fields.Boolean())


def _visibility(note: Note, call: AnyCall) -> str:
    share = call.world[SHARES].where(note=note.id).first()
    if share is not None:
        return share.visibility
    return MessageVisibility.PRIVATE if note.private else MessageVisibility.OPEN


def _applications(note: Note, call: AnyCall) -> list[Assigned]:
    """The application that a note is about; one about the candidate is about all of theirs."""
    if note.application is not None:
        return [call.world.applications[note.application]]
    return list(call.visible(call.world.applications).where(candidate=note.candidate))


Context = shape_of("Context", applications=parts(Application, _applications))
"""What a message is about."""


class MessageView(ResponseSchema):
    """A message as it is read."""

    content = fields.Text(of="body")
    createdOn = fields.DateTime(of="created_at")
    visibility = fields.Choice(tuple(MessageVisibility), of=_visibility)
    authorId = fields.Text(of=id_of(ids.USER, "author"))
    context = part(Context)


class Recipients(NamedTuple):
    """Who gets a message: those mentioned get an e-mail, too."""

    mentioned: list[User]
    others: list[int]

    @property
    def ids(self) -> tuple[int, ...]:
        """All of them, once each."""
        return tuple(dict.fromkeys([*(one.id for one in self.mentioned), *self.others]))


def _users(world: Reading, texts: list[str], unknown: type[Exception]) -> list[User]:
    """The users with these ids, once each."""
    found = [world.users.get(ids.USER.read(world, text)) for text in dict.fromkeys(texts)]
    if None in found:
        raise unknown
    return [one for one in found if one is not None]


def recipients_of(call: AnyCall, content: str, shared: Members) -> Recipients:
    """Who gets a message. Raises the refusals of ids that name nobody, and of too many people."""
    world, team = call.world, list[int]()
    mentioned = _users(world, _MENTION.findall(content), errors.MentionedUsersNotFound)
    chosen = _users(world, shared.get("users", []), errors.SharedWithUsersNotFound)
    for at, text in enumerate(shared.get("hiringTeamOf", [])):
        job = world.jobs.get(ids.JOB.read(world, text))
        if job is None or not call.can_see(job):
            raise errors.TeamJobNotFound((fault("is no job", "shareWith", "hiringTeamOf", at),))
        team += [member.user for member in job.team]
    found = Recipients(mentioned, [*(one.id for one in chosen), *team])
    if len(found.ids) > MOST_RECIPIENTS:
        raise errors.TooManyRecipients
    return found


def tagged_candidates(call: AnyCall, content: str) -> list[Candidate]:
    """The candidates that a message names, once each."""
    world = call.world
    found = [world.candidates.get(ids.CANDIDATE.read(world, text)) for text in dict.fromkeys(_TAG.findall(content))]
    if any(one is None or not call.can_see(one) for one in found):
        raise errors.NoAccessToTaggedCandidate
    return [one for one in found if one is not None]


def visibility_of(shared: Members, recipients: Recipients) -> MessageVisibility:
    """Who reads a message that is shared like this."""
    everyone, note = shared.get("everyone", False), shared.get("openNote", False)
    if everyone and note:
        raise errors.InvalidVisibilityOptions
    if everyone or note:
        return MessageVisibility.EVERYONE if everyone else MessageVisibility.OPEN
    return MessageVisibility.DIRECT if recipients.ids else MessageVisibility.PRIVATE


def id_of_share(world: Reading, share: Share) -> str:
    """The id of a message: that of its first note, or its own when it names no candidate."""
    if share.notes:
        return ids.NOTE.write(world, share.notes[0])
    return id_codecs.uuid4(world.seed, *_SHARE, share.id)


def e_mails(mentioned: list[User]) -> str:
    """What a tester should know of those who are mentioned."""
    told = ", ".join([*(one.email for one in mentioned[:MOST_TOLD]), *(["…"] if len(mentioned) > MOST_TOLD else [])])
    return f"the product e-mails whom the message mentions ({len(mentioned)}): {told}"


def _sample(world: Reading) -> Note:
    """The first note on somebody whom everybody may see."""
    return next(one for one in world.notes if not world.candidates[one.candidate].confidential)


def _request(world: Reading) -> Members:
    """A message to a user, another one and a hiring team, about a candidate."""
    mentioned, other = ids.USER.write(world, 2), ids.USER.write(world, 3)
    return {
        "content": f"@[USER:{mentioned}] please call #[CANDIDATE:{CANDIDATES.first_id(world)}] back.",
        "correlationId": "call-17",
        "shareWith": {"users": [other], "hiringTeamOf": [JOBS.first_id(world)], "openNote": True},
    }


@messages.post(
    "/messages/shares",
    id="create_message",
    body=Message,
    returns={201: MessageDetails},
    errors=[
        errors.InvalidVisibilityOptions,
        errors.TeamJobNotFound,
        errors.NoAccessToTaggedCandidate,
        errors.MentionedUsersNotFound,
        errors.SharedWithUsersNotFound,
        errors.TooManyRecipients,
    ],
    evidence=apis.MESSAGES.evidence,
    example=Example(body=_request),
)
def create_message(call: Call) -> Document:
    """Share a message; every candidate that it names as `#[CANDIDATE:id]` has it as a note.

    `@[USER:id]` mentions a user, who gets it by e-mail. `shareRequired` tells that a recipient may not see a candidate
    that it names.
    """
    world, content, shared = call.draft, call.body["content"], call.body.get("shareWith", {})
    recipients = recipients_of(call, content, shared)
    visibility = visibility_of(shared, recipients)
    people = tagged_candidates(call, content)
    private = visibility in (MessageVisibility.PRIVATE, MessageVisibility.DIRECT)
    notes = [write_note(world, one.id, content, author=call.caller.user, private=private) for one in people]
    share = world.put(
        SHARES,
        Share(
            id=world.next_id(SHARES),
            author=call.caller.user,
            content=content,
            visibility=visibility,
            recipients=recipients.ids,
            notes=tuple(note.id for note in notes),
            correlation=call.body.get("correlationId"),
            created_at=world.now,
        ),
    )
    if recipients.mentioned:
        call.remarks.append(e_mails(recipients.mentioned))
    readers = [world.users[one] for one in recipients.ids]
    blind = any(not reaches_candidate(world, user, person) for user in readers for person in people)
    return {"id": id_of_share(world, share), "shareRequired": blind}


@messages.delete(
    "/messages/shares/{id}",
    id="delete_message",
    scope="messages_manage",
    errors=[errors.MessageNotFound, errors.MessageForbidden],
    evidence=apis.MESSAGES.evidence,
    example=Example(path={"id": lambda world: ids.NOTE.write(world, _sample(world).id)}),
)
def delete_message(call: Call) -> None:
    """Delete a message, from every candidate that it names. Only its author and administrators may."""
    world, text = call.draft, call.path["id"]
    ordinal = ids.NOTE.read(world, text)
    if ordinal is None:
        share = world[SHARES].get(id_codecs.read_uuid4(world.seed, *_SHARE, text))
    else:
        share = world[SHARES].where(note=ordinal).first()
    notes = [note for one in (share.notes if share else (ordinal,)) if (note := world.notes.get(one))]
    found = share or next(iter(notes), None)
    if found is None:
        raise errors.MessageNotFound(parameter="id")
    if not all(map(call.can_see, notes)) or not (found.author == call.caller.user or administers(call)):
        raise errors.MessageForbidden
    for one in notes:
        drop_note(world, one)
    if share is not None:
        world.remove(SHARES, share.id)


MessagesQuery = query_with("MessagesQuery", PageQuery, candidateId=fields.Text(required=True), jobId=fields.Text())
"""The candidate whose messages are asked for, and perhaps the job."""
MessagesView = fields.Array(fields.Nested(MessageView))


@messages.get(
    "/messages",
    id="list_messages",
    query=MessagesQuery,
    returns=MessagesView,
    response_headers=["Link"],
    errors=[
        errors.MessagesCandidateNotFound,
        errors.MessagesJobNotFound,
        errors.MessagesApplicationNotFound,
        errors.MessageForbidden,
    ],
    evidence=apis.MESSAGES.evidence,
    example=Example(query={"candidateId": lambda world: ids.CANDIDATE.write(world, _sample(world).candidate)}),
)
def list_messages(call: Call) -> Reply:
    """List what was written about a candidate, oldest first. Only for administrators, who read all of it.

    With a job only what is about the candidate as such, or about their application to that job.
    """
    if not administers(call):
        raise errors.MessageForbidden
    person = CANDIDATES.get_or_404(
        call, call.query["candidateId"], not_found=errors.MessagesCandidateNotFound, forbidden=errors.MessageForbidden
    )
    rows, view = call.visible(call.world.notes).where(candidate=person.id), view_of(MessageView)
    if "jobId" in call.query:
        job = call.world.jobs.get(ids.JOB.read(call.world, call.query["jobId"]))
        if job is None:
            raise errors.MessagesJobNotFound
        application = application_of(call.world, person.id, job.id)
        if application is None:
            raise errors.MessagesApplicationNotFound
        about = (None, application.id)
        rows = rows.only(lambda note: note.application in about)
    return bare_page(call, rows, lambda note: view(note, call))
