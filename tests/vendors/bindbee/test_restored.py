"""What connectors show in each of their states comes back with a snapshot, and with an export."""

from collections.abc import Iterator

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.api import CONTROL
from ats_sandbox.world.clock import HOUR
from tests.client import VendorClient
from tests.vendors.bindbee.demo_world import CANDIDATES, PREFIX, RESYNC, through

KEYED = {**through("acme-live"), "X-Idempotency-Key": "one"}
ASKED = "page_size=5&include_raw_data=1&include_custom_fields=1&expand=applications[id,job],candidate"


@pytest.fixture
def tester(sandbox: SandboxApp, world_name: str) -> VendorClient:
    """The tester's side of the test's own world."""
    return VendorClient(sandbox, CONTROL, world_name)


@pytest.fixture
def copy(sandbox: SandboxApp, world_name: str) -> Iterator[str]:
    """The name of another world."""
    yield f"{world_name}-copy"
    sandbox.worlds.drop(f"{world_name}-copy")


def shown(bindbee: VendorClient) -> dict[str, object]:
    """What a client sees of every connector, and of the connectors themselves."""
    connectors = bindbee.get(f"{PREFIX}/connectors").json
    seen: dict[str, object] = {"connectors": connectors}
    for token in [one["connector_token"] for one in connectors["items"]]:
        for resource in ("candidates", "applications", "offers"):
            answer = bindbee.get(f"{PREFIX}/{resource}?{ASKED}", headers=through(token))
            seen[f"{token} {resource}"] = answer.status_code, answer.json
    return seen


def live(bindbee: VendorClient, tester: VendorClient, state: str) -> None:
    """A connector comes to a state while another one syncs, and somebody is created in between."""
    assert tester.put("/background/connector_sync", json={"after": 3600}).status_code == 200
    assert bindbee.post(RESYNC, headers=through("acme-readonly")).status_code == 200
    assert bindbee.post(CANDIDATES, json={"first_name": "Ada"}, headers=KEYED).status_code == 200
    assert tester.put("/links/bindbee/acme", json={"state": state}).status_code == 200


@pytest.mark.parametrize("state", ["COMPLETE", "INCOMPLETE", "RELINK_NEEDED"])
def test_a_snapshot_brings_back_what_every_connector_showed(
    bindbee: VendorClient, tester: VendorClient, state: str
) -> None:
    live(bindbee, tester, state)
    before = shown(bindbee)
    assert tester.post("/snapshots", json={"name": "before"}).status_code == 201
    bindbee.world.advance(2 * HOUR)
    assert tester.put("/links/bindbee/acme", json={"state": "COMPLETE"}).status_code == 200
    assert bindbee.post(CANDIDATES, json={"first_name": "Bo"}, headers=through("acme-live")).status_code == 200
    assert shown(bindbee) != before

    assert tester.post("/snapshots/before/restore").status_code == 200

    assert shown(bindbee) == before
    conflict = bindbee.post(CANDIDATES, json={"first_name": "Bo"}, headers=KEYED)
    assert conflict.status_code == 409, "a key that was used before the snapshot is used"


@pytest.mark.parametrize("state", ["COMPLETE", "INCOMPLETE", "RELINK_NEEDED"])
def test_an_export_carries_what_every_connector_shows(
    bindbee: VendorClient, tester: VendorClient, copy: str, state: str
) -> None:
    live(bindbee, tester, state)
    other = VendorClient(tester.sandbox, CONTROL, copy)

    assert other.post("/import", json=tester.get("/export").json).status_code == 200

    elsewhere = VendorClient(tester.sandbox, bindbee.vendor, copy)
    assert str(shown(elsewhere)).replace(copy, bindbee.name) == str(shown(bindbee))
    for client in (bindbee, elsewhere):
        client.world.advance(2 * HOUR)
    assert str(shown(elsewhere)).replace(copy, bindbee.name) == str(shown(bindbee)), "the sync goes on"
