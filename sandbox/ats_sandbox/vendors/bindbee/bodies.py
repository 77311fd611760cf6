"""Request bodies as the framework reads them, and the records and instants that their members name.

Only JSON by its media type is read as such; faults quote what was sent.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial, reduce
from operator import getitem
from typing import Any, TypeVar

from marshmallow.fields import Field
from werkzeug import Request

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import Alternative, AnyOf, JsonObject, decode, load, raw
from ats_sandbox.contract.evidence import inferred
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.schema import Members, RequestSchema, schema_of
from ats_sandbox.contract.views import declared
from ats_sandbox.vendors.bindbee import inputs, schemas
from ats_sandbox.vendors.bindbee.call import AnyCall
from ats_sandbox.vendors.bindbee.model import MODELS, own_members
from ats_sandbox.world.clock import parse_instant

T = TypeVar("T")
Schema = type[RequestSchema[Any]]

UNDECLARED = inferred("no body is declared for this write; the members of the read schema are taken")


def members_of(
    schema: type[schemas.AtsModel], required: Iterable[str] = (), without: Iterable[str] = ()
) -> dict[str, Field[Any]]:
    """What can be said of a model's own members: relations as ids, open enumerations as texts."""
    return {
        name: _input(field, required=name in required, allow_none=name not in required)
        for name, field in declared(own_members(schema))
        if name not in without
    }


def _input(field: Field[Any], **options: Any) -> Field[Any]:
    if isinstance(field, schemas.Relations):
        return fields.Array(inputs.Uuid(), **options)
    if isinstance(field, fields.Array):
        inner = inputs.Option() if isinstance(field.inner, fields.FreeObject) else _input(field.inner)
        return fields.Array(inner, **options)
    if isinstance(field, schemas.Relation):
        return inputs.Uuid(**options)
    if isinstance(field, schemas.Moment):
        return inputs.Moment(**options)
    if isinstance(field, fields.Integer):
        return inputs.Whole(**options)
    return (inputs.Boolean if isinstance(field, fields.Boolean) else fields.Text)(**options)


def value_of(request: Request) -> object:
    """The JSON value of a body; one of another media type is a text, which no object is. Raises for no body at all."""
    content, (kind, _, name) = raw(request), request.mimetype.partition("/")
    if not content:
        raise Invalid(Violation(Rule.NO_BODY))
    if kind and (kind != "application" or not (name == "json" or name.endswith("+json"))):
        return content.decode("utf-8", "replace")
    return decode(content)


def required_value(request: Request) -> object:
    """The JSON value of a body that has to be there; null is none."""
    value = value_of(request)
    if value is None:
        raise Invalid(Violation(Rule.NO_BODY))
    return value


def read(schema: Schema, value: Any, *place: str) -> Members:
    """An object through a schema; a missing member quotes the object that it is missing from."""
    try:
        return load(schema, value, *place)
    except Invalid as invalid:
        found = invalid.violations
        raise Invalid(*(_quoting(one, value, place) if one.rule is Rule.MISSING else one for one in found)) from None


def _quoting(missing: Violation, value: Any, place: tuple[str, ...]) -> Violation:
    return replace(missing, value=reduce(getitem, missing.path[len(place) : -1], value))


@dataclass(frozen=True)
class One(JsonObject):
    """An object of one schema; no body reads as no members, of which some may be required."""

    required: bool = False

    def read(self, request: Request) -> Members:
        return read(self.schema, value_of(request) if raw(request) else {})


@dataclass(frozen=True)
class Declared(JsonObject):
    """An object of one schema."""

    def read(self, request: Request) -> Members:
        return read(self.schema, required_value(request))


def undeclared(name: str, schema: type[schemas.AtsModel], *required: str) -> One:
    """The body of a write for which none is declared: the model's own members."""
    members = members_of(schema, required)
    return One(schema_of(RequestSchema, name, f"What can be said of {name}.", **members), required=bool(required))


@dataclass(frozen=True)
class Either(AnyOf):
    """An object of one of several schemas, whose name is part of the place of a fault."""

    def read(self, request: Request) -> Alternative:
        value = required_value(request)
        if not isinstance(value, dict):
            wrong = Violation(Rule.NOT_OBJECT, expected="object", value=value)
            raise Invalid(*(replace(wrong, path=(schema.__name__,)) for schema in self.schemas))
        schema = self.choose(value)
        return schema, read(schema, value, schema.__name__)


@dataclass(frozen=True)
class Sent:
    """Members that a write was sent, and where in the body they stand; what is wrong with one is said with its place.

    None is what is read of a member that is null or was not sent.
    """

    call: AnyCall
    members: Members
    place: tuple[str | int, ...] = ()

    @classmethod
    def to(cls, call: AnyCall) -> "Sent":
        """The whole body of a call; where it is one of several forms, a place begins with the form's name."""
        form, members = call.body if isinstance(call.body, tuple) else (None, call.body)
        return cls(call, members, () if form is None else (form.__name__,))

    def get(self, name: str) -> Any:
        """A member as it was read."""
        return self.members.get(name)

    def wrong(self, text: str, value: object, *place: str | int) -> Invalid:
        """The refusal of one value."""
        return Invalid(Violation(Rule.CUSTOM, (*self.place, *place), text=text, value=value))

    def require(self, names: Iterable[str], text: str) -> None:
        """Refuse at once all of these members that are null or were not sent."""
        absent = [name for name in names if self.get(name) is None]
        if absent:
            raise Invalid(*(one for name in absent for one in self.wrong(f"{name} {text}", None, name).violations))

    def found(self, name: str, look: Callable[[str], T | None], complaint: str) -> T | None:
        """What is looked up by a member; raises when that finds nothing."""
        text = self.get(name)
        found = None if text is None else look(text)
        if text is not None and found is None:
            raise self.wrong(complaint, text, name)
        return found

    def record(self, kind: str, name: str = "") -> Any:
        """The record of the linked system that an id names. `name` is by default the kind."""
        model = MODELS[kind]
        return self.found(name or kind, partial(model.find, self.call), f"{model.title.lower()} not found")

    def records(self, kind: str, name: str) -> list[Any]:
        """The records of the linked system that a list of ids names, once each."""
        found: dict[int, Any] = {}
        for at, id in enumerate(dict.fromkeys(self.get(name) or ())):
            record = MODELS[kind].find(self.call, id)
            if record is None:
                raise self.wrong(f"{MODELS[kind].title.lower()} not found", id, name, at)
            found[record.id] = record
        return list(found.values())

    def ordinal(self, kind: str, name: str = "") -> int | None:
        """The ordinal of that record."""
        record = self.record(kind, name)
        return None if record is None else record.id

    def instant(self, name: str) -> int | None:
        """A date-time as milliseconds since 1970."""
        text = self.get(name)
        return None if text is None else parse_instant(text)
