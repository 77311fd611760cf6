"""Requests that rows of the table of statuses are provoked with."""

import json
import time
from collections.abc import Callable
from threading import Thread
from typing import Any

from werkzeug.test import TestResponse

from ats_sandbox.contract.operation import Operation
from ats_sandbox.vendors.bindbee.connectors import CONNECTORS
from ats_sandbox.vendors.bindbee.gates import needs_connector
from ats_sandbox.vendors.bindbee.idempotency import UNDER_WAY
from ats_sandbox.vendors.bindbee.ids import read_record_id, record_id
from tests.client import VendorClient
from tests.contract.example_requests import path_of, resolve, send_example
from tests.contract.status_tables import Send
from tests.vendors.bindbee.demo_world import PREFIX, through

ACME = {**through("acme"), "Authorization": "Bearer sandbox-admin"}
KEY = {"X-Idempotency-Key": "one"}
ABSENT = object()
"""Takes a member out."""
UNSHARED = {"code": ABSENT, "email": ABSENT}


def example(**facts: Any) -> Send:
    """The operation's own example, sent with other facts."""
    return lambda client, operation: send_example(client, operation, **facts)


def by(connector: str, **facts: Any) -> Send:
    """The example through another connector."""
    return example(headers=through(connector), **facts)


def key_alone(**facts: Any) -> Send:
    """The example with a key and without a connector."""
    return example(token=None, headers={"Authorization": ACME["Authorization"]}, **facts)


def authorized(header: str) -> Send:
    """The example with another `Authorization`."""
    return example(token=None, headers={**ACME, "Authorization": header})


def query(**changed: Any) -> Send:
    """The example with other parameters."""

    def send(client: VendorClient, operation: Operation) -> TestResponse:
        own = {name: resolve(value, client.read()) for name, value in operation.example.query.items()}
        return send_example(client, operation, query_string=_with(own, changed))

    return send


def body(**members: Any) -> Send:
    """Just these members."""
    return example(body=members)


def changed(**members: Any) -> Send:
    """The example's body with other members; functions are asked about the client."""

    def send(client: VendorClient, operation: Operation) -> TestResponse:
        told = {name: one(client) if callable(one) else one for name, one in members.items()}
        return send_example(client, operation, body=_with(resolve(operation.example.body, client.read()), told))

    return send


def _with(own: dict[str, Any], changed: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in (own | changed).items() if value is not ABSENT}


def raw(content: bytes, content_type: str | None = "application/json", **facts: Any) -> Send:
    """The bytes of a body."""
    return example(data=content, json=None, content_type=content_type, **facts)


def encoded(encoding: str) -> Send:
    """The example's body in another encoding."""

    def send(client: VendorClient, operation: Operation) -> TestResponse:
        content = json.dumps(resolve(operation.example.body, client.read()))
        return raw(content.encode(encoding))(client, operation)

    return send


def at(id: str | Callable[[VendorClient, Operation], str], **facts: Any) -> Send:
    """The example, at another id."""

    def send(client: VendorClient, operation: Operation) -> TestResponse:
        (name,) = operation.example.path
        told = id if isinstance(id, str) else id(client, operation)
        return send_example(client, operation, path=path_of(operation, client.read(), **{name: told}), **facts)

    return send


def own_id(client: VendorClient, operation: Operation) -> str:
    """The id in the example."""
    (id,) = (resolve(one, client.read()) for one in operation.example.path.values())
    return str(id)


def form(write: Callable[[str], str]) -> Send:
    """The example's id, written in another way."""
    return at(lambda client, operation: write(own_id(client, operation)))


def elsewhere(client: VendorClient, operation: Operation) -> str:
    """The id that the example's record has behind another connector."""
    kind = "candidate" if "candidate_id" in operation.path else operation.id.removeprefix("get_")
    world = client.read()
    ordinal = read_record_id(world, 1, kind, own_id(client, operation))
    other = world[CONNECTORS].where(token="acme-live").first()
    assert ordinal is not None
    assert other is not None
    return record_id(world, other.id, kind, ordinal)


def of_another_kind(client: VendorClient, operation: Operation) -> str:
    """The id of a record of another model."""
    return record_id(client.read(), 1, "job" if operation.id != "get_job" else "candidate", 1)


def known(kind: str, ordinal: int = 1) -> Callable[[VendorClient], str]:
    """The id of a record, once there is a client."""
    return lambda client: record_id(client.read(), 1, kind, ordinal)


def then(*before: Send, send: Send) -> Send:
    """A request after others that succeed."""

    def late(client: VendorClient, operation: Operation) -> TestResponse:
        for one in before:
            assert one(client, operation).status_code < 400
        return send(client, operation)

    return late


def after(milliseconds: int, send: Send) -> Send:
    """A request some time later."""

    def late(client: VendorClient, operation: Operation) -> TestResponse:
        client.world.advance(milliseconds)
        return send(client, operation)

    return late


def spent(send: Send, wait: int = 0) -> Send:
    """A request when two hundred were made of what it counts against: the connector, or the key."""

    def late(client: VendorClient, operation: Operation) -> TestResponse:
        client.sandbox.worlds[client.name].meter.enforced = True
        for _ in range(200):
            client.get(f"{PREFIX}/tags" if needs_connector(operation) else f"{PREFIX}/connectors")
        client.world.advance(wait)
        return send(client, operation)

    return late


def keyed(**facts: Any) -> Send:
    """The example with an idempotency key."""
    return example(headers={**through("acme"), **KEY}, **facts)


def another(**facts: Any) -> Send:
    """The example with one member more, which nobody knows, and without those that no two records share."""

    def send(client: VendorClient, operation: Operation) -> TestResponse:
        told = resolve(operation.example.body, client.read())
        return send_example(client, operation, body=_with(told, {**UNSHARED, "another": 1}), **facts)

    return send


def linked_anew(slug: str, send: Callable[[str], Send]) -> Send:
    """A request through a new connector to a system, whose token it is given."""

    def late(client: VendorClient, operation: Operation) -> TestResponse:
        customer = {"org_name": "Example Works", "origin_id": f"{slug}-1"}
        invitation = {"end_user_data": customer, "category": "ATS", "integration": slug}
        assert client.post("/api/embedded/v1/link/create-link-token", json=invitation).status_code == 200
        found = client.read()[CONNECTORS].where(origin=(f"{slug}-1", slug)).first()
        assert found is not None
        return send(found.token)(client, operation)

    return late


def under_way(client: VendorClient, operation: Operation) -> TestResponse:
    """The example with a key while another one with the key waits for somebody who writes."""
    first = Thread(target=keyed(), args=(client, operation))
    with client.arrange():
        first.start()
        deadline = time.monotonic() + 10
        while not UNDER_WAY:
            assert time.monotonic() < deadline, "no write with a key came"
            time.sleep(0.002)
        answer = keyed()(client, operation)
    first.join(10)
    return answer


def nowhere(method: str, path: str, **facts: Any) -> Send:
    """A request that no operation is for."""
    return lambda client, _: client.send(method, path, **facts)
