"""The work after an answer that posts ads of jobs and takes them down."""

from ats_sandbox.vendors.smartrecruiters.errors import JobNotPosted, PublishedAdLimit
from ats_sandbox.world.domain.background import Work
from ats_sandbox.world.domain.commands.publications import comes_too_early, publish, unpublish, withdraw
from ats_sandbox.world.domain.publications import PUBLICATIONS
from ats_sandbox.world.domain.reading import Transaction


def _post(world: Transaction, publication: int) -> None:
    """Post an ad, unless the default one of its job was taken down in the meantime."""
    asked = world[PUBLICATIONS].get(publication)
    if asked is None:
        return
    if comes_too_early(world, world.postings[asked.posting]):
        withdraw(world, asked)
    else:
        publish(world, asked)


def _fail(world: Transaction, publication: int, reason: str) -> None:
    """Leave an ad as it is. The API shows no reason."""
    asked = world[PUBLICATIONS].get(publication)
    if asked is not None:
        withdraw(world, asked)


def _unpost(world: Transaction, posting: int) -> None:
    ad = world.postings.get(posting)
    if ad is not None:
        unpublish(world, ad)


FAILURES = tuple(str(one.code) for one in (PublishedAdLimit, JobNotPosted))
JOB_AD_POSTING = Work("job_ad_posting", "an ad of a job is posted", _post, _fail, FAILURES, begun_by=("post_job_ad",))
JOB_AD_UNPOSTING = Work("job_ad_unposting", "an ad of a job is taken down", _unpost, begun_by=("unpost_job_ad",))
AD_WORKS = (JOB_AD_POSTING, JOB_AD_UNPOSTING)
"""All that changes whether ads are posted."""
