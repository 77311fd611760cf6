"""Requests of the table of statuses: each arranges what must be so before, and sends an operation's example, varied."""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace
from werkzeug import Request
from werkzeug.test import TestResponse, create_environ

from ats_sandbox.contract.limits import Spender
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.principal import Principal
from ats_sandbox.contract.resources.pages import pack
from ats_sandbox.vendors.smartrecruiters import SMARTRECRUITERS
from ats_sandbox.vendors.stackone import STACKONE
from ats_sandbox.vendors.stackone.faults import LIMIT
from ats_sandbox.vendors.stackone.ids import remote_of
from ats_sandbox.vendors.stackone.orders.records import ASSESSMENTS, CHECKS, OrderKind
from ats_sandbox.vendors.stackone.repositories import (
    APPLICATIONS,
    CANDIDATES,
    INTERVIEWS,
    JOBS,
    POSTINGS,
    REASONS,
    STAGES,
    ProviderRepository,
)
from ats_sandbox.vendors.stackone.state import ACCOUNTS, account_of
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.pipelines import STAGES as STAGE_RECORDS
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.reasons import Decider
from tests.client import VendorClient
from tests.contract.example_requests import path_of, resolve, send_example
from tests.contract.status_tables import Send
from tests.vendors.stackone.api import basic

BUDGET = 1000
UNKNOWN = "nobody"
"""The id of no record."""
FISHING = {"source_value": "Gone fishing"}
"""A value that the provider does not know."""
FOREIGN_CURSOR = pack(r={"l": "ats_list_nothing", "a": 1})
OWNERS: dict[str, ProviderRepository[Any]] = {
    "applications": APPLICATIONS,
    "candidates": CANDIDATES,
    "interviews": INTERVIEWS,
    "jobs": JOBS,
}


def example(**facts: Any) -> Send:
    """The operation's own example, sent with other facts."""
    return lambda client, operation: send_example(client, operation, **facts)


def authorized(credentials: str, **facts: Any) -> Send:
    """The example with these credentials, in their plain text."""
    return example(token=None, headers={**basic(credentials), "x-account-id": "acme"}, **facts)


def account(key: str, **facts: Any) -> Send:
    """The example for another linked account."""
    return example(headers={"x-account-id": key}, **facts)


def without_account(token: str = "sandbox-admin", **facts: Any) -> Send:
    return example(token=None, headers=basic(f"{token}:"), **facts)


def removed_account(client: VendorClient, operation: Operation) -> TestResponse:
    assert client.delete("/accounts/acme-basic").status_code == 200
    return account("acme-basic")(client, operation)


def suspended_elsewhere(client: VendorClient, operation: Operation) -> TestResponse:
    """For a suspended account at a system that has nothing of the kind."""
    with client.arrange() as draft:
        held = account_of(draft, "acme-hris")
        assert held is not None
        draft.put(ACCOUNTS, replace(held, status="suspended"))
    return account("acme-hris")(client, operation)


def spent(send: Send, key: str = "sandbox-admin", then: int = 0) -> Send:
    """A request when the key's budget is used up, the last of it some milliseconds ago."""

    def send_late(client: VendorClient, operation: Operation) -> TestResponse:
        held = client.sandbox.worlds[client.name]
        held.meter.enforced = True
        spender = Spender(STACKONE.operations[0], Request(create_environ()), Principal(key, "the spender"))
        for _ in range(BUDGET):
            held.meter.count(LIMIT, STACKONE.name, spender, client.world.now)
        client.world.advance(then)
        return send(client, operation)

    return send_late


def at(id: str = "nobody", **facts: Any) -> Send:
    """The example, for another record."""

    def send(client: VendorClient, operation: Operation) -> TestResponse:
        name = "provider" if "{provider}" in operation.path else "id"
        return send_example(client, operation, path=path_of(operation, client.read(), **{name: id}), **facts)

    return send


def below(id: str) -> Send:
    """The example, for another lower record."""
    return lambda client, operation: send_example(
        client, operation, path=path_of(operation, client.read(), subResourceId=id)
    )


def elsewhere(client: VendorClient, operation: Operation) -> TestResponse:
    """A lower record, through an upper one that it does not belong to."""
    world = client.read()
    owners = OWNERS[operation.path.split("/")[3]]
    own = owners.codec.read(world, resolve(operation.example.path["id"], world))
    rows = world[owners.collection]
    mine = rows[own] if own is not None else None
    others = (one for one in rows if one.id != own)
    if owners is JOBS:
        others = (one for one in others if one.pipeline != mine.pipeline)
    path = path_of(operation, world, id=owners.id_of(world, next(others)))
    return send_example(client, operation, path=path)


def by_remote_id(client: VendorClient, operation: Operation) -> TestResponse:
    """The example, with the provider's ids in its path."""
    world = client.read()
    ids = {name: remote_of(resolve(value, world)) for name, value in operation.example.path.items()}
    return send_example(client, operation, path=path_of(operation, world, **ids))


def hidden(client: VendorClient, operation: Operation) -> TestResponse:
    """A confidential record, for somebody who may not see it."""
    world = client.read()
    owners = OWNERS[operation.path.split("/")[3]]
    one = next(one for one in world[owners.collection] if one.confidential)
    return at(owners.id_of(world, one), token="sandbox-restricted")(client, operation)


def raw(content: bytes, **facts: Any) -> Send:
    return example(data=content, json=None, content_type="application/json", **facts)


def query(text: str) -> Send:
    """The example with other parameters."""
    return example(query_string=text)


def body(**members: Any) -> Send:
    """A body of these members alone; functions are asked about the world."""

    def send(client: VendorClient, operation: Operation) -> TestResponse:
        world = client.read()
        return send_example(client, operation, body={name: resolve(value, world) for name, value in members.items()})

    return send


def but(**members: Any) -> Send:
    """The example's body with other members; functions are asked about the world."""

    def send(client: VendorClient, operation: Operation) -> TestResponse:
        held = resolve(operation.example.body, client.read()) or {}
        return body(**{**held, **members})(client, operation)

    return send


def first_candidate(world: Reading) -> str:
    """The candidate of the first application."""
    return CANDIDATES.id_of(world, world.candidates[_first(world).candidate])


def first_job(world: Reading) -> str:
    """The job of the first application."""
    return JOBS.id_of(world, world.jobs[_first(world).job])


def _first(world: Reading) -> Any:
    return next(iter(world.applications))


def posting_elsewhere(world: Reading) -> str:
    """A posting of another job than the first application's."""
    found = next(one for one in world[POSTINGS.collection] if one.job != _first(world).job)
    return POSTINGS.id_of(world, found)


def stage_elsewhere(world: Reading) -> str:
    """A stage of another pipeline than the first application's."""
    pipeline = world.jobs[_first(world).job].pipeline
    return STAGES.id_of(world, next(one for one in world.stages if one.pipeline != pipeline))


def candidate_elsewhere(world: Reading) -> str:
    """Another candidate than the first application's, and than those that orders are for."""
    taken = {one.candidate for kind in (ASSESSMENTS, CHECKS) for one in world[kind.orders.collection]}
    found = next(one for one in world.candidates if one.id not in {*taken, _first(world).candidate})
    return CANDIDATES.id_of(world, found)


def job_elsewhere(world: Reading) -> str:
    return JOBS.id_of(world, next(one for one in world.jobs if one.id != _first(world).job))


def remote_job_elsewhere(world: Reading) -> str:
    return remote_of(job_elsewhere(world))


def remote(repository: ProviderRepository[Any]) -> Callable[[Reading], str]:
    """The provider's id of a candidate who is not on that job."""
    return lambda world: remote_of(repository.first_id(world))


def application_elsewhere(world: Reading) -> str:
    """An application of another candidate than the first."""
    first = next(iter(world.candidates)).id
    return APPLICATIONS.id_of(world, next(one for one in world.applications if one.candidate != first))


def taken_email(world: Reading) -> str:
    people = (one.email for one in world.candidates if one.id != 1)
    return next(email for email in people if email is not None)


def own_reason(world: Reading) -> str:
    """A reason of candidates for withdrawing."""
    return REASONS.id_of(world, next(one for one in world.reasons if one.decider is Decider.CANDIDATE))


def move_elsewhere(how: Callable[..., Send]) -> Send:
    """A move of the application of the example to a stage of another pipeline, sent in a way."""

    def foreign(world: Reading) -> str:
        found = next(one for one in STACKONE.operations if one.id == "ats_move_application")
        named = APPLICATIONS.codec.read(world, resolve(found.example.path["id"], world))
        assert named is not None
        pipeline = world.jobs[world.applications[named].job].pipeline
        return STAGES.id_of(world, next(one for one in world.stages if one.pipeline != pipeline))

    return how(interview_stage_id=foreign)


def without_leads(send: Send) -> Send:
    """A request when no pipeline has a stage for leads."""

    def send_then(client: VendorClient, operation: Operation) -> TestResponse:
        with client.arrange() as draft:
            for stage in [one for one in draft.stages if one.phase is ApplicationStatus.LEAD]:
                draft.remove(STAGE_RECORDS, stage.id)
        return send(client, operation)

    return send_then


def ended(**members: Any) -> Send:
    """The example, or another body, for the same application when it has been rejected."""

    def send(client: VendorClient, operation: Operation) -> TestResponse:
        world = client.read()
        path = path_of(operation, world)
        sent = {name: resolve(one, world) for name, one in members.items()} or resolve(operation.example.body, world)
        assert client.post(f"{path.rpartition('/')[0]}/reject", json={}).status_code == 200
        return send_example(client, operation, path=path, body=sent)

    return send


def for_job_in_use(**members: Any) -> Send:
    """A change of a job that has applications."""

    def send(client: VendorClient, operation: Operation) -> TestResponse:
        world = client.read()
        sent = {name: resolve(one, world) for name, one in members.items()}
        return send_example(client, operation, path=path_of(operation, world, id=first_job(world)), body=sent)

    return send


def kind_of(operation: Operation) -> OrderKind:
    return ASSESSMENTS if "assessments" in operation.id else CHECKS


def ordered_again(**members: Any) -> Send:
    """An order with the id of another one."""

    def send(client: VendorClient, operation: Operation) -> TestResponse:
        key = next(iter(client.read()[kind_of(operation).orders.collection])).key
        return but(id=key, **members)(client, operation)

    return send


def package_in_use(client: VendorClient, operation: Operation) -> TestResponse:
    world = client.read()
    open_ones = (one for one in world[CHECKS.orders.collection] if one.open and one.package is not None)
    package = CHECKS.packages.collection, next(open_ones).package
    assert package[1] is not None
    return at(CHECKS.packages.id_of(world, world[package[0]][package[1]]))(client, operation)


def last_package_name(world: Reading) -> str:
    name = list(world[CHECKS.packages.collection])[-1].name
    assert name is not None
    return name


def session_that_ended(client: VendorClient, operation: Operation) -> TestResponse:
    told = client.post("/connect_sessions", json={"origin_owner_id": "a", "origin_owner_name": "A", "expires_in": 60})
    client.world.advance(60_000)
    return send_example(client, operation, body={"token": told.json["token"]})  # type: ignore[index]


def passed(method: str, path: str, **more: Any) -> Send:
    """A request through the proxy."""
    return body(method=method, path=path, **more)


def passed_example(id: str, **more: Any) -> Send:
    """The example of an operation of the provider's, through the proxy."""

    def send(client: VendorClient, operation: Operation) -> TestResponse:
        asked = next(one for one in SMARTRECRUITERS.operations if one.id == id)
        world = client.read()
        sent = {"method": asked.method.lower(), "path": path_of(asked, world), **more}
        if asked.example.body is not None:
            sent["body"] = resolve(asked.example.body, world)
        return send_example(client, operation, body=sent)

    return send


def unchanged(client: VendorClient, operation: Operation) -> TestResponse:
    """A read of what the provider says is as it was."""
    path = f"/v1/companies/{client.read().company.identifier}/postings"
    told = passed("get", path)(client, operation)
    assert told.status_code == 200
    tag = (told.json or {})["headers"]["etag"]
    return passed("get", path, headers={"If-None-Match": tag})(client, operation)


def job_hidden_at_the_provider(client: VendorClient, operation: Operation) -> TestResponse:
    world = client.read()
    job = next(one for one in world.jobs if one.confidential)
    asked = {"method": "get", "path": f"/jobs/{native_id(world, 'job', job.id)}"}
    return send_example(client, operation, body=asked, token="sandbox-restricted")


def conflicting(client: VendorClient, operation: Operation) -> TestResponse:
    """A change of a candidate's address at the provider to that of another one."""
    bea = {"firstName": "Bea", "lastName": "Quist", "email": "bea.quist@example.com"}
    ids = []
    for person in (bea, bea | {"email": "cy.quist@example.com"}):
        made = passed("post", "/candidates", body=person)(client, operation)
        ids.append((made.json or {})["data"]["id"])
    return passed("patch", f"/candidates/{ids[1]}", body={"email": bea["email"]})(client, operation)


def throttled(client: VendorClient, operation: Operation) -> TestResponse:
    """A read through the proxy when the provider's own limit of ten a second is used up."""
    client.sandbox.worlds[client.name].meter.enforced = True
    for _ in range(10):
        assert send_example(client, operation).status_code == 200
    return send_example(client, operation)


def nowhere(method: str, path: str, **facts: Any) -> Send:
    return lambda client, _: client.send(method, path, **facts)
