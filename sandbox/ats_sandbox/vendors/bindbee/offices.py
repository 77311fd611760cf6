"""Offices."""

from ats_sandbox.contract.operation import Document
from ats_sandbox.vendors.bindbee.declarations import declare_reads
from ats_sandbox.vendors.bindbee.lists import by_remote_id
from ats_sandbox.vendors.bindbee.model import Model
from ats_sandbox.vendors.bindbee.places import one_line, raw_place
from ats_sandbox.vendors.bindbee.schemas import AtsModel, text
from ats_sandbox.world.domain.locations import LOCATIONS, Location
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading


class AtsOffice(AtsModel):
    """Where the company sits; `location` is its address in one line."""

    name = text()
    location = text(of=lambda office, _: one_line(office.place))


def raw(world: Reading, office: Location) -> Document:
    """The provider's object."""
    return {
        "id": native_id(world, "location", office.id),
        "label": office.name,
        "timeZone": office.timezone,
        **raw_place(office.place),
    }


OFFICE = Model(
    kind="office",
    schema=AtsOffice,
    raw=raw,
    native="location",
    collection=LOCATIONS,
    filters=(by_remote_id("location"),),
)
offices = declare_reads(OFFICE, "Where the company sits")
