"""Applications: candidates on jobs."""

from typing import Any

from ats_sandbox.contract.call import Call
from ats_sandbox.contract.evidence import documented
from ats_sandbox.contract.operation import Example
from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.applications import samples, views
from ats_sandbox.vendors.smartrecruiters.applications.schemas import (
    Application,
    CandidateStatus,
    CandidateStatusHistoryList,
)
from ats_sandbox.vendors.smartrecruiters.errors import (
    CandidateForbidden,
    CandidateNotAssigned,
    CandidateNotFound,
    InvalidReason,
    InvalidSource,
    InvalidSourceType,
    InvalidStatus,
    InvalidSubStatus,
    ReasonRequired,
    SourceForbidden,
    SubtypeRequired,
)
from ats_sandbox.vendors.smartrecruiters.facts import Facts, Resource
from ats_sandbox.vendors.smartrecruiters.finding import the_application
from ats_sandbox.vendors.smartrecruiters.paging import whole
from ats_sandbox.vendors.smartrecruiters.sources import CandidateSource, chosen_source
from ats_sandbox.vendors.smartrecruiters.vocabulary import CANDIDATE_STATUSES
from ats_sandbox.world.domain.commands.applications import attribute, set_status
from ats_sandbox.world.domain.pipelines import ApplicationStatus

REFERENCE = documented("developers.smartrecruiters.com, Candidate API")
USE_CASES = "list of the API's PUT use cases"

ABSENT = (CandidateNotFound, CandidateNotAssigned)

applications = Resource("Applications", "Candidates on jobs")


@applications.get(
    "/candidates/{id}/jobs/{jobId}",
    id="get_application",
    scope="candidates_read",
    returns=Application,
    errors=[*ABSENT, CandidateForbidden],
    evidence=REFERENCE,
    example=Example(path=samples.IN_REVIEW),
)
def get_application(call: Call) -> dict[str, Any]:
    """Get where a candidate stands on a job."""
    return views.application(call, the_application(call))


@applications.put(
    "/candidates/{id}/jobs/{jobId}/status",
    id="put_update_candidates_job_status",
    scope="candidates_manage",
    body=CandidateStatus,
    returns=204,
    errors=[
        *ABSENT,
        CandidateForbidden,
        InvalidStatus,
        InvalidSubStatus,
        ReasonRequired,
        InvalidReason,
    ],
    evidence=documented(f"{USE_CASES}: put_update_candidates_job_status, reject_an_application"),
    example=Example(path=samples.IN_REVIEW, body=samples.rejection),
    aliases=["reject_an_application"],
    facts=Facts(codes={"status": InvalidStatus.code}),
)
def update_status(call: Call) -> None:
    """Bring a candidate to a status on a job.

    REJECTED and WITHDRAWN need a reason from the company's lists; no other status takes one. `subStatus` is a step of
    the job's hiring process. `startsOn` counts with HIRED. Where the candidate stands there already, nothing happens.
    """
    application = the_application(call)
    told = call.body
    status = CANDIDATE_STATUSES.read(told["status"])
    reason = told.get("reason")
    set_status(
        call.draft,
        application,
        status,
        step=told.get("subStatus"),
        reason=None if reason is None else ids.REASON.read(call.world, reason) or 0,
        starts_at=told.get("startsOn") if status is ApplicationStatus.HIRED else None,
        by=call.caller.user,
    )


@applications.get(
    "/candidates/{id}/jobs/{jobId}/status/history",
    id="list_status_history",
    scope="candidate_status_read",
    returns=CandidateStatusHistoryList,
    errors=[*ABSENT, CandidateForbidden],
    evidence=REFERENCE,
    example=Example(path=samples.IN_REVIEW),
)
def list_status_history(call: Call) -> dict[str, Any]:
    """List the statuses a candidate went through on a job, oldest first."""
    return whole(views.history(call.world, the_application(call)))


@applications.put(
    "/candidates/{id}/jobs/{jobId}/source",
    id="put_update_candidates_source",
    scope="candidates_manage",
    body=CandidateSource,
    returns=204,
    errors=[*ABSENT, SourceForbidden, InvalidSourceType, SubtypeRequired, InvalidSource],
    evidence=documented(f"{USE_CASES}: put_update_candidates_source"),
    example=Example(path=samples.IN_REVIEW, body=samples.source),
)
def update_source(call: Call) -> None:
    """Say where a candidate on a job came from."""
    application = the_application(call, forbidden=SourceForbidden)
    attribute(call.draft, application, chosen_source(call.world, call.body).id)
