"""Views that follow from the lines which declare a shape."""

import traceback
from types import SimpleNamespace
from typing import Any

import pytest

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import BadDeclaration
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.contract.views import ABSENT, Then, may_be_absent, view_of


class Place(ResponseSchema):
    """Somewhere."""

    city = fields.Text()


@may_be_absent
def nickname(record: Any, context: Any) -> object:
    return record.nick or ABSENT


class Person(ResponseSchema):
    """Somebody."""

    id = fields.Text(of=lambda record, context: f"{context}-{record.id}")
    name = fields.Text(of="full_name")
    born_at = fields.DateTime(data_key="bornAt", allow_none=True)
    home = fields.Nested(Place, of="place", allow_none=True)
    offices = fields.Array(fields.Nested(Place))
    tags = fields.Array(fields.Text(), of="labels")
    nick = fields.Text(of=nickname)


ADA = SimpleNamespace(
    id=7,
    full_name="Ada Quill",
    born_at=0,
    place=SimpleNamespace(city="Paris"),
    offices=(SimpleNamespace(city="Lyon"), SimpleNamespace(city="Nice")),
    labels=("a", "b"),
    nick="",
)


def test_members_come_in_the_order_of_the_schema_from_where_each_says() -> None:
    document = view_of(Person)(ADA, "p")

    assert document == {
        "id": "p-7",
        "name": "Ada Quill",
        "bornAt": "1970-01-01T00:00:00.000Z",
        "home": {"city": "Paris"},
        "offices": [{"city": "Lyon"}, {"city": "Nice"}],
        "tags": ["a", "b"],
    }
    assert list(document) == ["id", "name", "bornAt", "home", "offices", "tags"]


def test_what_is_nothing_is_null_or_left_out() -> None:
    nobody = SimpleNamespace(**{**vars(ADA), "born_at": None, "place": None, "nick": "A."})

    assert view_of(Person)(nobody, "p") | {"id": "", "name": ""} == {
        "id": "",
        "name": "",
        "bornAt": None,
        "home": None,
        "offices": [{"city": "Lyon"}, {"city": "Nice"}],
        "tags": ["a", "b"],
        "nick": "A.",
    }
    assert list(view_of(Person, omit_none=True)(nobody, "p")) == ["id", "name", "offices", "tags", "nick"]


def test_a_source_that_is_no_attribute_is_refused_at_once() -> None:
    class Odd(ResponseSchema):
        name = fields.Text(of="name or evil()")

    class Reserved(ResponseSchema):
        name = fields.Text(of="class")

    for schema in (Odd, Reserved):
        with pytest.raises(BadDeclaration, match=rf"{schema.__name__}\.name"):
            view_of(schema)


def test_a_member_that_a_record_has_not_is_shown_where_it_is_read() -> None:
    class Misspelt(ResponseSchema):
        city = fields.Text(of="citi")

    with pytest.raises(AttributeError) as caught:
        view_of(Misspelt)(SimpleNamespace(city="Bern"), None)

    assert "'city': record.citi," in "".join(traceback.format_exception(caught.value))


def test_members_of_one_source_read_it_once() -> None:
    read: list[object] = []

    def number(record: Any, _context: object) -> int | None:
        read.append(record)
        return record.number

    class Twice(ResponseSchema):
        own = fields.Text(of=Then(number, lambda value: f"n{value}"))
        theirs = fields.Integer(of=number)

    view = view_of(Twice)

    assert view(SimpleNamespace(number=7), None) == {"own": "n7", "theirs": 7}
    assert view(SimpleNamespace(number=None), None) == {"own": None, "theirs": None}
    assert len(read) == 2
