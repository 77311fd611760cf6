"""Request bodies: what their members are, and everything that is wrong with one, reported at once."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, cast

from marshmallow import pre_load

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import JsonObject, load
from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.schema import Members, RequestSchema
from ats_sandbox.world.store.table import Collection, R

_EMAIL = re.compile(r"[^\s@]{1,64}@(?=[^@]{1,255}$)[^\s@.]+(?:\.[^\s@.]+)+")


class Body(RequestSchema):
    """A body in which null says the same as leaving the member out."""

    @pre_load
    def leave_out_nulls(self, data: Mapping[str, Any], **_: Any) -> Members:
        """The members that have a value."""
        return {name: value for name, value in data.items() if value is not None}


class Filled(fields.Text):
    """A text that is more than blanks."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(least=1, **kwargs)

    def accept(self, value: Any) -> Any:
        text = super().accept(value)
        if not text.strip():
            raise fields.fault(Rule.MISSING, value=value)
        return text


Email = partial(fields.Pattern, "email", lambda text: _EMAIL.fullmatch(text), allow_none=True)
OptionalId = partial(fields.Integer, allow_none=True)
OptionalText = partial(fields.Text, allow_none=True)
OptionalBoolean = partial(fields.Boolean, allow_none=True)


class BodyCheck:
    """What could be read of a call's body, and its violations: first the schema's, then those of the handler.

    A body that is no JSON object is refused at once. One that is missing is read as an empty object.
    """

    def __init__(self, call: AnyCall) -> None:
        self.call = call
        self.violations: list[Violation] = []
        try:
            self.body = _read(call)
        except Invalid as invalid:
            if not all(violation.path for violation in invalid.violations):
                raise
            self.body = invalid.parsed
            self.violations += invalid.violations

    def refuse(self, *path: str | int, text: str | None = None) -> None:
        """Add that a value is unknown or does not fit, or what the text says."""
        rule = Rule.CHOICE if text is None else Rule.CUSTOM
        self.violations.append(Violation(rule, path, text=text or ""))

    def look_up(self, name: str, collection: Collection[R], fits: Callable[[R], bool] = lambda _: True) -> R | None:
        """The record that a member names; one that is unknown, hidden from the caller or does not fit is refused."""
        if name not in self.body:
            return None
        record = self.call.world[collection].get(self.body[name])
        if record is None or not self.call.can_see(record) or not fits(record):
            self.refuse(name)
        return record

    def accepted(self) -> Members:
        """The body, when nothing is wrong with it."""
        if self.violations:
            raise Invalid(*self.violations)
        return self.body


def _read(call: AnyCall) -> Members:
    try:
        body: Members = call.body
    except Invalid as invalid:
        if invalid.violations[0].rule is not Rule.NO_BODY:
            raise
        return load(cast(JsonObject, call.operation.body).schema, {})
    return body
