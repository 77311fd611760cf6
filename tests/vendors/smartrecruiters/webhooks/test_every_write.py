"""SmartRecruiters: whatever any vendor's API writes, what it means can be told, and means the same when asked again."""

import json
from collections.abc import Callable

import pytest

from ats_sandbox.vendors.smartrecruiters.webhooks.declaration import WEBHOOKS
from ats_sandbox.vendors.smartrecruiters.webhooks.shapes import SHAPES
from ats_sandbox.world.clock import DAY
from ats_sandbox.world.domain.cascade import delete
from ats_sandbox.world.domain.jobs import JOBS
from ats_sandbox.world.store.state import Commit
from ats_sandbox.world.world import World
from tests.client import VendorClient
from tests.contract.example_requests import send_example
from tests.vendors.smartrecruiters.webhooks.hearing import events, hearing, notice_of

WRITERS = {"smartrecruiters": 40, "stackone": 10, "bindbee": 5}
"""The vendors whose requests write what events tell of, and how many events their examples lead to at least."""


@pytest.mark.parametrize("vendor", WRITERS)
def test_the_examples_of_all_operations_are_told(client_of: Callable[[str], VendorClient], vendor: str) -> None:
    client, commits = client_of(vendor), []

    def listen(world: World, commit: Commit) -> None:
        commits.append(commit.number)
        reading = world.read()
        assert list(WEBHOOKS.happenings(reading, commit)) == list(WEBHOOKS.happenings(reading, commit))

    end = client.world.subscribe(listen)
    with hearing(client) as heard:
        for operation in client.vendor.operations:
            if operation.writes:
                assert send_example(client, operation).status_code < 500
        client.world.advance(30 * DAY)
    end()

    assert len(commits) > 0
    assert len(heard) >= WRITERS[vendor], events(heard)
    for one in heard:
        members = json.loads(notice_of(client, one).body)
        assert tuple(members) == SHAPES[one.event].members
        assert all(isinstance(value, str) and value for value in members.values())


def test_a_job_that_is_gone_with_all_that_it_had_is_told_by_nothing(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    job = next(one for one in world.jobs if world.postings.where(job=one.id) and world.positions.where(job=one.id))

    with hearing(smartrecruiters) as heard, smartrecruiters.arrange() as draft:
        delete(draft, JOBS, job.id)

    assert job.id not in smartrecruiters.read().jobs
    assert heard == []
