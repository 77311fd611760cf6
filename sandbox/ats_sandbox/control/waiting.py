"""Which requests may take their time, so that a server must not let others wait for them."""

import re
from collections.abc import Container, Iterable
from functools import cached_property
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

    So may the first of a vendor, whose declarations are imported for it; `met` has the names of those that are.
    Files are heavy whatever their size, as a short resume may take long to read, and so is what has to be unpacked.
    """

    def __init__(self, vendors: Iterable[Vendor], met: Container[str | None]) -> None:
        self._vendors = tuple(vendors)
        self._names = frozenset(vendor.name for vendor in self._vendors)
        self._met = met

    def may(self, environ: "WSGIEnvironment") -> bool:
        """Whether a request may wait; of two that look alike both may."""
        path: str = environ["PATH_INFO"]
        while "//" in path:
            path = path.replace("//", "/")
        if is_ours(path):
            return not path.endswith(f"/{OURS}/health")
        first = path.split("/", 4)[3 if path.startswith("/w/") else 1 :][:1]
        if first and first[0] in self._names and first[0] not in self._met:
            return True
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if length and (length > HEAVY or "HTTP_CONTENT_ENCODING" in environ or is_form_of_files(environ)):
            return True
        calling = self._calling.get(environ["REQUEST_METHOD"])
        return calling is not None and calling.search(path) is not None

    @cached_property
    def _calling(self) -> dict[str, re.Pattern[str]]:
        """By method: how the paths end of operations that call a client before anything else."""
        ends: dict[str, list[str]] = {}
        for vendor in self._vendors:
            for operation in vendor.operations:
                if operation.before is not None:
                    ends.setdefault(operation.method, []).extend(
                        PARAMETER.sub("[^/]+", re.escape(path)) for path in operation.paths
                    )
        return {method: re.compile(f"(?:{'|'.join(them)})/?$") for method, them in ends.items()}
