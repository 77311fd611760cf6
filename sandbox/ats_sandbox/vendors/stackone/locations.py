"""Locations: the company's offices."""

from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.reads import declare_reads
from ats_sandbox.vendors.stackone.repositories import LOCATIONS
from ats_sandbox.vendors.stackone.shapes import Unified

locations = Resource("Locations", "Offices of the company")


class ATSLocation(Unified):
    """An office of the company."""

    id, remote_id = wire.ids("location")
    name = wire.text()


declare_reads(
    locations,
    "/locations",
    ids=("list_locations", "get_location"),
    about=("locations", "a location"),
    repository=LOCATIONS,
    shape=ATSLocation,
)
