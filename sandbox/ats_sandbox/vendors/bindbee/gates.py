"""The API's own checks: the connector that a request is for, and its inputs, all at once; and its limit.

The limit is 200 requests a minute for each connector token, and for each key where no connector is named.
"""

from dataclasses import replace

from werkzeug import Request

from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.limits import RateLimit, RateUsage, Spender
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.schema import Members
from ats_sandbox.contract.vendor import LinkHeader
from ats_sandbox.vendors.bindbee import errors, ids, schemas
from ats_sandbox.vendors.bindbee.connectors import CONNECTORS, Category, Connector, Status
from ats_sandbox.vendors.bindbee.schemas import ConnectorHeaders
from ats_sandbox.world.clock import MINUTE
from ats_sandbox.world.domain.reading import Reading

HEADER = "x-connector-token"
UNIFIED = "/api/ats/"
BUDGET = 200


def _connectors(world: Reading) -> dict[str, str]:
    """The connectors of a world by their tokens, with what is special about each; of a test one nobody has the key."""
    return {one.token: _about(one) for one in world[CONNECTORS] if not one.test}


def _about(connector: Connector) -> str:
    """What is special about a connector, in a few words."""
    if connector.category is not Category.ATS or connector.status is not Status.COMPLETE:
        return f"{connector.category}, {connector.status}"
    if connector.live:
        return "shows a write at once"
    return "shows a write after the next sync" if connector.writes else "reads only"


LINK = LinkHeader(name=HEADER, scheme="connector", usual="acme", known=_connectors)


def needs_connector(operation: Operation) -> bool:
    """True for operations on the records of one connector."""
    return operation.headers is not None and issubclass(operation.headers, ConnectorHeaders)


def connect(call: AnyCall) -> None:
    """Find the connector that the token stands for."""
    if not needs_connector(call.operation):
        return
    token = call.request.headers.get(HEADER)
    if token is None:
        check_inputs(call)
    connector = call.world[CONNECTORS].where(token=token).first()
    if connector is None or connector.test:
        raise errors.InvalidConnector
    call.account = connector


def check_category(call: AnyCall) -> None:
    """Refuse a connector of another category, or one through which nothing can be created."""
    if call.account is None or not call.operation.path.startswith(UNIFIED):
        return
    if call.account.category is not Category.ATS:
        raise errors.WrongCategory
    if call.operation.writes and not call.account.writable:
        raise errors.WriteNotEnabled(**why_not_writable(call.account))


def why_not_writable(connector: Connector) -> Members:
    """What a tester is told of a connector through which nothing can be created."""
    if connector.status is Status.COMPLETE:
        cause, fix = "it is read-only", "write through another connector, such as acme"
    else:
        cause = f"it is {connector.status}, and /_sandbox/links links it"
        fix = f"set the link {connector.token} to COMPLETE at /_sandbox/links, or invite the customer with a link token"
    return {"remark": cause, "fix": fix, "parameter": None}


def check_inputs(call: AnyCall) -> None:
    """Refuse everything that is wrong with path, query, headers and body in one answer, in the framework's order.

    What is wrong with a query value quotes the text that it was, and not the number that it was read as.
    """
    found: list[Violation] = []
    for name, text in call.path.items():
        if call.operation.path_types.get(name, schemas.UUID).get("format") != "uuid":
            continue
        try:
            ids.canonical(text)
        except ids.NoUuid as reason:
            found.append(Violation(Rule.FORMAT, (name,), "path", expected="uuid", value=text, text=str(reason)))
    sent = call.request.args
    for place in ("query", "header", "body") if call.operation.body else ("query", "header"):
        try:
            getattr(call, place)
        except Invalid as invalid:
            wrong = invalid.violations
            found += wrong if place != "query" else [replace(one, value=sent.get(str(one.path[0]))) for one in wrong]
    if found:
        raise Invalid(*found)


def budget_key(spender: Spender) -> str:
    """Whose budget a request counts against."""
    headers = spender.request.headers
    if needs_connector(spender.operation) and HEADER in headers:
        return f"connector {headers[HEADER]}"
    return key_budget(spender.request)


def key_budget(request: Request) -> str:
    """The budget of a key by itself."""
    return f"key {request.headers.get('Authorization', '')}"


def announced(spending: RateUsage) -> dict[str, str]:
    """The headers of every answer."""
    return {
        "X-RateLimit-Limit": str(spending.budget),
        "X-RateLimit-Remaining": str(spending.remaining),
        "X-RateLimit-Reset": str(-(-spending.resets_at // 1000)),
    }


LIMIT = RateLimit(
    window=MINUTE,
    budget=lambda operation: BUDGET,
    key=budget_key,
    headers=announced,
    refusal=errors.RateLimited,
    refusal_headers=lambda spending: {"Retry-After": str(spending.wait)},
    per="connector",
    astray=lambda request: (key_budget(request), BUDGET),
)
