"""Which requests may take their time, so that a server must not let others wait for them."""

import re
from collections.abc import Callable, Container, Iterable
from typing import TYPE_CHECKING

from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.addressing import OURS, is_ours

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

HEAVY = 256 * 1024
"""Bytes of a body beyond which a request is work."""

PARAMETER = re.compile(r"\\\{[^}]*\\\}")


def is_form_of_files(environ: "WSGIEnvironment") -> bool:
    """True for a request whose body says that it is a form in parts, as those with files are."""
    kind: str = environ.get("CONTENT_TYPE", "")
    return kind[:10].lower() == "multipart/"


class Waiting:
    """Knows the requests that may wait: the tester's, which found worlds; heavy ones; and those that call clients.

    So may the first of a vendor, whose declarations are imported for it; `met` has the names of those that are. Where
    only the host can tell which vendor is asked, a request may wait until all are.
    So may every request to a vendor once it is `raced`: a receiver may be told before the answer, also to a read that
    notices what is due. Files are heavy whatever their size, as a short resume may take long to read, and so is what
    has to be unpacked.
    """

    def __init__(
        self, vendors: Iterable[Vendor], met: Container[str | None], raced: Callable[[], bool] = lambda: False
    ) -> None:
        self._vendors = {vendor.name: vendor for vendor in vendors}
        self._met = met
        self._raced = raced
        self._calling: dict[str, dict[str, re.Pattern[str]]] = {}

    def may(self, environ: "WSGIEnvironment") -> bool:
        """Whether a request may wait; of two that look alike both may."""
        path: str = environ["PATH_INFO"]
        while "//" in path:
            path = path.replace("//", "/")
        if is_ours(path):
            return not path.endswith(f"/{OURS}/health")
        if self._raced():
            return True
        first = path.split("/", 4)[3 if path.startswith("/w/") else 1 :][:1]
        asked: Iterable[str] = first if first and first[0] in self._vendors else self._vendors
        for name in asked:
            if name not in self._met:
                return True
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if length and (length > HEAVY or "HTTP_CONTENT_ENCODING" in environ or is_form_of_files(environ)):
            return True
        for name in asked:
            ends = self._calls(name).get(environ["REQUEST_METHOD"])
            if ends is not None and ends.search(path) is not None:
                return True
        return False

    def _calls(self, name: str) -> dict[str, re.Pattern[str]]:
        """By method: how the paths end of a vendor's operations that call a client before anything else."""
        found = self._calling.get(name)
        if found is None:
            ends: dict[str, list[str]] = {}
            for operation in self._vendors[name].operations:
                if operation.before is not None:
                    ends.setdefault(operation.method, []).extend(
                        PARAMETER.sub("[^/]+", re.escape(path)) for path in operation.paths
                    )
            found = {method: re.compile(f"(?:{'|'.join(them)})/?$") for method, them in ends.items()}
            self._calling[name] = found
        return found
