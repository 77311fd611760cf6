"""Faults leave nothing to chance: a run with faults in it is the same every time."""

from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from werkzeug.test import Client

from ats_sandbox.app import SandboxApp
from ats_sandbox.vendors.stackone import STACKONE
from tests.lanes import Lane

TIMES = 1_000
ORDINARY_TIMES = 100
TOLD = STACKONE.auth.present("sandbox-admin")
CANDIDATES = "/unified/ats/candidates"
DEPARTMENTS = "/unified/ats/departments"
STANDING: tuple[dict[str, Any], ...] = (
    {"kind": "status", "status": 429, "every": 5},
    {"kind": "committed-then-drop", "operation": "ats_create_candidate", "calls": [2]},
    {"kind": "committed-then-status", "operation": "ats_create_candidate", "first": 1},
    {"kind": "stale-read", "operation": "ats_list_candidates", "times": 1},
    {"kind": "truncate", "operation": "ats_list_departments", "every": 2},
)


def run(sandbox: SandboxApp, world: str) -> Iterator[bytes]:
    """Six requests with five faults standing: each answer with its headers, or how it was lost; then the hits."""
    faults = sandbox.worlds[world].faults
    for one in STANDING:
        faults.add(vendor="stackone", **one)
    client = Client(sandbox)
    for number in range(2):
        person = {"first_name": "Grace", "last_name": "Hopper", "email": f"grace.{number}@example.com"}
        try:
            answer = client.post(f"/w/{world}/stackone{CANDIDATES}", json=person, headers=TOLD)
            yield repr((answer.status_code, [*answer.headers], answer.data)).encode()
        except ConnectionResetError as lost:
            yield repr(lost).encode()
    for path in (DEPARTMENTS, DEPARTMENTS, CANDIDATES, CANDIDATES):
        answer = client.get(f"/w/{world}/stackone{path}?page_size=1", headers={**TOLD, "Host": "sandbox.example"})
        yield repr((answer.status_code, [*answer.headers], answer.data)).replace(f"/w/{world}/", "/w/x/").encode()
    yield repr([(one.id, one.calls, one.hits) for one in faults]).encode()


def test_a_thousand_runs_are_one_and_the_same(lane: Lane) -> None:
    sandbox = SandboxApp()
    digests = set()
    for number in range(lane.amount(ORDINARY_TIMES, TIMES)):
        digests.add(blake2b(b"\n".join(run(sandbox, f"run-{number}"))).digest())
        sandbox.worlds.drop(f"run-{number}")

    assert len(digests) == 1
    *answers, hits = (one.decode() for one in run(sandbox, "told"))
    assert [one[:5] for one in answers] == ["(500,", "Conne", "(200,", "(200,", "(429,", "(200,"]
    assert hits == str(
        [
            ("status-1", 6, 1),
            ("committed-then-drop-2", 2, 1),
            ("committed-then-status-3", 1, 1),
            ("stale-read-4", 2, 1),
            ("truncate-5", 2, 1),
        ]
    )
