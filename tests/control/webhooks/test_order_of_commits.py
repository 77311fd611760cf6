"""Each commit is told as it left the world, also where others have written before anybody is told of it."""

from threading import Event, Thread
from typing import Any

import msgspec

from ats_sandbox.world.domain.candidates import CANDIDATES
from ats_sandbox.world.domain.cascade import delete
from ats_sandbox.world.domain.scorecards import SCORECARDS
from tests.client import VendorClient
from tests.control.webhooks.hooked import hooks_of, tag


def test_what_is_gone_again_before_it_is_told_is_told(smartrecruiters: VendorClient) -> None:
    hooks, world = hooks_of(smartrecruiters), smartrecruiters.world
    subscription = hooks.subscribe("smartrecruiters", events=["review.created", "candidate.deleted"])
    review = next(iter(world.read()[SCORECARDS]))
    candidate = world.read().applications[review.application].candidate
    held, passing = Event(), Event()

    def slow(_world: Any, _commit: Any) -> None:
        passing.set()
        assert held.wait(30)

    end = world.subscribe(slow)
    other = Thread(target=tag, args=(smartrecruiters,))
    other.start()
    assert passing.wait(30)
    end()
    with world.transaction() as draft:
        draft.put(SCORECARDS, msgspec.structs.replace(review, id=draft.next_id(SCORECARDS)))
    with world.transaction() as draft:
        delete(draft, CANDIDATES, candidate)
    hooks.unsubscribe(subscription.name)
    held.set()
    other.join(30)

    assert [one.event for one in hooks.deliveries(vendor="smartrecruiters")] == ["review.created", "candidate.deleted"]
