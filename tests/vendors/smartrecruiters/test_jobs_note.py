"""SmartRecruiters: the note of a job."""

from typing import Any

import pytest

from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.native_ids import native_id
from tests.client import VendorClient


@pytest.fixture
def path(smartrecruiters: VendorClient) -> str:
    """The note of a job that everybody may see."""
    world = smartrecruiters.read()
    job = next(one for one in world.jobs.where(confidential=False) if one.note)
    return f"/jobs/{native_id(world, 'job', job.id)}/note"


@pytest.fixture
def hidden(smartrecruiters: VendorClient) -> str:
    """The note of a confidential job."""
    world = smartrecruiters.read()
    job = next(iter(world.jobs.where(confidential=True)))
    return f"/jobs/{native_id(world, 'job', job.id)}/note"


@pytest.mark.parametrize("text", ["Call before noon.", "", "  ", "<p>Bold &amp; calm</p>", "日本語\n\t🥐 العربية"])
def test_a_note_is_answered_and_read_back_as_it_was_written(
    smartrecruiters: VendorClient, path: str, text: str
) -> None:
    answer = smartrecruiters.put(path, json={"content": text})

    assert (answer.status_code, answer.json) == (200, {"content": text})
    assert smartrecruiters.get(path).json == {"content": text}


def test_a_note_replaces_the_one_before(smartrecruiters: VendorClient, path: str) -> None:
    smartrecruiters.put(path, json={"content": "first"})
    smartrecruiters.put(path, json={"content": "second"})

    assert smartrecruiters.get(path).json == {"content": "second"}


def test_writing_a_note_changes_its_job(smartrecruiters: VendorClient, path: str) -> None:
    job = path.removesuffix("/note")
    before = smartrecruiters.get(job).json

    smartrecruiters.put(path, json={"content": "Call before noon."})

    after = smartrecruiters.get(job).json
    assert after["updatedOn"] == after["lastActivityOn"] == iso(smartrecruiters.read().now)
    assert {name for name in after if after[name] != before[name]} == {"updatedOn", "lastActivityOn"}


@pytest.mark.parametrize("character", ["a", "é", "🥐", "日"])
def test_a_note_has_up_to_twenty_thousand_characters_not_bytes(
    smartrecruiters: VendorClient, path: str, character: str
) -> None:
    longest = {"content": character * 20_000}

    assert smartrecruiters.put(path, json=longest).status_code == 200
    kept = smartrecruiters.world.state
    refused = smartrecruiters.put(path, json={"content": character * 20_001})

    assert refused.status_code == 400
    assert refused.json["errors"] == [
        {"code": "INVALID_INPUT", "message": "content must be at most 20000 characters long"}
    ]
    assert smartrecruiters.world.state is kept
    assert smartrecruiters.get(path).json == longest


@pytest.mark.parametrize(
    "body", [{}, {"content": None}, {"content": 1}, {"content": ["x"]}, {"Content": "x"}, [], None]
)
def test_a_note_without_text_is_refused(smartrecruiters: VendorClient, path: str, body: Any) -> None:
    before = smartrecruiters.world.state

    answer = smartrecruiters.put(path, json=body)

    assert answer.status_code == 400
    assert smartrecruiters.world.state is before


def test_a_note_in_another_media_type_is_not_read(smartrecruiters: VendorClient, path: str) -> None:
    assert smartrecruiters.put(path, data="x", content_type="text/plain").status_code == 415


def test_the_note_of_an_unknown_job_is_not_found(smartrecruiters: VendorClient) -> None:
    stranger = f"/jobs/{native_id(smartrecruiters.read(), 'candidate', 1)}/note"

    answer = smartrecruiters.put(stranger, json={"content": "x"})

    assert answer.status_code == 404
    assert answer.json["errors"][0]["code"] == "JOB_NOT_FOUND"


def test_writing_the_note_of_a_forbidden_job_is_answered_with_401(smartrecruiters: VendorClient, hidden: str) -> None:
    before = smartrecruiters.world.state

    answer = smartrecruiters.put(hidden, json={"content": "x"}, token="sandbox-restricted")

    assert (answer.status_code, answer.json["message"]) == (401, "Access to job is forbidden")
    assert smartrecruiters.world.state is before


def test_a_credential_that_only_reads_is_answered_with_403(smartrecruiters: VendorClient, path: str) -> None:
    answer = smartrecruiters.put(path, json={"content": "x"}, token="sandbox-readonly")

    assert answer.status_code == 403
    assert answer.json["errors"][0]["code"] == "OAuthPermissionsException"
    assert smartrecruiters.get(path, token="sandbox-readonly").status_code == 200


def test_a_job_without_a_note_has_none_until_one_is_written(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    bare = next(job for job in world.jobs.where(confidential=False) if job.note is None)
    path = f"/jobs/{native_id(world, 'job', bare.id)}/note"

    missing = smartrecruiters.get(path)
    smartrecruiters.put(path, json={"content": ""})

    assert (missing.status_code, missing.json["errors"][0]["code"]) == (404, "JOB_NOTE_NOT_FOUND")
    assert smartrecruiters.get(path).json == {"content": ""}
