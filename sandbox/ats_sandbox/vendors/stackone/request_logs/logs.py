"""Past exchanges, those that the world remembers and a few from before it began, as logs.

What a log says depends on the world alone, not on the machine's own time.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.context import PastExchange
from ats_sandbox.contract.fields import Source
from ats_sandbox.contract.operation import Document, JsonDocument, Operation
from ats_sandbox.contract.principal import Principal
from ats_sandbox.contract.schema import ResponseSchema, shape_of
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.auth import PROJECT
from ats_sandbox.vendors.stackone.call import UNIFIED, AnyCall
from ats_sandbox.vendors.stackone.ids import remote_of
from ats_sandbox.vendors.stackone.operation_path import path_of
from ats_sandbox.vendors.stackone.proxy import rooted
from ats_sandbox.vendors.stackone.request_logs.earlier import EARLIER_REQUESTS
from ats_sandbox.vendors.stackone.shapes import ProviderError
from ats_sandbox.vendors.stackone.state import LinkedAccount
from ats_sandbox.world import id_codecs
from ats_sandbox.world.chance import Chance
from ats_sandbox.world.clock import DAY, iso
from ats_sandbox.world.domain.reading import Reading

KEPT = 90 * DAY
"""How long a log is kept."""
_REALM, _KIND = "stackone", "request"
_EARLIER = 1_000
"""Ordinals of requests from before the world began are below this; those of its own exchanges follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierExchange:
    """A successful list from before the world began, as a remembered exchange; its key and its records are unknown."""

    number: int
    at: int
    operation: Operation
    method: str
    path: str
    account: LinkedAccount
    ids: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    principal: Principal | None = None
    status: int = 200

    def asked(self) -> tuple[Mapping[str, str], JsonDocument]:
        """What the client sent."""
        return {"Accept": "application/json", "X-Account-Id": self.account.key}, None

    def answered(self) -> tuple[Mapping[str, str], JsonDocument]:
        """What it was answered, without the records."""
        return {"Content-Type": "application/json"}, None


def request_id(world: Reading, past: PastExchange, kind: str = _KIND) -> str:
    """The id of a request, or of what it led to."""
    return id_codecs.uuid4(world.seed, _REALM, kind, past.number + _EARLIER)


def number_of(world: Reading, id: str) -> int | None:
    """The number of the request with this id; None for an id that was never given out."""
    ordinal = id_codecs.read_uuid4(world.seed, _REALM, _KIND, id)
    return None if ordinal is None else ordinal - _EARLIER


def visible_exchanges(call: AnyCall) -> list[PastExchange]:
    """Every request of the last ninety days that the caller may know of, the oldest first.

    A key that may not see everything may know of the requests made with it.
    """
    since, caller = call.world.now - KEPT, call.caller
    exchanges: list[PastExchange] = [*_earlier_exchanges(call), *call.history()]
    recent = [one for one in exchanges if one.at > since]
    if caller.confidential and caller.jobs is None and caller.candidates is None:
        return recent
    return [one for one in recent if one.principal is not None and one.principal.token == caller.token]


def _earlier_exchanges(call: AnyCall) -> Iterator[EarlierExchange]:
    operations = {one.id: one for one in call.vendor.operations}
    for one in call.world[EARLIER_REQUESTS]:
        operation = operations[one.operation]
        yield EarlierExchange(
            number=one.id - _EARLIER,
            at=one.at,
            operation=operation,
            method=operation.method,
            path=operation.path,
            account=one.account,
        )


def first_id(world: Reading) -> str:
    """The id of the first of them."""
    return id_codecs.uuid4(world.seed, _REALM, _KIND, 1)


_NEVER_PASSED_ON = frozenset({400, 412, 501})
"""Statuses of requests for a linked account that never got to its provider."""

LogView = Callable[[PastExchange, AnyCall], Document]


def duration_of(world: Reading, past: PastExchange) -> int:
    """Milliseconds, made up for good."""
    return Chance(world.seed, "stackone.request", past.number).between("duration", 40, 400)


def _account(past: PastExchange, _call: AnyCall) -> str | None:
    """The account that the request named, also when there was none like it."""
    key: str | None = past.asked()[0].get("X-Account-Id") if past.account is None else past.account.key
    return key


def _url(past: PastExchange, call: AnyCall) -> str:
    return call.url(f"{quote(past.path)}{past.query and f'?{past.query}'}")


def _body(value: JsonDocument) -> JsonDocument:
    """A body as a log has it: an object or a text."""
    return value if value is None or isinstance(value, dict | str) else str(value)


def _headers(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _query(past: PastExchange, _call: AnyCall) -> Document:
    query = parse_qs(past.query, keep_blank_values=True)
    return {name: values[0] if len(values) == 1 else values for name, values in query.items()}


def _provider_errors(past: PastExchange, _call: AnyCall) -> list[Document]:
    body = past.answered()[1]
    return (body.get("provider_errors") if isinstance(body, dict) else None) or []


def _free_body(of: Source) -> fields.Anything:
    return fields.Anything(of=of, metadata={"type": ["string", "object", "array"], "items": {"type": "integer"}})


def _noun(place: int) -> fields.Text:
    return wire.text(lambda past, _: path_of(past.operation).noun(place))


class AdvancedLogUrl(ResponseSchema):
    """The parts of an address."""

    url = wire.text(_url)
    hostname = wire.text(lambda past, call: urlsplit(_url(past, call)).hostname)
    path = wire.text()
    query_params = wire.free(_query)


class AdvancedLogRequest(ResponseSchema):
    """A request as it came; secrets are masked."""

    id = wire.text(lambda past, call: request_id(call.world, past))
    method = wire.text(lambda past, _: past.method.lower())
    headers = wire.free(lambda past, _: _headers(past.asked()[0]))
    url = wire.one(AdvancedLogUrl, lambda past, _: past)
    body = _free_body(lambda past, _: _body(past.asked()[1]))


CustomMappingError = shape_of("CustomMappingError", id=wire.text(), message=wire.text(), targetField=wire.text())
"""What a customer's own mapping could not do."""


class AdvancedLogResponse(ResponseSchema):
    """An answer as it left."""

    status_code = wire.number("status")
    headers = wire.free(lambda past, _: _headers(past.answered()[0]))
    body = _free_body(lambda past, _: _body(past.answered()[1]))
    custom_mapping_errors = wire.many(CustomMappingError, lambda _past, _call: [])
    provider_errors = wire.many(ProviderError, _provider_errors)


class Timed(ResponseSchema):
    """What every log says of a request."""

    request_id = wire.text(lambda past, call: request_id(call.world, past))
    start_time = wire.moment(lambda past, call: past.at - duration_of(call.world, past))
    end_time = wire.moment("at")
    account_id = wire.text(_account)
    project_id = wire.text(lambda _past, _call: PROJECT)
    http_method = wire.text(lambda past, _: past.method.lower())
    path = wire.text()
    url = wire.text(_url)
    status = wire.number()
    duration = wire.number(lambda past, call: duration_of(call.world, past))
    success = fields.Boolean(allow_none=True, of=lambda past, _: past.status < 400)
    resource, child_resource, sub_resource = map(_noun, range(3))
    action = wire.text(lambda past, _: path_of(past.operation).action)


class Provided(Timed):
    """A request that is for a provider."""

    provider = wire.text(lambda past, _: None if past.account is None else past.account.provider)
    service = wire.text(lambda past, _: path_of(past.operation).service)
    is_worker = fields.Boolean(allow_none=True, of=lambda _past, _call: False)


class Sourced(ResponseSchema):
    """Where a request came from: every one is made with an API key, and nothing else is known of it."""

    event_datetime = wire.moment("at")
    source_type = wire.text(lambda _past, _call: "API_KEY")
    source_value = wire.text(wire.nothing)
    source_id = wire.text(wire.nothing)
    source_ip = wire.text(wire.nothing)


StepLogPartial = Provided.from_dict({"id": wire.text()}, name="StepLogPartial")
"""One request to a provider."""
_DETAILS: wire.Members = {"request": wire.one(AdvancedLogRequest), "response": wire.one(AdvancedLogResponse)}
StepLog = StepLogPartial.from_dict({"source_ip": wire.text(), **_DETAILS}, name="StepLog")
"""One request to a provider, in detail."""


class UnifiedLog(Provided, Sourced):
    """One unified request."""


class PlatformLog(Timed, Sourced):
    """One request to the platform itself."""

    category = wire.text()


UnifiedLogsPartial = UnifiedLog.from_dict({"step_requests": wire.many(StepLogPartial)}, name="UnifiedLogsPartial")
UnifiedLogs = UnifiedLog.from_dict({**_DETAILS, "step_requests": wire.many(StepLog)}, name="UnifiedLogs")
"""One unified request, in detail."""
UnifiedLogResult = shape_of("UnifiedLogResult", data=fields.Nested(UnifiedLogs, required=True))


def page_schema(shape: type[ma.Schema]) -> type[ma.Schema]:
    """The envelope of a page of logs."""
    data = fields.Array(fields.Nested(shape), required=True)
    return shape_of(f"{shape.__name__.removesuffix('Partial')}Paginated", next=wire.text(), data=data)


_timed, _provided, _sourced = view_of(Timed), view_of(Provided), view_of(Sourced)


def reached_provider(past: PastExchange) -> bool:
    """True when the request led to one at the account's provider."""
    return past.account is not None and past.status not in _NEVER_PASSED_ON


def unified_log(past: PastExchange, call: AnyCall) -> Document:
    """A unified request, as lists show it."""
    return {**_provided(past, call), **_sourced(past, call), "step_requests": None}


def unified_log_with_steps(past: PastExchange, call: AnyCall) -> Document:
    """A unified request, with the request that it led to at the provider."""
    return {**unified_log(past, call), "step_requests": _steps(past, call)}


def _steps(past: PastExchange, call: AnyCall) -> list[Document]:
    return [step_log(past, call)] if reached_provider(past) else []


def whole_log(past: PastExchange, call: AnyCall, *, steps: bool, details: bool) -> Document:
    """A unified request by itself."""
    unknown = {"source_ip": None, "request": None, "response": None}
    return {
        **unified_log(past, call),
        "step_requests": [{**one, **unknown} for one in _steps(past, call)] if steps else None,
        "request": view_of(AdvancedLogRequest)(past, call) if details else None,
        "response": view_of(AdvancedLogResponse)(past, call) if details else None,
    }


def platform_log(past: PastExchange, call: AnyCall) -> Document:
    """A request to the platform itself."""
    account = past.ids.get("id") if past.operation.resource == "Accounts" else None
    return {**_timed(past, call), **_sourced(past, call), "category": "stackone", "account_id": account}


def step_log(past: PastExchange, call: AnyCall) -> Document:
    """The request that a unified one led to at the provider. It took the better part of the whole time."""
    method, path = _at_provider(past)
    duration = duration_of(call.world, past) * 4 // 5
    return {
        **_provided(past, call),
        "start_time": iso(past.at - duration),
        "duration": duration,
        "http_method": method,
        "path": path.partition("?")[0],
        "url": past.account.service.url(path),
        "id": request_id(call.world, past, "step"),
    }


def _at_provider(past: PastExchange) -> tuple[str, str]:
    """Method and path of the request at the provider."""
    if past.operation.path == f"{UNIFIED}proxy":
        body = past.asked()[1]
        wanted: Mapping[str, Any] = body if isinstance(body, dict) else {}
        return wanted.get("method") or "get", rooted(wanted.get("path") or "") or "/"
    ids = {name: quote(remote_of(id), safe="") for name, id in past.ids.items()}
    return past.method.lower(), past.operation.path.removeprefix("/unified/ats").format(**ids)
