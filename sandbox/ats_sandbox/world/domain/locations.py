"""Locations: the company's offices."""

from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.store.table import Collection, Record


class Location(Record, frozen=True, kw_only=True):
    """An office."""

    name: str
    place: Place
    timezone: str
    created_at: int
    updated_at: int


LOCATIONS = Collection(
    "locations",
    Location,
    noun="location",
    indexes={"country": lambda one: (one.place.country_code,)},
    timeline=lambda one: one.updated_at,
)
