"""What is served, how much of it is known for certain, and what is not, or not yet: for people to read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.contract.webhook_pages import webhook_section


@dataclass(frozen=True, slots=True)
class Row:
    """One operation in the table of operations."""

    vendor: str
    method: str
    path: str
    id: str
    statuses: tuple[int, ...]
    evidence: str


def rows(vendors: Iterable[Vendor]) -> Iterator[Row]:
    """Every operation of these vendors, aliases as rows of their own."""
    for vendor in vendors:
        for operation in vendor.operations:
            for name in (operation.id, *operation.aliases):
                yield Row(
                    vendor=vendor.name,
                    method=operation.method,
                    path=f"/{vendor.name}{operation.path}",
                    id=name,
                    statuses=vendor.statuses(operation),
                    evidence=operation.evidence.kind,
                )


def limits_page(vendors: Iterable[Vendor]) -> str:
    """LIMITS.md: per vendor what is documented, what is inferred and why, what is pending and what is not served."""
    lines = [
        "# Limits",
        "",
        "What this sandbox knows for certain, what it had to guess, and what it does not do.",
        "This page is written by `ats-sandbox limits` from the declarations; do not edit it.",
        "",
    ]
    for vendor in vendors:
        lines += _vendor_section(vendor)
    return "\n".join(lines).rstrip() + "\n"


def _vendor_section(vendor: Vendor) -> list[str]:
    known = [one for one in vendor.operations if one.evidence.is_documented]
    guessed = [one for one in vendor.operations if not one.evidence.is_documented]
    lines = [f"## {vendor.title}", "", f"{len(vendor.operations)} operations are served.", ""]
    lines += [f"### Documented ({len(known)})", ""]
    lines += [f"- `{one.method} {one.path}` ({one.evidence.note})" for one in known]
    lines += ["", f"### Inferred ({len(guessed)})", ""]
    lines += [f"- `{one.method} {one.path}`: {one.evidence.note}" for one in guessed]
    lines += ["", "### Inferred refusals", ""]
    lines += [f"- {error.status} {error.__name__}: {error.evidence.note}" for error in _guessed_errors(vendor)]
    lines += ["", *webhook_section(vendor)]
    pending = vendor.pending
    lines += [f"### Pending ({len(pending)})", ""]
    lines += [f"- `{one.method} {one.path}`" for one in pending]
    lines += ["", f"### Not served ({len(vendor.declined)})", ""]
    lines += [f"- `{one.method} {one.path}`: {one.why}" for one in vendor.declined]
    return [*lines, ""]


def _guessed_errors(vendor: Vendor) -> list[type[ApiError]]:
    found = {error: None for operation in vendor.operations for error in vendor.errors_of(operation)}
    guessed = [error for error in (*found, *vendor.injectable) if not error.evidence.is_documented]
    return sorted(dict.fromkeys(guessed), key=lambda error: (error.status, error.__name__))
