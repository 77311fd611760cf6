"""The company and its lists."""

from typing import Any

import pytest

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.configuration.repositories import DELETED_SOURCE
from ats_sandbox.world.domain.reasons import Decider
from ats_sandbox.world.domain.sources import SOURCES
from tests.client import VendorClient
from tests.vendors.smartrecruiters import people
from tests.vendors.smartrecruiters.people import ADA, envelope

PATHS = [
    "/configuration/company",
    "/configuration/departments",
    "/configuration/rejection-reasons",
    "/configuration/withdrawal-reasons",
    "/configuration/sources",
    "/configuration/sources/API/values",
    "/configuration/hiring-processes",
    "/configuration/career-sites",
    "/configuration/predefined-locations",
    "/configuration/job-properties",
]


def test_the_company_is_the_worlds(smartrecruiters: VendorClient) -> None:
    company = smartrecruiters.read().company

    shown = smartrecruiters.get("/configuration/company").json

    assert shown["identifier"] == company.identifier
    assert shown["name"] == company.name
    assert shown["website"] == company.website
    assert shown["industry"] == {"id": "computer_software", "label": "Computer Software"}
    assert shown["location"]["city"] == company.place.city
    assert shown["location"]["manual"] is shown["location"]["remote"] is False
    assert "logo" not in shown


def test_departments_are_listed_whole(smartrecruiters: VendorClient) -> None:
    departments = list(smartrecruiters.read().departments)

    shown = smartrecruiters.get("/configuration/departments", headers={"Accept-Language": "fr, en;q=0.5"}).json

    assert shown["totalFound"] == len(departments)
    assert [one["label"] for one in shown["content"]] == [one.name for one in departments]
    assert all(one["id"].isdigit() for one in shown["content"])


@pytest.mark.parametrize(
    ("path", "decider"),
    [("rejection-reasons", Decider.COMPANY), ("withdrawal-reasons", Decider.CANDIDATE)],
)
def test_each_side_has_its_reasons(smartrecruiters: VendorClient, path: str, decider: Decider) -> None:
    world = smartrecruiters.read()

    shown = smartrecruiters.get(f"/configuration/{path}").json

    expected = [
        {"id": ids.REASON.write(world, one.id), "label": one.label} for one in world.reasons.where(decider=decider)
    ]
    assert shown == {"totalFound": len(expected), "content": expected}


def test_source_types_name_their_subtypes_and_lead_to_their_values(smartrecruiters: VendorClient) -> None:
    shown = smartrecruiters.get("/configuration/sources").json

    kinds = {one["id"]: one for one in shown["content"]}
    assert shown["totalFound"] == len(kinds) == len(shown["content"])
    assert [one["id"] for one in kinds["JOB_BOARD"]["subtypes"]] == ["FREE", "PAID", "SPECIALIST"]
    assert kinds["REFERRAL"]["subtypes"] == [{"id": "REFERRAL"}]
    for kind in kinds.values():
        path = kind["actions"]["values"]["url"].partition("/smartrecruiters")[2]
        values = smartrecruiters.get(path).json
        subtypes = [value["sourceSubType"]["id"] for value in values["content"]]
        assert set(subtypes) == {one["id"] for one in kind["subtypes"]}
        assert values["totalFound"] == len(values["content"]) > 0


def test_values_are_cut_by_offset(smartrecruiters: VendorClient) -> None:
    every = smartrecruiters.get("/configuration/sources/JOB_BOARD/values").json
    assert (every["limit"], every["offset"]) == (100, 0)

    some = smartrecruiters.get("/configuration/sources/JOB_BOARD/values?limit=2&offset=3").json

    assert some == {"limit": 2, "offset": 3, "totalFound": every["totalFound"], "content": every["content"][3:5]}
    assert smartrecruiters.get("/configuration/sources/JOB_BOARD/values?offset=5000").json["content"] == []


def test_values_of_one_subtype(smartrecruiters: VendorClient) -> None:
    shown = smartrecruiters.get("/configuration/sources/JOB_BOARD/values?sourceSubType=PAID").json

    assert shown["content"]
    assert {value["sourceSubType"]["id"] for value in shown["content"]} == {"PAID"}
    of_no_other = smartrecruiters.get("/configuration/sources/REFERRAL/values?sourceSubType=REFERRAL").json
    assert of_no_other == smartrecruiters.get("/configuration/sources/REFERRAL/values").json


def test_a_subtype_that_the_type_does_not_have_is_400(smartrecruiters: VendorClient) -> None:
    for kind, subtype in (("JOB_BOARD", "ODD"), ("REFERRAL", "PAID"), ("API", "")):
        response = smartrecruiters.get(f"/configuration/sources/{kind}/values?sourceSubType={subtype}")
        assert response.status_code == 400
        assert response.json == envelope("SOURCE_TYPE_AND_SUBTYPE_INVALID", "Source type and subtype are invalid")


def test_every_listed_value_can_be_given_as_a_source(smartrecruiters: VendorClient) -> None:
    path = people.application_path(smartrecruiters, people.an_application(smartrecruiters))
    for kind in smartrecruiters.get("/configuration/sources").json["content"]:
        for value in smartrecruiters.get(f"/configuration/sources/{kind['id']}/values").json["content"]:
            told: dict[str, Any] = {"sourceTypeId": kind["id"], "sourceId": value["id"]}
            if "sourceSubType" in value:
                told["sourceSubTypeId"] = value["sourceSubType"]["id"]
            assert smartrecruiters.put(f"{path}/source", json=told).status_code == 204
            assert smartrecruiters.get(path).json["source"] == value["label"]


@pytest.mark.parametrize("kind", ["job_board", "NO_SUCH", "%20", "é"])
def test_a_source_type_that_does_not_exist_is_404(smartrecruiters: VendorClient, kind: str) -> None:
    response = smartrecruiters.get(f"/configuration/sources/{kind}/values")

    assert response.status_code == 404
    assert response.json == envelope("SOURCE_TYPE_NOT_FOUND", "Source type not found")


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "offset=-1", "offset=x"])
def test_a_slice_out_of_range_is_400(smartrecruiters: VendorClient, query: str) -> None:
    response = smartrecruiters.get(f"/configuration/sources/API/values?{query}")

    assert response.status_code == 400
    assert response.json["errors"][0]["message"].startswith(query.partition("=")[0])


def test_the_link_of_a_value_leads_to_it(smartrecruiters: VendorClient) -> None:
    for kind in ("JOB_BOARD", "REFERRAL"):
        for value in smartrecruiters.get(f"/configuration/sources/{kind}/values").json["content"]:
            path = value["actions"]["sourceDetails"]["url"].partition("/smartrecruiters")[2]
            assert smartrecruiters.get(path).json == value


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("NO_SUCH/values/{id}", 400, "SOURCE_TYPE_INVALID"),
        ("JOB_BOARD/values/{id}", 400, "SUBTYPE_REQUIRED"),
        ("JOB_BOARD/values/{id}?sourceSubType=ODD", 400, "SOURCE_TYPE_AND_SUBTYPE_INVALID"),
        ("JOB_BOARD/values/{id}?sourceSubType=FREE", 404, "SOURCE_VALUE_NOT_FOUND"),
        ("REFERRAL/values/{id}", 404, "SOURCE_VALUE_NOT_FOUND"),
        ("REFERRAL/values/nonsense", 404, "SOURCE_VALUE_NOT_FOUND"),
    ],
)
def test_a_value_is_looked_for_by_type_then_subtype_then_id(
    smartrecruiters: VendorClient, path: str, status: int, code: str
) -> None:
    id = people.a_source(smartrecruiters, "LinkedIn Jobs")["sourceId"]

    response = smartrecruiters.get(f"/configuration/sources/{path.format(id=id)}")

    assert (response.status_code, response.json["errors"][0]["code"]) == (status, code)


def test_a_value_of_a_type_with_one_subtype_needs_none(smartrecruiters: VendorClient) -> None:
    id = people.a_source(smartrecruiters, "Employee referral")["sourceId"]

    shown = smartrecruiters.get(f"/configuration/sources/REFERRAL/values/{id}").json

    assert (shown["id"], shown["label"], shown["sourceSubType"]) == (id, "Employee referral", {"id": "REFERRAL"})


def test_a_source_is_known_by_its_identifier_a_deleted_one_too(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    value = smartrecruiters.get("/configuration/sources/JOB_BOARD/values").json["content"][0]
    gone = DELETED_SOURCE.write(world, 1)

    shown = smartrecruiters.get(f"/configuration/sources/{value['sourceIdentifier']}").json
    deleted = smartrecruiters.get(f"/configuration/sources/{gone}").json

    assert shown == {"label": value["label"], "type": {"id": "JOB_BOARD"}, "subType": value["sourceSubType"]}
    assert deleted == {"label": "Job fair 2019", "type": {"id": "EVENT"}, "subType": {"id": "EVENT"}}


@pytest.mark.parametrize("text", ["JOB_BOARD", "x" * 36, "0" * 36, "é", "00000000000040008000000000000000"])
def test_an_identifier_that_is_no_uuid_is_400(smartrecruiters: VendorClient, text: str) -> None:
    response = smartrecruiters.get(f"/configuration/sources/{text}")

    assert response.status_code == 400
    assert response.json == envelope("INVALID_IDENTIFIER", "Source identifier is invalid")


def test_an_identifier_of_nothing_is_404(smartrecruiters: VendorClient) -> None:
    response = smartrecruiters.get(f"/configuration/sources/{people.UNKNOWN}")

    assert (response.status_code, response.json) == (404, envelope("SOURCE_NOT_FOUND", "Source not found"))


def test_a_recruiter_becomes_a_source_once(smartrecruiters: VendorClient) -> None:
    path = "/configuration/sources/recruiters/resolve"

    made = smartrecruiters.put(f"{path}?sourceName=Robin Example").json
    found = smartrecruiters.put(f"{path}?sourceName=%20ROBIN example")

    assert (found.status_code, found.json) == (200, made)
    listed = smartrecruiters.get("/configuration/sources/SOURCED/values").json["content"]
    assert listed[-1] == made
    told = {"sourceTypeId": "SOURCED", "sourceId": made["id"]}
    application = people.application_path(smartrecruiters, people.an_application(smartrecruiters))
    assert smartrecruiters.put(f"{application}/source", json=told).status_code == 204
    assert smartrecruiters.get(application).json["source"] == "Robin Example"


def test_a_recruiter_without_a_name_is_no_source(smartrecruiters: VendorClient) -> None:
    before = smartrecruiters.world.state

    for query in ("", "?sourceName=", "?sourceName=%20%20", "?sourceName=" + "x" * 257):
        response = smartrecruiters.put(f"/configuration/sources/recruiters/resolve{query}")
        assert (response.status_code, response.json["errors"][0]["code"]) == (400, "INVALID_INPUT")
    assert smartrecruiters.world.state is before


def test_a_department_that_was_added_is_in_every_list(smartrecruiters: VendorClient, stackone: VendorClient) -> None:
    told = {"id": "mine", "label": "Field Operations", "description": "Whoever installs."}

    made = smartrecruiters.post("/configuration/departments", json=told)

    assert made.status_code == 201
    assert made.json == {**told, "id": made.json["id"]}
    assert made.json["id"].isdigit()
    assert smartrecruiters.get(f"/configuration/departments/{made.json['id']}").json == made.json
    assert smartrecruiters.get("/configuration/departments").json["content"][-1] == made.json
    elsewhere = stackone.get("/unified/ats/departments?page_size=100").json["data"]
    assert "Field Operations" in [one["name"] for one in elsewhere]


def test_the_label_of_a_department_is_no_others(smartrecruiters: VendorClient) -> None:
    label = next(iter(smartrecruiters.read().departments)).name
    before = smartrecruiters.world.state

    response = smartrecruiters.post("/configuration/departments", json={"label": label})

    assert response.status_code == 400
    assert response.json == envelope("DEPARTMENT_LABEL_NOT_UNIQUE", "Department label is not unique")
    assert smartrecruiters.world.state is before


@pytest.mark.parametrize(
    "body",
    [{}, {"label": None}, {"label": 5}, {"label": "A", "description": []}, [], {"label": ""}, {"label": " \u3000"}],
)
def test_a_department_needs_a_label(smartrecruiters: VendorClient, body: object) -> None:
    before = smartrecruiters.world.state

    assert smartrecruiters.post("/configuration/departments", json=body).status_code == 400
    assert smartrecruiters.world.state is before


def test_a_department_without_a_description_shows_none(smartrecruiters: VendorClient) -> None:
    made = smartrecruiters.post("/configuration/departments", json={"label": " Yard ", "description": None}).json

    assert made == {"id": made["id"], "label": "Yard"}
    assert smartrecruiters.post("/configuration/departments", json={"label": "Yard"}).status_code == 400


@pytest.mark.parametrize("path", ["departments", "hiring-processes", "career-sites", "predefined-locations"])
def test_what_does_not_exist_is_404(smartrecruiters: VendorClient, path: str) -> None:
    for id in ("1", people.UNKNOWN, "é", "%00", "x" * 5_000):
        response = smartrecruiters.get(f"/configuration/{path}/{id}")
        assert response.status_code == 404
        assert response.json["errors"][0]["code"].endswith("_NOT_FOUND")


def test_a_hiring_process_names_the_steps_within_each_status(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()

    shown = smartrecruiters.get("/configuration/hiring-processes").json

    assert shown["totalFound"] == len(shown["content"]) == len(world.pipelines)
    assert {one["active"] for one in shown["content"]} == {True, False}
    for one in shown["content"]:
        assert smartrecruiters.get(f"/configuration/hiring-processes/{one['id']}").json == one
        assert list(one["subStatuses"]) == ["IN_REVIEW", "INTERVIEW", "OFFERED"]
    first = world.pipelines[1]
    steps = [stage.name for stage in world.stages.where(pipeline=1) if stage.step]
    assert shown["content"][0]["name"] == first.name
    assert [name for names in shown["content"][0]["subStatuses"].values() for name in names] == steps


def test_career_sites_are_listed_and_read(smartrecruiters: VendorClient) -> None:
    shown = smartrecruiters.get("/configuration/career-sites").json

    assert shown["totalFound"] == 2
    assert [one["default"] for one in shown["content"]] == [True, False]
    assert [one["language"]["code"] for one in shown["content"]] == ["en", "fr"]
    for one in shown["content"]:
        assert one["url"].startswith(smartrecruiters.read().company.website)
        assert smartrecruiters.get(f"/configuration/career-sites/{one['id']}").json == one
    first = smartrecruiters.get("/configuration/career-sites?pageSize=1").json
    second = smartrecruiters.get(f"/configuration/career-sites?pageSize=1&pageId={first['nextPageId']}").json
    assert first["content"] + second["content"] == shown["content"]


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("functions", {"id": "marketing", "label": "Marketing"}),
        ("industries", {"id": "internet", "label": "Internet"}),
        ("levels", {"id": "mid_senior_level", "label": "Mid-Senior Level"}),
        ("typesOfEmployment", {"id": "intern", "label": "Intern"}),
    ],
)
def test_lists_that_every_company_shares_are_public(
    smartrecruiters: VendorClient, path: str, known: dict[str, str]
) -> None:
    every = smartrecruiters.get(f"/v1/{path}", token=None).json

    assert known in every["content"]
    assert (every["limit"], every["offset"], every["totalFound"]) == (100, 0, len(every["content"]))
    some = smartrecruiters.get(f"/v1/{path}?limit=2&offset=1").json
    assert some == {**every, "limit": 2, "offset": 1, "content": every["content"][1:3]}
    for wrong in ("limit=0", "limit=101", "offset=-1", "limit=x"):
        assert smartrecruiters.get(f"/v1/{path}?{wrong}", token=None).status_code == 400


@pytest.mark.parametrize("path", PATHS)
def test_configuration_is_for_those_with_a_credential_and_the_right(smartrecruiters: VendorClient, path: str) -> None:
    assert smartrecruiters.get(path).status_code == 200
    assert smartrecruiters.get(path, token="sandbox-readonly").status_code == 200
    assert smartrecruiters.get(path, token=None).status_code == 401
    assert smartrecruiters.get(path, token="sandbox-unscoped").status_code == 403


def test_a_company_that_does_not_list_the_api_as_a_source_still_says_so(smartrecruiters: VendorClient) -> None:
    with smartrecruiters.arrange() as draft:
        for source in list(draft.sources.where(label="api")):
            draft.remove(SOURCES, source.id)
    job = people.job_id(smartrecruiters, next(iter(smartrecruiters.read().jobs.where(confidential=False))).id)

    made = smartrecruiters.post(f"/jobs/{job}/candidates", json=ADA).json

    assert made["primaryAssignment"]["source"] == "API"
    assert "actions" not in made["primaryAssignment"]
