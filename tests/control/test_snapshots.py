"""Snapshots: taken for nothing, gone back to, compared with."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.errors import Full, Taken, Unknown
from ats_sandbox.control.snapshots.snapshots import Snapshots
from ats_sandbox.world.domain.candidates import CANDIDATES
from ats_sandbox.world.domain.commands.attachments import attach
from ats_sandbox.world.domain.commands.candidates import forget, register
from tests.client import VendorClient
from tests.control.digest import digest
from tests.lanes import Lane


def test_a_world_goes_back_to_a_snapshot_as_often_as_one_likes(tester: VendorClient, stackone: VendorClient) -> None:
    assert tester.post("/snapshots", json={"name": "clean"}).json == {
        "name": "clean",
        "taken_at": "2026-03-02T09:00:00.000Z",
    }
    before = digest(tester.world.state)

    for _ in range(2):
        made = stackone.post("/unified/ats/candidates", json={"name": "Ada Novak"})
        tester.post("/clock/advance", json={"duration": "P1D"})
        assert digest(tester.world.state) != before
        row = tester.post("/snapshots/clean/restore").json
        assert (row["now"], row["snapshots"]) == ("2026-03-02T09:00:00.000Z", 1)
        assert digest(tester.world.state) == before
        assert stackone.get(f"/unified/ats/candidates/{made.json['data']['id']}").status_code == 404


def test_a_snapshot_of_running_time_keeps_its_instant(tester: VendorClient) -> None:
    tester.patch("/clock", json={"mode": "running"})
    tester.post("/clock/advance", json={"duration": "P1D"})
    taken = tester.post("/snapshots", json={"name": "monday"}).json["taken_at"]
    tester.post("/clock/advance", json={"duration": "P5D"})

    now = tester.post("/snapshots/monday/restore").json["now"]

    assert taken[:16] == now[:16] == "2026-03-03T09:00"


def test_rate_windows_do_not_reach_back_before_a_restored_snapshot(tester: VendorClient, skailer: VendorClient) -> None:
    tester.post("/snapshots", json={"name": "fresh"})
    first = skailer.post("/api/v1/jobs/search", json={})
    skailer.post("/api/v1/jobs/search", json={})

    tester.post("/snapshots/fresh/restore")
    again = skailer.post("/api/v1/jobs/search", json={})

    assert again.headers["X-RateLimit-Remaining"] == first.headers["X-RateLimit-Remaining"] == "99"


def test_a_diff_tells_what_was_created_changed_and_deleted(tester: VendorClient) -> None:
    tester.post("/snapshots", json={"name": "before"})
    with tester.arrange() as draft:
        ada = register(draft, first_name="Ada", last_name="Novak")
        old = draft.candidates[3]
        draft.put(CANDIDATES, replace(old, employer="Elsewhere Ltd", title=None))
        draft.put(CANDIDATES, replace(draft.candidates[4]))
        gone = draft.candidates[7]
        forget(draft, gone)

    told = tester.get("/snapshots/before/diff", query_string={"collection": "candidates"}).json

    assert (told["snapshot"], told["since"], told["until"]) == (
        "before",
        "2026-03-02T09:00:00.000Z",
        "2026-03-02T09:00:00.001Z",
    )
    assert told["totals"] == {"created": 1, "changed": 1, "deleted": 1}
    assert [(one["id"], one["record"]["first_name"]) for one in told["created"]] == [(ada.id, "Ada")]
    assert [(one["id"], one["record"]["last_name"]) for one in told["deleted"]] == [(7, gone.last_name)]
    (changed,) = told["changed"]
    assert (changed["collection"], changed["id"]) == ("candidates", 3)
    assert changed["members"] == [
        {"member": "employer", "before": old.employer, "after": "Elsewhere Ltd"},
        {"member": "title", "before": old.title, "after": None},
    ]


def test_a_diff_follows_what_hangs_on_a_deleted_person(tester: VendorClient) -> None:
    tester.post("/snapshots", json={"name": "before"})
    with tester.arrange() as draft:
        person = draft.applications[1].candidate
        hanging = len(draft.applications.where(candidate=person))
        forget(draft, draft.candidates[person])

    told = tester.get("/snapshots/before/diff").json

    assert {one["collection"] for one in told["deleted"]} >= {"candidates", "applications", "activities"}
    assert sum(one["collection"] == "applications" for one in told["deleted"]) == hanging
    assert told["totals"]["created"] == 0


def test_a_record_that_came_and_went_is_in_no_diff(tester: VendorClient) -> None:
    tester.post("/snapshots", json={"name": "before"})
    with tester.arrange() as draft:
        ada = register(draft, first_name="Ada", last_name="Novak")
    with tester.arrange() as draft:
        forget(draft, draft.candidates[ada.id])

    told = tester.get("/snapshots/before/diff").json

    assert told["totals"] == {"created": 0, "changed": 0, "deleted": 0}


def test_a_diff_shows_no_more_than_asked_for_and_counts_all(tester: VendorClient) -> None:
    tester.post("/snapshots", json={"name": "before"})
    with tester.arrange() as draft:
        for number in range(30):
            register(draft, first_name="Ada", last_name=f"Novak {number}")

    few = tester.get("/snapshots/before/diff", query_string={"limit": 5}).json
    none = tester.get("/snapshots/before/diff", query_string={"limit": 0}).json

    assert len(few["created"]) == 5
    assert none["created"] == []
    assert few["totals"] == none["totals"] == {"created": 30, "changed": 0, "deleted": 0}


def test_a_long_file_is_described_and_not_printed_in_a_diff(tester: VendorClient) -> None:
    tester.post("/snapshots", json={"name": "before"})
    with tester.arrange() as draft:
        attach(draft, 1, name="a.txt", content_type="text/plain", content=b"x" * 50_000)

    (made,) = tester.get("/snapshots/before/diff", query_string={"collection": "attachments"}).json["created"]

    assert made["record"]["content"].startswith("50000 bytes, BLAKE2b ")


def test_a_sync_shows_in_a_diff_without_the_copy_it_made(tester: VendorClient, bindbee: VendorClient) -> None:
    tester.post("/snapshots", json={"name": "before"})
    tester.post("/clock/advance", json={"duration": "P3D"})
    with tester.arrange() as draft:
        register(draft, first_name="Ada", last_name="Novak")

    told = tester.get("/snapshots/before/diff", query_string={"collection": "bindbee.connectors"}).json

    acme = next(one for one in told["changed"] if one["id"] == 1)
    assert [one["member"] for one in acme["members"]] == ["synced", "synced_at", "syncs", "number"]
    assert acme["members"][0]["before"] == "the world of 2026-03-02T09:00:00.000Z"
    assert acme["members"][0]["after"] == "the world of 2026-03-05T09:00:00.000Z"


def test_a_diff_costs_what_changed_and_not_what_exists(lane: Lane, count_lines: Callable[..., int]) -> None:
    people = lane.amount(5_000, 20_000)
    workspace = SandboxApp("large", 1, people).worlds["default"]
    workspace.snapshots.take("before")
    with workspace.world.transaction() as draft:
        draft.put(CANDIDATES, replace(draft.candidates[people - 1_000], employer="Elsewhere Ltd"))

    (found,) = workspace.snapshots.changes("before")
    taken = count_lines(lambda: list(workspace.snapshots.changes("before")))

    assert (found.collection, found.id) == ("candidates", people - 1_000)
    assert taken < 2_000


def test_snapshots_are_listed_looked_at_and_dropped(tester: VendorClient) -> None:
    for name in ("b", "a"):
        tester.post("/snapshots", json={"name": name})
        tester.world.advance(1_000)

    assert [one["name"] for one in tester.get("/snapshots").json] == ["b", "a"]
    assert tester.get("/snapshots/a").json == {"name": "a", "taken_at": "2026-03-02T09:00:01.000Z"}
    assert tester.post("/snapshots", json={"name": "a"}).status_code == 409
    assert tester.delete("/snapshots/a").status_code == 204
    assert tester.post("/snapshots", json={"name": "a"}).status_code == 201


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/snapshots/nobody"),
        ("DELETE", "/snapshots/nobody"),
        ("POST", "/snapshots/nobody/restore"),
        ("GET", "/snapshots/nobody/diff"),
    ],
)
def test_a_snapshot_that_was_never_taken_is_not_found(tester: VendorClient, method: str, path: str) -> None:
    tester.post("/snapshots", json={"name": "only"})

    refused = tester.send(method, path)

    assert refused.status_code == 404
    assert refused.json["error"] == "there is no snapshot 'nobody'; there are: only"


def test_a_snapshot_belongs_to_one_world(sandbox: SandboxApp, tester: VendorClient, client_of: object) -> None:
    tester.post("/snapshots", json={"name": "mine"})

    assert len(sandbox.worlds["default"].snapshots) == 0
    assert tester.get("/snapshots/mine", headers={}).status_code == 200


def test_too_many_snapshots_are_refused(tester: VendorClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Snapshots, "MOST", 2)
    for name in ("a", "b"):
        tester.post("/snapshots", json={"name": name})

    refused = tester.post("/snapshots", json={"name": "c"})

    assert refused.status_code == 422
    assert refused.json["error"] == "snapshots of one world: 2 are the most that are kept; delete some"


def test_snapshots_are_handled_from_python(sandbox: SandboxApp, world_name: str) -> None:
    workspace = sandbox.worlds[world_name]
    before = workspace.snapshots.take("before")
    with workspace.world.transaction() as draft:
        ada = register(draft, first_name="Ada", last_name="Novak")

    (change,) = workspace.snapshots.changes("before")
    assert (change.collection, change.id, change.before, change.after) == ("candidates", ada.id, None, ada)
    workspace.restore("before")
    assert workspace.world.state is before.state
    assert [one.name for one in workspace.snapshots] == ["before"]
    with pytest.raises(Taken):
        workspace.snapshots.take("before")
    with pytest.raises(Unknown):
        workspace.restore("nobody")
    assert workspace.snapshots.drop("before")
    assert not workspace.snapshots.drop("before")


def test_a_full_shelf_of_snapshots_says_so_in_python(
    sandbox: SandboxApp, world_name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Snapshots, "MOST", 0)

    with pytest.raises(Full, match="0 are the most"):
        sandbox.worlds[world_name].snapshots.take("one")
