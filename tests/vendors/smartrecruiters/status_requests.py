"""Ways to ask an operation of SmartRecruiters, for the tests of what its page says."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from msgspec.structs import replace
from werkzeug.test import TestResponse

from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.principal import OWN_PRINCIPALS, OwnPrincipal, Principal, alternatives
from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.call import facts_of
from ats_sandbox.vendors.smartrecruiters.identity.scopes import SCOPES
from ats_sandbox.world.domain.users import USERS, UserRole
from tests.client import VendorClient
from tests.contract.example_requests import path_of, resolve, send_example, unknown_id
from tests.contract.status_tables import Send
from tests.vendors.smartrecruiters import people
from tests.vendors.smartrecruiters.callers import token_in, token_of

Of = Callable[[VendorClient], Any]
"""A value that depends on the world."""


def example(**facts: Any) -> Send:
    """The operation's own example, sent with other facts."""
    return lambda client, operation: send_example(client, operation, **facts)


def headed(**headers: str) -> Send:
    """The example with these headers, `_` for `-`, in place of a key."""
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return example(token=None, headers=told)


def body(value: Any) -> Send:
    """The example with another body."""
    return lambda client, operation: send_example(client, operation, body=value(client) if callable(value) else value)


def changed(*left_out: str, **members: Any) -> Send:
    """The example with another value of some members of its body, and without others."""

    def send(client: VendorClient, operation: Operation) -> TestResponse:
        told = resolve(operation.example.body, client.read()) | members
        return send_example(client, operation, body={name: told[name] for name in told if name not in left_out})

    return send


def raw(content: bytes, media_type: str = "application/json") -> Send:
    return example(data=content, json=None, content_type=media_type)


def query(**values: object) -> Send:
    """The example with other parameters beside its own."""

    def send(client: VendorClient, operation: Operation) -> TestResponse:
        own = {name: resolve(value, client.read()) for name, value in operation.example.query.items()}
        return send_example(client, operation, query_string={**own, **values})

    return send


def at(**named: str | Of) -> Send:
    """The example, with other ids in the path."""

    def send(client: VendorClient, operation: Operation) -> TestResponse:
        told = {name: value(client) if callable(value) else value for name, value in named.items()}
        return send_example(client, operation, path=path_of(operation, client.read(), **told))

    return send


def unknown(name: str) -> Send:
    """The example, with an id in the path that was never given out."""
    return lambda client, operation: at(**{name: unknown_id(resolve(operation.example.path[name], client.read()))})(
        client, operation
    )


def unfit(client: VendorClient, operation: Operation) -> TestResponse:
    """The example, with an id that does not look like any."""
    return at(**dict.fromkeys(operation.example.path, "x"))(client, operation)


def hidden(client: VendorClient, operation: Operation) -> TestResponse:
    """The example about a confidential job and somebody on it, asked for by who may not see them."""
    world, one = client.read(), people.a_hidden_application(client)
    named = {"jobId": ids.JOB.write(world, one.job)} if "{jobId}" in operation.path else {}
    if operation.path.startswith("/candidates/{id}"):
        named["id"] = ids.CANDIDATE.write(world, one.candidate)
    return send_example(client, operation, path=path_of(operation, world, **named), token="sandbox-restricted")


def nonsense(token: str | None) -> Send:
    """Unknown ids and half a body."""

    def send(client: VendorClient, operation: Operation) -> TestResponse:
        path = re.sub(r"\{[^}]+\}", "unknown", operation.path)
        return client.send(operation.method, path, token=token, data=b"{", content_type="application/json")

    return send


def holding(choose: Callable[[frozenset[str]], frozenset[str]]) -> Send:
    """The example, by a credential with some of the scopes that the operation names and with no other."""

    def send(client: VendorClient, operation: Operation) -> TestResponse:
        scopes = choose(frozenset().union(*alternatives(operation.scope or "")))
        with client.arrange() as draft:
            principal = Principal("holder", "is made for a test", scopes=scopes & SCOPES)
            draft.put(OWN_PRINCIPALS, OwnPrincipal(id=draft.next_id(OWN_PRINCIPALS), principal=principal))
        return send_example(client, operation, token="holder")

    return send


def first(scopes: frozenset[str]) -> frozenset[str]:
    return frozenset(sorted(scopes)[:1])


def shut_out(client: VendorClient, operation: Operation) -> TestResponse:
    """The example, by a user who was deactivated after having got a key."""
    user = next(iter(client.read().users.where(role=UserRole.ADMINISTRATOR)))
    token = token_of(client, user.id)
    with client.arrange() as draft:
        draft.put(USERS, replace(user, active=False))
    return send_example(client, operation, token=token)


def in_role(role: UserRole) -> Send:
    return lambda client, operation: send_example(client, operation, token=token_in(client, role))


def after(token_age: int) -> Send:
    """The example, with an access token of an age in milliseconds."""

    def send(client: VendorClient, operation: Operation) -> TestResponse:
        issued = client.sandbox.worlds[client.name].tokens.issue(vendor="smartrecruiters")
        client.world.advance(token_age)
        return headed(Authorization=f"Bearer {issued.token}")(client, operation)

    return send


def once_more(client: VendorClient, operation: Operation) -> TestResponse:
    """A request, when as many were made in the second as are allowed, whatever was answered."""
    client.sandbox.worlds[client.name].meter.enforced = True
    path = path_of(operation, client.read())
    for _ in range(facts_of(operation).per_second):
        assert client.send(operation.method, path).status_code != 429
    return client.send(operation.method, path)


def eleventh(path: str = "/configuration/company", then: int = 0, token: str = "sandbox-admin") -> Send:
    """The example, when ten requests were made, the last one some milliseconds ago."""

    def send(client: VendorClient, operation: Operation) -> TestResponse:
        client.sandbox.worlds[client.name].meter.enforced = True
        for _ in range(10):
            client.get(path)
        client.world.advance(then)
        return send_example(client, operation, token=token)

    return send


def twice(client: VendorClient, operation: Operation) -> TestResponse:
    """The example a second time, for the same record."""
    path = path_of(operation, client.read())
    done = send_example(client, operation, path=path)
    assert done.status_code == operation.success
    own = {name: resolve(value, client.read()) for name, value in operation.example.query.items()}
    return client.send(operation.method, path, query_string=own)


def versioned(client: VendorClient, operation: Operation) -> TestResponse:
    """The example again, by who has the answer."""
    tag = send_example(client, operation).headers["ETag"]
    return send_example(client, operation, headers={"If-None-Match": tag})


def to(method: str, path: str, **facts: Any) -> Send:
    """A request to a path, whatever the operation."""
    return lambda client, _: client.send(method, path, **facts)


nowhere = partial(to, "GET")
