"""Data Driven: creating, reading, replacing, changing and deleting, the same for steps and offers."""

from typing import Any

import pytest

from tests.client import VendorClient
from tests.vendors.datadriven.record_kinds import Kind


def test_a_record_is_created_with_everything_and_read_back(datadriven: VendorClient, kind: Kind) -> None:
    answer = datadriven.post(kind.path, json=kind.full)

    (made,) = answer.json["data"]
    assert answer.status_code == 201
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json["message"] == f"{kind.name} created"
    assert made == kind.stored(made["id"], kind.full)
    assert list(made) == kind.order
    assert kind.read(datadriven, made["id"]) == made


def test_what_is_not_told_is_null(datadriven: VendorClient, kind: Kind) -> None:
    made = kind.create(datadriven)

    assert made == kind.stored(made["id"], kind.required)


def test_ids_ascend_and_are_never_reused(datadriven: VendorClient, kind: Kind) -> None:
    last = kind.create(datadriven)["id"]
    datadriven.delete(f"{kind.path}/{last}")

    assert isinstance(last, int)
    assert kind.create(datadriven)["id"] == last + 1


def test_the_same_record_may_be_created_twice(datadriven: VendorClient, kind: Kind) -> None:
    assert kind.create(datadriven)["id"] < kind.create(datadriven)["id"]


def test_an_id_and_unknown_members_of_a_body_are_ignored(datadriven: VendorClient, kind: Kind) -> None:
    odd = {"id": 1, "colour": "green", "created_at": None}
    made = kind.create(datadriven, **odd)
    path = f"{kind.path}/{made['id']}"

    assert made == kind.stored(made["id"], kind.required)
    assert made["id"] != 1
    assert datadriven.put(path, json={**kind.required, **odd}).json["data"] == [made]
    assert datadriven.patch(path, json=odd).json["data"] == [made]


def test_many_are_created_in_the_order_they_came(datadriven: VendorClient, kind: Kind) -> None:
    first = kind.create(datadriven)["id"] + 1
    bodies = [kind.required, kind.full, kind.required]

    answer = datadriven.post(kind.path, json=bodies)

    assert answer.status_code == 201
    assert answer.json["message"] == f"{kind.name}s created"
    assert answer.json["data"] == [kind.stored(number, body) for number, body in enumerate(bodies, first)]
    assert [kind.read(datadriven, one["id"]) for one in answer.json["data"]] == answer.json["data"]


def test_an_array_of_one_creates_one(datadriven: VendorClient, kind: Kind) -> None:
    answer = datadriven.post(kind.path, json=[kind.required])

    assert answer.status_code == 201
    assert answer.json["message"] == f"{kind.name} created"
    assert len(answer.json["data"]) == 1


def test_a_hundred_are_created_at_once_and_not_one_more(datadriven: VendorClient, kind: Kind) -> None:
    assert len(datadriven.post(kind.path, json=[kind.required] * 100).json["data"]) == 100
    before = datadriven.world.state

    for bodies in ([], [kind.required] * 101, [1] * 101):
        answer = datadriven.post(kind.path, json=bodies)
        assert answer.status_code == 400
        assert answer.json == {
            "message": "Validation error",
            "errors": [{"message": "body: expected 1 to 100 items", "data": None}],
        }
    assert datadriven.world.state is before


def test_one_bad_record_among_many_stores_none(datadriven: VendorClient, kind: Kind) -> None:
    missing, typed = list(kind.required)[1:][:2]
    bad = {name: value for name, value in kind.required.items() if name != missing}
    before = datadriven.world.state

    answer = datadriven.post(kind.path, json=[kind.required, bad, "x", {**kind.required, typed: 5}])

    assert answer.status_code == 400
    assert answer.json == {
        "message": "Validation error",
        "errors": [
            {"message": f"1.{missing}: required", "data": {"field": f"1.{missing}", "value": None}},
            {"message": "2: expected object", "data": {"field": "2", "value": "x"}},
            {
                "message": f"3.{typed}: expected string, received number",
                "data": {"field": f"3.{typed}", "value": 5},
            },
        ],
    }
    assert datadriven.world.state is before


def test_put_replaces_everything(datadriven: VendorClient, kind: Kind) -> None:
    made = kind.create(datadriven, **kind.optional)

    answer = datadriven.put(f"{kind.path}/{made['id']}", json=kind.required)

    assert answer.status_code == 200
    assert answer.json == {
        "message": f"{kind.name} updated",
        "data": [kind.stored(made["id"], kind.required)],
    }
    assert list(answer.json["data"][0]) == kind.order
    assert kind.read(datadriven, made["id"]) == answer.json["data"][0]


def test_put_needs_what_creating_needs(datadriven: VendorClient, kind: Kind) -> None:
    made = kind.create(datadriven, **kind.optional)

    answer = datadriven.put(f"{kind.path}/{made['id']}", json={})

    assert answer.status_code == 400
    assert answer.json == {
        "message": "Validation error",
        "errors": [{"message": f"{name}: required", "data": {"field": name, "value": None}} for name in kind.required],
    }
    assert kind.read(datadriven, made["id"]) == made


def test_patch_changes_what_is_told_and_keeps_the_rest(datadriven: VendorClient, kind: Kind) -> None:
    made = kind.create(datadriven, **kind.optional)
    path = f"{kind.path}/{made['id']}"

    for name in kind.full:
        value: Any = [{"name": "city", "value": "Lyon"}] if name == "attributes" else "2024-02-29T10:00:00+01:00"
        answer = datadriven.patch(path, json={name: value})
        made = {**made, name: value}
        assert answer.status_code == 200
        assert answer.json == {"message": f"{kind.name} updated", "data": [made]}
        assert list(answer.json["data"][0]) == kind.order
    assert kind.read(datadriven, made["id"]) == made


def test_an_empty_patch_changes_nothing(datadriven: VendorClient, kind: Kind) -> None:
    made = kind.create(datadriven, **kind.optional)

    answer = datadriven.patch(f"{kind.path}/{made['id']}", json={})

    assert answer.status_code == 200
    assert answer.json["data"] == [made]


def test_a_deleted_record_is_shown_once_more_and_then_gone(datadriven: VendorClient, kind: Kind) -> None:
    made = kind.create(datadriven, **kind.optional)
    path = f"{kind.path}/{made['id']}"

    answer = datadriven.delete(path)

    assert answer.status_code == 200
    assert answer.json == {"message": f"{kind.name} deleted", "data": [made]}
    for again in (
        datadriven.get(path),
        datadriven.put(path, json=kind.required),
        datadriven.patch(path, json={}),
        datadriven.delete(path),
    ):
        assert again.status_code == 404
    assert made["id"] not in [one["id"] for one in datadriven.get(f"{kind.path}?limit=500").json["data"]]


@pytest.mark.parametrize(
    "date",
    [
        "2023-10-01",
        "2023-10-01T00:00:00Z",
        "2023-10-01T02:00:00+02:00",
        "2023-10-01T00:00:00.123456Z",
        "2023-10-01T00:00",
        "2023-10-01T00:00:00,5Z",
        "2023-10-01T02:00+0200",
        "20231001T000000Z",
        "2023-W40-7",
        "2023-274",
        "2024-366T23:59:59Z",
        "2023274T2400Z",
        "2023-10-01T24:00:00.000+02:00",
    ],
)
def test_dates_come_back_exactly_as_they_were_sent(datadriven: VendorClient, kind: Kind, date: str) -> None:
    dates = dict.fromkeys(kind.dates, date)
    made = kind.create(datadriven, **dates)

    assert {name: made[name] for name in kind.dates} == dates
    assert kind.read(datadriven, made["id"]) == made


@pytest.mark.parametrize(
    "date",
    [
        "",
        " ",
        "yesterday",
        "01/10/2023",
        "1696118400",
        "2023-13-01",
        "2023-02-29",
        "2023-366",
        "2023-000",
        "0000-001",
        "9999-367",
        "2023-274-01",
        "2023-10-01x00:00:00Z",
        "2023-10-01 00:00:00",
        "2023-10-01T24:01:00Z",
        "2023-10-01T25:00",
    ],
)
def test_what_is_no_date_is_refused(datadriven: VendorClient, kind: Kind, date: str) -> None:
    path = f"{kind.path}/{kind.create(datadriven)['id']}"
    dates = dict.fromkeys(kind.dates, date)
    before = datadriven.world.state

    for answer in (
        datadriven.post(kind.path, json={**kind.required, **dates}),
        datadriven.put(path, json={**kind.required, **dates}),
        datadriven.patch(path, json=dates),
    ):
        assert answer.status_code == 400
        assert answer.json["errors"] == [
            {"message": f"{name}: invalid date-time", "data": {"field": name, "value": date}} for name in kind.dates
        ]
    assert datadriven.world.state is before


@pytest.mark.parametrize("text", ["", "no mail", "x" * 100_000, "李小龍", "مريم", "👩‍💻", "a\u0000b", "<b>&amp;</b>"])
def test_texts_are_free_and_come_back_as_they_were_sent(datadriven: VendorClient, kind: Kind, text: str) -> None:
    texts = {name: text for name in kind.full if name not in kind.dates and name != "attributes"}

    made = kind.create(datadriven, **texts)

    assert {name: made[name] for name in texts} == texts
    assert kind.read(datadriven, made["id"]) == made


@pytest.mark.parametrize(
    ("value", "received"),
    [(5, "number"), (1.5, "number"), (True, "boolean"), ([], "array"), (["x"], "array"), ({}, "object")],
)
def test_every_member_has_its_json_type(datadriven: VendorClient, kind: Kind, value: Any, received: str) -> None:
    path = f"{kind.path}/{kind.create(datadriven)['id']}"
    names = [name for name in kind.full if name != "attributes"]
    wrong = dict.fromkeys(names, value)
    expected = {
        name: {"message": f"{name}: expected string, received {received}", "data": {"field": name, "value": value}}
        for name in names
    }
    before = datadriven.world.state

    for answer in (
        datadriven.post(kind.path, json=wrong),
        datadriven.put(path, json=wrong),
        datadriven.patch(path, json=wrong),
    ):
        assert answer.status_code == 400
        assert answer.json["message"] == "Validation error"
        assert answer.json["errors"] == [expected[name] for name in kind.order if name in expected]
    assert datadriven.world.state is before


def test_what_is_required_is_never_null(datadriven: VendorClient, kind: Kind) -> None:
    path = f"{kind.path}/{kind.create(datadriven)['id']}"
    nulls = dict.fromkeys(kind.required)
    expected = [
        {"message": f"{name}: expected string, received null", "data": {"field": name, "value": None}}
        for name in kind.order
        if name in kind.required
    ]

    for answer in (
        datadriven.post(kind.path, json=nulls),
        datadriven.put(path, json=nulls),
        datadriven.patch(path, json=nulls),
    ):
        assert answer.status_code == 400
        assert answer.json["errors"] == expected


def test_what_is_optional_may_be_created_and_replaced_as_null(datadriven: VendorClient, kind: Kind) -> None:
    nulls = {**kind.required, **{name: None for name in kind.optional if name != "attributes"}}
    made = kind.create(datadriven, **nulls)

    assert made == kind.stored(made["id"], kind.required)
    assert datadriven.put(f"{kind.path}/{made['id']}", json=nulls).json["data"] == [made]


def test_a_refused_change_leaves_the_record_as_it_was(datadriven: VendorClient, kind: Kind) -> None:
    made = kind.create(datadriven, **kind.optional)
    first, *_, last = kind.required

    answer = datadriven.patch(f"{kind.path}/{made['id']}", json={first: "2024-01-01", last: 5})

    assert answer.status_code == 400
    assert kind.read(datadriven, made["id"]) == made
