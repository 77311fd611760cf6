"""The company: its departments, its offices and its own people."""

from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.records import Records
from ats_sandbox.vendors.stackone.repositories import DEPARTMENTS, LOCATIONS, USERS
from ats_sandbox.vendors.stackone.shapes import Unified

departments = Resource("Departments", "Parts of the company")
locations = Resource("Locations", "Offices of the company")
users = Resource("Users", "The company's own people")


class Department(Unified):
    """A part of the company."""

    id, remote_id = wire.ids("department")
    name = wire.text()


class ATSLocation(Unified):
    """An office of the company."""

    id, remote_id = wire.ids("location")
    name = wire.text()


class User(Unified):
    """One of the company's own people."""

    id, remote_id = wire.ids("user")
    email = wire.text()
    first_name = wire.text()
    last_name = wire.text()
    name = wire.text(lambda user, context: f"{user.first_name} {user.last_name}".strip())
    phone = wire.text()


Records(departments, "department", DEPARTMENTS, Department).reads()
Records(locations, "location", LOCATIONS, ATSLocation).reads()
Records(users, "user", USERS, User).reads()
