"""Bodies that are long: what they may cost, and what a refusal of one may weigh."""

import threading
from typing import Any

import pytest

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import JsonObject, Multipart, instance, load
from ats_sandbox.contract.fields import MOST_ITEMS
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.refusal import MOST_FAULTS, QUOTED, Invalid, Rule, Violation
from ats_sandbox.contract.schema import RequestSchema
from tests.contract.example_requests import EVERY, ClientOf, resolve, schema_of, send_example
from tests.lanes import each_operation, times

BODIED = [(v, o) for v, o in EVERY if o.body is not None and not isinstance(o.body, Multipart)]
HEAVY = 300_000
GIFTS = {
    "empty objects": [{}] * (HEAVY // 3),
    "texts": ["a"] * (HEAVY // 4),
    "numbers": [1] * (HEAVY // 2),
    "one text": "x" * HEAVY,
    "many members": {f"m{number}": number for number in range(HEAVY // 14)},
}


def spoiled(operation: Operation, body: Any, gift: object) -> list[Any]:
    """The gift as the body, and the example with the gift as each of its members."""
    one = body[0] if isinstance(body, list) else body or {}
    schema = schema_of(operation, body or {})
    members = [] if schema is None else [f.data_key or name for name, f in instance(schema).fields.items()]
    gifts = [{**one, member: gift} for member in members]
    return [gift, *gifts, *([one] for one in gifts if isinstance(body, list))]


@each_operation(BODIED)
@times("gift", tuple(GIFTS))
def test_a_refusal_of_a_long_body_is_short(client_of: ClientOf, vendor: str, operation: Operation, gift: str) -> None:
    client = client_of(vendor)
    body = resolve(operation.example.body, client.read())

    answers = [send_example(client, operation, body=one) for one in spoiled(operation, body, GIFTS[gift])]

    refused = [answer for answer in answers if answer.status_code >= 400]
    assert [answer.status_code for answer in refused if answer.status_code >= 500] == []
    assert [len(answer.data) for answer in refused if len(answer.data) >= 64_000] == []


class Item(RequestSchema):
    """Something with a member that it must have."""

    name = fields.Text(required=True)


class Items(RequestSchema):
    """Many of them."""

    items = fields.Array(fields.Nested(Item))


def test_no_more_faults_are_looked_for_than_are_said() -> None:
    with pytest.raises(Invalid) as caught:
        load(Items, {"items": [{}] * 5_000})

    assert len(caught.value.violations) == MOST_FAULTS


def test_an_array_of_more_items_than_are_read_is_refused_whole() -> None:
    with pytest.raises(Invalid) as caught:
        load(Items, {"items": [{"name": "a"}] * (MOST_ITEMS + 1)})

    assert [(one.rule, one.limit) for one in caught.value.violations] == [(Rule.TOO_MANY, MOST_ITEMS)]
    assert len(load(Items, {"items": [{"name": "a"}] * MOST_ITEMS})["items"]) == MOST_ITEMS


@pytest.mark.parametrize(
    "value",
    ["x" * HEAVY, ["x" * 100] * 10_000, {"a" * HEAVY: 1}, {f"m{n}": [n] for n in range(10_000)}, [[["x" * HEAVY]]]],
)
def test_what_is_quoted_is_short(value: Any) -> None:
    assert len(str(Violation(Rule.TYPE, value=value).quoted)) < 6 * QUOTED


@pytest.mark.parametrize("value", [None, 1, "short", ["a", {"b": [1, 2]}], {"a": {"b": None}}])
def test_what_is_short_is_quoted_as_it_is(value: Any) -> None:
    assert Violation(Rule.TYPE, value=value).quoted == value


def test_a_body_is_read_before_the_world_is_locked(client_of: ClientOf, monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_of("smartrecruiters")
    read = JsonObject.read
    others: list[bool] = []

    def reading(self: JsonObject, request: Any) -> Any:
        other = threading.Thread(target=write, daemon=True)
        other.start()
        other.join(10)
        others.append(not other.is_alive())
        return read(self, request)

    def write() -> None:
        with client.world.transaction():
            pass

    monkeypatch.setattr(JsonObject, "read", reading)
    operation = next(one for vendor, one in EVERY if vendor == "smartrecruiters" and one.id == "create_job")

    assert send_example(client, operation).status_code == 201
    assert others == [True]
