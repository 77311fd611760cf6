"""Views: documents of records, from the same lines that declare their shape.

A field of a ResponseSchema says with `of` where its value comes from: the path of an attribute (`of="place.city"`), or
a function of the record and the view's context. Without it the value is the record's attribute of the field's name.
`of=` together with the field's own way to write a value (instants, enums, nested objects) is the whole view.
"""

import linecache
from collections.abc import Callable
from functools import cache
from keyword import iskeyword
from typing import Any, TypeVar, cast

import marshmallow as ma

from ats_sandbox.contract.fields import Array, Nested, Strict
from ats_sandbox.contract.operation import BadDeclaration, Document

T = TypeVar("T")
C = TypeVar("C")

View = Callable[[Any, Any], Document]
"""The document of a record, seen through a context: the call, or what a vendor makes of it."""


class Then:
    """A source: what a function makes of the value of another source, and None of None.

    Members that show the same source, or something made of it, read it once.
    """

    __slots__ = ("function", "source")

    def __init__(self, source: Callable[[Any, Any], Any], function: Callable[[Any], Any]) -> None:
        self.source = source
        self.function = function

    def __call__(self, record: Any, context: Any) -> Any:
        value = self.source(record, context)
        return None if value is None else self.function(value)


class Names(dict[str, object]):
    """The names that compiled code uses."""

    def of(self, value: object) -> str:
        """A name for a value."""
        name = f"_{len(self)}"
        self[name] = value
        return name

    def new(self) -> str:
        """A name for a variable of the code's own."""
        return self.of(None)

    def function(self, name: str, code: str, file: str) -> object:
        """The function that code defines; tracebacks show its lines as those of a file."""
        linecache.cache[file] = (len(code), None, code.splitlines(keepends=True), file)
        exec(compile(code, file, "exec"), self)  # noqa: S102  # no text of a client's is in it
        return self[name]


class Inline:
    """A source that is an expression of `record` and `context`, which a compiled view takes in as its own code."""

    __slots__ = ("_called", "code")

    def __init__(self, code: Callable[[Names], str]) -> None:
        self.code = code
        self._called: Callable[[Any, Any], Any] | None = None

    def __call__(self, record: Any, context: Any) -> Any:
        if self._called is None:
            names = Names()
            code = f"lambda record, context: {self.code(names)}"
            self._called = cast("Callable[[Any, Any], Any]", eval(code, names))  # noqa: S307  # no text of a client's
        return self._called(record, context)


class Late:
    """A source that is made when a view with it is compiled: of what is known once everything is declared."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[], Callable[[Any, Any], Any]]) -> None:
        self.make = make

    def __call__(self, record: Any, context: Any) -> Any:
        return self.make()(record, context)


ABSENT = object()
"""What a source gives for a member that is left out of this document."""


@cache
def view_of(schema: type[ma.Schema], *, omit_none: bool | frozenset[str] = False) -> View:
    """The view that a schema's fields describe. With `omit_none`, members (those named) without a value are left out.

    It is compiled, as dataclasses are: a list shows thousands of members.
    """
    names = Names(ABSENT=ABSENT)
    sources = [getattr(field, "source", None) for _, field in declared(schema)]
    shared = {one.source: f"read_{at}" for at, one in enumerate(sources) if isinstance(one, Then)}
    lines = [f"{name} = {names.of(source)}(record, context)" for source, name in shared.items()]
    members: list[str] = []
    optional: list[str] = []
    for name, field in declared(schema):
        key = field.data_key or name
        source = getattr(field, "source", None)
        if isinstance(source, Then):
            read = shared[source.source]
            value = f"(None if {read} is None else {names.of(source.function)}({read}))"
        elif source in shared:
            value = shared[source]
        else:
            value = code_of(name if source is None else source, names, f"{schema.__name__}.{name}")
        value = _written(field, value, names)
        omitted = omit_none if isinstance(omit_none, bool) else key in omit_none
        if omitted or getattr(source, "may_be_absent", False):
            optional += [
                f"value = {value}",
                f"if value is not {'None' if omitted else 'ABSENT'}{' and value is not ABSENT' if omitted else ''}:",
                f"    document[{key!r}] = value",
            ]
        elif optional:
            optional.append(f"document[{key!r}] = {value}")
        else:
            members.append(f"{key!r}: {value}")
    lines += ["document = {", *(f"    {one}," for one in members), "}", *optional]
    code = "\n    ".join(["def view(record, context):", *lines, "return document"])
    return cast(View, names.function("view", code, f"<view of {schema.__name__} {id(schema):x}>"))


def code_of(source: Callable[[Any, Any], Any] | str, names: Names, what: str = "a part") -> str:
    """The code that reads the source of a member: a path of attributes of the record, or a function."""
    if isinstance(source, str):
        if not all(one.isidentifier() and not iskeyword(one) for one in source.split(".")):
            raise BadDeclaration(f"{what} is of {source!r}, which is no path of attributes")
        return f"record.{source}"
    read = source.make() if isinstance(source, Late) else source
    return read.code(names) if isinstance(read, Inline) else f"{names.of(read)}(record, context)"


def _written(field: ma.fields.Field[Any], value: str, names: Names, item: str = "one") -> str:
    """The code that writes a value as its field does. Nothing is written as null, and a document stays what it is."""
    if isinstance(field, Nested):
        show = names.of(view_of(field.schema.__class__))
        return f"({show}({item}, context) if ({item} := {value}) is not None and type({item}) is not dict else {item})"
    if isinstance(field, Array):
        inner = _written(field.inner, "each", names, "part")
        return f"([{inner} for each in {item}] if ({item} := {value}) is not None else None)"
    if isinstance(field, Strict) and type(field).write is not Strict.write:
        return f"({names.of(field.write)}({item}) if ({item} := {value}) is not None else None)"
    return value


def declared(schema: type[ma.Schema]) -> list[tuple[str, ma.fields.Field[Any]]]:
    """The fields of a schema by name, in the order of its document."""
    return list(schema._declared_fields.items())  # noqa: SLF001


def may_be_absent(source: Callable[[T, C], Any]) -> Callable[[T, C], Any]:
    """Mark a source that may give ABSENT."""
    source.may_be_absent = True  # type: ignore[attr-defined]
    return source
