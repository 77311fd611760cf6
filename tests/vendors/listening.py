"""What a vendor has to tell: its happenings from now on, as notices to its subscribers. Nothing is sent."""

import json
from pathlib import Path
from typing import Any

from ats_sandbox.contract.webhooks import Happening, Notice, Subscriber, Webhooks
from ats_sandbox.world.store.state import Commit
from ats_sandbox.world.world import World
from tests.client import VendorClient

ORIGIN = "https://api.example.com"


def published(vendor: str) -> Any:
    """What a vendor has published of its webhooks."""
    return json.loads((Path(__file__).parents[2] / f"fixtures/webhooks/{vendor}.json").read_text(encoding="utf-8"))


class Listener:
    """Listens to the commits of a client's world."""

    def __init__(self, client: VendorClient) -> None:
        assert client.vendor.webhooks is not None
        self.client = client
        self.webhooks: Webhooks = client.vendor.webhooks()
        self.happenings: list[Happening] = []
        client.world.subscribe(self._listen)

    def _listen(self, world: World, commit: Commit) -> None:
        found = list(self.webhooks.happenings(world.read(), commit))
        assert not found or self.webhooks.watched & {one.collection for one in commit.changes}
        self.happenings += found

    @property
    def events(self) -> list[str]:
        """The names of what happened, in order."""
        return [one.event for one in self.happenings]

    def subscriber(self, number: int) -> Subscriber:
        """A subscriber as it is now."""
        return next(one for one in self.webhooks.subscribers(self.client.read()) if one.number == number)

    def notices(self, number: int) -> list[Notice]:
        """What a subscriber is told of what happened, if it is enabled."""
        subscriber = self.subscriber(number)
        heard = [
            one for one in self.happenings if one.event in subscriber.events and self.webhooks.hears(subscriber, one)
        ]
        return [self._notice(subscriber, one, f"notice-{at}") for at, one in enumerate(heard)] * subscriber.enabled

    def _notice(self, subscriber: Subscriber, happening: Happening, id: str) -> Notice:
        body = self.webhooks.body(self.client.read(), subscriber, happening, id)
        return Notice(id=id, happening=happening, subscriber=subscriber, origin=ORIGIN, body=body)

    def bodies(self, number: int) -> list[dict[str, Any]]:
        """The bodies of those notices."""
        return [json.loads(one.body) for one in self.notices(number)]

    def headers(self, notice: Notice) -> dict[str, str]:
        """The headers of an attempt to deliver a notice now, signed with the keys that are live."""
        now = self.client.world.now
        return dict(self.webhooks.headers(notice, now, self.subscriber(notice.subscriber.number).keys_at(now)))
