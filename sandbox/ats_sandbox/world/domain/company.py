"""The company, its departments and its offices."""

import msgspec

from ats_sandbox.world.store.table import Collection, Record


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Somewhere on a map. Codes are ISO 3166; coordinates are degrees."""

    city: str
    country: str
    country_code: str
    region: str | None = None
    region_code: str | None = None
    address: str | None = None
    postal_code: str | None = None
    latitude: int | float | None = None
    longitude: int | float | None = None
    remote: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """What it is called: its city, region and country, and their codes."""
        known = (self.city, self.region, self.region_code, self.country, self.country_code)
        return tuple(name for name in known if name)


class Company(Record, frozen=True, kw_only=True):
    """Whose hiring this is. `identifier` is its public token; `industry` an id of the industry list."""

    identifier: str
    name: str
    website: str
    industry: str
    place: Place
    description: str


COMPANIES = Collection("companies", Company, noun="company")
