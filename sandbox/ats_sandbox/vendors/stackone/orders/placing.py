"""Placing orders and taking in what came of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from msgspec.structs import replace

from ats_sandbox.contract.operation import Document
from ats_sandbox.vendors.stackone.call import AnyCall
from ats_sandbox.vendors.stackone.enums import ATTACHMENT_CONTENT_TYPE, RESULT, UNMAPPED, Enumeration
from ats_sandbox.vendors.stackone.errors import (
    ApplicationOfAnotherCandidate,
    ApplicationOfAnotherJob,
    OrderExists,
    OrderOfAnotherCandidate,
)
from ats_sandbox.vendors.stackone.ids import id_pair, remote_id_pair, remote_of
from ats_sandbox.vendors.stackone.orders.records import (
    ASSESSMENT_ORDERS,
    ASSESSMENT_PACKAGES,
    CHECK_ORDERS,
    CHECK_PACKAGES,
    Item,
    Order,
    Outcome,
    Package,
    tests_of,
)
from ats_sandbox.vendors.stackone.repositories import (
    APPLICATIONS,
    CANDIDATES,
    JOBS,
    USERS,
    KeyedRepository,
    ProviderRepository,
)
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.store.table import Record

Body = Mapping[str, Any]
S = TypeVar("S", bound=Record)


@dataclass(frozen=True, slots=True)
class OrderKind:
    """One kind of order: its orders and the packages to choose from. `tested` packages consist of tests."""

    orders: KeyedRepository[Order]
    packages: ProviderRepository[Package]
    tested: bool = False

    def place(self, call: AnyCall, body: Body) -> Order:
        """Place an order. What it names must exist and belong together; an application implies the rest."""
        package = _named(call, self.packages, body, "package")
        application = _named(call, APPLICATIONS, body, "application")
        job = _named(call, JOBS, body, "job")
        candidate = _named(call, CANDIDATES, body, "candidate")
        if application is not None:
            if job is not None and job.id != application.job:
                raise ApplicationOfAnotherJob
            if candidate is not None and candidate.id != application.candidate:
                raise ApplicationOfAnotherCandidate
            job, candidate = call.world.jobs[application.job], call.world.candidates[application.candidate]
        ordinal = call.draft.next_id(self.orders.collection)
        key = _key(body) or native_id(call.world, self.orders.kind, ordinal)
        if self.orders.lookup(call.world, key) is not None:
            raise OrderExists
        now = call.world.now
        order = Order(
            id=ordinal,
            key=key,
            package=None if package is None else package.id,
            item=self._item(call, package, body.get("package")),
            tests=tuple(tests_of(call.world, package.id)) if self.tested and package is not None else (),
            application=None if application is None else application.id,
            job=None if job is None else job.id,
            candidate=None if candidate is None else candidate.id,
            requester=_requester(call, body.get("requester")),
            profile_url=(body.get("candidate") or {}).get("profile_url"),
            results_update_url=body.get("results_update_url"),
            created_at=now,
            updated_at=now,
        )
        return call.draft.put(self.orders.collection, order)

    def _item(self, call: AnyCall, package: Package | None, described: Body | None) -> Item | None:
        """The package as it is now, or one that is only described."""
        if package is not None:
            remote = native_id(call.world, self.packages.kind, package.id)
            return Item(remote_id=remote, name=package.name, description=package.description)
        if described is None:
            return None
        return Item(remote_id=None, name=described.get("name"), description=described.get("description"))

    def conclude(self, call: AnyCall, order: Order, body: Body) -> Order:
        """Take in a result: what is sent overwrites what was there, null clears it."""
        about = body.get("candidate") or {}
        if about.get("id") is not None:
            candidate = CANDIDATES.get_reference(call, about["id"], "candidate.id").id
            if order.candidate not in (None, candidate):
                raise OrderOfAnotherCandidate
            order = replace(order, candidate=candidate)
        if "profile_url" in about:
            order = replace(order, profile_url=about["profile_url"])
        facts = {name: body[name] for name in Outcome.__struct_fields__ if name in body}
        if facts.get("result") is not None:
            facts["result"] = _enum_value(RESULT, facts["result"])
        if facts.get("attachments") is not None:
            facts["attachments"] = [_attachment(one) for one in facts["attachments"]]
        if facts.get("score") is not None:
            facts["score"] = {name: facts["score"].get(name) for name in ("label", "value", "min", "max")}
        outcome = replace(order.latest, **facts)
        return call.draft.put(self.orders.collection, replace(order, outcome=outcome, updated_at=call.world.now))


ASSESSMENTS = OrderKind(ASSESSMENT_ORDERS, ASSESSMENT_PACKAGES)
CHECKS = OrderKind(CHECK_ORDERS, CHECK_PACKAGES, tested=True)


def _key(body: Body) -> str | None:
    """The id that the caller gives the order, in the provider's form."""
    id = body.get("remote_id") or body.get("id")
    return remote_of(id) if id else None


def _named(call: AnyCall, repository: ProviderRepository[S], body: Body, member: str) -> S | None:
    """The record that a member of an order names, by either of its ids."""
    named = body.get(member) or {}
    for name in ("id", "remote_id"):
        if named.get(name) is not None:
            return repository.get_reference(call, named[name], f"{member}.{name}")
    return None


def _requester(call: AnyCall, body: Body | None) -> Document | None:
    """Who placed the order; a user of the company shows with what is known of them."""
    if body is None:
        return None
    given = {name: body.get(name) for name in ("first_name", "last_name", "email", "role")}
    id = body.get("user_id") if body.get("user_id") is not None else body.get("remote_user_id")
    if id is None:
        return {**remote_id_pair(None, "user_id"), **given}
    user = USERS.get_reference(call, id, "requester.user_id")
    known = {"first_name": user.first_name, "last_name": user.last_name, "email": user.email}
    shown = {name: value if value is not None else known.get(name) for name, value in given.items()}
    return {**id_pair(call.world, USERS.kind, user.id, "user_id"), **shown}


def _enum_value(values: Enumeration, body: Body) -> Document:
    """`{value, source_value}`; a value of the provider's that is StackOne's too is both."""
    value, source = body.get("value"), body.get("source_value")
    if value is None and source is not None:
        known = source.casefold().replace(" ", "_") if isinstance(source, str) else ""
        value = known if known in values else UNMAPPED
    return {"value": value, "source_value": value if source is None else source}


def _attachment(body: Body) -> Document:
    kind = body.get("content_type")
    content_type = None if kind is None else _enum_value(ATTACHMENT_CONTENT_TYPE, kind)
    return {"url": body.get("url"), "content_type": content_type}
