"""What was asked for before a new world began."""

from ats_sandbox.vendors.stackone.state import LinkedAccount
from ats_sandbox.world.clock import DAY, MINUTE
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Collection, Record, Table


class EarlierRequest(Record, frozen=True, kw_only=True):
    """A list that somebody asked for before the world began."""

    operation: str
    account: LinkedAccount
    at: int


EARLIER_REQUESTS = Collection("stackone.earlier_requests", EarlierRequest)


def earlier_requests(world: Reading, account: LinkedAccount) -> Table[EarlierRequest]:
    """What was asked for, for an account, before a new world began."""
    requests = [
        EarlierRequest(id=id, operation=operation, account=account, at=world.now - DAY + id * MINUTE)
        for id, operation in enumerate(("ats_list_jobs", "ats_list_applications"), start=1)
    ]
    return Table.build(EARLIER_REQUESTS, requests)
