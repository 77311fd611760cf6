"""Reading the logs: what the world remembers of its exchanges."""

from collections.abc import Callable, Sequence
from typing import Any

from ats_sandbox.contract.context import PastExchange
from ats_sandbox.contract.evidence import documented
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.resources.pages import pack, unpack
from ats_sandbox.vendors.stackone.call import Call, Resource
from ats_sandbox.vendors.stackone.errors import BadCursor, NotFound
from ats_sandbox.vendors.stackone.gates import unified
from ats_sandbox.vendors.stackone.operation_path import path_of
from ats_sandbox.vendors.stackone.pages import USUAL
from ats_sandbox.vendors.stackone.request_logs import schemas
from ats_sandbox.vendors.stackone.request_logs.past import number_of, past_of, sample
from ats_sandbox.vendors.stackone.request_logs.views import (
    asked_provider,
    duration_of,
    platform_log,
    step_log,
    unified_log,
    whole_log,
)
from ats_sandbox.world.domain.reading import Reading

PLATFORM = documented("StackOne OpenAPI, platform 1.0.0")

request_logs = Resource("Request logs", "What was asked of StackOne, and what StackOne asked of the providers")

Log = dict[str, Any]


@request_logs.get(
    "/requests/logs",
    id="stackone_list_logs",
    scope="platform",
    query=schemas.LogQuery,
    returns=schemas.page(schemas.UnifiedLogsPartial),
    errors=[BadCursor],
    evidence=PLATFORM,
)
def list_logs(call: Call) -> dict[str, Any]:
    """List the unified requests, the latest first unless another order is asked for.

    A key that may not see everything is shown the requests made with it.
    """
    steps = call.query.get("include") == "step_logs"
    return _page(call, lambda past: unified_log(call, past, steps=steps), _unified_past(call))


@request_logs.get(
    "/requests/logs/steps",
    id="stackone_list_step_logs",
    scope="platform",
    query=schemas.StepLogQuery,
    returns=schemas.page(schemas.StepLogPartial),
    errors=[BadCursor],
    evidence=PLATFORM,
)
def list_step_logs(call: Call) -> dict[str, Any]:
    """List the requests to providers that unified requests led to: one each, if it got that far."""
    return _page(call, lambda past: step_log(call, past), [one for one in _unified_past(call) if asked_provider(one)])


@request_logs.get(
    "/requests/platform-logs",
    id="stackone_list_platform_logs",
    scope="platform",
    query=schemas.PlatformLogQuery,
    returns=schemas.page(schemas.PlatformLog),
    errors=[BadCursor],
    evidence=PLATFORM,
)
def list_platform_logs(call: Call) -> dict[str, Any]:
    """List the requests to the platform itself: those that are for no linked account."""
    return _page(
        call, lambda past: platform_log(call, past), [one for one in past_of(call) if not unified(one.operation)]
    )


@request_logs.get(
    "/requests/logs/{id}",
    id="stackone_get_log",
    scope="platform",
    query=schemas.OneLogQuery,
    returns=schemas.UnifiedLogResult,
    errors=[NotFound],
    evidence=PLATFORM,
    example=Example(path={"id": sample}),
)
def get_log(call: Call) -> dict[str, Any]:
    """Get a unified request, with what `include` asks for."""
    include = call.query.get("include")
    number = number_of(call.world, call.path["id"])
    past = next((one for one in _unified_past(call) if one.number == number), None)
    if past is None:
        raise NotFound
    steps, details = include == "step_logs", include == "advanced_logs"
    return {"data": whole_log(call, past, steps=steps, details=details)}


def _unified_past(call: Call) -> list[PastExchange]:
    return [one for one in past_of(call) if unified(one.operation)]


_LISTED = {
    "account_ids": "account_id",
    "request_ids": "request_id",
    "http_methods": "http_method",
    "providers": "provider",
    "services": "service",
    "resources": "resource",
    "child_resources": "child_resource",
    "sub_resources": "sub_resource",
    "actions": "action",
    "status_codes": "status",
    "source_types": "source_type",
    "source_values": "source_value",
    "source_ids": "source_id",
    "categories": "category",
}
"""Which member of a log a filter looks at."""


def _page(call: Call, view: Callable[[PastExchange], Log], found: Sequence[PastExchange]) -> dict[str, Any]:
    """A page of logs, in the order asked for. The cursor remembers up to which request the walk goes."""
    query = call.query
    filter: dict[str, Any] = query.get("filter") or {}
    until, offset = _cursor(call, found)
    fitting = [one for one in found if one.number <= until and _fits(filter, one, view)]
    order = query.get("order_by") or filter.get("order_by") or "eventDatetime"
    direction = query.get("order_direction") or filter.get("order_direction") or "desc"
    fitting.sort(key=lambda past: (_key(call.world, past, order), past.number), reverse=direction == "desc")
    end = offset + int(query["page_size"] or USUAL)
    more = pack(r={"l": call.operation.id, "u": until, "a": end}) if end < len(fitting) else None
    return {"next": more, "data": [view(past) for past in fitting[offset:end]]}


def _fits(filter: dict[str, Any], past: PastExchange, view: Callable[[PastExchange], Log]) -> bool:
    """True when every filter that is given lets the request through; lists compare without regard to case."""
    start, end, success = filter.get("start_date"), filter.get("end_date"), filter.get("success")
    if (start is not None and past.at < start) or (end is not None and past.at > end):
        return False
    if success is not None and success != (past.status < 400):
        return False
    asked = {name: wanted for name, wanted in filter.items() if name in _LISTED and wanted}
    if not asked:
        return True
    log = view(past)
    return all(str(log.get(_LISTED[name])).lower() in {one.lower() for one in wanted} for name, wanted in asked.items())


def _key(world: Reading, past: PastExchange, order: str) -> Any:
    match order:
        case "provider":
            return "" if past.account is None else past.account.provider
        case "service":
            return path_of(past.operation).service
        case "status":
            return past.status
        case "duration":
            return duration_of(world, past)
    return past.at


def _cursor(call: Call, found: Sequence[PastExchange]) -> tuple[int, int]:
    """Up to which request the walk goes, and how many it has been through."""
    text = call.query.get("next")
    if not text:
        return max((one.number for one in found), default=0), 0
    facts = (unpack(text) or {}).get("r")
    if not isinstance(facts, dict) or facts.keys() != {"l", "u", "a"} or facts["l"] != call.operation.id:
        raise BadCursor
    until, offset = facts["u"], facts["a"]
    if type(until) is not int or type(offset) is not int or offset < 1:
        raise BadCursor
    return until, offset
