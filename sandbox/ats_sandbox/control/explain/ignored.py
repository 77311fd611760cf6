"""Ignored inputs: members and parameters that no operation declares."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from itertools import islice
from typing import Any, cast

import marshmallow as ma
import msgspec

from ats_sandbox.contract.body import AnyOf, Body, JsonObject, Multipart, OneOrMany, decode, instance
from ats_sandbox.contract.fields import DeepObject, PrefixedObject
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.refusal import Invalid
from ats_sandbox.contract.schema import RequestSchema
from ats_sandbox.control.wire import WireValue

MOST = 20
"""Ignored inputs of one request that are listed."""

Names = Mapping[str, ma.fields.Field[Any]]


class IgnoredInput(msgspec.Struct, frozen=True):
    """An input that was ignored: where it was, and the declared name that may have been meant."""

    field: str
    value: WireValue
    meant: str | None


def in_query(operation: Operation, parameters: Iterable[tuple[str, str]]) -> Iterator[IgnoredInput]:
    """The query parameters that an operation does not declare."""
    known = {} if operation.query is None else names(operation.query)
    prefixes = tuple(field.prefix for field in known.values() if isinstance(field, PrefixedObject))
    for name, value in parameters:
        if name.startswith(prefixes):
            continue
        outer, bracket, rest = name.partition("[")
        field = known.get(outer if bracket else name)
        if field is None or (bracket and not isinstance(field, DeepObject)):
            yield IgnoredInput(f"query.{name}", value, similar_name(name, known))
        elif bracket and isinstance(field, DeepObject) and field.schema.unknown != ma.INCLUDE:
            inner = rest.removesuffix("]")
            within = names(type(field.schema))
            if inner not in within:
                meant = similar_name(inner, within)
                yield IgnoredInput(f"query.{name}", value, None if meant is None else f"{outer}[{meant}]")


PLAIN = (str, int, float, bool)
"""What has no members."""


def in_body(operation: Operation, content: bytes, decoded: object = None) -> list[IgnoredInput]:
    """The members of a JSON body, at every depth, that an operation does not declare.

    `decoded` is its value, where it is known already.
    """
    body = operation.body
    if not content.strip() or isinstance(body, Multipart):
        return []
    if body is None:
        return [IgnoredInput("body", f"{len(content)} bytes", None)]
    try:
        value = decode(content) if decoded is None else cast(WireValue, decoded)
    except Invalid:
        return []
    if isinstance(body, JsonObject) and _all_known(body.schema, value):
        return []
    return list(islice(_in_value(body, value), MOST))


def _all_known(schema: type[ma.Schema], value: WireValue) -> bool:
    """True where nothing is ignored, which is what most bodies are looked at for."""
    if not isinstance(value, dict):
        return False
    known, structured = _structure(schema)
    if not value.keys() <= known:
        return False
    for name, inner in structured:
        part = value.get(name)
        if isinstance(part, dict):
            if inner is None or not _all_known(inner, part):
                return False
        elif isinstance(part, list) and not all(
            type(one) in PLAIN or (inner is not None and _all_known(inner, one)) for one in part
        ):
            return False
    return True


@cache
def _structure(schema: type[ma.Schema]) -> tuple[frozenset[str], tuple[tuple[str, type[ma.Schema] | None], ...]]:
    """The names that a schema knows, and those under which there may be more names, with what knows these."""
    fields = names(schema)
    return frozenset(fields), tuple((name, _inside(one)) for name, one in fields.items() if _may_hold(one))


def _may_hold(field: ma.fields.Field[Any]) -> bool:
    return isinstance(field, ma.fields.Nested | ma.fields.List | ma.fields.Dict)


def _inside(field: ma.fields.Field[Any]) -> type[ma.Schema] | None:
    """The schema of an object, or of the objects of an array."""
    one = field.inner if isinstance(field, ma.fields.List) else field
    return type(one.schema) if isinstance(one, ma.fields.Nested) else None


def _in_value(body: Body, value: WireValue) -> Iterator[IgnoredInput]:
    match body:
        case JsonObject(schema=schema):
            yield from _in_object(schema, value, "body")
        case OneOrMany(schema=schema):
            for at, one in enumerate(value) if isinstance(value, list) else ((None, value),):
                yield from _in_object(schema, one, "body" if at is None else f"body.{at}")
        case AnyOf(choose=choose) if isinstance(value, dict):
            yield from _in_object(choose(value), value, "body")


def _in_object(schema: type[ma.Schema], value: WireValue, place: str) -> Iterator[IgnoredInput]:
    if not isinstance(value, dict):
        return
    known = names(schema)
    for name, inner in value.items():
        field = known.get(name)
        if field is not None:
            if isinstance(inner, dict | list):
                yield from _in_field(field, inner, f"{place}.{name}")
        elif not _open_ended(schema) and name not in getattr(schema, "also_reads", ()):
            yield IgnoredInput(f"{place}.{name}", inner, similar_name(name, known))


def _in_field(field: ma.fields.Field[Any], value: WireValue, place: str) -> Iterator[IgnoredInput]:
    if isinstance(field, ma.fields.Nested) and isinstance(value, dict):
        yield from _in_object(type(field.schema), value, place)
    elif isinstance(field, ma.fields.List):
        for at, one in enumerate(value) if isinstance(value, list) else ((None, value),):
            yield from _in_field(field.inner, one, place if at is None else f"{place}.{at}")


@cache
def names(schema: type[ma.Schema]) -> Names:
    """The fields of a schema by their names on the wire."""
    made = instance(schema) if issubclass(schema, RequestSchema) else schema()
    return {field.data_key or name: field for name, field in made.fields.items()}


@cache
def _open_ended(schema: type[ma.Schema]) -> bool:
    made = instance(schema) if issubclass(schema, RequestSchema) else schema()
    return made.unknown == ma.INCLUDE


def similar_name(name: str, known: Iterable[str]) -> str | None:
    """The known name that is most like another one, when it is similar; letter case and separators count little."""
    plain: dict[str, str] = {}
    for one in known:
        plain.setdefault(_normalized(one), one)
    wanted = _normalized(name[:100])
    stem = wanted.rstrip("s")
    same_stem = [
        one for one in plain if len(stem) > 2 and len(one) > 2 and (one.startswith(stem) or stem.startswith(one))
    ]
    found = get_close_matches(wanted, plain, 1, 0.8) or same_stem or get_close_matches(wanted, plain, 1, 0.7)
    return plain[found[0]] if found else None


def _normalized(name: str) -> str:
    return name.lower().replace("_", "").replace("-", "")
