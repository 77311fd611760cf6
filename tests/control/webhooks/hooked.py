"""A world whose webhooks tests listen to."""

from collections.abc import Callable

from ats_sandbox.control.webhooks.delivery import Delivery
from ats_sandbox.control.webhooks.receivers import Answer, Message
from ats_sandbox.control.webhooks.webhooks import WorldWebhooks
from tests.client import VendorClient

SUCCESS = {"smartrecruiters": 202, "stackone": 200, "bindbee": 200}


def hooks_of(client: VendorClient) -> WorldWebhooks:
    """The webhooks of the world that a client's requests act on."""
    return client.sandbox.worlds[client.name].webhooks


def tag(client: VendorClient) -> str:
    """Change a candidate's tags by SmartRecruiters' API, which is `candidate.updated`; gives the id."""
    found = client.get("/candidates?limit=1").json["content"][0]["id"]
    assert client.put(f"/candidates/{found}/tags", json={"tags": [f"tag {client.world.now}"]}).status_code == 201
    return str(found)


class Taken:
    """A receiver that keeps what it is sent, and answers what it is told, one status after the other."""

    here = True

    def __init__(self, *statuses: int, answer: Callable[[Message], Answer] | None = None) -> None:
        self.messages: list[Message] = []
        self._statuses = list(statuses)
        self._answer = answer

    def receive(self, message: Message, timeout: int) -> Answer:
        self.messages.append(message)
        if self._answer is not None:
            return self._answer(message)
        return Answer(self._statuses.pop(0) if len(self._statuses) > 1 else self._statuses[0])

    @property
    def ids(self) -> list[str]:
        """The event ids of what was sent, in its order."""
        return [one.header["event-id"] for one in self.messages]


def bytes_of(deliveries: list[Delivery]) -> list[tuple[object, ...]]:
    """Every attempt of deliveries, as it was sent and what came of it."""
    return [
        (one.number, one.event, one.state, one.said, made.at, made.url, made.headers, made.body, made.status)
        for one in deliveries
        for made in one.attempts
    ]
