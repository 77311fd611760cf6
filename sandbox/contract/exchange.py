"""One finished exchange: what was asked, what was answered, what changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from werkzeug import Request

from sandbox.contract.limits import Meter
from sandbox.contract.operation import Operation
from sandbox.contract.refusal import ApiError
from sandbox.contract.vendor import Vendor
from sandbox.world.state import Commit
from sandbox.world.world import World


@dataclass(frozen=True, slots=True)
class Exchange:
    """`commit` is None when nothing was written; `refusal` is what was refused; `crash` is a defect's exception."""

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


@dataclass(slots=True)
class Stage:
    """Where an exchange takes place: the world, its rate meter, and who watches.

    `strict` holds every answer against its declaration. Watchers see each exchange before the answer leaves.
    """

    world: World
    meter: Meter
    origin: str
    strict: bool = False
    watchers: tuple[Callable[[Exchange], None], ...] = ()
