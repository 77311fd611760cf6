"""Reading locations."""

from sandbox.contract.operation import Resource
from sandbox.vendors.stackone.locations.schemas import ATSLocation
from sandbox.vendors.stackone.locations.views import location
from sandbox.vendors.stackone.reads import declare_get, declare_list
from sandbox.vendors.stackone.shelves import LOCATIONS

locations = Resource("Locations", "Offices of the company")

declare_list(
    locations,
    "/locations",
    id="list_locations",
    about="locations",
    shelf=LOCATIONS,
    shape=ATSLocation,
    view=location,
)
declare_get(
    locations,
    "/locations/{id}",
    id="get_location",
    about="a location",
    shelf=LOCATIONS,
    shape=ATSLocation,
    view=location,
)
