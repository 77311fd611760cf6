"""Rate limits: each vendor's own, on every answer, on the world's clock, counted or enforced."""

import http.client
import json
from threading import Barrier, Thread
from typing import Any

import pytest
from werkzeug import Request

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.limits import LONGEST, MOST, RateLimit, RateMeter, RateUsage, Spender
from ats_sandbox.contract.principal import Principal
from ats_sandbox.server import Server
from ats_sandbox.vendors.smartrecruiters import SMARTRECRUITERS
from ats_sandbox.vendors.smartrecruiters.errors import TooManyRequests
from ats_sandbox.world.clock import MINUTE, SECOND
from tests.client import VendorClient
from tests.contract.example_requests import EVERY, ClientOf, send_example
from tests.control.control_client import ControlClient
from tests.lanes import each_operation, times

PROFILES = {
    "smartrecruiters": ("/configuration/company", 10, SECOND, None),
    "stackone": ("/unified/ats/jobs?page_size=1", 1000, MINUTE, "60"),
    "bindbee": ("/api/ats/v1/offices?page_size=1", 200, MINUTE, "60"),
    "skailer": ("/api/v1/sources/all", 100, MINUTE, "60"),
}
"""A cheap read, the budget, its window, and what a refusal says in Retry-After."""

ANNOUNCED = {
    "smartrecruiters": {
        "X-RateLimit-Limit",
        "X-RateLimit-Remaining",
        "X-RateLimit-Concurrent-Limit",
        "X-RateLimit-Concurrent-Remaining",
    },
    "stackone": {"x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"},
    "bindbee": {"X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"},
    "datadriven": set(),
    "skailer": {"X-RateLimit-Limit", "X-RateLimit-Remaining"},
}
each_limited = pytest.mark.parametrize("vendor", PROFILES)


@each_limited
def test_the_request_over_the_budget_is_429_until_the_window_ends(client_of: ClientOf, vendor: str) -> None:
    client = client_of(vendor)
    path, budget, window, retry = PROFILES[vendor]
    ControlClient(client).send("PATCH", "/limits", json={"mode": "enforce"})

    statuses = {client.get(path).status_code for _ in range(budget)}
    refused = client.get(path)

    assert statuses == {200}
    assert (refused.status_code, refused.headers.get("Retry-After")) == (429, retry)
    assert refused.headers["X-RateLimit-Remaining"] == "0"
    client.world.advance(window - 1)
    assert client.get(path).status_code == 429
    client.world.advance(1)
    assert client.get(path).headers["X-RateLimit-Remaining"] == str(budget - 1)


@each_limited
def test_a_refusal_says_how_long_the_window_still_lasts(client_of: ClientOf, vendor: str) -> None:
    client = client_of(vendor)
    path, budget, window, retry = PROFILES[vendor]
    client.sandbox.worlds[client.name].meter.enforced = True
    for _ in range(budget):
        client.get(path)

    client.world.advance(window // 2)

    assert client.get(path).headers.get("Retry-After") == (retry and "30")


@each_limited
def test_what_is_over_is_only_counted_unless_limits_are_enforced(client_of: ClientOf, vendor: str) -> None:
    client = client_of(vendor)
    path, budget, _, _ = PROFILES[vendor]
    over = []
    watchers = client.sandbox.watchers
    client.sandbox.watchers = (*watchers, lambda exchange: over.append(exchange.call.usage.over))
    try:
        statuses = {client.get(path).status_code for _ in range(budget + 2)}
    finally:
        client.sandbox.watchers = watchers

    assert statuses == {200}
    assert over == [False] * budget + [True, True]


@each_limited
def test_the_announced_budget_begins_anew_where_limits_are_only_counted(client_of: ClientOf, vendor: str) -> None:
    """The clock stands still by default: a client that waits at 0 would wait for ever."""
    client = client_of(vendor)
    path, budget, _, _ = PROFILES[vendor]

    left = [int(client.get(path).headers["X-RateLimit-Remaining"]) for _ in range(2 * budget + 3)]

    full = list(range(budget - 1, -1, -1))
    assert left == [*full, *full, *full[:3]]


@each_operation(EVERY)
@times("token", ["sandbox-admin", "nobody"])
def test_every_answer_announces_the_limit(client_of: ClientOf, vendor: str, operation: Any, token: str) -> None:
    told = {name.lower() for name, _ in send_example(client_of(vendor), operation, token=token).headers}

    assert {name for name in told if name.startswith("x-ratelimit")} == {name.lower() for name in ANNOUNCED[vendor]}


def test_bindbees_budget_is_the_connectors_whoever_asks(client_of: ClientOf) -> None:
    bindbee = client_of("bindbee")
    path = PROFILES["bindbee"][0]

    bindbee.get(path)
    assert bindbee.get(path, token="sandbox-readonly").headers["X-RateLimit-Remaining"] == "198"
    other = bindbee.get(path, headers={"x-connector-token": "acme-live"})
    assert other.headers["X-RateLimit-Remaining"] == "199"


@pytest.mark.parametrize("vendor", ["stackone", "skailer"])
def test_a_tokens_budget_is_for_all_operations_together(client_of: ClientOf, vendor: str) -> None:
    client = client_of(vendor)
    first, second = [
        operation for operation in client.vendor.operations if not operation.writes and not operation.example.path
    ][:2]

    send_example(client, first)
    left = int(send_example(client, second).headers["X-RateLimit-Remaining"])

    assert left == PROFILES[vendor][1] - 2
    assert send_example(client, second, token="sandbox-readonly").headers["X-RateLimit-Remaining"] == str(left + 1)


def test_limits_are_told_and_set_world_by_world(client_of: ClientOf) -> None:
    client = client_of("smartrecruiters")
    control = ControlClient(client)
    client.get("/jobs?limit=1")

    told = control.get("/limits")
    assert told["mode"] == "count"
    assert told["counters"] == 1
    assert told["limits"][0] == {
        "vendor": "smartrecruiters",
        "requests": 10,
        "seconds": 1,
        "per": "credential and endpoint",
        "at_once": 8,
        "exceptions": [
            {"operation": "list_candidates", "requests": 10, "at_once": 1},
            {"operation": "publish_job", "requests": 2, "at_once": 8},
            {"operation": "unpublish_job", "requests": 2, "at_once": 8},
            {"operation": "get_offer_document", "requests": 2, "at_once": 8},
        ],
    }
    assert {one["vendor"]: (one["requests"], one["seconds"], one["per"]) for one in told["limits"][1:]} == {
        "stackone": (1000, 60, "API key"),
        "bindbee": (200, 60, "connector"),
        "skailer": (100, 60, "token"),
    }

    assert control.send("PATCH", "/limits", json={"mode": "enforce"}).json["mode"] == "enforce"
    other = VendorClient(client.sandbox, client.vendor, f"{client.name}-other")
    assert ControlClient(other).get("/limits")["mode"] == "count"
    client.sandbox.worlds.drop(other.name)
    assert client.sandbox.worlds[client.name].meter.enforced
    assert control.send("PATCH", "/limits", json={"mode": "count"}).json["mode"] == "count"


@pytest.mark.parametrize("body", [{}, {"mode": "off"}, {"mode": "count", "vendor": "x"}, [], None, {"mode": True}])
def test_a_mode_is_one_of_two(client_of: ClientOf, body: Any) -> None:
    control = ControlClient(client_of("skailer"))

    assert control.send("PATCH", "/limits", json=body).status_code == 400
    assert control.get("/limits")["mode"] == "count"


def test_counters_are_forgotten_on_demand_and_with_a_reset(client_of: ClientOf) -> None:
    skailer = client_of("skailer")
    path = PROFILES["skailer"][0]
    workspace = skailer.sandbox.worlds[skailer.name]
    workspace.meter.enforced = True

    skailer.get(path)
    assert ControlClient(skailer).send("DELETE", "/limits/counters").status_code == 204
    assert skailer.get(path).headers["X-RateLimit-Remaining"] == "99"
    workspace.reset()
    assert skailer.get(path).headers["X-RateLimit-Remaining"] == "99"
    assert workspace.meter.enforced


def test_time_that_goes_back_opens_new_windows(client_of: ClientOf) -> None:
    """A snapshot taken back sets the clock back; a window of a later time must not last until then."""
    skailer = client_of("skailer")
    state = skailer.world.state
    skailer.world.advance(90 * 24 * 60 * MINUTE)
    skailer.get(PROFILES["skailer"][0])

    skailer.world.restore(state)

    assert skailer.get(PROFILES["skailer"][0]).headers["X-RateLimit-Remaining"] == "99"


def test_a_sandbox_may_enforce_limits_from_the_start() -> None:
    sandbox = SandboxApp(enforce_limits=True)
    client = VendorClient(sandbox, SMARTRECRUITERS, "default")

    statuses = [client.get("/configuration/company").status_code for _ in range(11)]

    assert statuses == [200] * 10 + [429]


def test_the_number_of_counters_is_bounded() -> None:
    meter = RateMeter()
    limit = RateLimit(
        window=SECOND,
        budget=lambda operation: 1,
        key=lambda spender: spender.principal.token if spender.principal else "",
        headers=lambda spending: {},
        refusal=TooManyRequests,
    )

    def count(key: str, now: int) -> RateUsage:
        spender = Spender(SMARTRECRUITERS.operations[0], Request({}), Principal(key, "one of many"))
        return meter.count(limit, SMARTRECRUITERS.name, spender, now)

    for number in range(MOST + 50):
        assert count(f"{number} {'x' * LONGEST}", number).used == 1
    assert len(meter) == MOST
    assert count(f"{MOST + 49} {'x' * LONGEST}", MOST + 50).used == 2
    assert count(f"0 {'x' * LONGEST}", MOST + 50).used == 1
    assert len(meter) == MOST


class Crowd:
    """Clients that ask at the same time, over sockets."""

    def __init__(self, server: Server, path: str, size: int) -> None:
        self.answers: list[tuple[int, str]] = []
        self._server = server
        self._path = path
        self._barrier = Barrier(size)
        threads = [Thread(target=self._ask) for _ in range(size)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)

    def _ask(self) -> None:
        line = http.client.HTTPConnection(*self._server.address, timeout=15)
        line.connect()
        self._barrier.wait(10)
        line.request("GET", self._path, headers=SMARTRECRUITERS.auth.present("sandbox-admin"))
        answer = line.getresponse()
        body = json.loads(answer.read())
        assert answer.status == 200 or body == {"message": "Too many requests"}
        self.answers.append((answer.status, answer.headers["X-RateLimit-Concurrent-Remaining"]))
        line.close()


def test_requests_in_progress_are_counted_and_too_many_at_once_refused() -> None:
    """Every answer is held back, so that all the requests of a crowd are in progress together."""
    sandbox = SandboxApp(enforce_limits=True)
    workspace = sandbox.worlds["default"]
    workspace.faults.add("delay", vendor="smartrecruiters", seconds=1.0)
    with Server(sandbox, threads=16, grace=1) as server:
        searches = Crowd(server, "/smartrecruiters/candidates?limit=1", 3)
        assert sorted(searches.answers) == [(200, "0"), (429, "0"), (429, "0")]
        workspace.meter.clear()

        others = Crowd(server, "/smartrecruiters/configuration/company", 9)
        assert sorted(others.answers) == [*((200, str(left)) for left in range(8)), (429, "0")]

        again = Crowd(server, "/smartrecruiters/candidates?limit=1", 1)
        assert again.answers == [(200, "0")]


def test_too_many_at_once_are_only_counted_unless_limits_are_enforced() -> None:
    sandbox = SandboxApp()
    over: list[bool] = []
    sandbox.watchers = (lambda exchange: over.append(exchange.call.usage.too_many_at_once),)
    sandbox.worlds["default"].faults.add("delay", vendor="smartrecruiters", seconds=0.5)
    with Server(sandbox, threads=8, grace=1) as server:
        searches = Crowd(server, "/smartrecruiters/candidates?limit=1", 2)

    assert [status for status, _ in searches.answers] == [200, 200]
    assert sorted(over) == [False, True]


def test_a_refused_write_begins_no_window_of_its_own(stackone: VendorClient) -> None:
    """It is counted an instant ahead, at which it would have been written."""
    for _ in range(5):
        assert stackone.patch("/unified/ats/candidates/nobody", json={}).status_code == 404

    assert stackone.get("/unified/ats/jobs?page_size=1").headers["x-ratelimit-remaining"] == "994"
