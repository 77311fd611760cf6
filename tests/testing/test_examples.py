"""The examples, against their vendors' real addresses: all pages, no duplicate after a failure, patience at a limit."""

from typing import Any

import pytest

from ats_sandbox import Ats
from examples.bindbee_sync import Bindbee
from examples.datadriven_steps import DataDriven
from examples.skailer_careers import Skailer
from examples.smartrecruiters_people import SmartRecruiters
from examples.stackone_applications import StackOne

TOKEN = "sandbox-admin"
HOST = "jobs.acme.example"
AMBIGUOUS = ["committed-then-drop", "committed-then-timeout", "reset"]


pytestmark = pytest.mark.usefixtures("ats_sleeps")


def open_job(ats: Ats, vendor: str) -> str:
    job = next(one for one in ats.world.jobs if one.status == "sourcing" and not one.confidential)
    return ats.id(vendor, "job", job)


def ada(ats: Ats) -> list[Any]:
    return list(ats.world.candidates.where(email="ada@example.com"))


@pytest.mark.parametrize("fault", AMBIGUOUS)
def test_smartrecruiters_adds_somebody_once(ats_intercept: Ats, fault: str) -> None:
    ats, client = ats_intercept, SmartRecruiters(TOKEN)
    ats.faults.add(fault, vendor="smartrecruiters", method="POST", first=1)

    person = {"firstName": "Ada", "lastName": "Quill", "email": "ada@example.com"}
    id = client.add(open_job(ats, "smartrecruiters"), person)

    assert [ats.id("smartrecruiters", "candidate", one) for one in ada(ats)] == [id]


@pytest.mark.ats(limits="enforce")
def test_smartrecruiters_reads_everybody_within_its_limits(
    ats_intercept: Ats,
) -> None:
    ats, client = ats_intercept, SmartRecruiters(TOKEN)
    ats.faults.add("status", vendor="smartrecruiters", status=429, calls=[2])

    read = [one["id"] for one in client.candidates()]

    assert len(read) == len(set(read)) == len({one.candidate for one in ats.world.applications})
    assert ats.journal.count(status=429) == 1


@pytest.mark.parametrize("fault", AMBIGUOUS)
def test_stackone_pushes_an_application_once(ats_intercept: Ats, fault: str) -> None:
    ats, client = ats_intercept, StackOne(TOKEN, "acme")
    ats.faults.add(fault, vendor="stackone", operation="ats_create_application", first=1)
    begin = ats.clock.text

    person = {"first_name": "Ada", "last_name": "Quill", "email": "ada@example.com"}
    client.apply(open_job(ats, "stackone"), person, begin)

    (candidate,) = ada(ats)
    assert len(ats.world.applications.of(candidate)) == 1


def test_stackone_reads_everybody_and_then_what_changed(ats: Ats) -> None:
    client = StackOne(TOKEN, "acme", ats.stackone.url, ats.httpx_transport())
    ats.faults.add("status", vendor="stackone", status=429, first=2)
    assert len(list(client.candidates())) == len(ats.world.candidates)
    begin = ats.clock.text

    ats.clock.advance(minutes=1)
    changed = ats.recruiter.tags(ats.world.candidates[7], "called back")

    assert [one["email"] for one in client.candidates(begin)] == [changed.email]


def test_bindbee_takes_over_what_a_resync_brings(ats_intercept: Ats) -> None:
    ats, client = ats_intercept, Bindbee(TOKEN, "acme")
    assert client.read() == len(ats.world.candidates)
    ats.clock.advance(minutes=1)

    job = next(one for one in ats.world.jobs if not one.confidential)
    ats.applicant.applies(job, first_name="Ada", last_name="Quill", email="ada@example.com")

    assert client.read() == 0
    assert len(client.copy) == len(ats.world.candidates) - 1
    assert client.resync() >= 1
    assert len(client.copy) == len(ats.world.candidates)


@pytest.mark.parametrize("fault", AMBIGUOUS)
def test_bindbee_adds_somebody_once(ats_intercept: Ats, fault: str) -> None:
    ats, client = ats_intercept, Bindbee(TOKEN, "acme")
    ats.faults.add(fault, vendor="bindbee", operation="create_candidate", first=1)
    ats.faults.add("status", vendor="bindbee", operation="create_candidate", status=429, calls=[2])

    client.add({"first_name": "Ada", "last_name": "Quill", "email_addresses": ["ada@example.com"]}, "key-1")

    assert len(ada(ats)) == 1


@pytest.mark.parametrize("fault", AMBIGUOUS)
def test_datadriven_pushes_a_step_once(ats_intercept: Ats, fault: str) -> None:
    ats, client = ats_intercept, DataDriven(TOKEN)
    ats.faults.add(fault, vendor="datadriven", method="POST", first=1)
    step = {
        "recorded_at": "2026-03-01T00:00:00Z",
        "job_offer_reference": "REF00001",
        "candidate_ats_id": "C-1",
        "step": "Interview",
        "application_ats_id": "A-1",
    }

    client.push(step)
    client.push(step)

    assert len(list(client.steps(application_ats_id="A-1"))) == 1
    assert len(list(client.steps())) > 500


@pytest.mark.ats(skailer=HOST)
@pytest.mark.parametrize("fault", AMBIGUOUS)
def test_skailer_hands_an_application_in_once(ats_intercept: Ats, fault: str) -> None:
    ats, client = ats_intercept, Skailer(f"https://{HOST}", TOKEN)
    for operation in ("create_applicant", "create_candidate"):
        ats.faults.add(fault, vendor="skailer", operation=operation, first=1)
    ats.faults.add("status", vendor="skailer", operation="search_jobs", status=429, first=1)
    job = client.jobs()[0]
    stage = next(one for one in ats.world.read().stages if one.pipeline == job["pipeline_id"])
    source = ats.world.read().sources.first()
    assert source is not None

    person = {"first_name": "Ada", "last_name": "Quill", "email": "ada@example.com", "source_id": source.id}
    id = client.apply(job, stage.id, person)

    (candidate,) = ada(ats)
    assert [one.id for one in ats.world.applications.of(candidate)] == [id]
