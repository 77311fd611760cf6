"""What the company has bought or switched on at SmartRecruiters: a world keeps it through a reset."""

from typing import Any

from msgspec.structs import replace

from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.store.table import Collection, Record


class Features(Record, frozen=True, kw_only=True):
    """The features of the company; everything but separate consent is there unless it is switched off.

    `candidate_fields` is the module with the properties of candidates, `onboarding_status` the property of that name.
    `privacy_policy` is what candidates consent to; with `separated_consent` they decide for each data scope.
    """

    candidate_fields: bool = True
    onboarding_status: bool = True
    privacy_policy: bool = True
    separated_consent: bool = False


FEATURES = Collection("smartrecruiters.features", Features, lasting=True)
"""One record, or none while everything is as usual."""


def features_of(world: Reading) -> Features:
    """The features of the company."""
    return world[FEATURES].get(1) or Features(id=1)


def switch(world: Transaction, **features: Any) -> Features:
    """Switch features of the company on or off, by their names."""
    return world.put(FEATURES, replace(features_of(world), **features))
