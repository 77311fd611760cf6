"""Links to other systems: shown, broken and mended by a tester."""

from typing import Any

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.errors import BadRequest, Unknown
from tests.client import VendorClient

CONNECTORS = "/api/ats/v1/connectors"


def connector(bindbee: VendorClient, token: str = "acme") -> dict[str, Any]:
    (found,) = bindbee.get(CONNECTORS, query_string={"connector_token": token}).json["items"]
    item: dict[str, Any] = found
    return item


def brought(tester: VendorClient, state: str, name: str = "acme") -> Any:
    answer = tester.put(f"/links/bindbee/{name}", json={"state": state})
    assert answer.status_code == 200, answer.text
    assert answer.json["state"] == state
    return answer.json["handed"]


def test_links_are_listed_with_their_states(tester: VendorClient) -> None:
    found = {one["name"]: one for one in tester.get("/links").json}

    assert found["acme"] == {
        "vendor": "bindbee",
        "name": "acme",
        "system": "smartrecruiters",
        "state": "COMPLETE",
        "states": ["COMPLETE", "INCOMPLETE", "RELINK_NEEDED"],
        "handed": None,
    }
    assert found["acme-relink"]["state"] == "RELINK_NEEDED"


def test_a_link_is_broken_and_mended(tester: VendorClient, bindbee: VendorClient) -> None:
    before = connector(bindbee)

    assert brought(tester, "RELINK_NEEDED") is None
    broken = connector(bindbee)
    assert (broken["status"], broken["sync_status"]) == ("RELINK_NEEDED", "Done")
    assert broken["relink_needed_at"] == "2026-03-02T09:00:00.001000Z"
    assert broken["next_sync_start_time"] is None
    assert bindbee.get("/api/ats/v1/jobs").json["items"]

    handed = brought(tester, "COMPLETE")
    mended = connector(bindbee)
    assert (mended["status"], mended["relink_needed_at"]) == ("COMPLETE", None)
    assert mended["next_sync_start_time"] == "2026-03-03T09:00:00.002000Z"
    exchanged = bindbee.get(f"/api/embedded/v1/connectors/connector_token/{handed}")
    assert exchanged.json == {"connector_token": "acme", "connector_id": before["id"]}


def test_a_link_that_was_never_made_has_no_data(tester: VendorClient, bindbee: VendorClient) -> None:
    brought(tester, "INCOMPLETE")

    item = connector(bindbee)
    assert (item["status"], item["sync_status"], item["completed_at"]) == ("INCOMPLETE", None, None)
    assert bindbee.get("/api/ats/v1/jobs").json["items"] == []
    brought(tester, "COMPLETE")
    assert bindbee.get("/api/ats/v1/jobs").json["items"]


@pytest.mark.parametrize("name", ["acme", "acme-live"])
@pytest.mark.parametrize("state", ["INCOMPLETE", "RELINK_NEEDED"])
def test_through_a_link_that_does_not_work_nothing_is_created(
    tester: VendorClient, bindbee: VendorClient, name: str, state: str
) -> None:
    brought(tester, state, name)
    through = {"x-connector-token": name}

    answer = bindbee.post("/api/ats/v1/candidates", json={"first_name": "Ada"}, headers=through)

    assert (answer.status_code, answer.json) == (403, {"detail": "Write is not enabled for this model"})
    items = bindbee.get("/api/ats/v1/candidates", headers=through).json["items"]
    assert bool(items) is (state == "RELINK_NEEDED")
    brought(tester, "COMPLETE", name)
    assert bindbee.post("/api/ats/v1/candidates", json={"first_name": "Ada"}, headers=through).status_code == 200


def test_what_a_broken_link_shows_is_frozen(
    tester: VendorClient, bindbee: VendorClient, smartrecruiters: VendorClient
) -> None:
    person = {"firstName": "Ada", "lastName": "Quist", "email": "ada@example.com"}
    for number, name in enumerate(("acme", "acme-live")):
        brought(tester, "RELINK_NEEDED", name)
        made = smartrecruiters.post("/candidates", json={**person, "email": f"ada{number}@example.com"})
        assert made.status_code == 201

        query, through = {"last_name": "Quist"}, {"x-connector-token": name}
        shown = bindbee.get("/api/ats/v1/candidates", query_string=query, headers=through).json["items"]
        assert len(shown) == (0 if name == "acme" else 1), "a live one had shown the first of them already"
        brought(tester, "COMPLETE", name)
        shown = bindbee.get("/api/ats/v1/candidates", query_string=query, headers=through).json["items"]
        assert len(shown) == number + 1


def test_the_development_connector_syncs_by_itself_only_once(tester: VendorClient, sandbox: SandboxApp) -> None:
    from ats_sandbox.vendors.bindbee.connectors import CONNECTORS as HELD

    brought(tester, "COMPLETE", "acme-development")
    held = tester.read()[HELD].where(token="acme-development").first()

    assert held is not None
    assert held.next_sync(tester.world.now) is None


def test_a_reset_takes_it_back(tester: VendorClient, bindbee: VendorClient) -> None:
    before = connector(bindbee)
    brought(tester, "RELINK_NEEDED")

    bindbee.world.reset()

    assert connector(bindbee) == before


@pytest.mark.parametrize(
    ("path", "body", "status", "text"),
    [
        ("/links/bindbee/nobody", {"state": "COMPLETE"}, 404, "there is no link 'nobody'; there are: acme"),
        ("/links/skailer/acme", {"state": "COMPLETE"}, 404, "there is no vendor with links 'skailer'"),
        ("/links/bindbee/acme", {"state": "BROKEN"}, 400, ""),
        ("/links/bindbee/acme", {}, 400, ""),
    ],
)
def test_what_cannot_be_is_refused(tester: VendorClient, path: str, body: Any, status: int, text: str) -> None:
    answer = tester.put(path, json=body)

    assert answer.status_code == status
    assert text in answer.json["error"]


def test_links_from_python(sandbox: SandboxApp, world_name: str) -> None:
    links = sandbox.worlds[world_name].links

    assert links.bring("bindbee", "acme", "RELINK_NEEDED").link.state == "RELINK_NEEDED"
    assert links.of("bindbee", "acme").link.state == "RELINK_NEEDED"
    assert "WorldLinks" in repr(links)
    with pytest.raises(BadRequest):
        links.bring("bindbee", "acme", "BROKEN")
    with pytest.raises(Unknown):
        links.bring("bindbee", "nobody", "COMPLETE")
