"""An exchange: where it takes place, what a tester plans for it, and what it was when it is over."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from werkzeug import Request, Response

from ats_sandbox.contract.limits import RateMeter
from ats_sandbox.contract.operation import Operation, Reply
from ats_sandbox.contract.principal import Principal
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.world.store.state import Commit, State
from ats_sandbox.world.world import World

if TYPE_CHECKING:
    from ats_sandbox.contract.call import Call


class InjectionPoint(StrEnum):
    """When a planned refusal takes the place of the answer."""

    BEFORE = "before"
    """Instead of handling the request at all."""
    UNCOMMITTED = "uncommitted"
    """After the handler is done; what it wrote is dropped."""
    COMMITTED = "committed"
    """After what was written has taken effect."""


class Delivery(Protocol):
    """What happens to an answer on its way out: delayed, cut short, replaced by garbage, never sent."""

    def fits(self, exchange: "Exchange") -> bool:
        """True when it can be done to this exchange's answer."""

    def __call__(self, response: Response, request: Request) -> Response:
        """Do it, and give what the server is to send."""


class Intercepted(Exception):
    """Something between the client and the vendor answers in the vendor's place."""

    def __init__(self, answer: Reply) -> None:
        super().__init__(answer.status)
        self.answer = answer


@dataclass(frozen=True, slots=True)
class FaultPlan:
    """What a tester wants to go wrong with one exchange.

    `answer` is given by something in front of the vendor, who never hears of the request; status 0 is no answer at all.
    `refusal` replaces the answer at `moment`. `first` lets only so many records of a batch through. `stale` is the
    earlier state that a read sees. `delivery` is done to the finished answer.
    """

    name: str
    answer: Reply | None = None
    moment: InjectionPoint | None = None
    refusal: ApiError | None = None
    first: int | None = None
    stale: State | None = None
    delivery: Delivery | None = None

    def interrupt(self, moment: InjectionPoint) -> None:
        """Raise what is planned when this is its moment."""
        if self.answer is not None and moment is InjectionPoint.BEFORE:
            raise Intercepted(self.answer)
        if self.refusal is not None and moment is self.moment:
            raise self.refusal


@dataclass(frozen=True, slots=True)
class Exchange:
    """`commit` is None when nothing was written; `refusal` is what was refused; `crash` is a defect's exception.

    `call` knows the principal and the spending. `duration` is in seconds of the machine's own time.
    """

    world: str
    vendor: Vendor
    operation: Operation
    request: Request
    path: Mapping[str, str]
    status: int
    headers: Mapping[str, str]
    content: bytes
    commit: Commit | None
    refusal: ApiError | None
    crash: Exception | None
    call: "Call | None" = None
    plan: FaultPlan | None = None
    duration: float = 0.0

    @property
    def fired(self) -> bool:
        """True when what was planned has happened; what the vendor itself refuses first stays the vendor's answer."""
        plan = self.plan
        if plan is None:
            return False
        if plan.answer is not None:
            return True
        if plan.refusal is not None:
            return self.refusal is plan.refusal
        return plan.delivery is None or plan.delivery.fits(self)


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
    """What a tester keeps with a world; it may interfere with exchanges, and it sees each one."""

    def history(self, vendor: Vendor) -> Sequence[PastExchange]:
        """The finished exchanges with a vendor's operations that are still remembered, the oldest first."""

    def neighbour(self, host: str) -> Vendor | None:
        """The vendor of this sandbox that stands for a host name, if one does."""

    def plan(self, call: "Call") -> FaultPlan | None:
        """What is planned for this call, if anything; asking uses the plan up."""

    def close(self, exchange: Exchange) -> Mapping[str, str]:
        """Take note of an exchange before its answer leaves; gives headers to add to the answer."""


@dataclass(slots=True)
class RequestContext:
    """Where an exchange takes place: the world, its rate meter, the tester's workspace, and who watches.

    `strict` holds every answer against its declaration. Watchers see each exchange before the answer leaves.
    """

    world: World
    meter: RateMeter
    origin: str
    strict: bool = False
    watchers: tuple[Callable[[Exchange], None], ...] = ()
    workspace: WorkspaceProtocol | None = None
