"""Custom fields: defining them, and what records show of them."""

from typing import Any

import pytest

from ats_sandbox.vendors.bindbee.custom_fields import MAPPINGS
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
)
from tests.vendors.bindbee.demo_world import RESYNC, UNKNOWN, faults, id_of, listed, one, value_error

BODY = {"name": "visa_status", "category": "ATS", "model": "candidate"}


def fields_of(bindbee: VendorClient, resource: str, id: str, connector: str = "acme") -> Any:
    return one(bindbee, resource, id, connector, include_custom_fields="true")["custom_fields"]


def enum(value: Any, *place: str, words: str = "'HRIS', 'ATS' or 'LMS'") -> dict[str, Any]:
    return {
        "loc": [*place],
        "msg": f"Input should be {words}",
        "type": "enum",
        "input": value,
        "ctx": {"expected": words},
    }


def test_a_custom_field_is_defined_and_read_back(bindbee: VendorClient) -> None:
    answer = bindbee.post(PATH, json={**BODY, "description": "Of their own"})

    assert answer.status_code == 201
    expected = {"description": "Of their own", "source": "API", "updated_at": None, **BODY}
    assert {name: answer.json[name] for name in expected} == expected
    assert bindbee.get(f"{PATH}/{answer.json['id']}").json == {
        **answer.json,
        "mappings": [],
        "mapping_counts": {"total": 0, "organization": 0, "connector": 0},
    }
    assert bindbee.get(PATH, query_string={"source": "API"}).json["items"] == [answer.json]


def test_a_field_without_a_mapping_shows_nothing(bindbee: VendorClient) -> None:
    defined(bindbee)

    assert "visa_status" not in fields_of(bindbee, "candidates", id_of(bindbee, "candidate", 1))


def test_a_mapped_field_shows_at_once_what_was_last_synced(bindbee: VendorClient) -> None:
    id = id_of(bindbee, "candidate", 1)
    person = one(bindbee, "candidates", id)
    mapped(bindbee, defined(bindbee), "join(' ', [firstName, lastName])")

    assert fields_of(bindbee, "candidates", id)["visa_status"] == f"{person['first_name']} {person['last_name']}"


def test_a_field_follows_the_record_at_the_next_sync(bindbee: VendorClient, smartrecruiters: VendorClient) -> None:
    id = id_of(bindbee, "candidate", 1)
    path = f"/candidates/{one(bindbee, 'candidates', id)['remote_id']}/tags"
    mapped(bindbee, defined(bindbee), "tags[0]")
    smartrecruiters.put(path, json={"tags": ["golden"]})

    assert fields_of(bindbee, "candidates", id).get("visa_status") != "golden"
    bindbee.post(RESYNC)
    assert fields_of(bindbee, "candidates", id)["visa_status"] == "golden"


@pytest.mark.parametrize(
    "json_path", ["externalData.", "nope(@)", "length(internal)", "&id", "`1e999`", "internal[?", "join(',', @)"]
)
def test_an_expression_that_is_invalid_says_so_in_every_record(bindbee: VendorClient, json_path: str) -> None:
    mapped(bindbee, defined(bindbee), json_path)

    for item in listed(bindbee, "candidates", include_custom_fields="true", page_size=5):
        assert item["custom_fields"]["visa_status"] == "INVALID_JSON_PATH"


@pytest.mark.parametrize(
    ("json_path", "value"),
    [("`false`", False), ("`0`", 0), ("''", ""), ("`[]`", []), ("`{}`", {}), ("@.id", None), ("missing.member", None)],
)
def test_only_null_counts_as_nothing(bindbee: VendorClient, json_path: str, value: Any) -> None:
    mapped(bindbee, defined(bindbee), json_path)
    id = id_of(bindbee, "candidate", 1)

    shown = fields_of(bindbee, "candidates", id)
    if json_path == "@.id":
        value = one(bindbee, "candidates", id)["remote_id"]
    assert ("visa_status" in shown) is (value is not None)
    assert shown.get("visa_status") == value


def test_no_field_of_another_model_is_shown(bindbee: VendorClient) -> None:
    mapped(bindbee, defined(bindbee, "kind", model="office"), "`1`")

    assert fields_of(bindbee, "offices", id_of(bindbee, "office", 1))["kind"] == 1
    assert "kind" not in fields_of(bindbee, "departments", id_of(bindbee, "department", 1))


def test_a_model_without_custom_fields_shows_an_empty_object(bindbee: VendorClient) -> None:
    bindbee.delete(f"{PATH}/{field_id(bindbee, 'department', 'about')}")

    assert {str(item["custom_fields"]) for item in listed(bindbee, "departments", include_custom_fields="true")} == {
        "{}"
    }


def test_custom_fields_are_walked_and_narrowed(bindbee: VendorClient) -> None:
    everything = bindbee.get(PATH).json
    assert everything["cursor"] is None
    assert {item["source"] for item in everything["items"]} == {"DASHBOARD"}

    first = bindbee.get(PATH, query_string={"page_size": 5}).json
    rest = bindbee.get(PATH, query_string={"cursor": first["cursor"]}).json
    assert first["items"] + rest["items"] == everything["items"]
    jobs = bindbee.get(PATH, query_string={"model": "job", "category": "ATS"}).json["items"]
    assert jobs == [item for item in everything["items"] if item["model"] == "job"]
    assert bindbee.get(PATH, query_string={"category": "HRIS"}).json["items"] == []


def test_what_is_wrong_with_a_list_is_said_at_once(bindbee: VendorClient) -> None:
    query = {"category": "ats", "source": "", "model": "Job", "page_size": "x"}
    found = {entry["loc"][1]: entry for entry in faults(bindbee.get(PATH, query_string=query))}

    assert found["category"] == enum("ats", "query", "category")
    assert found["source"] == enum("", "query", "source", words="'DASHBOARD' or 'API'")
    assert found["model"]["type"] == "string_pattern_mismatch"
    assert found["page_size"]["type"] == "int_parsing"


@pytest.mark.parametrize(
    ("body", "kind", "message", "context"),
    [
        ({"name": "a"}, "string_too_short", "String should have at least 2 characters", {"min_length": 2}),
        ({"name": "a" * 129}, "string_too_long", "String should have at most 128 characters", {"max_length": 128}),
        ({"name": "Visa status"}, "string_pattern_mismatch", None, {"pattern": "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"}),
        ({"name": "é_x"}, "string_pattern_mismatch", None, {"pattern": "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"}),
        ({"name": None}, "string_type", "Input should be a valid string", None),
        ({"name": ["x"]}, "string_type", "Input should be a valid string", None),
        ({"model": ""}, "string_too_short", "String should have at least 1 character", {"min_length": 1}),
        ({"model": "m" * 65}, "string_too_long", "String should have at most 64 characters", {"max_length": 64}),
        ({"model": "m\n"}, "string_pattern_mismatch", None, {"pattern": "^[a-z][a-z0-9_-]*$"}),
        ({"description": 1}, "string_type", "Input should be a valid string", None),
        ({"category": "CUSTOM"}, "enum", "Input should be 'HRIS', 'ATS' or 'LMS'", None),
        ({"category": None}, "enum", "Input should be 'HRIS', 'ATS' or 'LMS'", None),
        ({"category": {}}, "enum", "Input should be 'HRIS', 'ATS' or 'LMS'", None),
    ],
)
def test_a_wrong_member_of_a_custom_field_is_named(
    bindbee: VendorClient, body: dict[str, Any], kind: str, message: str | None, context: dict[str, Any] | None
) -> None:
    ((name, value),) = body.items()
    (entry,) = faults(bindbee.post(PATH, json={**BODY, **body}))

    assert (entry["loc"], entry["type"], entry["input"]) == (["body", name], kind, value)
    assert message is None or entry["msg"] == message
    assert context is None or entry["ctx"] == context
    assert faults(bindbee.patch(f"{PATH}/{field_id(bindbee, 'job', 'employment_type')}", json=body)) == [entry]


def test_a_body_that_is_missing_is_named(bindbee: VendorClient) -> None:
    (entry,) = faults(bindbee.post(PATH, data=b"", content_type="application/json"))

    assert (entry["loc"], entry["type"]) == (["body"], "missing")
    assert [entry["loc"][1] for entry in faults(bindbee.post(PATH, json={}))] == ["name", "category", "model"]


def test_a_name_is_one_fields_of_a_model(bindbee: VendorClient) -> None:
    first = defined(bindbee)
    taken = value_error("a custom field of this model has this name", "visa_status", "body", "name")

    assert faults(bindbee.post(PATH, json=BODY)) == [taken]
    other = defined(bindbee, model="job")
    assert faults(bindbee.patch(f"{PATH}/{other}", json={"model": "candidate"}))[0]["loc"] == ["body", "model"]
    assert bindbee.patch(f"{PATH}/{first}", json={"name": "visa_status"}).status_code == 200


def test_a_custom_field_is_changed(bindbee: VendorClient) -> None:
    id = defined(bindbee)
    before = bindbee.get(f"{PATH}/{id}").json
    change = {"name": "permit", "description": "To work", "category": "HRIS", "model": "employee"}

    answer = bindbee.patch(f"{PATH}/{id}", json=change)

    assert answer.status_code == 200
    assert answer.json["updated_at"] is not None
    assert {name: answer.json[name] for name in change} == change
    assert answer.json["created_at"] == before["created_at"]
    assert bindbee.patch(f"{PATH}/{id}", json={"description": None}).json["description"] is None
    again = bindbee.get(f"{PATH}/{id}").json
    assert bindbee.patch(f"{PATH}/{id}", json={}).json == {name: again[name] for name in answer.json}


def test_a_mapped_field_keeps_its_model(bindbee: VendorClient) -> None:
    id = field_id(bindbee, "job", "employment_type")

    for name, value in (("model", "candidate"), ("category", "LMS")):
        refused = bindbee.patch(f"{PATH}/{id}", json={name: value})
        assert faults(refused) == [value_error("the custom field is mapped", value, "body", name)]
    assert bindbee.patch(f"{PATH}/{id}", json={"model": "job", "name": "contract"}).status_code == 200
    assert "contract" in fields_of(bindbee, "jobs", id_of(bindbee, "job", 1))


def test_a_deleted_field_takes_its_mappings_along(bindbee: VendorClient) -> None:
    id = field_id(bindbee, "candidate", "rating")
    counts = bindbee.get(f"{PATH}/{id}").json["mapping_counts"]
    assert counts == {"total": 2, "organization": 1, "connector": 1}
    before = len(bindbee.read()[MAPPINGS])

    answer = bindbee.delete(f"{PATH}/{id}")

    assert (answer.status_code, answer.text) == (204, "")
    assert bindbee.get(f"{PATH}/{id}").status_code == 404
    assert len(bindbee.read()[MAPPINGS]) == before - 2
    assert not any("rating" in item["custom_fields"] for item in listed(bindbee, "candidates", include_custom_fields=1))


OPERATIONS = [
    ("GET", PATH, None),
    ("POST", PATH, BODY),
    ("GET", f"{PATH}/{{field}}", None),
    ("PATCH", f"{PATH}/{{field}}", {"description": "x"}),
    ("DELETE", f"{PATH}/{{field}}", None),
    ("GET", f"{MAPPING}?integration_slug=smartrecruiters", None),
    ("POST", MAPPING, {"custom_field_id": "{free}", "json_path": "id", "connector_token": "acme"}),
    ("PATCH", f"{MAPPING}/{{mapping}}", {"json_path": "id"}),
    ("DELETE", f"{MAPPING}/{{mapping}}", None),
    ("GET", f"{RAW_DATA}?category=ATS&model=job&connector_token=acme", None),
    ("POST", PREVIEW, {"connector_token": "acme", "category": "ATS", "model": "job", "json_path": "id"}),
    ("GET", f"{CONFIGURATION}?category=ATS&model=job&connector_token=acme", None),
]


@pytest.mark.parametrize(("method", "path", "body"), OPERATIONS)
def test_every_operation_looks_who_calls(
    bindbee: VendorClient, method: str, path: str, body: dict[str, Any] | None
) -> None:
    known = bindbee.get(f"{PATH}/{field_id(bindbee, 'job', 'employment_type')}").json
    ids = {"field": known["id"], "mapping": known["mappings"][0]["id"]}
    free = field_id(bindbee, "candidate", "notice_period")
    path = path.format_map(ids)
    sent = None if body is None else {name: free if text == "{free}" else text for name, text in body.items()}
    writes = method != "GET" and path != PREVIEW

    def status(token: str | None) -> int:
        return bindbee.send(method, path, json=sent, token=token).status_code

    assert status(None) == 401
    assert status("nobody") == 401
    assert status("sandbox-unscoped") == 403
    assert (status("sandbox-readonly") == 403) is writes
    assert status("sandbox-admin") in (200, 201, 204)


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
@pytest.mark.parametrize(("path", "model"), [(PATH, "Custom field"), (MAPPING, "Mapping")])
def test_an_unknown_id_is_not_found(bindbee: VendorClient, method: str, path: str, model: str) -> None:
    if (method, path) == ("GET", MAPPING):
        assert bindbee.get(f"{MAPPING}/{UNKNOWN}").status_code == 405
        return
    body = {"json_path": "id"} if method == "PATCH" else None
    answer = bindbee.send(method, f"{path}/{UNKNOWN}", json=body)

    assert (answer.status_code, answer.json) == (404, {"detail": f"{model} not found"})
    assert faults(bindbee.send(method, f"{path}/1", json=body))[0]["type"] == "uuid_parsing"
    other = id_of(bindbee, "candidate", 1)
    assert bindbee.send(method, f"{path}/{other}", json=body).status_code == 404


def test_an_id_is_read_in_any_of_its_forms(bindbee: VendorClient) -> None:
    id = field_id(bindbee, "job", "employment_type")

    assert bindbee.get(f"{PATH}/{id.replace('-', '').upper()}").json["id"] == id
