"""Candidates whom several clients write to at the same time, each over a connection of its own; and worlds that are
taken back to where they were.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import requests

from ats_sandbox import Ats, Sandbox
from tests.vendors.smartrecruiters.people import ADA

CLIENTS = 6
KEY = {"X-SmartToken": "sandbox-admin"}


@pytest.fixture
def ats() -> Iterator[Ats]:
    """A world at an address of its own."""
    with Sandbox().serve() as served:
        yield served


@pytest.fixture
def job(ats: Ats) -> str:
    return ats.id("smartrecruiters", "job", next(iter(ats.workspace.world.read().jobs.where(confidential=False))).id)


def together(send: Callable[[int], requests.Response]) -> list[requests.Response]:
    """The answers to as many requests as there are clients, sent at once."""
    ready = Barrier(CLIENTS)

    def begin(number: int) -> requests.Response:
        ready.wait()
        return send(number)

    with ThreadPoolExecutor(CLIENTS) as pool:
        return list(pool.map(begin, range(CLIENTS)))


def test_the_same_person_sent_by_all_is_one_candidate_with_one_application(ats: Ats, job: str) -> None:
    url = f"{ats.smartrecruiters}/jobs/{job}/candidates"

    answers = together(lambda number: requests.post(url, json=ADA, headers=KEY, timeout=30))

    assert {one.status_code for one in answers} == {201}
    (id,) = {one.json()["id"] for one in answers}
    details = requests.get(f"{ats.smartrecruiters}/candidates/{id}", headers=KEY, timeout=30).json()
    assert details["primaryAssignment"]["job"]["id"] == job
    assert details["secondaryAssignments"] == []


def test_a_name_of_a_file_is_taken_once_by_whoever_comes_first(ats: Ats, job: str) -> None:
    made = requests.post(f"{ats.smartrecruiters}/jobs/{job}/candidates", json=ADA, headers=KEY, timeout=30).json()
    url = f"{ats.smartrecruiters}/candidates/{made['id']}/jobs/{job}/attachments"

    def send(number: int) -> requests.Response:
        return requests.post(url, files={"file": ("a.txt", str(number).encode())}, headers=KEY, timeout=30)

    answers = together(send)

    assert sorted(one.status_code for one in answers) == [201, *[400] * (CLIENTS - 1)]
    (first,) = [(number, one.json()) for number, one in enumerate(answers) if one.status_code == 201]
    kept = requests.get(first[1]["actions"]["download"]["url"], headers=KEY, timeout=30)
    assert kept.content == str(first[0]).encode()


def test_tags_that_all_add_are_all_there(ats: Ats) -> None:
    id = requests.post(f"{ats.smartrecruiters}/candidates", json=ADA, headers=KEY, timeout=30).json()["id"]
    url = f"{ats.smartrecruiters}/candidates/{id}/tags"

    together(lambda number: requests.post(url, json={"tags": [f"tag {number}"]}, headers=KEY, timeout=30))

    tags = requests.get(url, headers=KEY, timeout=30).json()["tags"]
    assert sorted(tags) == [f"tag {number}" for number in range(CLIENTS)]


def test_a_restored_world_forgets_who_came_after_and_knows_who_was_deleted(ats: Ats, job: str) -> None:
    url = f"{ats.smartrecruiters}/jobs/{job}/candidates"
    known = requests.post(url, json=ADA, headers=KEY, timeout=30).json()
    ats.snapshots.take("before")
    later = requests.post(url, json={**ADA, "lastName": "Later"}, headers=KEY, timeout=30).json()
    here = f"{ats.smartrecruiters}/candidates"
    assert requests.delete(f"{here}/{known['id']}", headers=KEY, timeout=30).status_code == 204

    ats.restore("before")

    assert requests.get(f"{here}/{known['id']}", headers=KEY, timeout=30).json() == known
    assert requests.get(f"{here}/{later['id']}", headers=KEY, timeout=30).status_code == 404
