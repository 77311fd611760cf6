"""Ads of jobs, as tests find and name them."""

from typing import Any

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.world.domain.postings import Posting
from tests.client import VendorClient


def job_path(client: VendorClient, job: int) -> str:
    return f"/jobs/{ids.JOB.write(client.read(), job)}"


def ad_path(client: VendorClient, ad: Posting) -> str:
    return f"{job_path(client, ad.job)}/jobads/{ids.JOB_AD.write(client.read(), ad.id)}"


def an_ad(client: VendorClient, **facts: Any) -> Posting:
    """The first ad that everybody may see, of which these facts hold."""
    found = client.read().postings.where(confidential=False)
    return next(one for one in found if all(getattr(one, name) == value for name, value in facts.items()))


def a_job_with_two_waiting_ads(client: VendorClient) -> tuple[Posting, Posting]:
    """The default ad and another one of a job, none of which is published."""
    world = client.read()
    first = next(
        one for one in world.postings.where(confidential=False) if not one.published and _others(client, one) == 1
    )
    job = first.job
    default, other = world.postings.where(job=job)
    return default, other


def _others(client: VendorClient, one: Posting) -> int:
    waiting = [ad for ad in client.read().postings.where(job=one.job) if not ad.published]
    return len(waiting) - 1
