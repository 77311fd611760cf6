"""From commits to audit events, whoever wrote: one function for each collection whose changes are audited.

What is only done in the web application is never in the trail of a company that is driven by API: changes of a
candidate's personal data and profile, and profiles that are opened.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, cast

import msgspec

from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import shape_of
from ats_sandbox.contract.views import declared
from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.audit.state import AUDIT_EVENTS, AuditEvent, AuthorType, EntityType
from ats_sandbox.vendors.smartrecruiters.call import AnyCall
from ats_sandbox.vendors.smartrecruiters.candidates.applications import sub_status
from ats_sandbox.vendors.smartrecruiters.documents import Schema, document_of
from ats_sandbox.vendors.smartrecruiters.jobs.job_ads import JobAdItem
from ats_sandbox.vendors.smartrecruiters.jobs.positions import JobPosition
from ats_sandbox.vendors.smartrecruiters.reporting.state import DOWNLOADS, Download
from ats_sandbox.vendors.smartrecruiters.vocabulary import CANDIDATE_STATUSES, SYSTEM_ROLES
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.applications import APPLICATIONS, Application
from ats_sandbox.world.domain.approvals import (
    APPROVAL_COMMENTS,
    APPROVALS,
    ApprovalComment,
    ApprovalRequest,
    ApprovalStatus,
    Approver,
    Decision,
)
from ats_sandbox.world.domain.candidates import CANDIDATES, Candidate
from ats_sandbox.world.domain.jobs import JOBS, Job
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.offers import OFFERS, Offer, OfferStatus
from ats_sandbox.world.domain.positions import POSITIONS, Position, PositionStatus
from ats_sandbox.world.domain.postings import POSTINGS, Posting
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.domain.users import USERS, User
from ats_sandbox.world.store.cause import CauseKind


class Said(NamedTuple):
    """What one event says: its name, what it is about, and its context."""

    event: str
    entity_type: EntityType
    entity: str
    context: Document


class Seen(NamedTuple):
    """What views need of a call to show a record as it was."""

    world: Reading

    def url(self, path: str) -> str:
        """Events link to nothing."""
        return path

    def url_at(self, host: str, path: str) -> str:
        """Events link to nothing."""
        return path


AuditedAd = shape_of("AuditedJobAd", **{name: one for name, one in declared(JobAdItem) if name != "actions"})
"""A job ad as events carry it."""


def shown(world: Reading, schema: Schema, record: object) -> Document | None:
    """The document of a record, or None of none."""
    return None if record is None else document_of(schema, record, cast(AnyCall, Seen(world)))


def filled(**members: object) -> Document:
    """A context without the members that have no value."""
    return {name: value for name, value in members.items() if value is not None}


def of_candidate(world: Reading, before: Candidate | None, after: Candidate | None) -> Iterator[Said]:
    """Deletion and tags."""
    if before is None:
        return
    entity = ids.CANDIDATE.write(world, before.id)
    if after is None:
        yield Said("CANDIDATE_DELETED", EntityType.CANDIDATE, entity, {})
    elif after.tags != before.tags:
        yield Said("CANDIDATE_TAGS_MODIFIED", EntityType.CANDIDATE, entity, {"tags": list(after.tags)})


def of_application(world: Reading, before: Application | None, after: Application | None) -> Iterator[Said]:
    """Creation, status and step, source."""
    if after is None:
        return
    entity, status = ids.APPLICATION.write(world, after.id), CANDIDATE_STATUSES[after.status]
    if before is None:
        yield Said("JOB_APPLICATION_CREATED", EntityType.APPLICATION, entity, {"currentStatus": status})
        return
    if (before.status, before.stage) != (after.status, after.stage):
        context = filled(
            currentStatus=status,
            currentStep=sub_status(world, after.status, after.stage),
            previousStatus=CANDIDATE_STATUSES[before.status],
            previousStep=sub_status(world, before.status, before.stage),
        )
        yield Said("JOB_APPLICATION_STATE_MODIFIED", EntityType.APPLICATION, entity, context)
    if (before.source, before.origin) != (after.source, after.origin):
        context = filled(previousSource=_source(world, before), nextSource=_source(world, after))
        yield Said("APPLICATION_SOURCE_MODIFIED", EntityType.APPLICATION, entity, context)


def _source(world: Reading, one: Application) -> str | None:
    known = world.sources.get(one.source)
    return one.origin if known is None else known.label


def of_job(world: Reading, before: Job | None, after: Job | None) -> Iterator[Said]:
    """Deletion, and who is on the hiring team."""
    if before is None:
        return
    entity = ids.JOB.write(world, before.id)
    if after is None:
        context = {"jobName": before.title, "jobRefNumber": before.reference}
        yield Said("JOB_DELETED", EntityType.JOB, entity, context)
        return
    if before.team == after.team:
        return
    then, now = ({one.user: one.role.value.upper() for one in job.team} for job in (before, after))
    for user in sorted(then.keys() | now.keys()):
        user_id = ids.USER.write(world, user)
        if user not in now:
            yield Said("HIRING_TEAM_MEMBER_REMOVED", EntityType.JOB, entity, {"userId": user_id})
        elif user not in then:
            context = {"userId": user_id, "roleId": now[user], "roleName": role_name(now[user])}
            yield Said("HIRING_TEAM_MEMBER_ADDED", EntityType.JOB, entity, context)
        elif then[user] != now[user]:
            context = {
                "userId": user_id,
                "previousRoleId": then[user],
                "previousRoleName": role_name(then[user]),
                "currentRoleId": now[user],
                "currentRoleName": role_name(now[user]),
            }
            yield Said("HIRING_TEAM_ROLE_UPDATED", EntityType.JOB, entity, context)


def role_name(role: str) -> str:
    """What people call a role of the hiring team."""
    return role.replace("_", " ").capitalize()


def of_position(world: Reading, before: Position | None, after: Position | None) -> Iterator[Said]:
    """All of a position's life. Its events are the job's: positions are no entities of their own."""
    one = after or before
    if one is None:
        return
    entity = ids.JOB.write(world, one.job)
    context = filled(previous=shown(world, JobPosition, before), current=shown(world, JobPosition, after))
    yield Said(_position_event(before, after), EntityType.JOB, entity, context)


def _position_event(before: Position | None, after: Position | None) -> str:
    if before is None:
        return "POSITION_CREATED"
    if after is None:
        return "POSITION_DELETED"
    if after.application is not None and before.application is None:
        return "POSITION_ASSIGNED"
    if after.status is PositionStatus.CANCELLED and before.status is PositionStatus.OPEN:
        return "CANCEL_NOT_FILLED_POSITION"
    return "POSITION_UPDATED"


WRITTEN = ("title", "language", "place", "advert")
"""What of an ad is written; publishing changes the rest."""


def of_posting(world: Reading, before: Posting | None, after: Posting | None) -> Iterator[Said]:
    """Writing, rewriting and deleting an ad."""
    one = after or before
    if one is None:
        return
    entity = ids.JOB_AD.write(world, one.id)
    if before is None:
        yield Said("JOB_AD_CREATED", EntityType.JOB_AD, entity, filled(jobAd=shown(world, AuditedAd, after)))
    elif after is None:
        context = {"jobAdId": entity, "employeeId": ids.USER.write(world, before.creator)}
        yield Said("JOB_AD_DELETED", EntityType.JOB_AD, entity, context)
    elif any(getattr(before, name) != getattr(after, name) for name in WRITTEN):
        context = filled(previous=shown(world, AuditedAd, before), current=shown(world, AuditedAd, after))
        yield Said("JOB_AD_UPDATED", EntityType.JOB_AD, entity, context)


def of_user(world: Reading, before: User | None, after: User | None) -> Iterator[Said]:
    """The account: creation, activation, role, and whatever else is changed."""
    if after is None:
        return
    entity = ids.USER.write(world, after.id)
    if before is None:
        yield Said("USER_ACCOUNT_CREATED", EntityType.USER, entity, {})
        return
    if before.active is not after.active:
        event = "USER_ACCOUNT_ACTIVATED" if after.active else "USER_ACCOUNT_DEACTIVATED"
        yield Said(event, EntityType.USER, entity, {})
    if before.role is not after.role:
        context = {"currentRole": SYSTEM_ROLES[after.role][0], "previousRole": SYSTEM_ROLES[before.role][0]}
        yield Said("USER_ROLE_CHANGED", EntityType.USER, entity, context)
    rest = set(after.__struct_fields__) - {"active", "role", "updated_at"}
    if any(getattr(before, name) != getattr(after, name) for name in rest):
        yield Said("USER_ACCOUNT_UPDATED", EntityType.USER, entity, {})


_ANSWERS = {OfferStatus.ACCEPTED: "OFFER_ACCEPTED", OfferStatus.NOT_ACCEPTED: "OFFER_DECLINED"}


def of_offer(world: Reading, before: Offer | None, after: Offer | None) -> Iterator[Said]:
    """The candidate's answer."""
    if after is not None and before is not None and before.status is not after.status and after.status in _ANSWERS:
        entity = native_id(world, "offer", after.id)
        yield Said(_ANSWERS[after.status], EntityType.OFFER, entity, {"viaIntegration": False})


_DECIDED = {Decision.APPROVED: "APPROVED", Decision.REJECTED: "REJECTED"}


def of_approval(world: Reading, before: ApprovalRequest | None, after: ApprovalRequest | None) -> Iterator[Said]:
    """Asking for approval of a job, what each approver decides, and how a request ends."""
    if after is None:
        return
    kind = EntityType.OFFER if after.job is None else EntityType.JOB
    entity = native_id(world, kind.value.lower(), after.offer or 0 if after.job is None else after.job)
    comments = list(world[APPROVAL_COMMENTS].where(request=after.id))
    told: Document = {"comments": [_comment(world, one) for one in comments]}
    if kind is EntityType.OFFER:
        told = _offer_approval(world, after)
    elif before is None:
        yield Said("JOB_APPROVAL_REQUESTED", kind, entity, told)
    for then, now in () if before is None else zip(_asked(before), _asked(after), strict=True):
        if now.decision is not then.decision and now.decision in _DECIDED:
            mine = (one.content for one in reversed(comments) if one.author == now.user)
            context = filled(
                approvalRequestId=None if kind is EntityType.JOB else ids.APPROVAL.write(world, after.id),
                approver=ids.USER.write(world, now.user),
                comment=next(mine, None) if now.decision is Decision.REJECTED else None,
            )
            yield Said(f"{kind.value}_APPROVAL_STEP_{_DECIDED[now.decision]}", kind, entity, context)
    if before is not None and after.status is not before.status and after.status is not ApprovalStatus.PENDING:
        yield Said(f"{kind.value}_APPROVAL_{after.status.value.upper()}", kind, entity, told)


def _asked(request: ApprovalRequest) -> list[Approver]:
    return [one for step in request.steps for one in step.approvers]


def _comment(world: Reading, one: ApprovalComment) -> Document:
    return {"text": one.content, "authorId": ids.USER.write(world, one.author), "date": iso(one.created_at)}


def _offer_approval(world: Reading, request: ApprovalRequest) -> Document:
    approvers = [
        filled(
            userId=ids.USER.write(world, one.user),
            decision=one.decision.value.upper(),
            decidedOn=None if one.decided_at is None else iso(one.decided_at),
            decidedBy=None if one.decided_at is None else ids.USER.write(world, one.user),
        )
        for one in _asked(request)
    ]
    return {
        "approvalRequestId": ids.APPROVAL.write(world, request.id),
        "approvers": approvers,
        "type": request.order.value,
        "decisionMode": request.mode.value,
    }


def of_download(world: Reading, before: Download | None, after: Download | None) -> Iterator[Said]:
    """The data of a report leave the company."""
    if after is not None:
        context = {
            "reportFileId": native_id(world, "report_file", after.file),
            "reportId": native_id(world, "report", after.report),
        }
        yield Said("CUSTOMER_REPORT_DOWNLOADED", EntityType.REPORT_FILE, context["reportFileId"], context)


AUDITED: Mapping[str, Callable[[Reading, Any, Any], Iterator[Said]]] = {
    CANDIDATES.name: of_candidate,
    APPLICATIONS.name: of_application,
    JOBS.name: of_job,
    POSITIONS.name: of_position,
    POSTINGS.name: of_posting,
    USERS.name: of_user,
    OFFERS.name: of_offer,
    APPROVALS.name: of_approval,
    DOWNLOADS.name: of_download,
}
"""By the collection that changed."""

EMPLOYEES_ONLY = frozenset({"JOB_APPLICATION_CREATED"})
"""What is an event only when one of the company's people did it."""


def record_audit(world: Transaction) -> None:
    """Put down the audit events of a transaction."""
    cause = world.cause
    user = cause.user if cause.kind is CauseKind.EXCHANGE else None
    author = AuthorType.SYSTEM if user is None else AuthorType.USER
    for change in world.commit.folded():
        events = AUDITED.get(change.collection)
        for said in () if events is None else events(world, change.before, change.after):
            if user is not None or said.event not in EMPLOYEES_ONLY:
                put_down(world, said, world.now, author, user)


def put_down(world: Transaction, said: Said, at: int, author: AuthorType, user: int | None) -> None:
    """Add one event to the trail."""
    world.put(
        AUDIT_EVENTS,
        AuditEvent(
            id=world.next_id(AUDIT_EVENTS),
            event=said.event,
            at=at,
            author_type=author,
            user=user,
            entity_type=said.entity_type,
            entity=said.entity,
            context=msgspec.json.encode(said.context).decode(),
        ),
    )
