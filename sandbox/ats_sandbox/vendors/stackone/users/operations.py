"""Reading users."""

from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.reads import declare_get, declare_list
from ats_sandbox.vendors.stackone.repositories import USERS
from ats_sandbox.vendors.stackone.users.schemas import User
from ats_sandbox.vendors.stackone.users.views import user

users = Resource("Users", "The company's own people")

declare_list(users, "/users", id="list_users", about="users", repository=USERS, shape=User, view=user)
declare_get(users, "/users/{id}", id="get_user", about="a user", repository=USERS, shape=User, view=user)
