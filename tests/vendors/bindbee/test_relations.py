"""Relations of every model: what they lead to, and the filters that follow them."""

from typing import Any

import pytest

from tests.client import VendorClient
from tests.vendors.bindbee.demo_world import PREFIX, UNKNOWN, faults, listed, one, walk

RELATIONS = {
    "activities": {"user": "remote-users", "candidate": "candidates"},
    "applications": {
        "candidate": "candidates",
        "job": "jobs",
        "credited_to": "remote-users",
        "current_stage": "job-interview-stages",
        "reject_reason": "reject-reasons",
    },
    "attachments": {"candidate": "candidates"},
    "candidates": {"applications": "applications", "attachments": "attachments"},
    "eeocs": {"candidate": "candidates"},
    "jobs": {
        "departments": "departments",
        "offices": "offices",
        "hiring_managers": "remote-users",
        "recruiters": "remote-users",
    },
    "job-interview-stages": {"job": "jobs"},
    "offers": {"application": "applications", "creator": "remote-users"},
    "scheduled-interviews": {
        "application": "applications",
        "job_interview_stage": "job-interview-stages",
        "organizer": "remote-users",
        "interviewers": "remote-users",
    },
    "scorecards": {"application": "applications", "interview": "scheduled-interviews", "interviewer": "remote-users"},
    "screening-questions": {"job": "jobs"},
}
EACH = [(resource, member, to) for resource, members in RELATIONS.items() for member, to in members.items()]
BY_RELATION = [
    ("activities", "user"),
    ("activities", "candidate"),
    ("attachments", "candidate"),
    ("eeocs", "candidate"),
    ("scheduled-interviews", "application"),
    ("scheduled-interviews", "organizer"),
    ("scheduled-interviews", "job_interview_stage"),
    ("scorecards", "application"),
    ("scorecards", "interview"),
    ("scorecards", "interviewer"),
    ("screening-questions", "job"),
]


def everything(bindbee: VendorClient, resource: str, **query: Any) -> list[dict[str, Any]]:
    return [item for page in walk(bindbee, resource, 200, **query) for item in page["items"]]


@pytest.mark.parametrize(("resource", "member", "target"), EACH)
def test_every_relation_expands(bindbee: VendorClient, resource: str, member: str, target: str) -> None:
    """Lists do so element by element; what is null or empty stays as it is."""
    plain = everything(bindbee, resource)
    item = next(item for item in plain if item[member])

    expanded = one(bindbee, resource, item["id"], expand=member)[member]

    ids = item[member] if isinstance(item[member], list) else [item[member]]
    shown = expanded if isinstance(item[member], list) else [expanded]
    assert shown == [one(bindbee, target, id) for id in ids]
    bracketed = everything(bindbee, resource, expand=f"{member}[id]")
    assert [_bare(item[member]) for item in bracketed] == [item[member] for item in plain]


def _bare(value: Any) -> Any:
    if isinstance(value, list):
        return [one["id"] for one in value]
    return value and value["id"]


@pytest.mark.parametrize(("resource", "member"), BY_RELATION)
def test_records_are_found_by_their_relations(bindbee: VendorClient, resource: str, member: str) -> None:
    plain = everything(bindbee, resource)
    first = next(item[member] for item in plain if item[member])
    second = next(item[member] for item in plain if item[member] not in (first, None))

    for value, wanted in ((first, {first}), (f"{second},{UNKNOWN},{first}", {first, second})):
        assert everything(bindbee, resource, **{member: value}) == [one for one in plain if one[member] in wanted]
    assert listed(bindbee, resource, **{member: UNKNOWN}) == []


@pytest.mark.parametrize(("resource", "member"), BY_RELATION)
def test_what_is_no_id_is_no_filter(bindbee: VendorClient, resource: str, member: str) -> None:
    refused = faults(bindbee.get(f"{PREFIX}/{resource}", query_string={member: "nobody"}))

    assert [(one["loc"], one["msg"]) for one in refused] == [(["query", member], "Value error, invalid id")]


@pytest.mark.parametrize("resource", ["activities", "attachments"])
def test_activities_and_attachments_are_found_by_their_remote_id(bindbee: VendorClient, resource: str) -> None:
    item = listed(bindbee, resource)[2]

    assert listed(bindbee, resource, remote_id=item["remote_id"]) == [item]
    assert listed(bindbee, resource, remote_id="123321") == []


def test_filters_are_joined_by_and(bindbee: VendorClient) -> None:
    item = listed(bindbee, "scorecards")[0]
    other = next(one for one in everything(bindbee, "scorecards") if one["interviewer"] != item["interviewer"])

    both = listed(bindbee, "scorecards", application=item["application"], interviewer=item["interviewer"])

    assert item in both
    assert listed(bindbee, "scorecards", ids=item["id"], interviewer=other["interviewer"]) == []
