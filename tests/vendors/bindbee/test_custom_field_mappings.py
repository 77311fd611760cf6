"""Mappings of custom fields, raw data to map, previews, and the configuration of a connector."""

from time import perf_counter
from typing import Any

import pytest

from ats_sandbox.vendors.bindbee.connectors import CONNECTORS
from ats_sandbox.world.domain.cascade import delete
from tests.client import VendorClient
from tests.vendors.bindbee.custom_field_paths import (
    CONFIGURATION,
    MAPPING,
    PATH,
    PREVIEW,
    RAW_DATA,
    defined,
    field_id,
    mapped,
    previewed,
)
from tests.vendors.bindbee.demo_world import RESYNC, UNKNOWN, faults, id_of, listed, one, value_error

SLUG = {"integration_slug": "smartrecruiters"}
ACME = {"connector_token": "acme"}
EITHER = "exactly one of integration_slug and connector_token is required"


def configured(bindbee: VendorClient, model: str, connector: str = "acme") -> dict[str, dict[str, Any]]:
    query = {"connector_token": connector, "category": "ATS", "model": model}
    answer = bindbee.get(CONFIGURATION, query_string=query)
    assert answer.status_code == 200, answer.text
    assert {name: answer.json[name] for name in query} == query
    return {field["name"]: field for field in answer.json["fields"]}


def test_a_mapping_of_the_organisation_is_made_listed_and_counted(bindbee: VendorClient) -> None:
    id = defined(bindbee)
    mapping = mapped(bindbee, id, "web.linkedin")

    expected = {"custom_field_id": id, "integration_slug": "smartrecruiters", "connector_token": None}
    assert {name: mapping[name] for name in expected} == expected
    assert (mapping["json_path"], mapping["updated_at"]) == ("web.linkedin", None)
    assert mapping in bindbee.get(MAPPING, query_string=SLUG).json
    assert mapping not in bindbee.get(MAPPING, query_string=ACME).json
    detail = bindbee.get(f"{PATH}/{id}").json
    assert detail["mappings"] == [mapping]
    assert detail["mapping_counts"] == {"total": 1, "organization": 1, "connector": 0}


def test_the_mapping_of_a_connector_counts_more(bindbee: VendorClient) -> None:
    id = field_id(bindbee, "job", "employment_type")
    own = mapped(bindbee, id, "refNumber", connector_token="acme")
    job, same = id_of(bindbee, "job", 1), id_of(bindbee, "job", 1, "acme-readonly")

    def shown(id: str, connector: str) -> Any:
        item = one(bindbee, "jobs", id, connector, include_custom_fields="true", include_raw_data="true")
        return item["custom_fields"]["employment_type"], item["raw_data"]

    value, raw = shown(job, "acme")
    assert value == raw["refNumber"]
    value, raw = shown(same, "acme-readonly")
    assert value == raw["typeOfEmployment"]["id"]
    assert bindbee.get(MAPPING, query_string=ACME).json == [own]
    field = configured(bindbee, "job")["employment_type"]
    assert (field["source"], field["json_path"], field["mapping_id"]) == ("connector", "refNumber", own["id"])
    assert configured(bindbee, "job", "acme-readonly")["employment_type"]["source"] == "organization"

    assert bindbee.delete(f"{MAPPING}/{own['id']}").status_code == 204
    value, raw = shown(job, "acme")
    assert value == raw["typeOfEmployment"]["id"]


def test_a_mapping_is_changed(bindbee: VendorClient) -> None:
    mapping = mapped(bindbee, defined(bindbee), "firstName")
    id = id_of(bindbee, "candidate", 1)

    answer = bindbee.patch(f"{MAPPING}/{mapping['id']}", json={"json_path": "lastName", "integration_slug": "other"})

    assert answer.status_code == 200
    assert answer.json == {**mapping, "json_path": "lastName", "updated_at": answer.json["updated_at"]}
    assert answer.json["updated_at"] is not None
    person = one(bindbee, "candidates", id, include_custom_fields="true")
    assert person["custom_fields"]["visa_status"] == person["last_name"]
    assert bindbee.patch(f"{MAPPING}/{mapping['id']}", json={"json_path": "lastName"}).json == answer.json


def test_a_field_is_mapped_once_in_a_place(bindbee: VendorClient) -> None:
    id = defined(bindbee)
    for where in (SLUG, ACME, {"connector_token": "acme-live"}):
        mapped(bindbee, id, "id", **where)
        again = bindbee.post(MAPPING, json={"custom_field_id": id, "json_path": "id", **where})
        assert faults(again) == [value_error("the custom field is mapped here already", id, "body", "custom_field_id")]


@pytest.mark.parametrize("where", [{}, {**SLUG, **ACME}, {"integration_slug": None}])
def test_a_mapping_is_for_exactly_one_of_two(bindbee: VendorClient, where: dict[str, Any]) -> None:
    body = {"custom_field_id": defined(bindbee), "json_path": "id", **where}

    assert faults(bindbee.post(MAPPING, json=body)) == [value_error(EITHER, body, "body")]


@pytest.mark.parametrize("path", [MAPPING, RAW_DATA])
def test_a_read_is_about_exactly_one_of_two(bindbee: VendorClient, path: str) -> None:
    model = {} if path == MAPPING else {"category": "ATS", "model": "job"}
    for where in ({}, {**SLUG, **ACME}):
        query = {**model, **where}
        assert faults(bindbee.get(path, query_string=query)) == [value_error(EITHER, query, "query")]


@pytest.mark.parametrize("token", ["nobody", "acme-development", ""])
def test_an_unknown_connector_is_named(bindbee: VendorClient, token: str) -> None:
    where = {"connector_token": token}
    told = {"category": "ATS", "model": "job"}
    body = {**told, **where, "json_path": "id"}
    mapping = {"custom_field_id": defined(bindbee), "json_path": "id", **where}

    in_body = [value_error("connector not found", token, "body", "connector_token")]
    assert faults(bindbee.post(PREVIEW, json=body)) == in_body
    assert faults(bindbee.post(MAPPING, json=mapping)) == in_body
    for path in (RAW_DATA, CONFIGURATION):
        found = faults(bindbee.get(path, query_string={**told, **where}))
        assert found == [value_error("connector not found", token, "query", "connector_token")]
    assert faults(bindbee.get(MAPPING, query_string=where))[0]["loc"] == ["query", "connector_token"]


def test_an_unknown_integration_or_field_is_named(bindbee: VendorClient) -> None:
    slug = {"integration_slug": "greenhouse"}
    unknown = value_error("integration not found", "greenhouse", "query", "integration_slug")
    assert faults(bindbee.get(MAPPING, query_string=slug)) == [unknown]
    assert faults(bindbee.get(RAW_DATA, query_string={"category": "ATS", "model": "job", **slug})) == [unknown]
    body = {"custom_field_id": defined(bindbee), "json_path": "id"}
    assert faults(bindbee.post(MAPPING, json={**body, **slug}))[0]["loc"] == ["body", "integration_slug"]

    lost = bindbee.post(MAPPING, json={**body, **SLUG, "custom_field_id": UNKNOWN})
    assert faults(lost) == [value_error("custom field not found", UNKNOWN, "body", "custom_field_id")]


@pytest.mark.parametrize(
    "where", [{"connector_token": "acme-hris"}, {"integration_slug": "bamboohr"}], ids=["connector", "integration"]
)
def test_a_field_is_mapped_only_where_its_category_is(bindbee: VendorClient, where: dict[str, str]) -> None:
    body = {"custom_field_id": defined(bindbee), "json_path": "id", **where}
    ((name, value),) = where.items()

    refused = faults(bindbee.post(MAPPING, json=body))

    assert refused == [value_error("the custom field is of another category", value, "body", name)]


@pytest.mark.parametrize(
    ("json_path", "kind"),
    [("", "string_too_short"), ("a" * 1025, "string_too_long"), (None, "string_type"), (["id"], "string_type")],
)
def test_an_expression_is_a_text_of_limited_length(bindbee: VendorClient, json_path: Any, kind: str) -> None:
    mapping = bindbee.get(MAPPING, query_string=SLUG).json[0]["id"]
    for answer in (
        bindbee.post(MAPPING, json={"custom_field_id": defined(bindbee), "json_path": json_path, **SLUG}),
        bindbee.patch(f"{MAPPING}/{mapping}", json={"json_path": json_path}),
        bindbee.post(
            PREVIEW, json={"connector_token": "acme", "category": "ATS", "model": "job", "json_path": json_path}
        ),
    ):
        assert [(entry["loc"], entry["type"]) for entry in faults(answer)] == [(["body", "json_path"], kind)]


def test_raw_data_to_map_is_that_of_the_newest_synced_record(
    bindbee: VendorClient, smartrecruiters: VendorClient
) -> None:
    query = {"category": "ATS", "model": "job"}
    newest = listed(bindbee, "jobs", include_raw_data="true")[-1]

    assert bindbee.get(RAW_DATA, query_string={**query, **ACME}).json == newest["raw_data"]
    path = f"/jobs/{newest['remote_id']}"
    smartrecruiters.patch(path, json=[{"op": "replace", "path": "/title", "value": "Chief Baker"}])
    assert bindbee.get(RAW_DATA, query_string={**query, **ACME}).json["title"] == newest["name"]
    bindbee.post(RESYNC)
    assert bindbee.get(RAW_DATA, query_string={**query, **ACME}).json["title"] == "Chief Baker"


@pytest.mark.parametrize("model", ["candidate", "application", "job_interview_stage", "office", "reject_reason"])
def test_a_connector_that_has_synced_nothing_shows_the_integrations_sample(bindbee: VendorClient, model: str) -> None:
    query = {"category": "ATS", "model": model}

    sample = bindbee.get(RAW_DATA, query_string={**query, **SLUG}).json

    assert isinstance(sample, dict)
    assert bindbee.get(RAW_DATA, query_string={**query, "connector_token": "acme-incomplete"}).json == sample
    value = previewed(bindbee, "@", model=model, connector_token="acme-incomplete")
    assert value == (sample, "object", "integration_sample")


@pytest.mark.parametrize(
    "query",
    [
        {"category": "ATS", "model": "spaceship", **ACME},
        {"category": "HRIS", "model": "job", **ACME},
        {"category": "HRIS", "model": "employee", "connector_token": "acme-hris"},
        {"category": "ATS", "model": "job", "integration_slug": "bamboohr"},
    ],
)
def test_raw_data_is_null_where_there_is_none(bindbee: VendorClient, query: dict[str, str]) -> None:
    answer = bindbee.get(RAW_DATA, query_string=query)

    assert (answer.status_code, answer.json) == (200, None)


def test_raw_data_to_map_hides_what_the_key_may_not_see(bindbee: VendorClient) -> None:
    query = {"category": "ATS", "model": "job", **ACME}
    visible = bindbee.get("/api/ats/v1/jobs?page_size=200&include_raw_data=true", token="sandbox-restricted").json

    assert (
        bindbee.get(RAW_DATA, query_string=query, token="sandbox-restricted").json == visible["items"][-1]["raw_data"]
    )


@pytest.mark.parametrize(
    ("json_path", "value", "kind"),
    [
        ("a", "x", "string"),
        ("b[1]", 2.5, "number"),
        ("b", [1, 2.5], "array"),
        ("c.d", True, "boolean"),
        ("c", {"d": True}, "object"),
        ("nothing", None, "null"),
        ("b[?@ > `1`] | [0]", 2.5, "number"),
        ("sum(b)", 3.5, "number"),
        ("{n: a, all: b[*]}", {"n": "x", "all": [1, 2.5]}, "object"),
        ("a.", "INVALID_JSON_PATH", "string"),
        ("abs(a)", "INVALID_JSON_PATH", "string"),
    ],
)
def test_a_preview_resolves_in_the_data_given(bindbee: VendorClient, json_path: str, value: Any, kind: str) -> None:
    raw = {"a": "x", "b": [1, 2.5], "c": {"d": True}}

    assert previewed(bindbee, json_path, raw_data=raw) == (value, kind, "inline")


def test_a_preview_resolves_in_what_was_synced(bindbee: VendorClient) -> None:
    newest = listed(bindbee, "jobs")[-1]

    assert previewed(bindbee, "title") == (newest["name"], "string", "connector_sync")
    assert previewed(bindbee, "title", raw_data=None) == (newest["name"], "string", "connector_sync")


def test_a_preview_without_any_data_resolves_to_null(bindbee: VendorClient) -> None:
    assert previewed(bindbee, "title", model="spaceship") == (None, "null", "integration_sample")


@pytest.mark.parametrize("raw", [[], "x", 5])
def test_inline_data_is_an_object(bindbee: VendorClient, raw: Any) -> None:
    body = {"connector_token": "acme", "category": "ATS", "model": "job", "json_path": "id", "raw_data": raw}

    (entry,) = faults(bindbee.post(PREVIEW, json=body))

    assert (entry["loc"], entry["type"]) == (["body", "raw_data"], "dict_type")


def test_a_preview_writes_nothing(bindbee: VendorClient) -> None:
    before = bindbee.read().state

    previewed(bindbee, "title")

    assert bindbee.read().state is before


def test_the_configuration_has_every_field_of_a_model(bindbee: VendorClient) -> None:
    found = configured(bindbee, "candidate", "acme-live")

    assert (found["city"]["source"], found["city"]["json_path"]) == ("organization", "location.city")
    assert found["rating"]["source"] == "connector"
    free = found["notice_period"]
    assert (free["source"], free["json_path"], free["mapping_id"]) == (None, None, None)
    assert configured(bindbee, "spaceship") == {}


@pytest.mark.parametrize("path", [RAW_DATA, CONFIGURATION])
def test_a_model_and_a_category_are_required(bindbee: VendorClient, path: str) -> None:
    assert {entry["loc"][1] for entry in faults(bindbee.get(path, query_string=ACME))} == {"category", "model"}
    wrong = faults(bindbee.get(path, query_string={**ACME, "category": "x", "model": "Ü"}))
    assert [entry["type"] for entry in wrong] == ["enum", "string_pattern_mismatch"]


HOSTILE = [
    "(" * 510 + "a" + ")" * 510,
    "!" * 1_000 + "a",
    "[*]" * 340,
    "a|" * 500 + "a",
    "[@,@]|" * 160 + "to_string(@)",
    "`[1,2]`|" + "[@,@][]|" * 120 + "[0]",
    "map(&map(&map(&map(&[@,@], $), $), $), $)".replace("$", "`[1,2,3,4,5,6,7,8,9,0]`"),
    "`" + "[" * 500 + "]" * 500 + "`",
    "@" + "==@" * 300,
    "items[]." * 120 + "k",
]


@pytest.mark.parametrize("json_path", HOSTILE, ids=range(len(HOSTILE)))
def test_no_expression_hangs_the_server(bindbee: VendorClient, json_path: str) -> None:
    raw = {"items": [{"k": at} for at in range(2_000)]}
    mapped(bindbee, defined(bindbee), json_path)

    started = perf_counter()
    value, _, _ = previewed(bindbee, json_path, raw_data=raw)
    people = listed(bindbee, "candidates", include_custom_fields="true")

    assert perf_counter() - started < 10
    assert value == "INVALID_JSON_PATH" or isinstance(value, bool | list | None)
    assert len(people) == 200


def test_the_mappings_of_a_connector_go_with_it(bindbee: VendorClient) -> None:
    id = defined(bindbee)
    own, everybodys = mapped(bindbee, id, "id", connector_token="acme-readonly"), mapped(bindbee, id, "firstName")

    with bindbee.arrange() as draft:
        (connector,) = draft[CONNECTORS].where(token="acme-readonly")
        delete(draft, CONNECTORS, connector.id)

    assert bindbee.patch(f"{MAPPING}/{own['id']}", json={"json_path": "id"}).status_code == 404
    assert bindbee.get(f"{PATH}/{id}").json["mappings"] == [everybodys]
