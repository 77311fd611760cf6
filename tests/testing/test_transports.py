"""One sandbox, whichever way one asks: the same bytes over every transport, for every operation and its refusals."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from typing import Any

import pytest
from werkzeug.test import EnvironBuilder

from ats_sandbox.contract.body import Multipart
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.server import Server
from ats_sandbox.testing.ats import Ats
from ats_sandbox.testing.sandbox import Sandbox
from ats_sandbox.vendors import VENDORS
from ats_sandbox.world.domain.reading import Reading
from tests.contract.example_requests import (
    EVERY,
    HOSTILE,
    STRANGERS,
    invalid_bodies,
    path_of,
    resolve,
    schema_of,
    send_example,
    unknown_id,
)
from tests.lanes import Sample, each_operation
from tests.testing.clients import (
    GIVEN,
    INTERCEPTED,
    RawAnswer,
    RawRequest,
    Send,
    through_server,
    through_urllib3,
    through_wsgi,
)

_numbers = count(1)
HOST = "a-host-that-does-not-exist.example"
AGAIN = 2
"""Requests that a client which was given a way already sends once more when it is intercepted: the way is the same."""


class Pen:
    """Writes down what the generic tests would send."""

    def __init__(self, vendor: Vendor, world: Reading) -> None:
        self.vendor = vendor
        self._world = world
        self.written: list[RawRequest] = []

    def read(self) -> Reading:
        return self._world

    def send(self, method: str, path: str, *, token: str | None = "sandbox-admin", **settings: Any) -> None:
        headers = {**(self.vendor.auth.present(token) if token is not None else {}), **settings.pop("headers", {})}
        builder = EnvironBuilder(f"/{self.vendor.name}{path}", method=method, headers=headers, **settings)
        self.written.append(RawRequest.of(builder))


def requests_of(vendor: Vendor, operation: Operation, world: Reading) -> list[RawRequest]:
    """All that the contract tests ask of every operation; its example comes last, in a world that nothing changed.

    All but the empty token: some clients refuse to send a header that ends in a blank.
    """
    pen: Any = Pen(vendor, world)
    strangers = [token for token in STRANGERS if token != ""]
    for token in (*strangers, "sandbox-unscoped", *(["sandbox-readonly"] if operation.writes else [])):
        send_example(pen, operation, token=token)
    for name, value in operation.example.path.items():
        send_example(pen, operation, path=path_of(operation, world, **{name: unknown_id(resolve(value, world))}))
    if operation.body is not None and not isinstance(operation.body, Multipart):
        body = resolve(operation.example.body, world) or {}
        schema = schema_of(operation, body)
        for _, spoiled in invalid_bodies(schema, body):
            send_example(pen, operation, body=spoiled)
        for hostile in HOSTILE.values():
            send_example(pen, operation, data=hostile, content_type="application/json", json=None)
    send_example(pen, operation)
    written: list[RawRequest] = pen.written
    return written


@pytest.fixture(scope="module")
def ats() -> Sandbox:
    return Sandbox()


@pytest.fixture(scope="module")
def clients(ats: Sandbox) -> Iterator[dict[str, Send]]:
    """Every way to ask that is given to a client."""
    with ExitStack() as stack:
        made = {name: stack.enter_context(through(ats)) for name, through in GIVEN.items()}
        made["server"] = stack.enter_context(through_server(ats))
        made["WSGI"] = stack.enter_context(through_wsgi(ats))
        yield made


@pytest.fixture(scope="module")
def unaware(ats: Sandbox) -> Iterator[dict[str, Send]]:
    """Every client that was given nothing, in a block of interception."""
    with ExitStack() as stack:
        stack.enter_context(ats.intercept(others="refuse", skailer=HOST))
        yield {name: stack.enter_context(through(None)) for name, through in INTERCEPTED.items()}


def answers(ats: Sandbox, play: Send, origin: str, asked: list[RawRequest]) -> list[RawAnswer]:
    """What a new world answers to requests, one after the other."""
    name = f"parity-{next(_numbers)}"
    heard = [
        play(origin, RawRequest(one.method, one.path, {**one.headers, "X-Sandbox-World": name}, one.body))
        for one in asked
    ]
    assert ats.worlds.drop(name)
    return heard


@each_operation(EVERY)
def test_every_transport_brings_the_same_bytes(
    ats: Sandbox, clients: dict[str, Send], sample: Sample, vendor: str, operation: Operation
) -> None:
    *refused, example = requests_of(ats.base(vendor).vendor, operation, ats.world.read())
    asked = [*sample(refused), example]

    expected = answers(ats, clients["WSGI"], ats.origin, asked)

    assert expected[-1].status == operation.success
    for name, play in sample(list(clients.items())):
        assert answers(ats, play, ats.origin, asked) == expected, name


@each_operation(EVERY)
def test_every_intercepted_client_hears_the_same_bytes(
    ats: Sandbox,
    clients: dict[str, Send],
    unaware: dict[str, Send],
    sample: Sample,
    vendor: str,
    operation: Operation,
) -> None:
    base = ats.base(vendor)
    origin = base.real or f"https://{HOST}"
    *refused, example = requests_of(base.vendor, operation, ats.world.read())
    asked = [
        RawRequest(one.method, one.path.removeprefix(f"/{vendor}"), one.headers, one.body)
        for one in (*sample(refused), example)
    ]

    expected = answers(ats, clients["WSGI"], origin, asked)
    shortly = answers(ats, clients["WSGI"], origin, asked[-AGAIN:])

    assert expected[-1].status == operation.success
    for name, play in sample(list(unaware.items())):
        if name in clients:
            assert answers(ats, play, origin, asked[-AGAIN:]) == shortly, name
        else:
            assert answers(ats, play, origin, asked) == expected, name


@pytest.mark.parametrize("vendor", VENDORS, ids=lambda one: one.name)
def test_strays_are_answered_the_same_everywhere(ats: Sandbox, clients: dict[str, Send], vendor: Vendor) -> None:
    pen: Any = Pen(vendor, ats.world.read())
    pen.send("PURGE", path_of(vendor.operations[0], ats.world.read()))
    pen.send("GET", "/no/such/path")
    pen.send("GET", "/an/%C3%A9/and%20a%20blank?q=%C3%A9&q=+")
    pen.send("HEAD", path_of(vendor.operations[0], ats.world.read()))

    expected = answers(ats, clients["WSGI"], ats.origin, pen.written)

    for name, play in clients.items():
        assert answers(ats, play, ats.origin, pen.written) == expected, name


@pytest.mark.parametrize(
    ("host", "vendor", "path"),
    [
        ("api-eu.bindbee.dev", "bindbee", "/api/ats/v1/offers"),
        ("api.sandbox.smartrecruiters.com", "smartrecruiters", "/candidates?limit=1"),
    ],
)
def test_a_vendors_other_host_leads_to_it_too(
    ats: Sandbox, unaware: dict[str, Send], host: str, vendor: str, path: str
) -> None:
    one = RawRequest("GET", path, ats.base(vendor).headers(), b"")

    heard = {name: play(f"https://{host}", one) for name, play in unaware.items()}
    with Server(ats.application) as server, through_urllib3(None) as ask:
        at_the_server = ask(server.url, RawRequest("GET", path, {**one.headers, "Host": host}, b""))

    assert {answer.status for answer in (*heard.values(), at_the_server)} == {200}


def test_where_smartrecruiters_gives_out_tokens_no_secret_leaves_this_process(
    ats: Sandbox, unaware: dict[str, Send]
) -> None:
    form = b"grant_type=client_credentials&client_id=acme&client_secret=secret"
    one = RawRequest("POST", "/identity/oauth/token", {"Content-Type": "application/x-www-form-urlencoded"}, form)

    heard = {name: play("https://www.smartrecruiters.com", one) for name, play in unaware.items()}

    assert len({answer.status for answer in heard.values()}) == 1
    assert ats.journal.count(vendor="smartrecruiters", path="/identity/oauth/token") == len(unaware)


def test_what_is_told_of_a_base_is_where_it_answers() -> None:
    ats: Ats = Sandbox()
    session = ats.requests_session()

    assert session.get(f"{ats.stackone}/unified/ats/jobs", headers=ats.stackone.headers()).status_code == 200
    assert str(ats.stackone) == ats.stackone.url
    assert ats.stackone.real == "https://api.stackone.com"
    assert ats.skailer.real is None
