"""Questions to a journal: which exchanges are meant."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase

from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.journal.entry import Entry


class UnknownName(ValueError):
    """A question that names what the sandbox does not have. `field` is its part, `near` what may have been meant."""

    def __init__(self, field: str, value: str, what: str, near: Sequence[str]) -> None:
        meant = f"; did you mean {' or '.join(near)}?" if near else ""
        super().__init__(f"{value!r} is no {what}{meant}")
        self.field = field
        self.value = value


@dataclass(frozen=True, slots=True)
class JournalQuery:
    """Every condition that is given must hold.

    `operation` is an operation's id or alias, perhaps as `vendor:id`. `path` is the beginning of a path, or a pattern
    with `*` and `?`; it is held against the vendor's own path and against the whole one. `status` is a number or a
    class (`4xx`). `since` and `until` are instants of the world, both included. `matched` False are requests that no
    operation was found for. `fault` is the name of a tester's fault. `refused` True are answers of 400 and above.
    `after` leaves out entries up to that number.
    """

    vendor: str | None = None
    operation: str | None = None
    path: str | None = None
    method: str | None = None
    status: str | int | None = None
    since: int | None = None
    until: int | None = None
    principal: str | None = None
    matched: bool | None = None
    fault: str | None = None
    refused: bool | None = None
    after: int = 0

    def settled(self, vendors: tuple[Vendor, ...]) -> "ResolvedQuery":
        """The question with its names looked up; raises Unasked for a name that nobody has."""
        return ResolvedQuery(
            self, None if self.operation is None else operations_named(vendors, self.operation, self.vendor)
        )

    def checked(self, vendors: tuple[Vendor, ...]) -> "JournalQuery":
        """The same question; raises Unasked for an unknown vendor."""
        known = [vendor.name for vendor in vendors]
        if self.vendor is not None and self.vendor not in known:
            raise UnknownName("vendor", self.vendor, "vendor", get_close_matches(self.vendor, known, 1, 0.5) or known)
        return self


@dataclass(frozen=True, slots=True)
class ResolvedQuery:
    """A question whose operations are known."""

    asked: JournalQuery
    operations: frozenset[Operation] | None

    def fits(self, entry: Entry) -> bool:
        """True when the exchange is one of those meant."""
        asked = self.asked
        return (
            entry.number > asked.after
            and (asked.vendor is None or (entry.vendor is not None and entry.vendor.name == asked.vendor))
            and (self.operations is None or entry.operation in self.operations)
            and (asked.method is None or entry.asked.method == asked.method.upper())
            and (asked.status is None or of_status(str(asked.status), entry.status))
            and (asked.since is None or entry.at >= asked.since)
            and (asked.until is None or entry.at <= asked.until)
            and (asked.principal is None or (entry.principal is not None and entry.principal.token == asked.principal))
            and (asked.matched is None or (entry.operation is not None) is asked.matched)
            and (asked.fault is None or entry.fault == asked.fault)
            and (asked.refused is None or (entry.status >= 400) is asked.refused)
            and (asked.path is None or on_path(asked.path, entry))
        )


def of_status(wanted: str, status: int) -> bool:
    """True when a status is this one, or of this class (`4xx`)."""
    text = str(status)
    return text[0] == wanted[0] if wanted[1:] == "xx" else text == wanted


def on_path(wanted: str, entry: Entry) -> bool:
    """True when the path of an exchange fits a pattern, or begins like this."""
    paths = (entry.asked.told_path, entry.place)
    if any(sign in wanted for sign in "*?["):
        return any(fnmatchcase(path, wanted) for path in paths)
    return any(path.startswith(wanted) for path in paths)


def operations_named(vendors: tuple[Vendor, ...], name: str, vendor: str | None = None) -> frozenset[Operation]:
    """The operations with this id or alias, perhaps of one vendor; `vendor:id` names both."""
    first, colon, rest = name.partition(":")
    if colon and first in {one.name for one in vendors}:
        vendor, name = first, rest
    known = list(_named(vendors, vendor))
    found = frozenset(operation for operation, names in known if name in names)
    if not found:
        every = [one for _, names in known for one in names]
        near = get_close_matches(name, every, 2, 0.6)
        raise UnknownName("operation", name, "operation" if vendor is None else f"operation of {vendor}", near)
    return found


def _named(vendors: tuple[Vendor, ...], vendor: str | None) -> Iterator[tuple[Operation, tuple[str, ...]]]:
    for one in vendors:
        if vendor is None or one.name == vendor:
            for operation in one.operations:
                yield operation, (operation.id, *operation.aliases)
