"""Orders of assessments and of background checks: placing them, reading them, and taking in the results."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from msgspec.structs import replace

from ats_sandbox.contract.evidence import documented
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.schema import Members, RequestSchema, ResponseSchema
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.stackone import enums, errors
from ats_sandbox.vendors.stackone.call import AnyCall, Call, Resource
from ats_sandbox.vendors.stackone.ids import id_pair, remote_id_pair, remote_of
from ats_sandbox.vendors.stackone.orders import schemas
from ats_sandbox.vendors.stackone.orders.packages import assessments, background_checks
from ats_sandbox.vendors.stackone.orders.records import (
    ASSESSMENTS,
    CHECKS,
    Item,
    Order,
    OrderKind,
    Outcome,
    Package,
    item_of,
    tests_of,
)
from ats_sandbox.vendors.stackone.queries import PlainListQuery, ReadQuery
from ats_sandbox.vendors.stackone.records import CONTRACT, PREFIX, Records, a
from ats_sandbox.vendors.stackone.repositories import APPLICATIONS, CANDIDATES, JOBS, USERS, ProviderRepository
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.store.table import R

__all__ = ["assessments", "background_checks"]

EARLIER = documented("StackOne's own clients until mid-2025; its contract no longer has it")
RESULT: Document = {
    "score": {"label": "Percentage", "value": "80", "min": "0", "max": "100"},
    "start_date": "2026-02-20T09:00:00.000Z",
    "submission_date": "2026-02-20T10:00:00.000Z",
    "summary": "Well done.",
    "result": {"value": "passed"},
    "result_url": "https://tests.example.com/results/80",
    "attachments": [{"url": "https://tests.example.com/80.pdf", "content_type": {"value": "pdf"}}],
}


def declare_orders(
    resource: Resource, kind: OrderKind, shape: type[ResponseSchema], body: type[RequestSchema], *, listed: bool = False
) -> None:
    """Declare the operations on one kind of order: placing one, its result, and the reads that the vendor has removed.

    Older clients still use those; only `listed` orders had a list among them.
    """
    path, noun, view = f"/{kind.noun}s/orders", kind.noun.replace("_", " "), view_of(schemas.OrderResult)
    requests, results = (f"{kind.id}_request",) * 2, (f"{kind.id}_result",) * 2
    about = f"an order of {a(noun)}"

    def place(call: Call) -> Document:
        return view(placed(call, kind), call)

    place.__doc__ = (
        f"Order {a(noun)}.\n\nNothing is required. What is named must exist and belong together; an application tells "
        "its job and its candidate. An order keeps the id that is sent."
    )
    resource.post(
        f"{PREFIX}{path}",
        id=f"ats_order_{kind.id}_request",
        body=body,
        returns=schemas.OrderResult,
        errors=[
            errors.ReferenceNotFound,
            errors.OrderExists,
            errors.ApplicationOfAnotherCandidate,
            errors.ApplicationOfAnotherJob,
        ],
        evidence=CONTRACT,
        example=Example(
            body=lambda world: {
                "package": {"id": kind.packages.first_id(world)},
                "application": {"id": APPLICATIONS.first_id(world)},
                "results_update_url": "https://partner.example.com/results",
            }
        ),
    )(place)

    def conclude(call: Call, order: Order) -> Order:
        return call.draft.put(kind.orders.collection, concluded(call, order))

    conclude.__doc__ = (
        f"Update the result of {a(noun)}.\n\nNothing is required; what is sent again overwrites what was there."
    )
    records = partial(Records[Order], resource, noun, kind.orders, path=path)
    earlier = partial(records, evidence=EARLIER, deprecated=True)
    records(schemas.OrderOutcome, names=results).update(
        schemas.ResultInput,
        below="/result",
        errors=[errors.ReferenceNotFound, errors.OrderOfAnotherCandidate],
        example=RESULT,
    )(conclude)
    orders = earlier(shape, names=requests, about=(f"orders of {noun}s", about), queries=(PlainListQuery, ReadQuery))
    if listed:
        orders.list()
    orders.get()
    earlier(schemas.OrderOutcome, names=results, about=("", f"the result of {about}")).get("/results")


def placed(call: Call, kind: OrderKind) -> Order:
    """A new order. What it names must exist and belong together; an application implies the rest."""
    body, now = call.body, call.world.now
    package = _named(call, kind.packages, "package")
    application = _named(call, APPLICATIONS, "application")
    job = _named(call, JOBS, "job")
    candidate = _named(call, CANDIDATES, "candidate")
    requester = _requester(call, body.get("requester"))
    ordinal = call.draft.next_id(kind.orders.collection)
    id = body.get("remote_id") or body.get("id")
    key = remote_of(id) if id else native_id(call.world, kind.orders.kind, ordinal)
    if kind.orders.lookup(call.world, key) is not None:
        raise errors.OrderExists
    if application is not None:
        if job is not None and job.id != application.job:
            raise errors.ApplicationOfAnotherJob
        if candidate is not None and candidate.id != application.candidate:
            raise errors.ApplicationOfAnotherCandidate
        job, candidate = call.world.jobs[application.job], call.world.candidates[application.candidate]
    order = Order(
        id=ordinal,
        key=key,
        package=None if package is None else package.id,
        item=_item(call, kind, package),
        application=None if application is None else application.id,
        job=None if job is None else job.id,
        candidate=None if candidate is None else candidate.id,
        requester=requester,
        profile_url=(body.get("candidate") or {}).get("profile_url"),
        results_update_url=body.get("results_update_url"),
        created_at=now,
        updated_at=now,
    )
    return call.draft.put(kind.orders.collection, order)


def _item(call: Call, kind: OrderKind, package: Package | None) -> Item | None:
    """The package as it is now, or one that is only described."""
    if package is not None:
        return item_of(package, tests_of(call.world, package.id) if kind is CHECKS else ())
    described = call.body.get("package")
    return None if described is None else Item(name=described.get("name"), description=described.get("description"))


def _named(call: Call, repository: ProviderRepository[R], member: str) -> R | None:
    """The record that a member of an order names, by either of its ids."""
    named = call.body.get(member) or {}
    for name in ("id", "remote_id"):
        if named.get(name) is not None:
            return repository.get_reference(call, named[name], f"{member}.{name}")
    return None


def _requester(call: AnyCall, body: Members | None) -> Document | None:
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


def concluded(call: Call, order: Order) -> Order:
    """An order with a result: what is sent overwrites what was there, null clears it."""
    body = call.body
    about = body.get("candidate") or {}
    if about.get("id") is not None:
        candidate = CANDIDATES.get_reference(call, about["id"], "candidate.id").id
        if order.candidate not in (None, candidate):
            raise errors.OrderOfAnotherCandidate
        order = replace(order, candidate=candidate)
    if "profile_url" in about:
        order = replace(order, profile_url=about["profile_url"])
    facts = {name: body[name] for name in Outcome.__struct_fields__ if name in body}
    for name, as_shown in _AS_SHOWN.items():
        if facts.get(name) is not None:
            facts[name] = as_shown(facts[name])
    return replace(order, outcome=replace(order.outcome, **facts), updated_at=call.world.now)


def _enum_value(values: enums.Enumeration, body: Members) -> Document:
    """`{value, source_value}`; a value of the provider's that is StackOne's too is both."""
    value, source = body.get("value"), body.get("source_value")
    if value is None and source is not None:
        known = source.casefold().replace(" ", "_") if isinstance(source, str) else ""
        value = known if known in values else enums.UNMAPPED
    return {"value": value, "source_value": value if source is None else source}


def _attachment(body: Members) -> Document:
    kind = body.get("content_type")
    content_type = None if kind is None else _enum_value(enums.ATTACHMENT_CONTENT_TYPE, kind)
    return {"url": body.get("url"), "content_type": content_type}


_AS_SHOWN: Mapping[str, Callable[[Any], Any]] = {
    "result": partial(_enum_value, enums.RESULT),
    "attachments": lambda bodies: [_attachment(one) for one in bodies],
    "score": lambda body: {name: body.get(name) for name in ("label", "value", "min", "max")},
}
"""How a result keeps what answers show otherwise than it is sent."""

declare_orders(assessments, ASSESSMENTS, schemas.AssessmentOrder, schemas.AssessmentOrderInput)
declare_orders(background_checks, CHECKS, schemas.BackgroundCheckOrder, schemas.BackgroundCheckOrderInput, listed=True)
