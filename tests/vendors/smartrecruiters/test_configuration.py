"""The company and its lists."""

from typing import Any

import pytest

from ats_sandbox.vendors.smartrecruiters import ids
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
]


def test_the_company_is_the_worlds(smartrecruiters: VendorClient) -> None:
    company = smartrecruiters.read().company

    shown = smartrecruiters.get("/configuration/company").json

    assert shown["identifier"] == company.identifier
    assert shown["name"] == company.name
    assert shown["website"] == company.website
    assert shown["industry"] == {"id": "computer_software", "label": "Computer Software"}
    assert shown["location"]["city"] == company.place.city
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
    assert kinds["REFERRAL"]["subtypes"] == []
    for kind in kinds.values():
        path = kind["actions"]["values"]["url"].partition("/smartrecruiters")[2]
        values = smartrecruiters.get(path).json
        subtypes = [value["sourceSubType"]["id"] for value in values["content"] if "sourceSubType" in value]
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
    assert smartrecruiters.get("/configuration/sources/JOB_BOARD/values?sourceSubType=ODD").json["content"] == []


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
