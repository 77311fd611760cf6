"""Records: their own members, relations, expansion, the provider's object and custom fields."""

import json
from pathlib import Path
from typing import Any

import pytest

from ats_sandbox.vendors.bindbee.vocabulary import JOB_STATUS, OFFER_STATUS
from ats_sandbox.world.clock import START, iso_seconds
from ats_sandbox.world.domain.jobs import TeamRole
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.offers import OfferStatus
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from tests.client import VendorClient
from tests.vendors.bindbee.demo_world import PREFIX, RESOURCES, id_of, listed, one

FIXTURES = Path(__file__).parents[3] / "fixtures/bindbee"


def test_an_offer_has_the_published_members_in_the_published_order(bindbee: VendorClient) -> None:
    sample = json.loads((FIXTURES / "get_offer.json").read_text())
    path = sample["request"]["path"].replace("{id}", id_of(bindbee, "offer", 1))

    offer = bindbee.get(path, query_string=sample["request"]["query"]).json

    assert list(offer) == list(sample["answer"])
    for name, value in sample["answer"].items():
        if isinstance(value, str) and value.endswith("Z"):
            assert len(offer[name]) == len(value)
    assert offer["status"] == sample["answer"]["status"]


def test_an_offer_is_what_the_provider_has(bindbee: VendorClient) -> None:
    world = bindbee.read()
    held = world.offers[1]
    assert held.application
    assert held.creator
    assert held.closed_at
    assert held.sent_at
    assert held.starts_at
    assert held.status is OfferStatus.ACCEPTED

    assert one(bindbee, "offers", id_of(bindbee, "offer", 1)) == {
        "id": id_of(bindbee, "offer", 1),
        "remote_id": native_id(world, "offer", 1),
        "modified_at": "2025-12-02T09:00:00Z",
        "custom_fields": None,
        "application": id_of(bindbee, "application", held.application),
        "creator": id_of(bindbee, "remote_user", held.creator),
        "remote_created_at": iso_seconds(held.created_at),
        "closed_at": iso_seconds(held.closed_at),
        "sent_at": iso_seconds(held.sent_at),
        "start_date": iso_seconds(held.starts_at),
        "status": "ACCEPTED",
    }


def test_every_offer_status_has_its_word(bindbee: VendorClient) -> None:
    held = {id_of(bindbee, "offer", offer.id): offer.status for offer in bindbee.read().offers}

    for item in listed(bindbee, "offers"):
        status = held[item["id"]]
        assert status is not None
        assert item["status"] == OFFER_STATUS[status]


def test_an_application_is_what_the_provider_has(bindbee: VendorClient) -> None:
    world = bindbee.read()
    held = next(
        one for one in world.applications.where(status=ApplicationStatus.REJECTED) if one.source and one.credited_to
    )
    assert held.ended_at
    assert held.reason
    assert held.source
    assert held.credited_to
    stage = world.stages[held.stage]

    shown = one(bindbee, "applications", id_of(bindbee, "application", held.id))

    assert shown == {
        "id": id_of(bindbee, "application", held.id),
        "remote_id": native_id(world, "application", held.id),
        "modified_at": shown["modified_at"],
        "custom_fields": None,
        "candidate": id_of(bindbee, "candidate", held.candidate),
        "job": id_of(bindbee, "job", held.job),
        "applied_at": iso_seconds(held.created_at),
        "rejected_at": iso_seconds(held.ended_at),
        "source": world.sources[held.source].label,
        "credited_to": id_of(bindbee, "remote_user", held.credited_to),
        "current_stage": id_of(bindbee, "job_interview_stage", held.job * 1000 + stage.position),
        "reject_reason": id_of(bindbee, "reject_reason", held.reason),
    }


def test_an_application_that_goes_on_has_no_end(bindbee: VendorClient) -> None:
    held = bindbee.read().applications.where(status=ApplicationStatus.INTERVIEW).first()
    assert held is not None

    shown = one(bindbee, "applications", id_of(bindbee, "application", held.id))

    assert (shown["rejected_at"], shown["reject_reason"]) == (None, None)


def test_a_candidate_is_what_the_provider_has(bindbee: VendorClient) -> None:
    world = bindbee.read()
    held = world.candidates[1]

    shown = one(bindbee, "candidates", id_of(bindbee, "candidate", 1))

    assert shown["remote_id"] == native_id(world, "candidate", 1)
    assert (shown["first_name"], shown["last_name"]) == (held.first_name, held.last_name)
    assert (shown["company"], shown["title"]) == (held.employer, held.title)
    assert shown["locations"] == ["Barcelona, Catalonia, Spain"]
    assert shown["email_addresses"] == [email.address for email in held.emails]
    assert shown["phone_numbers"] == [phone.number for phone in held.phones]
    assert shown["urls"] == [{"value": link.url, "url_type": "SOCIAL_MEDIA"} for link in held.links]
    assert shown["tags"] == list(held.tags)
    assert shown["applications"] == [
        id_of(bindbee, "application", one.id) for one in world.applications.where(candidate=1)
    ]
    assert shown["attachments"] == [
        id_of(bindbee, "attachment", one.id) for one in world.attachments.where(candidate=1)
    ]
    assert (shown["remote_created_at"], shown["remote_updated_at"]) == (
        iso_seconds(held.created_at),
        iso_seconds(held.updated_at),
    )
    assert shown["is_private"] is False
    assert shown["avatar"] is None


def test_a_candidate_without_applications_has_an_empty_list(bindbee: VendorClient) -> None:
    world = bindbee.read()
    sourced = next(one for one in world.candidates if not world.applications.where(candidate=one.id))

    assert one(bindbee, "candidates", id_of(bindbee, "candidate", sourced.id))["applications"] == []


def test_a_job_is_what_the_provider_has(bindbee: VendorClient) -> None:
    world = bindbee.read()
    held = world.jobs[1]
    team = {role: [id_of(bindbee, "remote_user", m.user) for m in held.team if m.role is role] for role in TeamRole}

    shown = one(bindbee, "jobs", id_of(bindbee, "job", 1))

    assert (shown["name"], shown["code"], shown["description"]) == (held.title, held.reference, held.description)
    assert (shown["status"], shown["confidential"]) == ("OPEN", False)
    assert shown["departments"] == [id_of(bindbee, "department", held.department or 0)]
    assert shown["offices"] == [id_of(bindbee, "office", number) for number in held.locations]
    assert shown["hiring_managers"] == team[TeamRole.HIRING_MANAGER]
    assert shown["recruiters"] == team[TeamRole.RECRUITER]
    published = [one for one in world.postings.where(job=1) if one.published]
    assert [url["url_type"] for url in shown["job_posting_urls"]] == ["JOB_POSTING"] * len(published)
    assert all(url["value"].startswith(world.company.website) for url in shown["job_posting_urls"])


def test_every_job_status_has_its_word(bindbee: VendorClient) -> None:
    held = {id_of(bindbee, "job", job.id): job.status for job in bindbee.read().jobs}

    assert {item["id"]: item["status"] for item in listed(bindbee, "jobs")} == {
        id: JOB_STATUS[status] for id, status in held.items()
    }


def test_every_job_has_stages_of_its_own_in_their_order(bindbee: VendorClient) -> None:
    """Two jobs with one pipeline have different stages, of the same names."""
    world = bindbee.read()
    first = world.jobs[1]
    second = next(job for job in world.jobs.where(pipeline=first.pipeline) if job.id != first.id)
    stages = [
        listed(bindbee, "job-interview-stages", job=id_of(bindbee, "job", number)) for number in (first.id, second.id)
    ]

    assert [one["name"] for one in stages[0]] == [one["name"] for one in stages[1]]
    assert not {one["id"] for one in stages[0]} & {one["id"] for one in stages[1]}
    assert not {one["remote_id"] for one in stages[0]} & {one["remote_id"] for one in stages[1]}
    assert [one["stage_order"] for one in stages[0]] == list(range(1, len(stages[0]) + 1))
    assert {one["job"] for one in stages[1]} == {id_of(bindbee, "job", second.id)}
    assert one(bindbee, "job-interview-stages", stages[1][2]["id"]) == stages[1][2]


def test_a_position_that_the_pipeline_lacks_is_no_stage(bindbee: VendorClient) -> None:
    beyond = id_of(bindbee, "job_interview_stage", 1_999)
    nowhere = id_of(bindbee, "job_interview_stage", 999_001)

    assert bindbee.get(f"{PREFIX}/job-interview-stages/{beyond}").status_code == 404
    assert bindbee.get(f"{PREFIX}/job-interview-stages/{nowhere}").status_code == 404
    assert listed(bindbee, "job-interview-stages", ids=f"{beyond},{nowhere}") == []


def test_the_lists_of_the_company_are_what_the_provider_has(bindbee: VendorClient) -> None:
    world = bindbee.read()

    assert [one["name"] for one in listed(bindbee, "departments")] == [one.name for one in world.departments]
    assert [one["name"] for one in listed(bindbee, "reject-reasons")] == [one.label for one in world.reasons]
    offices = listed(bindbee, "offices")
    assert [one["name"] for one in offices] == [one.name for one in world.locations]
    assert offices[0]["location"] == "14 rue des Horlogers Bleus, 75010 Paris, Île-de-France, France"
    users = listed(bindbee, "remote-users")
    assert [one["email"] for one in users] == [one.email for one in world.users]
    assert [one["disabled"] for one in users] == [not one.active for one in world.users]
    assert (users[0]["access_role"], users[1]["access_role"]) == ("ADMIN", "RECRUITER")


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_record_is_the_same_in_its_list_and_by_its_id(bindbee: VendorClient, resource: str) -> None:
    flags = {"include_raw_data": "true", "include_custom_fields": "true"}
    item = listed(bindbee, resource, **flags)[0]

    assert one(bindbee, resource, item["id"], **flags) == item


@pytest.mark.parametrize("resource", RESOURCES)
def test_raw_data_and_custom_fields_are_there_only_when_asked_for(bindbee: VendorClient, resource: str) -> None:
    plain = listed(bindbee, resource)[0]
    full = listed(bindbee, resource, include_raw_data="true", include_custom_fields="true")[0]

    assert "raw_data" not in plain
    assert plain["custom_fields"] is None
    assert isinstance(full["raw_data"], dict)
    assert isinstance(full["custom_fields"], dict)
    assert list(full)[:5] == ["id", "remote_id", "modified_at", "raw_data", "custom_fields"]
    assert {name: value for name, value in full.items() if name != "raw_data"} == {
        **plain,
        "custom_fields": full["custom_fields"],
    }


def test_custom_fields_resolve_in_the_providers_object(bindbee: VendorClient) -> None:
    shown = one(bindbee, "jobs", id_of(bindbee, "job", 1), include_raw_data="true", include_custom_fields="true")

    assert shown["custom_fields"]["employment_type"] == shown["raw_data"]["typeOfEmployment"]["id"]


def test_a_custom_field_that_resolves_to_nothing_is_absent(bindbee: VendorClient) -> None:
    fields = [item["custom_fields"] for item in listed(bindbee, "candidates", include_custom_fields="true")]

    assert any("rating" in one for one in fields)
    assert any("rating" not in one for one in fields)
    assert all(value is not None for one in fields for value in one.values())


def test_the_provider_marks_its_templates(bindbee: VendorClient) -> None:
    templates = [one.id for one in bindbee.read().jobs if one.template]

    marked = [item["id"] for item in listed(bindbee, "jobs", include_raw_data="true") if item["raw_data"]["template"]]

    assert marked == [id_of(bindbee, "job", number) for number in templates]


def test_a_relation_expands_to_the_whole_object(bindbee: VendorClient) -> None:
    offer = one(bindbee, "offers", id_of(bindbee, "offer", 1))

    expanded = one(bindbee, "offers", offer["id"], expand="application,creator")

    assert expanded["application"] == one(bindbee, "applications", offer["application"])
    assert expanded["creator"] == one(bindbee, "remote-users", offer["creator"])
    assert {**expanded, "application": offer["application"], "creator": offer["creator"]} == offer


def test_brackets_choose_exactly_the_members_of_an_expanded_object(bindbee: VendorClient) -> None:
    id = id_of(bindbee, "offer", 1)
    plain = one(bindbee, "offers", id)
    application = one(bindbee, "applications", plain["application"])

    expanded = one(bindbee, "offers", id, expand="application[id,source],creator[email]")

    assert expanded["application"] == {"id": application["id"], "source": application["source"]}
    assert list(expanded["creator"]) == ["email"]


@pytest.mark.parametrize(
    ("expand", "members"),
    [
        ("job[name,nonsense]", {"name"}),
        ("job[name", {"name"}),
        ("job[nonsense]", set()),
        ("job[custom_fields,modified_at]", {"custom_fields", "modified_at"}),
    ],
)
def test_unknown_members_in_brackets_are_ignored(bindbee: VendorClient, expand: str, members: set[str]) -> None:
    item = one(bindbee, "applications", id_of(bindbee, "application", 1), expand=expand)

    assert set(item["job"]) == members


@pytest.mark.parametrize("expand", ["nonsense", "source", ",", "[]", "[id]", "]job", "custom_fields", "job_stage[id]"])
def test_names_that_are_no_relations_are_ignored(bindbee: VendorClient, expand: str) -> None:
    id = id_of(bindbee, "application", 1)
    plain = one(bindbee, "applications", id)

    expanded = one(bindbee, "applications", id, expand=expand)

    assert expanded == plain or isinstance(expanded["job"], dict)
    assert {**expanded, "job": plain["job"]} == plain


def test_list_relations_expand_element_by_element(bindbee: VendorClient) -> None:
    id = id_of(bindbee, "job", 1)
    plain = one(bindbee, "jobs", id)

    expanded = one(bindbee, "jobs", id, expand="offices,recruiters[id],departments,hiring_managers")

    assert expanded["offices"] == [one(bindbee, "offices", office) for office in plain["offices"]]
    assert expanded["recruiters"] == [{"id": user} for user in plain["recruiters"]]


def test_empty_lists_and_null_relations_stay_as_they_are(bindbee: VendorClient) -> None:
    item = next(one for one in listed(bindbee, "applications", expand="reject_reason") if one["rejected_at"] is None)
    sourced = next(one for one in listed(bindbee, "candidates", expand="applications") if not one["applications"])

    assert item["reject_reason"] is None
    assert sourced["applications"] == []


def test_relations_inside_an_expanded_object_stay_ids(bindbee: VendorClient) -> None:
    expanded = one(
        bindbee,
        "offers",
        id_of(bindbee, "offer", 1),
        expand="application",
        include_raw_data="true",
        include_custom_fields="true",
    )["application"]

    assert isinstance(expanded["candidate"], str)
    assert "raw_data" not in expanded
    assert expanded["custom_fields"] is None


def test_lists_expand_too(bindbee: VendorClient) -> None:
    for item in listed(bindbee, "job-interview-stages", expand="job[name]"):
        assert set(item["job"]) == {"name"}


def test_models_without_relations_have_no_expansion(bindbee: VendorClient) -> None:
    plain = listed(bindbee, "departments")

    assert listed(bindbee, "departments", expand="jobs") == plain


def test_two_connectors_give_different_ids_to_the_same_remote_record(bindbee: VendorClient) -> None:
    for resource in RESOURCES:
        here: dict[str, Any] = listed(bindbee, resource)[0]
        there = listed(bindbee, resource, "acme-live")[0]
        assert here["remote_id"] == there["remote_id"]
        assert here["id"] != there["id"]
        assert bindbee.get(f"{PREFIX}/{resource}/{there['id']}").status_code == 404


def test_the_demo_world_was_synced_at_its_beginning(bindbee: VendorClient) -> None:
    instants = {item["modified_at"] for resource in RESOURCES for item in listed(bindbee, resource)}

    assert max(instants) <= iso_seconds(START)
    assert len(instants) > 20
    assert all(instant.endswith("T09:00:00Z") for instant in instants)
