"""What SmartRecruiters' webhooks hear of the commits of a world, and the messages that are made of it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ats_sandbox.contract.webhooks import Happening, Notice, SigningKey, Subscriber
from ats_sandbox.vendors.smartrecruiters.webhooks.declaration import WEBHOOKS
from ats_sandbox.world.store.state import Commit
from ats_sandbox.world.world import World
from tests.client import VendorClient

PUBLISHED: dict[str, Any] = json.loads(
    (Path(__file__).parents[4] / "fixtures/webhooks/smartrecruiters.json").read_text(encoding="utf-8")
)
ORIGIN = "https://api.smartrecruiters.com"
KEY = SigningKey("a key")
EVENT_ID = "9b2c8a52-4f0e-4a51-8d3e-1f5b8a1c2d3e"


@contextmanager
def hearing(client: VendorClient) -> Iterator[list[Happening]]:
    """What happens in a client's world while the block runs."""
    heard: list[Happening] = []

    def listen(world: World, commit: Commit) -> None:
        watched = any(change.collection in WEBHOOKS.watched for change in commit.changes)
        found = list(WEBHOOKS.happenings(world.read(), commit))
        assert watched or not found
        heard.extend(found)

    end = client.world.subscribe(listen)
    try:
        yield heard
    finally:
        end()


def events(heard: list[Happening]) -> list[str]:
    """The names of what happened, in alphabetic order."""
    return sorted(one.event for one in heard)


def a_subscriber(**facts: Any) -> Subscriber:
    told: dict[str, Any] = {"url": "https://hooks.example.com", "events": WEBHOOKS.events, "enabled": True} | facts
    return Subscriber(number=1, id="a subscription", name="hooks", **told)


def notice_of(client: VendorClient, one: Happening, subscriber: Subscriber | None = None) -> Notice:
    """The notice of a happening to a subscriber."""
    to = subscriber or a_subscriber()
    body = WEBHOOKS.body(client.read(), to, one, EVENT_ID)
    return Notice(id=EVENT_ID, happening=one, subscriber=to, origin=ORIGIN, body=body)


def beside(client: VendorClient, vendor: str) -> VendorClient:
    """A client of another vendor in the same world."""
    found = next(one for one in client.sandbox.vendors if one.name == vendor)
    return VendorClient(client.sandbox, found, client.name)
