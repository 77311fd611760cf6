"""What the company is made of: its departments, its offices, its people, and its reasons to end applications."""

from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import schema_of
from ats_sandbox.vendors.bindbee import lists, vocabulary
from ats_sandbox.vendors.bindbee.model import Model
from ats_sandbox.vendors.bindbee.schemas import AtsModel, Moment, flag, open_enum, text
from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.domain.departments import DEPARTMENTS
from ats_sandbox.world.domain.locations import LOCATIONS
from ats_sandbox.world.domain.reasons import REASONS
from ats_sandbox.world.domain.users import USERS


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


DEPARTMENT = Model(
    kind="department",
    about="Parts of the company",
    collection=DEPARTMENTS,
    schema=schema_of(AtsModel, "AtsDepartment", "A part of the company.", name=text()),
)
OFFICE = Model(
    kind="office",
    about="Where the company sits",
    collection=LOCATIONS,
    schema=schema_of(
        AtsModel,
        "AtsOffice",
        "Where the company sits; `location` is its address in one line.",
        name=text(),
        location=text(of=lambda office, _: one_line(office.place)),
    ),
    raw=lambda _, one: {"name": one.name, "location": raw_place(one.place)},
    filters=(lists.by_remote_id("location"),),
)
REJECT_REASON = Model(
    kind="reject_reason",
    about="Why applications end",
    collection=REASONS,
    schema=schema_of(AtsModel, "AtsRejectReason", "Why an application ended.", name=text(of="label")),
)
REMOTE_USER = Model(
    kind="remote_user",
    about="The company's people in its applicant tracking system",
    collection=USERS,
    schema=schema_of(
        AtsModel,
        "AtsRemoteUser",
        "A recruiter, hiring manager or interviewer.",
        first_name=text(),
        last_name=text(),
        email=text(),
        disabled=flag(of=lambda user, _: not user.active),
        remote_created_at=Moment(of="created_at"),
        access_role=open_enum("access_role", of=lambda user, _: vocabulary.ACCESS_ROLE[user.role]),
    ),
    filters=(lists.by_words("email", "email", str.lower),),
)
