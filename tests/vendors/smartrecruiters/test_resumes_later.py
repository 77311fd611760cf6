"""Resumes that are read after the answer: where a tester chooses so, the profile fills in later."""

from typing import Any

import pytest

from ats_sandbox.vendors.smartrecruiters.candidates.resume_work import READ_RESUMES, RESUME_READING
from ats_sandbox.world.clock import SECOND
from ats_sandbox.world.domain.background import Pace, choose_pace
from tests.client import VendorClient
from tests.vendors.smartrecruiters import people
from tests.vendors.smartrecruiters.resume_files import TEXT, upload

LATER = ("phoneNumber", "web", "experience", "education")


@pytest.fixture(params=["/candidates/cv", "on a job"])
def adding(request: pytest.FixtureRequest, smartrecruiters: VendorClient) -> str:
    """Each operation that adds somebody by a resume."""
    job = people.job_id(smartrecruiters, next(iter(smartrecruiters.read().jobs.where(confidential=False))).id)
    return f"/jobs/{job}/candidates/cv" if request.param == "on a job" else str(request.param)


def pace(client: VendorClient, **chosen: Any) -> None:
    with client.arrange() as draft:
        choose_pace(draft, RESUME_READING.name, Pace(**chosen))


def added(client: VendorClient, adding: str) -> str:
    """The path of a new candidate, of whom only the names and the address are known yet."""
    made = upload(client, adding, "maud.txt", TEXT.encode()).json
    assert (made["firstName"], made["lastName"], made["email"]) == ("Maud", "van der Linden", "maud.vdl@example.com")
    assert [made.get(name) for name in LATER] == [None, {}, [], []]
    return f"/candidates/{made['id']}"


def is_filled_in(client: VendorClient, path: str) -> bool:
    shown = client.get(path).json
    filled = [bool(shown.get(name)) for name in LATER]
    assert len(set(filled)) == 1
    return filled[0]


def test_the_profile_fills_in_when_its_time_has_come(smartrecruiters: VendorClient, adding: str) -> None:
    pace(smartrecruiters, after=60 * SECOND)
    path = added(smartrecruiters, adding)

    smartrecruiters.world.advance(30 * SECOND)
    assert not is_filled_in(smartrecruiters, path)
    smartrecruiters.world.advance(30 * SECOND)

    assert is_filled_in(smartrecruiters, path)
    shown = smartrecruiters.get(path).json
    assert shown["updatedOn"] > shown["createdOn"]
    assert smartrecruiters.read()[READ_RESUMES].first() is None


def test_the_profile_fills_in_once_it_was_looked_at_often_enough(smartrecruiters: VendorClient, adding: str) -> None:
    pace(smartrecruiters, after=None, reads=2)
    path = added(smartrecruiters, adding)

    assert [is_filled_in(smartrecruiters, path) for _ in range(3)] == [False, False, True]


def test_the_profile_may_never_fill_in(smartrecruiters: VendorClient, adding: str) -> None:
    pace(smartrecruiters, after=None)
    path = added(smartrecruiters, adding)

    smartrecruiters.world.advance(1_000_000 * SECOND)

    assert not is_filled_in(smartrecruiters, path)


def test_reading_may_fail_and_the_file_stays(smartrecruiters: VendorClient, adding: str) -> None:
    pace(smartrecruiters, after=SECOND, failure="UNPARSABLE_RESUME")
    path = added(smartrecruiters, adding)

    smartrecruiters.world.advance(SECOND)

    assert not is_filled_in(smartrecruiters, path)
    assert smartrecruiters.get(f"{path}/attachments").json["totalFound"] == 1
    assert smartrecruiters.read()[READ_RESUMES].first() is None


def test_what_was_told_in_the_meantime_stays(smartrecruiters: VendorClient, adding: str) -> None:
    pace(smartrecruiters, after=SECOND)
    path = added(smartrecruiters, adding)
    smartrecruiters.patch(path, json={"phoneNumber": "+44 7700 900999"})

    smartrecruiters.world.advance(SECOND)

    assert smartrecruiters.get(path).json["phoneNumber"] == "+44 7700 900999"
    assert is_filled_in(smartrecruiters, path)


def test_who_is_deleted_in_the_meantime_stays_deleted(smartrecruiters: VendorClient, adding: str) -> None:
    pace(smartrecruiters, after=SECOND)
    path = added(smartrecruiters, adding)
    smartrecruiters.delete(path)

    smartrecruiters.world.advance(SECOND)

    assert smartrecruiters.get(path).status_code == 404
    assert smartrecruiters.read()[READ_RESUMES].first() is None


def test_somebody_who_is_known_is_not_filled_in(smartrecruiters: VendorClient, adding: str) -> None:
    pace(smartrecruiters, after=SECOND)
    told = {"firstName": "Maud", "lastName": "van der Linden", "email": "maud.vdl@example.com"}
    id = smartrecruiters.post("/candidates", json=told).json["id"]
    assert added(smartrecruiters, adding) == f"/candidates/{id}"

    smartrecruiters.world.advance(SECOND)

    assert not is_filled_in(smartrecruiters, f"/candidates/{id}")
