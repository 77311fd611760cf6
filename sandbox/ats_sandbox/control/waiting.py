"""Which requests may take their time, so that a server must not let others wait for them."""

from collections.abc import Callable, Container, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from werkzeug.exceptions import HTTPException

from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.routing import match
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.addressing import OURS, Address, text_of

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

HEAVY = 256 * 1024
"""Bytes of a body beyond which a request is work."""

KEPT = 2_048
"""Paths of which it is kept where they lead."""

LONGEST_KEPT = 512
"""Characters of such a path."""

HEALTH = "/health"
"""The path of the tester's side that has an answer at hand: who asks wants to know whether the server answers."""


def is_form_of_files(environ: "WSGIEnvironment") -> bool:
    """True for a request whose body says that it is a form in parts, as those with files are."""
    kind: str = environ.get("CONTENT_TYPE", "")
    return kind[:10].lower() == "multipart/"


class Waiting:
    """Knows the requests that may wait: the tester's, which found worlds; heavy ones; and those that call clients.

    So may the first of a vendor, whose declarations are imported for it; `met` has the names of those that are. What
    finds no operation may too: it is told what is near, for which all vendors are looked at; and so may pages, with
    Flask behind them. A world that a request begins is no reason: that takes as long as a fork.
    So may every request to a vendor once it is `raced`: a receiver may be told before the answer, also to a read that
    notices what is due.
    Files are heavy whatever their size, as a short resume may take long to read, and so is what has to be unpacked.
    """

    def __init__(
        self, vendors: Iterable[Vendor], met: Container[str | None], raced: Callable[[], bool] = lambda: False
    ) -> None:
        self._vendors: dict[str | None, Vendor] = {vendor.name: vendor for vendor in vendors}
        self._met = met
        self._raced = raced

    def may(self, address: Address, environ: "WSGIEnvironment") -> bool:
        """Whether a request to an address may wait; of two that look alike both may."""
        name = address.vendor
        if name not in self._met:
            return True
        if name == OURS:
            return address.path != HEALTH
        vendor = self._vendors.get(name)
        if vendor is None or self._raced():
            return True
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if length and (length > HEAVY or "HTTP_CONTENT_ENCODING" in environ or is_form_of_files(environ)):
            return True
        look = operation_at if len(address.path) <= LONGEST_KEPT else operation_at.__wrapped__
        operation = look(vendor, environ["REQUEST_METHOD"], address.path)
        return operation is None or operation.before is not None or not vendor.serves_at(address.origin, operation)


@lru_cache(KEPT)
def operation_at(vendor: Vendor, method: str, path: str) -> Operation | None:
    """The operation at a vendor's own path, as WSGI has it; None where there is none."""
    try:
        return match(vendor, method, text_of(path)).operation
    except HTTPException:
        return None
