"""Bindbee: one unified API over many systems, which it copies by syncs."""

from typing import Any

from ats_sandbox.contract.lazy_vendor import LazyVendor
from ats_sandbox.contract.vendor import Face, Profile
from ats_sandbox.contract.webhooks import Webhooks
from ats_sandbox.vendors.bindbee.candidate_facts import CANDIDATE_FACTS
from ats_sandbox.vendors.bindbee.connectors import first_connectors, lay
from ats_sandbox.vendors.bindbee.custom_fields import first_custom_fields
from ats_sandbox.vendors.bindbee.linking import LINK, first_tokens
from ats_sandbox.vendors.bindbee.saved_answers import SAVED_ANSWERS
from ats_sandbox.vendors.bindbee.syncs import SYNC, SYNCS
from ats_sandbox.vendors.bindbee.webhooks.founding import first_webhooks
from ats_sandbox.vendors.bindbee.webhooks.state import WEBHOOKS
from ats_sandbox.vendors.bindbee.written import WRITTEN
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Table


def first_tables(world: Reading) -> list[Table[Any]]:
    """The tables that a new world begins with."""
    linked = first_connectors(world)
    return [linked, first_tokens(world), *first_custom_fields(world, linked), *first_webhooks(world)]


def _face() -> Face:
    from ats_sandbox.vendors.bindbee.face import FACE

    return FACE


def _webhooks() -> Webhooks:
    from ats_sandbox.vendors.bindbee.webhooks.declaration import WEBHOOKS

    return WEBHOOKS


BINDBEE = LazyVendor.of(
    Profile(
        name="bindbee",
        title="Bindbee APIs",
        version="0.1.0",
        about="One interface to many applicant tracking systems, answered from what was last synced.",
        host="api.bindbee.dev",
        further_hosts=("api-eu.bindbee.dev",),
        docs="https://docs.bindbee.dev",
        initial_tables=first_tables,
        schedule=(SYNCS,),
        works=(SYNC, LINK),
        after_fixtures=lay,
        webhooks=_webhooks,
        webhook_subscriptions=WEBHOOKS,
        collections=(CANDIDATE_FACTS, SAVED_ANSWERS, WRITTEN),
    ),
    _face,
)
