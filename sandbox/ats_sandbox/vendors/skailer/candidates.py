"""Candidates: applicants on jobs."""

from typing import Any

from ats_sandbox.contract.call import Call
from ats_sandbox.contract.evidence import documented
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.resource import Resource
from ats_sandbox.vendors.skailer import views
from ats_sandbox.vendors.skailer.applicants import READ_BACK
from ats_sandbox.vendors.skailer.directory import GUIDE
from ats_sandbox.vendors.skailer.errors import ALREADY_ON_JOB, Forbidden, NotFound
from ats_sandbox.vendors.skailer.findings import Findings
from ats_sandbox.vendors.skailer.ids import INTEGER, the_id
from ats_sandbox.vendors.skailer.schemas import Candidate, CandidateBody, CandidatePage, CandidateSearch
from ats_sandbox.vendors.skailer.searches import filters, found
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.commands import applications
from ats_sandbox.world.domain.reading import Reading

FILTERS = {
    "job_id": "job",
    "applicant_id": "candidate",
    "pipeline_stage_id": "stage",
    "reserved": "reserved",
    "disqualified": "rejected_for_reason",
}
"""Which index answers a filter."""

candidates = Resource("Candidates", "Applicants on jobs")


def the_candidate(call: Call, name: str) -> Application:
    """The candidate that the path names; 403 for one of a job that the caller has no access to."""
    application = call.world.applications.get(the_id(call, name))
    if application is None:
        raise NotFound
    if not call.can_see(application):
        raise Forbidden
    return application


def _newcomer(world: Reading) -> dict[str, Any]:
    """A body that puts somebody on the first job who is not on it."""
    job = next(iter(world.jobs))
    person = next(one for one in world.candidates if applications.application_of(world, one.id, job.id) is None)
    return {
        "job_id": job.id,
        "applicant_id": person.id,
        "pipeline_id": job.pipeline,
        "pipeline_stage_id": applications.stages_of(world, job.id)[0].id,
    }


@candidates.post(
    "/api/v1/candidate",
    id="create_candidate",
    scope="recruiting",
    body=CandidateBody,
    returns=Candidate,
    evidence=documented(f"{GUIDE}, step 6"),
    example=Example(body=_newcomer),
)
def create_candidate(call: Call) -> dict[str, Any]:
    """Put an applicant on a job.

    The pipeline is the job's and the stage one of its stages. An applicant is on a job once; a closed job is no
    obstacle. No action is written.
    """
    findings = Findings(call)
    _look_up(call, findings)
    body = findings.settle()
    source = body.get("source_id")
    application = applications.apply(
        call.draft,
        body["applicant_id"],
        body["job_id"],
        stage=body["pipeline_stage_id"],
        source=source if source is not None else call.world.candidates[body["applicant_id"]].source,
        by=call.caller.user,
    )
    return views.candidate(call.world, application)


def _look_up(call: Call, findings: Findings) -> None:
    """Add what the body names and the world does not have, or the caller may not see, or does not go together."""
    world, body = call.world, findings.body
    job = world.jobs.get(body.get("job_id"))
    person = world.candidates.get(body.get("applicant_id"))
    pipeline = world.pipelines.get(body.get("pipeline_id"))
    stage = world.stages.get(body.get("pipeline_stage_id"))
    if "job_id" in body and (job is None or not call.can_see(job)):
        findings.refuse("job_id")
    if "applicant_id" in body and (person is None or not call.can_see(person)):
        findings.refuse("applicant_id")
    elif job and person and call.can_see(job) and applications.application_of(world, person.id, job.id):
        findings.refuse("applicant_id", text=ALREADY_ON_JOB)
    if "pipeline_id" in body and (pipeline is None or (job and job.pipeline != pipeline.id)):
        findings.refuse("pipeline_id")
    if "pipeline_stage_id" in body and (stage is None or (pipeline and stage.pipeline != pipeline.id)):
        findings.refuse("pipeline_stage_id")
    if "source_id" in body and body["source_id"] not in world.sources:
        findings.refuse("source_id")


@candidates.get(
    "/api/v1/candidates/{id}",
    id="get_candidate",
    scope="recruiting",
    returns=Candidate,
    errors=[NotFound],
    evidence=READ_BACK,
    example=Example(path={"id": "1"}),
    path_types={"id": INTEGER},
)
def get_candidate(call: Call) -> dict[str, Any]:
    """Get a candidate."""
    return views.candidate(call.world, the_candidate(call, "id"))


@candidates.post(
    "/api/v1/candidates/search",
    id="search_candidates",
    scope="recruiting",
    writes=False,
    body=filters(CandidateSearch),
    returns=CandidatePage,
    evidence=READ_BACK,
    example=Example(body={"job_id": 1, "reserved": False}),
)
def search_candidates(call: Call) -> dict[str, Any]:
    """Search candidates."""
    wanted = {index: call.body[name] for name, index in FILTERS.items() if name in call.body}
    return found(call, call.visible(call.world.applications).where(**wanted), views.candidate)
