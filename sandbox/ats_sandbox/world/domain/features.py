"""Features that a company has bought or switched on at a vendor. How a world is set up outlives its reset."""

import msgspec

from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.store.table import Collection, Record


class Feature(msgspec.Struct, frozen=True):
    """One feature: its name (`privacy_policy`), what is different with it, and whether companies usually have it."""

    name: str
    about: str
    usual: bool = True


class FeatureSwitch(Record, frozen=True, kw_only=True):
    """That a feature is on or off in this world."""

    feature: str
    on: bool


FEATURE_SWITCHES = Collection("features", FeatureSwitch, indexes={"feature": lambda one: (one.feature,)}, lasting=True)


def is_on(world: Reading, feature: Feature) -> bool:
    """True when the company has a feature."""
    switch = world[FEATURE_SWITCHES].where(feature=feature.name).first()
    return feature.usual if switch is None else switch.on


def switch(world: Transaction, feature: Feature, *, on: bool | None) -> None:
    """Switch a feature on or off; None is as usual."""
    for one in list(world[FEATURE_SWITCHES].where(feature=feature.name)):
        world.remove(FEATURE_SWITCHES, one.id)
    if on is not None:
        world.put(FEATURE_SWITCHES, FeatureSwitch(id=world.next_id(FEATURE_SWITCHES), feature=feature.name, on=on))
