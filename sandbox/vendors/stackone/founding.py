"""What StackOne keeps of a new world: accounts, invitations, custom fields, categories, lists, packages, orders."""

from typing import Any

from sandbox.vendors.stackone import state
from sandbox.vendors.stackone.connect_sessions.records import sessions
from sandbox.vendors.stackone.custom_fields.founding import definitions, values
from sandbox.vendors.stackone.documents.categories import categories
from sandbox.vendors.stackone.lists.founding import lists
from sandbox.vendors.stackone.orders.founding import orders, packages
from sandbox.vendors.stackone.request_logs.past import requests
from sandbox.world.reading import Reading
from sandbox.world.table import Table


def found(world: Reading) -> list[Table[Any]]:
    """Every table of a new world."""
    return [
        *state.found(world),
        sessions(world),
        requests(world),
        *definitions(world),
        *values(world),
        categories(world),
        lists(world),
        *packages(world),
        *orders(world),
    ]
