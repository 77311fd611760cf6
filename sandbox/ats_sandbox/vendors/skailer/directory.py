"""What an application is made with: jobs, pipelines, sources, and the reasons that may end it."""

from functools import partial

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.evidence import documented, inferred
from ats_sandbox.contract.resource import Resource
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.vendors.skailer.bodies import OptionalText
from ats_sandbox.vendors.skailer.reads import GUIDE, Instant, declare_all, declare_search, indexed
from ats_sandbox.vendors.skailer.vocabulary import JOB_STATUSES, job_status
from ats_sandbox.world.domain import jobs, pipelines
from ats_sandbox.world.domain.reasons import Decider
from ats_sandbox.world.store.selection import Selection

directory: Resource = Resource("Directory", "Jobs, pipelines, sources and disqualification reasons")


class Job(ResponseSchema):
    """An open role."""

    id = fields.Integer(required=True)
    title = fields.Text(required=True)
    status = fields.Choice(JOB_STATUSES, required=True, of=lambda job, _: job_status(job))
    pipeline_id = fields.Integer(required=True, of="pipeline")
    description = fields.Text(required=True, allow_none=True, of=lambda job, _: job.description or None)
    created_at = Instant(required=True)


class Stage(ResponseSchema):
    """A stage of a pipeline; ids are unique across pipelines."""

    id = fields.Integer(required=True)
    title = fields.Text(required=True, of="name")
    position = fields.Integer(required=True)


def _stages(pipeline: pipelines.Pipeline, call: AnyCall) -> list[pipelines.Stage]:
    return sorted(call.world.stages.where(pipeline=pipeline.id), key=lambda stage: stage.position)


class Pipeline(ResponseSchema):
    """A hiring pipeline with its stages in order."""

    id = fields.Integer(required=True)
    title = fields.Text(required=True, of="name")
    stages = fields.Array(fields.Nested(Stage), required=True, of=_stages)


class Titled(ResponseSchema):
    """An entry of a plain list: a source, a disqualification reason."""

    id = fields.Integer(required=True)
    title = fields.Text(required=True, of="label")


def _titled(_call: AnyCall, rows: Selection[jobs.Job], text: str) -> Selection[jobs.Job]:
    part = text.casefold()
    return rows.only(lambda job: part in job.title.casefold())


declare_search(
    directory,
    "job",
    lambda call: call.visible(call.world.jobs),
    Job,
    Filter("text", OptionalText, _titled),
    Filter(
        "status",
        partial(fields.Choice, JOB_STATUSES, allow_none=True),
        lambda _call, rows, status: rows.where_any("status", JOB_STATUSES[status]),
    ),
    indexed("pipeline_id", "pipeline"),
    sample={"status": "open"},
    evidence=documented(f"{GUIDE}, step 1"),
    more="An item's `id` is the `job_id` of other bodies, and its `pipeline_id` the pipeline that the job follows.",
)
declare_all(
    directory,
    "pipelines",
    "pipelines with their stages",
    lambda call: call.world.pipelines,
    Pipeline,
    documented(f"{GUIDE}, step 2"),
)
declare_all(
    directory,
    "sources",
    "sources that applications come from",
    lambda call: call.world.sources,
    Titled,
    documented(f"{GUIDE}, step 3"),
)
declare_all(
    directory,
    "disqualification-reasons",
    "reasons for which the company disqualifies candidates",
    lambda call: call.world.reasons.where(decider=Decider.COMPANY),
    Titled,
    inferred("actions take a disqualification_reason_id, so there is a list of them; lists end in /all"),
)
