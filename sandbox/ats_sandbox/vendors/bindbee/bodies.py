"""Request bodies as the framework reads them: only JSON by its media type, and faults that quote what was sent."""

from dataclasses import dataclass, replace
from typing import Any

from werkzeug import Request

from ats_sandbox.contract.body import AnyOf, JsonObject, decode, load, raw
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.schema import RequestSchema


def value_of(request: Request) -> Any:
    """The JSON value of a body; one of another media type is a text, which no object is. Raises for no body at all."""
    content = raw(request)
    if not content.strip():
        raise Invalid(Violation(Rule.NO_BODY))
    media_type = request.mimetype
    if media_type and media_type != "application/json" and not media_type.endswith("+json"):
        return content.decode("utf-8", "replace")
    return decode(content)


def read(schema: type[RequestSchema], value: Any, *place: str) -> dict[str, Any]:
    """An object through a schema; a missing member quotes the object that it is missing from."""
    try:
        return load(schema, value, *place)
    except Invalid as invalid:
        raise Invalid(*(quoted(one, value, len(place)) for one in invalid.violations)) from None


def quoted(violation: Violation, value: Any, skipped: int) -> Violation:
    """A violation that quotes what was sent in the place of a missing member."""
    if violation.rule is not Rule.MISSING:
        return violation
    for step in violation.path[skipped:-1]:
        value = value[step]
    return replace(violation, value=value)


@dataclass(frozen=True)
class One(JsonObject):
    """An object of one schema. When it is not required, no body reads as no members."""

    def read(self, request: Request) -> dict[str, Any]:
        if not self.required and not raw(request).strip():
            return read(self.schema, {})
        return read(self.schema, value_of(request))


@dataclass(frozen=True)
class Either(AnyOf):
    """An object of one of several schemas, whose name is part of the place of a fault."""

    def read(self, request: Request) -> tuple[type[RequestSchema], dict[str, Any]]:
        value = value_of(request)
        if not isinstance(value, dict):
            names = [schema.__name__ for schema in self.schemas]
            raise Invalid(*(Violation(Rule.NOT_OBJECT, (name,), expected="object", value=value) for name in names))
        schema = self.choose(value)
        return schema, read(schema, value, schema.__name__)
