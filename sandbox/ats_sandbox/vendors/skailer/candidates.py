"""Candidates: applicants on jobs."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.evidence import documented
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.resource import Resource
from ats_sandbox.contract.resources.repository import Repository
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.skailer.bodies import Body, BodyCheck, OptionalBoolean, OptionalId
from ats_sandbox.vendors.skailer.errors import ALREADY_ON_JOB, Forbidden, NotFound
from ats_sandbox.vendors.skailer.ids import NUMBERS
from ats_sandbox.vendors.skailer.reads import GUIDE, Instant, declare_get, declare_search, indexed
from ats_sandbox.vendors.skailer.vocabulary import disqualification
from ats_sandbox.world.domain.applications import APPLICATIONS
from ats_sandbox.world.domain.candidates import CANDIDATES
from ats_sandbox.world.domain.commands.applications import application_of, apply, stages_of
from ats_sandbox.world.domain.jobs import JOBS
from ats_sandbox.world.domain.pipelines import PIPELINES, STAGES
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.sources import SOURCES

candidates: Resource = Resource("Candidates", "Applicants on jobs")

applications_on_jobs = Repository(collection=APPLICATIONS, codec=NUMBERS, not_found=NotFound, forbidden=Forbidden)


class CandidateBody(Body):
    """An applicant for a job; the source is the applicant's unless it is given."""

    job_id = fields.Integer(required=True)
    applicant_id = fields.Integer(required=True)
    pipeline_id = fields.Integer(required=True)
    pipeline_stage_id = fields.Integer(required=True)
    source_id = OptionalId()


class Candidate(ResponseSchema):
    """An applicant on a job, and where they stand."""

    id = fields.Integer(required=True)
    job_id = fields.Integer(required=True, of="job")
    applicant_id = fields.Integer(required=True, of="candidate")
    pipeline_id = fields.Integer(required=True, of=lambda one, call: call.world.stages[one.stage].pipeline)
    pipeline_stage_id = fields.Integer(required=True, of="stage")
    source_id = fields.Integer(required=True, allow_none=True, of="source")
    disqualification_reason_id = fields.Integer(required=True, allow_none=True, of=lambda one, _: disqualification(one))
    reserved = fields.Boolean(required=True)
    created_at = Instant(required=True)


def _sample(world: Reading) -> Document:
    """A body that puts somebody on the first job who is not on it."""
    job = next(iter(world.jobs))
    person = next(one for one in world.candidates if application_of(world, one.id, job.id) is None)
    return {
        "job_id": job.id,
        "applicant_id": person.id,
        "pipeline_id": job.pipeline,
        "pipeline_stage_id": stages_of(world, job.id)[0].id,
    }


@candidates.post(
    "/api/v1/candidate",
    id="create_candidate",
    scope="recruiting",
    body=CandidateBody,
    returns=Candidate,
    evidence=documented(f"{GUIDE}, step 6"),
    example=Example(body=_sample),
)
def create_candidate(call: Call) -> Document:
    """Put an applicant on a job.

    The pipeline is the job's and the stage one of its stages. An applicant is on a job once; a closed job is no
    obstacle. No action is written.
    """
    body = _checked(call)
    source = body.get("source_id")
    application = apply(
        call.draft,
        body["applicant_id"],
        body["job_id"],
        stage=body["pipeline_stage_id"],
        source=source if source is not None else call.world.candidates[body["applicant_id"]].source,
        by=call.caller.user,
    )
    return view_of(Candidate)(application, call)


def _checked(call: Call) -> Document:
    """The body, when it names what exists, what the caller may see and what goes together."""
    check = BodyCheck(call)
    job = check.look_up("job_id", JOBS)
    person = check.look_up("applicant_id", CANDIDATES)
    if job and person and call.can_see(job) and call.can_see(person) and application_of(call.world, person.id, job.id):
        check.refuse("applicant_id", text=ALREADY_ON_JOB)
    pipeline = check.look_up("pipeline_id", PIPELINES, lambda one: job is None or one.id == job.pipeline)
    check.look_up("pipeline_stage_id", STAGES, lambda one: pipeline is None or one.pipeline == pipeline.id)
    check.look_up("source_id", SOURCES)
    return check.accepted()


declare_get(candidates, "candidate", applications_on_jobs, Candidate)
declare_search(
    candidates,
    "candidate",
    applications_on_jobs.rows,
    Candidate,
    indexed("job_id", "job"),
    indexed("applicant_id", "candidate"),
    indexed("pipeline_stage_id", "stage"),
    indexed("reserved", "reserved", OptionalBoolean),
    indexed("disqualified", "rejected_for_reason", OptionalBoolean),
    sample={"job_id": 1, "reserved": False},
)
