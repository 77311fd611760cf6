"""Adding candidates, to the talent pool and to jobs."""

from typing import Any

from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import Members
from ats_sandbox.vendors.smartrecruiters import apis, errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call, Facts
from ats_sandbox.vendors.smartrecruiters.candidates.candidates import CandidateDetails, CandidateInput, details
from ats_sandbox.vendors.smartrecruiters.candidates.profile import new_profile
from ats_sandbox.vendors.smartrecruiters.configuration.sources import SourceRefusals, chosen_source, default_source
from ats_sandbox.vendors.smartrecruiters.repositories import JOBS
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.world.domain.candidates import Candidate
from ats_sandbox.world.domain.commands.applications import application_of, apply
from ats_sandbox.world.domain.commands.candidates import amend, register, same_person
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.reading import Reading

creation = Resource("New candidates", "Adding people to the talent pool and to jobs", apis.CANDIDATES, JOBS)

SCOPE = "candidates_create"
REFUSED = (errors.CandidateForbidden, errors.SourceTypeNotFound, errors.SourceNotFound, errors.SubtypeRequired)
"""What adding a candidate may refuse, wherever they are added to and whatever is told of them."""


_IN_THE_POOL = SourceRefusals(errors.SourceTypeNotFound, *(errors.SourceNotFound,) * 3)
_ON_A_JOB = _IN_THE_POOL._replace(elsewhere=errors.InvalidSourceId)


def source_of(world: Reading, told: Members, *, strictly: bool = False) -> dict[str, Any]:
    """Where a new candidate is from, as `apply` takes it, by what a request tells of the source; API without.

    `strictly` tells a source of another type or subtype from none at all.
    """
    if not any(told.get(name) for name in ("sourceTypeId", "sourceSubTypeId", "sourceId")):
        return default_source(world)
    return {"source": chosen_source(world, told, _ON_A_JOB if strictly else _IN_THE_POOL).id}


def add(call: AnyCall, told: Members, source: dict[str, Any], job: Job | None = None) -> Candidate:
    """The candidate whom the members of a CandidateInput describe: known by e-mail address and last name, or new.

    With a job they are on it from then on, unless they are already.
    """
    world = call.draft
    person = same_person(world, told["email"], told["last_name"])
    if person is None:
        person = register(world, source=source.get("source"), **new_profile(told))
    elif not call.can_see(person):
        raise errors.CandidateForbidden
    elif told.get("internal") and not person.internal:
        person = amend(world, person, internal=True)
    if job is not None and application_of(world, person.id, job.id) is None:
        apply(world, person.id, job.id, by=call.caller.user, **source)
    return world.candidates[person.id]


@creation.post(
    "/candidates",
    id="create_candidate",
    scope=SCOPE,
    body=CandidateInput,
    returns={201: CandidateDetails},
    errors=REFUSED,
    evidence=apis.CANDIDATES.evidence,
)
def create_candidate(call: Call) -> Document:
    """Add a candidate to the talent pool.

    Somebody with the same e-mail address and last name is the same candidate, who stays as they are.
    """
    source = source_of(call.draft, call.body["sourceDetails"] or {})
    return details(call, add(call, call.body, source))


@creation.post(
    "/jobs/{jobId}/candidates",
    id="create_candidate_on_job",
    scope=SCOPE,
    body=CandidateInput,
    returns={201: CandidateDetails},
    errors=[*REFUSED, errors.InvalidSourceId],
    evidence=apis.CANDIDATES.evidence,
    facts=Facts(forbidden=errors.CandidateJobForbidden),
)
def create_candidate_on_job(call: Call) -> Document:
    """Add a candidate to a job, as NEW.

    Somebody with the same e-mail address and last name is the same candidate and gets one more assignment, unless
    they are on the job already.
    """
    job = JOBS.get_or_404(call)
    source = source_of(call.draft, call.body["sourceDetails"] or {}, strictly=True)
    return details(call, add(call, call.body, source, job))
