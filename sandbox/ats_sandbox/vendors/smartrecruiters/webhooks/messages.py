"""Callbacks as they are sent: body, headers, signature, and who says to be their sender.

All of it is published (the vendor's OpenAPI of 2024): headers under the callbacks, the signature under the secret key,
with an example that can be calculated again, and the three ways to authenticate under CallbackAuthentication.
"""

import hmac
import re
from base64 import b64encode
from typing import NamedTuple
from urllib.parse import urlencode

import msgspec

from ats_sandbox.contract.outgoing import Outgoing, OutgoingRequest, Unreachable
from ats_sandbox.contract.webhooks import Happening, Headers, Notice, SigningKey, Subscriber
from ats_sandbox.vendors.smartrecruiters.webhooks.addresses import VALUE
from ats_sandbox.vendors.smartrecruiters.webhooks.events import version_of
from ats_sandbox.vendors.smartrecruiters.webhooks.state import CallbackAuthentication
from ats_sandbox.world.clock import SECOND
from ats_sandbox.world.domain.reading import Reading

SIGNATURE, TIMESTAMP = "smartrecruiters-signature", "smartrecruiters-timestamp"
SCHEME = "v1="
_SENDABLE = re.compile(VALUE)
TOKEN_SECONDS = 5
"""How long a token service has to answer: as long as a receiver, which is inferred."""


class Credentials(msgspec.Struct, frozen=True):
    """What a subscription knows beside its keys: how its callbacks are authenticated, the secret of its handshake."""

    authentication: CallbackAuthentication | None
    handshake: str | None


class Signed(NamedTuple):
    """The parts of the text that is signed, in its order. A header that is not sent counts as empty."""

    timestamp: str
    body: str
    id: str
    name: str
    version: str
    link: str


def body_of(world: Reading, subscriber: Subscriber, happening: Happening, id: str) -> bytes:
    """The body: ids only, without blanks."""
    return msgspec.json.encode(happening.facts)


def headers_of(notice: Notice, at: int, keys: tuple[SigningKey, ...]) -> Headers:
    """The headers of an attempt at an instant, signed with each of the keys; without any, unsigned."""
    if not keys:
        return (*plain_headers(notice), *_authentication(notice.subscriber))
    parts = signed_parts(notice, at)
    signature = ";".join(f"{SCHEME}{digest(key.secret, '.'.join(parts)).hex()}" for key in keys)
    return signed_headers(notice, parts.timestamp, signature)


def signed_headers(notice: Notice, timestamp: str, signature: str, *, name: str = SIGNATURE) -> Headers:
    """The headers of an attempt with this signature."""
    signing = ((TIMESTAMP, timestamp), (name, signature))
    return (*plain_headers(notice), *signing, *_authentication(notice.subscriber))


def plain_headers(notice: Notice) -> Headers:
    """The headers that do not depend on keys."""
    event, link = notice.happening.event, link_of(notice)
    return (
        ("content-type", "application/json"),
        ("event-id", notice.id),
        ("event-name", event),
        ("event-version", version_of(event)),
        *((("Link", link),) if link else ()),
    )


def link_of(notice: Notice) -> str:
    """The value of the header `Link`; empty where there is none."""
    path = notice.happening.link
    return f"<{notice.origin}{path}>; rel=self" if path else ""


def signed_parts(notice: Notice, at: int) -> Signed:
    """What is signed of a notice that is sent at an instant."""
    event = notice.happening.event
    body = notice.body.decode("utf-8", "surrogateescape")
    return Signed(str(at // SECOND), body, notice.id, event, version_of(event), link_of(notice))


def digest(key: str, text: str) -> bytes:
    """The HMAC-SHA256 of a text."""
    return hmac.digest(key.encode(), text.encode("utf-8", "surrogateescape"), "sha256")


def without_credentials(subscriber: Subscriber, headers: Headers) -> Headers:
    """Headers as anybody may see them. Inferred: subscriptions are answered without their credentials, too."""
    told: Credentials | None = subscriber.credentials
    if told is None or told.authentication is None:
        return headers
    name = dict(told.authentication.members).get("headerName", "Authorization")
    return tuple(one for one in headers if one[0] != name)


def _authentication(subscriber: Subscriber) -> Headers:
    """The header that says who sends a callback, where it does not take a request to find out."""
    told: Credentials | None = subscriber.credentials
    if told is None or told.authentication is None:
        return ()
    members = dict(told.authentication.members)
    match told.authentication.type:
        case "basic":
            pair = f"{members['username']}:{members['password']}".encode()
            return (("Authorization", f"Basic {b64encode(pair).decode()}"),)
        case "header":
            return ((members["headerName"], members["headerValue"]),)
        case _:
            return ()


class _Token(msgspec.Struct):
    """What a token service answers. How long its token is good for is said in milliseconds, as published."""

    access_token: str


def authorize(subscriber: Subscriber, outgoing: Outgoing) -> Headers:
    """The header with a token, which its service is asked for; none where callbacks need no token. Raises Unreachable.

    The credentials go as a form, as published.
    """
    told: Credentials | None = subscriber.credentials
    if told is None or told.authentication is None or told.authentication.type != "oauth2":
        return ()
    members = dict(told.authentication.members)
    form = {
        "client_id": members["clientId"],
        "client_secret": members["clientSecret"],
        "grant_type": "client_credentials",
    }
    url = members["tokenServiceUrl"]
    headers = {"content-type": "application/x-www-form-urlencoded"}
    answer = outgoing(OutgoingRequest("POST", url, headers, urlencode(form).encode(), timeout=TOKEN_SECONDS))
    if answer.status != 200:
        raise Unreachable(f"the token service {url} answered {answer.status}")
    try:
        token = msgspec.json.decode(answer.body, type=_Token).access_token
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Unreachable(f"the answer of the token service {url} has no access_token") from None
    if not _SENDABLE.fullmatch(token):
        raise Unreachable(f"the access_token of {url} cannot be sent in a header")
    return (("Authorization", f"Bearer {token}"),)
