"""What the company is made of: departments, offices, people, tags, and its reasons to end applications."""

from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import schema_of
from ats_sandbox.vendors.bindbee import errors, lists, vocabulary
from ats_sandbox.vendors.bindbee.bodies import Sent
from ats_sandbox.vendors.bindbee.model import Model
from ats_sandbox.vendors.bindbee.schemas import AtsModel, Moment, flag, given, open_enum, text
from ats_sandbox.vendors.bindbee.writes import creates
from ats_sandbox.world.domain.commands.configuration import add_department, add_location, add_reason, add_user
from ats_sandbox.world.domain.commands.tags import list_tag
from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.domain.countries import country_code, country_name
from ats_sandbox.world.domain.departments import DEPARTMENTS, Department
from ats_sandbox.world.domain.locations import LOCATIONS, Location
from ats_sandbox.world.domain.reasons import REASONS, Reason
from ats_sandbox.world.domain.tags import TAGS, Tag
from ats_sandbox.world.domain.users import USERS, User, UserRole


def one_line(place: Place) -> str:
    """An address in one line, from the street to the country."""
    town = " ".join(part for part in (place.postal_code, place.city) if part) if place.address else place.city
    return ", ".join(part for part in (place.address, town, place.region, place.country) if part)


SAME = ("country", "region", "city", "address", "latitude", "longitude", "remote")
RENAMED = {"regionCode": "region_code", "postalCode": "postal_code"}


def raw_place(place: Place) -> Document:
    """The provider's object of a place."""
    names = {**dict(zip(SAME, SAME, strict=True)), **RENAMED}
    return {name: getattr(place, member) for name, member in names.items()} | {
        "countryCode": place.country_code.lower()
    }


def place_of(line: str) -> Place | None:
    """The place that a line names, when it ends with a country; the provider keeps no other."""
    *parts, last = [part.strip() for part in line.split(",")]
    code = country_code(last)
    if code is None or not parts:
        return None
    return Place(city=parts[0], country=country_name(code) or last, country_code=code)


NAME = {"name": text(of=given("name"))}
AtsDepartment = schema_of(AtsModel, "AtsDepartment", "A part of the company.", **NAME)
AtsOffice = schema_of(
    AtsModel,
    "AtsOffice",
    "Where the company sits; `location` is its address in one line.",
    **NAME,
    location=text(of=lambda office, _: one_line(office.place)),
)
AtsRejectReason = schema_of(AtsModel, "AtsRejectReason", "Why an application ended.", name=text(of=given("label")))
AtsRemoteUser = schema_of(
    AtsModel,
    "AtsRemoteUser",
    "A recruiter, hiring manager or interviewer.",
    **{name: text(of=given(name)) for name in ("first_name", "last_name", "email")},
    disabled=flag(of=lambda user, _: not user.active),
    remote_created_at=Moment(of="created_at"),
    access_role=open_enum("access_role", of=lambda user, _: vocabulary.ACCESS_ROLE[user.role]),
)
AtsTag = schema_of(AtsModel, "AtsTag", "A word that candidates are tagged with.", **NAME)

DEPARTMENT = Model("department", "Parts of the company", DEPARTMENTS, AtsDepartment)
OFFICE = Model(
    kind="office",
    about="Where the company sits",
    collection=LOCATIONS,
    schema=AtsOffice,
    raw=lambda _, one: {"name": one.name, "location": raw_place(one.place)},
    filters=(lists.by_remote_id("location"),),
)
REJECT_REASON = Model("reject_reason", "Why applications end", REASONS, AtsRejectReason)
BY_EMAIL, PEOPLE = lists.by_words("email", "email", str.lower), "The company's people in its applicant tracking system"
REMOTE_USER = Model("remote_user", PEOPLE, USERS, AtsRemoteUser, filters=(BY_EMAIL,))
TAG = Model("tag", "What candidates are tagged with", TAGS, AtsTag, raw=lambda _, one: {"name": one.name})


@creates(DEPARTMENT)
def create_department(sent: Sent) -> Department:
    """Add a part of the company; answers its id."""
    return add_department(sent.call.draft, sent.get("name") or "")


@creates(OFFICE)
def create_office(sent: Sent) -> Location:
    """Add an office; answers its id.

    An address is understood when it ends with a town and a country; else the linked system has it in the company's.
    """
    draft, line = sent.call.draft, sent.get("location")
    place = None if line is None else place_of(line)
    if place is None:
        home = draft.company.place
        place = Place(city=line or "", country=home.country, country_code=home.country_code)
    first = draft.locations.first()
    return add_location(draft, sent.get("name") or "", place, "UTC" if first is None else first.timezone)


@creates(REJECT_REASON)
def create_reject_reason(sent: Sent) -> Reason:
    """Add a reason for which the company ends applications; answers its id."""
    return add_reason(sent.call.draft, sent.get("name") or "")


@creates(REMOTE_USER, refuses=[errors.AddressTaken])
def create_remote_user(sent: Sent) -> User:
    """Add one of the company's people, whose address no other active one has; answers the id.

    Who has no role of the linked system is there as an employee.
    """
    word = "ADMIN" if sent.get("access_role") == "SUPER_ADMIN" else sent.get("access_role")
    return add_user(
        sent.call.draft,
        first_name=sent.get("first_name") or "",
        last_name=sent.get("last_name") or "",
        email=sent.get("email") or "",
        role=vocabulary.said(vocabulary.ACCESS_ROLE, word) or UserRole.EMPLOYEE,
        active=not sent.get("disabled"),
    )


@creates(TAG)
def create_tag(sent: Sent) -> Tag:
    """Put a tag on the list; answers its id, which for a tag that is there is the one that it has."""
    return list_tag(sent.call.draft, sent.get("name") or "")
