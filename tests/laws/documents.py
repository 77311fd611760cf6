"""Documents: bodies as they are sent, answers as they are compared."""

from typing import Any

from tests.laws.values import Moment

Record = dict[str, Any]


def sent(value: Any) -> Any:
    """A drawn body as JSON has it."""
    if isinstance(value, dict):
        return {name: sent(one) for name, one in value.items()}
    if isinstance(value, list):
        return [sent(one) for one in value]
    return value.text if isinstance(value, Moment) else value


def told(document: Record) -> Record:
    """The members that say something."""
    return {name: value for name, value in document.items() if value is not None}


def stripped(document: Any) -> Any:
    """A document without its links."""
    if isinstance(document, list):
        return [stripped(one) for one in document]
    if isinstance(document, dict):
        return {name: stripped(value) for name, value in document.items() if name != "actions"}
    return document
