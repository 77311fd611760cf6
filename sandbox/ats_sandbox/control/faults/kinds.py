"""The kinds of faults: what each takes, which operations it can happen to, and what is planned for a call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from ats_sandbox.contract.body import OneOrMany
from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.injection import Injection
from ats_sandbox.contract.operation import Operation, Reply
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.faults.answers import choose, refusal
from ats_sandbox.control.faults.delivery import Dripped, Dropped, Garbled, Held, Late, Truncated, WrongLength
from ats_sandbox.control.faults.fault import Settings
from ats_sandbox.control.faults.injections import (
    answered_instead,
    refused_committed,
    refused_uncommitted,
    refused_unhandled,
    stale,
)

PROXY = (502, 503, 504)
"""What a proxy says for itself when it has no answer to pass on."""

AMBIGUOUS = frozenset({408, *range(500, 600)})
"""After which a client cannot know whether its request took effect."""

FaultName = Literal[
    "status",
    "delay",
    "reset",
    "empty",
    "truncate",
    "wrong-length",
    "drip",
    "invalid-json",
    "html",
    "refused-before-commit",
    "committed-then-status",
    "committed-then-drop",
    "committed-then-timeout",
    "partial-batch",
    "stale-read",
]
"""The kinds by name."""

Planned = Callable[[str, Settings, AnyCall], Injection]
"""Makes a plan of a name, the settings and a call."""


@dataclass(frozen=True, slots=True)
class FaultKind:
    """One way in which things go wrong.

    `takes` are the settings it knows, with what they are when nobody says; None means that one must be given, unless
    `optional` names it. `suits` tells whether it can happen to an operation, and `whom` does so in words. `ready` tells
    whether there is anything to do for a call yet; until then calls are not counted.
    """

    name: FaultName
    about: str
    planned: Planned
    takes: Mapping[str, object]
    optional: frozenset[str] = frozenset()
    suits: Callable[[Vendor, Operation, Settings], bool] = lambda vendor, operation, settings: True
    whom: str = "any operation"
    ready: Callable[[AnyCall], bool] = lambda call: True


def refusal_of(settings: Settings, vendor: Vendor, operation: Operation) -> type[ApiError] | None:
    """The refusal that the settings ask of an operation; by default the one for a server that failed."""
    status = vendor.error_format.crashed.status if settings.status is None else settings.status
    return choose(vendor, operation, status, settings.code, settings.words)


def worded(settings: Settings, call: AnyCall) -> ApiError:
    """That refusal, for one call."""
    error = refusal_of(settings, call.vendor, call.operation)
    assert error is not None, "a fault reaches only operations that can answer so"
    return refusal(call, error, settings.words, settings.retry_after)


def answers(vendor: Vendor, operation: Operation, settings: Settings) -> bool:
    """True when the operation can answer what is asked for."""
    return refusal_of(settings, vendor, operation) is not None


def writes(vendor: Vendor, operation: Operation, settings: Settings) -> bool:
    """True when the operation has something to commit."""
    return operation.writes


def _status(name: str, settings: Settings, call: AnyCall) -> Injection:
    return refused_unhandled(name, worded(settings, call), Late(settings.seconds) if settings.seconds else None)


def _html(name: str, settings: Settings, call: AnyCall) -> Injection:
    assert settings.status is not None
    return answered_instead(name, page(settings.status))


def _refused(name: str, settings: Settings, call: AnyCall) -> Injection:
    refused = refused_uncommitted if settings.handled else refused_unhandled
    return refused(name, worded(settings, call))


def _committed(name: str, settings: Settings, call: AnyCall) -> Injection:
    return refused_committed(name, worded(settings, call), settings.records)


def _stale(name: str, settings: Settings, call: AnyCall) -> Injection:
    return stale(name, call.context.world.previous)


def _unanswered(name: str, *, politely: bool) -> Injection:
    return answered_instead(name, Reply(0, content=b""), Dropped(politely))


KINDS: dict[str, FaultKind] = {
    kind.name: kind
    for kind in (
        FaultKind(
            "status",
            "A refusal of the operation in the vendor's own words and headers; the request is not handled.",
            _status,
            {"status": None, "code": None, "words": None, "retry_after": None, "seconds": 0.0},
            optional=frozenset({"code", "words", "retry_after"}),
            suits=answers,
            whom="an operation that declares this answer, or whose vendor can always give it",
        ),
        FaultKind(
            "delay",
            "The answer leaves later by so many real seconds.",
            lambda name, settings, call: Injection(name, delivery=Late(settings.seconds or 0.0)),
            {"seconds": None},
        ),
        FaultKind(
            "reset",
            "The connection is reset; the request is not handled.",
            lambda name, settings, call: _unanswered(name, politely=False),
            {},
        ),
        FaultKind(
            "empty",
            "The connection is closed without an answer; the request is not handled.",
            lambda name, settings, call: _unanswered(name, politely=True),
            {},
        ),
        FaultKind(
            "truncate",
            "The request is handled; of the answer's body only so many bytes are sent, by default half.",
            lambda name, settings, call: Injection(name, delivery=Truncated(settings.bytes)),
            {"bytes": None},
            optional=frozenset({"bytes"}),
        ),
        FaultKind(
            "wrong-length",
            "The request is handled; Content-Length announces so many bytes more than are sent, or less.",
            lambda name, settings, call: Injection(name, delivery=WrongLength(settings.by or 0)),
            {"by": 10},
        ),
        FaultKind(
            "drip",
            "The request is handled; the body is sent at so many bytes a second.",
            lambda name, settings, call: Injection(name, delivery=Dripped(settings.rate or 1)),
            {"rate": None},
        ),
        FaultKind(
            "invalid-json",
            "The request is handled; the body is no JSON.",
            lambda name, settings, call: Injection(name, delivery=Garbled()),
            {},
        ),
        FaultKind(
            "html",
            "A proxy answers with an HTML page; the request never reaches the vendor.",
            _html,
            {"status": 502},
            suits=lambda vendor, operation, settings: settings.status in PROXY,
            whom=f"any operation, with status {', '.join(map(str, PROXY))}",
        ),
        FaultKind(
            "refused-before-commit",
            "A refusal, and nothing is stored: after the work is done (`handled`), or before.",
            _refused,
            {"status": None, "code": None, "words": None, "retry_after": None, "handled": True},
            optional=frozenset({"status", "code", "words", "retry_after"}),
            suits=lambda vendor, operation, settings: operation.writes and answers(vendor, operation, settings),
            whom="an operation that writes and can answer so",
        ),
        FaultKind(
            "committed-then-status",
            "What was asked for is stored, and the answer is a failure.",
            _committed,
            {"status": None, "code": None, "words": None, "retry_after": None},
            optional=frozenset({"status", "code", "words", "retry_after"}),
            suits=lambda vendor, operation, settings: (
                operation.writes and settings.status in {None, *AMBIGUOUS} and answers(vendor, operation, settings)
            ),
            whom="an operation that writes and can answer so, with 408 or 5xx",
        ),
        FaultKind(
            "committed-then-drop",
            "What was asked for is stored, and the connection is reset, or closed `politely`, without an answer.",
            lambda name, settings, call: Injection(name, delivery=Dropped(settings.politely or False, after=True)),
            {"politely": False},
            suits=writes,
            whom="an operation that writes",
        ),
        FaultKind(
            "committed-then-timeout",
            "What was asked for is stored, nothing is sent for so many real seconds, then the connection is closed.",
            lambda name, settings, call: Injection(name, delivery=Held(settings.seconds or 0.0)),
            {"seconds": 30.0},
            suits=writes,
            whom="an operation that writes",
        ),
        FaultKind(
            "partial-batch",
            "The first so many records of a batch are stored, and the answer is a failure.",
            _committed,
            {"records": 1, "status": None, "code": None, "words": None},
            optional=frozenset({"status", "code", "words"}),
            suits=lambda vendor, operation, settings: (
                isinstance(operation.body, OneOrMany)
                and settings.status in {None, *AMBIGUOUS}
                and answers(vendor, operation, settings)
            ),
            whom="an operation that takes several records at once, with 408 or 5xx",
        ),
        FaultKind(
            "stale-read",
            "A read sees the state before the last write; reads of a world that nobody wrote to are not counted.",
            _stale,
            {},
            suits=lambda vendor, operation, settings: not operation.writes,
            whom="an operation that reads",
            ready=lambda call: call.context.world.previous is not None,
        ),
    )
}
"""By name."""


def page(status: int) -> Reply:
    """What a proxy says for itself."""
    reason = {502: "Bad Gateway", 503: "Service Temporarily Unavailable", 504: "Gateway Time-out"}[status]
    title = f"{status} {reason}"
    text = (
        f"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n"
        f"<center><h1>{title}</h1></center>\r\n<hr><center>proxy</center>\r\n</body>\r\n</html>\r\n"
    )
    return Reply(status, content=text.encode(), content_type="text/html")
