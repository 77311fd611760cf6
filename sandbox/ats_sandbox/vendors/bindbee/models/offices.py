"""Offices."""

from typing import Any

from ats_sandbox.vendors.bindbee.mirror import Mirror
from ats_sandbox.vendors.bindbee.model import by_remote_id, model
from ats_sandbox.vendors.bindbee.models.places import one_line, raw_place
from ats_sandbox.vendors.bindbee.schemas import AtsModel, text
from ats_sandbox.world.domain.locations import LOCATIONS, Location
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading


class AtsOffice(AtsModel):
    """Where the company sits; `location` is its address in one line."""

    name = text()
    location = text()


def view(mirror: Mirror, office: Location) -> dict[str, Any]:
    """An office's own fields."""
    return {"name": office.name, "location": one_line(office.place)}


def raw(world: Reading, office: Location) -> dict[str, Any]:
    """The provider's object."""
    return {
        "id": native_id(world, "location", office.id),
        "label": office.name,
        "timeZone": office.timezone,
        **raw_place(office.place),
    }


OFFICE = model(
    LOCATIONS,
    "office",
    "Office",
    "offices",
    AtsOffice,
    view,
    raw,
    native="location",
    filters=(by_remote_id("location"),),
)
