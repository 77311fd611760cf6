"""What the logs are made of: the exchanges that the world remembers, and a few from before it began."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ats_sandbox.contract.context import PastExchange
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.principal import Principal
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.vendors.stackone.call import Call
from ats_sandbox.vendors.stackone.providers import PROVIDERS, Provider
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
    account: str
    provider: str
    at: int


EARLIER_REQUESTS = Collection("stackone.earlier_requests", EarlierRequest)


@dataclass(frozen=True, slots=True)
class EarlierAccount:
    """The account that an earlier request was for."""

    key: str
    provider: str

    @property
    def service(self) -> Provider:
        """The system that the account is at."""
        return PROVIDERS[self.provider]


@dataclass(frozen=True, slots=True)
class Earlier:
    """A request from before the world began, told like a remembered exchange."""

    record: EarlierRequest
    operation: Operation

    @property
    def number(self) -> int:
        """Below those of the world's own exchanges, which begin with 1."""
        return self.record.id - _EARLIER

    @property
    def at(self) -> int:
        """When it was (milliseconds since 1970)."""
        return self.record.at

    @property
    def ids(self) -> Mapping[str, str]:
        """Lists have no parameters in their path."""
        return {}

    @property
    def method(self) -> str:
        """Lists are read."""
        return self.operation.method

    @property
    def path(self) -> str:
        """The path."""
        return self.operation.path

    @property
    def query(self) -> str:
        """They were asked for as they are."""
        return ""

    @property
    def principal(self) -> Principal | None:
        """Whose key it was is not known any more."""
        return None

    @property
    def account(self) -> Any:
        """The linked account."""
        return EarlierAccount(self.record.account, self.record.provider)

    @property
    def status(self) -> int:
        """They went well."""
        return 200

    def asked(self) -> tuple[Mapping[str, str], Any]:
        """What the client sent."""
        return {"Accept": "application/json", "X-Account-Id": self.record.account}, None

    def answered(self) -> tuple[Mapping[str, str], Any]:
        """What it was answered; the records themselves were not kept."""
        return {"Content-Type": "application/json"}, None


def request_id(world: Reading, past: PastExchange, kind: str = _KIND) -> str:
    """The id of a request, or of what it led to."""
    return id_codecs.uuid4(world.seed, _REALM, kind, past.number + _EARLIER)


def number_of(world: Reading, id: str) -> int | None:
    """The number of the request with this id; None for a stranger's."""
    ordinal = id_codecs.read_uuid4(world.seed, _REALM, _KIND, id)
    return None if ordinal is None else ordinal - _EARLIER


def past_of(call: Call) -> list[PastExchange]:
    """Every request of the last ninety days that the caller may know of, the oldest first.

    A key that may not see everything may know of the requests made with it.
    """
    since = call.world.now - KEPT
    workspace = call.context.workspace
    remembered = () if workspace is None else workspace.history(call.vendor)
    caller = call.caller
    partial = not caller.confidential or caller.jobs is not None or caller.candidates is not None
    every: Iterable[PastExchange] = [*_earlier(call.world, call.vendor), *remembered]
    return [
        one
        for one in every
        if one.at > since and not (partial and (one.principal is None or one.principal.token != caller.token))
    ]


def _earlier(world: Reading, vendor: Vendor) -> Iterable[PastExchange]:
    operations = {one.id: one for one in vendor.operations}
    return [Earlier(one, operations[one.operation]) for one in world[EARLIER_REQUESTS]]


def requests(world: Reading) -> Table[EarlierRequest]:
    """What was asked for before a new world began."""
    return Table.build(
        EARLIER_REQUESTS,
        [
            EarlierRequest(
                id=id, operation=operation, account="acme", provider="smartrecruiters", at=world.now - DAY + id * MINUTE
            )
            for id, operation in enumerate(("ats_list_jobs", "ats_list_applications"), start=1)
        ],
    )


def sample(world: Reading) -> str:
    """The id of the first of them."""
    return id_codecs.uuid4(world.seed, _REALM, _KIND, 1)
