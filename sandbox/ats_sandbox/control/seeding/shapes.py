"""What a field of a seed document may be, beyond plain values: references to records, and sections of named ones."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, cast

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import instance
from ats_sandbox.contract.refusal import Violation
from ats_sandbox.contract.schema import RequestSchema
from ats_sandbox.control.seeding.refused import fault


class Ref(fields.Text):
    """A record of a kind: a name of the same document, a name laid earlier, any vendor's id, or what people call it."""

    def __init__(self, kind: str, **kwargs: Any) -> None:
        super().__init__(metadata={"description": f"names a {kind}"}, **kwargs)
        self.kind = kind


class Section(fields.Strict, ma.fields.Dict):
    """Records of one kind by the name that the tester gives each."""

    json = "object"

    def __init__(self, schema: type[RequestSchema], kind: str | None, **kwargs: Any) -> None:
        super().__init__(keys=fields.Text(), values=fields.Shape(schema), **kwargs)
        self.schema = schema
        self.kind = kind

    def accept(self, value: Any) -> Any:
        if not isinstance(value, dict):
            raise self.refused(value)
        loaded: dict[str, Any] = {}
        wrong: dict[str, Any] = {}
        for name, told in value.items():
            if not isinstance(told, dict):
                wrong[name] = [fault("must be a table of fields", value=told)]
                continue
            try:
                loaded[name] = instance(self.schema).load(told)
            except ma.ValidationError as error:
                wrong[name] = error.messages
        if wrong:
            raise ma.ValidationError(wrong)
        return loaded


def _fields(schema: type[ma.Schema]) -> Mapping[str, Any]:
    return instance(cast(type[RequestSchema], schema)).fields


def strangers(schema: type[ma.Schema], told: Mapping[str, Any], path: tuple[str | int, ...]) -> Iterator[Violation]:
    """Members that nothing is known about, at every depth, each with the ones that look like it."""
    known = _fields(schema)
    for name, value in told.items():
        field = known.get(name)
        if field is None:
            yield stranger(name, known, path, value)
        elif isinstance(field, Section) and isinstance(value, dict):
            for key, one in value.items():
                if isinstance(one, dict):
                    yield from strangers(field.schema, one, (*path, name, key))
        elif isinstance(field, fields.Shape) and isinstance(value, dict):
            yield from strangers(type(field.schema), value, (*path, name))
        elif isinstance(field, fields.Items) and isinstance(field.inner, fields.Shape) and isinstance(value, list):
            for at, one in enumerate(value):
                if isinstance(one, dict):
                    yield from strangers(type(field.inner.schema), one, (*path, name, at))


def stranger(name: str, known: Mapping[str, Any], path: tuple[str | int, ...], value: Any) -> Violation:
    """One unknown member."""
    alike = get_close_matches(name.lower(), known, n=1, cutoff=0.6)
    advice = f"did you mean {alike[0]}?" if alike else f"there are {', '.join(known)}"
    return fault(f"is not known here; {advice}", *path, name, value=value)


def references(
    schema: type[ma.Schema], told: Mapping[str, Any], path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Every reference of a loaded record: where it stands, the kind it names, and its text."""
    for name, value in told.items():
        yield from _referred(_fields(schema)[name], value, (*path, name))


def _referred(field: Any, value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    if value is None:
        return
    if isinstance(field, Ref):
        yield path, field.kind, value
    elif isinstance(field, fields.Shape):
        yield from references(type(field.schema), value, path)
    elif isinstance(field, fields.Items):
        for at, one in enumerate(value):
            yield from _referred(field.inner, one, (*path, at))
