"""The clock of a world, and all that follows it."""

from collections.abc import Callable
from typing import Any

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.world.clock import DAY, END, MINUTE, START, ClockMode
from ats_sandbox.world.world import TimeRefused, World
from tests.client import VendorClient

CANDIDATES = "/api/ats/v1/candidates"


def advance(tester: VendorClient, **far: Any) -> dict[str, Any]:
    answer = tester.post("/clock/advance", json=far)
    assert answer.status_code == 200, answer.text
    return answer.json


def test_a_clock_stands_at_a_monday_morning_and_moves_a_millisecond_with_each_write(
    tester: VendorClient, stackone: VendorClient
) -> None:
    assert tester.get("/clock").json == {
        "now": "2026-03-02T09:00:00.000Z",
        "milliseconds": START,
        "mode": "frozen",
    }

    stackone.post("/unified/ats/candidates", json={"name": "Ada Novak"})
    stackone.get("/unified/ats/candidates")

    assert tester.get("/clock").json["milliseconds"] == START + 1


@pytest.mark.parametrize(
    ("far", "later"),
    [
        ({"milliseconds": 1}, 1),
        ({"seconds": 0.25}, 250),
        ({"seconds": 90}, 90_000),
        ({"duration": "P90D"}, 90 * DAY),
        ({"duration": "P1W"}, 7 * DAY),
        ({"duration": "PT36H"}, DAY * 3 // 2),
        ({"duration": "P1DT1H1M1.5S"}, DAY + 3_661_500),
        ({"duration": "PT0S"}, 0),
        ({"until": "2026-03-02T10:00:00+01:00"}, 0),
        ({"until": "2026-12-24"}, 296 * DAY + 15 * 3_600_000),
        ({"until": "9998-12-31T23:59:59.999Z"}, END - START),
    ],
    ids=str,
)
def test_time_passes_as_far_as_asked(tester: VendorClient, far: dict[str, Any], later: int) -> None:
    assert advance(tester, **far)["milliseconds"] == START + later


@pytest.mark.parametrize(
    ("far", "said"),
    [
        ({}, "exactly one of"),
        ({"seconds": 1, "milliseconds": 1}, "exactly one of"),
        ({"milliseconds": -1}, "below 0"),
        ({"milliseconds": 1.5}, "milliseconds"),
        ({"milliseconds": 2**63}, "milliseconds"),
        ({"milliseconds": 2**62}, "time ends with the year 9998"),
        ({"milliseconds": True}, "milliseconds"),
        ({"seconds": -0.001}, "below 0"),
        ({"seconds": 1e300}, "above"),
        ({"seconds": "1"}, "seconds"),
        ({"duration": "P1M"}, "duration"),
        ({"duration": "1 day"}, "duration"),
        ({"duration": "P"}, "duration"),
        ({"duration": "PT"}, "duration"),
        ({"duration": "-P1D"}, "duration"),
        ({"duration": "P999999999D"}, "time ends with the year 9998"),
        ({"duration": "P9999999999D"}, "duration"),
        ({"until": "2026-03-02T08:59:59Z"}, "time never goes back; it is 2026-03-02T09:00:00.000Z now"),
        ({"until": "9999-01-01"}, "time ends with the year 9998"),
        ({"until": "tomorrow"}, "until"),
        ({"days": 1}, "days"),
        ([], "body"),
    ],
    ids=str,
)
def test_time_does_not_pass_otherwise(tester: VendorClient, far: object, said: str) -> None:
    refused = tester.post("/clock/advance", json=far)

    assert refused.status_code == 400
    assert said in refused.text
    assert tester.get("/clock").json["milliseconds"] == START


@pytest.mark.parametrize("body", [{}, {"mode": "fast"}, {"mode": None}, {"mode": 1}, {"mode": "real", "at": 1}, []])
def test_a_clock_knows_three_modes(tester: VendorClient, body: object) -> None:
    assert tester.patch("/clock", json=body).status_code == 400
    assert tester.get("/clock").json["mode"] == "frozen"


def test_time_runs_on_from_where_it_was_frozen_and_freezes_where_it_is(tester: VendorClient) -> None:
    advance(tester, duration="P10D")

    running = tester.patch("/clock", json={"mode": "running"}).json
    frozen = tester.patch("/clock", json={"mode": "frozen"}).json

    assert (running["mode"], frozen["mode"]) == ("running", "frozen")
    assert START + 10 * DAY <= running["milliseconds"] <= frozen["milliseconds"] < START + 10 * DAY + MINUTE
    assert tester.get("/clock").json == frozen


def test_real_time_is_the_wall_clock_and_never_behind_the_world(tester: VendorClient) -> None:
    advance(tester, until="2090-01-01")

    real = tester.patch("/clock", json={"mode": "real"}).json

    assert real["now"].startswith("2090-01-01T00:00")
    tester.post(f"/worlds/{tester.name}/reset")
    assert not tester.get("/clock").json["now"].startswith("2090")


def test_each_world_has_a_time_of_its_own(tester: VendorClient, sandbox: SandboxApp, world_name: str) -> None:
    before = sandbox.world.now

    advance(tester, duration="P400D")
    tester.patch("/clock", json={"mode": "running"})

    assert sandbox.world.now == before
    assert sandbox.world.mode is ClockMode.FROZEN
    assert sandbox.worlds[world_name].world.mode is ClockMode.RUNNING


def test_what_is_written_is_stamped_with_the_worlds_time(tester: VendorClient, stackone: VendorClient) -> None:
    advance(tester, until="2030-07-01T12:00:00Z")

    made = stackone.post("/unified/ats/candidates", json={"name": "Ada Novak"})

    assert made.json["timestamp"] == "2030-07-01T12:00:00.001Z"
    found = stackone.get(f"/unified/ats/candidates/{made.json['data']['id']}").json["data"]
    assert found["created_at"] == "2030-07-01T12:00:00.001Z"


def test_ninety_days_pass_with_every_daily_sync_in_them(
    tester: VendorClient, bindbee: VendorClient, stackone: VendorClient
) -> None:
    """Each day somebody applies; the unified copy shows them after the sync of that night and not before."""

    def copied() -> int:
        query = {"page_size": 200, "modified_after": "2026-03-02T09:00:00Z"}
        return len(bindbee.get(CANDIDATES, query_string=query).json["items"])

    for day in range(90):
        assert stackone.post("/unified/ats/candidates", json={"name": f"Ada {day}"}).status_code == 201
        if day % 30 == 0:
            assert copied() == day
        advance(tester, duration="P1D")

    assert copied() == 90
    assert tester.get("/clock").json["now"].startswith("2026-05-31T09:00:00")
    connector = bindbee.get("/api/ats/v1/connectors", query_string={"connector_token": "acme"}).json["items"][0]
    assert connector["last_sync_start_time"].startswith("2026-05-31T09:00:00")
    assert connector["next_sync_start_time"].startswith("2026-06-01T09:00:00")


def test_several_days_at_once_are_several_syncs(tester: VendorClient, bindbee: VendorClient) -> None:
    query = {"connector_token": "acme"}

    advance(tester, duration="P5DT2H")

    connector = bindbee.get("/api/ats/v1/connectors", query_string=query).json["items"][0]
    assert connector["last_sync_start_time"].startswith("2026-03-07T09:00:00")
    assert connector["next_sync_start_time"].startswith("2026-03-08T09:00:00")


def test_an_idempotency_key_is_free_again_after_five_minutes(tester: VendorClient, bindbee: VendorClient) -> None:
    def create() -> str:
        body = {"first_name": "Ada", "last_name": "Novak"}
        headers = {"X-Idempotency-Key": "once", "x-connector-token": "acme-live"}
        answer = bindbee.post(CANDIDATES, json=body, headers=headers)
        assert answer.status_code < 300, answer.text
        return answer.text

    first = create()
    advance(tester, duration="PT4M")
    assert create() == first
    advance(tester, duration="PT1M1S")

    assert create() != first


def test_a_rate_window_ends_with_the_worlds_minute(tester: VendorClient, skailer: VendorClient) -> None:
    def left() -> str:
        return skailer.get("/api/v1/sources/all").headers["X-RateLimit-Remaining"]

    assert [left(), left()] == ["99", "98"]
    advance(tester, seconds=59)
    assert left() == "97"
    advance(tester, seconds=1)
    assert left() == "99"


def test_scheduled_interviews_move_into_the_past(tester: VendorClient, stackone: VendorClient) -> None:
    def statuses() -> dict[str, str]:
        found: dict[str, str] = {}
        query = {"page_size": "100"}
        while True:
            page = stackone.get("/unified/ats/interviews", query_string=query).json
            found |= {one["id"]: one["interview_status"]["value"] for one in page["data"]}
            if not page.get("next"):
                return found
            query["next"] = page["next"]

    ahead = {id for id, status in statuses().items() if status == "scheduled"}
    assert ahead

    advance(tester, duration="P365D")

    later = statuses()
    assert {later[id] for id in ahead} <= {"pending_feedback", "completed"}
    assert "scheduled" not in later.values()


def test_ninety_days_cost_no_more_than_a_moment(tester: VendorClient, count_lines: Callable[..., int]) -> None:
    """No day is lived through: ninety of them take as many steps as one, what comes due in them included."""
    world, quiet = tester.world, World("quiet", 1, tester.world.state)
    assert count_lines(lambda: quiet.advance(90 * DAY)) == count_lines(lambda: quiet.advance(DAY)) < 100

    world.advance(DAY)
    one = count_lines(lambda: world.advance(DAY))
    ninety = count_lines(lambda: world.advance(90 * DAY))

    assert one <= ninety < one + 500 < 12_000  # what comes due in them is told, and its receivers looked up


def test_clocks_are_set_from_python(sandbox: SandboxApp, world_name: str) -> None:
    world = sandbox.worlds[world_name].world

    assert world.advance(DAY) == START + DAY
    assert world.advance_to(START + 2 * DAY) == world.now == START + 2 * DAY
    assert world.set_mode(ClockMode.RUNNING) >= START + 2 * DAY
    with pytest.raises(TimeRefused, match="never goes back"):
        world.advance_to(START)
    with pytest.raises(TimeRefused, match="9998"):
        world.advance(END)
