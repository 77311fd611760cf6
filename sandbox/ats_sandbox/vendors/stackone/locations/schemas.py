"""The wire shape of locations."""

from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.shapes import Unified


class ATSLocation(Unified):
    """Offices of the company."""

    name = wire.text()
