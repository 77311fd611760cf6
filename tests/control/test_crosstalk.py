"""Five hundred tests at once on one server, each in its own world: each sees what it would see alone."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import zip_longest
from random import Random
from threading import local
from typing import Any

import msgspec
import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.server import Server
from ats_sandbox.vendors import VENDORS
from tests.lanes import Lane
from tests.serving.process import Connection

STORIES = 500
ORDINARY_STORIES = 70
THREADS = 16
VARIANTS = 5

PRESENT = {vendor.name: vendor.auth.present("sandbox-admin") for vendor in VENDORS} | {"_sandbox": {}}
ALIKE = {"Host": "localhost", "Content-Type": "application/json"}
Heard = tuple[int, tuple[tuple[str, str], ...], bytes]


class Teller:
    """Asks in one world. The address does not name it, so answers are the same in every world."""

    def __init__(self, line: Connection, world: str) -> None:
        self._line = line
        self._world = world
        self.heard: list[Heard] = []

    def ask(self, vendor: str, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The document of an answer; all of the answer but its date and the name of the world is kept."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        told = {**PRESENT[vendor], **sent, "X-Sandbox-World": self._world, **ALIKE}
        answer = self._line.ask(method, f"/{vendor}{path}", told, None if body is None else msgspec.json.encode(body))
        status, headers, content = answer.settled
        self.heard.append((status, headers, content.replace(self._world.encode(), b"WORLD")))
        return answer.json if answer.body else None


def people_come(tell: Teller, number: int) -> None:
    """Writes through one vendor show in another, and in a diff."""
    tell.ask("_sandbox", "POST", "/snapshots", {"name": "before"})
    for one in range(number + 1):
        tell.ask("stackone", "POST", "/unified/ats/candidates", {"name": f"Ada {number}.{one}"})
    tell.ask("smartrecruiters", "GET", "/candidates?limit=3")
    assert (
        tell.ask("_sandbox", "GET", "/snapshots/before/diff?collection=candidates")["totals"]["created"] == number + 1
    )


def days_pass(tell: Teller, number: int) -> None:
    """Each world has its own days, and its own syncs."""
    tell.ask("stackone", "POST", "/unified/ats/candidates", {"name": f"Eve {number}"})
    tell.ask("bindbee", "GET", "/api/ats/v1/candidates?page_size=2&modified_after=2026-03-02T09:00:00Z")
    tell.ask("_sandbox", "POST", "/clock/advance", {"duration": f"P{number + 1}D"})
    copied = tell.ask("bindbee", "GET", "/api/ats/v1/candidates?page_size=2&modified_after=2026-03-02T09:00:00Z")
    assert len(copied["items"]) == 1
    assert tell.ask("_sandbox", "GET", "/clock")["now"].startswith(f"2026-03-{number + 3:02}T09:00")


def keys_are_used(tell: Teller, number: int) -> None:
    """The same idempotency key stands for another answer in every world."""
    body = {"first_name": f"Bo {number}", "last_name": "Li"}
    headers = {"X_Idempotency_Key": "shared", "x_connector_token": "acme-live"}
    first = tell.ask("bindbee", "POST", "/api/ats/v1/candidates", body, **headers)
    assert tell.ask("bindbee", "POST", "/api/ats/v1/candidates", body, **headers) == first
    tell.ask("_sandbox", "POST", "/clock/advance", {"duration": "PT6M"})
    assert tell.ask("bindbee", "POST", "/api/ats/v1/candidates", body, **headers) != first


def limits_are_reached(tell: Teller, number: int) -> None:
    """A budget that one world spends is whole in the others."""
    tell.ask("_sandbox", "PATCH", "/limits", {"mode": "enforce"})
    for _ in range(99 - number):
        tell.ask("skailer", "GET", "/api/v1/applicants/0")
    for _ in range(number + 2):
        tell.ask("skailer", "GET", "/api/v1/sources/all")
    assert [status for status, _, _ in tell.heard[-2:]] == [200, 429]
    tell.ask("_sandbox", "POST", "/clock/advance", {"duration": "PT1M"})
    tell.ask("skailer", "GET", "/api/v1/sources/all")
    assert tell.heard[-1][0] == 200


def things_go_wrong(tell: Teller, number: int) -> None:
    """A fault happens in its own world, as often as was asked, and the journal of that world tells."""
    tell.ask("_sandbox", "POST", "/faults", {"kind": "status", "vendor": "skailer", "status": 500, "first": number + 1})
    for _ in range(7):
        tell.ask("skailer", "GET", "/api/v1/sources/all")
    assert [status for status, _, _ in tell.heard[-7:]] == [500] * (number + 1) + [200] * (6 - number)
    assert tell.ask("_sandbox", "GET", "/journal/count?vendor=skailer&status=500")["count"] == number + 1
    assert tell.ask("_sandbox", "GET", "/journal/count")["count"] == 7


def worlds_go_back(tell: Teller, number: int) -> None:
    """What a reset and a restored snapshot give back is what this world had."""
    first = tell.ask("stackone", "GET", "/unified/ats/candidates?page_size=2")
    tell.ask("stackone", "POST", "/unified/ats/candidates", {"name": f"Kim {number}"})
    tell.ask("_sandbox", "POST", "/snapshots", {"name": "kim"})
    tell.ask("_sandbox", "POST", "/clock/advance", {"duration": f"P{number}D"})
    tell.ask("stackone", "POST", "/unified/ats/candidates", {"name": f"Lee {number}"})
    tell.ask("_sandbox", "POST", "/snapshots/kim/restore")
    assert tell.ask("_sandbox", "GET", "/snapshots/kim/diff")["totals"] == {"created": 0, "changed": 0, "deleted": 0}
    assert tell.ask("stackone", "GET", "/unified/ats/candidates?page_size=2") == first


def tokens_expire(tell: Teller, number: int) -> None:
    """A token is known, and expires, in its own world."""
    issued = tell.ask("_sandbox", "POST", "/tokens", {"lifetime_seconds": 60 * (number + 1)})
    sent = {"Authorization": f"Bearer {issued['token']}"}
    tell.ask("datadriven", "GET", "/v3/ats/job-offers?limit=1", **sent)
    tell.ask("_sandbox", "POST", "/clock/advance", {"duration": f"PT{number + 1}M"})
    tell.ask("datadriven", "GET", "/v3/ats/job-offers?limit=1", **sent)
    assert (tell.heard[-3][0], tell.heard[-1][0]) == (200, 401)


KINDS: tuple[Callable[[Teller, int], None], ...] = (
    people_come,
    days_pass,
    keys_are_used,
    limits_are_reached,
    things_go_wrong,
    worlds_go_back,
    tokens_expire,
)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with Server(SandboxApp()) as server:
        yield server.url


def test_five_hundred_stories_in_any_order_on_sixteen_threads_do_not_hear_each_other(url: str, lane: Lane) -> None:
    count = lane.amount(ORDINARY_STORIES, STORIES)
    stories = [(KINDS[number % len(KINDS)], number // len(KINDS) % VARIANTS, number) for number in range(count)]
    alone: dict[tuple[str, int], list[Heard]] = {}
    with Server(SandboxApp()) as quiet:
        for kind, variant, number in stories[: len(KINDS) * VARIANTS]:
            line = Connection(quiet.url)
            tell = Teller(line, f"alone-{number:04}")
            kind(tell, variant)
            line.close()
            alone[kind.__name__, variant] = tell.heard
    Random(7).shuffle(stories)
    mine, lines = local(), []

    def live(story: tuple[Callable[[Teller, int], None], int, int]) -> tuple[str, int, list[Heard]]:
        kind, variant, number = story
        if not hasattr(mine, "line"):
            mine.line = Connection(url)
            lines.append(mine.line)
        tell = Teller(mine.line, f"story-{number:04}")
        kind(tell, variant)
        return kind.__name__, variant, tell.heard

    with ThreadPoolExecutor(THREADS) as threads:
        together = list(threads.map(live, stories))

    for line in lines:
        line.close()
    assert len(lines) == THREADS
    assert len(together) == count
    assert len({number for _, _, number in stories}) == count
    differing = [
        (kind, variant, step, heard_alone, heard_together)
        for kind, variant, heard in together
        for step, (heard_alone, heard_together) in enumerate(zip_longest(alone[kind, variant], heard))
        if heard_alone != heard_together
    ]
    assert not differing
    assert len({repr(heard) for heard in alone.values()}) == len(KINDS) * VARIANTS, "no two stories are alike"
