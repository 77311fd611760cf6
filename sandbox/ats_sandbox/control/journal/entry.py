"""One exchange as the journal keeps it: references to existing values, rendered only when somebody reads it."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

import msgspec
from werkzeug import Request, Response

from ats_sandbox.contract.body import as_it_came
from ats_sandbox.contract.exchange import Exchange
from ats_sandbox.contract.limits import RateUsage
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.principal import Principal
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.traces import ASKED
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.selection import HiddenRows
from ats_sandbox.world.store.state import Commit

MOST_BODY_BYTES = 64 * 1024
"""Bytes of one body that are kept; a longer one is cut."""

OVERHEAD = 2_048
"""The estimated size of an entry without the texts and bodies of its request and answer, in bytes."""

CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_MORE = frozenset({"CONTENT_TYPE", "CONTENT_LENGTH"})
"""Request headers that WSGI names without `HTTP_`."""


class Content(msgspec.Struct, frozen=True, gc=False):
    """A body: the bytes that are kept, and its full size."""

    kept: bytes
    size: int

    @classmethod
    def of(cls, content: bytes) -> "Content":
        """A body, cut when it is long."""
        return cls(content if len(content) <= MOST_BODY_BYTES else content[:MOST_BODY_BYTES], len(content))

    @property
    def whole(self) -> bool:
        """True when nothing was cut."""
        return len(self.kept) == self.size


class RecordedRequest(msgspec.Struct, frozen=True, gc=False):
    """A request: the vendor's own path as it came (WSGI text), the raw query, the headers as WSGI names them."""

    method: str
    path: str
    query: str
    headers: tuple[tuple[str, str], ...]
    body: Content

    @classmethod
    def of(cls, request: Request) -> "RecordedRequest":
        """The copy of a received request; it does not refer to the connection."""
        environ = request.environ
        return cls(
            environ["REQUEST_METHOD"],
            environ["ats_sandbox.address"].path,
            environ.get("QUERY_STRING", ""),
            asked_of(environ),
            _received(request),
        )

    @property
    def text_path(self) -> str:
        """The path as text; control characters stay encoded."""
        return CONTROLS.sub(
            lambda found: quote(found[0]), self.path.encode("latin-1", "replace").decode("utf-8", "replace")
        )


class Entry(msgspec.Struct, kw_only=True, gc=False):
    """One exchange. `number` is assigned by its journal.

    `at` is the world's instant. `operation` is None when no route matched, `vendor` when the path belongs to no vendor.
    `duration` is in seconds of the machine's own time. `seen` is the world as a refused or filtered request saw it.
    `why` and `note` are the header lines of the answer.
    """

    number: int = 0
    at: int
    vendor: Vendor | None
    operation: Operation | None
    asked: RecordedRequest
    path: Mapping[str, str]
    principal: Principal | None
    account: object
    status: int
    headers: Mapping[str, str]
    content: Content
    commit: Commit | None
    refusal: ApiError | None
    cause: type[BaseException] | None
    crashed: bool
    fault: str | None
    injected: bool
    spending: RateUsage | None
    enforced: bool
    remarks: tuple[str, ...]
    hidden: HiddenRows
    seen: Reading | None
    duration: float
    why: str | None
    note: str | None
    weight: int = 0

    def weigh(self) -> int:
        """Its estimated size in bytes, kept in `weight`: whatever is as long as a client makes it is counted."""
        if not self.weight:
            self.weight = weight_of(self.asked, self.headers, self.content)
        return self.weight

    @property
    def place(self) -> str:
        """The whole path, the vendor's name included."""
        path = self.asked.text_path
        return path if self.vendor is None else f"/{self.vendor.name}{path}"


NOTHING = Content(b"", 0)
"""No body."""


def length_of(headers: Iterable[tuple[str, str]]) -> int:
    """The characters of headers, names and values."""
    return sum([len(name) + len(value) for name, value in headers])


def weight_of(asked: RecordedRequest, headers: Mapping[str, str], content: Content) -> int:
    """The estimated size of an exchange, in bytes."""
    texts = len(asked.path) + len(asked.query) + length_of(asked.headers) + length_of(headers.items())
    return OVERHEAD + texts + len(asked.body.kept) + len(content.kept)


def asked_of(environ: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The headers of a request, as WSGI names them."""
    collected: tuple[tuple[str, str], ...] | None = environ.get(ASKED)
    if collected is not None:
        return collected
    return tuple([pair for pair in environ.items() if pair[0][:5] == "HTTP_" or pair[0] in _MORE])


def _received(request: Request) -> Content:
    """The body of a received request; of one that is too large only the size."""
    if "ats_sandbox.too_large" in request.environ:
        return Content(b"", request.content_length or 0)
    if "ats_sandbox.truncated" in request.environ:
        return Content(b"", 0)
    content = as_it_came(request)
    return Content.of(content) if content else NOTHING


def drop_traceback(refusal: ApiError | None) -> type[BaseException] | None:
    """Release what a refusal's traceback refers to; returns the type of its cause."""
    if refusal is None:
        return None
    cause = None if refusal.__cause__ is None else type(refusal.__cause__)
    refusal.__traceback__ = refusal.__cause__ = refusal.__context__ = None
    return cause


def entry_of(exchange: Exchange, why: str | None, note: str | None) -> Entry:
    """An exchange that reached an operation."""
    call, injection, refusal = exchange.call, exchange.injection, exchange.refusal
    injected = injection is not None and exchange.injected
    world = call.world
    keep_world = refusal is not None or call.hidden
    return Entry(
        at=world.now,
        vendor=exchange.vendor,
        operation=exchange.operation,
        asked=RecordedRequest.of(exchange.request),
        path=exchange.path,
        principal=call.principal,
        account=call.account,
        status=exchange.status,
        headers=exchange.headers,
        content=Content.of(exchange.content),
        commit=exchange.commit,
        refusal=refusal,
        cause=drop_traceback(refusal),
        crashed=exchange.crash is not None,
        fault=injection.name if injection is not None and injected else None,
        injected=injected and injection is not None and bool(injection.before or injection.refusal),
        spending=call.usage,
        enforced=call.meter.enforced,
        remarks=tuple(call.remarks),
        hidden=call.hidden,
        seen=Reading(world.state, world.seed, world.now) if keep_world else None,
        duration=exchange.duration,
        why=why,
        note=note,
    )


def unmatched_entry(
    request: Request, vendor: Vendor | None, refusal: ApiError | None, response: Response, at: int
) -> Entry:
    """A request that matches no operation, and its answer."""
    return Entry(
        at=at,
        vendor=vendor,
        operation=None,
        asked=RecordedRequest.of(request),
        path={},
        principal=None,
        account=None,
        status=response.status_code,
        headers=dict(response.headers),
        content=Content.of(response.get_data()),
        commit=None,
        refusal=refusal,
        cause=None,
        crashed=False,
        fault=None,
        injected=False,
        spending=None,
        enforced=False,
        remarks=(),
        hidden=[],
        seen=None,
        duration=0.0,
        why=None,
        note=None,
    )
