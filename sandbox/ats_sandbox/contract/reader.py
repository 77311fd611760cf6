"""Readers: what the members of an object read as, from the fields that declare them.

Where a value is plainly what its field wants, the reader takes it; everything else is the field's own to read or to
refuse, so that a reader knows no rule of its own.
"""

from collections.abc import Callable
from typing import Any, cast

import marshmallow as ma
from marshmallow import Schema, missing

from ats_sandbox.contract import fields
from ats_sandbox.contract.validators import Length, OneOf, Range
from ats_sandbox.contract.views import Names

Reader = Callable[[dict[str, Any]], dict[str, Any]]
"""The members of an object that are sent, by the names they are read as. Raises the first ValidationError."""


def reader_of(schema: Schema, blank: dict[str, Any]) -> Reader:
    """The reader of a schema; `blank` is what nothing at all reads as. It is compiled, as views are."""
    names = Names(missing=missing, blank=blank)
    lines: list[str] = []
    for name, field in schema.load_fields.items():
        key, member = repr(field.data_key or name), repr(field.attribute or name)
        read = f"{names.of(field.deserialize)}(value, {key}, data, first=True)"
        plain = _plainly(field, names)
        lines += [f"value = get({key}, missing)"]
        if field.required or field.load_default is not missing:
            lines += ["if value is missing:", f"    value = {read}"]
            lines += ["    if value is not missing:", f"        found[{member}] = value"]
            lines += ["else:"]
        else:
            lines += ["if value is not missing:"]
        lines += [f"    found[{member}] = {read if plain is None else f'{plain[1]} if {plain[0]} else {read}'}"]
    start = "found = blank.copy()" if blank else "found = {}"
    code = "\n    ".join(["def read(data):", start, "get = data.get", *lines, "return found"])
    return cast(Reader, names.function("read", code, f"<reader of {type(schema).__name__} {id(schema):x}>"))


def _plainly(field: ma.fields.Field[Any], names: Names) -> tuple[str, str] | None:
    """A condition under which a field reads `value` without a fault, and what as, both as code; None where none is."""
    kind = type(field)
    if not isinstance(field, fields.Strict) or kind.deserialize is not fields.Strict.deserialize or field.pre_load:
        return None
    if isinstance(field, fields.Nested) and kind._deserialize is fields.Nested._deserialize:  # noqa: SLF001
        schema: Any = field.schema
        if not getattr(schema, "straight", False) or field.many or field.unknown or field.validators or field.post_load:
            return None
        return "type(value) is dict", f"{names.of(schema.members_of)}(value)"
    if kind._deserialize is not fields.Strict._deserialize or getattr(field.root, "reads_text", False):  # noqa: SLF001
        return None
    conditions = [_TYPES.get(cast(Any, kind).accept, ""), *(_bound(one, names) for one in field.validators)]
    if not all(conditions):
        return None
    read = "value"
    for function in field.post_load:
        read = f"{names.of(function)}({read})"
    return " and ".join(conditions), read


_TYPES: dict[object, str] = {
    fields.Text.accept: "type(value) is str",
    fields.Boolean.accept: "type(value) is bool",
    fields.Integer.accept: f"type(value) is int and {-(2**63)} <= value < {2**63}",
    fields.Number.accept: "(type(value) is int or type(value) is float)",
}
"""What a value is that a field's `accept` gives back as it is."""


def _bound(validator: Callable[[Any], Any], names: Names) -> str:
    """What a validator asks for, as code; empty where only it knows."""
    if type(validator) is OneOf:
        return f"value in {names.of(frozenset(validator.choices))}"
    if type(validator) is Length or type(validator) is Range:
        told = "len(value)" if type(validator) is Length else "value"
        least = "" if validator.min is None else f"{validator.min!r} <= "
        most = "" if validator.max is None else f" <= {validator.max!r}"
        return f"{least}{told}{most}"
    return ""
