"""Placing orders and taking in what came of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from msgspec.structs import replace

from ats_sandbox.vendors.stackone.call import Call
from ats_sandbox.vendors.stackone.enums import ATTACHMENT_CONTENT_TYPE, RESULT, UNMAPPED, Enumeration
from ats_sandbox.vendors.stackone.errors import (
    ApplicationOfAnotherCandidate,
    ApplicationOfAnotherJob,
    OrderExists,
    OrderOfAnotherCandidate,
)
from ats_sandbox.vendors.stackone.ids import remote_id_pair, remote_of
from ats_sandbox.vendors.stackone.orders.records import (
    ASSESSMENT_ORDERS,
    ASSESSMENT_PACKAGES,
    CHECK_ORDERS,
    CHECK_PACKAGES,
    TEST,
    Item,
    Order,
    Outcome,
    Package,
    tests_of,
)
from ats_sandbox.vendors.stackone.orders.views import HOST
from ats_sandbox.vendors.stackone.repositories import (
    APPLICATIONS,
    CANDIDATES,
    JOBS,
    USERS,
    KeyedRepository,
    ProviderRepository,
)
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Record

Sent = Mapping[str, Any]
S = TypeVar("S", bound=Record)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one kind of order is placed: its orders and the packages to choose from. `tested` ones consist of tests."""

    orders: KeyedRepository[Order]
    packages: ProviderRepository[Package]
    tested: bool = False

    def place(self, call: Call, sent: Sent) -> Order:
        """Place an order. What it names must exist and belong together; what it leaves out the application tells."""
        package = _named(call, self.packages, sent, "package")
        application = _named(call, APPLICATIONS, sent, "application")
        job = _named(call, JOBS, sent, "job")
        candidate = _named(call, CANDIDATES, sent, "candidate")
        if application is not None:
            if job is not None and job.id != application.job:
                raise ApplicationOfAnotherJob
            if candidate is not None and candidate.id != application.candidate:
                raise ApplicationOfAnotherCandidate
            job, candidate = call.world.jobs[application.job], call.world.candidates[application.candidate]
        ordinal = call.draft.next_id(self.orders.collection)
        key = _key(sent) or native_id(call.world, self.orders.kind, ordinal)
        if self.orders.lookup(call.world, key) is not None:
            raise OrderExists
        now = call.world.now
        order = Order(
            id=ordinal,
            key=key,
            package=None if package is None else package.id,
            item=_item(call.world, self.packages.kind, package) or _told(sent.get("package")),
            tests=tuple(_tests(call.world, package)) if self.tested else (),
            application=None if application is None else application.id,
            job=None if job is None else job.id,
            candidate=None if candidate is None else candidate.id,
            requester=_requester(call, sent.get("requester")),
            profile_url=(sent.get("candidate") or {}).get("profile_url"),
            results_update_url=sent.get("results_update_url"),
            outcome=None,
            created_at=now,
            updated_at=now,
        )
        return call.draft.put(self.orders.collection, order)

    def conclude(self, call: Call, order: Order, sent: Sent) -> Order:
        """Take in a result: what is sent overwrites what was there, null clears it."""
        about = sent.get("candidate") or {}
        if about.get("id") is not None:
            candidate = CANDIDATES.get_reference(call, about["id"], "candidate.id").id
            if order.candidate not in (None, candidate):
                raise OrderOfAnotherCandidate
            order = replace(order, candidate=candidate)
        if "profile_url" in about:
            order = replace(order, profile_url=about["profile_url"])
        facts = {name: sent[name] for name in Outcome.__struct_fields__ if name in sent}
        if facts.get("result") is not None:
            facts["result"] = _worded(RESULT, facts["result"])
        if facts.get("attachments") is not None:
            facts["attachments"] = [_attachment(one) for one in facts["attachments"]]
        if facts.get("score") is not None:
            facts["score"] = {name: facts["score"].get(name) for name in ("label", "value", "min", "max")}
        held = replace(order.outcome or Outcome(), **facts)
        return call.draft.put(self.orders.collection, replace(order, outcome=held, updated_at=call.world.now))


ASSESSMENTS = Desk(ASSESSMENT_ORDERS, ASSESSMENT_PACKAGES)
CHECKS = Desk(CHECK_ORDERS, CHECK_PACKAGES, tested=True)


def test_url(order: Order) -> str:
    """Where the candidate takes what was ordered."""
    return f"{HOST}/{remote_id_pair(order.key)['id']}"


def _key(sent: Sent) -> str | None:
    """The id that the caller gives the order, in the provider's form."""
    id = sent.get("remote_id") or sent.get("id")
    return remote_of(id) if id else None


def _named(call: Call, repository: ProviderRepository[S], sent: Sent, member: str) -> S | None:
    """The record that a member of an order names, by either of its ids."""
    told = sent.get(member) or {}
    for name in ("id", "remote_id"):
        if told.get(name) is not None:
            return repository.get_reference(call, told[name], f"{member}.{name}")
    return None


def _requester(call: Call, sent: Sent | None) -> dict[str, Any] | None:
    """Who placed the order; a user of the company shows with what is known of them."""
    if sent is None:
        return None
    shown = {name: sent.get(name) for name in ("first_name", "last_name", "email", "role")}
    id = sent.get("user_id") if sent.get("user_id") is not None else sent.get("remote_user_id")
    if id is None:
        return {**remote_id_pair(None, "user_id"), **shown}
    user = USERS.get_reference(call, id, "requester.user_id")
    known = {"first_name": user.first_name, "last_name": user.last_name, "email": user.email}
    ids = remote_id_pair(native_id(call.world, USERS.kind, user.id), "user_id")
    return {**ids, **{name: shown[name] if shown[name] is not None else known.get(name) for name in shown}}


def _item(world: Reading, kind: str, package: Package | None) -> Item | None:
    if package is None:
        return None
    return Item(remote_id=native_id(world, kind, package.id), name=package.name, description=package.description)


def _told(sent: Sent | None) -> Item | None:
    """A package that was only described."""
    if sent is None:
        return None
    return Item(remote_id=None, name=sent.get("name"), description=sent.get("description"))


def _tests(world: Reading, package: Package | None) -> list[Item]:
    if package is None:
        return []
    return [
        Item(remote_id=native_id(world, TEST, one.id), name=one.name, description=one.description)
        for one in tests_of(world, package.id)
    ]


def _worded(values: Enumeration, sent: Sent) -> dict[str, Any]:
    """`{value, source_value}`; a word of the provider's that is StackOne's too is both."""
    value, source = sent.get("value"), sent.get("source_value")
    if value is None and source is not None:
        word = source.casefold().replace(" ", "_") if isinstance(source, str) else ""
        value = word if word in values else UNMAPPED
    return {"value": value, "source_value": value if source is None else source}


def _attachment(sent: Sent) -> dict[str, Any]:
    kind = sent.get("content_type")
    return {
        "url": sent.get("url"),
        "content_type": None if kind is None else _worded(ATTACHMENT_CONTENT_TYPE, kind),
    }
