"""Scorecard criteria: what interviewers are asked to look at, for each job."""

from pathlib import Path

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.vendors.smartrecruiters import apis, errors
from ats_sandbox.vendors.smartrecruiters.call import Call, Facts
from ats_sandbox.vendors.smartrecruiters.repositories import JOBS
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.world.chance import Chance
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.id_codecs import uuid4

_LINES = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines()
CRITERIA = tuple((number, *line.split("|")) for number, line in enumerate(_LINES, 1))
"""The company's library: number, category and name."""

criteria = Resource("Scorecard criteria", "What interviewers are asked to look at", apis.REVIEWS, JOBS)


class Criterion(ResponseSchema):
    """Something that interviewers are asked to look at."""

    id = fields.Text(required=True)
    name = fields.Text(required=True)
    category = fields.Text(required=True)


def criteria_of(world: Reading, job: Job) -> list[Document]:
    """The criteria of a job, of the company's library; a job without a scorecard has none. Nobody can change them."""
    chance = Chance(world.seed, "smartrecruiters.criteria", job.id)
    if not chance.happens("scorecard", 80):
        return []
    return [
        {"id": uuid4(world.seed, "smartrecruiters", "criterion", number), "name": name, "category": category}
        for number, category, name in chance.some("criteria", CRITERIA, 3, 6)
    ]


@criteria.get(
    "/jobs/{jobId}/criteria",
    id="list_job_criteria",
    returns=fields.Array(fields.Nested(Criterion)),
    evidence=apis.CRITERIA,
    also=["/reviews-api/v201910/jobs/{jobId}/criteria"],
    facts=Facts(forbidden=errors.ReviewForbidden),
)
def list_criteria(call: Call) -> list[Document]:
    """List what interviewers are asked to look at in candidates for a job."""
    return criteria_of(call.world, JOBS.get_or_404(call))
