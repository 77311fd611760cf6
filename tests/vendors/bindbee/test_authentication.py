"""Keys, connector tokens and what they open."""

import pytest

from ats_sandbox.vendors.bindbee import BINDBEE
from ats_sandbox.vendors.bindbee.gates import UNIFIED
from tests.client import VendorClient
from tests.contract.example_requests import send_example
from tests.vendors.bindbee.demo_world import PREFIX, RESYNC, faults, id_of, listed, through

CONNECTED = [one for one in BINDBEE.operations if one.headers is not None]
each_connected = pytest.mark.parametrize("operation", CONNECTED, ids=lambda one: one.id)
each_unified = pytest.mark.parametrize(
    "operation", [one for one in CONNECTED if one.path.startswith(UNIFIED)], ids=lambda one: one.id
)
KEY = {"Authorization": "Bearer sandbox-admin"}


@pytest.mark.parametrize(
    ("headers", "detail"),
    [
        ({}, "Not authenticated"),
        ({"Authorization": "Basic c2FuZGJveC1hZG1pbg=="}, "Not authenticated"),
        ({"Authorization": "Bearer "}, "Not authenticated"),
        ({"Authorization": "Bearer nobody"}, "Invalid authentication credentials"),
        ({"Authorization": "Bearer sandbox-expired"}, "Invalid authentication credentials"),
    ],
)
def test_a_request_without_a_valid_key_is_challenged(
    bindbee: VendorClient, headers: dict[str, str], detail: str
) -> None:
    answer = bindbee.get(f"{PREFIX}/offers", token=None, headers={**headers, **through("acme")})

    assert answer.status_code == 401
    assert answer.json == {"detail": detail}
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@each_connected
def test_the_connector_token_is_required(bindbee: VendorClient, operation: object) -> None:
    answer = send_example(bindbee, operation, token=None, headers=KEY)  # type: ignore[arg-type]

    assert {
        "loc": ["header", "x-connector-token"],
        "msg": "Field required",
        "type": "missing",
        "input": None,
    } in faults(answer)


@each_connected
@pytest.mark.parametrize("token", ["nobody", "", "acme-development"])
def test_a_connector_that_the_key_does_not_reach_is_refused(
    bindbee: VendorClient, operation: object, token: str
) -> None:
    """`acme-development` exists, but in the other environment than the key."""
    answer = send_example(bindbee, operation, headers=through(token))  # type: ignore[arg-type]

    assert answer.status_code == 401
    assert answer.json == {"detail": "Invalid connector token"}
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@each_unified
def test_a_connector_of_another_category_is_refused(bindbee: VendorClient, operation: object) -> None:
    answer = send_example(bindbee, operation, headers=through("acme-hris"))  # type: ignore[arg-type]

    assert answer.status_code == 403
    assert answer.json == {"detail": "Connector does not have access to this category"}


@pytest.mark.parametrize("connector", ["acme-readonly", "acme-relink", "acme-incomplete"])
@pytest.mark.parametrize("resource", ["applications", "candidates", "offers"])
def test_nothing_is_created_through_a_connector_without_writes(
    bindbee: VendorClient, resource: str, connector: str
) -> None:
    before = bindbee.world.state

    answer = bindbee.post(f"{PREFIX}/{resource}", json={}, headers=through(connector))

    assert answer.status_code == 403
    assert answer.json == {"detail": "Write is not enabled for this model"}
    assert bindbee.world.state is before


def test_the_key_comes_before_the_connector_and_the_connector_before_the_inputs(bindbee: VendorClient) -> None:
    path = f"{PREFIX}/offers?page_size=0"

    assert bindbee.get(path, token="nobody", headers=through("nobody")).json["detail"].startswith("Invalid auth")
    assert bindbee.get(path, headers=through("nobody")).status_code == 401
    assert bindbee.get(path, headers=through("acme-hris")).status_code == 403
    assert bindbee.get(path).status_code == 422


def test_an_input_is_checked_before_the_record_is_looked_up(bindbee: VendorClient) -> None:
    answer = bindbee.get(f"{PREFIX}/offers/{id_of(bindbee, 'offer', 999_999)}?include_raw_data=maybe")

    assert faults(answer)[0]["loc"] == ["query", "include_raw_data"]


def test_a_restricted_key_sees_nothing_of_confidential_jobs(bindbee: VendorClient) -> None:
    world = bindbee.read()
    hidden = {
        "jobs": {id_of(bindbee, "job", one.id) for one in world.jobs.where(confidential=True)},
        "candidates": {id_of(bindbee, "candidate", one.id) for one in world.candidates.where(confidential=True)},
        "applications": {id_of(bindbee, "application", one.id) for one in world.applications.where(confidential=True)},
        "offers": {
            id_of(bindbee, "offer", one.id)
            for one in world.offers
            if one.application is not None and world.applications[one.application].confidential
        },
    }
    for resource, ids in hidden.items():
        everything = {one["id"] for one in listed(bindbee, resource)}
        answer = bindbee.get(f"{PREFIX}/{resource}?page_size=200", token="sandbox-restricted")
        seen = {one["id"] for one in answer.json["items"]}
        some = min(ids)

        assert ids
        assert not ids & seen
        assert everything - ids <= seen
        assert bindbee.get(f"{PREFIX}/{resource}/{some}").status_code == 200
        assert bindbee.get(f"{PREFIX}/{resource}/{some}", token="sandbox-restricted").status_code == 404


def test_a_restricted_key_sees_no_stages_of_confidential_jobs(bindbee: VendorClient) -> None:
    job = bindbee.read().jobs.where(confidential=True).first()
    assert job is not None
    id = id_of(bindbee, "job", job.id)
    path = f"{PREFIX}/job-interview-stages?job={id}"
    stage = bindbee.get(path).json["items"][0]["id"]

    assert bindbee.get(path, token="sandbox-restricted").json["items"] == []
    assert bindbee.get(f"{PREFIX}/job-interview-stages/{stage}", token="sandbox-restricted").status_code == 404


def test_a_restricted_key_sees_no_ids_of_hidden_applications(bindbee: VendorClient) -> None:
    """Somebody who is on an open and on a confidential job is seen, and only the open application with them."""
    world = bindbee.read()
    person, secret = next(
        (one.candidate, one)
        for one in world.applications.where(confidential=True)
        if not world.candidates[one.candidate].confidential
    )
    path = f"{PREFIX}/candidates/{id_of(bindbee, 'candidate', person)}"
    secret_id = id_of(bindbee, "application", secret.id)

    assert secret_id in bindbee.get(path).json["applications"]
    assert secret_id not in bindbee.get(path, token="sandbox-restricted").json["applications"]
    shown = bindbee.get(f"{path}?expand=applications", token="sandbox-restricted").json["applications"]
    assert secret_id not in [one["id"] for one in shown]


def test_the_platform_operations_take_any_category(bindbee: VendorClient) -> None:
    assert bindbee.post(RESYNC, headers=through("acme-hris")).status_code == 200
    assert bindbee.get(f"{PREFIX}/connectors", headers=through("nobody")).status_code == 200
