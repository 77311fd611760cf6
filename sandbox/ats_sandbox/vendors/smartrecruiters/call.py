"""Calls of this vendor, and what its declarations say beyond what every vendor's do."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ats_sandbox.contract.call import AnyCall as AnyCall
from ats_sandbox.contract.call import Call as Call
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.refusal import ApiError


@dataclass(frozen=True, slots=True)
class Facts:
    """`codes` are the error codes of members that take one of a closed list, by member.

    `at_once` is how many requests of a credential to the endpoint may be in progress together. `forbidden` is the
    refusal where the caller may not see what the path names, where it is another than elsewhere; `incomplete` that of
    a body without what is required, where it is another than that of other faults.
    """

    codes: Mapping[str, str] = field(default_factory=dict)
    at_once: int = 8
    forbidden: type[ApiError] | None = None
    incomplete: type[ApiError] | None = None


USUAL = Facts()


def facts_of(operation: Operation) -> Facts:
    """The facts of an operation; the usual ones where it declares none."""
    return operation.facts if isinstance(operation.facts, Facts) else USUAL
