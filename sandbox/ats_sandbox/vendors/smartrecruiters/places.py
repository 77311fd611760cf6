"""Places: where a candidate lives, and the fuller address of a job, an office or the company."""

from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.refusal import Rule
from ats_sandbox.contract.schema import Members, RequestSchema, ResponseSchema
from ats_sandbox.vendors.smartrecruiters.documents import Source, input_of
from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.domain.countries import country_code, country_name
from ats_sandbox.world.domain.reading import Reading


def _known(name: str) -> Source:
    """A text of a place, which is nothing when it is empty."""
    return lambda place, call: getattr(place, name) or None


def _text(name: str) -> Source:
    """A coordinate as text."""

    def show(place: Place, call: AnyCall) -> str | None:
        degrees = getattr(place, name)
        return None if degrees is None else str(degrees)

    return show


class CandidateLocation(ResponseSchema):
    """Where a candidate lives."""

    country = fields.Text(of=_known("country"))
    countryCode = fields.Text(of=_known("country_code"))
    regionCode = fields.Text(of="region_code")
    region = fields.Text()
    city = fields.Text(of=_known("city"))
    lat = fields.Number(of="latitude")
    lng = fields.Number(of="longitude")


CandidateLocationInput = input_of(
    CandidateLocation,
    "CandidateLocationInput",
    country=fields.Text(least=1, allow_none=True),
    countryCode=fields.Text(least=2, most=2, allow_none=True),
    city=fields.Text(least=1, allow_none=True),
)
"""Where a candidate lives; null is the same as absent, or clears in a PATCH."""


class Location(ResponseSchema):
    """An address; the coordinates are text."""

    country = fields.Text(of=_known("country"))
    countryCode = fields.Text(of="country_code", required=True)
    regionCode = fields.Text(of="region_code")
    region = fields.Text()
    city = fields.Text(required=True)
    address = fields.Text()
    postalCode = fields.Text(of="postal_code")
    longitude = fields.Text(of=_text("longitude"))
    latitude = fields.Text(of=_text("latitude"))


class JobLocation(Location):
    """An address of a job: the country's code is in lower case, whichever case it was sent in."""

    countryCode = fields.Text(of=lambda place, call: place.country_code.lower(), required=True)
    remote = fields.Boolean()


class Degrees(fields.Text):
    """A coordinate: answers carry it as text, so a request may too; a number is as good."""

    def __init__(self, *, within: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.within = within

    def accept(self, value: object) -> float:
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


def candidate_place(members: Members) -> Place | None:
    """The place that a CandidateLocationInput describes, or None when it says nothing.

    Of the country's name and code, one that is missing is derived from the other.
    """
    known = {name: value for name, value in members.items() if value is not None}
    if not known:
        return None
    code = known.get("countryCode") or country_code(known.get("country", "")) or ""
    return Place(
        city=known.get("city", ""),
        country=known.get("country") or country_name(code) or "",
        country_code=code,
        region=known.get("region"),
        region_code=known.get("regionCode"),
        latitude=known.get("lat"),
        longitude=known.get("lng"),
    )


def job_place(world: Reading, members: Members, before: Place | None = None) -> Place:
    """The place that a JobLocationInput describes.

    The names of regions and the coordinates of cities are known where the company has an office, and for `before`,
    the place that is replaced; elsewhere only what the request says is known.
    """
    code = members["countryCode"].upper()
    known = [*([before] if before else []), *(office.place for office in world.locations)]
    compatriots = [place for place in known if place.country_code == code]
    twin = next((place for place in compatriots if place.city == members["city"]), None)
    region_code = members.get("regionCode") or (twin.region_code if twin else None)
    region = next((place.region for place in compatriots if region_code and place.region_code == region_code), None)
    latitude, longitude = members.get("latitude"), members.get("longitude")
    if latitude is None and longitude is None and twin:
        latitude, longitude = twin.latitude, twin.longitude
    return Place(
        city=members["city"],
        country=country_name(code) or code,
        country_code=code,
        region=region,
        region_code=region_code,
        address=members.get("address"),
        postal_code=members.get("postalCode"),
        latitude=latitude,
        longitude=longitude,
        remote=bool(members.get("remote")),
    )


def offices_at(world: Reading, place: Place) -> tuple[int, ...]:
    """The company's offices in the city of a place."""
    town = (place.city, place.country_code)
    return tuple(one.id for one in world.locations if (one.place.city, one.place.country_code) == town)
