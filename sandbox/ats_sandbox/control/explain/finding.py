"""One reason why an answer is what it is."""

from dataclasses import dataclass
from enum import StrEnum

from ats_sandbox.contract.evidence import Evidence, documented
from ats_sandbox.control.wire import WireValue

OURS = documented("the sandbox's own interface")


class About(StrEnum):
    """The kind of a finding."""

    REFUSAL = "refusal"
    """The vendor's own rule."""
    FAULT = "fault"
    """A tester injected it."""
    DEFECT = "defect"
    """The sandbox failed."""
    ROUTE = "route"
    """No operation matched."""
    HIDDEN = "hidden"
    """Rows that are hidden from the caller were left out."""
    IGNORED = "ignored"
    """An input was ignored."""
    REMARK = "remark"
    """The vendor's behaviour, which the answer does not show."""
    LIMIT = "limit"
    """A rate limit would have refused the request with limits enforced."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A reason.

    `rule` is the name of what was violated or applied, `says` a sentence about it, `source` its evidence. `field` is
    the path of the value (`body.email`, `query.limit`, `path.id`, `header.x-account-id`), `received` the value,
    `nearest` a similar valid value, `fix` what to do.
    """

    about: About
    rule: str
    says: str
    fix: str
    source: Evidence | None = None
    field: str | None = None
    received: WireValue = None
    nearest: WireValue = None


def sentence(text: str) -> str:
    """The first sentence of a docstring, on one line and without its full stop."""
    first = text.strip().partition("\n\n")[0].replace("\n", " ")
    head, stop, _ = first.partition(". ")
    return " ".join((head if stop else first).split()).rstrip(".")
