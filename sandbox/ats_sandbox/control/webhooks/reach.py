"""How messages leave a sandbox, and how their receivers reach it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ats_sandbox.contract.outgoing import Outgoing
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.contract.webhooks import Attempt
from ats_sandbox.control.webhooks.delivery import Delivery

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


class Reach:
    """What sends messages over the network, and where this sandbox is reached.

    `url` is the address at which it is served; empty where it is not. `worlds` are the addresses of single worlds that
    a server has though the sandbox as a whole counts as one without. `raced` is True once somebody has planned that a
    receiver is told before a request is answered: from then on any request to a vendor may have to wait. `application`
    answers requests in this process, where there is one. `watch` is told of each attempt over the network: its world,
    the delivery as it is after it, and the attempt.
    """

    __slots__ = ("application", "outgoing", "raced", "url", "watch", "worlds")

    def __init__(self, outgoing: Outgoing) -> None:
        self.outgoing = outgoing
        self.url = ""
        self.worlds: dict[str, str] = {}
        self.raced = False
        self.application: WSGIApplication | None = None
        self.watch: Callable[[str, Delivery, Attempt], object] | None = None

    def origin(self, vendor: Vendor, world: str) -> str:
        """The base URL of a vendor's API in a world. Who calls it within one process asks the vendor's own host."""
        if world in self.worlds:
            return f"{self.worlds[world]}/{vendor.name}"
        if not self.url:
            return f"https://{vendor.host}"
        return f"{self.url}/{vendor.name}" if world == "default" else f"{self.url}/w/{world}/{vendor.name}"
