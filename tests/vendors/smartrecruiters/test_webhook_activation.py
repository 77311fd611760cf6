"""SmartRecruiters: a subscription is activated by a handshake with its address."""

from collections.abc import Callable
from functools import partial
from http.server import BaseHTTPRequestHandler
from threading import Event, Thread
from typing import Any

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.outgoing import IncomingAnswer, OutgoingRequest, Unreachable
from ats_sandbox.vendors.smartrecruiters.webhooks.state import SUBSCRIPTIONS
from tests.client import VendorClient
from tests.contract.receivers import echo, receiver
from tests.vendors.smartrecruiters.test_webhook_subscriptions import LEAST, ROOT, made, said


def activate(client: VendorClient, path: str, **kwargs: Any) -> Any:
    return client.put(f"{path}/activation", **kwargs)


def status(client: VendorClient, path: str) -> str:
    told: str = client.get(path).json["status"]
    return told


def test_a_receiver_that_repeats_the_secret_is_called_back_from_then_on(smartrecruiters: VendorClient) -> None:
    received: list[tuple[str, str]] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        received.append((handler.path, handler.headers["X-Hook-Secret"]))
        echo(handler, name="x-hook-SECRET")

    with receiver(answer) as url:
        path = made(smartrecruiters, callbackUrl=f"{url}/hooks?from=ats")
        done = activate(smartrecruiters, path)

    assert (done.status_code, done.data) == (204, b"")
    assert status(smartrecruiters, path) == "active"
    ((target, secret),) = received
    assert (target, len(secret)) == ("/hooks?from=ats", 64)


def test_every_handshake_has_a_secret_of_its_own(smartrecruiters: VendorClient) -> None:
    secrets: list[str] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        secrets.append(handler.headers["X-Hook-Secret"])
        echo(handler)

    with receiver(answer) as url:
        for _ in range(3):
            activate(smartrecruiters, made(smartrecruiters, callbackUrl=url))

    assert len(set(secrets)) == 3


def silent(handler: BaseHTTPRequestHandler) -> None:
    """Answer 200 without the header."""
    handler.send_response(200)
    handler.end_headers()


def moved(handler: BaseHTTPRequestHandler) -> None:
    """Send the sandbox elsewhere, though with the header."""
    handler.send_response(307)
    handler.send_header("Location", "https://hooks.example.com/ats")
    handler.send_header("X-Hook-Secret", handler.headers["X-Hook-Secret"])
    handler.end_headers()


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (partial(echo, status=204), "answered 204"),
        (partial(echo, status=202), "answered 202"),
        (partial(echo, status=500), "answered 500"),
        (partial(echo, also="x"), "does not repeat"),
        (partial(echo, name="X-Secret"), "does not repeat"),
        (silent, "does not repeat"),
        (moved, "answered 307"),
    ],
)
def test_any_other_answer_leaves_the_subscription_inactive(
    smartrecruiters: VendorClient, answer: Callable[[BaseHTTPRequestHandler], None], why: str
) -> None:
    with receiver(answer) as url:
        path = made(smartrecruiters, callbackUrl=url)
        failed = activate(smartrecruiters, path)

    assert said(failed) == (424, ["HANDSHAKE_FAILED"])
    assert failed.json["message"] == "Handshake with the callback URL failed"
    assert why in failed.headers["X-Sandbox-Why"]
    assert status(smartrecruiters, path) == "inactive"


def test_a_failed_handshake_can_be_asked_for(smartrecruiters: VendorClient) -> None:
    path = made(smartrecruiters)

    failed = activate(smartrecruiters, path, headers={"Prefer": "code=424"})

    assert said(failed) == (424, ["HANDSHAKE_FAILED"])
    assert status(smartrecruiters, path) == "inactive"


def test_an_active_subscription_is_not_activated_again(smartrecruiters: VendorClient) -> None:
    path = made(smartrecruiters)
    assert activate(smartrecruiters, path).status_code == 204

    assert said(activate(smartrecruiters, path)) == (409, ["SUBSCRIPTION_ALREADY_ACTIVE"])
    assert status(smartrecruiters, path) == "active"


def test_who_may_only_read_activates_nothing(smartrecruiters: VendorClient) -> None:
    path = made(smartrecruiters)

    assert activate(smartrecruiters, path, token="sandbox-readonly").status_code == 403
    assert status(smartrecruiters, path) == "inactive"


def obliging(request: OutgoingRequest) -> IncomingAnswer:
    """A receiver without a network that repeats the secret."""
    return IncomingAnswer(200, {name.lower(): value for name, value in request.headers.items()})


def test_a_tester_may_answer_in_place_of_the_network(
    smartrecruiters: VendorClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[OutgoingRequest] = []

    def outgoing(request: OutgoingRequest) -> IncomingAnswer:
        sent.append(request)
        return obliging(request)

    monkeypatch.setattr(smartrecruiters.sandbox, "outgoing", outgoing)
    path = made(smartrecruiters, callbackUrl="https://ats.invalid/hooks")

    assert activate(smartrecruiters, path).status_code == 204
    ((one,),) = (sent,)
    assert (one.method, one.url, one.timeout, one.body) == ("POST", "https://ats.invalid/hooks", 20, b"")


def test_nobody_there_is_said(smartrecruiters: VendorClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(request: OutgoingRequest) -> IncomingAnswer:
        raise Unreachable("no answer within 20 seconds")

    monkeypatch.setattr(smartrecruiters.sandbox, "outgoing", nobody)

    failed = activate(smartrecruiters, made(smartrecruiters))

    assert said(failed) == (424, ["HANDSHAKE_FAILED"])
    assert "no answer within 20 seconds" in failed.headers["X-Sandbox-Why"]


def test_another_machine_is_not_called(smartrecruiters: VendorClient) -> None:
    path = made(smartrecruiters, callbackUrl="https://hooks.acme.test/ats")

    failed = activate(smartrecruiters, path)

    assert said(failed) == (424, ["HANDSHAKE_FAILED"])
    assert "calls this machine only" in failed.headers["X-Sandbox-Why"]
    assert last_remarks(smartrecruiters)[0].startswith(
        "nothing was sent: POST https://hooks.acme.test/ats: the sandbox"
    )
    assert status(smartrecruiters, path) == "inactive"


def last_remarks(client: VendorClient) -> tuple[str, ...]:
    """What the journal remarks on the last exchange."""
    entries, _ = client.sandbox.worlds[client.name].journal.kept()
    return entries[-1].remarks


def test_the_journal_tells_of_the_handshake_and_what_came_of_it(
    smartrecruiters: VendorClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(request: OutgoingRequest) -> IncomingAnswer:
        raise Unreachable("no answer within 20 seconds")

    path = made(smartrecruiters)
    sent = f"the sandbox sent POST {LEAST['callbackUrl']}"

    monkeypatch.setattr(smartrecruiters.sandbox, "outgoing", nobody)
    activate(smartrecruiters, path)
    assert last_remarks(smartrecruiters) == (f"{sent}, without an answer: no answer within 20 seconds",)

    monkeypatch.setattr(smartrecruiters.sandbox, "outgoing", lambda request: IncomingAnswer(202))
    activate(smartrecruiters, path)
    assert last_remarks(smartrecruiters) == (f"{sent}, which answered 202",)

    monkeypatch.setattr(smartrecruiters.sandbox, "outgoing", obliging)
    activate(smartrecruiters, path)
    assert last_remarks(smartrecruiters)[0] == f"{sent}, which answered 200"


def test_a_handshake_with_a_reserved_host_is_said_to_be_played(smartrecruiters: VendorClient) -> None:
    done = activate(smartrecruiters, made(smartrecruiters, callbackUrl="https://hooks.example.com/ats"))

    assert done.status_code == 204
    note = done.headers["X-Sandbox-Note"]
    assert note.startswith("nothing was sent: POST https://hooks.example.com/ats is for a reserved name")
    assert "which answered" not in note


def test_a_receiver_that_takes_its_time_holds_up_no_other_write(
    smartrecruiters: VendorClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, written = Event(), Event()

    def slow(request: OutgoingRequest) -> IncomingAnswer:
        asked.set()
        assert written.wait(10)
        return obliging(request)

    path, answers = made(smartrecruiters), []
    monkeypatch.setattr(smartrecruiters.sandbox, "outgoing", slow)
    waiting = Thread(target=lambda: answers.append(activate(smartrecruiters, path).status_code))
    waiting.start()
    assert asked.wait(10)
    made(smartrecruiters, events=["job.created"])
    assert status(smartrecruiters, path) == "inactive"
    written.set()
    waiting.join(10)

    assert answers == [204]
    assert status(smartrecruiters, path) == "active"


def test_a_handshake_is_the_same_in_every_world_of_a_seed(smartrecruiters: VendorClient) -> None:
    secrets: list[str] = []

    def noting(request: OutgoingRequest) -> IncomingAnswer:
        secrets.append(request.headers["X-Hook-Secret"])
        return obliging(request)

    for _ in range(2):
        sandbox = SandboxApp("demo", seed=3, candidates=20)
        sandbox.outgoing = noting
        client = VendorClient(sandbox, smartrecruiters.vendor, "default")
        assert activate(client, made(client)).status_code == 204

    assert len(secrets) == 2
    assert len({*secrets}) == 1


def test_a_receiver_may_use_the_api_while_it_is_asked(
    smartrecruiters: VendorClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def outgoing(request: OutgoingRequest) -> IncomingAnswer:
        made(smartrecruiters, events=["job.created"])
        return obliging(request)

    path = made(smartrecruiters)
    monkeypatch.setattr(smartrecruiters.sandbox, "outgoing", outgoing)

    assert activate(smartrecruiters, path).status_code == 204
    assert [one["events"][0]["name"] for one in smartrecruiters.get(ROOT).json][-1] == "job.created"


def test_a_subscription_that_ends_during_the_handshake_is_gone(
    smartrecruiters: VendorClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(smartrecruiters)

    def outgoing(request: OutgoingRequest) -> IncomingAnswer:
        smartrecruiters.delete(path)
        return obliging(request)

    monkeypatch.setattr(smartrecruiters.sandbox, "outgoing", outgoing)

    assert said(activate(smartrecruiters, path)) == (404, ["SUBSCRIPTION_NOT_FOUND"])


def test_of_two_activations_at_once_the_second_conflicts(
    smartrecruiters: VendorClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, inner = made(smartrecruiters), []

    def outgoing(request: OutgoingRequest) -> IncomingAnswer:
        if not inner:
            inner.append(None)
            inner.append(activate(smartrecruiters, path).status_code)
        return obliging(request)

    monkeypatch.setattr(smartrecruiters.sandbox, "outgoing", outgoing)

    assert activate(smartrecruiters, path).status_code == 409
    assert inner == [None, 204]
    assert [one.active for one in smartrecruiters.read()[SUBSCRIPTIONS]][-1] is True
