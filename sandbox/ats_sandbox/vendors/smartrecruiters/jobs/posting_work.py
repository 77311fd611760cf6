"""The work after an answer that posts ads of jobs and takes them down."""

from ats_sandbox.world.domain.background import Work
from ats_sandbox.world.domain.commands.publications import publish, unpublish
from ats_sandbox.world.domain.publications import PUBLICATIONS
from ats_sandbox.world.domain.reading import Transaction


def _post(world: Transaction, publication: int) -> None:
    asked = world[PUBLICATIONS].get(publication)
    if asked is not None:
        publish(world, asked)


def _unpost(world: Transaction, posting: int) -> None:
    ad = world.postings.get(posting)
    if ad is not None:
        unpublish(world, ad)


JOB_AD_POSTING = Work("job_ad_posting", "an ad of a job is posted", _post)
JOB_AD_UNPOSTING = Work("job_ad_unposting", "an ad of a job is taken down", _unpost)
AD_WORKS = (JOB_AD_POSTING, JOB_AD_UNPOSTING)
"""All that changes whether ads are posted."""
