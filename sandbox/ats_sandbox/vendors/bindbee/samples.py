"""Records of a world that examples name: those that everybody may see."""

from ats_sandbox.vendors.bindbee.model import MODELS
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.candidates import Candidate
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.reading import Reading


def id_of(world: Reading, kind: str, ordinal: int) -> str:
    """The id of a record behind the connector that clients begin with."""
    return MODELS[kind].codec.write(world, ordinal)


def open_job(world: Reading) -> Job:
    """A job that is no template."""
    return next(job for job in world.jobs.where(confidential=False) if not job.template)


def open_application(world: Reading) -> Application:
    """An application."""
    return next(iter(world.applications.where(confidential=False)))


def open_candidate(world: Reading) -> Candidate:
    """The candidate of that application."""
    return world.candidates[open_application(world).candidate]
