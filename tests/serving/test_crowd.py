"""Many clients at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import msgspec

from ats_sandbox.vendors import VENDORS
from tests.lanes import Lane
from tests.serving.process import Served

THREADS = 8
WRITES = 500
ORDINARY_WRITES = 60
WORLD = "/w/crowd"
STEPS = f"{WORLD}/datadriven/v3/ats/application-steps"
HEADERS = {
    **next(vendor for vendor in VENDORS if vendor.name == "datadriven").auth.present("sandbox-admin"),
    "Content-Type": "application/json",
}


def step(application: str, name: str) -> dict[str, str]:
    return {
        "recorded_at": "2026-03-02T09:00:00Z",
        "job_offer_reference": "CROWD",
        "candidate_ats_id": application,
        "application_ats_id": application,
        "step": name,
    }


def write(served: Served, thread: int, writes: int) -> list[int]:
    """Each write pushes two steps of one application, which belong together; gives the statuses answered."""
    with served.line() as line:
        return [
            line.ask("POST", STEPS, HEADERS, msgspec.json.encode([step(name, "applied"), step(name, "hired")])).status
            for name in (f"crowd-{thread}-{number}" for number in range(writes))
        ]


def watch(served: Served, over: Event) -> list[int]:
    """How many steps of the crowd a reader sees, again and again until the writing is over."""
    totals = []
    with served.line() as line:
        while not over.is_set():
            heard = line.ask("GET", f"{STEPS}?job_offer_reference=CROWD&limit=1", HEADERS)
            totals.append(int(heard.header("X-Total-Count") or -1))
    return totals


def pushed(served: Served) -> list[dict[str, object]]:
    """Every step of the crowd, page by page."""
    found: list[dict[str, object]] = []
    with served.line() as line:
        while True:
            page = f"{STEPS}?job_offer_reference=CROWD&limit=100&page={len(found) // 100 + 1}"
            rows = line.ask("GET", page, HEADERS).json["data"]
            found += rows
            if len(rows) < 100:
                return found


def test_eight_clients_writing_at_once_lose_nothing_and_half_nothing(served: Served, lane: Lane) -> None:
    writes = lane.amount(ORDINARY_WRITES, WRITES)
    over = Event()
    with ThreadPoolExecutor(THREADS + 1) as pool:
        watching = pool.submit(watch, served, over)
        try:
            writing = [pool.submit(write, served, thread, writes) for thread in range(THREADS)]
            statuses = [status for written in writing for status in written.result()]
        finally:
            over.set()

    rows = pushed(served)
    pairs: dict[object, list[tuple[object, object]]] = {}
    for row in rows:
        pairs.setdefault(row["application_ats_id"], []).append((row["id"], row["step"]))

    assert statuses == [201] * (THREADS * writes)
    assert set(pairs) == {f"crowd-{thread}-{number}" for thread in range(THREADS) for number in range(writes)}
    assert len({row["id"] for row in rows}) == len(rows) == 2 * THREADS * writes
    for (first, applied), (second, hired) in pairs.values():
        assert (applied, hired) == ("applied", "hired")
        assert second == first + 1  # type: ignore[operator]
    totals = watching.result()
    assert totals == sorted(totals), "a reader never sees less than before"
    assert all(total % 2 == 0 for total in totals), "nor half a write"
    assert len(set(totals)) > 1, "and did read while others wrote"
