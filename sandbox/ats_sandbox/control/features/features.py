"""The features that the company of one world has."""

from collections.abc import Iterator
from typing import NamedTuple

from ats_sandbox.contract.refusal import Rule, Violation
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.errors import BadRequest, Unknown
from ats_sandbox.world.domain.features import Feature, is_on, switch
from ats_sandbox.world.spelling import no_such
from ats_sandbox.world.world import World

STATES = ("off", "on")


class FeatureState(NamedTuple):
    """A feature, whose it is, and whether it is `on` or `off`."""

    vendor: Vendor
    feature: Feature
    state: str


class Features:
    """The features of one world's company."""

    __slots__ = ("_vendors", "_world")

    def __init__(self, world: World, vendors: tuple[Vendor, ...]) -> None:
        self._world = world
        self._vendors = vendors

    def __repr__(self) -> str:
        return f"<Features of {self._world.name}>"

    def __iter__(self) -> Iterator[FeatureState]:
        world = self._world.read()
        for vendor in self._vendors:
            for feature in vendor.features:
                yield FeatureState(vendor, feature, STATES[is_on(world, feature)])

    def __getitem__(self, name: str) -> FeatureState:
        """A feature. Raises Unknown."""
        found = {one.feature.name: one for one in self}
        if name not in found:
            raise Unknown(what="feature", name=name, known=", ".join(found) or "none")
        return found[name]

    def set(self, name: str, state: str) -> FeatureState:
        """Switch a feature `on` or `off`. Raises Unknown for the feature, BadRequest (a ValueError) for the state."""
        if state not in STATES:
            text = no_such("state", state, STATES)
            raise BadRequest((Violation(Rule.CUSTOM, ("state",), text=text, value=state),))
        feature = self[name].feature
        with self._world.transaction() as draft:
            switch(draft, feature, on=state == STATES[True])
        return self[name]

    def reset(self, name: str | None = None) -> None:
        """Let a feature, or every one, be as usual again. Raises Unknown."""
        features = [one.feature for one in self] if name is None else [self[name].feature]
        with self._world.transaction() as draft:
            for one in features:
                switch(draft, one, on=None)
