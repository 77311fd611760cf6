"""Subscriptions: make, list, read, activate and end them; their secret keys and the log of callbacks."""

from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.outgoing import OutgoingRequest, Unreachable, send
from ats_sandbox.contract.refusal import ApiError, Invalid, Rule, Violation
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.contract.schema import ResponseSchema, request_of, shape_of
from ats_sandbox.contract.vendor import native_ids
from ats_sandbox.vendors.smartrecruiters import apis, errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call, Facts
from ats_sandbox.vendors.smartrecruiters.documents import document_of, id_of, part
from ats_sandbox.vendors.smartrecruiters.paging import SnakePageQuery, Style, bare_page
from ats_sandbox.vendors.smartrecruiters.repositories import Records
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.vendors.smartrecruiters.webhooks import state
from ats_sandbox.vendors.smartrecruiters.webhooks.addresses import (
    ONE_KIND,
    CallbackAuthenticationInput,
    HttpsUrl,
    authentication_of,
    email,
)
from ats_sandbox.vendors.smartrecruiters.webhooks.events import EVENTS, version_of
from ats_sandbox.world.clock import DAY
from ats_sandbox.world.domain.cascade import delete
from ats_sandbox.world.domain.users import UserRole
from ats_sandbox.world.store.selection import Selection

ROOT = "/webhooks-api/v201907/subscriptions"
ONE = f"{ROOT}/{{id}}"
MOST_SUBSCRIPTIONS, MOST_KEYS = 20, 16
KEPT = 30 * DAY
"""How long callbacks stay in the log."""
SECONDS = 20
"""How long a receiver has to answer the handshake."""
MANAGING_ROLES = frozenset({UserRole.ADMINISTRATOR, UserRole.RECRUITER})


def scope(verb: str) -> str:
    """The scope of what is read, written or deleted; managing is all of it."""
    return f"webhooks_{verb}|webhooks_manage"


class Subscriptions(Records[state.Subscription]):
    """Subscriptions, each user's own."""

    def rows(self, call: AnyCall) -> Selection[state.Subscription]:
        return call.world[state.SUBSCRIPTIONS].where(user=_manager(call))

    def find(
        self, call: AnyCall, text: str | None, *, forbidden: type[ApiError] | None = None
    ) -> state.Subscription | None:
        manager, record = _manager(call), super().find(call, text, forbidden=forbidden)
        if record is not None and record.user != manager:
            raise errors.WebhooksForbidden
        return record


def _manager(call: AnyCall) -> int:
    """The user who asks, if his role manages webhooks."""
    user = call.world.users.get(call.caller.user)
    if user is None or user.role not in MANAGING_ROLES:
        raise errors.WebhooksForbidden
    return user.id


SUBSCRIPTIONS = Subscriptions(
    state.SUBSCRIPTIONS,
    "id",
    errors.SubscriptionNotFound,
    errors.WebhooksForbidden,
    sample=lambda world: next(iter(world[state.SUBSCRIPTIONS])),
    codec=native_ids("webhook_subscription"),
)
subscriptions = Resource("Webhook subscriptions", "Who is called back about what", apis.WEBHOOKS, SUBSCRIPTIONS)

SubscribedEvent = shape_of(
    "SubscribedEvent",
    name=fields.Choice(EVENTS, of=lambda name, call: name),
    version=fields.Text(of=lambda name, call: version_of(name)),
)


class Subscription(ResponseSchema):
    """A subscription as it is answered, without what authenticates its callbacks."""

    id = fields.Text(of=id_of(SUBSCRIPTIONS.codec))
    callbackUrl = fields.Text(of="url", required=True)
    events = fields.Array(fields.Nested(SubscribedEvent), required=True)
    status = fields.Choice(("inactive", "active"), of=lambda one, call: "active" if one.active else "inactive")


SubscriptionInput = request_of(
    "SubscriptionInput",
    callbackUrl=HttpsUrl(required=True),
    events=fields.Array(fields.Choice(EVENTS), least=1, required=True, metadata={"uniqueItems": True}),
    alertingEmailAddress=email(),
    callbackAuthentication=fields.Nested(CallbackAuthenticationInput, metadata={"anyOf": ONE_KIND}),
)


@subscriptions.post(
    ROOT,
    id="create_subscription",
    scope=scope("write"),
    body=SubscriptionInput,
    returns={201: Subscription},
    errors=[errors.WebhooksForbidden, errors.TooManySubscriptions],
    evidence=apis.WEBHOOKS.evidence,
    facts=Facts(invalid=errors.Unprocessable),
)
def create_subscription(call: Call) -> Document:
    """Subscribe to events, which are told once the subscription is activated.

    The address begins with https; on the machine of the sandbox itself, http is taken too.
    """
    world, body, user = call.draft, call.body, _manager(call)
    if len(set(body["events"])) < len(body["events"]):
        raise Invalid(Violation(Rule.CUSTOM, ("events",), text="must not repeat an event"))
    authentication = authentication_of(body.get("callbackAuthentication"))
    if len(SUBSCRIPTIONS.rows(call)) >= MOST_SUBSCRIPTIONS:
        raise errors.TooManySubscriptions
    subscription = state.Subscription(
        id=world.next_id(state.SUBSCRIPTIONS),
        user=user,
        url=body["callbackUrl"],
        events=tuple(body["events"]),
        active=False,
        email=body.get("alertingEmailAddress"),
        authentication=authentication,
        created_at=world.now,
    )
    return document_of(Subscription, world.put(state.SUBSCRIPTIONS, subscription), call)


class BareArrays(Style, frozen=True):
    """By page id, as bare arrays."""

    def envelope(self, item: Any, name: str = "", *, required: bool = True) -> Any:
        return fields.Array(fields.Nested(item))


BARE = BareArrays(SnakePageQuery, (), bare_page, ("Link",))
subscriptions.lists(
    ROOT,
    "List the caller's subscriptions.",
    id="list_subscriptions",
    scope=scope("read"),
    item=Subscription,
    style=BARE,
    envelope="Subscriptions",
    errors=[errors.WebhooksForbidden],
)
subscriptions.shows(ONE, "Get a subscription.", id="get_subscription", scope=scope("read"), schema=Subscription)


@subscriptions.delete(ONE, id="delete_subscription", scope=scope("delete"), evidence=apis.WEBHOOKS.evidence)
def delete_subscription(call: Call) -> None:
    """End a subscription; its keys and its log go with it."""
    delete(call.draft, state.SUBSCRIPTIONS, SUBSCRIPTIONS.get_or_404(call).id)


def _inactive(call: Call) -> state.Subscription:
    subscription = SUBSCRIPTIONS.get_or_404(call)
    if subscription.active:
        raise errors.SubscriptionActive
    return subscription


def shake_hands(call: Call) -> str:
    """Ask the address of a subscription whether it wants callbacks, with a secret. Raises HandshakeFailed."""
    subscription = _inactive(call)
    secret = state.secret(call.world.seed, "handshake", subscription.id, call.world.now)
    request = OutgoingRequest("POST", subscription.url, {"X-Hook-Secret": secret}, timeout=SECONDS)
    try:
        answer = send(call, request)
    except Unreachable as error:
        raise errors.HandshakeFailed(why=str(error)) from error
    if answer.status != 200:
        raise errors.HandshakeFailed(why=f"it answered {answer.status}")
    if answer.headers.get("x-hook-secret") != secret:
        raise errors.HandshakeFailed(why="its answer does not repeat X-Hook-Secret")
    return secret


@subscriptions.put(
    f"{ONE}/activation",
    id="activate_subscription",
    scope=scope("write"),
    before=shake_hands,
    errors=[errors.SubscriptionActive, errors.HandshakeFailed],
    evidence=apis.WEBHOOKS.evidence,
)
def activate_subscription(call: Call) -> None:
    """Activate a subscription, once its address has answered the handshake.

    That is a POST with a header `X-Hook-Secret`, to be answered within 20 seconds by 200 with the same header.
    """
    call.draft.put(state.SUBSCRIPTIONS, state.activated(_inactive(call), call.prepared))


SecretKeyPayload = shape_of("SecretKeyPayload", secretKey=fields.Text(of="key"))
KEY = f"{ONE}/secret-key"


@subscriptions.post(
    KEY,
    id="create_secret_key",
    scope=scope("write"),
    returns={201: SecretKeyPayload},
    errors=[errors.TooManySecretKeys],
    evidence=apis.WEBHOOKS.evidence,
)
def create_secret_key(call: Call) -> Document:
    """Make another key that callbacks are signed with; those before stay valid for 24 hours."""
    subscription = SUBSCRIPTIONS.get_or_404(call)
    if len(state.live_keys(call.world, subscription.id)) >= MOST_KEYS:
        raise errors.TooManySecretKeys
    return document_of(SecretKeyPayload, state.make_key(call.draft, subscription.id), call)


def _newest_key(call: AnyCall) -> state.SecretKey:
    keys = state.live_keys(call.world, SUBSCRIPTIONS.get_or_404(call).id)
    if not keys:
        raise errors.SecretKeyNotFound
    return keys[-1]


subscriptions.shows(
    KEY,
    "Get the newest key that callbacks are signed with.",
    id="get_secret_key",
    scope=scope("read"),
    schema=SecretKeyPayload,
    record=_newest_key,
    errors=[errors.SecretKeyNotFound],
)


def _headers(one: state.CallbackRecord, call: AnyCall) -> dict[str, str]:
    """The headers of a callback, whose link leads back the way the caller came."""
    return {name: f"<{call.url(text[1:])}" if text.startswith("</") else text for name, text in one.headers}


RequestDetails = shape_of(
    "RequestDetails",
    url=fields.Text(),
    body=fields.Text(),
    headers=fields.FreeObject(of=_headers),
)


class CallbackRequest(ResponseSchema):
    """A callback and what came of it."""

    status = fields.Choice(("successful", "failed"), of=lambda one, call: "successful" if one.successful else "failed")
    timestamp = fields.DateTime(of="at")
    requestDetails = part(RequestDetails)


def _logged(call: AnyCall) -> Selection[state.CallbackRecord]:
    subscription, since = SUBSCRIPTIONS.get_or_404(call), call.world.now - KEPT
    rows = call.world[state.CALLBACKS].where(subscription=subscription.id).newest_first()
    return rows.only(lambda one: one.at >= since and all(map(call.can_see, state.told_of(call.world, one))))


subscriptions.lists(
    f"{ONE}/callbacks-log",
    "List the callbacks of the last 30 days, the newest first.",
    id="list_callbacks",
    scope=scope("read"),
    item=CallbackRequest,
    rows=_logged,
    style=BARE,
    envelope="CallbackRequests",
    filters=(
        Filter(
            "callbackStatus",
            lambda: fields.Choice(("successful", "failed")),
            lambda call, rows, status: rows.only(lambda one: one.successful is (status == "successful")),
        ),
        Filter("after", fields.DateTime, lambda call, rows, at: rows.only(lambda one: one.at > at)),
        Filter("before", fields.DateTime, lambda call, rows, at: rows.only(lambda one: one.at < at)),
    ),
)
