"""The links of one world's vendors to other systems, and bringing one to a state."""

from collections.abc import Iterator
from typing import NamedTuple

from ats_sandbox.contract.links import Link
from ats_sandbox.contract.refusal import Rule, Violation
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.errors import BadRequest, Unknown
from ats_sandbox.world.spelling import no_such
from ats_sandbox.world.world import World


class VendorLink(NamedTuple):
    """A link, whose it is, and which states it can be brought to.

    `handed` is what a client gets by the state that it was just brought to.
    """

    vendor: Vendor
    link: Link
    states: tuple[str, ...]
    handed: str | None = None


class WorldLinks:
    """The links of one world. A reset takes back what was done to them."""

    __slots__ = ("_vendors", "_world")

    def __init__(self, world: World, vendors: tuple[Vendor, ...]) -> None:
        self._world = world
        self._vendors = vendors

    def __repr__(self) -> str:
        return f"<WorldLinks of {self._world.name}>"

    def __iter__(self) -> Iterator[VendorLink]:
        world = self._world.read()
        for vendor in self._vendors:
            if vendor.links is not None:
                for link in vendor.links.every(world):
                    yield VendorLink(vendor, link, vendor.links.states)

    def of(self, vendor: str, name: str) -> VendorLink:
        """One link of a vendor. Raises Unknown."""
        vendors = {one.name for one in self._vendors if one.links is not None}
        if vendor not in vendors:
            raise Unknown(what="vendor with links", name=vendor, known=", ".join(sorted(vendors)) or "none")
        found = {one.link.name: one for one in self if one.vendor.name == vendor}
        if name not in found:
            raise Unknown(what="link", name=name, known=", ".join(found) or "none")
        return found[name]

    def bring(self, vendor: str, name: str, state: str) -> VendorLink:
        """Bring a link to a state, as if that had come about by itself. Raises Unknown, and BadRequest."""
        known = self.of(vendor, name)
        links = known.vendor.links
        if links is None or state not in known.states:
            text = no_such("state of a link", state, known.states)
            raise BadRequest((Violation(Rule.CUSTOM, ("state",), text=text, value=state),))
        with self._world.transaction() as draft:
            handed = links.bring(draft, name, state)
        return self.of(vendor, name)._replace(handed=handed)
