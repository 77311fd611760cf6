"""What an application is made with: jobs, pipelines, sources, and the reasons that may end it."""

from functools import partial

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.evidence import inferred
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.contract.schema import ResponseSchema, shape_of
from ats_sandbox.vendors.skailer import bodies
from ats_sandbox.vendors.skailer.resource import Resource, indexed, records_of, step
from ats_sandbox.vendors.skailer.vocabulary import JOB_STATUSES, job_status
from ats_sandbox.world.domain import jobs, pipelines
from ats_sandbox.world.domain.reasons import Decider
from ats_sandbox.world.store.selection import Selection

directory = Resource("Directory", "Jobs, pipelines, sources and disqualification reasons")


class Job(ResponseSchema):
    """An open role."""

    id = bodies.Id()
    title = fields.Text(required=True)
    status = fields.Choice(JOB_STATUSES, required=True, of=job_status)
    pipeline_id = bodies.Id(of="pipeline")
    description = fields.Text(required=True, allow_none=True, of=lambda job, _: job.description or None)
    created_at = bodies.Instant(required=True)


def _stages(pipeline: pipelines.Pipeline, call: AnyCall) -> list[pipelines.Stage]:
    return sorted(call.world.stages.where(pipeline=pipeline.id), key=lambda stage: stage.position)


_NAME = fields.Text(required=True, of="name")
Stage = shape_of("Stage", id=bodies.Id(), title=_NAME, position=fields.Integer(required=True))
"""A stage of a pipeline; ids are unique across pipelines."""

_STAGES = fields.Array(fields.Nested(Stage), required=True, of=_stages)
Pipeline = shape_of("Pipeline", id=bodies.Id(), title=_NAME, stages=_STAGES)
"""A hiring pipeline with its stages in order."""

Titled = shape_of("Titled", id=bodies.Id(), title=fields.Text(required=True, of="label"))
"""An entry of a plain list: a source, a disqualification reason."""


def _titled(_call: AnyCall, rows: Selection[jobs.Job], text: str) -> Selection[jobs.Job]:
    part = text.casefold()
    return rows.only(lambda job: part in job.title.casefold())


directory.search(
    "job",
    records_of(jobs.JOBS),
    Job,
    Filter("text", bodies.OptionalText, _titled),
    Filter(
        "status",
        partial(fields.Choice, JOB_STATUSES, allow_none=True),
        lambda _call, rows, status: rows.where_any("status", JOB_STATUSES[status]),
    ),
    indexed("pipeline_id", "pipeline"),
    sample={"status": "open"},
    evidence=step(1),
    more="An item's `id` is the `job_id` of other bodies, and its `pipeline_id` the pipeline that the job follows.",
)
directory.read_all("pipelines", "pipelines with their stages", lambda call: call.world.pipelines, Pipeline, step(2))
directory.read_all("sources", "sources that applications come from", lambda call: call.world.sources, Titled, step(3))
directory.read_all(
    "disqualification-reasons",
    "reasons for which the company disqualifies candidates",
    lambda call: call.world.reasons.where(decider=Decider.COMPANY),
    Titled,
    inferred("actions take a disqualification_reason_id, so there is a list of them; lists end in /all"),
)
