"""Where a job is: how a request tells it, and how an answer does."""

from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.refusal import Rule
from ats_sandbox.contract.schema import RequestSchema
from ats_sandbox.vendors.smartrecruiters.places import Location, location
from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.domain.countries import country_name
from ats_sandbox.world.domain.reading import Reading


class Degrees(fields.Text):
    """A coordinate: answers carry it as text, so a request may too; a number is as good."""

    def __init__(self, *, within: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.within = within

    def accept(self, value: Any) -> Any:
        number = value if isinstance(value, int | float) and not isinstance(value, bool) else None
        if isinstance(value, str):
            try:
                number = float(value)
            except ValueError:
                number = None
        if number is None:
            raise self.refused(value)
        if not -self.within <= number <= self.within:
            raise fields.fault(Rule.FORMAT, expected="coordinate", value=value)
        return float(number)


class JobLocationInput(RequestSchema):
    """An address as a job is given one."""

    countryCode = fields.Pattern("country code", country_name, least=2, most=2, required=True)
    city = fields.Text(least=1, required=True)
    regionCode = fields.Text(least=1, allow_none=True)
    address = fields.Text(allow_none=True)
    postalCode = fields.Text(allow_none=True)
    remote = fields.Boolean(allow_none=True)
    latitude = Degrees(within=90, allow_none=True)
    longitude = Degrees(within=180, allow_none=True)


class JobLocation(Location):
    """An address as it is answered, and whether the work is done from anywhere."""

    remote = fields.Boolean()


def place_told(world: Reading, told: dict[str, Any], before: Place | None = None) -> Place:
    """The place that a request describes.

    The names of regions and the coordinates of cities are known where the company has an office, and for `before`,
    the place that is replaced; elsewhere only what is told is known.
    """
    code = told["countryCode"].upper()
    known = [*([before] if before else []), *(office.place for office in world.locations)]
    compatriots = [place for place in known if place.country_code == code]
    twin = next((place for place in compatriots if place.city == told["city"]), None)
    region_code = told.get("regionCode") or (twin.region_code if twin else None)
    region = next((place.region for place in compatriots if region_code and place.region_code == region_code), None)
    latitude, longitude = told.get("latitude"), told.get("longitude")
    if latitude is None and longitude is None and twin:
        latitude, longitude = twin.latitude, twin.longitude
    return Place(
        city=told["city"],
        country=country_name(code) or code,
        country_code=code,
        region=region,
        region_code=region_code,
        address=told.get("address"),
        postal_code=told.get("postalCode"),
        latitude=latitude,
        longitude=longitude,
        remote=bool(told.get("remote")),
    )


def offices_at(world: Reading, place: Place) -> tuple[int, ...]:
    """The company's offices in the city of a place."""
    town = (place.city, place.country_code)
    return tuple(one.id for one in world.locations if (one.place.city, one.place.country_code) == town)


def job_location(place: Place) -> dict[str, Any]:
    """A place as JobLocation. Jobs carry the country's code in lower case, whichever case it was sent in."""
    return {**location(place), "countryCode": place.country_code.lower(), "remote": place.remote}
