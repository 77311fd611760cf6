"""Queries to a journal: which exchanges match."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import TypedDict, Unpack, get_args, get_type_hints

import msgspec

from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.journal.entry import Entry
from ats_sandbox.world.spelling import no_such

STATUS = re.compile(r"[1-5](xx|[0-9][0-9])")
"""A status, or a class of statuses."""


def article(noun: str) -> str:
    """The indefinite article of a noun."""
    return "an" if noun[0] in "aeiou" else "a"


LISTS = {"operation": "`ats-sandbox operations` lists them"}
"""Where the names are that a condition can have."""


class UnknownName(ValueError):
    """A query with an unknown name. `field` is its condition, `near` what may have been meant."""

    def __init__(self, field: str, value: str, what: str, near: Sequence[str]) -> None:
        meant = f"; did you mean {' or '.join(near)}?" if near else f"; {LISTS[field]}" if field in LISTS else ""
        super().__init__(f"{value!r} is not {article(what)} {what}{meant}")
        self.field = field
        self.value = value


class Conditions(TypedDict, total=False):
    """The conditions of a `JournalQuery` as keywords."""

    vendor: str | None
    operation: str | None
    path: str | None
    method: str | None
    status: str | int | None
    since: int | None
    until: int | None
    principal: str | None
    matched: bool | None
    fault: str | None
    refused: bool | None
    after: int


@dataclass(frozen=True, slots=True)
class JournalQuery:
    """Every condition that is given must hold.

    `operation` is an operation's id or alias, perhaps as `vendor:id`. `path` is the beginning of a path, or a pattern
    with `*` and `?`; it is compared with the vendor's own path and with the whole one. `status` is a number or a
    class (`4xx`). `since` and `until` are instants of the world, both included. `matched` False are requests that match
    no operation. `fault` is the name of a tester's fault. `refused` True are answers of 400 and above.
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

    def resolved(self, vendors: tuple[Vendor, ...]) -> "ResolvedQuery":
        """The query with its names looked up; raises UnknownName."""
        return ResolvedQuery(
            self, None if self.operation is None else operations_named(vendors, self.operation, self.vendor)
        )

    def narrowed(self, **conditions: Unpack[Conditions]) -> "JournalQuery":
        """The same query with further conditions; raises TypeError for one that there is not."""
        known = self.__dataclass_fields__
        for name in conditions.keys() - known.keys():
            raise TypeError(no_such("condition", name, known))
        return replace(self, **conditions)

    def checked(self, vendors: tuple[Vendor, ...]) -> "JournalQuery":
        """The same query.

        Raises UnknownName for a vendor or status that there is not, and TypeError for what a condition cannot be.
        """
        for name, types in TYPES.items():
            value = getattr(self, name)
            if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
                wanted = " or ".join(NAMES[one] for one in types if one in NAMES)
                raise TypeError(f"{name} is {wanted}, not {value!r}")
        if self.status is not None and not STATUS.fullmatch(str(self.status)):
            raise UnknownName("status", str(self.status), "status or class of statuses", ("404", "4xx"))
        known = [vendor.name for vendor in vendors]
        if self.vendor is not None and self.vendor not in known:
            raise UnknownName("vendor", self.vendor, "vendor", get_close_matches(self.vendor, known, 1, 0.5) or known)
        return self


TYPES: dict[str, tuple[type, ...]] = {
    name: get_args(hint) or (hint,) for name, hint in get_type_hints(JournalQuery).items()
}
"""By condition: what it can be."""

NAMES: dict[type, str] = {str: "a text", int: "a whole number", bool: "True or False"}


class ResolvedQuery(msgspec.Struct, frozen=True):
    """A query whose operations are looked up."""

    query: JournalQuery
    operations: frozenset[Operation] | None

    def fits(self, entry: Entry) -> bool:
        """True when the exchange matches."""
        query = self.query
        return (
            entry.number > query.after
            and (query.vendor is None or (entry.vendor is not None and entry.vendor.name == query.vendor))
            and (self.operations is None or entry.operation in self.operations)
            and (query.method is None or entry.asked.method == query.method.upper())
            and (query.status is None or has_status(str(query.status), entry.status))
            and (query.since is None or entry.at >= query.since)
            and (query.until is None or entry.at <= query.until)
            and (query.principal is None or (entry.principal is not None and entry.principal.name == query.principal))
            and (query.matched is None or (entry.operation is not None) is query.matched)
            and (query.fault is None or entry.fault == query.fault)
            and (query.refused is None or (entry.status >= 400) is query.refused)
            and (query.path is None or has_path(query.path, entry))
        )


def has_status(pattern: str, status: int) -> bool:
    """True when a status is this one, or of this class (`4xx`)."""
    text = str(status)
    return text[0] == pattern[0] if pattern[1:] == "xx" else text == pattern


def has_path(pattern: str, entry: Entry) -> bool:
    """True when the path of an exchange matches a pattern, or begins with a text."""
    paths = (entry.asked.text_path, entry.place)
    if any(sign in pattern for sign in "*?["):
        return any(fnmatchcase(path, pattern) for path in paths)
    return any(path.startswith(pattern) for path in paths)


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
