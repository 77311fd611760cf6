"""Bodies: their members, what answers show of those, and everything that is wrong with one, reported at once."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

import marshmallow as ma
from werkzeug import Request

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import JsonObject, json_value, load, raw
from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.refusal import MOST_FAULTS, Invalid, Rule, Violation
from ats_sandbox.contract.schema import Members, RequestSchema, ResponseSchema, shape_of
from ats_sandbox.contract.views import declared
from ats_sandbox.world.clock import iso_seconds
from ats_sandbox.world.store.selection import Rows
from ats_sandbox.world.store.table import R

Field = ma.fields.Field[Any]

_EMAIL = re.compile(r"[^\s@]{1,64}@(?=[^@]{1,255}$)[^\s@.]+(?:\.[^\s@.]+)+")


class Body(RequestSchema):
    """A body in which null says the same as leaving the member out."""

    @ma.pre_load
    def leave_out_nulls(self, data: Mapping[str, Any], **_: Any) -> Members:
        """The members that have a value."""
        return {name: value for name, value in data.items() if value is not None}


@dataclass(frozen=True)
class JsonBody(JsonObject):
    """A JSON object; a body that is missing is read as an empty one."""

    def read(self, request: Request) -> Members:
        return load(self.schema, json_value(request, True) if raw(request).strip() else {})


class NotBlank(fields.Text):
    """A text that is more than blanks."""

    def accept(self, value: Any) -> Any:
        text = super().accept(value)
        if not text.strip():
            raise fields.fault(Rule.MISSING, value=value)
        return text


class Moment(fields.DateTime):
    """A date or date-time; what is no text is no date either."""

    def accept(self, value: Any) -> Any:
        if not isinstance(value, str):
            raise fields.fault(Rule.FORMAT, expected=self.format, value=value)
        return super().accept(value)


class Instant(fields.Text):
    """An instant, shown in whole seconds."""

    def write(self, value: Any) -> str:
        return iso_seconds(value)


Filled = partial(NotBlank, least=1)
Email = partial(fields.Pattern, "email", _EMAIL.fullmatch, pattern=_EMAIL.pattern, allow_none=True)
Id = partial(fields.Integer, required=True)
OptionalId = partial(fields.Integer, allow_none=True)
OptionalText = partial(fields.Text, allow_none=True)
OptionalBoolean = partial(fields.Boolean, allow_none=True)


def answer_of(
    body: type[Body], name: str, first: Mapping[str, Field] | None = None, **more: Field
) -> type[ResponseSchema]:
    """The answer that shows what a body said: an id, `first`, the body's members, `more`, and when it was created.

    Members are always there, null where the body may leave them out; `more` may say otherwise of one.
    """
    said = {member: more.get(member) or _shown(field) for member, field in declared(body)}
    members: dict[str, Field] = {"id": Id(), **(first or {}), **said, **more}
    members.setdefault("created_at", Instant(required=True))
    return shape_of(name, **members)


def _shown(field: Field) -> Field:
    text = Instant if isinstance(field, fields.DateTime) else fields.Text
    kind: Any = text if isinstance(field, fields.Text) else type(field)
    return cast(Field, kind(required=True, allow_none=field.allow_none, of=getattr(field, "source", None)))


class BodyCheck:
    """What could be read of a call's body, and its violations: first the schema's, then those of the handler.

    A body that is no JSON object is refused at once.
    """

    def __init__(self, call: AnyCall) -> None:
        self.call = call
        self.violations: list[Violation] = []
        try:
            self.body: Members = call.body
        except Invalid as invalid:
            if not all(violation.path for violation in invalid.violations):
                raise
            self.body = invalid.parsed
            self.violations += invalid.violations

    def refuse(self, *path: str | int, text: str = "") -> None:
        """Add that a value is unknown or does not fit, or what the text says."""
        if len(self.violations) < MOST_FAULTS:
            self.violations.append(Violation(Rule.CUSTOM if text else Rule.CHOICE, path, text=text))

    def look_up(self, name: str, rows: Rows[R], fits: Callable[[R], bool] = lambda _: True) -> R | None:
        """The record that a member names; one that is unknown, hidden from the caller or does not fit is refused.

        What is hidden is as if it did not exist, also for what is looked up next.
        """
        if name not in self.body:
            return None
        record = rows.get(self.body[name])
        if record is not None and not self.call.can_see(record):
            record = None
        if record is None or not fits(record):
            self.refuse(name)
        return record

    def accepted(self) -> Members:
        """The body, when nothing is wrong with it."""
        if self.violations:
            raise Invalid(*self.violations)
        return self.body
