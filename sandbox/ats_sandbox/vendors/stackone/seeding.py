"""What StackOne keeps of a new world: accounts, invitations, custom fields, categories, lists, packages, orders."""

from typing import Any

from ats_sandbox.vendors.stackone.connect_sessions import sessions
from ats_sandbox.vendors.stackone.custom_fields import seeded_fields
from ats_sandbox.vendors.stackone.files import categories
from ats_sandbox.vendors.stackone.lists import seeded_lists
from ats_sandbox.vendors.stackone.orders.records import seeded_orders
from ats_sandbox.vendors.stackone.request_logs.logs import earlier_requests
from ats_sandbox.vendors.stackone.state import seeded_accounts
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Table


def found(world: Reading) -> list[Table[Any]]:
    """Every table of a new world."""
    accounts = seeded_accounts(world)
    return [
        accounts,
        sessions(world),
        earlier_requests(world, accounts.records[1]),
        *seeded_fields(world),
        categories(world),
        seeded_lists(world),
        *seeded_orders(world),
    ]
