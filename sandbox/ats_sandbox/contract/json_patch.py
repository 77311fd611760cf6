"""Bodies that change a document: JSON Patch (RFC 6902) and JSON Merge Patch (RFC 7396)."""

import re
from copy import copy
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import marshmallow as ma
import msgspec
from werkzeug import Request

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import AnySchema, Body, Describe, JsonSchema, json_value, load
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.schema import Members, RequestSchema, request_of
from ats_sandbox.contract.views import declared

JSON, OPERATIONS, MERGE = "application/json", "application/json-patch+json", "application/merge-patch+json"
EITHER = (OPERATIONS, MERGE, JSON)
"""The media types of an operation that takes both kinds; of plain JSON an array is operations, an object a merge."""
OPERATIONS_ONLY = (OPERATIONS, JSON)
"""The media types of an operation that takes JSON Patch alone."""

MOST_OPERATIONS = 1_000
"""Operations of a patch."""
MOST_COPIED = 1_000_000
"""Characters of JSON that the `copy` operations of a patch copy together, as each could double the document."""

_POINTER = re.compile(r"(/([^/~]|~[01])*)*")
_INDEX = re.compile(r"0|[1-9][0-9]{0,8}")
NEEDS = {"add": "value", "replace": "value", "test": "value", "move": "from", "copy": "from"}
"""The member that an operation needs beside its path; `remove` needs none."""


def _pointer(text: str) -> list[str] | None:
    """The names that a JSON pointer (RFC 6901) follows, from the whole document on; None for no pointer."""
    if _POINTER.fullmatch(text) is None:
        return None
    return [one.replace("~1", "/").replace("~0", "~") for one in text.split("/")[1:]]


class Pointer(fields.Text):
    """A JSON pointer, kept as it was sent; the empty one leads to the whole document."""

    pattern = _POINTER.pattern

    def accept(self, value: object) -> Any:
        text = super().accept(value)
        if _pointer(text) is None:
            raise fields.fault(Rule.FORMAT, expected="JSON pointer", value=value)
        return text


PatchOperation = request_of(
    "PatchOperation",
    op=fields.Choice(("add", "remove", "replace", "move", "copy", "test"), required=True),
    path=Pointer(required=True),
    **{"from": Pointer()},
    value=fields.Anything(),
)
"""One step of a JSON Patch."""
_AT = {"path": Pointer(required=True)}
_STEPS = (
    request_of(
        "PatchWithValue",
        op=fields.Choice(("add", "replace", "test"), required=True),
        **_AT,
        value=fields.Anything(required=True),
    ),
    request_of(
        "PatchFromElsewhere",
        op=fields.Choice(("move", "copy"), required=True),
        **_AT,
        **{"from": Pointer(required=True)},
    ),
    request_of("PatchThatRemoves", op=fields.Choice(("remove",), required=True), **_AT),
)
"""The same for the documents: the steps by what they need."""


class Inapplicable(Invalid):
    """A patch that is well formed and does not fit the document: a path that leads nowhere, a test that fails."""


@dataclass(frozen=True, slots=True)
class Patch:
    """A patch: the operations of a JSON Patch, or the object of a merge patch."""

    changes: list[Members] | Members

    def apply(self, document: Members) -> Any:
        """The document after the patch, itself untouched. Raises Inapplicable.

        The result is any JSON value: whoever applies a patch loads it through the schema of the document.
        """
        try:
            if isinstance(self.changes, dict):
                return _merged(_copy(document), self.changes)
            result = _Applying(_copy(document)).run(self.changes)
            msgspec.json.encode(result)
        except RecursionError:
            raise Inapplicable(Violation(Rule.CUSTOM, text="leads to a document that is nested too deep")) from None
        return result


def _copy(value: Any) -> Any:
    return msgspec.json.decode(msgspec.json.encode(value))


def _merged(target: Any, patch: Any) -> Any:
    """RFC 7396: objects are merged member by member, null removes, everything else replaces."""
    if not isinstance(patch, dict):
        return patch
    merged = target if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = _merged(merged.get(name), value)
    return merged


def _same(one: Any, other: Any) -> bool:
    """Equality of JSON values, to which true is not 1."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(value, other[name]) for name, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return isinstance(one, bool) is isinstance(other, bool) and bool(one == other)


class _Applying:
    """Operations at work on a document."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.copied = 0
        self.at = 0

    def run(self, operations: list[Members]) -> Any:
        """The document after all operations, in their order."""
        for self.at, operation in enumerate(operations):
            getattr(self, f"_{operation['op']}")(operation)
        return self.document

    def _unfit(self, member: str, text: str, value: Any = None) -> Inapplicable:
        return Inapplicable(Violation(Rule.CUSTOM, (self.at, member), text=text, value=value))

    def _step(self, inside: Any, name: str, text: str, member: str, *, end: bool = False) -> str | int:
        """The key of what a name leads to; with `end` also of the place behind the last item of an array."""
        if isinstance(inside, dict) and (end or name in inside):
            return name
        if isinstance(inside, list):
            if end and name == "-":
                return len(inside)
            if _INDEX.fullmatch(name) and int(name) < len(inside) + end:
                return int(name)
        raise self._unfit(member, "leads to nothing in the document", text)

    def _holder(self, text: str, member: str, *, end: bool = False) -> tuple[Any, str | int]:
        """What holds the value that a pointer leads to, and its key there."""
        names = _pointer(text) or []
        inside = self.document
        for name in names[:-1]:
            inside = inside[self._step(inside, name, text, member)]
        return inside, self._step(inside, names[-1], text, member, end=end)

    def _find(self, text: str, member: str) -> Any:
        if not text:
            return self.document
        inside, key = self._holder(text, member)
        return inside[key]

    def _put(self, text: str, value: Any, *, new: bool = True) -> None:
        """Put a value where a pointer leads; in an array a new one goes before what is there."""
        if not text:
            self.document = value
            return
        inside, key = self._holder(text, "path", end=new)
        if new and isinstance(inside, list):
            inside.insert(cast(int, key), value)
        else:
            inside[key] = value

    def _drop(self, text: str, member: str) -> None:
        if not text:
            raise self._unfit(member, "leads to the whole document, which stays", text)
        inside, key = self._holder(text, member)
        del inside[key]

    def _add(self, operation: Members) -> None:
        self._put(operation["path"], operation["value"])

    def _remove(self, operation: Members) -> None:
        self._drop(operation["path"], "path")

    def _replace(self, operation: Members) -> None:
        self._put(operation["path"], operation["value"], new=False)

    def _move(self, operation: Members) -> None:
        source, path = operation["from"], operation["path"]
        value = self._find(source, "from")
        if path == source:
            return
        if path.startswith(f"{source}/"):
            raise self._unfit("path", "leads into what is moved", path)
        self._drop(source, "from")
        self._put(path, value)

    def _copy(self, operation: Members) -> None:
        content = msgspec.json.encode(self._find(operation["from"], "from"))
        self.copied += len(content)
        if self.copied > MOST_COPIED:
            raise self._unfit("from", "copies more than is copied at all", operation["from"])
        self._put(operation["path"], msgspec.json.decode(content))

    def _test(self, operation: Members) -> None:
        if not _same(self._find(operation["path"], "path"), operation["value"]):
            raise self._unfit("value", f"is not what stands at {operation['path'][:100] or 'the document'}")


@cache
def merge_schema(schema: AnySchema) -> AnySchema:
    """What a merge patch of a document may hold: no member is required, and null removes one that need not be there."""
    members: dict[str, ma.fields.Field[Any]] = {}
    for name, shown in declared(schema):
        nested = isinstance(shown, ma.fields.Nested)
        field = fields.Nested(merge_schema(cast(Any, shown).nested)) if nested else copy(shown)
        field.required, field.allow_none = False, not shown.required
        members[shown.data_key or name] = field
    return cast(AnySchema, RequestSchema.from_dict(members, name=f"{schema.__name__}Patch"))


@dataclass(frozen=True)
class JsonPatch(Body[Patch]):
    """A patch of a document of one schema. Operations and a merge are told apart by media type, then by JSON type."""

    schema: AnySchema
    media_types: tuple[str, ...] = EITHER

    def read(self, request: Request) -> Patch:
        value = json_value(request, self.required)
        merges = MERGE in self.media_types and request.mimetype != OPERATIONS
        if merges and (request.mimetype == MERGE or isinstance(value, dict)):
            load(merge_schema(self.schema), value)
            return Patch(value)
        if not isinstance(value, list):
            raise Invalid(Violation(Rule.TYPE, expected="array", value=value))
        if len(value) > MOST_OPERATIONS:
            raise Invalid(Violation(Rule.TOO_MANY, limit=MOST_OPERATIONS, value=value))
        for at, item in enumerate(value):
            load(PatchOperation, item, at)
            needed = NEEDS.get(item["op"])
            if needed is not None and needed not in item:
                raise Invalid(Violation(Rule.MISSING, (at, needed)))
        return Patch(value)

    def shows(self, media_type: str, example: Any) -> bool:
        return media_type == JSON or isinstance(example, dict) is (media_type == MERGE)

    def content(self, describe: Describe) -> JsonSchema:
        operations: JsonSchema = {
            "type": "array",
            "items": {"anyOf": [describe(step) for step in _STEPS]},
            "maxItems": MOST_OPERATIONS,
        }
        if MERGE not in self.media_types:
            return {one: {"schema": operations} for one in self.media_types}
        merge = describe(merge_schema(self.schema))
        shapes = {OPERATIONS: operations, MERGE: merge, JSON: {"anyOf": [operations, merge]}}
        return {one: {"schema": shapes[one]} for one in self.media_types}
