"""SmartRecruiters: the positions of a job."""

from typing import Any

import pytest

from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.positions import PositionStatus
from tests.client import VendorClient

LEAST: dict[str, Any] = {
    "type": "NEW",
    "positionOpenDate": "2026-03-02T00:00:00.000Z",
    "targetStartDate": "2026-06-01T00:00:00.000Z",
}
WHOLE: dict[str, Any] = {**LEAST, "type": "REPLACEMENT", "positionId": "P-17", "incumbentName": "Odile Example"}

INVALID: dict[str, dict[str, Any]] = {
    "a type that does not exist": {**WHOLE, "type": "OLD"},
    "a type in lower case": {**WHOLE, "type": "new"},
    "an opening date that is null": {**WHOLE, "positionOpenDate": None},
    "an opening date that is no date": {**WHOLE, "positionOpenDate": "soon"},
    "a starting date that is a number": {**WHOLE, "targetStartDate": 1780272000000},
    "a number that is a number": {**WHOLE, "positionId": 17},
    "an incumbent that is an object": {**WHOLE, "incumbentName": {"first": "Odile"}},
    **{f"no {name}": {key: value for key, value in WHOLE.items() if key != name} for name in LEAST},
}


def job_of(client: VendorClient, *, seats: int = 1, confidential: bool = False) -> Job:
    """A job with at least so many positions."""
    world = client.read()
    jobs = world.jobs.where(confidential=confidential)
    return next(job for job in jobs if len(world.positions.where(job=job.id)) >= seats)


def seats_of(client: VendorClient, job: Job) -> str:
    return f"/jobs/{native_id(client.read(), 'job', job.id)}/positions"


def seat_of(client: VendorClient, job: Job) -> str:
    (position, *_) = client.read().positions.where(job=job.id)
    return f"{seats_of(client, job)}/{native_id(client.read(), 'position', position.id)}"


def codes(answer: Any) -> list[str]:
    return [error["code"] for error in answer.json["errors"]]


def test_the_positions_of_a_job_are_listed_whole(smartrecruiters: VendorClient) -> None:
    world, job = smartrecruiters.read(), job_of(smartrecruiters, seats=2)

    listed = smartrecruiters.get(seats_of(smartrecruiters, job)).json

    kept = list(world.positions.where(job=job.id))
    assert listed["totalFound"] == len(kept)
    for told, position in zip(listed["content"], kept, strict=True):
        optional = {"positionId": position.number, "incumbentName": position.incumbent}
        assert told == {
            "id": native_id(world, "position", position.id),
            "type": position.type.upper(),
            "positionOpenDate": iso(position.opens_at),
            "targetStartDate": iso(position.starts_at),
            "status": position.status.upper(),
            **{name: value for name, value in optional.items() if value is not None},
        }
        assert smartrecruiters.get(f"{seats_of(smartrecruiters, job)}/{told['id']}").json == told


def test_taken_positions_are_told_from_open_ones(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    taken = next(one for one in world.positions if one.status is PositionStatus.FILLED)

    listed = smartrecruiters.get(seats_of(smartrecruiters, world.jobs[taken.job])).json["content"]

    told = next(one for one in listed if one["id"] == native_id(world, "position", taken.id))
    assert told["status"] == "FILLED"


@pytest.mark.parametrize("body", [LEAST, WHOLE], ids=["least", "whole"])
def test_a_new_position_is_open_and_read_back(smartrecruiters: VendorClient, body: dict[str, Any]) -> None:
    job = job_of(smartrecruiters)
    before = smartrecruiters.get(seats_of(smartrecruiters, job)).json

    answer = smartrecruiters.post(seats_of(smartrecruiters, job), json=body)

    assert answer.status_code == 201
    assert answer.json == {"id": answer.json["id"], "status": "OPEN", **body}
    assert smartrecruiters.get(f"{seats_of(smartrecruiters, job)}/{answer.json['id']}").json == answer.json
    assert smartrecruiters.get(seats_of(smartrecruiters, job)).json == {
        "totalFound": before["totalFound"] + 1,
        "content": [*before["content"], answer.json],
    }


def test_an_updated_position_is_answered_with_201_and_read_back(smartrecruiters: VendorClient) -> None:
    path = seat_of(smartrecruiters, job_of(smartrecruiters))
    before = smartrecruiters.get(path).json

    answer = smartrecruiters.put(path, json=WHOLE)

    assert answer.status_code == 201
    assert answer.json == {"id": before["id"], "status": before["status"], **WHOLE}
    assert smartrecruiters.get(path).json == answer.json


def test_what_an_update_of_a_position_leaves_out_is_removed(smartrecruiters: VendorClient) -> None:
    path = seat_of(smartrecruiters, job_of(smartrecruiters))
    smartrecruiters.put(path, json=WHOLE)

    told = smartrecruiters.put(path, json={**LEAST, "incumbentName": None}).json

    assert not {"positionId", "incumbentName"} & set(told)


def test_instants_are_told_in_utc(smartrecruiters: VendorClient) -> None:
    path = seat_of(smartrecruiters, job_of(smartrecruiters))

    told = smartrecruiters.put(path, json={**LEAST, "positionOpenDate": "2026-03-02T01:30:00.250+02:00"}).json

    assert told["positionOpenDate"] == "2026-03-01T23:30:00.250Z"


def test_a_taken_position_stays_taken_when_it_is_updated(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    taken = next(one for one in world.positions if one.status is PositionStatus.FILLED)
    path = f"{seats_of(smartrecruiters, world.jobs[taken.job])}/{native_id(world, 'position', taken.id)}"

    told = smartrecruiters.put(path, json=WHOLE).json

    assert told["status"] == "FILLED"
    assert smartrecruiters.read().positions[taken.id].application == taken.application


def test_a_position_that_somebody_was_hired_for_stays(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    taken = next(one for one in world.positions if one.application is not None)
    path = f"{seats_of(smartrecruiters, world.jobs[taken.job])}/{native_id(world, 'position', taken.id)}"
    before = smartrecruiters.world.state

    answer = smartrecruiters.delete(path)

    assert (answer.status_code, codes(answer)) == (400, ["POSITION_ASSIGNED"])
    assert smartrecruiters.world.state is before


def test_a_dropped_position_is_gone(smartrecruiters: VendorClient) -> None:
    job = job_of(smartrecruiters)
    made = smartrecruiters.post(seats_of(smartrecruiters, job), json=LEAST).json
    path = f"{seats_of(smartrecruiters, job)}/{made['id']}"
    before = smartrecruiters.get(seats_of(smartrecruiters, job)).json

    answer = smartrecruiters.delete(path)

    assert (answer.status_code, answer.data) == (204, b"")
    assert smartrecruiters.get(seats_of(smartrecruiters, job)).json["totalFound"] == before["totalFound"] - 1
    for again in (smartrecruiters.get(path), smartrecruiters.delete(path), smartrecruiters.put(path, json=WHOLE)):
        assert (again.status_code, codes(again)) == (404, ["POSITION_NOT_FOUND"])


def test_the_id_of_a_dropped_position_is_not_given_out_again(smartrecruiters: VendorClient) -> None:
    path = seats_of(smartrecruiters, job_of(smartrecruiters))
    first = smartrecruiters.post(path, json=LEAST).json["id"]
    smartrecruiters.delete(f"{path}/{first}")

    assert smartrecruiters.post(path, json=LEAST).json["id"] != first


@pytest.mark.parametrize("wrong", INVALID)
def test_an_invalid_position_is_refused_and_stores_nothing(smartrecruiters: VendorClient, wrong: str) -> None:
    job = job_of(smartrecruiters)
    before = smartrecruiters.world.state

    for answer in (
        smartrecruiters.put(seat_of(smartrecruiters, job), json=INVALID[wrong]),
        smartrecruiters.post(seats_of(smartrecruiters, job), json=INVALID[wrong]),
    ):
        assert (answer.status_code, codes(answer)) == (400, ["INVALID_INPUT"])
    assert smartrecruiters.world.state is before


def test_a_position_in_another_media_type_is_not_read(smartrecruiters: VendorClient) -> None:
    job = job_of(smartrecruiters)

    for path, method in ((seat_of(smartrecruiters, job), "PUT"), (seats_of(smartrecruiters, job), "POST")):
        assert smartrecruiters.send(method, path, data="x", content_type="text/csv").status_code == 415


def test_a_position_that_is_none_of_the_job_is_not_found(smartrecruiters: VendorClient) -> None:
    world, job = smartrecruiters.read(), job_of(smartrecruiters)
    foreign = next(one for one in world.positions if one.job != job.id)

    for id in (native_id(world, "position", foreign.id), native_id(world, "job", job.id), "P-0001-1"):
        path = f"{seats_of(smartrecruiters, job)}/{id}"
        for answer in (
            smartrecruiters.get(path),
            smartrecruiters.put(path, json=WHOLE),
            smartrecruiters.delete(path),
        ):
            assert (answer.status_code, codes(answer)) == (404, ["POSITION_NOT_FOUND"])


def test_the_positions_of_an_unknown_job_are_not_found(smartrecruiters: VendorClient) -> None:
    seat = seat_of(smartrecruiters, job_of(smartrecruiters)).rsplit("/", 1)[-1]

    for answer in (
        smartrecruiters.get("/jobs/x/positions"),
        smartrecruiters.post("/jobs/x/positions", json=WHOLE),
        smartrecruiters.get(f"/jobs/x/positions/{seat}"),
        smartrecruiters.put(f"/jobs/x/positions/{seat}", json=WHOLE),
        smartrecruiters.delete(f"/jobs/x/positions/{seat}"),
    ):
        assert (answer.status_code, codes(answer)) == (404, ["JOB_NOT_FOUND"])


def test_the_positions_of_a_confidential_job_are_forbidden_to_who_may_not_see_it(
    smartrecruiters: VendorClient,
) -> None:
    job = job_of(smartrecruiters, confidential=True)
    seats, seat = seats_of(smartrecruiters, job), seat_of(smartrecruiters, job)
    before = smartrecruiters.world.state

    for answer in (
        smartrecruiters.get(seats, token="sandbox-restricted"),
        smartrecruiters.get(seat, token="sandbox-restricted"),
    ):
        assert (answer.status_code, codes(answer)) == (403, ["JOB_ACCESS_DENIED"])
    for answer in (
        smartrecruiters.post(seats, json=WHOLE, token="sandbox-restricted"),
        smartrecruiters.put(seat, json=WHOLE, token="sandbox-restricted"),
        smartrecruiters.delete(seat, token="sandbox-restricted"),
    ):
        assert (answer.status_code, codes(answer)) == (403, ["PERMISSION_DENIED"])
    assert smartrecruiters.world.state is before
