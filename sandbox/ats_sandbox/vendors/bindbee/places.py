"""Places in one line, and as the provider writes them."""

from ats_sandbox.contract.operation import Document
from ats_sandbox.world.domain.company import Place


def one_line(place: Place) -> str:
    """An address in one line, from the street to the country."""
    town = " ".join(part for part in (place.postal_code, place.city) if part) if place.address else place.city
    return ", ".join(part for part in (place.address, town, place.region, place.country) if part)


def raw_place(place: Place) -> Document:
    """The provider's object."""
    return {
        "country": place.country,
        "countryCode": place.country_code.lower(),
        "region": place.region,
        "regionCode": place.region_code,
        "city": place.city,
        "address": place.address,
        "postalCode": place.postal_code,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "remote": place.remote,
    }
