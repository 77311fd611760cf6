"""The API's own checks: the connector that a request is for, and its inputs, all at once."""

from collections.abc import Iterator
from dataclasses import replace

from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.vendors.bindbee.connectors import CONNECTORS, Category
from ats_sandbox.vendors.bindbee.errors import InvalidConnector, WriteNotEnabled, WrongCategory
from ats_sandbox.vendors.bindbee.schemas import ConnectorHeaders
from ats_sandbox.vendors.bindbee.uuids import NoUuid, canonical

HEADER = "x-connector-token"
UNIFIED = "/api/ats/"


def needs_connector(operation: Operation) -> bool:
    """True for operations on the records of one connector."""
    headers = operation.headers
    return headers is not None and issubclass(headers, ConnectorHeaders)


def connect(call: AnyCall) -> None:
    """Find the connector that the token stands for."""
    if not needs_connector(call.operation):
        return
    token = call.request.headers.get(HEADER)
    if token is None:
        check_inputs(call)
    connector = call.world[CONNECTORS].where(token=token).first()
    if connector is None or connector.test:
        raise InvalidConnector
    call.account = connector


def check_category(call: AnyCall) -> None:
    """Refuse a connector of another category, or one through which nothing can be created."""
    if call.account is None or not call.operation.path.startswith(UNIFIED):
        return
    if call.account.category is not Category.ATS:
        raise WrongCategory
    if call.operation.writes and not call.account.writes:
        raise WriteNotEnabled


def check_inputs(call: AnyCall) -> None:
    """Refuse everything that is wrong with path, query, headers and body in one answer."""
    found = list(faults(call))
    if found:
        raise Invalid(*found)


def faults(call: AnyCall) -> Iterator[Violation]:
    """Every violation, in the framework's order."""
    for name, text in call.path.items():
        try:
            canonical(text)
        except NoUuid as reason:
            yield Violation(Rule.FORMAT, (name,), "path", expected="uuid", value=text, text=str(reason))
    declared = {"query": call.operation.query, "header": call.operation.headers, "body": call.operation.body}
    for place, what in declared.items():
        if what is not None:
            try:
                getattr(call, place)
            except Invalid as invalid:
                yield from (as_sent(call, one) for one in invalid.violations)


def as_sent(call: AnyCall, violation: Violation) -> Violation:
    """A violation that quotes a query value as the text that it was, and not as the number that it was read as."""
    if violation.where != "query":
        return violation
    return replace(violation, value=call.request.args.get(str(violation.path[0])))
