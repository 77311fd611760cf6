"""Places: the location of a candidate, and the fuller address of a job, an office or the company."""

from collections.abc import Mapping
from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema
from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.domain.countries import country_code, country_name


class CandidateLocation(ResponseSchema):
    """Where a candidate lives."""

    country = fields.Text()
    countryCode = fields.Text()
    regionCode = fields.Text()
    region = fields.Text()
    city = fields.Text()
    lat = fields.Number()
    lng = fields.Number()


class CandidateLocationInput(RequestSchema):
    """Where a candidate lives; null is the same as absent, or clears in a PATCH."""

    country = fields.Text(least=1, allow_none=True)
    countryCode = fields.Text(least=2, most=2, allow_none=True)
    regionCode = fields.Text(allow_none=True)
    region = fields.Text(allow_none=True)
    city = fields.Text(least=1, allow_none=True)
    lat = fields.Number(allow_none=True)
    lng = fields.Number(allow_none=True)


class Location(ResponseSchema):
    """An address; the coordinates are text."""

    country = fields.Text()
    countryCode = fields.Text(required=True)
    regionCode = fields.Text()
    region = fields.Text()
    city = fields.Text(required=True)
    address = fields.Text()
    postalCode = fields.Text()
    longitude = fields.Text()
    latitude = fields.Text()


def present(document: Mapping[str, Any]) -> dict[str, Any]:
    """Only the members that have a value: what is absent in the world is absent in an answer."""
    return {name: value for name, value in document.items() if value is not None}


def candidate_location(place: Place) -> dict[str, Any]:
    """A place as CandidateLocation."""
    return present(
        {
            "country": place.country or None,
            "countryCode": place.country_code or None,
            "regionCode": place.region_code,
            "region": place.region,
            "city": place.city or None,
            "lat": place.latitude,
            "lng": place.longitude,
        }
    )


def candidate_place(told: Mapping[str, Any]) -> Place | None:
    """The place that CandidateLocationInput tells of, or None when it tells nothing.

    Of the country's name and code, one that is missing is derived from the other.
    """
    known = present(told)
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


def location(place: Place) -> dict[str, Any]:
    """A place as Location."""
    return present(
        {
            "country": place.country or None,
            "countryCode": place.country_code,
            "regionCode": place.region_code,
            "region": place.region,
            "city": place.city,
            "address": place.address,
            "postalCode": place.postal_code,
            "longitude": None if place.longitude is None else str(place.longitude),
            "latitude": None if place.latitude is None else str(place.latitude),
        }
    )
