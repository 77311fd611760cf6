"""The wire shape of departments."""

from sandbox.vendors.stackone import wire
from sandbox.vendors.stackone.shapes import Unified


class Department(Unified):
    """Parts of the company."""

    name = wire.text()
