"""How messages leave a sandbox, and how their receivers reach it."""

from ats_sandbox.contract.outgoing import Outgoing
from ats_sandbox.contract.vendor import Vendor


class Reach:
    """What sends messages over the network, and where this sandbox is reached.

    `url` is the address at which it is served; empty where it is not. `worlds` are the addresses of single worlds that
    a server has though the sandbox as a whole counts as one without.
    """

    __slots__ = ("outgoing", "url", "worlds")

    def __init__(self, outgoing: Outgoing) -> None:
        self.outgoing = outgoing
        self.url = ""
        self.worlds: dict[str, str] = {}

    def origin(self, vendor: Vendor, world: str) -> str:
        """The base URL of a vendor's API in a world. Who calls it within one process asks the vendor's own host."""
        if world in self.worlds:
            return f"{self.worlds[world]}/{vendor.name}"
        if not self.url:
            return f"https://{vendor.host}"
        return f"{self.url}/{vendor.name}" if world == "default" else f"{self.url}/w/{world}/{vendor.name}"
