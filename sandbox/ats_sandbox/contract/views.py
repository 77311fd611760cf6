"""Views: documents of records, from the same lines that declare their shape.

A field of a ResponseSchema says with `of` where its value comes from: the path of an attribute (`of="place.city"`), or
a function of the record and the view's context. Without it the value is the record's attribute of the field's name.
`of=` together with the field's own way to write a value (instants, enums, nested objects) is the whole view.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import marshmallow as ma

from ats_sandbox.contract.fields import Array, Nested, Strict
from ats_sandbox.contract.operation import Document

T = TypeVar("T")
C = TypeVar("C")

View = Callable[[Any, Any], Document]
"""The document of a record, seen through a context: the call, or what a vendor makes of it."""

ABSENT = object()
"""What a source gives for a member that is left out of this document."""


@cache
def view_of(schema: type[ma.Schema], *, omit_none: bool = False) -> View:
    """The view that a schema's fields describe. With `omit_none`, members without a value are left out.

    It is compiled, as dataclasses are: a list shows thousands of members.
    """
    names: dict[str, Any] = {"_ABSENT": ABSENT}
    members: list[str] = []
    partial = omit_none
    for number, (name, field) in enumerate(declared(schema)):
        source = getattr(field, "source", None)
        if callable(source):
            names[f"_of{number}"] = source
            value = f"_of{number}(record, context)"
            partial = partial or getattr(source, "may_be_absent", False)
        else:
            path = source or name
            assert all(part.isidentifier() for part in path.split(".")), f"{schema.__name__}.{name} is of {path!r}"
            value = f"record.{path}"
        write = writer_of(field)
        if write is not None:
            names[f"_write{number}"] = write
            value = f"_write{number}({value}, context)"
        members.append(f"{(field.data_key or name)!r}: {value}")
    code = f"lambda record, context: {{{', '.join(members)}}}"
    whole: View = eval(compile(code, f"<view of {schema.__name__}>", "eval"), names)  # noqa: S307
    if not partial:
        return whole
    left_out = (None, ABSENT) if omit_none else (ABSENT,)

    def view(record: Any, context: Any) -> Document:
        return {name: value for name, value in whole(record, context).items() if not _among(value, left_out)}

    return view


def _among(value: Any, some: tuple[Any, ...]) -> bool:
    return any(value is one for one in some)


def declared(schema: type[ma.Schema]) -> list[tuple[str, ma.fields.Field[Any]]]:
    """The fields of a schema by name, in the order of its document."""
    return list(schema._declared_fields.items())  # noqa: SLF001


def writer_of(field: ma.fields.Field[Any]) -> Callable[[Any, Any], Any] | None:
    """How a field writes its value; None where the value is the wire's already. Nothing is written as null."""
    if isinstance(field, Nested):
        inner = field.schema.__class__

        def one(value: Any, context: Any) -> Any:
            return value if value is None or isinstance(value, dict) else view_of(inner)(value, context)

        return one
    if isinstance(field, Array):
        write = writer_of(field.inner)

        def many(values: Any, context: Any) -> Any:
            return None if values is None else [value if write is None else write(value, context) for value in values]

        return many
    if isinstance(field, Strict) and type(field).write is not Strict.write:
        own = field.write
        return lambda value, context: None if value is None else own(value)
    return None


def may_be_absent(source: Callable[[T, C], Any]) -> Callable[[T, C], Any]:
    """Mark a source that may give ABSENT."""
    source.may_be_absent = True  # type: ignore[attr-defined]
    return source
