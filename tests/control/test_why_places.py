"""A refusal that is about an id in the path says which of them it is."""

from collections.abc import Callable
from typing import Any

from ats_sandbox.contract.operation import Operation
from tests.client import VendorClient
from tests.contract.example_requests import EVERY, path_of, resolve, send_example, unknown_id
from tests.lanes import each_operation

ClientOf = Callable[[str], VendorClient]
WITH_IDS = [case for case in EVERY if "{" in case[1].path]


@each_operation(WITH_IDS)
def test_a_404_names_the_id_that_nobody_has(
    client_of: ClientOf, tester: VendorClient, vendor: str, operation: Operation
) -> None:
    client = client_of(vendor)
    known = {name: resolve(value, client.read()) for name, value in operation.example.path.items()}
    for name, value in known.items():
        answer = send_example(client, operation, path=path_of(operation, client.read(), **{name: unknown_id(value)}))
        if answer.status_code == 404:
            explained: Any = tester.get("/journal/last/why").json
            assert answer.headers["X-Sandbox-Why"].endswith(f" (path.{name})"), operation
            assert explained["findings"][0]["field"] == f"path.{name}"


def test_the_fault_of_a_path_is_not_said_to_be_in_the_body(smartrecruiters: VendorClient) -> None:
    world, operations = smartrecruiters.read(), {one.id: one for one in smartrecruiters.vendor.operations}
    lists = smartrecruiters.get("/configuration/candidate-properties").json["content"]
    number = next(one["id"] for one in lists if one["type"] == "NUMBER")
    path = path_of(operations["update_candidate_property_value"], world, id=number)
    unfit = smartrecruiters.put(path, json={"label": "Other"})
    typed = smartrecruiters.get("/configuration/sources/no-such-type/values/1")

    assert unfit.headers["X-Sandbox-Why"].endswith("(path.id)")
    assert typed.headers["X-Sandbox-Why"].endswith("(path.sourceType)")


def test_the_fault_of_a_query_is_not_said_to_be_in_the_body(smartrecruiters: VendorClient) -> None:
    kinds = {(one.type, one.subtype) for one in smartrecruiters.read().sources}
    several = next(type for type, _ in sorted(kinds, key=str) if len([one for one in kinds if one[0] == type]) > 1)
    answer = smartrecruiters.get(f"/configuration/sources/{several}/values/1")
    other = smartrecruiters.get(f"/configuration/sources/{several}/values/1?sourceSubType=none")

    assert "(query.sourceSubType): one of " in answer.headers["X-Sandbox-Why"]
    assert "(query.sourceSubType): one of " in other.headers["X-Sandbox-Why"]


def test_a_dead_bearer_token_is_said_to_be_where_it_was(smartrecruiters: VendorClient, tester: VendorClient) -> None:
    unknown = smartrecruiters.get("/jobs", token=None, headers={"Authorization": "Bearer nobody-knows-me"})
    [first] = tester.get("/journal/last/why").json["findings"]
    form = {"grant_type": "client_credentials", "client_id": "sandbox-admin", "client_secret": "any"}
    token = smartrecruiters.post("/identity/oauth/token", data=form, token=None).json["access_token"]
    tester.post("/clock/advance", json={"seconds": 1799})
    expired = smartrecruiters.get("/jobs", token=None, headers={"Authorization": f"Bearer {token}"})
    [second] = tester.get("/journal/last/why").json["findings"]

    assert unknown.headers["X-Sandbox-Why"].endswith("(header.Authorization)")
    assert (first["field"], first["nearest"]) == ("header.Authorization", "Bearer sandbox-admin")
    assert "unknown in this world" in first["says"]
    assert expired.status_code == 401
    assert "has expired" in second["says"]
    assert token not in str(second)


def test_a_client_that_nobody_knows_is_said_to_be_where_it_was(smartrecruiters: VendorClient) -> None:
    path, form = "/identity/oauth/token", {"grant_type": "client_credentials", "client_secret": "any"}

    def why(**sent: Any) -> str:
        answer = smartrecruiters.post(path, token=None, **sent)
        assert answer.status_code == 401
        return str(answer.headers["X-Sandbox-Why"])

    assert why(data={**form, "client_id": "nobody"}).endswith("(body.client_id)")
    assert why(data={"grant_type": "client_credentials", "client_id": "sandbox-admin"}).endswith("(body.client_secret)")
    assert why(data=form, auth=("nobody", "any")).endswith("(header.Authorization)")
    allowed = smartrecruiters.get(
        "/identity/oauth/allow?client_id=nobody&redirect_uri=https://client.example.com/", token=None
    )
    assert allowed.headers["X-Sandbox-Why"].endswith("(query.client_id)")


def test_a_bearer_token_is_not_missed_where_nothing_is_served(
    smartrecruiters: VendorClient, tester: VendorClient
) -> None:
    smartrecruiters.get("/jobz", token=None, headers={"Authorization": "Bearer sandbox-admin"})

    assert "the header" not in tester.get("/journal/last/why").text
