"""Where a request takes place: its world, what is counted there, and what the sandbox remembers of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from ats_sandbox.contract.limits import RateMeter
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.outgoing import Outgoing, on_this_machine
from ats_sandbox.contract.principal import Principal
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.world.world import World


class PastExchange(Protocol):
    """A finished exchange as a workspace remembers it, its secrets masked.

    `number` counts the exchanges of a world from 1; `at` is the world's instant (milliseconds since 1970). `method`,
    `path` (the vendor's own) and `query` are the request's.
    """

    @property
    def number(self) -> int: ...
    @property
    def at(self) -> int: ...
    @property
    def operation(self) -> Operation: ...
    @property
    def ids(self) -> Mapping[str, str]:
        """The parameters of the path."""

    @property
    def method(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def query(self) -> str: ...
    @property
    def principal(self) -> Principal | None: ...
    @property
    def account(self) -> Any:
        """The linked account or connector that the request was for, as it was then."""

    @property
    def status(self) -> int: ...
    def asked(self) -> tuple[Mapping[str, str], Any]:
        """The request's headers, and its body: a JSON value, a text, or None."""

    def answered(self) -> tuple[Mapping[str, str], Any]:
        """The answer's headers, and its body likewise."""


class WorkspaceProtocol(Protocol):
    """What a vendor may ask of the workspace around its world."""

    def history(self, vendor: Vendor) -> Sequence[PastExchange]:
        """The finished exchanges with a vendor's operations that are still remembered, the oldest first."""

    def neighbour(self, host: str) -> Vendor | None:
        """The vendor of this sandbox that stands for a host name, if one does."""


@dataclass(slots=True)
class RequestContext:
    """Where a request takes place: the world, its rate counters, and the workspace around them, if there is one.

    `origin` is the absolute base URL under which the client reaches the vendor. `strict` holds every answer against
    its declaration. `deployment` is the whole sandbox, for its tester's side. `outgoing` sends the requests that the
    sandbox itself makes. `fragments` keeps what lists show, for answers that leave as bytes.
    """

    world: World
    meter: RateMeter
    origin: str
    strict: bool = False
    workspace: WorkspaceProtocol | None = None
    deployment: object = None
    outgoing: Outgoing = on_this_machine
    fragments: Any = None
