"""The wire shape of users."""

from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.shapes import Unified


class User(Unified):
    """One of the company's own people."""

    email = wire.text()
    first_name = wire.text()
    last_name = wire.text()
    name = wire.text()
    phone = wire.text()
