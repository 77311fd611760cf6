"""Passthrough: what the linked system itself answers."""

from typing import Any

import pytest

from ats_sandbox.world.domain.native_ids import native_id
from tests.client import VendorClient
from tests.vendors.bindbee.demo_world import RESYNC, faults, listed, one, through

PATH = "/api/v1/passthrough"


def asked(bindbee: VendorClient, method: str, path: str, connector: str = "acme", **more: Any) -> Any:
    """What passthrough answers."""
    body = {"method": method, "path": path, "headers": {}, **more}
    answer = bindbee.post(PATH, json=body, headers=through(connector))
    assert answer.status_code == 200, answer.text
    return answer.json


def test_a_list_is_the_providers_own(bindbee: VendorClient, smartrecruiters: VendorClient) -> None:
    found = asked(bindbee, "GET", "/jobs", params={"limit": 2, "offset": 1, "q": None})

    shown = smartrecruiters.get("/jobs?limit=2&offset=1").json
    assert [one["id"] for one in found["content"]] == [one["id"] for one in shown["content"]]
    assert found.keys() == shown.keys()
    assert found["content"][0].keys() == shown["content"][0].keys()


def test_a_record_is_found_by_its_remote_id(bindbee: VendorClient) -> None:
    person = listed(bindbee, "candidates")[0]

    found = asked(bindbee, "GET", f"candidates/{person['remote_id']}")

    assert (found["id"], found["firstName"]) == (person["remote_id"], person["first_name"])


def test_parameters_may_be_lists_and_stand_beside_those_of_the_path(
    bindbee: VendorClient, smartrecruiters: VendorClient
) -> None:
    found = asked(bindbee, "GET", "/candidates?limit=3", params={"status": ["NEW", "IN_REVIEW"], "internal": False})

    shown = smartrecruiters.get("/candidates?limit=3&status=NEW&status=IN_REVIEW&internal=false").json
    assert [one["id"] for one in found["content"]] == [one["id"] for one in shown["content"]]


def test_what_is_written_is_in_the_linked_system_at_once_and_here_after_a_sync(
    bindbee: VendorClient, smartrecruiters: VendorClient
) -> None:
    person = {"firstName": "Ada", "lastName": "Quist", "email": "ada@example.com"}

    made = asked(bindbee, "POST", "/candidates", data=person)

    assert smartrecruiters.get(f"/candidates/{made['id']}").json["firstName"] == "Ada"
    assert listed(bindbee, "candidates", last_name="Quist") == []
    bindbee.post(RESYNC)
    (found,) = listed(bindbee, "candidates", last_name="Quist")
    assert found["remote_id"] == made["id"]
    assert one(bindbee, "candidates", found["id"])["first_name"] == "Ada"


def test_a_body_may_be_a_text(bindbee: VendorClient) -> None:
    made = asked(bindbee, "POST", "/candidates", data='{"firstName":"Ada","lastName":"Q","email":"q@example.com"}')

    assert made["lastName"] == "Q"


def test_an_empty_answer_is_null(bindbee: VendorClient) -> None:
    person = listed(bindbee, "candidates")[0]["remote_id"]

    assert asked(bindbee, "DELETE", f"/candidates/{person}") is None
    assert asked(bindbee, "HEAD", "/jobs") is None


@pytest.mark.parametrize(
    ("method", "path", "data", "member"),
    [
        ("GET", "/candidates/nobody", None, "message"),
        ("GET", "/nowhere/at/all", None, "message"),
        ("PATCH", "/jobs", {}, "message"),
        ("TRACE", "/jobs", None, "message"),
        ("CONNECT", "/", None, "message"),
        ("POST", "/candidates", {"firstName": "Ada"}, "message"),
        ("POST", "/candidates", [1], "message"),
        ("GET", "/\U0001f4a9?x=\u00e9#y", None, "message"),
        ("GET", "", None, "message"),
    ],
)
def test_what_the_provider_refuses_is_an_answer_and_writes_nothing(
    bindbee: VendorClient, method: str, path: str, data: Any, member: str
) -> None:
    before = bindbee.world.state

    found = asked(bindbee, method, path, data=data)

    assert member in found
    assert bindbee.world.state is before


def test_a_caller_sees_no_more_than_elsewhere(bindbee: VendorClient) -> None:
    everything = asked(bindbee, "GET", "/jobs", params={"limit": 100})
    answer = bindbee.post(
        PATH,
        json={"method": "GET", "path": "/jobs", "headers": {"x-smarttoken": "sandbox-admin"}, "params": {"limit": 100}},
        token="sandbox-restricted",
    )

    assert 0 < answer.json["totalFound"] < everything["totalFound"]


@pytest.mark.parametrize("connector", ["acme-relink", "acme-incomplete"])
def test_without_credentials_that_work_the_provider_lets_nobody_in(bindbee: VendorClient, connector: str) -> None:
    assert "message" in asked(bindbee, "GET", "/jobs", connector)


def test_a_system_that_the_sandbox_does_not_stand_for_answers_what_it_was_asked(bindbee: VendorClient) -> None:
    found = asked(bindbee, "GET", "/v1/employees", "acme-hris", params={"fields": "name"}, request_format=None)

    assert found == {"method": "GET", "path": "/v1/employees", "params": {"fields": "name"}, "data": None}


def test_a_form_is_sent_in_its_parts(bindbee: VendorClient) -> None:
    person = listed(bindbee, "candidates")[0]["remote_id"]

    found = asked(
        bindbee,
        "POST",
        f"/candidates/{person}/attachments",
        data={"attachmentType": "RESUME", "file": "text"},
        request_format="MULTIPART",
    )

    assert "415" not in str(found)
    assert "message" in found, "a part without a file name is no file, which the provider says itself"


def test_a_file_comes_as_text_or_in_base64(bindbee: VendorClient) -> None:
    held = bindbee.read().attachments.first()
    assert held is not None

    world = bindbee.read()
    person, file = native_id(world, "candidate", held.candidate), native_id(world, "attachment", held.id)
    found = asked(bindbee, "GET", f"/candidates/{person}/attachments/{file}", response_format="BINARY", timeout="1.5")

    assert isinstance(found, str)
    assert found


METHODS = "'CONNECT', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT' or 'TRACE'"
WHOLE = {"method": "GET", "path": "/jobs", "headers": {}}


@pytest.mark.parametrize("name", ["method", "path", "headers"])
def test_what_has_to_be_there_is_missed(bindbee: VendorClient, name: str) -> None:
    body = {key: value for key, value in WHOLE.items() if key != name}

    assert faults(bindbee.post(PATH, json=body)) == [
        {"loc": ["body", name], "msg": "Field required", "type": "missing", "input": body}
    ]


def wrong(place: list[str], kind: str, message: str, value: Any) -> dict[str, Any]:
    return {"loc": ["body", *place], "msg": message, "type": kind, "input": value}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (
            {"method": "get"},
            [{**wrong(["method"], "enum", f"Input should be {METHODS}", "get"), "ctx": {"expected": METHODS}}],
        ),
        ({"path": None}, [wrong(["path"], "string_type", "Input should be a valid string", None)]),
        ({"headers": []}, [wrong(["headers"], "dict_type", "Input should be a valid dictionary", [])]),
        ({"headers": {"a": 1}}, [wrong(["headers", "a"], "string_type", "Input should be a valid string", 1)]),
        ({"params": "x"}, [wrong(["params"], "dict_type", "Input should be a valid dictionary", "x")]),
        (
            {"data": 4},
            [
                wrong(["data", "str"], "string_type", "Input should be a valid string", 4),
                wrong(["data", "list[any]"], "list_type", "Input should be a valid list", 4),
                wrong(["data", "dict[str,any]"], "dict_type", "Input should be a valid dictionary", 4),
            ],
        ),
        (
            {"response_format": "PDF"},
            [
                {
                    **wrong(
                        ["response_format"], "enum", "Input should be 'JSON', 'XML', 'MULTIPART' or 'BINARY'", "PDF"
                    ),
                    "ctx": {"expected": "'JSON', 'XML', 'MULTIPART' or 'BINARY'"},
                }
            ],
        ),
        (
            {"timeout": "soon"},
            [
                wrong(
                    ["timeout"],
                    "float_parsing",
                    "Input should be a valid number, unable to parse string as a number",
                    "soon",
                )
            ],
        ),
        ({"timeout": []}, [wrong(["timeout"], "float_type", "Input should be a valid number", [])]),
    ],
)
def test_a_request_says_what_is_wrong_with_it(
    bindbee: VendorClient, changed: dict[str, Any], expected: list[dict[str, Any]]
) -> None:
    assert faults(bindbee.post(PATH, json={**WHOLE, **changed})) == expected


@pytest.mark.parametrize("more", [{"headers": None}, {"params": None, "timeout": None}, {"timeout": True}])
def test_what_may_be_null_may_be_null(bindbee: VendorClient, more: dict[str, Any]) -> None:
    assert asked(bindbee, "GET", "/jobs", **more)["content"]


def test_a_request_needs_a_connector(bindbee: VendorClient) -> None:
    answer = bindbee.post(PATH, json=WHOLE, headers=through("nobody"))

    assert (answer.status_code, answer.json) == (401, {"detail": "Invalid connector token"})
    assert bindbee.post(PATH, json=WHOLE, token="sandbox-readonly").status_code == 403
