"""What an application is made with: jobs, pipelines, sources, and the reasons that may end it."""

from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.evidence import documented, inferred
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.resource import Resource
from ats_sandbox.vendors.skailer import views
from ats_sandbox.vendors.skailer.schemas import JobPage, JobSearch, Pipeline, Titled
from ats_sandbox.vendors.skailer.searches import filters, found
from ats_sandbox.vendors.skailer.vocabulary import JOB_STATUSES
from ats_sandbox.world.domain.reasons import Decider

GUIDE = "https://doc.skailer.com, guide ATS Application Creation"

directory = Resource("Directory", "Jobs, pipelines, sources and disqualification reasons")


@directory.post(
    "/api/v1/jobs/search",
    id="search_jobs",
    scope="recruiting",
    writes=False,
    body=filters(JobSearch),
    returns=JobPage,
    evidence=documented(f"{GUIDE}, step 1"),
    example=Example(body={"status": "open"}),
)
def search_jobs(call: Call) -> dict[str, Any]:
    """Search jobs.

    An item's `id` is the `job_id` of other bodies, and its `pipeline_id` the pipeline that the job follows.
    """
    body = call.body
    rows = call.visible(call.world.jobs)
    if "status" in body:
        rows = rows.where_any("status", JOB_STATUSES[body["status"]])
    if "pipeline_id" in body:
        rows = rows.where(pipeline=body["pipeline_id"])
    if "text" in body:
        part = body["text"].casefold()
        rows = rows.only(lambda job: part in job.title.casefold())
    return found(call, rows, views.job)


@directory.get(
    "/api/v1/pipelines/all",
    id="list_pipelines",
    scope="recruiting",
    returns=fields.Array(fields.Nested(Pipeline)),
    evidence=documented(f"{GUIDE}, step 2"),
)
def list_pipelines(call: Call) -> list[Any]:
    """List all pipelines with their stages."""
    return [views.pipeline(call.world, record) for record in call.world.pipelines]


@directory.get(
    "/api/v1/sources/all",
    id="list_sources",
    scope="recruiting",
    returns=fields.Array(fields.Nested(Titled)),
    evidence=documented(f"{GUIDE}, step 3"),
)
def list_sources(call: Call) -> list[Any]:
    """List all sources that applications come from."""
    return [{"id": source.id, "title": source.label} for source in call.world.sources]


@directory.get(
    "/api/v1/disqualification-reasons/all",
    id="list_disqualification_reasons",
    scope="recruiting",
    returns=fields.Array(fields.Nested(Titled)),
    evidence=inferred("actions take a disqualification_reason_id, so there is a list of them; lists end in /all"),
)
def list_disqualification_reasons(call: Call) -> list[Any]:
    """List all reasons for which the company disqualifies candidates."""
    return [{"id": reason.id, "title": reason.label} for reason in call.world.reasons.where(decider=Decider.COMPANY)]
