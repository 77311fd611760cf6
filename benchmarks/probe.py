"""The requests that are measured: one read, one page of a hundred, one validated write."""

from dataclasses import dataclass, replace
from typing import Any

import msgspec

from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.vendors import VENDORS
from ats_sandbox.world.domain.reading import Reading

WANTED = {
    "smartrecruiters": ("/candidates/{id}", "/candidates", "limit", "POST", "/jobs"),
    "stackone": (
        "/unified/ats/candidates/{id}",
        "/unified/ats/candidates",
        "page_size",
        "POST",
        "/unified/ats/jobs",
    ),
    "datadriven": (
        "/v3/ats/job-offers/{id}",
        "/v3/ats/application-steps",
        "limit",
        "POST",
        "/v3/ats/application-steps",
    ),
}
"""For each vendor: path of the read, path of the page and the name of its limit, method and path of the write."""

UNIQUE = ("refNumber",)
"""Members of a new record that no other may have: left out, as the write is sent again and again."""


@dataclass(frozen=True, slots=True, eq=False)
class Probe:
    """One request, ready to be sent again and again. `path` begins at the server's root.

    `walk` are paths to ask instead, the next one each time.
    """

    name: str
    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""
    walk: tuple[str, ...] = ()


def measured_vendor() -> Vendor:
    """The vendor whose operations are measured: the first that is served of those wanted."""
    served = {vendor.name: vendor for vendor in VENDORS}
    return next(served[name] for name, wanted in WANTED.items() if name in served and serves(served[name], *wanted))


def serves(vendor: Vendor, read: str, page: str, limit: str, method: str, write: str) -> bool:
    """Whether the vendor has all three."""
    return all(operation(vendor, *one) for one in (("GET", read), ("GET", page), (method, write)))


def probes(vendor: Vendor, world: Reading) -> tuple[Probe, Probe, Probe]:
    """Read, page and write of a vendor in a world."""
    read, page, limit, method, write = WANTED[vendor.name]
    reading, paging, writing = (operation(vendor, *one) for one in (("GET", read), ("GET", page), (method, write)))
    assert reading is not None, read
    assert paging is not None, page
    assert writing is not None, write
    return (
        probe("one read", vendor, reading, world),
        probe("page of 100", vendor, paging, world, f"{limit}=100"),
        repeatable(probe("one write", vendor, writing, world)),
    )


def repeatable(write: Probe) -> Probe:
    """The write without what may be there only once."""
    body = {name: value for name, value in msgspec.json.decode(write.body).items() if name not in UNIQUE}
    return replace(write, body=msgspec.json.encode(body))


def operation(vendor: Vendor, method: str, path: str) -> Operation | None:
    """The operation with this method on this path, whatever its parameters are called; None when it is not served."""
    shape = _shape(path)
    return next((one for one in vendor.operations if one.method == method and _shape(one.path) == shape), None)


def probe(name: str, vendor: Vendor, operation: Operation, world: Reading, query: str = "") -> Probe:
    """An operation's declared example as a request of the administrator."""
    path = operation.path
    for parameter, value in operation.example.path.items():
        path = path.replace(f"{{{parameter}}}", _told(value, world))
    headers = dict(vendor.auth.present("sandbox-admin"))
    body = b""
    if operation.example.body is not None:
        body = msgspec.json.encode(_told(operation.example.body, world))
        headers["Content-Type"] = "application/json"
    return Probe(name, operation.method, f"/{vendor.name}{path}{'?' if query else ''}{query}", headers, body)


def _told(value: Any, world: Reading) -> Any:
    return value(world) if callable(value) else value


def _shape(path: str) -> str:
    return "/".join("{}" if part.startswith("{") else part for part in path.split("/"))
