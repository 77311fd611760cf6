"""The operations of the tester's side as their OpenAPI document declares them.

The document is generated from the declarations and checked against them, and reading it takes a hundredth of the time
that importing them does: a command starts at once.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal
from urllib.parse import quote

from ats_sandbox.control.wire import WireObject, WireValue
from ats_sandbox.world.data_files import SEEDS

DOCUMENT = SEEDS.parent / "openapi" / "_sandbox.json"

Place = Literal["path", "query", "body"]


@dataclass(frozen=True, slots=True)
class Input:
    """One value that an operation takes: a parameter of the path or the query, or a member of the body."""

    name: str
    place: Place
    schema: WireObject
    about: str
    required: bool

    @property
    def choices(self) -> tuple[str, ...]:
        """The values of a closed list; empty for any other input."""
        return tuple(self.schema.get("enum", ()))


@dataclass(frozen=True, slots=True)
class Request:
    """A request that is ready to be sent. `path` follows `/_sandbox`; `body` None is no body."""

    method: str
    path: str
    query: Mapping[str, WireValue]
    body: WireValue


@dataclass(frozen=True, slots=True)
class DeclaredOperation:
    """An operation of the tester's side."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    inputs: tuple[Input, ...]
    has_body: bool

    def request(self, **values: WireValue) -> Request:
        """A request with these inputs, by name; those that are None are left out."""
        path = self.path
        places: dict[Place, WireObject] = {"path": {}, "query": {}, "body": {}}
        for one in self.inputs:
            if values.get(one.name) is not None:
                places[one.place][one.name] = values[one.name]
        for name, value in places["path"].items():
            path = path.replace(f"{{{name}}}", quote(str(value), safe=""))
        query = {name: _text(value) for name, value in places["query"].items()}
        return Request(self.method, path, query, places["body"] if self.has_body else None)


def _text(value: WireValue) -> WireValue:
    """A value as a query writes it."""
    return str(value).lower() if isinstance(value, bool) else value


@cache
def document() -> WireObject:
    """The document of the tester's side."""
    loaded: WireObject = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    return loaded


@cache
def operation(id: str) -> DeclaredOperation:
    """The operation with this id."""
    for path, methods in document()["paths"].items():
        for method, declared in methods.items():
            if declared["operationId"] == id:
                return DeclaredOperation(
                    id=id,
                    method=method.upper(),
                    path=path,
                    summary=declared["summary"],
                    description=declared.get("description", ""),
                    inputs=(*_parameters(declared), *_members(declared)),
                    has_body="requestBody" in declared,
                )
    raise LookupError(f"no operation of the tester's side has the id {id!r}")


def about(tag: str) -> str:
    """What the operations with a tag are about."""
    return next(str(one["description"]) for one in document()["tags"] if one["name"] == tag)


def _parameters(declared: WireObject) -> Iterator[Input]:
    for one in declared["parameters"]:
        yield Input(one["name"], one["in"], one["schema"], one.get("description", ""), one["required"])


def _members(declared: WireObject) -> Iterator[Input]:
    """The members of a JSON body."""
    content = declared.get("requestBody", {"content": {}})["content"]
    if not content:
        return
    name = content["application/json"]["schema"]["$ref"].rpartition("/")[2]
    schema = document()["components"]["schemas"][name]
    for member, described in schema["properties"].items():
        required = member in schema.get("required", ())
        yield Input(member, "body", described, described.get("description", ""), required)
