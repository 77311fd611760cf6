"""One reason why an answer is what it is."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ats_sandbox.contract.evidence import Evidence, documented

OURS = documented("the sandbox's own interface")


class About(StrEnum):
    """What kind of reason it is."""

    REFUSAL = "refusal"
    """The vendor's own rule."""
    FAULT = "fault"
    """A tester planned it."""
    DEFECT = "defect"
    """The sandbox failed."""
    ROUTE = "route"
    """No operation was found."""
    HIDDEN = "hidden"
    """Rows that the caller may not see were left out."""
    IGNORED = "ignored"
    """Something that was sent was not looked at."""
    REMARK = "remark"
    """The vendor's behaviour, which the answer does not tell."""
    LIMIT = "limit"
    """A rate limit would have refused the request, were limits enforced."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A reason.

    `rule` names what was broken or applied, `says` is a sentence about it, `source` tells how much is known of it.
    `field` leads to the value (`body.email`, `query.limit`, `path.id`, `header.x-account-id`), `received` is what was
    there, `nearest` a value that would do and is close to it, `fix` what to do.
    """

    about: About
    rule: str
    says: str
    fix: str
    source: Evidence | None = None
    field: str | None = None
    received: Any = None
    nearest: Any = None


def sentence(text: str) -> str:
    """The first sentence of a docstring, on one line and without its full stop."""
    first = text.strip().partition("\n\n")[0].replace("\n", " ")
    head, stop, _ = first.partition(". ")
    return " ".join((head if stop else first).split()).rstrip(".")
