"""What the company is made of: its departments, its offices, its people, and its reasons to end applications."""

from ats_sandbox.contract.operation import Document
from ats_sandbox.vendors.bindbee.lists import by_remote_id, by_words
from ats_sandbox.vendors.bindbee.model import Model
from ats_sandbox.vendors.bindbee.schemas import AtsModel, Moment, flag, open_enum, text
from ats_sandbox.vendors.bindbee.vocabulary import ACCESS_ROLE
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.domain.departments import DEPARTMENTS, Department
from ats_sandbox.world.domain.locations import LOCATIONS, Location
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.reasons import REASONS, Reason
from ats_sandbox.world.domain.users import USERS, User


def one_line(place: Place) -> str:
    """An address in one line, from the street to the country."""
    town = " ".join(part for part in (place.postal_code, place.city) if part) if place.address else place.city
    return ", ".join(part for part in (place.address, town, place.region, place.country) if part)


def raw_place(place: Place) -> Document:
    """The provider's object of a place."""
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


class AtsDepartment(AtsModel):
    """A part of the company."""

    name = text()


def raw_department(world: Reading, department: Department) -> Document:
    """The provider's object of a department."""
    return {
        "id": native_id(world, "department", department.id),
        "label": department.name,
        "description": department.description,
    }


class AtsOffice(AtsModel):
    """Where the company sits; `location` is its address in one line."""

    name = text()
    location = text(of=lambda office, _: one_line(office.place))


def raw_office(world: Reading, office: Location) -> Document:
    """The provider's object of an office."""
    return {
        "id": native_id(world, "location", office.id),
        "label": office.name,
        "timeZone": office.timezone,
        **raw_place(office.place),
    }


class AtsRejectReason(AtsModel):
    """Why an application ended."""

    name = text(of="label")


def raw_reason(world: Reading, reason: Reason) -> Document:
    """The provider's object of a reason, whoever ended the application."""
    return {
        "id": native_id(world, "reason", reason.id),
        "label": reason.label,
        "decidedBy": reason.decider.upper(),
    }


class AtsRemoteUser(AtsModel):
    """A recruiter, hiring manager or interviewer."""

    first_name = text()
    last_name = text()
    email = text()
    disabled = flag(of=lambda user, _: not user.active)
    remote_created_at = Moment(of="created_at")
    access_role = open_enum("access_role", of=lambda user, _: ACCESS_ROLE[user.role])


def raw_user(world: Reading, user: User) -> Document:
    """The provider's object of a user."""
    return {
        "id": native_id(world, "user", user.id),
        "email": user.email,
        "firstName": user.first_name,
        "lastName": user.last_name,
        "role": user.role.upper(),
        "active": user.active,
        "language": {"code": user.language},
        "createdOn": iso(user.created_at),
        "updatedOn": iso(user.updated_at),
    }


DEPARTMENT = Model(
    kind="department",
    about="Parts of the company",
    collection=DEPARTMENTS,
    schema=AtsDepartment,
    raw=raw_department,
)
OFFICE = Model(
    kind="office",
    about="Where the company sits",
    collection=LOCATIONS,
    schema=AtsOffice,
    raw=raw_office,
    filters=(by_remote_id("location"),),
)
REJECT_REASON = Model(
    kind="reject_reason",
    about="Why applications end",
    collection=REASONS,
    schema=AtsRejectReason,
    raw=raw_reason,
)
REMOTE_USER = Model(
    kind="remote_user",
    about="The company's people in its applicant tracking system",
    collection=USERS,
    schema=AtsRemoteUser,
    raw=raw_user,
    filters=(by_words("email", "email", str.lower),),
)
