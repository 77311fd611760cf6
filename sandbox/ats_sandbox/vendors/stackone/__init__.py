"""StackOne: the unified ATS API and the part of the platform API that goes with it."""

from typing import Any

from ats_sandbox.contract.lazy_vendor import LazyVendor
from ats_sandbox.contract.vendor import Face, Profile
from ats_sandbox.contract.webhooks import Webhooks
from ats_sandbox.vendors.stackone.document_categories import categories
from ats_sandbox.vendors.stackone.field_definitions import seeded_fields
from ats_sandbox.vendors.stackone.invitations import seeded_sessions
from ats_sandbox.vendors.stackone.named_lists import seeded_lists
from ats_sandbox.vendors.stackone.orders.records import seeded_orders
from ats_sandbox.vendors.stackone.request_logs.earlier import earlier_requests
from ats_sandbox.vendors.stackone.state import NOTE_FACTS, seeded_accounts
from ats_sandbox.vendors.stackone.webhooks.state import MADE_EVENTS, WEBHOOKS, seeded_webhooks
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Table


def _initial_tables(world: Reading) -> list[Table[Any]]:
    """What StackOne keeps of a new world."""
    linked = seeded_accounts(world)
    tables: list[Table[Any]] = [linked, seeded_sessions(world), earlier_requests(world, linked.records[1])]
    tables += [categories(world), seeded_lists(world), *seeded_fields(world), *seeded_orders(world)]
    return [*tables, seeded_webhooks(world)]


def _face() -> Face:
    from ats_sandbox.vendors.stackone.face import FACE

    return FACE


def _webhooks() -> Webhooks:
    from ats_sandbox.vendors.stackone.webhooks.declaration import WEBHOOKS

    return WEBHOOKS


STACKONE = LazyVendor.of(
    Profile(
        name="stackone",
        title="StackOne unified ATS API",
        version="1.0.0",
        about="One API over many applicant tracking systems; every request names the linked account that it is for.",
        host="api.stackone.com",
        docs="https://docs.stackone.com",
        initial_tables=_initial_tables,
        webhooks=_webhooks,
        webhook_subscriptions=WEBHOOKS,
        collections=(NOTE_FACTS, MADE_EVENTS),
    ),
    _face,
)
