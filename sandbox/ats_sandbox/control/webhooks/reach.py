"""How messages leave a sandbox, and how their receivers reach it."""

from ats_sandbox.contract.outgoing import Outgoing
from ats_sandbox.contract.vendor import Vendor


class Reach:
    """What sends messages over the network, and the `url` at which this sandbox is served; empty where it is not."""

    __slots__ = ("outgoing", "url")

    def __init__(self, outgoing: Outgoing) -> None:
        self.outgoing = outgoing
        self.url = ""

    def origin(self, vendor: Vendor, world: str) -> str:
        """The base URL of a vendor's API in a world. Who calls it within one process asks the vendor's own host."""
        if not self.url:
            return f"https://{vendor.host}"
        return f"{self.url}/{vendor.name}" if world == "default" else f"{self.url}/w/{world}/{vendor.name}"
