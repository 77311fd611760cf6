"""Answers that were given before: the same as if nothing were remembered, and counted, limited and recorded as any."""

import gc
from typing import Any
from weakref import ref

import msgspec
import pytest
import requests
from werkzeug.test import TestResponse

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract import fragments
from ats_sandbox.contract.operation import Operation
from ats_sandbox.control import memory
from ats_sandbox.server import Server
from ats_sandbox.vendors import VENDORS
from ats_sandbox.world.clock import ClockMode
from ats_sandbox.world.domain.applications import APPLICATIONS
from ats_sandbox.world.domain.jobs import JOBS
from ats_sandbox.world.domain.watched import WatchedReading
from tests.client import VendorClient
from tests.contract.example_requests import EVERY, send_example
from tests.lanes import Lane, each_operation

LIST = "/candidates?limit=20"
VENDOR_NAMES = [vendor.name for vendor in VENDORS]


@pytest.fixture(scope="module")
def forgetful() -> SandboxApp:
    return SandboxApp(remember=False)


@pytest.fixture(scope="module")
def remembering() -> SandboxApp:
    return SandboxApp()


@pytest.fixture
def app() -> SandboxApp:
    return SandboxApp()


@pytest.fixture
def client(app: SandboxApp) -> VendorClient:
    return client_of(app, "smartrecruiters", "default")


def client_of(app: SandboxApp, vendor: str, world: str) -> VendorClient:
    return VendorClient(app, next(one for one in app.vendors if one.name == vendor), world)


def whole(answer: TestResponse) -> tuple[Any, ...]:
    return answer.status_code, list(answer.headers), answer.data


def recorded(client: VendorClient) -> list[tuple[Any, ...]]:
    """What the journal has of each exchange, but for how long it took."""
    return [
        (
            *(one.number, one.at, one.status, one.operation, dict(one.headers), one.note, one.asked, one.path),
            *(one.content, one.principal, one.account, one.spending, one.remarks, len(one.hidden), one.seen is None),
        )
        for one in client.sandbox.worlds[client.name].journal.entries()
    ]


def remembered(client: VendorClient, path: str, monkeypatch: pytest.MonkeyPatch, **how: Any) -> TestResponse | None:
    """The answer, if it comes from memory."""
    with monkeypatch.context() as patch:
        patch.setattr(client.sandbox, "_answer", lambda *_: pytest.fail("it is worked out"))
        try:
            return client.get(path, **how)
        except pytest.fail.Exception:
            return None


@each_operation([case for case in EVERY if not case[1].writes])
def test_an_answer_is_the_same_however_often_it_is_asked_for(
    remembering: SandboxApp, forgetful: SandboxApp, vendor: str, operation: Operation
) -> None:
    world = f"{vendor}-{operation.id}"
    ours, theirs = client_of(remembering, vendor, world), client_of(forgetful, vendor, world)

    for token in ("sandbox-admin", "sandbox-restricted"):
        for _ in range(4):
            answers = [whole(send_example(one, operation, token=token)) for one in (ours, theirs)]
            assert answers[0] == answers[1]

    assert recorded(ours) == recorded(theirs)


@pytest.mark.parametrize("vendor", VENDOR_NAMES)
def test_lists_show_every_write(remembering: SandboxApp, forgetful: SandboxApp, vendor: str, lane: Lane) -> None:
    """Every write of a vendor's examples, with lists read before and after it."""
    ours, theirs = client_of(remembering, vendor, f"{vendor}-writes"), client_of(forgetful, vendor, f"{vendor}-writes")
    reads = [one for one in ours.vendor.operations if not one.writes and not one.public]
    writes = [one for one in ours.vendor.operations if one.writes]
    changed = 0

    for at, write in enumerate(writes[:: lane.amount(5, 1)]):
        for read in reads[at % 7 :: 7]:
            try:
                answers = [[whole(send_example(one, read)) for _ in range(3)] for one in (ours, theirs)]
            except StopIteration:  # what the example was about has been deleted
                continue
            assert answers[0] == answers[1], f"{read.id} before {write.id}"
        before = ours.world.state
        try:
            done = [whole(send_example(one, write)) for one in (ours, theirs)]
        except StopIteration:
            continue
        assert done[0] == done[1], write.id
        changed += ours.world.state is not before

    assert changed


def test_the_third_time_it_comes_from_memory(client: VendorClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert remembered(client, LIST, monkeypatch) is None
    first = client.get(LIST)
    assert remembered(client, LIST, monkeypatch) is None
    client.get(LIST)

    again = remembered(client, LIST, monkeypatch)

    assert again is not None
    assert again.data == first.data


def asked_twice(client: VendorClient, path: str = LIST, **how: Any) -> TestResponse:
    client.get(path, **how)
    return client.get(path, **how)


def test_a_write_is_seen_and_a_reset_finds_the_answers_again(
    client: VendorClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = asked_twice(client)
    person = before.json["content"][0]

    client.patch(f"/candidates/{person['id']}", json={"firstName": "Renamed"})

    assert remembered(client, LIST, monkeypatch) is None
    assert client.get(LIST).json["content"][0]["firstName"] == "Renamed"
    client.world.reset()
    found = remembered(client, LIST, monkeypatch)
    assert found is not None
    assert found.json == before.json


def test_forks_share_answers_until_they_differ(
    app: SandboxApp, client: VendorClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, headers = "/smartrecruiters/candidates?limit=20", {"X-SmartToken": "sandbox-admin"}
    for _ in range(2):
        client._client.get(path, headers=headers)
    app.worlds.fork("other")

    with monkeypatch.context() as patch:
        patch.setattr(app, "_answer", None)
        answer = client._client.get(path, headers={**headers, "X-Sandbox-World": "other"})

    assert answer.status_code == 200
    assert len(app.worlds["other"].journal) == 1


def test_every_answer_counts(client: VendorClient) -> None:
    left = [int(client.get(LIST).headers["X-RateLimit-Remaining"]) for _ in range(5)]

    assert left == list(range(left[0], left[0] - 5, -1))
    assert len(client.sandbox.worlds["default"].journal) == 5


def test_an_enforced_limit_is_reached(client: VendorClient) -> None:
    asked_twice(client)
    client.sandbox.worlds["default"].meter.enforced = True

    assert [client.get(LIST).status_code for _ in range(12)][-1] == 429


def test_a_fault_happens_to_what_is_remembered(client: VendorClient) -> None:
    asked_twice(client)
    client.sandbox.worlds["default"].faults.add("status", status=500, times=1)

    assert [client.get(LIST).status_code for _ in range(2)] == [500, 200]


def test_churn_counts_what_is_remembered(client: VendorClient) -> None:
    total = asked_twice(client, "/candidates?limit=100").json["totalFound"]
    client.sandbox.worlds["default"].churn.put([{"after": 1, "do": "insert", "kind": "candidate", "count": 1}])

    client.get("/candidates?limit=100")

    assert total <= client.get("/candidates?limit=100").json["totalFound"]
    assert next(iter(client.sandbox.worlds["default"].churn)).done_at is not None


def test_who_asks_decides(client: VendorClient) -> None:
    asked_twice(client)

    assert client.get(LIST, token="nobody").status_code == 401
    assert client.get(LIST, token="sandbox-unscoped").status_code == 403
    assert asked_twice(client, token="sandbox-restricted").data != asked_twice(client).data
    assert asked_twice(client, token="sandbox-restricted").data == client.get(LIST, token="sandbox-restricted").data


def test_where_it_is_asked_decides_what_links_say(client: VendorClient) -> None:
    asked_twice(client)

    there = client.get(LIST, headers={"Host": "mock.example:81"}).json["content"][0]["actions"]["details"]["url"]

    assert there.startswith("http://mock.example:81/")


def test_an_instant_that_passes_by_itself_comes_once(client: VendorClient, monkeypatch: pytest.MonkeyPatch) -> None:
    client.world.set_mode(ClockMode.RUNNING)
    asked_twice(client)

    assert remembered(client, LIST, monkeypatch) is None


def test_a_token_that_expires_is_refused(client: VendorClient) -> None:
    workspace = client.sandbox.worlds["default"]
    issued = workspace.tokens.issue("sandbox-admin", lifetime=60_000)
    assert asked_twice(client, token=issued.token).status_code == 200

    client.world.advance(61_000)

    assert client.get(LIST, token=issued.token).status_code == 401


def test_requests_with_a_body_are_read(client: VendorClient, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_twice(client)

    assert remembered(client, LIST, monkeypatch, data=b"{}") is None


def test_memory_has_bounds(client: VendorClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST", 3)
    paths = [f"/candidates?limit={number}" for number in range(1, 7)]
    for path in paths:
        asked_twice(client, path)

    assert [remembered(client, path, monkeypatch) is not None for path in paths] == [False] * 3 + [True] * 3
    assert len(client.world.state.remembered.answers) == 3


def test_all_states_together_have_a_bound(client: VendorClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST_BYTES_TOGETHER", 60_000)
    states = []
    for number in range(8):
        asked_twice(client)
        states.append(client.world.state)
        client.world.advance(number + 1)

    assert sum(0 if one.remembered is None else one.remembered.size for one in states) <= 90_000


@pytest.mark.parametrize("token", ["sandbox-admin", "sandbox-restricted"])
def test_answers_go_with_their_state(client: VendorClient, token: str) -> None:
    client.world.advance(1)
    asked_twice(client, token=token)
    shelf = ref(client.world.state.remembered)

    client.world.advance(1)
    client.sandbox.worlds["default"].journal.clear()
    gc.collect()

    assert shelf() is None


@pytest.mark.parametrize("headers", [{"User-Agent": "x" * 10_000}, {f"X-{'a' * 10_000}": "1"}])
def test_long_questions_count(client: VendorClient, headers: dict[str, str]) -> None:
    client.get(LIST)
    short = client.world.state.remembered.size

    client.get(LIST, headers=headers)

    assert client.world.state.remembered.size > short + 10_000


def test_who_stands_for_a_host_decides(app: SandboxApp, client: VendorClient) -> None:
    headers = {"Host": "ats.example", "Authorization": "Bearer sandbox-admin", "X-SmartToken": "sandbox-admin"}
    app.stand_for("ats.example", "smartrecruiters")
    before = [client._client.get("/candidates", headers=headers) for _ in range(3)]
    app.stand_for("ats.example", "stackone")

    assert before[-1].status_code == 200
    assert client._client.get("/candidates", headers=headers).status_code == 404


def test_a_document_is_made_anew_where_a_collection_is_not_there_any_more(client: VendorClient) -> None:
    state, watched = client.world.state, WatchedReading(client.read())
    person = client.read().candidates[1]
    assert watched.applications.under("candidate", 1)
    fragment = fragments.Fragment(person, msgspec.Raw(b"{}"), watched.looked())

    assert fragment.holds(person, state)
    assert not fragment.holds(person, state.without(APPLICATIONS.name))


def test_a_document_stays_where_a_collection_is_not_there_yet(client: VendorClient) -> None:
    reading = client.read()
    watched = WatchedReading(reading.as_of(reading.state.without(APPLICATIONS.name)))
    watched.applications.under("candidate", 1)
    watched.jobs.get(1)
    fragment = fragments.Fragment(reading.candidates[1], msgspec.Raw(b"{}"), watched.looked())

    with client.arrange() as draft:
        draft.put(JOBS, msgspec.structs.replace(draft.jobs[2], title="Renamed"))

    assert fragment.holds(reading.candidates[1], client.world.state.without(APPLICATIONS.name))


def test_a_document_is_made_once_while_its_records_stay(client: VendorClient, monkeypatch: pytest.MonkeyPatch) -> None:
    people = client.get(LIST).json["content"]
    made: list[int] = []
    make = fragments.FragmentMemory._made
    monkeypatch.setattr(
        fragments.FragmentMemory, "_made", lambda self, *args: made.append(args[2].id) or make(self, *args)
    )

    client.patch(f"/candidates/{people[3]['id']}", json={"firstName": "Renamed"})
    answer = client.get(LIST)

    assert len(made) == 1
    assert answer.json["content"][3]["firstName"] == "Renamed"
    assert answer.json["content"][4] == people[4]


def test_documents_have_a_bound(client: VendorClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fragments, "MOST", 50)

    for number in range(1, 6):
        client.get(f"/candidates?limit={number * 10}", headers={"Accept-Language": f"x-{number}"})

    assert client.sandbox.fragments is not None
    assert client.sandbox.fragments.size <= 50


def test_what_stands_between_a_server_and_the_sandbox_is_heard(app: SandboxApp) -> None:
    """A layer that adds, replaces or takes away a header decides what is answered, and is in the journal."""
    tokens = iter(["sandbox-admin", "sandbox-admin", "sandbox-admin", "nobody", "sandbox-unscoped"])

    def between(environ: Any, start_response: Any) -> Any:
        environ["HTTP_X_SMARTTOKEN"] = next(tokens)
        environ.pop("HTTP_X_GONE", None)
        return app(environ, start_response)

    with Server(between) as server, requests.Session() as session:
        url = f"{server.url}/smartrecruiters{LIST}"
        heard = [session.get(url, headers={"X-Gone": "1"}).status_code for _ in range(5)]

    assert heard == [200, 200, 200, 401, 403]
    assert all("HTTP_X_GONE" not in dict(one.asked.headers) for one in app.worlds["default"].journal.entries())
