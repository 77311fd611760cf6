"""Places: where a candidate lives, and the fuller address of a job, an office or the company."""

import re
from collections.abc import Mapping
from typing import Any, Unpack

from ats_sandbox.contract import fields
from ats_sandbox.contract.refusal import Rule
from ats_sandbox.contract.schema import Members, ResponseSchema
from ats_sandbox.vendors.smartrecruiters.documents import Filled, input_of, nothing, patch_of
from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.domain.countries import countries, country_code, country_name
from ats_sandbox.world.domain.reading import Reading

COORDINATE = "coordinate"
"""What is expected of a number that is on no globe."""
_FRACTION = r"(\.[0-9]+)?"
_SMALLER = "([eE]-[0-9]+)?"
_DECIMAL = re.compile(f"[+-]?[0-9]+{_FRACTION}{_SMALLER}")
_WITHIN = {
    90: rf"[+-]?0*([0-8]?[0-9]{_FRACTION}|90(\.0+)?){_SMALLER}",
    180: rf"[+-]?0*((1[0-7][0-9]|[0-9]?[0-9]){_FRACTION}|180(\.0+)?){_SMALLER}",
}
"""How a text writes a number between a bound and its negative; what is next to nothing is often written as `1e-05`."""


class CountryCode(fields.Text):
    """The country's code of a job: in lower case, whichever case it was sent in."""

    def write(self, value: str) -> str:
        return value.lower()


class KnownCountry(fields.Pattern):
    """The code of a country that there is, in either case."""

    def __init__(self, **options: Unpack[fields.FieldOptions]) -> None:
        super().__init__("country code", country_name, least=2, most=2, **options)

    @property
    def form(self) -> Mapping[str, object]:
        letters: dict[str, str] = {}
        for code in countries():
            letters[code[0]] = letters.get(code[0], "") + code[1]
        spelled = (f"[{one}{one.lower()}][{rest}{rest.lower()}]" for one, rest in letters.items())
        return {**super().form, "pattern": f"^({'|'.join(spelled)})$"}


class Degrees(fields.Text):
    """A coordinate: answers carry it as text, so a request may too; a number is as good."""

    def __init__(self, *, within: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.within = within
        self.pattern = _WITHIN[within]

    def write(self, value: float) -> str:
        return str(value)

    def accept(self, value: object) -> float:
        number = value if isinstance(value, int | float) and not isinstance(value, bool) else None
        if isinstance(value, str) and _DECIMAL.fullmatch(value):
            number = float(value)
        if number is None:
            raise self.refused(value)
        if not -self.within <= number <= self.within:
            raise fields.fault(Rule.FORMAT, expected=COORDINATE, value=value)
        return float(number)


class CandidateLocation(ResponseSchema):
    """Where a candidate lives."""

    country = Filled()
    countryCode = Filled(of="country_code")
    regionCode = fields.Text(of="region_code")
    region = fields.Text()
    city = Filled()
    lat = fields.Number(of="latitude")
    lng = fields.Number(of="longitude")


CandidateLocationInput = patch_of(
    CandidateLocation,
    "CandidateLocationInput",
    country=fields.Text(least=1, allow_none=True),
    countryCode=fields.Text(least=2, most=2, allow_none=True),
    city=fields.Text(least=1, allow_none=True),
)
"""Where a candidate lives; null is the same as absent, or clears in a PATCH."""


class Location(ResponseSchema):
    """An address; the coordinates are text. None here was entered by hand."""

    country = Filled()
    countryCode = fields.Text(of="country_code", required=True)
    regionCode = fields.Text(of="region_code")
    region = fields.Text()
    city = fields.Text(required=True)
    address = fields.Text()
    postalCode = fields.Text(of="postal_code")
    longitude = Degrees(within=180)
    latitude = Degrees(within=90)
    manual = fields.Boolean(of=lambda place, call: False)
    remote = fields.Boolean()


class JobLocation(Location):
    """An address of a job."""

    countryCode = CountryCode(of="country_code", required=True)
    manual = fields.Boolean(of=nothing)


class ListedJobLocation(JobLocation):
    """An address of a job in a list, which says no coordinates."""

    longitude = Degrees(within=180, of=nothing)
    latitude = Degrees(within=90, of=nothing)


JobLocationInput = input_of(
    JobLocation,
    "JobLocationInput",
    "countryCode! city! regionCode region address postalCode remote latitude longitude",
    countryCode=KnownCountry(required=True),
    city=fields.Text(least=1, most=128, required=True),
    **{name: fields.Text(least=1, most=256, allow_none=True) for name in ("regionCode", "region")},
    address=fields.Text(least=1, most=2_000, allow_none=True),
    postalCode=fields.Text(least=1, most=32, allow_none=True),
)
"""An address as a job is given one."""


def candidate_place(members: Members) -> Place | None:
    """The place that a CandidateLocationInput describes, or None when it says nothing.

    Of the country's name and code, one that is missing is derived from the other.
    """
    known = {name: value for name, value in members.items() if value is not None}
    if not known:
        return None
    code = known.get("country_code") or country_code(known.get("country", "")) or ""
    derived = {"city": "", "country": country_name(code) or "", **known, "country_code": code}
    return Place(**derived)


def job_place(world: Reading, members: Members, before: Place | None = None) -> Place:
    """The place that a JobLocationInput describes.

    The names of regions and the coordinates of cities are known where the company has an office, and for `before`,
    the place that is replaced; elsewhere only what the request says is known. The name of a region whose code changes
    changes too, unless another one is said.
    """
    code = members["country_code"].upper()
    compatriots = [before] if before is not None and before.country_code == code else []
    compatriots += [office.place for office in world.locations.under("country", code)]
    twin = next((place for place in compatriots if place.city == members["city"]), None)
    given = {name: value for name, value in members.items() if value is not None}
    if twin is not None:
        given.setdefault("region_code", twin.region_code)
        if not {"latitude", "longitude"} & given.keys():
            given |= {"latitude": twin.latitude, "longitude": twin.longitude}
    region_code = given.get("region_code")
    if before is not None and region_code != before.region_code and given.get("region") == before.region:
        given.pop("region", None)
    namesake = (place.region for place in compatriots if region_code and place.region_code == region_code)
    region = given.get("region") or next(namesake, None)
    return Place(**{**given, "country": country_name(code) or code, "country_code": code, "region": region})


def offices_at(world: Reading, place: Place) -> tuple[int, ...]:
    """The company's offices in the city of a place."""
    compatriots = world.locations.under("country", place.country_code)
    return tuple([one.id for one in compatriots if one.place.city == place.city])
