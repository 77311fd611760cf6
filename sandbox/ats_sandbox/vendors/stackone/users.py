"""Users: the company's own people."""

from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.reads import declare_reads
from ats_sandbox.vendors.stackone.repositories import USERS
from ats_sandbox.vendors.stackone.shapes import Unified

users = Resource("Users", "The company's own people")


class User(Unified):
    """One of the company's own people."""

    id, remote_id = wire.ids("user")
    email = wire.text()
    first_name = wire.text()
    last_name = wire.text()
    name = wire.text(lambda user, context: f"{user.first_name} {user.last_name}".strip())
    phone = wire.text()


declare_reads(
    users,
    "/users",
    ids=("list_users", "get_user"),
    about=("users", "a user"),
    repository=USERS,
    shape=User,
)
