"""Data Driven: what holds for application steps alone."""

import json
from pathlib import Path

import msgspec
import pytest

from ats_sandbox.vendors.datadriven.state import PUSHED, initial_tables
from ats_sandbox.vendors.datadriven.state import STEPS as ALL
from ats_sandbox.world.clock import iso_seconds
from ats_sandbox.world.domain.commands import applications
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.seeding import seed_state
from ats_sandbox.world.store.selection import Rows
from tests.client import VendorClient
from tests.vendors.datadriven.record_kinds import STEPS

PUBLISHED = json.loads(
    (Path(__file__).parents[3] / "fixtures/datadriven/update_application_step.json").read_text(encoding="utf-8")
)


def test_the_published_request_is_answered_in_the_published_shape(datadriven: VendorClient) -> None:
    """The sample names the record 0, as its generator fills in numbers; here it is record 1."""
    request = PUBLISHED["request"]

    answer = datadriven.send(
        request["method"], request["path"].replace("/0", "/1"), headers=request["headers"], json=request["body"]
    )

    (sample,) = PUBLISHED["answer"]["data"]
    (record,) = answer.json["data"]
    assert answer.status_code == 200
    assert list(answer.json) == list(PUBLISHED["answer"])
    assert list(record) == list(sample)
    assert isinstance(record["id"], type(sample["id"]))
    assert record == STEPS.stored(1, request["body"])
    assert all(value is None or isinstance(value, str) for name, value in record.items() if name != "id")


def test_the_published_request_as_it_stands_names_no_record(datadriven: VendorClient) -> None:
    request = PUBLISHED["request"]

    answer = datadriven.send(request["method"], request["path"], headers=request["headers"], json=request["body"])

    assert answer.status_code == 404
    assert list(answer.json) == list(PUBLISHED["refusal"])
    assert [list(entry) for entry in answer.json["errors"]] == [list(entry) for entry in PUBLISHED["refusal"]["errors"]]


@pytest.mark.parametrize("name", STEPS.optional)
def test_a_null_in_a_patch_clears(datadriven: VendorClient, name: str) -> None:
    made = STEPS.create(datadriven, **STEPS.optional)

    answer = datadriven.patch(f"{STEPS.path}/{made['id']}", json={name: None})

    assert answer.status_code == 200
    assert answer.json["data"] == [{**made, name: None}]


def test_an_application_has_as_many_steps_as_are_sent_in_any_order(datadriven: VendorClient) -> None:
    for step, at in (("Hired", "2024-03-01"), ("New", "2024-01-01"), ("New", "2024-01-01"), ("Rejected", "2023-01-01")):
        STEPS.create(datadriven, step=step, recorded_at=at, application_ats_id="A-1")

    found = datadriven.get(f"{STEPS.path}?application_ats_id=A-1").json["data"]

    assert [one["step"] for one in found] == ["Hired", "New", "New", "Rejected"]


def test_a_step_may_name_an_offer_that_is_not_there_and_outlives_one_that_was(datadriven: VendorClient) -> None:
    offer = datadriven.get("/v3/ats/job-offers?limit=1").json["data"][0]
    made = [STEPS.create(datadriven, job_offer_reference=name) for name in ("no such offer", offer["reference"])]

    datadriven.patch(f"/v3/ats/job-offers/{offer['id']}", json={"reference": "renamed"})
    datadriven.delete(f"/v3/ats/job-offers/{offer['id']}")

    assert [STEPS.read(datadriven, one["id"]) for one in made] == made


def test_the_dashboard_begins_with_the_companys_history(datadriven: VendorClient) -> None:
    world = datadriven.read()
    moves = [entry for entry in world.activities if entry.status is not None and entry.dated is None]

    shown = [msgspec.to_builtins(one) for one in world[ALL]]

    assert len(shown) == len(moves) > 500
    for entry, step in zip(moves, shown, strict=True):
        application = world.applications[entry.application]
        assert step["recorded_at"] == iso_seconds(entry.at)
        assert step["application_ats_id"] == native_id(world, "application", application.id)
        assert step["candidate_ats_id"] == native_id(world, "candidate", application.candidate)
        assert step["job_offer_reference"] == world.jobs[application.job].reference
        if entry.status in (ApplicationStatus.REJECTED, ApplicationStatus.WITHDRAWN):
            assert step["step"] in ("Rejected", "Withdrawn")
            assert step["step_ats_id"] is None
        elif entry.stage is not None:
            assert step["step"] == world.stages[entry.stage].name
    assert STEPS.read(datadriven, 1) == {**shown[0]}


def test_nothing_is_pushed_by_itself(datadriven: VendorClient) -> None:
    """The dashboard knows what was sent to it: a move in the ATS is a step only when somebody pushes it."""
    before = datadriven.get(STEPS.path).headers["X-Total-Count"]
    with datadriven.arrange() as draft:
        application = draft.applications[1]
        applications.move(draft, application, application.stage)

    assert datadriven.get(STEPS.path).headers["X-Total-Count"] == before


def test_the_dashboard_of_a_long_history_holds_its_end() -> None:
    """Of a company with more steps than were ever pushed, the earlier ones are not there."""
    state = seed_state("large", 1, 2_000)
    world = Reading(state, 1, state.now)
    told = [one for one in world.activities if one.status is not None and one.dated is None]
    assert len(told) > PUSHED

    (steps,) = (table for table in initial_tables(world) if table.collection is ALL)

    assert [one.recorded_at for one in Rows(steps)] == [iso_seconds(one.at) for one in told[-PUSHED:]]
    assert steps.next_id == PUSHED + 1
