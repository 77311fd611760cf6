"""The wire shape of locations."""

from sandbox.vendors.stackone import wire
from sandbox.vendors.stackone.shapes import Unified


class ATSLocation(Unified):
    """Offices of the company."""

    name = wire.text()
