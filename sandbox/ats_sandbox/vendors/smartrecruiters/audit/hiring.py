"""Audit events of candidates, applications, jobs, positions, ads and offers."""

from collections.abc import Iterator

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import shape_of
from ats_sandbox.contract.views import declared
from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.audit.said import Said, differ, shown
from ats_sandbox.vendors.smartrecruiters.audit.state import EntityType
from ats_sandbox.vendors.smartrecruiters.candidates.applications import sub_status
from ats_sandbox.vendors.smartrecruiters.documents import Instant, filled, id_of, part
from ats_sandbox.vendors.smartrecruiters.jobs.job_ads import JobAdItem, JobAdSections
from ats_sandbox.vendors.smartrecruiters.jobs.positions import JobPosition
from ats_sandbox.vendors.smartrecruiters.vocabulary import CANDIDATE_STATUSES
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.candidates import Candidate
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.offers import Offer, OfferStatus
from ats_sandbox.world.domain.positions import Position, PositionStatus
from ats_sandbox.world.domain.postings import Posting
from ats_sandbox.world.domain.reading import Reading

AuditedPosition = shape_of(
    "AuditedPosition",
    **{name: one for name, one in declared(JobPosition) if name not in ("incumbentName", "positionOpenDate")},
    openDate=Instant(of="opens_at"),
)
AuditedAd = shape_of(
    "AuditedJobAd",
    **{name: one for name, one in declared(JobAdItem) if name in ("id", "title", "visibility", "location", "applyUrl")},
    creatorId=fields.Text(of=id_of(ids.USER, "creator")),
    createDate=Instant(of="created_at"),
    sections=part(JobAdSections, "advert"),
    languageId=fields.Text(of="language"),
)
"""Positions and job ads as events carry them."""


def of_candidate(world: Reading, before: Candidate | None, after: Candidate | None) -> Iterator[Said]:
    """Deletion and tags."""
    if before is None:
        return
    if after is None:
        yield said_of_candidate(world, before, "CANDIDATE_DELETED")
    elif after.tags != before.tags:
        yield said_of_candidate(world, after, "CANDIDATE_TAGS_MODIFIED", tags=list(after.tags))


def said_of_candidate(world: Reading, one: Candidate, event: str, **context: object) -> Said:
    """An event of a candidate."""
    entity = ids.CANDIDATE.write(world, one.id)
    return Said(event, EntityType.CANDIDATE, entity, context, candidate=one.id, confidential=one.confidential)


def of_application(world: Reading, before: Application | None, after: Application | None) -> Iterator[Said]:
    """Creation, status and step, source."""
    if after is None:
        return
    status = CANDIDATE_STATUSES[after.status]
    if before is None:
        yield said_of(world, after, "JOB_APPLICATION_CREATED", currentStatus=status)
        return
    if differ(before, after, "status", "stage"):
        yield said_of(
            world,
            after,
            "JOB_APPLICATION_STATE_MODIFIED",
            currentStatus=status,
            currentStep=sub_status(world, after.status, after.stage),
            previousStatus=CANDIDATE_STATUSES[before.status],
            previousStep=sub_status(world, before.status, before.stage),
        )
    if differ(before, after, "source", "origin"):
        sources = {"previousSource": _source(world, before), "nextSource": _source(world, after)}
        yield said_of(world, after, "APPLICATION_SOURCE_MODIFIED", **sources)


def said_of(world: Reading, one: Application, event: str, **context: object) -> Said:
    """An event of an application."""
    entity = ids.APPLICATION.write(world, one.id)
    return about(Said(event, EntityType.APPLICATION, entity, filled(**context)), one)


def _source(world: Reading, one: Application) -> str | None:
    """The identifier of a source; of one that the company does not know, what it is called."""
    return one.origin if one.source is None else ids.SOURCE.write(world, one.source)


def of_job(world: Reading, before: Job | None, after: Job | None) -> Iterator[Said]:
    """Deletion, and who is on the hiring team."""
    if before is None:
        return
    if after is None:
        yield said_of_job(world, before, "JOB_DELETED", jobName=before.title, jobRefNumber=before.reference)
        return
    if before.team == after.team:
        return
    then, now = ({one.user: one.role.value.upper() for one in job.team} for job in (before, after))
    for user in sorted(then.keys() | now.keys()):
        id = ids.USER.write(world, user)
        if user not in now:
            yield said_of_job(world, after, "HIRING_TEAM_MEMBER_REMOVED", userId=id)
        elif user not in then:
            role = {"roleId": now[user], "roleName": role_name(now[user])}
            yield said_of_job(world, after, "HIRING_TEAM_MEMBER_ADDED", userId=id, **role)
        elif then[user] != now[user]:
            yield said_of_job(
                world,
                after,
                "HIRING_TEAM_ROLE_UPDATED",
                userId=id,
                previousRoleId=then[user],
                previousRoleName=role_name(then[user]),
                currentRoleId=now[user],
                currentRoleName=role_name(now[user]),
            )


def said_of_job(world: Reading, job: Job, event: str, **context: object) -> Said:
    """An event of a job."""
    entity = ids.JOB.write(world, job.id)
    return Said(event, EntityType.JOB, entity, filled(**context), job=job.id, confidential=job.confidential)


def role_name(role: str) -> str:
    """What people call a role of the hiring team."""
    return role.replace("_", " ").capitalize()


def of_position(world: Reading, before: Position | None, after: Position | None) -> Iterator[Said]:
    """All of a position's life, until its job is gone. Its events are the job's: it is no entity of its own."""
    one = after or before
    job = None if one is None else world.jobs.get(one.job)
    if job is not None:
        states = {"previous": shown(world, AuditedPosition, before), "current": shown(world, AuditedPosition, after)}
        yield said_of_job(world, job, _position_event(before, after), **states)


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
    if one is None or one.job not in world.jobs:
        return
    entity = ids.JOB_AD.write(world, one.id)

    def said(event: str, **context: object) -> Said:
        ad = EntityType.JOB_AD
        return Said(event, ad, entity, filled(**context), job=one.job, confidential=one.confidential)

    if before is None:
        yield said("JOB_AD_CREATED", jobAd=shown(world, AuditedAd, after))
    elif after is None:
        yield said("JOB_AD_DELETED", jobAdId=entity, employeeId=ids.USER.write(world, before.creator))
    elif differ(before, after, *WRITTEN):
        yield said("JOB_AD_UPDATED", previous=shown(world, AuditedAd, before), current=shown(world, AuditedAd, after))


ANSWERS = {OfferStatus.ACCEPTED: "OFFER_ACCEPTED", OfferStatus.NOT_ACCEPTED: "OFFER_DECLINED"}


def of_offer(world: Reading, before: Offer | None, after: Offer | None) -> Iterator[Said]:
    """The candidate's answer."""
    if after is not None and before is not None and before.status is not after.status and after.status in ANSWERS:
        yield said_of_offer(world, after, ANSWERS[after.status], viaIntegration=False)


def said_of_offer(world: Reading, offer: Offer, event: str, **context: object) -> Said:
    """An event of an offer."""
    entity = ids.OFFER.write(world, offer.id)
    said = Said(event, EntityType.OFFER, entity, filled(**context))
    return about(said, world.applications.get(offer.application))


def about(said: Said, application: Application | None) -> Said:
    """An event that also tells of an application, if there is one."""
    if application is None:
        return said
    job, candidate, confidential = application.job, application.candidate, application.confidential
    return said._replace(job=job, candidate=candidate, confidential=confidential)
