"""Lists: pages, cursors and filters."""

import base64
from typing import Any

import pytest

from ats_sandbox.world.clock import iso_seconds
from ats_sandbox.world.domain.jobs import JobStatus
from ats_sandbox.world.domain.native_ids import native_id
from tests.client import VendorClient
from tests.vendors.bindbee.demo_world import PREFIX, RESOURCES, UNKNOWN, faults, id_of, listed, through, walk


@pytest.mark.parametrize("resource", RESOURCES)
@pytest.mark.parametrize("size", [1, 7, 200])
def test_a_walk_sees_every_record_once_in_the_order_of_ids(bindbee: VendorClient, resource: str, size: int) -> None:
    ids = []
    for page in walk(bindbee, resource, size):
        assert page["page_size"] == len(page["items"]) <= size
        assert (page["cursor"] is None) or page["page_size"] == size
        ids += [item["id"] for item in page["items"]]
        if len(ids) > 20 * size:
            break

    assert ids
    assert ids == sorted(set(ids))


def test_a_walk_ends_when_nothing_more_is_left(bindbee: VendorClient) -> None:
    pages = list(walk(bindbee, "applications", 100))

    assert sum(page["page_size"] for page in pages) == len(bindbee.read().applications)
    assert [page["cursor"] is None for page in pages] == [False] * (len(pages) - 1) + [True]


def test_a_last_page_that_is_full_has_no_cursor(bindbee: VendorClient) -> None:
    offices = len(bindbee.read().locations)

    assert bindbee.get(f"{PREFIX}/offices?page_size={offices}").json["cursor"] is None
    assert bindbee.get(f"{PREFIX}/offices?page_size={offices - 1}").json["cursor"] is not None


def test_a_page_holds_fifty_unless_told_otherwise(bindbee: VendorClient) -> None:
    assert bindbee.get(f"{PREFIX}/candidates").json["page_size"] == 50


def test_a_cursor_is_the_last_id_in_base64(bindbee: VendorClient) -> None:
    page = bindbee.get(f"{PREFIX}/jobs?page_size=3").json

    assert base64.b64decode(page["cursor"]).decode() == page["items"][-1]["id"]


def test_an_empty_page_is_no_error(bindbee: VendorClient) -> None:
    answer = bindbee.get(f"{PREFIX}/jobs?code=NO-SUCH-JOB")

    assert (answer.status_code, answer.json) == (200, {"cursor": None, "page_size": 0, "items": []})


def test_a_cursor_of_another_list_or_connector_is_invalid(bindbee: VendorClient) -> None:
    for stranger in (
        bindbee.get(f"{PREFIX}/jobs?page_size=1").json["cursor"],
        bindbee.get(f"{PREFIX}/offers?page_size=1", headers=through("acme-live")).json["cursor"],
    ):
        answer = bindbee.get(f"{PREFIX}/offers", query_string={"cursor": stranger})
        assert faults(answer)[0]["msg"] == "Value error, invalid cursor"


def test_an_empty_cursor_is_the_beginning_and_an_empty_filter_none(bindbee: VendorClient) -> None:
    plain = bindbee.get(f"{PREFIX}/applications").json

    assert bindbee.get(f"{PREFIX}/applications?cursor=&ids=&job=&source=&expand=").json == plain


def test_a_lost_watermark_is_no_complete_list(bindbee: VendorClient) -> None:
    refused = bindbee.get(f"{PREFIX}/applications?modified_after=")

    assert refused.status_code == 422
    assert refused.json["detail"][0]["msg"] == "Value error, invalid datetime"


@pytest.mark.parametrize("resource", RESOURCES)
def test_ids_choose_records_and_unknown_ones_are_absent(bindbee: VendorClient, resource: str) -> None:
    first, second, third, *_ = (item["id"] for item in listed(bindbee, resource))

    found = listed(bindbee, resource, ids=f"{third},{UNKNOWN},{first}")

    assert [item["id"] for item in found] == [first, third]
    assert listed(bindbee, resource, ids=UNKNOWN) == []
    assert second not in {item["id"] for item in found}


@pytest.mark.parametrize(
    ("resource", "kind"),
    [("applications", "application"), ("candidates", "candidate"), ("jobs", "job"), ("offers", "offer")],
)
def test_a_record_is_found_by_its_remote_id(bindbee: VendorClient, resource: str, kind: str) -> None:
    remote = native_id(bindbee.read(), kind, 2)

    assert [item["id"] for item in listed(bindbee, resource, remote_id=remote)] == [id_of(bindbee, kind, 2)]
    assert listed(bindbee, resource, remote_id="no such id") == []


def test_offices_and_stages_are_found_by_their_remote_id(bindbee: VendorClient) -> None:
    for resource in ("offices", "job-interview-stages"):
        item = listed(bindbee, resource)[1]
        assert listed(bindbee, resource, remote_id=item["remote_id"]) == [item]
        assert listed(bindbee, resource, remote_id="x:y") == []


def _same(bindbee: VendorClient, resource: str, member: str, value: Any, **query: str) -> None:
    """A filter gives exactly the items whose member has the value."""
    everything = [item for page in walk(bindbee, resource, 200) for item in page["items"]]
    expected = [item for item in everything if item[member] == value or value in (item[member] or ())]
    assert expected
    assert len(expected) < len(everything)
    assert [item for page in walk(bindbee, resource, 200, **query) for item in page["items"]] == expected


@pytest.mark.parametrize(
    ("resource", "member"),
    [
        ("applications", "job"),
        ("applications", "candidate"),
        ("applications", "current_stage"),
        ("applications", "reject_reason"),
        ("applications", "credited_to"),
        ("applications", "source"),
        ("offers", "application"),
        ("offers", "creator"),
        ("job-interview-stages", "job"),
        ("jobs", "status"),
        ("jobs", "code"),
        ("candidates", "first_name"),
        ("candidates", "last_name"),
        ("candidates", "company"),
    ],
)
def test_a_filter_keeps_exactly_what_has_the_value(bindbee: VendorClient, resource: str, member: str) -> None:
    value = next(item[member] for item in listed(bindbee, resource) if item[member] is not None)

    _same(bindbee, resource, member, value, **{member: value})


def test_list_members_are_filtered_by_any_of_their_values(bindbee: VendorClient) -> None:
    office = next(item["offices"][0] for item in listed(bindbee, "jobs") if item["offices"])
    tag = next(item["tags"][0] for item in listed(bindbee, "candidates") if item["tags"])

    _same(bindbee, "jobs", "offices", office, offices=office)
    _same(bindbee, "candidates", "tags", tag, tag=tag)


def test_commas_mean_or(bindbee: VendorClient) -> None:
    first, second = id_of(bindbee, "job", 1), id_of(bindbee, "job", 2)
    both = listed(bindbee, "applications", job=f"{first},{second}")

    assert {item["job"] for item in both} == {first, second}
    assert {item["status"] for item in listed(bindbee, "jobs", status="OPEN,DRAFT")} == {"OPEN", "DRAFT"}


def test_an_origin_that_is_no_known_source_can_be_asked_for(bindbee: VendorClient) -> None:
    item = next(one for one in bindbee.read().applications if one.origin is not None)

    found = listed(bindbee, "applications", source=item.origin)

    assert id_of(bindbee, "application", item.id) in {one["id"] for one in found}
    assert {one["source"] for one in found} == {item.origin}


def test_filters_are_joined_by_and(bindbee: VendorClient) -> None:
    one = bindbee.read().applications[7]
    job, candidate = id_of(bindbee, "job", one.job), id_of(bindbee, "candidate", one.candidate)

    assert [item["id"] for item in listed(bindbee, "applications", job=job, candidate=candidate)] == [
        id_of(bindbee, "application", 7)
    ]
    assert listed(bindbee, "applications", job=id_of(bindbee, "job", 999), candidate=candidate) == []


def test_a_provider_status_works_as_a_filter_too(bindbee: VendorClient) -> None:
    found = listed(bindbee, "jobs", status="SOURCING")

    assert len(found) == len(bindbee.read().jobs.where(status=JobStatus.SOURCING))
    assert {item["status"] for item in found} == {"OPEN"}
    assert listed(bindbee, "jobs", status="open") == []


def test_a_status_that_was_written_is_found_as_it_is_shown(bindbee: VendorClient) -> None:
    live = through("acme-live")
    for status in ("FROZEN", "CLOSED"):
        assert bindbee.post(f"{PREFIX}/jobs", json={"name": status, "status": status}, headers=live).status_code == 201
    everything = listed(bindbee, "jobs", "acme-live")

    for status in ("FROZEN", "CLOSED", "DRAFT", "OPEN", "FROZEN,DRAFT"):
        shown = [item["id"] for item in everything if item["status"] in status.split(",")]
        assert [item["id"] for item in listed(bindbee, "jobs", "acme-live", status=status)] == shown
    assert [item["name"] for item in listed(bindbee, "jobs", "acme-live", status="FROZEN")] == ["FROZEN"]


def test_names_and_addresses_are_found_in_any_letter_case(bindbee: VendorClient) -> None:
    person = bindbee.read().candidates[1]
    assert person.email
    assert person.employer
    id = id_of(bindbee, "candidate", 1)

    for query in (
        {"first_name": person.first_name.upper()},
        {"last_name": person.last_name.lower()},
        {"company": person.employer.upper()},
        {"email_addresses": person.email.upper()},
    ):
        assert id in {item["id"] for item in listed(bindbee, "candidates", **query)}
    assert listed(bindbee, "candidates", first_name=person.first_name[:-1]) == []


def test_tags_are_found_only_as_they_are_written(bindbee: VendorClient) -> None:
    tag = bindbee.read().candidates[1].tags[0]

    assert listed(bindbee, "candidates", tag=tag)
    assert listed(bindbee, "candidates", tag=tag.upper()) == []


def test_candidates_with_any_of_several_addresses_are_found(bindbee: VendorClient) -> None:
    emails = [bindbee.read().candidates[number].email for number in (1, 2)]

    found = listed(bindbee, "candidates", email_addresses=emails)

    assert {id_of(bindbee, "candidate", number) for number in (1, 2)} <= {item["id"] for item in found}
    assert all({*item["email_addresses"]} & {*emails} for item in found)


def test_users_are_found_by_their_address(bindbee: VendorClient) -> None:
    email = bindbee.read().users[3].email

    (user,) = listed(bindbee, "remote-users", email=email.upper())

    assert user["id"] == id_of(bindbee, "remote_user", 3)


@pytest.mark.parametrize("resource", RESOURCES)
def test_modified_after_is_strict(bindbee: VendorClient, resource: str) -> None:
    everything = [item for page in walk(bindbee, resource, 200) for item in page["items"]]
    instants = sorted({item["modified_at"] for item in everything})

    for instant in (instants[0], instants[len(instants) // 2], instants[-1]):
        found = [item for page in walk(bindbee, resource, 200, modified_after=instant) for item in page["items"]]
        assert found == [item for item in everything if item["modified_at"] > instant]
    assert [
        item for page in walk(bindbee, resource, 200, modified_after="1999-01-01T00:00:00") for item in page["items"]
    ] == everything


def test_modified_after_looks_at_the_sync_and_not_at_the_provider(bindbee: VendorClient) -> None:
    one = next(item for item in bindbee.read().applications if item.id > 300)
    item = listed(bindbee, "applications", ids=id_of(bindbee, "application", one.id))[0]

    assert item["modified_at"] > iso_seconds(one.updated_at)
