"""Reading locations."""

from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.locations.schemas import ATSLocation
from ats_sandbox.vendors.stackone.locations.views import location
from ats_sandbox.vendors.stackone.reads import declare_get, declare_list
from ats_sandbox.vendors.stackone.repositories import LOCATIONS

locations = Resource("Locations", "Offices of the company")

declare_list(
    locations,
    "/locations",
    id="list_locations",
    about="locations",
    repository=LOCATIONS,
    shape=ATSLocation,
    view=location,
)
declare_get(
    locations,
    "/locations/{id}",
    id="get_location",
    about="a location",
    repository=LOCATIONS,
    shape=ATSLocation,
    view=location,
)
