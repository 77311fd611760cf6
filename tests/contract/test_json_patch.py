"""Patches: what JSON Patch (RFC 6902) and JSON Merge Patch (RFC 7396) do to documents, and what is refused."""

from typing import Any

import msgspec
import pytest
from werkzeug import Request
from werkzeug.test import EnvironBuilder

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import Describe, JsonSchema
from ats_sandbox.contract.json_patch import (
    EITHER,
    JSON,
    MERGE,
    MOST_OPERATIONS,
    OPERATIONS,
    OPERATIONS_ONLY,
    Inapplicable,
    JsonPatch,
    Patch,
    PatchOperation,
    merge_schema,
)
from ats_sandbox.contract.refusal import Invalid, Rule
from ats_sandbox.contract.schema import RequestSchema


class Town(RequestSchema):
    """Where somebody lives."""

    name = fields.Text(required=True)
    code = fields.Text(allow_none=True)


class Person(RequestSchema):
    """Somebody."""

    name = fields.Text(required=True, most=10)
    town = fields.Nested(Town, allow_none=True)
    tags = fields.Array(fields.Text(), allow_none=True)


BOTH = JsonPatch(Person)
ARRAYS = JsonPatch(Person, media_types=OPERATIONS_ONLY)
ADA = {"name": "Ada", "town": {"name": "Lyon", "code": "69"}, "tags": ["a", "b"], "x/y": {"~": 1}}


def request(body: Any, media_type: str = OPERATIONS) -> Request:
    """A request with this JSON body."""
    return EnvironBuilder(method="PATCH", data=msgspec.json.encode(body), content_type=media_type).get_request()


def step(op: str, path: str, **members: Any) -> dict[str, Any]:
    """An operation; `from_` is its member `from`."""
    return {"op": op, "path": path, **{name.rstrip("_"): value for name, value in members.items()}}


def patched(*operations: dict[str, Any], document: Any = ADA) -> Any:
    """The document after operations that are read as a request's."""
    return BOTH.read(request(operations)).apply(document)


@pytest.mark.parametrize(
    ("document", "operations", "result"),
    [
        ({"foo": "bar"}, [step("add", "/baz", value="qux")], {"baz": "qux", "foo": "bar"}),
        ({"foo": ["bar", "baz"]}, [step("add", "/foo/1", value="qux")], {"foo": ["bar", "qux", "baz"]}),
        ({"foo": ["bar"]}, [step("add", "/foo/-", value=["a"])], {"foo": ["bar", ["a"]]}),
        ({"foo": 1}, [step("add", "/foo", value=None)], {"foo": None}),
        ({"baz": "qux", "foo": "bar"}, [step("remove", "/baz")], {"foo": "bar"}),
        ({"foo": ["bar", "qux", "baz"]}, [step("remove", "/foo/1")], {"foo": ["bar", "baz"]}),
        ({"baz": "qux"}, [step("replace", "/baz", value="boo")], {"baz": "boo"}),
        (
            {"foo": {"bar": 1}, "qux": {}},
            [step("move", "/qux/thud", from_="/foo/bar")],
            {"foo": {}, "qux": {"thud": 1}},
        ),
        ({"foo": ["a", "b", "c"]}, [step("move", "/foo/2", from_="/foo/0")], {"foo": ["b", "c", "a"]}),
        ({"foo": 1}, [step("move", "/foo", from_="/foo")], {"foo": 1}),
        ({"foo": {"a": 1}}, [step("copy", "/bar", from_="/foo"), step("add", "/bar/a", value=2)], None),
        ({"foo": 1, "bar": [1.0, "x"]}, [step("test", "/bar", value=[1, "x"])], {"foo": 1, "bar": [1.0, "x"]}),
        ({"/": 9, "~1": 10}, [step("test", "/~01", value=10), step("remove", "/~1")], {"~1": 10}),
        ({"foo": 1}, [step("replace", "", value={"bar": 2})], {"bar": 2}),
        ({"foo": 1}, [step("add", "", value=[1]), step("add", "/0", value=0)], [0, 1]),
        ({"foo": 1}, [step("test", "/foo", value=1, unknown=True)], {"foo": 1}),
    ],
)
def test_each_operation_does_what_the_standard_says(document: Any, operations: Any, result: Any) -> None:
    expected = {"foo": {"a": 1}, "bar": {"a": 2}} if result is None else result

    assert patched(*operations, document=document) == expected


@pytest.mark.parametrize(
    ("operation", "member"),
    [
        (step("add", "/nobody/name", value=1), "path"),
        (step("add", "/tags/3", value="c"), "path"),
        (step("add", "/tags/01", value="c"), "path"),
        (step("add", "/tags/x", value="c"), "path"),
        (step("add", "/name/first", value="c"), "path"),
        (step("replace", "/tags/-", value="c"), "path"),
        (step("replace", "/nobody", value="c"), "path"),
        (step("remove", "/tags/2"), "path"),
        (step("remove", ""), "path"),
        (step("move", "/a", from_="/nobody"), "from"),
        (step("move", "/town/name", from_="/town"), "path"),
        (step("copy", "/a", from_="/tags/9"), "from"),
        (step("test", "/name", value="ada"), "value"),
        (step("test", "/x~1y/~0", value=True), "value"),
        (step("test", "/nobody", value=None), "path"),
    ],
)
def test_what_does_not_fit_the_document_is_refused_at_its_place(operation: dict[str, Any], member: str) -> None:
    fitting = step("add", "/note", value="n")
    document = msgspec.json.decode(msgspec.json.encode(ADA))

    with pytest.raises(Inapplicable) as caught:
        patched(fitting, operation, document=document)

    assert [one.path for one in caught.value.violations] == [(1, member)]
    assert document == ADA


@pytest.mark.parametrize(
    ("operation", "path", "rule"),
    [
        ("text", (0,), Rule.NOT_OBJECT),
        ({"path": "/name", "value": 1}, (0, "op"), Rule.MISSING),
        (step("frob", "/name"), (0, "op"), Rule.CHOICE),
        ({"op": "remove"}, (0, "path"), Rule.MISSING),
        (step("remove", "name"), (0, "path"), Rule.FORMAT),
        (step("remove", "/~2"), (0, "path"), Rule.FORMAT),
        ({"op": "remove", "path": 3}, (0, "path"), Rule.TYPE),
        (step("add", "/name"), (0, "value"), Rule.MISSING),
        (step("move", "/name"), (0, "from"), Rule.MISSING),
        (step("copy", "/name", from_="town"), (0, "from"), Rule.FORMAT),
    ],
)
def test_what_is_no_operation_is_refused_when_it_is_read(operation: Any, path: Any, rule: Rule) -> None:
    with pytest.raises(Invalid) as caught:
        BOTH.read(request([operation]))

    assert [(one.path, one.rule) for one in caught.value.violations] == [(path, rule)]


@pytest.mark.parametrize(
    ("patch", "result"),
    [
        ({}, ADA),
        ({"name": "Bo"}, {**ADA, "name": "Bo"}),
        ({"town": {"code": None}}, {**ADA, "town": {"name": "Lyon"}}),
        ({"town": None, "tags": ["c"]}, {"name": "Ada", "tags": ["c"], "x/y": {"~": 1}}),
        ({"more": {"a": None, "b": {"c": None}}}, {**ADA, "more": {"b": {}}}),
        ({"name": "Bo", "x/y": 5}, {**ADA, "name": "Bo", "x/y": 5}),
    ],
)
@pytest.mark.parametrize("media_type", [MERGE, JSON])
def test_a_merge_patch_changes_what_it_names(patch: Any, result: Any, media_type: str) -> None:
    assert BOTH.read(request(patch, media_type)).apply(ADA) == result


@pytest.mark.parametrize(
    ("patch", "path", "rule"),
    [
        ({"name": None}, ("name",), Rule.NULL),
        ({"name": "x" * 11}, ("name",), Rule.TOO_LONG),
        ({"town": {"name": 5}}, ("town", "name"), Rule.TYPE),
        ([], (), Rule.NOT_OBJECT),
    ],
)
def test_a_merge_patch_that_its_document_could_not_hold_is_refused(patch: Any, path: Any, rule: Rule) -> None:
    with pytest.raises(Invalid) as caught:
        BOTH.read(request(patch, MERGE))

    assert [(one.path, one.rule) for one in caught.value.violations] == [(path, rule)]


def test_plain_json_is_told_apart_by_its_type() -> None:
    assert BOTH.read(request([step("remove", "/tags")], JSON)).apply(ADA)["name"] == "Ada"
    assert BOTH.read(request({"name": "Bo"}, JSON)).apply(ADA)["name"] == "Bo"


@pytest.mark.parametrize(("body", "media_type"), [(BOTH, OPERATIONS), (ARRAYS, OPERATIONS), (ARRAYS, JSON)])
def test_an_object_is_no_array_of_operations(body: JsonPatch, media_type: str) -> None:
    with pytest.raises(Invalid) as caught:
        body.read(request({"name": "Bo"}, media_type))

    assert [(one.rule, one.expected) for one in caught.value.violations] == [(Rule.TYPE, "array")]


def test_a_patch_of_too_many_operations_is_refused() -> None:
    assert patched(*[step("test", "", value=ADA)] * MOST_OPERATIONS) == ADA
    with pytest.raises(Invalid) as caught:
        patched(*[step("remove", "/a")] * (MOST_OPERATIONS + 1))

    assert [(one.rule, one.limit) for one in caught.value.violations] == [(Rule.TOO_MANY, MOST_OPERATIONS)]


def test_copies_that_double_the_document_come_to_an_end() -> None:
    with pytest.raises(Inapplicable, match="copies more"):
        patched(*[step("copy", "/more", from_="")] * MOST_OPERATIONS)


def test_moves_that_nest_the_document_come_to_an_end() -> None:
    nest = [
        step("move", "/e", from_="/d"),
        step("add", "/d", value={"1": {"2": {"3": {"4": {}}}}}),
        step("move", "/d/1/2/3/4/e", from_="/e"),
    ]
    with pytest.raises(Inapplicable, match="nested too deep"):
        Patch([step("add", "/d", value={}), *nest * 333]).apply(ADA)


def test_the_documents_say_which_media_type_takes_what() -> None:
    named: Describe = lambda schema: {"name": schema.__name__}  # noqa: E731
    steps = [{"name": name} for name in ("PatchWithValue", "PatchFromElsewhere", "PatchThatRemoves")]
    operations: JsonSchema = {"type": "array", "items": {"anyOf": steps}, "maxItems": MOST_OPERATIONS}
    merge = {"name": "PersonPatch"}

    assert ARRAYS.content(named) == {one: {"schema": operations} for one in OPERATIONS_ONLY}
    assert list(BOTH.content(named)) == list(EITHER)
    assert BOTH.content(named)[MERGE] == {"schema": merge}
    assert BOTH.content(named)[JSON] == {"schema": {"anyOf": [operations, merge]}}
    assert list(PatchOperation().fields) == ["op", "path", "from", "value"]
    assert [name for name, one in merge_schema(Person)().fields.items() if one.required] == []
