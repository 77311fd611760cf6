"""How messages leave a sandbox, and how their receivers reach it."""

from typing import TYPE_CHECKING

from ats_sandbox.contract.outgoing import Outgoing
from ats_sandbox.contract.vendor import Vendor

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


class Reach:
    """What sends messages over the network, and the `url` at which this sandbox is served; empty where it is not.

    `raced` is True once somebody has planned that a receiver is told before a request is answered: from then on any
    request to a vendor may have to wait. `application` answers requests in this process, where there is one.
    """

    __slots__ = ("application", "outgoing", "raced", "url")

    def __init__(self, outgoing: Outgoing) -> None:
        self.outgoing = outgoing
        self.url = ""
        self.raced = False
        self.application: WSGIApplication | None = None

    def origin(self, vendor: Vendor, world: str) -> str:
        """The base URL of a vendor's API in a world. Who calls it within one process asks the vendor's own host."""
        if not self.url:
            return f"https://{vendor.host}"
        return f"{self.url}/{vendor.name}" if world == "default" else f"{self.url}/w/{world}/{vendor.name}"
