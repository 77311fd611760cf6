"""Reading and writing jobs."""

from functools import partial

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.vendors.stackone.call import AnyCall, Call, Resource
from ats_sandbox.vendors.stackone.candidates.operations import LIKE_CREATE
from ats_sandbox.vendors.stackone.errors import ReferenceNotFound, StageOfAnotherJob, StagesInUse, ValueUnknown
from ats_sandbox.vendors.stackone.jobs import writing
from ats_sandbox.vendors.stackone.jobs.views import AtsJob, JobInput, job, requisition_of
from ats_sandbox.vendors.stackone.queries import read_queries
from ats_sandbox.vendors.stackone.reads import declare_get, declare_list
from ats_sandbox.vendors.stackone.repositories import DEPARTMENTS, JOBS, LOCATIONS
from ats_sandbox.vendors.stackone.vocabulary import JOB_STATUS
from ats_sandbox.vendors.stackone.writes import CreateResult, declare_create, declare_update
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.store.selection import Selection

jobs = Resource("Jobs", "The requisitions")


def _by_status(call: AnyCall, rows: Selection[Job], value: str) -> Selection[Job]:
    """What shows counts, not what the provider calls it."""
    alike = [state for state, shown in JOB_STATUS.shown.items() if shown == value]
    return rows.where_any("status", [*alike, JOB_STATUS.meant[value]]).only(partial(_shows, call, value))


def _shows(call: AnyCall, value: str, record: Job) -> bool:
    return bool(requisition_of(call.world, record).status["value"] == value)


FILTERED = ("open", "draft")
"""The only statuses that lists can be narrowed to."""

FILTERS = (
    Filter("job_status", lambda: fields.Choice(FILTERED, allow_none=True), _by_status),
    Filter("status", lambda: fields.Choice(FILTERED, allow_none=True, metadata={"deprecated": True}), _by_status),
)
LIST_QUERY, QUERY = read_queries("Job", *FILTERS, shows=("expand", "include"))

declare_list(
    jobs,
    "/jobs",
    id="list_jobs",
    about="jobs",
    repository=JOBS,
    shape=AtsJob,
    view=job,
    query=LIST_QUERY,
    filters=FILTERS,
    more="`expand=interview_stages` shows the stages, `include=custom_fields` the custom fields.",
)


@declare_create(
    jobs,
    "/jobs",
    id="create_job",
    repository=JOBS,
    body=JobInput,
    errors=[ReferenceNotFound, StageOfAnotherJob, ValueUnknown],
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
def create_job(call: Call) -> Job:
    """Create a job.

    Nothing is required. Without a status it is a draft; without stages it follows the company's first pipeline.
    """
    return writing.open_job(call)


declare_get(
    jobs,
    "/jobs/{id}",
    id="get_job",
    about="a job",
    repository=JOBS,
    shape=AtsJob,
    view=job,
    query=QUERY,
)


@declare_update(
    jobs,
    "/jobs/{id}",
    id="update_job",
    repository=JOBS,
    body=JobInput,
    returns=CreateResult,
    errors=[ReferenceNotFound, StagesInUse, StageOfAnotherJob, ValueUnknown],
    evidence=LIKE_CREATE,
    example=Example(path={"id": JOBS.first_id}, body={"title": "Head gardener", "job_status": {"value": "on_hold"}}),
)
def update_job(call: Call, record: Job) -> Job:
    """Update a job.

    Members that are left out stay; null clears. A job with applications keeps its stages.
    """
    return writing.revise_job(call, record)
