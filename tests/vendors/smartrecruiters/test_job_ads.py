"""SmartRecruiters: the ads of a job."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from msgspec.structs import replace

from ats_sandbox.vendors.smartrecruiters.languages import LANGUAGES
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.postings import POSTINGS
from tests.client import VendorClient
from tests.vendors.smartrecruiters.job_bodies import LEAST

WHOLE: dict[str, Any] = {
    "title": "Boulanger·ère de nuit",
    "language": {"code": "fr"},
    "location": {
        "countryCode": "BE",
        "city": "Liège",
        "address": "Place du Marché 2",
        "postalCode": "4000",
        "remote": False,
    },
    "jobAd": {
        "companyDescription": {"title": "Nous", "text": "Une boulangerie."},
        "jobDescription": {"title": "Vous", "text": "<p>Pétrir</p>"},
        "qualifications": {"title": "Il faut", "text": "Deux mains."},
        "additionalInformation": {"title": "Et", "text": "Du pain."},
        "videos": {"urls": ["https://videos.example.com/pain", "https://videos.example.com/four"]},
    },
}
SECTIONS = [name for name in WHOLE["jobAd"] if name != "videos"]

INVALID: dict[str, Callable[[dict[str, Any]], Any]] = {
    "no title": lambda body: body.pop("title"),
    "a title of nothing": lambda body: body.update(title=""),
    "a title that is null": lambda body: body.update(title=None),
    "a language that is text": lambda body: body.update(language="fr"),
    "a language without a code": lambda body: body.update(language={}),
    "a location without a city": lambda body: body["location"].pop("city"),
    "a location without a country": lambda body: body["location"].pop("countryCode"),
    "a country that does not exist": lambda body: body["location"].update(countryCode="ZZ"),
    "a section that is text": lambda body: body["jobAd"].update(qualifications="hands"),
    "a text of 25000 characters": lambda body: body["jobAd"]["qualifications"].update(text="x" * 25_000),
    "videos that are a list": lambda body: body["jobAd"].update(videos=["https://videos.example.com/x"]),
    "a video that is a number": lambda body: body["jobAd"].update(videos={"urls": [1]}),
}


def job_with(client: VendorClient, ads: int, *, confidential: bool = False) -> Job:
    world = client.read()
    jobs = world.jobs.where(confidential=confidential)
    return next(job for job in jobs if len(world.postings.where(job=job.id)) == ads)


def ads_of(client: VendorClient, job: Job) -> str:
    return f"/jobs/{native_id(client.read(), 'job', job.id)}/jobads"


def ad_of(client: VendorClient, job: Job) -> str:
    """The path of the job's default ad."""
    (posting, *_) = client.read().postings.where(job=job.id)
    return f"{ads_of(client, job)}/{native_id(client.read(), 'posting', posting.id)}"


def codes(answer: Any) -> list[str]:
    return [error["code"] for error in answer.json["errors"]]


def test_the_ads_of_a_job_are_a_bare_array_and_one_is_the_default(smartrecruiters: VendorClient) -> None:
    job = job_with(smartrecruiters, 2)

    answer = smartrecruiters.get(ads_of(smartrecruiters, job))

    assert answer.status_code == 200
    assert [ad["default"] for ad in answer.json] == [True, False]
    for ad in answer.json:
        assert smartrecruiters.get(f"{ads_of(smartrecruiters, job)}/{ad['id']}").json == ad


def test_an_ad_tells_all_that_it_has(smartrecruiters: VendorClient) -> None:
    world, job = smartrecruiters.read(), job_with(smartrecruiters, 2)
    (posting, *_) = world.postings.where(job=job.id)
    path = ad_of(smartrecruiters, job)

    told = smartrecruiters.get(path).json

    assert set(told) == {
        "id", "title", "language", "location", "jobAd", "createdOn", "updatedOn", "postingStatus", "visibility",
        "default", "creator", "actions", "applyUrl",
    }  # fmt: skip
    assert told["id"] == native_id(world, "posting", posting.id)
    assert told["title"] == posting.title
    assert told["language"] == {"code": "en", "label": "English", "labelNative": told["language"]["labelNative"]}
    assert told["postingStatus"] == ("PUBLISHED" if posting.published else "NOT_PUBLISHED")
    assert told["visibility"] == posting.visibility.upper()
    assert (told["createdOn"], told["updatedOn"]) == (iso(posting.created_at), iso(posting.updated_at))
    assert told["creator"] == {"id": native_id(world, "user", posting.creator)}
    here = f"http://localhost/w/{smartrecruiters.name}/smartrecruiters{path}"
    assert told["actions"] == {"postings": {"url": f"{here}/postings", "method": "GET"}}
    assert told["applyUrl"].startswith(f"https://jobs.smartrecruiters.com/{world.company.identifier}/74")
    assert list(told["jobAd"]) == [name for name in WHOLE["jobAd"] if name in told["jobAd"]]


def test_an_ad_without_a_place_is_where_its_job_is(smartrecruiters: VendorClient) -> None:
    job = job_with(smartrecruiters, 1)
    with smartrecruiters.arrange() as world:
        (posting,) = world.postings.where(job=job.id)
        world.put(POSTINGS, replace(posting, place=None))

    told = smartrecruiters.get(ad_of(smartrecruiters, job)).json

    assert told["location"] == smartrecruiters.get(ads_of(smartrecruiters, job)[: -len("/jobads")]).json["location"]


def test_a_new_ad_is_kept_and_not_published(smartrecruiters: VendorClient) -> None:
    job = job_with(smartrecruiters, 1)
    (default,) = smartrecruiters.get(ads_of(smartrecruiters, job)).json

    answer = smartrecruiters.post(ads_of(smartrecruiters, job), json=WHOLE)

    assert answer.status_code == 200
    told = answer.json
    assert (told["title"], told["jobAd"]) == (WHOLE["title"], WHOLE["jobAd"])
    assert told["language"] == {"code": "fr", "label": "French", "labelNative": "Français"}
    assert told["location"] == {**WHOLE["location"], "countryCode": "be", "country": "Belgium"}
    assert (told["postingStatus"], told["default"]) == ("NOT_PUBLISHED", False)
    assert told["creator"] == {"id": native_id(smartrecruiters.read(), "user", 1)}
    assert told["createdOn"] == told["updatedOn"] == iso(smartrecruiters.read().now)
    assert smartrecruiters.get(ads_of(smartrecruiters, job)).json == [default, told]
    assert smartrecruiters.get(f"{ads_of(smartrecruiters, job)}/{told['id']}").json == told


def test_an_ad_needs_only_a_title(smartrecruiters: VendorClient) -> None:
    job = job_with(smartrecruiters, 1)

    told = smartrecruiters.post(ads_of(smartrecruiters, job), json={"title": "Baker"}).json

    assert (told["title"], told["jobAd"], told["language"]["code"]) == ("Baker", {}, "en")


def test_an_updated_ad_is_answered_and_read_back(smartrecruiters: VendorClient) -> None:
    job = job_with(smartrecruiters, 2)
    path = ad_of(smartrecruiters, job)
    before = smartrecruiters.get(path).json

    answer = smartrecruiters.put(path, json=WHOLE, headers={"Accept": "application/json"})

    assert answer.status_code == 200
    told = answer.json
    assert (told["title"], told["jobAd"], told["language"]["code"]) == (WHOLE["title"], WHOLE["jobAd"], "fr")
    assert told["location"]["city"] == "Liège"
    assert told["updatedOn"] == iso(smartrecruiters.read().now) > before["updatedOn"]
    for kept in ("id", "createdOn", "postingStatus", "visibility", "default", "creator", "actions"):
        assert told[kept] == before[kept]
    assert smartrecruiters.get(path).json == told


def test_what_an_update_of_an_ad_leaves_out_is_cleared(smartrecruiters: VendorClient) -> None:
    job = job_with(smartrecruiters, 1)
    path = ad_of(smartrecruiters, job)
    smartrecruiters.put(path, json=WHOLE)

    told = smartrecruiters.put(path, json={"title": "Baker"}).json

    assert told["jobAd"] == {}
    assert told["language"]["code"] == "en"
    assert told["location"]["city"] == job.place.city


@pytest.mark.parametrize("section", SECTIONS)
def test_one_section_can_stand_alone(smartrecruiters: VendorClient, section: str) -> None:
    path = ad_of(smartrecruiters, job_with(smartrecruiters, 1))
    only = {section: {"title": "Alone", "text": "x" * 24_999}}

    told = smartrecruiters.put(path, json={"title": "Baker", "jobAd": only}).json

    assert told["jobAd"] == only


def test_null_in_an_ad_is_the_same_as_absent(smartrecruiters: VendorClient) -> None:
    path = ad_of(smartrecruiters, job_with(smartrecruiters, 1))
    nothing = dict.fromkeys(("language", "location", "jobAd"))

    assert smartrecruiters.put(path, json={"title": "Baker", **nothing}).json["jobAd"] == {}
    empty = {**dict.fromkeys(SECTIONS), "videos": {"urls": None}}
    assert smartrecruiters.put(path, json={"title": "Baker", "jobAd": empty}).json["jobAd"] == {}


def test_an_update_of_the_default_ad_shows_in_its_job_but_leaves_its_title(smartrecruiters: VendorClient) -> None:
    job = job_with(smartrecruiters, 1)
    path = ads_of(smartrecruiters, job).removesuffix("/jobads")
    before = smartrecruiters.get(path).json

    smartrecruiters.put(ad_of(smartrecruiters, job), json=WHOLE)

    after = smartrecruiters.get(path).json
    assert after["jobAd"]["sections"] == WHOLE["jobAd"]
    assert after["jobAd"]["language"]["code"] == "fr"
    assert (after["title"], after["location"], after["updatedOn"]) == (
        before["title"],
        before["location"],
        before["updatedOn"],
    )
    assert after["lastActivityOn"] == iso(smartrecruiters.read().now)
    assert smartrecruiters.read().jobs[job.id].description == "<p>Pétrir</p>\n\nDeux mains."


def test_an_update_of_another_ad_leaves_the_job_alone(smartrecruiters: VendorClient) -> None:
    job = job_with(smartrecruiters, 2)
    path = ads_of(smartrecruiters, job)
    before = smartrecruiters.get(path.removesuffix("/jobads")).json
    other = smartrecruiters.get(path).json[1]

    smartrecruiters.put(f"{path}/{other['id']}", json=WHOLE)

    assert smartrecruiters.get(path.removesuffix("/jobads")).json["jobAd"] == before["jobAd"]
    assert smartrecruiters.read().jobs[job.id].description == job.description


def test_every_listed_language_is_one_that_ads_can_be_in(smartrecruiters: VendorClient) -> None:
    path = ad_of(smartrecruiters, job_with(smartrecruiters, 1))

    for code in LANGUAGES:
        answer = smartrecruiters.put(path, json={"title": "Baker", "language": {"code": code}})
        assert (answer.status_code, answer.json["language"]["code"]) == (200, code)


def test_a_former_code_of_a_language_is_understood(smartrecruiters: VendorClient) -> None:
    job = job_with(smartrecruiters, 1)
    hebrew = {"title": "Baker", "language": {"code": "iw"}}

    assert smartrecruiters.put(ad_of(smartrecruiters, job), json=hebrew).json["language"]["code"] == "he"
    assert smartrecruiters.post(ads_of(smartrecruiters, job), json=hebrew).json["language"]["code"] == "he"
    opened = smartrecruiters.post("/jobs", json={**LEAST, "jobAd": {"language": {"code": "iw"}}})
    assert opened.json["jobAd"]["language"]["code"] == "he"


@pytest.mark.parametrize("code", ["pt-PT", "zh-HK", "EN", "en_GB", "", "klingon"])
def test_no_other_language_is(smartrecruiters: VendorClient, code: str) -> None:
    job = job_with(smartrecruiters, 1)
    body = {**WHOLE, "language": {"code": code}}
    before = smartrecruiters.world.state

    for answer in (
        smartrecruiters.put(ad_of(smartrecruiters, job), json=body),
        smartrecruiters.post(ads_of(smartrecruiters, job), json=body),
    ):
        assert (answer.status_code, codes(answer)) == (400, ["PROPERTY_INVALID"])
    assert smartrecruiters.world.state is before


@pytest.mark.parametrize("wrong", INVALID)
def test_an_invalid_ad_is_refused_and_stores_nothing(smartrecruiters: VendorClient, wrong: str) -> None:
    job = job_with(smartrecruiters, 1)
    body = deepcopy(WHOLE)
    INVALID[wrong](body)
    before = smartrecruiters.world.state

    for answer in (
        smartrecruiters.put(ad_of(smartrecruiters, job), json=body),
        smartrecruiters.post(ads_of(smartrecruiters, job), json=body),
    ):
        assert (answer.status_code, codes(answer)) == (400, ["PROPERTY_INVALID"])
    assert smartrecruiters.world.state is before


def test_a_job_has_at_most_100_ads(smartrecruiters: VendorClient) -> None:
    path = ads_of(smartrecruiters, job_with(smartrecruiters, 1))
    answers = [smartrecruiters.post(path, json={"title": f"Baker {number}"}) for number in range(2, 102)]

    assert {answer.status_code for answer in answers[:99]} == {200}
    assert (answers[99].status_code, codes(answers[99])) == (400, ["JOB_AD_LIMIT_REACHED"])
    assert len(smartrecruiters.get(path).json) == 100


def test_an_ad_that_is_no_json_is_not_read(smartrecruiters: VendorClient) -> None:
    answer = smartrecruiters.post(
        ads_of(smartrecruiters, job_with(smartrecruiters, 1)), data=b"{", content_type="application/json"
    )

    assert (answer.status_code, codes(answer)) == (400, ["INVALID_REQUEST"])


def test_an_ad_in_another_media_type_is_not_read(smartrecruiters: VendorClient) -> None:
    job = job_with(smartrecruiters, 1)

    for path, method in ((ad_of(smartrecruiters, job), "PUT"), (ads_of(smartrecruiters, job), "POST")):
        assert smartrecruiters.send(method, path, data="x", content_type="text/html").status_code == 415


def test_an_ad_that_is_none_of_the_job_is_not_found(smartrecruiters: VendorClient) -> None:
    job, other = job_with(smartrecruiters, 1), job_with(smartrecruiters, 2)
    foreign = ad_of(smartrecruiters, other).rsplit("/", 1)[-1]

    for id in (foreign, native_id(smartrecruiters.read(), "job", job.id), "nonsense"):
        path = f"{ads_of(smartrecruiters, job)}/{id}"
        for answer in (smartrecruiters.get(path), smartrecruiters.put(path, json=WHOLE)):
            assert (answer.status_code, codes(answer)) == (404, ["JOBAD_NOT_FOUND"])


def test_the_ads_of_an_unknown_job_are_not_found(smartrecruiters: VendorClient) -> None:
    ad = ad_of(smartrecruiters, job_with(smartrecruiters, 1)).rsplit("/", 1)[-1]

    for answer in (
        smartrecruiters.get("/jobs/x/jobads"),
        smartrecruiters.post("/jobs/x/jobads", json=WHOLE),
        smartrecruiters.get(f"/jobs/x/jobads/{ad}"),
        smartrecruiters.put(f"/jobs/x/jobads/{ad}", json=WHOLE),
    ):
        assert (answer.status_code, codes(answer)) == (404, ["JOB_NOT_FOUND"])


def test_the_ads_of_a_confidential_job_are_forbidden_to_who_may_not_see_it(smartrecruiters: VendorClient) -> None:
    job = job_with(smartrecruiters, 1, confidential=True)
    before = smartrecruiters.world.state

    for answer in (
        smartrecruiters.get(ads_of(smartrecruiters, job), token="sandbox-restricted"),
        smartrecruiters.post(ads_of(smartrecruiters, job), json=WHOLE, token="sandbox-restricted"),
        smartrecruiters.get(ad_of(smartrecruiters, job), token="sandbox-restricted"),
        smartrecruiters.put(ad_of(smartrecruiters, job), json=WHOLE, token="sandbox-restricted"),
    ):
        assert (answer.status_code, codes(answer)) == (403, ["JOB_ACCESS_DENIED"])
    assert smartrecruiters.world.state is before
