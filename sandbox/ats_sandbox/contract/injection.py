"""What a tester lets go wrong with one exchange: steps that take part in its life, and what becomes of its answer."""

from collections.abc import Callable
from typing import Any, Protocol

import msgspec
from werkzeug import Request, Response

from ats_sandbox.contract.operation import Reply
from ats_sandbox.contract.refusal import ApiError

InjectedStep = Callable[[Any, Callable[[Any], Reply]], Reply]
"""A step of the pipeline: `(call, next) -> reply`."""


class Delivery(Protocol):
    """What happens to an answer on its way out: delayed, cut short, replaced by garbage, never sent."""

    def fits(self, exchange: Any) -> bool:
        """True when it can be done to this exchange's answer."""

    def __call__(self, response: Response, request: Request, leave: Callable[[], object]) -> Response:
        """Do it, or have the server do it, and give what the server is to send; `leave` is called when it left."""


class Injection(msgspec.Struct, frozen=True):
    """A fault that is due for one call.

    `before` stands in front of the vendor, who may never hear of the request. `around` goes around the transaction:
    what it raises afterwards comes after everything took effect. `within` goes around the handler: what it raises
    undoes what was written. `refusal` is what either raises. `delivery` is done to the finished answer.
    """

    name: str
    before: InjectedStep | None = None
    around: InjectedStep | None = None
    within: InjectedStep | None = None
    refusal: ApiError | None = None
    delivery: Delivery | None = None
