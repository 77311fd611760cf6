"""The wire shape of departments."""

from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.shapes import Unified


class Department(Unified):
    """Parts of the company."""

    name = wire.text()
