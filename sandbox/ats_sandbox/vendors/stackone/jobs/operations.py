"""Reading and writing jobs."""

from functools import partial
from typing import Any

from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import AnyCall, Call, Resource
from ats_sandbox.vendors.stackone.candidates.operations import LIKE_CREATE
from ats_sandbox.vendors.stackone.errors import (
    NotFound,
    ReferenceNotFound,
    StageOfAnotherJob,
    StagesInUse,
    ValueUnknown,
)
from ats_sandbox.vendors.stackone.jobs import requisitions
from ats_sandbox.vendors.stackone.jobs.schemas import AtsJob, JobInput, JobListQuery, JobQuery
from ats_sandbox.vendors.stackone.jobs.views import job, job_status
from ats_sandbox.vendors.stackone.queries import AccountHeader
from ats_sandbox.vendors.stackone.reads import CONTRACT, PREFIX, declare_get, declare_list
from ats_sandbox.vendors.stackone.repositories import DEPARTMENTS, JOBS, LOCATIONS
from ats_sandbox.vendors.stackone.state import JOB_FACTS, facts_of
from ats_sandbox.vendors.stackone.vocabulary import JOB_STATUS
from ats_sandbox.vendors.stackone.writes import CREATED, UPDATED, CreateResult, written
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.store.selection import Selection

jobs = Resource("Jobs", "The requisitions")


def _by_status(call: AnyCall, rows: Selection[Job], value: str) -> Selection[Job]:
    """What shows counts, not what the provider calls it."""
    alike = [state for state, said in JOB_STATUS.said.items() if said == value]
    return rows.where_any("status", [*alike, JOB_STATUS.meant[value]]).only(partial(_shows, call, value))


def _shows(call: AnyCall, value: str, record: Job) -> bool:
    return bool(job_status(record, facts_of(call.world, JOB_FACTS, record.id))["value"] == value)


declare_list(
    jobs,
    "/jobs",
    id="list_jobs",
    about="jobs",
    repository=JOBS,
    shape=AtsJob,
    view=job,
    query=JobListQuery,
    filters=(Filter("job_status", wire.text, _by_status), Filter("status", wire.text, _by_status)),
    more="`expand=interview_stages` shows the stages, `include=custom_fields` the custom fields.",
)


@jobs.post(
    f"{PREFIX}/jobs",
    id="ats_create_job",
    scope="unified",
    headers=AccountHeader,
    body=JobInput,
    returns=CreateResult,
    status=201,
    errors=[ReferenceNotFound, StageOfAnotherJob, ValueUnknown],
    evidence=CONTRACT,
    example=Example(
        body=lambda world: {
            "title": "Gardener",
            "code": "GARDEN-1",
            "description": "Looks after the roof garden.",
            "job_status": {"value": "open"},
            "department_ids": [DEPARTMENTS.first_id(world)],
            "location_ids": [LOCATIONS.first_id(world)],
            "confidential": "false",
        }
    ),
)
def create_job(call: Call) -> dict[str, Any]:
    """Create a job.

    Nothing is required. Without a status it is a draft; without stages it follows the company's first pipeline.
    """
    return written(call, CREATED, JOBS, requisitions.open_job(call, call.body))


declare_get(
    jobs,
    "/jobs/{id}",
    id="get_job",
    about="a job",
    repository=JOBS,
    shape=AtsJob,
    view=job,
    query=JobQuery,
)


@jobs.patch(
    f"{PREFIX}/jobs/{{id}}",
    id="ats_update_job",
    scope="unified",
    headers=AccountHeader,
    body=JobInput,
    returns=CreateResult,
    errors=[NotFound, ReferenceNotFound, StagesInUse, StageOfAnotherJob, ValueUnknown],
    evidence=LIKE_CREATE,
    example=Example(path={"id": JOBS.first_id}, body={"title": "Head gardener", "job_status": {"value": "on_hold"}}),
)
def update_job(call: Call) -> dict[str, Any]:
    """Update a job.

    Members that are left out stay; null clears. A job with applications keeps its stages.
    """
    return written(call, UPDATED, JOBS, requisitions.revise_job(call, JOBS.get_or_404(call), call.body))
