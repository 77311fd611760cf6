"""What can go wrong with an operation, as a form offers it: kinds of faults, statuses, codes, open words."""

from collections.abc import Iterable
from dataclasses import dataclass

from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.faults.answers import answerable, missing_words, sends_retry_after, statuses
from ats_sandbox.control.faults.fault import TABLE, Settings
from ats_sandbox.control.faults.kinds import KINDS, PROXY, FaultKind, refusal_of
from ats_sandbox.control.faults.settings import DeclaredSetting

Target = tuple[Vendor, Operation]

CHOSEN = frozenset({"status", "code", "words", "retry_after"})
"""Settings that are offered by what the vendor declares."""

DECLARED = {one.name: one for one in TABLE}


@dataclass(frozen=True, slots=True)
class Field:
    """A setting to fill in: a number, or yes or no if it is a `switch`; `usual` is what it is otherwise."""

    name: str
    about: str
    usual: object
    required: bool
    switch: bool
    least: float | None
    most: float | None


def targets(vendors: Iterable[Vendor], vendor: str | None, operation: str | None) -> list[Target]:
    """The operations of a vendor, or of all; only that of a name if one is given."""
    return [
        (one, each)
        for one in vendors
        if vendor in (None, one.name)
        for each in one.operations
        if operation in (None, each.id, *each.aliases)
    ]


def offered_kinds(among: list[Target]) -> list[FaultKind]:
    """The kinds that can happen to any of these operations, each in any way."""
    return [kind for kind in KINDS.values() if any(happens(kind, one) for one in among)]


def happens(kind: FaultKind, target: Target) -> bool:
    """Whether a kind can happen to an operation with any of the statuses that it takes."""
    vendor, operation = target
    if "status" not in kind.takes:
        return kind.suits(vendor, operation, Settings())
    return any(kind.suits(vendor, operation, Settings(status=one)) for one in possible(kind, target))


def offered_statuses(kind: FaultKind, among: list[Target]) -> list[int]:
    """The statuses with which a kind can happen to any of these operations, in ascending order."""
    if "status" not in kind.takes:
        return []
    found = {status for target in among for status in possible(kind, target)}
    return [status for status in sorted(found) if any(kind.suits(*target, Settings(status=status)) for target in among)]


def possible(kind: FaultKind, target: Target) -> Iterable[int]:
    """The statuses that the operation answers; those of a proxy where it answers instead."""
    return statuses(*target) if "code" in kind.takes else PROXY


def offered_codes(kind: FaultKind, among: list[Target], status: int) -> list[tuple[str, str]]:
    """The refusals with this status by code or name, each with its message; none where there is no choice."""
    if "code" not in kind.takes:
        return []
    found = {
        error.code or error.__name__: error.message
        for vendor, operation in among
        for error in answerable(vendor, operation)
        if error.status == status
    }
    return sorted(found.items()) if len(found) > 1 else []


def open_words(kind: FaultKind, among: list[Target], settings: Settings) -> list[str]:
    """What the message of the refusal leaves open."""
    if "words" not in kind.takes:
        return []
    found: dict[str, None] = {}
    for vendor, operation in among:
        error = refusal_of(settings, vendor, operation)
        if error is not None:
            found |= dict.fromkeys(missing_words(operation, error, {}))
    return list(found)


def may_send_retry_after(kind: FaultKind, among: list[Target], settings: Settings) -> bool:
    """Whether every vendor sends `Retry-After` with the refusal."""
    if "retry_after" not in kind.takes:
        return False
    errors = [(vendor, refusal_of(settings, vendor, operation)) for vendor, operation in among]
    return all(error is not None and sends_retry_after(vendor, error) for vendor, error in errors)


def fields_of(kind: FaultKind) -> list[Field]:
    """The settings of a kind that the vendor does not declare."""
    return [field_of(kind, DECLARED[name]) for name in kind.takes if name not in CHOSEN]


def field_of(kind: FaultKind, declared: DeclaredSetting) -> Field:
    """A setting of a kind."""
    usual, setting = kind.takes[declared.name], declared.setting
    required = usual is None and declared.name not in kind.optional
    return Field(declared.name, setting.about, usual, required, declared.type is bool, setting.least, setting.most)
