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
    if isinstance(field, fields.Array):
        return fields.Array(_input(field.inner), **options)
    if isinstance(field, schemas.Relation):
        return inputs.Uuid(**options)
    if isinstance(field, schemas.Moment):
        return inputs.Moment(**options)
    return (inputs.Boolean if isinstance(field, fields.Boolean) else fields.Text)(**options)


def value_of(request: Request) -> object:
    """The JSON value of a body; one of another media type is a text, which no object is. Raises for no body at all."""
    content = raw(request)
    if not content.strip():
        raise Invalid(Violation(Rule.NO_BODY))
    media_type = request.mimetype
    if media_type and media_type != "application/json" and not media_type.endswith("+json"):
        return content.decode("utf-8", "replace")
    return decode(content)


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
        return read(self.schema, value_of(request) if raw(request).strip() else {})


@dataclass(frozen=True)
class Whole(JsonObject):
    """An object of one schema, which has to be there."""

    def read(self, request: Request) -> Members:
        return read(self.schema, value_of(request))


def undeclared(name: str, schema: type[schemas.AtsModel], *required: str) -> One:
    """The body of a write for which none is declared: the model's own members."""
    members = members_of(schema, required)
    return One(schema_of(RequestSchema, name, f"What can be said of {name}.", **members), required=bool(required))


@dataclass(frozen=True)
class Either(AnyOf):
    """An object of one of several schemas, whose name is part of the place of a fault."""

    def read(self, request: Request) -> Alternative:
        value = value_of(request)
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

    def get(self, name: str) -> Any:
        """A member as it was read."""
        return self.members.get(name)

    def wrong(self, text: str, value: object, *place: str | int) -> Invalid:
        """The refusal of one value."""
        return Invalid(Violation(Rule.CUSTOM, (*self.place, *place), text=text, value=value))

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

    def ordinal(self, kind: str, name: str = "") -> int | None:
        """The ordinal of that record."""
        record = self.record(kind, name)
        return None if record is None else record.id

    def instant(self, name: str) -> int | None:
        """A date-time as milliseconds since 1970."""
        text = self.get(name)
        return None if text is None else parse_instant(text)
