"""Data Driven: every status and text of its page."""

import json
from typing import Any

from werkzeug.test import TestResponse

from ats_sandbox.contract.operation import Operation
from ats_sandbox.vendors.datadriven import DATADRIVEN
from tests.client import VendorClient
from tests.contract.example_requests import send_example
from tests.contract.status_tables import Row, Send, StatusTable, while_failing
from tests.vendors.datadriven.record_kinds import OFFERS, STEPS, Kind


def kind_of(operation: Operation) -> Kind:
    return STEPS if "application_step" in operation.id else OFFERS


def example(**facts: Any) -> Send:
    """The operation's own example, sent with other facts."""
    return lambda client, operation: send_example(client, operation, **facts)


def authorized(header: str) -> Send:
    return example(token=None, headers={"Authorization": header})


def at(id: str, **facts: Any) -> Send:
    """The example, for another id."""
    return lambda client, operation: send_example(client, operation, path=f"{kind_of(operation).path}/{id}", **facts)


def query(**values: object) -> Send:
    return example(query_string=values)


def body(value: Any, **facts: Any) -> Send:
    """A JSON value as the whole body."""
    return raw(json.dumps(value).encode(), **facts)


def raw(content: bytes, id: str = "1") -> Send:
    """Bytes as the body."""

    def send(client: VendorClient, operation: Operation) -> TestResponse:
        path = operation.path.replace("{id}", id)
        return client.send(operation.method, path, data=content, content_type="application/json")

    return send


def member(name: str, value: Any) -> Send:
    """A body that is right but for one member."""

    def send(client: VendorClient, operation: Operation) -> TestResponse:
        rest = {} if operation.method == "PATCH" else kind_of(operation).required
        return send_example(client, operation, body={**rest, name: value})

    return send


def each(*wrong: Any) -> Send:
    """An array of a right record and these."""
    return lambda client, operation: send_example(client, operation, body=[kind_of(operation).required, *wrong])


def times(number: int) -> Send:
    """An array of so many right records."""
    return lambda client, operation: send_example(client, operation, body=[kind_of(operation).required] * number)


def nowhere(method: str, path: str, **facts: Any) -> Send:
    return lambda client, _: client.send(method, path, **facts)


def stranger(client: VendorClient, operation: Operation) -> TestResponse:
    path = operation.path.replace("{id}", "abc")
    return client.send(operation.method, path, token=None, data=b"{", content_type="application/json")


IDS = {f"the id {id}": at(id) for id in ("0", "999999", "1.5", "1e999")}
STEP = "create_application_steps, update_application_step"
OFFER = "create_job_offers, update_job_offer"
ATTRIBUTES: dict[str, Any] = {
    "an object": {},
    "null": None,
    "one is a string": ["x"],
    "one has a number and no value": [{"name": 5}],
}

TABLE = StatusTable(
    DATADRIVEN,
    {
        "*": {
            "no Authorization": example(token=None),
            "another scheme than Bearer": authorized("Basic sandbox-admin"),
            "Bearer and no token": authorized("Bearer "),
            "an unknown token": authorized("Bearer nobody"),
            "a token without rights": example(token="sandbox-unscoped"),
            "no token, a bad id and a bad body": stranger,
            "anything, while the server fails": while_failing(500, example()),
        },
        "list_*": {
            "a page past the end": query(page=10_000),
            "a parameter that nobody knows": query(colour="green"),
            "page=x": query(page="x"),
            "page=1.5": query(page=1.5),
            "page=0": query(page=0),
            "limit=x": query(limit="x"),
            "limit=0": query(limit=0),
            "limit=501": query(limit=501),
            "page=x and limit=0": query(page="x", limit=0),
        },
        "list_application_steps": {"no query": example()},
        "list_job_offers": {"no query": example()},
        "create_application_steps": {
            "one": example(),
            "an array of two": times(2),
            "an array whose second has faults": each(
                {
                    **{name: value for name, value in STEPS.required.items() if name != "step"},
                    "recorded_at": "yesterday",
                }
            ),
            "an array whose second is a string": each("x"),
        },
        "create_job_offers": {
            "one": example(),
            "an array of two": times(2),
            "an array whose second has faults": each(
                {"publication_at": "2024-01-01", "reference": "R", "attributes": [{"name": "city"}]}
            ),
        },
        "create_*": {"an array of none": times(0), "an array of 101": times(101)},
        "create_*, update_*, patch_*": {
            "malformed JSON": raw(b'{"a": '),
            "no body": raw(b""),
            "a string": body("x"),
            "null": body(None),
        },
        "get_application_step": {"a known id": at("1")},
        "get_job_offer": {"a known id": at("1")},
        "get_*": {"the id 1.0": at("1.0")},
        "get_*, update_*, patch_*, delete_*": {f"the id {id}": at(id) for id in ("abc", "null", "NaN")},
        "*_application_step": IDS,
        "*_job_offer": IDS,
        "update_application_step": {"the published body": body(STEPS.required)},
        "update_job_offer": {"what is required": body(OFFERS.required)},
        "update_*, patch_*": {
            "an array": times(1),
            "the id abc and a malformed body": raw(b"{", id="abc"),
            "an unknown id and a malformed body": raw(b"{", id="999999"),
        },
        "patch_application_step": {
            "an empty object": body({}),
            "null for what may be null": body(dict.fromkeys(STEPS.optional)),
        },
        "patch_job_offer": {"an empty object": body({}), "description: null": body({"description": None})},
        "delete_application_step": {"a known id": at("1")},
        "delete_job_offer": {"a known id": at("1")},
        STEP: {"an empty object": body({})},
        f"{STEP}, patch_application_step": {
            "step: a number": member("step", 5),
            "step: a boolean": member("step", True),
            "step: an array": member("step", []),
            "step: an object": member("step", {}),
            "step: null": member("step", None),
            "recorded_at: no date": member("recorded_at", "yesterday"),
            "candidate_creation_date: no date": member("candidate_creation_date", "2023-02-29"),
        },
        OFFER: {"an empty object": body({})},
        f"{OFFER}, patch_job_offer": {
            "title: a number": member("title", 5),
            "title: null": member("title", None),
            "publication_at: no date": member("publication_at", "yesterday"),
            **{f"attributes: {wrong}": member("attributes", value) for wrong, value in ATTRIBUTES.items()},
        },
        "-": {
            "an unknown route": nowhere("GET", "/v3/ats/candidates"),
            "a method that a route has not": nowhere("PUT", "/v3/ats/job-offers"),
            "an unknown route without a token": nowhere("GET", "/v3/ats/candidates", token=None),
        },
    },
)


@TABLE.each_row
def test_the_page_is_so(datadriven: VendorClient, row: Row, operation: Operation | None, send: Send) -> None:
    assert not row.differences(send(datadriven, operation))


def test_every_row_has_a_request_and_every_request_a_row() -> None:
    assert not TABLE.unpaired


def test_the_rows_have_every_status_of_every_operation() -> None:
    assert not TABLE.untold
