"""StackOne: what all lists and single reads have in common."""

from typing import Any

import pytest

from ats_sandbox.world.clock import iso
from tests.client import VendorClient
from tests.vendors.stackone.api import ATS, LISTS, everything, listed, refused, shown, synthetic

each_list = pytest.mark.parametrize("path", LISTS)
DATED = ["applications", "candidates", "jobs", "job_postings", "offers", "application_stages", "interviews", "lists"]
CREATED = ["applications", "candidates", "jobs", "job_postings", "interviews"]


@each_list
def test_a_list_is_walked_by_its_cursor_to_the_end(stackone: VendorClient, path: str) -> None:
    whole = everything(stackone, path)
    pages: list[list[dict[str, Any]]] = []
    query = {"page_size": "7"}
    while True:
        answer = stackone.get(f"{ATS}/{path}", query_string=query).json
        assert answer.keys() == {"next", "next_page", "data", "raw"}
        assert answer["next_page"] is None
        assert answer["raw"] is None
        pages.append(answer["data"])
        if answer["next"] is None:
            break
        query["next"] = answer["next"]

    assert [len(page) for page in pages[:-1]] == [7] * (len(pages) - 1)
    assert [one for page in pages for one in page] == whole
    assert len({one["id"] for one in whole}) == len(whole) > 0


@each_list
def test_a_record_is_read_by_either_form_of_its_id(stackone: VendorClient, path: str) -> None:
    for first in listed(stackone, path, page_size="3"):
        assert first["id"] == synthetic(first["remote_id"])
        assert shown(stackone, f"{path}/{first['id']}") == first
        assert shown(stackone, f"{path}/{first['remote_id']}") == first


@each_list
@pytest.mark.parametrize("id", ["nobody", "c28xIQ", "c28xIQ!!", "c28xIQaWQ6MQ", "0", "é", "%00", "x" * 5000])
def test_an_unknown_id_is_not_found(stackone: VendorClient, path: str, id: str) -> None:
    refused(stackone.get(f"{ATS}/{path}/{id}"), 404, "Not Found")


def test_an_id_of_another_kind_is_not_found(stackone: VendorClient) -> None:
    candidate = listed(stackone, "candidates", page_size="1")[0]

    refused(stackone.get(f"{ATS}/jobs/{candidate['id']}"), 404, "Not Found")


def test_a_page_holds_25_records_and_100_at_most(stackone: VendorClient) -> None:
    assert len(listed(stackone, "candidates")) == 25
    assert len(listed(stackone, "candidates", page_size="100")) == 100
    assert len(listed(stackone, "candidates", page_size="101")) == 100
    assert len(listed(stackone, "candidates", page_size="9" * 5000)) == 100


@pytest.mark.parametrize("name", ["page_size", "page"])
@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("0", "must not be less than 1"),
        ("-1", "must be a valid integer"),
        ("1.5", "must be a valid integer"),
        ("many", "must be a valid integer"),
        ("", "must be a valid integer"),
        ("٣", "must be a valid integer"),
    ],
)
def test_a_size_that_is_no_positive_integer_is_refused(stackone: VendorClient, name: str, value: str, why: str) -> None:
    refused(stackone.get(f"{ATS}/jobs", query_string={name: value}), 400, f"{name} {why}")


def test_the_deprecated_page_counts_from_one(stackone: VendorClient) -> None:
    whole = everything(stackone, "candidates")

    assert listed(stackone, "candidates", page="1", page_size="10") == whole[:10]
    assert listed(stackone, "candidates", page="3", page_size="10") == whole[20:30]
    assert listed(stackone, "candidates", page="9" * 30) == []


def test_the_cursor_counts_more_than_the_page(stackone: VendorClient) -> None:
    first = stackone.get(f"{ATS}/candidates", query_string={"page_size": "10"}).json
    query = {"page_size": "10", "page": "9", "next": first["next"]}

    assert listed(stackone, "candidates", **query) == everything(stackone, "candidates")[10:20]


def test_an_empty_cursor_begins_at_the_beginning(stackone: VendorClient) -> None:
    assert listed(stackone, "jobs", next="") == listed(stackone, "jobs")


@pytest.mark.parametrize(
    "cursor",
    [
        "nonsense",
        "é",
        "eyJyIjp7Im8iOjF9fQ",
        "eyJyIjoxfQ",
        "e30",
        "bnVsbA",
        "eyJyIjp7ImwiOiJhdHNfbGlzdF9qb2JzIiwiYSI6IjEifX0",
        "eyJyIjp7ImwiOiJhdHNfbGlzdF9qb2JzIiwiYSI6MH19",
    ],
)
def test_a_made_up_cursor_is_refused(stackone: VendorClient, cursor: str) -> None:
    answer = stackone.get(f"{ATS}/jobs", query_string={"next": cursor})

    refused(answer, 400, "next is not a cursor of this list")


def test_the_cursor_of_another_list_is_refused(stackone: VendorClient) -> None:
    cursor = stackone.get(f"{ATS}/candidates").json["next"]

    refused(stackone.get(f"{ATS}/jobs", query_string={"next": cursor}), 400, "next is not a cursor of this list")


@pytest.mark.parametrize("path", DATED)
def test_only_records_changed_strictly_later_are_listed(stackone: VendorClient, path: str) -> None:
    whole = everything(stackone, path)
    instant = sorted(one["updated_at"] for one in whole)[len(whole) // 2]
    later = [one for one in whole if one["updated_at"] > instant]

    assert everything(stackone, path, **{"filter[updated_after]": instant}) == later
    assert everything(stackone, path, updated_after=instant) == later


@pytest.mark.parametrize("path", CREATED)
def test_only_records_created_strictly_later_are_listed(stackone: VendorClient, path: str) -> None:
    whole = everything(stackone, path)
    instant = sorted(one["created_at"] for one in whole)[len(whole) // 2]
    later = [one for one in whole if one["created_at"] > instant]

    assert 0 < len(later) < len(whole)
    assert everything(stackone, path, **{"filter[created_after]": instant}) == later


def test_both_spellings_together_must_hold(stackone: VendorClient) -> None:
    whole = everything(stackone, "jobs")
    early, late = (sorted(one["updated_at"] for one in whole)[at] for at in (5, 15))
    latest = [one for one in whole if one["updated_at"] > late]

    assert latest
    assert everything(stackone, "jobs", **{"filter[updated_after]": early, "updated_after": late}) == latest
    assert everything(stackone, "jobs", **{"filter[updated_after]": late, "updated_after": early}) == latest


@each_list
def test_nothing_changed_after_now(stackone: VendorClient, path: str) -> None:
    answer = stackone.get(f"{ATS}/{path}", query_string={"filter[updated_after]": iso(stackone.world.now)})

    assert answer.json == {"next_page": None, "next": None, "data": [], "raw": None}


@pytest.mark.parametrize(
    "instant", ["2026-03-02T10:00:00+01:00", "2026-03-02T09:00:00Z", "2026-03-02T09:00:00.000Z", "2026-03-03"]
)
def test_instants_are_read_with_offsets_and_as_bare_dates(stackone: VendorClient, instant: str) -> None:
    assert listed(stackone, "jobs", **{"filter[updated_after]": instant}) == []


@pytest.mark.parametrize("name", ["filter[updated_after]", "filter[created_after]", "updated_after"])
@pytest.mark.parametrize("value", ["yesterday", "", "2026-13-01", "1772442000"])
def test_an_instant_that_is_none_is_refused(stackone: VendorClient, name: str, value: str) -> None:
    answer = stackone.get(f"{ATS}/candidates", query_string={name: value})

    refused(answer, 400, f"{name} must be a valid date-time")


def test_a_filter_that_is_no_object_is_refused(stackone: VendorClient) -> None:
    refused(stackone.get(f"{ATS}/jobs", query_string={"filter": "open"}), 400, "filter must be a valid object")


def test_unknown_filters_and_parameters_are_ignored(stackone: VendorClient) -> None:
    query = {"filter[unheard_of]": "x", "sort": "name", "sync_token": "abc", "filter[a][b]": "c"}

    assert listed(stackone, "jobs", **query) == listed(stackone, "jobs")


@each_list
def test_fields_chooses_properties_and_ignores_names_that_are_none(stackone: VendorClient, path: str) -> None:
    chosen = {"fields": " remote_id , status_of_old, name,remote_id"}
    record = listed(stackone, path, page_size="1")[0]
    expected = {name: value for name, value in record.items() if name in ("remote_id", "name")}

    assert listed(stackone, path, page_size="1", **chosen) == [expected]
    assert shown(stackone, f"{path}/{record['id']}", **chosen) == expected
    assert listed(stackone, path, page_size="1", fields="") == [record]
    assert listed(stackone, path, page_size="1", fields="unheard_of") == [{}]


@each_list
def test_raw_shows_what_the_provider_was_asked(stackone: VendorClient, path: str) -> None:
    answer = stackone.get(f"{ATS}/{path}", query_string={"raw": "true", "page_size": "2"}).json
    remotes = [one["remote_id"] for one in answer["data"]]
    single = stackone.get(f"{ATS}/{path}/{remotes[0]}", query_string={"raw": "true"}).json

    (exchange,) = answer["raw"]
    assert exchange["method"] == "GET"
    assert exchange["url"].startswith("https://api.smartrecruiters.com/")
    assert exchange["url"].endswith("?limit=2")
    assert exchange["response"] == {"content": [{"id": remote} for remote in remotes]}
    assert single["raw"][0]["url"].endswith(f"/{remotes[0]}")
    assert stackone.get(f"{ATS}/{path}", query_string={"raw": "false"}).json["raw"] is None


def test_proxy_parameters_show_in_the_providers_address(stackone: VendorClient) -> None:
    query = {"raw": "true", "proxy[sort]": "name desc", "proxy[filter][eq][age]": "25", "proxy[a[b][c]]": "1"}
    answer = stackone.get(f"{ATS}/jobs", query_string=query).json

    url = answer["raw"][0]["url"]
    assert "sort=name%20desc" in url
    assert "filter[eq][age]=25" in url
    assert "a[b][c]=1" in url
    assert answer["data"] == listed(stackone, "jobs")


def test_raw_is_a_boolean(stackone: VendorClient) -> None:
    refused(stackone.get(f"{ATS}/jobs", query_string={"raw": "yes"}), 400, "raw must be a valid boolean")


def test_the_same_questions_have_the_same_answers(stackone: VendorClient) -> None:
    for path in LISTS:
        assert stackone.get(f"{ATS}/{path}").data == stackone.get(f"{ATS}/{path}").data
