"""The members of StackOne's schemas: every one is optional and nullable, in requests and in answers alike.

`of` says where an answer takes a member from, as in `contract.views`; requests take no notice of it. Lists of values
are given by their names in `enums.txt`.
"""

from collections.abc import Callable, Iterable
from copy import copy
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, cast

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.fields import Source
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema, shape_of
from ats_sandbox.contract.views import Then, declared
from ats_sandbox.vendors.stackone.enums import Enumeration, enumeration
from ats_sandbox.vendors.stackone.ids import synthetic
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.world.domain.native_ids import native_id

T = TypeVar("T")
Field = ma.fields.Field[Any]
Members = dict[str, Field]


def _settings(of: Source | None, deprecated: bool = False) -> dict[str, Any]:
    return {"of": of, "allow_none": True, "metadata": {"deprecated": True} if deprecated else {}}


def text(of: Source | None = None, *, deprecated: bool = False) -> fields.Text:
    """A string."""
    return fields.Text(**_settings(of, deprecated))


def texts(of: Source | None = None) -> fields.Array:
    """An array of strings."""
    return fields.Array(fields.Text(), **_settings(of))


def moment(of: Source | None = None) -> fields.DateTime:
    """An ISO 8601 date-time; a bare date is midnight UTC."""
    return fields.DateTime(**_settings(of))


def number(of: Source | None = None) -> fields.Number:
    """A number."""
    return fields.Number(**_settings(of))


def free(of: Source | None = None) -> fields.FreeObject:
    """An object with any members."""
    return fields.FreeObject(**_settings(of))


def one(schema: type[ma.Schema], of: Source | None = None, *, deprecated: bool = False) -> fields.Nested:
    """An object of a schema."""
    return fields.Nested(schema, **_settings(of, deprecated))


def many(schema: type[ma.Schema], of: Source | None = None, *, deprecated: bool = False) -> fields.Array:
    """An array of objects of a schema."""
    return fields.Array(fields.Nested(schema), **_settings(of, deprecated))


def bare(values: Enumeration | str, of: Source | None = None) -> fields.Choice:
    """One of the values as a plain string, where StackOne does not wrap it in an object."""
    return fields.Choice(enumeration(values).values, of=of, allow_none=True)


def boolish(of: Source | None = None) -> fields.Anything:
    """A boolean, or `true` and `false` as strings."""
    return fields.Anything(of=of, metadata={"type": ["boolean", "string"]})


def enum(values: Enumeration | str, of: Source | None = None, *, deprecated: bool = False) -> fields.Nested:
    """`{value, source_value}` in an answer."""
    return one(_enum(enumeration(values)), of, deprecated=deprecated)


def enum_input(values: Enumeration | str) -> fields.Nested:
    """`{value, source_value}` in a request."""
    return one(_sent(_enum(enumeration(values))))


def nothing(_record: object, _context: object) -> None:
    """The source of what is never known here."""


Reader = Callable[[Any, ViewContext], T]
"""Reads a value from what is shown and the view context."""


def ids(kind: str, of: str | Reader[int | None] = "id", *, deprecated: bool = False) -> tuple[fields.Text, fields.Text]:
    """The two ids of a record, StackOne's and the provider's; `of` gives its ordinal. Both are null without one."""
    remote = _native(kind, of)
    return text(Then(remote, synthetic), deprecated=deprecated), text(remote, deprecated=deprecated)


def _native(kind: str, of: str | Reader[int | None]) -> Reader[str | None]:
    """The provider's id; the path of an attribute is read directly, because lists show thousands of ids."""
    if isinstance(of, str):
        get = attrgetter(of)
        return lambda one, context: None if (id := get(one)) is None else native_id(context.world, kind, id)
    return lambda one, context: None if (id := of(one, context)) is None else native_id(context.world, kind, id)


def id_lists(kind: str, of: str | Reader[Iterable[int]]) -> tuple[fields.Array, fields.Array]:
    """The two lists of ids of several records; `of` gives their ordinals."""
    ordinals = _reader(of)

    def remotes(record: object, context: ViewContext) -> list[str]:
        return [native_id(context.world, kind, id) for id in ordinals(record, context)]

    return texts(Then(remotes, lambda remotes: list(map(synthetic, remotes)))), texts(remotes)


def remote_ids(of: str | Reader[str | None]) -> tuple[fields.Text, fields.Text]:
    """The two ids of what the provider identifies by a text; `of` gives it."""
    remote = _reader(of)
    return text(Then(remote, synthetic)), text(remote)


def _reader(of: str | Reader[T]) -> Reader[T]:
    if not isinstance(of, str):
        return of
    get = attrgetter(of)
    return lambda record, context: get(record)


def requested(name: str, of: Reader[T]) -> Reader[T | None]:
    """The source of what is only shown when the request names it in `expand` or `include`."""
    return lambda record, context: of(record, context) if name in context.requested else None


_INPUTS: dict[type[ma.Schema], type[RequestSchema]] = {}
"""What requests send of the shapes that answers show."""


def identified(name: str, /, **members: Field) -> type[ResponseSchema]:
    """An object with an id at StackOne and one at the provider."""
    return shape_of(name, id=text(), remote_id=text(), **members)


def input_of(
    shape: type[ma.Schema], members: str | None = None, *, name: str | None = None, **more: Field
) -> type[RequestSchema]:
    """What requests send of a shape: all members or those named, with objects as requests have them, and `more`.

    A named member that the shape does not have is `passthrough`, which every request may carry. Whatever holds the
    shape later holds this in requests.
    """
    own = dict(declared(shape))
    names = own if members is None else members.split()
    found = {one: _as_input(own[one]) if one in own else free() for one in names}
    twin = RequestSchema.from_dict({**found, **more}, name=name or f"{shape.__name__}Input")
    _INPUTS[shape] = cast("type[RequestSchema]", twin)
    return _INPUTS[shape]


def reordered(shape: type[ResponseSchema], name: str, members: str) -> type[ResponseSchema]:
    """A shape as its contract lists the members, where answers list them in another order."""
    own = dict(declared(shape))
    return cast("type[ResponseSchema]", ResponseSchema.from_dict({one: own[one] for one in members.split()}, name=name))


def _as_input(field: Field) -> Field:
    nested = field.inner if isinstance(field, fields.Array) else field
    if not isinstance(nested, fields.Nested):
        return copy(field)
    shown, deprecated = cast("type[ma.Schema]", nested.nested), bool(field.metadata)
    return (one if nested is field else many)(_sent(shown), deprecated=deprecated)


def _sent(shape: type[ma.Schema]) -> type[RequestSchema]:
    return _INPUTS.get(shape) or input_of(shape)


@cache
def _enum(values: Enumeration) -> type[ResponseSchema]:
    return shape_of(
        f"{values.name}Enum", value=fields.Choice(values.values, allow_none=True), source_value=fields.Anything()
    )


class TextOrEnum(fields.Nested):
    """`{value, source_value}`, or just the value, as an example of the vendor's writes it."""

    def __init__(self, values: Enumeration | str) -> None:
        self.values = enumeration(values)
        super().__init__(_sent(_enum(self.values)), allow_none=True)

    def _deserialize(self, value: Any, attr: str | None, data: Any, partial: Any = None, **kwargs: Any) -> Any:
        if isinstance(value, str):
            value = {"value": value} if value in self.values.values else {"source_value": value}
        return super()._deserialize(value, attr, data, partial=partial, **kwargs)


class OneOrMany(fields.Array):
    """An array of objects, or just one, as an example of the vendor's writes it."""

    def __init__(self, schema: type[ma.Schema]) -> None:
        super().__init__(fields.Nested(schema), allow_none=True)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return super()._deserialize([value] if isinstance(value, dict) else value, attr, data, **kwargs)
