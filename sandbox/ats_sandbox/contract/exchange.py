"""A finished exchange: a call, its answer, and what it did."""

from collections.abc import Mapping

import msgspec
from werkzeug import Request

from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.injection import Injection
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.world.store.state import Commit


class Exchange(msgspec.Struct, frozen=True):
    """`content` are the bytes of the answer; `duration` is in seconds of the machine's own time."""

    call: AnyCall
    status: int
    headers: Mapping[str, str]
    content: bytes
    duration: float = 0.0

    @property
    def world(self) -> str:
        """The name of the world."""
        return self.call.context.world.name

    @property
    def vendor(self) -> Vendor:
        """Who was asked."""
        return self.call.vendor

    @property
    def operation(self) -> Operation:
        """For what."""
        return self.call.operation

    @property
    def request(self) -> Request:
        """The request as it came."""
        return self.call.request

    @property
    def path(self) -> Mapping[str, str]:
        """The parameters of the path."""
        return self.call.path

    @property
    def commit(self) -> Commit | None:
        """What was written; None for nothing."""
        return self.call.commit

    @property
    def refusal(self) -> ApiError | None:
        """What was refused."""
        return self.call.refusal

    @property
    def crash(self) -> Exception | None:
        """A defect's exception."""
        return self.call.crash

    @property
    def injection(self) -> Injection | None:
        """The fault that was due."""
        return self.call.injection

    @property
    def injected(self) -> bool:
        """True when the fault has happened; what the vendor itself refuses first stays the vendor's answer."""
        injection = self.injection
        if injection is None:
            return False
        if injection.before is not None:
            return True
        if injection.refusal is not None:
            return self.refusal is injection.refusal
        return injection.delivery is None or injection.delivery.fits(self)
