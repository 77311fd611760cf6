"""Worlds whose webhooks are looked into: what makes vendors tell something, and receivers to tell it to."""

from collections.abc import Callable

from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.webhooks.receivers import Message
from ats_sandbox.control.webhooks.webhooks import WorldWebhooks
from tests.client import VendorClient
from tests.vendors.bindbee.demo_world import RESYNC

EVENTS = {
    "smartrecruiters": "candidate.updated",
    "stackone": "ats_candidates.updated",
    "bindbee": "connector_sync_started",
}
"""An event of each vendor that `provoke` leads to."""
SCOPES = {"stackone": "acme"}
"""Where the events of one account only are wanted, as several show the same record."""
SUCCESS = {"smartrecruiters": 202, "stackone": 200, "bindbee": 200}
Receiver = Callable[[Message], int]


class Laboratory:
    """One world: clients of all vendors, and its webhooks."""

    def __init__(self, client_of: Callable[[str], VendorClient]) -> None:
        self.client_of = client_of
        self.client = client_of("smartrecruiters")

    @property
    def webhooks(self) -> WorldWebhooks:
        return self.client.sandbox.worlds[self.client.name].webhooks

    def vendor(self, name: str) -> Vendor:
        return self.webhooks.vendor(name)

    def subscribe(self, vendor: str, to: object = None, **wish: object) -> str:
        """A subscription to the one event; gives its name."""
        asked = {"events": [EVENTS[vendor]], **({"scope": SCOPES[vendor]} if vendor in SCOPES else {}), **wish}
        return self.webhooks.subscribe(vendor, to, **asked).name  # type: ignore[arg-type]

    def rename(self, first_name: str) -> str:
        """Give a candidate another first name, by a request to SmartRecruiters; gives the candidate's id there."""
        id: str = self.client.get("/candidates?limit=1").json["content"][0]["id"]
        answer = self.client.patch(f"/candidates/{id}", json={"firstName": first_name})
        assert answer.status_code == 200, answer.text
        return id

    def provoke(self, vendor: str, turn: int = 1) -> None:
        """Let something happen of which this vendor tells."""
        if vendor == "bindbee":
            assert self.client_of("bindbee").post(RESYNC).status_code == 200
        else:
            self.rename(f"Ada {turn}")

    def refused(self, vendor: str, receive: object, **wish: object) -> int:
        """The number of a delivery that a receiver has refused once."""
        name = self.subscribe(vendor, receive, **wish)
        self.provoke(vendor)
        self.webhooks.run_until_delivered()
        (delivery,) = self.webhooks.deliveries(subscription=name)
        assert [one.accepted for one in delivery.attempts] == [False]
        return delivery.number
