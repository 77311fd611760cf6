"""Past exchanges as logs. What a log says depends on the world alone, not on the machine's own time."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from ats_sandbox.contract.context import PastExchange
from ats_sandbox.vendors.stackone.auth import PROJECT
from ats_sandbox.vendors.stackone.call import Call
from ats_sandbox.vendors.stackone.gates import UNIFIED
from ats_sandbox.vendors.stackone.ids import remote_of
from ats_sandbox.vendors.stackone.operation_path import path_of
from ats_sandbox.vendors.stackone.proxy import rooted
from ats_sandbox.vendors.stackone.request_logs.past import request_id
from ats_sandbox.world.chance import Chance
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.reading import Reading

_UNASKED = frozenset({400, 412, 501})
"""Statuses of requests for a linked account that never got to its provider."""
_SOURCE = {"source_type": "API_KEY", "source_value": None, "source_id": None, "source_ip": None}
"""Every request here is made with an API key; nothing else is known of where it came from."""


def asked_provider(past: PastExchange) -> bool:
    """True when the request led to one at the account's provider."""
    return past.account is not None and past.status not in _UNASKED


def unified_log(call: Call, past: PastExchange, *, steps: bool = False) -> dict[str, Any]:
    """A unified request, as lists show it."""
    asked = [step_log(call, past)] if steps and asked_provider(past) else []
    return {**_provided(call, past), **_sourced(past), "step_requests": asked if steps else None}


def whole_log(call: Call, past: PastExchange, *, steps: bool, details: bool) -> dict[str, Any]:
    """A unified request by itself."""
    detailed = {"source_ip": None, "request": None, "response": None}
    asked = [{**step_log(call, past), **detailed}] if steps and asked_provider(past) else []
    told = {**_provided(call, past), **_sourced(past), "step_requests": asked if steps else None}
    return {
        **told,
        "request": _request(call, past) if details else None,
        "response": _response(past) if details else None,
    }


def platform_log(call: Call, past: PastExchange) -> dict[str, Any]:
    """A request to the platform itself."""
    told = {**_timed(call, past), **_sourced(past), "category": "stackone"}
    return {**told, "account_id": past.ids.get("id") if past.operation.resource == "Accounts" else None}


def step_log(call: Call, past: PastExchange) -> dict[str, Any]:
    """The request that a unified one led to at the provider. It took the better part of the whole time."""
    method, path = _provided_at(past)
    duration = duration_of(call.world, past) * 4 // 5
    return {
        **_provided(call, past),
        "start_time": iso(past.at - duration),
        "duration": duration,
        "http_method": method,
        "path": path.partition("?")[0],
        "url": past.account.service.url(path),
        "id": request_id(call.world, past, "step"),
    }


def _provided_at(past: PastExchange) -> tuple[str, str]:
    """Method and path of the request at the provider."""
    if past.operation.path == f"{UNIFIED}proxy":
        body = past.asked()[1]
        told: Mapping[str, Any] = body if isinstance(body, dict) else {}
        return told.get("method") or "get", rooted(told.get("path") or "") or "/"
    ids = {name: quote(remote_of(id), safe="") for name, id in past.ids.items()}
    return past.method.lower(), past.operation.path.removeprefix("/unified/ats").format(**ids)


def duration_of(world: Reading, past: PastExchange) -> int:
    """Milliseconds, made up for good."""
    return Chance(world.seed, "stackone.request", past.number).between("duration", 40, 400)


def _timed(call: Call, past: PastExchange) -> dict[str, Any]:
    duration = duration_of(call.world, past)
    anatomy = path_of(past.operation)
    return {
        "request_id": request_id(call.world, past),
        "start_time": iso(past.at - duration),
        "end_time": iso(past.at),
        "account_id": _account(past),
        "project_id": PROJECT,
        "http_method": past.method.lower(),
        "path": past.path,
        "url": _url(call, past),
        "status": past.status,
        "duration": duration,
        "success": past.status < 400,
        "resource": anatomy.resource,
        "child_resource": anatomy.child_resource,
        "sub_resource": anatomy.sub_resource,
        "action": anatomy.action,
    }


def _provided(call: Call, past: PastExchange) -> dict[str, Any]:
    return {
        **_timed(call, past),
        "provider": None if past.account is None else past.account.provider,
        "service": path_of(past.operation).service,
        "is_worker": False,
    }


def _sourced(past: PastExchange) -> dict[str, Any]:
    return {"event_datetime": iso(past.at), **_SOURCE}


def _account(past: PastExchange) -> str | None:
    """The account that the request named, also when there was none like it."""
    if past.account is not None:
        key: str = past.account.key
        return key
    return past.asked()[0].get("X-Account-Id")


def _url(call: Call, past: PastExchange) -> str:
    return call.url(f"{quote(past.path)}{past.query and f'?{past.query}'}")


def _request(call: Call, past: PastExchange) -> dict[str, Any]:
    headers, body = past.asked()
    url = _url(call, past)
    query = parse_qs(past.query, keep_blank_values=True)
    return {
        "id": request_id(call.world, past),
        "method": past.method.lower(),
        "headers": {name.lower(): value for name, value in headers.items()},
        "url": {
            "url": url,
            "hostname": urlsplit(url).hostname,
            "path": past.path,
            "query_params": {name: values[0] if len(values) == 1 else values for name, values in query.items()},
        },
        "body": _body(body),
    }


def _response(past: PastExchange) -> dict[str, Any]:
    headers, body = past.answered()
    errors = body.get("provider_errors") if isinstance(body, dict) else None
    return {
        "status_code": past.status,
        "headers": {name.lower(): value for name, value in headers.items()},
        "body": _body(body),
        "custom_mapping_errors": [],
        "provider_errors": errors or [],
    }


def _body(value: Any) -> Any:
    """A body as a log has it: an object or a text."""
    return value if value is None or isinstance(value, dict | str) else str(value)
