"""SmartRecruiters: single members of jobs are changed, by JSON Patch and by merge patch."""

from typing import Any

import pytest
from msgspec.structs import replace

from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.jobs import JOBS
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.postings import POSTINGS
from tests.client import VendorClient
from tests.vendors.smartrecruiters.job_bodies import LEAST, UNKNOWN, UNKNOWN_IDS, WHOLE, codes, job_of, path_of

OPERATIONS, MERGE = "application/json-patch+json", "application/merge-patch+json"
MOVED = {"updatedOn", "lastActivityOn"}
SECTIONS = WHOLE["jobAd"]["sections"]


@pytest.fixture
def path(smartrecruiters: VendorClient) -> str:
    """A job of which everything is told."""
    made = smartrecruiters.post("/jobs", json={**WHOLE, "template": False})
    return f"/jobs/{made.json['id']}"


def step(op: str, path: str, *value: Any) -> dict[str, Any]:
    """An operation of a JSON Patch; of those that need one, the value or where it is from."""
    return {"op": op, "path": path, **({"from" if op in ("move", "copy") else "value": value[0]} if value else {})}


def kept(document: dict[str, Any], *changed: str) -> dict[str, Any]:
    """What of a job no patch moves, but for the members that it changes."""
    return {name: one for name, one in document.items() if name not in (*MOVED, *changed)}


@pytest.mark.parametrize(
    ("operations", "member", "value"),
    [
        ([step("replace", "/title", "Day Baker")], "title", "Day Baker"),
        ([step("add", "/title", "Day Baker")], "title", "Day Baker"),
        ([step("replace", "/refNumber", "DB-1")], "refNumber", "DB-1"),
        ([step("remove", "/refNumber")], "refNumber", "NB-7"),
        ([step("remove", "/targetHiringDate")], "targetHiringDate", None),
        ([step("replace", "/targetHiringDate", None)], "targetHiringDate", None),
        ([step("replace", "/industry/id", "retail")], "industry", {"id": "retail", "label": "Retail"}),
        ([step("replace", "/industry", {"id": "retail"})], "industry", {"id": "retail", "label": "Retail"}),
        ([step("remove", "/typeOfEmployment")], "typeOfEmployment", None),
        ([step("replace", "/compensation", {"min": 1})], "compensation", {"min": 1}),
        ([step("replace", "/compensation/min", 1)], "compensation", {"min": 1, "max": 36500.5, "currency": "EUR"}),
        ([step("remove", "/compensation/min")], "compensation", {"max": 36500.5, "currency": "EUR"}),
        ([step("remove", "/compensation")], "compensation", None),
        ([step("copy", "/refNumber", "/title")], "refNumber", "Night Baker"),
        ([step("move", "/compensation/max", "/compensation/min")], "compensation", {"max": 30000, "currency": "EUR"}),
        ([step("test", "/title", "Night Baker"), step("replace", "/title", "x")], "title", "x"),
        ([step("test", "/department", None), step("replace", "/title", "x")], "title", "x"),
        ([step("add", "/properties/-", {"id": "nobody-defined", "value": {"id": "x"}})], "properties", None),
        ([], "title", "Night Baker"),
    ],
)  # fmt: skip
def test_operations_change_what_they_name(
    smartrecruiters: VendorClient, path: str, operations: list[Any], member: str, value: Any
) -> None:
    before = smartrecruiters.get(path).json

    answer = smartrecruiters.patch(path, json=operations, headers={"Content-Type": OPERATIONS})

    assert answer.status_code == 200
    assert answer.json.get(member) == value
    assert kept(answer.json, member) == kept(before, member)
    assert smartrecruiters.get(path).json == answer.json


@pytest.mark.parametrize(
    ("patch", "member", "value"),
    [
        ({"title": "Day Baker"}, "title", "Day Baker"),
        ({"targetHiringDate": None}, "targetHiringDate", None),
        ({"refNumber": None}, "refNumber", "NB-7"),
        ({"compensation": {"min": None, "currency": "SEK"}}, "compensation", {"max": 36500.5, "currency": "SEK"}),
        ({"compensation": None}, "compensation", None),
        ({"eeoCategory": {"id": "managers"}}, "eeoCategory", {"id": "managers", "label": "First-Line Managers"}),
        ({"template": True}, "template", True),
        ({"status": "FILLED", "id": "x", "colour": {"a": None}}, "title", "Night Baker"),
        ({}, "title", "Night Baker"),
    ],
)
@pytest.mark.parametrize("media_type", [MERGE, "application/json"])
def test_a_merge_changes_what_it_names(
    smartrecruiters: VendorClient, path: str, patch: dict[str, Any], member: str, value: Any, media_type: str
) -> None:
    before = smartrecruiters.get(path).json

    answer = smartrecruiters.patch(path, json=patch, headers={"Content-Type": media_type})

    assert answer.status_code == 200
    assert answer.json.get(member) == value
    assert kept(answer.json, member) == kept(before, member)
    assert smartrecruiters.get(path).json == answer.json


def test_plain_json_may_be_operations_too(smartrecruiters: VendorClient, path: str) -> None:
    assert smartrecruiters.patch(path, json=[step("replace", "/title", "Day Baker")]).json["title"] == "Day Baker"


def test_a_patch_moves_the_dates_of_a_job(smartrecruiters: VendorClient) -> None:
    path = path_of(smartrecruiters, job_of(smartrecruiters))

    told = smartrecruiters.patch(path, json={"title": "Day Baker"}).json

    assert told["updatedOn"] == told["lastActivityOn"] == iso(smartrecruiters.read().now)


def test_a_department_is_given_and_taken(smartrecruiters: VendorClient, path: str) -> None:
    id = native_id(smartrecruiters.read(), "department", 2)

    given = smartrecruiters.patch(path, json=[step("replace", "/department", {"id": id})])
    taken = smartrecruiters.patch(path, json={"department": None})

    assert given.json["department"]["id"] == id
    assert "department" not in taken.json


def test_compensation_has_no_parts_while_there_is_none(smartrecruiters: VendorClient, path: str) -> None:
    smartrecruiters.patch(path, json={"compensation": None})

    refused = smartrecruiters.patch(path, json=[step("add", "/compensation/min", 5)])
    given = smartrecruiters.patch(path, json=[step("add", "/compensation", {}), step("add", "/compensation/min", 5)])

    assert (refused.status_code, codes(refused)) == (422, ["INVALID_INPUT"])
    assert given.json["compensation"] == {"min": 5}


def test_a_place_is_patched_member_by_member(smartrecruiters: VendorClient, path: str) -> None:
    before = smartrecruiters.get(path).json["location"]

    moved = smartrecruiters.patch(path, json={"location": {"address": "2 rue du Four", "postalCode": None}}).json
    left = smartrecruiters.patch(path, json=[step("replace", "/location/city", "Lannion")]).json["location"]

    changed = {name: one for name, one in before.items() if name != "postalCode"} | {"address": "2 rue du Four"}
    assert moved["location"] == changed
    assert before["latitude"]
    assert (left["city"], left["address"]) == ("Lannion", "2 rue du Four")
    assert not {"latitude", "longitude"} & set(left), "nobody knows where that is"


def test_the_name_of_a_region_goes_with_its_code(smartrecruiters: VendorClient, path: str) -> None:
    other = smartrecruiters.patch(path, json={"location": {"regionCode": "BRE"}}).json["location"]
    named = smartrecruiters.patch(path, json={"location": {"region": "Bretagne"}}).json["location"]
    back = smartrecruiters.patch(path, json=[step("replace", "/location/regionCode", "IDF")]).json["location"]

    assert (other["regionCode"], other.get("region")) == ("BRE", None)
    assert (named["regionCode"], named["region"]) == ("BRE", "Bretagne")
    assert (back["regionCode"], back["region"]) == ("IDF", "Île-de-France")


def test_single_texts_of_the_ad_are_patched(smartrecruiters: VendorClient, path: str) -> None:
    smartrecruiters.patch(path, json=[step("replace", "/jobAd/sections/jobDescription/text", "Bake."),
                                      step("remove", "/jobAd/sections/videos")])  # fmt: skip
    told = smartrecruiters.patch(path, json={"jobAd": {"sections": {"qualifications": None}}}).json["jobAd"]

    (ad,) = smartrecruiters.get(f"{path}/jobads").json
    gone = ("qualifications", "videos")
    sections = {name: one for name, one in SECTIONS.items() if name not in gone}
    assert told["sections"] == {**sections, "jobDescription": {"title": "You", "text": "Bake."}} == ad["jobAd"]
    assert told["language"]["code"] == "fr-CA"


def test_an_ad_changes_only_with_what_it_shows(smartrecruiters: VendorClient) -> None:
    job = job_of(smartrecruiters)
    path = path_of(smartrecruiters, job)
    (before, *_) = smartrecruiters.get(f"{path}/jobads").json

    smartrecruiters.patch(path, json={"targetHiringDate": None, "compensation": None})
    (untouched, *_) = smartrecruiters.get(f"{path}/jobads").json
    at = smartrecruiters.patch(path, json={"title": "Day Baker"}).json["updatedOn"]
    (renamed, *_) = smartrecruiters.get(f"{path}/jobads").json
    smartrecruiters.patch(path, json={"location": {"city": "Lannion"}})
    (moved, *_) = smartrecruiters.get(f"{path}/jobads").json

    assert untouched == before
    assert renamed == {**before, "title": "Day Baker", "updatedOn": at}
    assert moved["location"]["city"] == "Lannion"
    assert moved["jobAd"] == before["jobAd"]


def test_a_job_without_an_ad_is_given_one_by_a_patch_that_tells_one(smartrecruiters: VendorClient) -> None:
    job = job_of(smartrecruiters)
    with smartrecruiters.arrange() as world:
        for posting in list(world.postings.where(job=job.id)):
            world.remove(POSTINGS, posting.id)
    path = path_of(smartrecruiters, job)

    still = smartrecruiters.patch(path, json={"title": "Day Baker"}).json
    told = smartrecruiters.patch(path, json=[step("add", "/jobAd", {"sections": SECTIONS})]).json

    assert "jobAd" not in still
    assert told["jobAd"]["sections"] == SECTIONS
    assert smartrecruiters.get(f"{path}/jobads").json[0]["title"] == "Day Baker"


@pytest.mark.parametrize(
    "operations",
    [
        [step("remove", "/title")], [step("remove", "/location")], [step("remove", "/location/city")],
        [step("remove", "/industry")], [step("replace", "/function", None)], [step("remove", "/experienceLevel/id")],
        [step("replace", "/title", "x" * 257)], [step("replace", "/title", 5)], [step("replace", "", 5)],
        [step("remove", "")], [step("replace", "", {})], [step("replace", "/compensation/min", "1")],
        [step("replace", "/experienceLevel", {"id": "wizard"})], [step("add", "/location/latitude", 91)],
        [step("replace", "/nothing", 1)], [step("test", "/title", "Day Baker")], [step("frob", "/title", 1)],
        [step("replace", "/title")], [step("replace", "title", "x")], [step("move", "/title")], [{}], [None], ["x"],
        [step("add", "/properties/-", {"id": "x"})], [step("add", "/properties/7", {})],
        [step("replace", "/title", "Day Baker"), step("remove", "/title")], [step("remove", "/title")] * 1001,
    ],
)  # fmt: skip
def test_a_patch_that_does_not_lead_to_a_job_is_refused_whole(
    smartrecruiters: VendorClient, path: str, operations: Any
) -> None:
    before = smartrecruiters.world.state

    answer = smartrecruiters.patch(path, json=operations, headers={"Content-Type": OPERATIONS})

    assert (answer.status_code, set(codes(answer))) == (422, {"INVALID_INPUT"})
    assert smartrecruiters.world.state is before


@pytest.mark.parametrize(
    "patch",
    [
        {"title": None}, {"title": ""}, {"location": None}, {"location": {"city": None}}, {"industry": {"id": None}},
        {"industry": "retail"}, {"compensation": {"min": "1"}}, {"template": "true"}, {"properties": [{}]},
        {"experienceLevel": {"id": "wizard"}}, {"jobAd": {"language": {}, "sections": 5}}, "title", 5, True,
    ],
)  # fmt: skip
def test_a_merge_that_does_not_lead_to_a_job_is_refused_whole(
    smartrecruiters: VendorClient, path: str, patch: Any
) -> None:
    before = smartrecruiters.world.state

    answer = smartrecruiters.patch(path, json=patch, headers={"Content-Type": MERGE})

    assert (answer.status_code, set(codes(answer))) == (422, {"INVALID_INPUT"})
    assert smartrecruiters.world.state is before


def test_what_is_wrong_with_a_patch_is_told_by_its_place(smartrecruiters: VendorClient, path: str) -> None:
    operations = [step("replace", "/title", "x"), step("replace", "/title/first", "x")]
    led = smartrecruiters.patch(path, json=operations).json["errors"]
    result = smartrecruiters.patch(path, json=[step("remove", "/title"), step("remove", "/industry")]).json["errors"]

    assert [one["message"] for one in led] == ["1.path leads to nothing in the document"]
    assert [one["message"] for one in result] == ["title is required", "industry is required"]


@pytest.mark.parametrize(("member", "value", "code"), UNKNOWN, ids=UNKNOWN_IDS)
def test_each_unknown_word_has_a_refusal_of_its_own(
    smartrecruiters: VendorClient, path: str, member: str, value: Any, code: str
) -> None:
    before = smartrecruiters.world.state

    for patch in ({member: value}, [step("add", f"/{member}", value)]):
        answer = smartrecruiters.patch(path, json=patch)
        assert (answer.status_code, codes(answer)) == (400, [code])
    assert smartrecruiters.world.state is before


@pytest.mark.parametrize(("media_type", "body"), [(OPERATIONS, {"title": "x"}), (MERGE, [step("remove", "/template")])])
def test_each_media_type_is_held_to(smartrecruiters: VendorClient, path: str, media_type: str, body: Any) -> None:
    assert smartrecruiters.patch(path, json=body, headers={"Content-Type": media_type}).status_code == 422


def test_other_bodies_are_not_read(smartrecruiters: VendorClient, path: str) -> None:
    for text in ("", "{", "[1", '{"title": 1e999}'):
        for media_type in (OPERATIONS, MERGE, "application/json"):
            answer = smartrecruiters.patch(path, data=text, content_type=media_type)
            assert (answer.status_code, codes(answer)) == (400, ["INVALID_REQUEST"])
    assert smartrecruiters.patch(path, data="{}", content_type="text/plain").status_code == 415


def test_a_job_that_is_not_all_that_it_must_be_is_mended_by_a_patch(smartrecruiters: VendorClient) -> None:
    job = job_of(smartrecruiters)
    with smartrecruiters.arrange() as world:
        world.put(JOBS, replace(job, title=""))
    path = path_of(smartrecruiters, job)

    assert smartrecruiters.patch(path, json={"compensation": None}).status_code == 422
    assert smartrecruiters.patch(path, json={"compensation": None, "title": "Baker"}).status_code == 200


def test_a_job_that_may_not_be_seen_is_answered_with_401(smartrecruiters: VendorClient) -> None:
    path = path_of(smartrecruiters, job_of(smartrecruiters, confidential=True))
    before = smartrecruiters.world.state

    for body in ({"title": "x"}, [], "nonsense"):
        answer = smartrecruiters.patch(path, json=body, token="sandbox-restricted")
        assert (answer.status_code, codes(answer)) == (401, ["JOB_ACCESS_DENIED"])
    assert smartrecruiters.world.state is before


def test_a_patch_of_a_job_that_does_not_exist_is_not_found(smartrecruiters: VendorClient) -> None:
    for body in (LEAST, [], 5):
        answer = smartrecruiters.patch("/jobs/00000000-0000-4000-8000-000000000000", json=body)
        assert (answer.status_code, codes(answer)) == (404, ["JOB_NOT_FOUND"])
