"""SmartRecruiters: ads are posted and taken down some time after the answer."""

import pytest
from msgspec.structs import replace

from ats_sandbox.vendors.smartrecruiters.jobs.posting_work import JOB_AD_POSTING, JOB_AD_UNPOSTING
from ats_sandbox.world.domain.background import Pace, choose_pace
from ats_sandbox.world.domain.postings import POSTINGS
from ats_sandbox.world.domain.publications import PUBLICATIONS
from tests.client import VendorClient
from tests.vendors.smartrecruiters.ads import a_job_with_two_waiting_ads, ad_path, an_ad, job_path


def test_posting_takes_as_long_as_a_tester_says(smartrecruiters: VendorClient) -> None:
    ad = an_ad(smartrecruiters, default=True, published=False)
    path = ad_path(smartrecruiters, ad)
    with smartrecruiters.arrange() as world:
        choose_pace(world, JOB_AD_POSTING.name, Pace(after=None, reads=2))
        choose_pace(world, JOB_AD_UNPOSTING.name, Pace(after=5_000))

    smartrecruiters.post(f"{path}/postings", json={})
    seen = [smartrecruiters.get(path).json["postingStatus"], smartrecruiters.get(f"{path}/postings").json["content"]]
    assert seen == ["NOT_PUBLISHED", []]
    assert smartrecruiters.get(path).json["postingStatus"] == "PUBLISHED"
    answer = smartrecruiters.delete(f"{path}/postings")
    assert (answer.status_code, answer.json) == (202, {"unpostingStatus": "PENDING"})
    assert smartrecruiters.get(path).json["postingStatus"] == "PUBLISHED"
    smartrecruiters.world.advance(5_000)
    assert smartrecruiters.get(path).json["postingStatus"] == "NOT_PUBLISHED"


def test_the_job_and_the_public_board_count_as_looks_at_an_ad_that_is_being_posted(
    smartrecruiters: VendorClient,
) -> None:
    ad = an_ad(smartrecruiters, default=True, published=False)
    job, company = job_path(smartrecruiters, ad.job), smartrecruiters.read().company.identifier
    board = f"/v1/companies/{company}/postings?jobAdId={ad_path(smartrecruiters, ad).rsplit('/', 1)[-1]}"
    with smartrecruiters.arrange() as world:
        choose_pace(world, JOB_AD_POSTING.name, Pace(after=None, reads=3))

    smartrecruiters.post(f"{ad_path(smartrecruiters, ad)}/postings", json={})

    assert smartrecruiters.get(board, token=None).json["totalFound"] == 0
    assert smartrecruiters.get(job).json["postingStatus"] == "NOT_PUBLISHED"
    assert smartrecruiters.get(board, token=None).json["totalFound"] == 0
    (shown,) = smartrecruiters.get(board, token=None).json["content"]
    assert smartrecruiters.get(f"/v1/companies/{company}/postings/{shown['id']}").json["active"] is True


@pytest.mark.parametrize("reason", ["PUBLISHED_JOB_AD_LIMIT_REACHED", "JOB_NOT_POSTED"])
def test_an_ad_whose_posting_fails_stays_as_it_was(smartrecruiters: VendorClient, reason: str) -> None:
    ad = an_ad(smartrecruiters, default=True, published=False)
    path = ad_path(smartrecruiters, ad)
    before = smartrecruiters.get(f"{path}/postings?activeOnly=false").json
    kept = len(smartrecruiters.read()[PUBLICATIONS])
    with smartrecruiters.arrange() as world:
        choose_pace(world, JOB_AD_POSTING.name, Pace(after=5_000, failure=reason))

    assert smartrecruiters.post(f"{path}/postings", json={}).status_code == 202
    smartrecruiters.world.advance(5_000)

    assert smartrecruiters.get(path).json["postingStatus"] == "NOT_PUBLISHED"
    assert smartrecruiters.get(f"{path}/postings?activeOnly=false").json == before
    assert len(smartrecruiters.read()[PUBLICATIONS]) == kept
    with smartrecruiters.arrange() as world:
        choose_pace(world, JOB_AD_POSTING.name, None)
    smartrecruiters.post(f"{path}/postings", json={})
    assert smartrecruiters.get(path).json["postingStatus"] == "PUBLISHED"


def test_an_ad_can_be_posted_for_ever(smartrecruiters: VendorClient) -> None:
    ad = an_ad(smartrecruiters, default=True, published=False)
    path = ad_path(smartrecruiters, ad)
    with smartrecruiters.arrange() as world:
        choose_pace(world, JOB_AD_POSTING.name, Pace(after=None))

    smartrecruiters.post(f"{path}/postings", json={})
    smartrecruiters.world.advance(10**12)

    assert smartrecruiters.get(path).json["postingStatus"] == "NOT_PUBLISHED"


def test_what_is_being_posted_is_taken_down_with_the_job(smartrecruiters: VendorClient) -> None:
    ad = an_ad(smartrecruiters, default=True, published=False)
    path = job_path(smartrecruiters, ad.job)
    before = smartrecruiters.get(f"{path}/publication?activeOnly=false").json
    with smartrecruiters.arrange() as world:
        choose_pace(world, JOB_AD_POSTING.name, Pace(after=5_000))

    smartrecruiters.post(f"{ad_path(smartrecruiters, ad)}/postings", json={})
    assert smartrecruiters.delete(f"{path}/publication").status_code == 204
    smartrecruiters.world.advance(5_000)

    assert smartrecruiters.get(path).json["postingStatus"] == "NOT_PUBLISHED"
    assert smartrecruiters.get(f"{path}/publication?activeOnly=false").json == before


def test_an_ad_is_not_posted_when_the_default_one_went_before(smartrecruiters: VendorClient) -> None:
    default, other = a_job_with_two_waiting_ads(smartrecruiters)
    first, second = (ad_path(smartrecruiters, one) for one in (default, other))
    smartrecruiters.post(f"{first}/postings", json={})
    with smartrecruiters.arrange() as world:
        choose_pace(world, JOB_AD_POSTING.name, Pace(after=5_000))
    assert smartrecruiters.post(f"{second}/postings", json={}).status_code == 202
    with smartrecruiters.arrange() as world:
        world.put(POSTINGS, replace(world.postings[default.id], published=False))

    smartrecruiters.world.advance(5_000)

    assert smartrecruiters.get(second).json["postingStatus"] == "NOT_PUBLISHED"


def test_an_ad_is_posted_as_it_was_when_that_was_asked_for(smartrecruiters: VendorClient) -> None:
    ad = an_ad(smartrecruiters, default=True, published=False)
    path = ad_path(smartrecruiters, ad)
    with smartrecruiters.arrange() as world:
        choose_pace(world, JOB_AD_POSTING.name, Pace(after=5_000))

    smartrecruiters.post(f"{path}/postings", json={})
    smartrecruiters.put(path, json={"title": "Rewritten"})
    smartrecruiters.world.advance(5_000)

    company = smartrecruiters.read().company.identifier
    board = smartrecruiters.get(f"/v1/companies/{company}/postings?jobAdId={path.rsplit('/', 1)[-1]}").json
    assert [one["name"] for one in board["content"]] == [ad.title]
    assert smartrecruiters.get(path).json["title"] == "Rewritten"
