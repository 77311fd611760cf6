"""Data Driven: lists, their pages, their filters and their total."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.client import VendorClient
from tests.vendors.datadriven.record_kinds import STEPS, Kind


def listed(client: VendorClient, kind: Kind, **query: Any) -> TestResponse:
    answer = client.get(kind.path, query_string=query)
    assert answer.status_code == 200, answer.text
    assert answer.json["message"] == f"{kind.name}s retrieved"
    assert list(answer.json) == ["message", "data"]
    return answer


def ids(answer: TestResponse) -> list[int]:
    return [one["id"] for one in answer.json["data"]]


def fill(client: VendorClient, kind: Kind, least: int) -> int:
    """Have at least so many records; gives how many there are."""
    for _ in range(least // 100 + 1):
        client.post(kind.path, json=[kind.required] * 100)
    return int(listed(client, kind).headers["X-Total-Count"])


def test_a_list_shows_fifty_and_tells_how_many_there_are(datadriven: VendorClient, kind: Kind) -> None:
    total = fill(datadriven, kind, 60)

    answer = listed(datadriven, kind)

    assert ids(answer) == list(range(1, 51))
    assert list(answer.json["data"][0]) == kind.order
    assert answer.headers["X-Total-Count"] == str(total)


def test_the_total_grows_with_each_record(datadriven: VendorClient, kind: Kind) -> None:
    before = int(listed(datadriven, kind).headers["X-Total-Count"])

    made = kind.create(datadriven)

    answer = listed(datadriven, kind, limit=500, page=before // 500 + 1)
    assert answer.headers["X-Total-Count"] == str(before + 1)
    assert answer.json["data"][-1] == made


def test_pages_follow_each_other(datadriven: VendorClient, kind: Kind) -> None:
    total = fill(datadriven, kind, 100)

    pages = [listed(datadriven, kind, page=page, limit=30) for page in range(1, total // 30 + 2)]

    assert [number for page in pages for number in ids(page)] == list(range(1, total + 1))
    assert {page.headers["X-Total-Count"] for page in pages} == {str(total)}


def test_a_page_has_up_to_five_hundred(datadriven: VendorClient) -> None:
    assert len(listed(datadriven, STEPS, limit=500).json["data"]) == 500


@pytest.mark.parametrize("page", [1000, 10**9, 10**17])
def test_a_page_past_the_end_is_empty(datadriven: VendorClient, kind: Kind, page: int) -> None:
    answer = listed(datadriven, kind, page=page, limit=500)

    assert answer.json["data"] == []
    assert int(answer.headers["X-Total-Count"]) > 0


def test_filters_are_exact_and_hold_together(datadriven: VendorClient, kind: Kind) -> None:
    values = {name: f"{name} é&=+ 1" for name in kind.filters}
    both = kind.create(datadriven, **values)
    alone = {name: kind.create(datadriven, **{name: value}) for name, value in values.items()}

    for name, value in values.items():
        answer = listed(datadriven, kind, **{name: value})
        assert ids(answer) == [both["id"], alone[name]["id"]]
        assert answer.headers["X-Total-Count"] == "2"
        assert ids(listed(datadriven, kind, **{name: value}, page=2, limit=1)) == [alone[name]["id"]]
        assert ids(listed(datadriven, kind, **{name: value.upper()})) == []
        assert ids(listed(datadriven, kind, **{name: value[:-1]})) == []
    assert ids(listed(datadriven, kind, **values)) == [both["id"]]


def test_a_filter_that_is_empty_finds_what_is_empty(datadriven: VendorClient, kind: Kind) -> None:
    name = kind.filters[0]
    made = kind.create(datadriven, **{name: ""})

    assert ids(listed(datadriven, kind, **{name: ""})) == [made["id"]]


def test_filters_follow_changes(datadriven: VendorClient, kind: Kind) -> None:
    name = kind.filters[0]
    made = kind.create(datadriven, **{name: "before"})
    datadriven.patch(f"{kind.path}/{made['id']}", json={name: "after"})

    assert ids(listed(datadriven, kind, **{name: "before"})) == []
    assert ids(listed(datadriven, kind, **{name: "after"})) == [made["id"]]

    datadriven.delete(f"{kind.path}/{made['id']}")
    assert ids(listed(datadriven, kind, **{name: "after"})) == []


def test_unknown_parameters_are_ignored(datadriven: VendorClient, kind: Kind) -> None:
    assert listed(datadriven, kind, colour="green", title="x").json == listed(datadriven, kind).json


@pytest.mark.parametrize(
    ("query", "message", "field"),
    [
        ("page=0", "page: out of range", "page"),
        ("page=-1", "page: out of range", "page"),
        ("page=x", "page: expected integer", "page"),
        ("page=1.5", "page: expected integer", "page"),
        ("page=", "page: expected integer", "page"),
        ("page=%D9%A1", "page: expected integer", "page"),
        ("page=99999999999999999999", "page: expected integer", "page"),
        ("limit=0", "limit: out of range", "limit"),
        ("limit=501", "limit: out of range", "limit"),
        ("limit=all", "limit: expected integer", "limit"),
    ],
)
def test_a_bad_page_or_limit_is_refused(
    datadriven: VendorClient, kind: Kind, query: str, message: str, field: str
) -> None:
    answer = datadriven.get(f"{kind.path}?{query}")

    (entry,) = answer.json["errors"]
    assert answer.status_code == 400
    assert answer.json["message"] == "Validation error"
    assert entry["message"] == message
    assert entry["data"]["field"] == field


def test_both_bad_parameters_are_told(datadriven: VendorClient, kind: Kind) -> None:
    answer = datadriven.get(f"{kind.path}?page=x&limit=0")

    assert answer.status_code == 400
    assert [entry["message"] for entry in answer.json["errors"]] == ["page: expected integer", "limit: out of range"]
    assert [entry["data"] for entry in answer.json["errors"]] == [
        {"field": "page", "value": "x"},
        {"field": "limit", "value": 0},
    ]
