"""StackOne: applications as they are read."""

import base64
from typing import Any

import pytest

from ats_sandbox.world.domain.pipelines import ApplicationStatus
from tests.client import VendorClient
from tests.vendors.stackone.api import everything, listed, shown, synthetic

STATUSES = {
    "LEAD": "lead",
    "NEW": "new",
    "IN_REVIEW": "review",
    "INTERVIEW": "interview",
    "OFFERED": "offer",
    "HIRED": "hired",
    "REJECTED": "rejected",
    "WITHDRAWN": "declined_by_candidate",
    "TRANSFERRED": "unmapped_value",
}


def test_every_status_shows_in_stackones_word_and_the_providers(stackone: VendorClient) -> None:
    told = [one["application_status"] for one in everything(stackone, "applications")]

    assert {one["source_value"]: one["value"] for one in told} == STATUSES


def test_an_application_names_its_candidate_its_job_and_its_stage(stackone: VendorClient) -> None:
    for one in listed(stackone, "applications", page_size="10"):
        candidate = shown(stackone, f"candidates/{one['candidate_id']}")
        stage = shown(stackone, f"application_stages/{one['application_stage_id']}")

        assert one["candidate_id"] == synthetic(one["remote_candidate_id"])
        assert one["job_id"] == synthetic(one["remote_job_id"])
        assert one["id"] in candidate["application_ids"]
        assert one["remote_id"] in candidate["remote_application_ids"]
        assert one["candidate"] == {name: candidate[name] for name in one["candidate"]}
        assert one["application_stage"] == one["interview_stage"] == stage
        assert one["interview_stage_id"] == one["application_stage_id"]
        assert one["remote_interview_stage_id"] == one["remote_application_stage_id"] == stage["remote_id"]


def test_an_application_is_where_its_job_is(stackone: VendorClient) -> None:
    for one in listed(stackone, "applications", page_size="10"):
        job = shown(stackone, f"jobs/{one['job_id']}")

        assert one["location_ids"] == job["location_ids"]
        assert one["remote_location_ids"] == job["remote_location_ids"]
        assert one["location_id"] == (job["location_ids"] or [None])[0]


def test_ended_applications_say_when_and_why(stackone: VendorClient) -> None:
    for one in everything(stackone, "applications"):
        word = one["application_status"]["source_value"]
        if word not in ("REJECTED", "WITHDRAWN"):
            assert one["rejected_at"] is None
            assert one["rejected_reasons"] == one["rejected_reason_ids"] == one["remote_rejected_reason_ids"] == []
            continue
        assert one["rejected_at"] is not None
        assert one["rejected_reason_ids"] == [reason["id"] for reason in one["rejected_reasons"]]
        for reason in one["rejected_reasons"]:
            type = "rejected_by_organization" if word == "REJECTED" else "rejected_by_candidate"
            assert reason["type"] == reason["rejected_reason_type"]["value"] == type
            assert shown(stackone, f"rejected_reasons/{reason['id']}") == reason


def test_every_filter_finds_exactly_its_own(stackone: VendorClient) -> None:
    whole = everything(stackone, "applications")
    one = whole[7]
    of_job = [other for other in whole if other["job_id"] == one["job_id"]]
    in_stage = [other for other in whole if other["application_stage_id"] == one["application_stage_id"]]

    for id in (one["job_id"], one["remote_job_id"]):
        assert everything(stackone, "applications", **{"filter[job_id]": id}) == of_job
        assert everything(stackone, "applications", job_id=id) == of_job
    for name in ("filter[stage]", "filter[application_stage_id]"):
        for id in (one["application_stage_id"], one["remote_application_stage_id"]):
            assert everything(stackone, "applications", **{name: id}) == in_stage
    both = {"filter[job_id]": one["job_id"], "filter[stage]": one["application_stage_id"]}
    assert everything(stackone, "applications", **both) == [other for other in of_job if other in in_stage]


@pytest.mark.parametrize("name", ["filter[job_id]", "filter[stage]", "filter[application_stage_id]", "job_id"])
def test_a_filter_by_an_unknown_id_finds_nothing(stackone: VendorClient, name: str) -> None:
    assert listed(stackone, "applications", **{name: "nobody"}) == []


def test_documents_attachments_and_custom_fields_show_only_when_asked_for(stackone: VendorClient) -> None:
    usual = listed(stackone, "applications", page_size="50")
    asked = {"expand": "documents", "include": "attachments, custom_fields"}
    full = listed(stackone, "applications", page_size="50", **asked)

    left_out = ("documents", "attachments", "custom_fields")
    assert all(one[name] is None for one in usual for name in left_out)
    assert all(isinstance(one[name], list) for one in full for name in left_out)
    assert any(one["documents"] for one in full)
    for before, after in zip(usual, full, strict=True):
        assert {**after, **dict.fromkeys(left_out)} == before


def test_a_document_tells_what_it_is_and_where(stackone: VendorClient) -> None:
    one = next(one for one in listed(stackone, "applications", expand="documents") if one["documents"])
    document = one["documents"][0]

    assert document["id"] == synthetic(document["remote_id"])
    assert document["category"] in (
        {"value": "resume", "source_value": "RESUME"},
        {"value": "cover_letter", "source_value": "COVER_LETTER"},
        {"value": "offer_letter", "source_value": "OFFER_LETTER"},
        {"value": "other", "source_value": "OTHER"},
    )
    assert document["type"] == document["category"]
    assert document["category_id"] == synthetic(document["category"]["source_value"])
    assert document["file_format"]["value"] == document["name"].rpartition(".")[2]
    (content,) = document["contents"]
    origin = f"http://localhost/w/{stackone.name}/stackone/unified/ats"
    assert content["unified_url"] == f"{origin}/applications/{one['id']}/documents/{document['id']}/download"
    assert content["url"] == document["remote_url"]


def test_an_attachment_carries_the_file_itself(stackone: VendorClient) -> None:
    world = stackone.read()
    one = next(one for one in listed(stackone, "applications", include="attachments") if one["attachments"])
    held = {file.name: file for file in world.attachments}

    for shown_file in one["attachments"]:
        file = held[shown_file["file_name"]]
        kind = "pdf" if file.content_type == "application/pdf" else "text"
        assert shown_file["content_type"] == {"value": kind, "source_value": file.content_type}
    contents = {file.content for file in world.attachments}
    assert {base64.b64decode(file["content"]) for file in one["attachments"]} <= contents


def test_answers_are_grouped_by_questionnaire(stackone: VendorClient) -> None:
    world = stackone.read()
    shown_ones = {one["remote_id"]: one for one in everything(stackone, "applications")}
    answered = [one for one in shown_ones.values() if one["questionnaires"]]

    assert sum(len(sheet["answers"]) for one in answered for sheet in one["questionnaires"]) == sum(
        len(one.answers) for one in world.applications
    )
    answer = answered[0]["questionnaires"][0]["answers"][0]
    assert answer["id"] == synthetic(answer["remote_id"])
    assert answer["type"]["value"] != "unmapped_value"


def test_a_source_is_one_of_the_companys_or_a_bare_name(stackone: VendorClient) -> None:
    world = stackone.read()
    sources: list[Any] = [one["source"] for one in everything(stackone, "applications")]

    for source, record in zip(sources, world.applications, strict=True):
        if record.source is not None:
            assert source["name"] == world.sources[record.source].label
            assert source["id"] == synthetic(source["remote_id"])
        elif record.origin is not None:
            assert source == {"id": None, "remote_id": None, "name": record.origin}
        else:
            assert source is None
    assert None in sources
    assert {"id": None, "remote_id": None} in [{k: v for k, v in (s or {}).items() if k != "name"} for s in sources]


def test_an_application_rejected_elsewhere_shows_as_rejected_here(
    stackone: VendorClient, application: dict[str, Any]
) -> None:
    from ats_sandbox.world.domain.commands.applications import reject

    with stackone.arrange() as draft:
        record = next(one for one in draft.applications.newest_first())
        reject(draft, record, 2)
        assert draft.applications[record.id].status is ApplicationStatus.REJECTED

    after = shown(stackone, f"applications/{application['id']}")
    assert after["application_status"] == {"value": "rejected", "source_value": "REJECTED"}
    assert [one["label"] for one in after["rejected_reasons"]] == ["Required skills missing"]
    assert after["updated_at"] > application["updated_at"]
