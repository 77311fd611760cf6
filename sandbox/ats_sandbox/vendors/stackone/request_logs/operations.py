"""Reading the logs: what the world remembers of its exchanges."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.context import PastExchange
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.resources.listing import Query, query_with
from ats_sandbox.contract.resources.pages import pack
from ats_sandbox.contract.schema import Members, QuerySchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import AnyCall, Call, Resource
from ats_sandbox.vendors.stackone.errors import BadCursor, NotFound
from ats_sandbox.vendors.stackone.gates import unified
from ats_sandbox.vendors.stackone.operation_path import path_of
from ats_sandbox.vendors.stackone.pages import MOST, USUAL, cursor_numbers
from ats_sandbox.vendors.stackone.platform import PLATFORM
from ats_sandbox.vendors.stackone.queries import Names
from ats_sandbox.vendors.stackone.request_logs import logs

Listing = Callable[[Call], Document]
Order = Callable[[PastExchange, AnyCall], str | int]
ORDERS: Mapping[str, Order] = {
    "provider": lambda past, _: "" if past.account is None else past.account.provider,
    "service": lambda past, _: path_of(past.operation).service,
    "status": lambda past, _: past.status,
    "eventDatetime": lambda past, _: past.at,
    "duration": lambda past, call: logs.duration_of(call.world, past),
}
"""What logs are put in order by."""
_FILTERS: Mapping[str, Callable[..., ma.fields.Field[Any]]] = {
    "start_date": fields.DateTime,
    "end_date": fields.DateTime,
    "success": fields.Boolean,
    "order_by": partial(fields.Choice, tuple(ORDERS)),
    "order_direction": partial(fields.Choice, ("asc", "desc")),
}
"""Both dates are included; whatever is not named here takes names separated by commas."""
_SUBJECT = "providers services resources child_resources sub_resources actions status_codes success"
_SOURCE = "source_types source_values source_ids"

request_logs = Resource("Request logs", "What was asked of StackOne, and what StackOne asked of the providers")


class LogPageQuery(QuerySchema):
    """A page of logs."""

    order_by = _FILTERS["order_by"]()
    order_direction = _FILTERS["order_direction"]()
    page_size = fields.Number(least=1, most=MOST, load_default=USUAL)
    next = fields.Text()


def _query(noun: str, filters: str, **more: ma.fields.Field[Any]) -> Query:
    """The query of a list of logs that has these filters."""
    inside: wire.Members = {
        one: _FILTERS.get(one, Names)() for one in f"account_ids start_date end_date request_ids {filters}".split()
    }
    chosen = fields.FormObject(QuerySchema.from_dict(inside, name=f"{noun}Filter"))
    return query_with(f"{noun}Query", LogPageQuery, filter=chosen, **more)


StepLogQuery = _query("Step", f"http_methods {_SUBJECT}")
PlatformLogQuery = _query(
    "PlatformLog", f"{_SOURCE} http_methods categories resources actions status_codes success order_by order_direction"
)
LogQuery = _query(
    "Log",
    f"http_methods {_SUBJECT} {_SOURCE} order_by order_direction",
    include=fields.Choice(("step_logs",)),
)


OneLogQuery = query_with("OneLogQuery", QuerySchema, include=fields.Choice(("step_logs", "advanced_logs")))


def _list(path: str, id: str, query: Query, shape: type[ma.Schema]) -> Callable[[Listing], Listing]:
    """Declare a list of logs."""
    page = logs.page_schema(shape)
    return request_logs.get(path, id=f"stackone_{id}", query=query, returns=page, errors=[BadCursor], evidence=PLATFORM)


@_list("/requests/logs", "list_logs", LogQuery, logs.UnifiedLogsPartial)
def list_logs(call: Call) -> Document:
    """List the unified requests, the latest first unless another order is asked for.

    A key that may not see everything is shown the requests made with it.
    """
    steps = call.query.get("include") == "step_logs"
    return _page(call, logs.unified_log_with_steps if steps else logs.unified_log, _unified(call))


@_list("/requests/logs/steps", "list_step_logs", StepLogQuery, logs.StepLogPartial)
def list_step_logs(call: Call) -> Document:
    """List the requests to providers that unified requests led to: one each, if it got that far."""
    return _page(call, logs.step_log, [one for one in _unified(call) if logs.reached_provider(one)])


@_list("/requests/platform-logs", "list_platform_logs", PlatformLogQuery, logs.PlatformLog)
def list_platform_logs(call: Call) -> Document:
    """List the requests to the platform itself: those that are for no linked account."""
    return _page(call, logs.platform_log, [one for one in logs.visible_exchanges(call) if not unified(one.operation)])


@request_logs.get(
    "/requests/logs/{id}",
    id="stackone_get_log",
    query=OneLogQuery,
    returns=logs.UnifiedLogResult,
    errors=[NotFound],
    example=Example(path={"id": logs.first_id}),
    evidence=PLATFORM,
)
def get_log(call: Call) -> Document:
    """Get a unified request, with what `include` asks for."""
    include = call.query.get("include")
    number = logs.number_of(call.world, call.path["id"])
    past = next((one for one in _unified(call) if one.number == number), None)
    if past is None:
        raise NotFound(parameter="id")
    return {"data": logs.whole_log(past, call, steps=include == "step_logs", details=include == "advanced_logs")}


def _unified(call: AnyCall) -> list[PastExchange]:
    return [one for one in logs.visible_exchanges(call) if unified(one.operation)]


def _page(call: Call, view: logs.LogView, found: Sequence[PastExchange]) -> Document:
    """A page of logs, in the order asked for. The cursor remembers up to which request the walk goes."""
    query = call.query
    filters: Members = query.get("filter") or {}
    cursor = query.get("next")
    until, offset = cursor_numbers(call, cursor, "ua") if cursor else (max((one.number for one in found), default=0), 0)
    fitting = [one for one in found if one.number <= until and _fits(filters, one, view, call)]
    order = ORDERS[query.get("order_by") or filters.get("order_by") or "eventDatetime"]
    direction = query.get("order_direction") or filters.get("order_direction") or "desc"
    fitting.sort(key=lambda past: (order(past, call), past.number), reverse=direction == "desc")
    end = offset + int(query["page_size"] or USUAL)
    more = pack(r={"l": call.operation.id, "u": until, "a": end}) if end < len(fitting) else None
    return {"next": more, "data": [view(past, call) for past in fitting[offset:end]]}


_MEMBERS = {"status_codes": "status", "categories": "category"}
"""Which member of a log a filter looks at, where it is not just the singular of the filter's name."""


def _fits(filters: Members, past: PastExchange, view: logs.LogView, call: AnyCall) -> bool:
    """True when every filter that is given lets the request through; names compare without regard to case."""
    start, end, success = filters.get("start_date"), filters.get("end_date"), filters.get("success")
    if (start is not None and past.at < start) or (end is not None and past.at > end):
        return False
    if success is not None and success != (past.status < 400):
        return False
    names = {name: wanted for name, wanted in filters.items() if isinstance(wanted, frozenset) and wanted}
    if not names:
        return True
    log = view(past, call)
    return all(
        str(log.get(_MEMBERS.get(name, name.removesuffix("s")))).lower() in map(str.lower, wanted)
        for name, wanted in names.items()
    )
