"""Documents of records: a member without a value is left out, unless its schema allows null. And what requests say."""

from collections.abc import Callable
from copy import copy
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple, cast

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema, shape_of
from ats_sandbox.contract.vendor import IdCodec
from ats_sandbox.contract.views import Inline, Late, Names, View, code_of, declared
from ats_sandbox.contract.views import view_of as plain_view
from ats_sandbox.vendors.smartrecruiters.vocabulary import Spelled
from ats_sandbox.world.clock import iso

Schema = type[ResponseSchema]
Source = Callable[[Any, AnyCall], Any]
"""Where the value of a member comes from: a function of the record and the call."""


def document_of(schema: Schema, record: object, call: AnyCall) -> Document:
    """The document of a record, as a schema describes it."""
    return view_of(schema)(record, call)


@cache
def view_of(schema: Schema) -> View:
    """The view of a schema; what its `shown_first` names comes before the rest."""
    members = dict(declared(schema))
    first = getattr(schema, "shown_first", "").split()
    order = (*first, *(name for name in members if name not in first))
    shown = {name: members[name] for name in order if getattr(members[name], "source", None) is not nothing}
    optional = not all(field.required or field.allow_none for field in shown.values())
    omitted = {field.data_key or name for name, field in shown.items() if optional and not field.allow_none}
    return plain_view(shape_of(schema.__name__, **shown), omit_none=frozenset(omitted))


def nothing(record: object, call: AnyCall) -> None:
    """The source of a member that no record of this company has."""


def itself(record: Any, call: AnyCall) -> Any:
    """The record: the source of a part that is made of the same facts."""
    return record


def id_of(codec: IdCodec, path: str = "id") -> Source:
    """The id of the record whose ordinal stands at a path of attributes; nothing of none."""

    def code(names: Names) -> str:
        ordinal = names.new()
        written = f"{names.of(codec.write)}(context.world, {ordinal})"
        return f"(None if ({ordinal} := {code_of(path, names)}) is None else {written})"

    return Inline(code)


class _Object(ma.fields.Nested, fields.Strict):
    """An object that its source makes, so that nothing is left to write."""


class _Objects(ma.fields.List[Any], fields.Strict):
    """An array of such objects."""


def made(schema: Schema, of: Source, **options: Any) -> ma.fields.Nested:
    """A member that is an object, whose document its source makes."""
    options["of"] = of
    return _Object(schema, **options)


def part(schema: Schema, of: str | Source = itself, **options: Any) -> ma.fields.Nested:
    """A member that is an object: the document of what stands at a path, or of what a source gives."""
    if of is itself:
        return made(schema, Late(lambda: view_of(schema)), **options)
    if isinstance(of, str):
        options["attribute"] = of

    def code(names: Names) -> str:
        value = names.new()
        shown = f"{names.of(view_of(schema))}({value}, context)"
        return f"(None if ({value} := {code_of(of, names)}) is None else {shown})"

    return made(schema, Inline(code), **options)


def parts(schema: Schema, of: str | Source, **options: Any) -> ma.fields.List[Any]:
    """A member that is an array of objects."""

    def code(names: Names) -> str:
        return f"[{names.of(view_of(schema))}(each, context) for each in {code_of(of, names)}]"

    options |= {"of": Inline(code), "attribute": of if isinstance(of, str) else None}
    return _Objects(ma.fields.Nested(schema), **options)


class Filled(fields.Text):
    """A text that is left out when it is empty."""

    def write(self, value: str) -> str | None:
        return value or None


class Instant(fields.Text):
    """A date-time that the published contract calls just a string."""

    def write(self, value: Any) -> str:
        return iso(value)


class Whole(RequestSchema):
    """The whole of something: null is the same as absent, and both read as None."""

    whole = True


def input_of(schema: Schema, name: str, members: str = "", /, **changed: ma.fields.Field[Any]) -> type[RequestSchema]:
    """The request shape that mirrors an answer's, of all members or those named; of those, `name!` is required.

    Others may be null. A member is read under the name of the attribute that the answer shows, an object as the shape
    that mirrors its own. Members that are read differently are given.
    """
    return _mirrored(schema, name, members, Whole, changed)


def patch_of(schema: Schema, name: str, members: str = "", /, **changed: ma.fields.Field[Any]) -> type[RequestSchema]:
    """Such a request shape, of which what is absent is not read as None."""
    return _mirrored(schema, name, members, RequestSchema, changed)


_INPUTS: dict[object, type[RequestSchema]] = {}
"""The request shapes that mirror those of answers, for what contains them."""


def _mirrored(
    schema: Schema, name: str, members: str, kind: type[RequestSchema], changed: dict[str, ma.fields.Field[Any]]
) -> type[RequestSchema]:
    shown, own = dict(declared(schema)), {}
    for one in members.split() or shown:
        key = one.removesuffix("!")
        own[key] = changed.get(key) or _as_input(shown[key], required=key != one)
        source = getattr(shown.get(key), "source", None)
        path = source if isinstance(source, str) else getattr(shown.get(key), "attribute", None)
        own[key].attribute = path and path.rpartition(".")[2]
    _INPUTS[schema] = cast(type[RequestSchema], kind.from_dict(own, name=name))
    return _INPUTS[schema]


def _as_input(shown: ma.fields.Field[Any], *, required: bool) -> ma.fields.Field[Any]:
    """The member of a request that mirrors an answer's."""
    if isinstance(shown, ma.fields.List):
        inner = cast(ma.fields.Nested, shown.inner)
        return fields.Array(fields.Nested(_INPUTS[inner.nested]), required=required, allow_none=not required)
    if isinstance(shown, ma.fields.Nested):
        return fields.Nested(_INPUTS[shown.nested], required=required, allow_none=not required)
    if isinstance(shown, Instant):
        return fields.DateTime(required=required, allow_none=not required)
    if isinstance(shown, Spelled):
        return Spelled(shown.spelling, required=required, allow_none=not required)
    field = copy(shown)
    field.required, field.allow_none = required, not required
    return field


Labelled = shape_of("Labelled", id=fields.Text(required=True), label=fields.Text())
"""An entry of a list: its id and what people call it."""
Reference = shape_of("Reference", id=fields.Text(required=True))
"""The id of something."""


class Entry(NamedTuple):
    """An entry of a list, to be shown; one of no known list has no label."""

    id: str
    label: str | None


def entry(path: str, label_of: Callable[[str], str | None], schema: Schema = Labelled) -> ma.fields.Nested:
    """A member that shows the entry of a list whose id stands at a path of attributes."""
    read = attrgetter(path)

    def show(record: Any, call: AnyCall) -> Entry | None:
        id = read(record)
        return None if id is None else Entry(id, label_of(id))

    return part(schema, show, attribute=path)


def filled(**members: Any) -> dict[str, Any]:
    """The members that have a value."""
    return {name: value for name, value in members.items() if value is not None}
