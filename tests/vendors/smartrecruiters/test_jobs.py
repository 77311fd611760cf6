"""SmartRecruiters: jobs are read, and opened together with their default ad."""

from typing import Any

import pytest
from msgspec.structs import replace

from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.commands.postings import default_posting
from ats_sandbox.world.domain.jobs import JOBS, Pay
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.postings import POSTINGS
from tests.client import VendorClient
from tests.vendors.smartrecruiters.job_bodies import ENGLISH, LEAST, WHOLE, codes, job_of, path_of


def test_a_job_tells_all_that_it_has(smartrecruiters: VendorClient) -> None:
    world, job = smartrecruiters.read(), job_of(smartrecruiters)
    creator, department = world.users[job.creator], world.departments[job.department or 0]
    id = native_id(world, "job", job.id)
    base = f"http://localhost/w/{smartrecruiters.name}/smartrecruiters/jobs/{id}"

    answer = smartrecruiters.get(f"/jobs/{id}")

    assert answer.status_code == 200
    told = answer.json
    assert told["id"] == id
    assert told["title"] == job.title
    assert told["refNumber"] == job.reference
    assert (told["createdOn"], told["updatedOn"]) == (iso(job.created_at), iso(job.updated_at))
    assert told["lastActivityOn"] == iso(job.active_at)
    assert told["targetHiringDate"] == iso(job.target_hiring_at or 0)
    assert told["department"] == {
        "id": native_id(world, "department", department.id),
        "label": department.name,
        "description": department.description,
    }
    assert told["status"] == job.status.upper()
    assert told["industry"] == {"id": "computer_software", "label": "Computer Software"}
    assert told["typeOfEmployment"] == {"id": "permanent", "label": "Full-time"}
    assert told["creator"] == {
        "id": native_id(world, "user", creator.id),
        "firstName": creator.first_name,
        "lastName": creator.last_name,
    }
    assert job.pay is not None
    assert told["compensation"] == {
        "min": job.pay.minimum,
        "max": job.pay.maximum,
        "currency": job.pay.currency,
    }
    assert told["jobAd"]["language"]["code"] == "en"
    assert told["actions"] == {
        "hiringTeam": {"url": f"{base}/hiring-team", "method": "GET"},
        "positions": {"url": f"{base}/positions", "method": "GET"},
        "details": {"url": base, "method": "GET"},
    }


def test_the_location_has_names_beside_codes_and_coordinates_as_text(smartrecruiters: VendorClient) -> None:
    job = job_of(smartrecruiters)
    place = job.place

    told = smartrecruiters.get(path_of(smartrecruiters, job)).json["location"]

    assert told == {
        "country": place.country,
        "countryCode": place.country_code.lower(),
        "region": place.region,
        "regionCode": place.region_code,
        "city": place.city,
        "address": place.address,
        "postalCode": place.postal_code,
        "latitude": str(place.latitude),
        "longitude": str(place.longitude),
        "remote": place.remote,
    }


def test_members_without_a_value_are_absent(smartrecruiters: VendorClient) -> None:
    job = job_of(smartrecruiters)
    with smartrecruiters.arrange() as world:
        nothing = {"department": None, "employment_type": None, "eeo_category": None, "target_hiring_at": None}
        world.put(JOBS, replace(job, pay=None, **nothing))

    told = smartrecruiters.get(path_of(smartrecruiters, job)).json

    assert not {"department", "typeOfEmployment", "eeoCategory", "targetHiringDate", "compensation"} & set(told)
    assert None not in told.values()


def test_a_band_that_is_open_at_both_ends_is_an_empty_compensation(smartrecruiters: VendorClient) -> None:
    job = job_of(smartrecruiters)
    with smartrecruiters.arrange() as world:
        world.put(JOBS, replace(job, pay=Pay(minimum=None, maximum=None, currency=None)))

    assert smartrecruiters.get(path_of(smartrecruiters, job)).json["compensation"] == {}


@pytest.mark.parametrize("visibility", ["PUBLIC", "INTERNAL", "PRIVATE"])
def test_a_job_can_be_seen_by_whom_its_default_ad_is_published_to(
    smartrecruiters: VendorClient, visibility: str
) -> None:
    world = smartrecruiters.read()
    published = world.postings.where(published=True, confidential=False)
    posting = next(one for one in published if one.default and one.visibility.upper() == visibility)
    path = path_of(smartrecruiters, world.jobs[posting.job])

    assert smartrecruiters.get(path).json["postingStatus"] == visibility

    with smartrecruiters.arrange() as draft:
        draft.put(POSTINGS, replace(posting, published=False))

    assert smartrecruiters.get(path).json["postingStatus"] == "NOT_PUBLISHED"


def test_labels_come_in_the_companys_language_where_they_have_no_other(smartrecruiters: VendorClient) -> None:
    path = path_of(smartrecruiters, job_of(smartrecruiters))

    plain = smartrecruiters.get(path).json

    for wanted in ("sw", "xx-YY", "", "ø;q=∞".encode().decode("latin-1")):
        assert smartrecruiters.get(path, headers={"Accept-Language": wanted}).json == plain


@pytest.mark.parametrize("path", ["", "/note", "/status/history", "/hiring-team", "/jobads", "/positions"])
def test_what_belongs_to_no_job_is_not_found(smartrecruiters: VendorClient, path: str) -> None:
    candidate = native_id(smartrecruiters.read(), "candidate", 1)

    for id in (candidate, "nonsense", "%00", "🥐", "x" * 5_000):
        answer = smartrecruiters.get(f"/jobs/{id}{path}")
        assert (answer.status_code, codes(answer)) == (404, ["JOB_NOT_FOUND"])


@pytest.mark.parametrize(
    ("path", "status"),
    [("", 401), ("/note", 401), ("/status/history", 401), ("/hiring-team", 401), ("/jobads", 403), ("/positions", 403)],
)
def test_a_confidential_job_is_forbidden_to_who_may_not_see_it(
    smartrecruiters: VendorClient, path: str, status: int
) -> None:
    hidden = path_of(smartrecruiters, job_of(smartrecruiters, confidential=True)) + path
    if path == "/note":
        smartrecruiters.put(hidden, json={"content": "Do not tell."})

    refused = smartrecruiters.get(hidden, token="sandbox-restricted")

    assert (refused.status_code, codes(refused)) == (status, ["JOB_ACCESS_DENIED"])
    assert refused.json["message"] == "Access to job is forbidden"
    assert smartrecruiters.get(hidden).status_code == 200


def test_a_job_is_opened_from_the_least_that_it_needs(smartrecruiters: VendorClient) -> None:
    answer = smartrecruiters.post("/jobs", json=LEAST)

    assert answer.status_code == 201
    told = answer.json
    assert (told["status"], told["postingStatus"], told["template"]) == ("CREATED", "NOT_PUBLISHED", False)
    assert told["refNumber"].startswith("REF")
    assert told["location"] == {"country": "Norway", "countryCode": "no", "city": "Tromsø", "remote": False}
    assert told["industry"] == {"id": "food_production", "label": "Food Production"}
    assert told["jobAd"] == {"sections": {}, "language": ENGLISH}
    assert told["creator"]["id"] == native_id(smartrecruiters.read(), "user", 1)
    assert told["createdOn"] == told["updatedOn"] == told["lastActivityOn"] == iso(smartrecruiters.read().now)
    assert smartrecruiters.get(f"/jobs/{told['id']}").json == told


def test_a_new_job_begins_its_history_and_has_one_ad_and_no_note(smartrecruiters: VendorClient) -> None:
    told = smartrecruiters.post("/jobs", json=LEAST).json
    path = f"/jobs/{told['id']}"

    history = smartrecruiters.get(f"{path}/status/history").json
    (ad,) = smartrecruiters.get(f"{path}/jobads").json

    assert history["totalFound"] == 1
    assert (history["content"][0]["status"], history["content"][0]["changedOn"]) == ("CREATED", told["createdOn"])
    assert (ad["default"], ad["title"], ad["postingStatus"]) == (True, "Night Baker", "NOT_PUBLISHED")
    assert smartrecruiters.get(f"{path}/note").status_code == 404
    assert smartrecruiters.get(f"{path}/hiring-team").json == {"totalFound": 0, "content": []}
    assert smartrecruiters.get(f"{path}/positions").json == {"totalFound": 0, "content": []}


def test_a_job_keeps_all_that_it_is_told(smartrecruiters: VendorClient) -> None:
    department = native_id(smartrecruiters.read(), "department", 2)

    told = smartrecruiters.post("/jobs", json={**WHOLE, "department": {"id": department}}).json

    assert told["refNumber"] == "NB-7"
    assert told["targetHiringDate"] == "2026-08-31T22:00:00.000Z"
    assert told["department"]["id"] == department
    assert told["template"] is True
    assert told["eeoCategory"] == {"id": "operatives", "label": "Machine Operatives"}
    assert told["compensation"] == WHOLE["compensation"]
    assert told["jobAd"]["sections"] == WHOLE["jobAd"]["sections"]
    assert told["jobAd"]["language"]["code"] == "fr-CA"
    assert told["location"]["address"] == "1 rue du Four"
    assert told["location"]["region"] == "Île-de-France"
    assert told["location"]["remote"] is True


def test_a_job_in_a_city_with_an_office_is_at_that_office(smartrecruiters: VendorClient) -> None:
    made = smartrecruiters.post("/jobs", json=WHOLE).json

    world = smartrecruiters.read()
    job = next(iter(world.jobs.newest_first()))

    assert native_id(world, "job", job.id) == made["id"]
    assert [world.locations[id].place.city for id in job.locations] == ["Paris"]
    assert job.description == "<p>Bake &amp; sing 🥐</p>\n\nHands."


@pytest.mark.parametrize("coordinates", [(48.85, 2.35), ("48.85", "2.35")], ids=["numbers", "text"])
def test_coordinates_are_taken_as_numbers_and_as_text(smartrecruiters: VendorClient, coordinates: Any) -> None:
    latitude, longitude = coordinates
    place = {"countryCode": "fr", "city": "Sceaux", "latitude": latitude, "longitude": longitude}

    told = smartrecruiters.post("/jobs", json={**LEAST, "location": place}).json["location"]

    assert (told["latitude"], told["longitude"], told["countryCode"]) == ("48.85", "2.35", "fr")


def test_the_default_ad_of_a_job_is_the_one_that_the_world_says(smartrecruiters: VendorClient) -> None:
    job = job_of(smartrecruiters)
    posting = default_posting(smartrecruiters.read(), job.id)
    assert posting is not None
    assert posting.advert.job_description is not None

    told = smartrecruiters.get(path_of(smartrecruiters, job)).json["jobAd"]["sections"]

    assert told["jobDescription"] == {
        "title": posting.advert.job_description.title,
        "text": posting.advert.job_description.text,
    }
