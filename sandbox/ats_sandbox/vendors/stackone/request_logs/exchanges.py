"""What the logs are made of: the exchanges that the world remembers, and a few from before it began."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ats_sandbox.contract.context import PastExchange
from ats_sandbox.contract.operation import JsonDocument, Operation
from ats_sandbox.contract.principal import Principal
from ats_sandbox.vendors.stackone.call import AnyCall
from ats_sandbox.vendors.stackone.state import LinkedAccount
from ats_sandbox.world import id_codecs
from ats_sandbox.world.clock import DAY, MINUTE
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Collection, Record, Table

KEPT = 90 * DAY
"""How long a log is kept."""
_REALM, _KIND = "stackone", "request"
_EARLIER = 1_000
"""Ordinals of requests from before the world began are below this; those of its own exchanges follow."""


class EarlierRequest(Record, frozen=True, kw_only=True):
    """A list that somebody asked for before the world began."""

    operation: str
    account: LinkedAccount
    at: int


EARLIER_REQUESTS = Collection("stackone.earlier_requests", EarlierRequest)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierExchange:
    """A successful list from before the world began, as a remembered exchange; its key and its records are unknown."""

    number: int
    at: int
    operation: Operation
    method: str
    path: str
    account: LinkedAccount
    ids: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    principal: Principal | None = None
    status: int = 200

    def asked(self) -> tuple[Mapping[str, str], JsonDocument]:
        """What the client sent."""
        return {"Accept": "application/json", "X-Account-Id": self.account.key}, None

    def answered(self) -> tuple[Mapping[str, str], JsonDocument]:
        """What it was answered, without the records."""
        return {"Content-Type": "application/json"}, None


def request_id(world: Reading, past: PastExchange, kind: str = _KIND) -> str:
    """The id of a request, or of what it led to."""
    return id_codecs.uuid4(world.seed, _REALM, kind, past.number + _EARLIER)


def number_of(world: Reading, id: str) -> int | None:
    """The number of the request with this id; None for an id that was never given out."""
    ordinal = id_codecs.read_uuid4(world.seed, _REALM, _KIND, id)
    return None if ordinal is None else ordinal - _EARLIER


def visible_exchanges(call: AnyCall) -> list[PastExchange]:
    """Every request of the last ninety days that the caller may know of, the oldest first.

    A key that may not see everything may know of the requests made with it.
    """
    since, caller, workspace = call.world.now - KEPT, call.caller, call.context.workspace
    remembered = () if workspace is None else workspace.history(call.vendor)
    exchanges: list[PastExchange] = [*_earlier_exchanges(call), *remembered]
    recent = [one for one in exchanges if one.at > since]
    if caller.confidential and caller.jobs is None and caller.candidates is None:
        return recent
    return [one for one in recent if one.principal is not None and one.principal.token == caller.token]


def _earlier_exchanges(call: AnyCall) -> Iterator[EarlierExchange]:
    operations = {one.id: one for one in call.vendor.operations}
    for one in call.world[EARLIER_REQUESTS]:
        operation = operations[one.operation]
        yield EarlierExchange(
            number=one.id - _EARLIER,
            at=one.at,
            operation=operation,
            method=operation.method,
            path=operation.path,
            account=one.account,
        )


def earlier_requests(world: Reading, account: LinkedAccount) -> Table[EarlierRequest]:
    """What was asked for, for an account, before a new world began."""
    requests = [
        EarlierRequest(id=id, operation=operation, account=account, at=world.now - DAY + id * MINUTE)
        for id, operation in enumerate(("ats_list_jobs", "ats_list_applications"), start=1)
    ]
    return Table.build(EARLIER_REQUESTS, requests)


def first_id(world: Reading) -> str:
    """The id of the first of them."""
    return id_codecs.uuid4(world.seed, _REALM, _KIND, 1)
