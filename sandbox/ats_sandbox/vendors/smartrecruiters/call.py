"""Calls and resources of this vendor, and what its declarations say beyond what every vendor's do."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ats_sandbox.contract.call import AnyCall as AnyCall
from ats_sandbox.contract.call import Call as Call
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.resource import Resource as AnyVendorsResource


@dataclass(frozen=True, slots=True)
class Facts:
    """`codes` are the error codes of members that take one of a closed list, by member.

    `at_once` is how many requests of a credential to the endpoint may be in progress together.
    """

    codes: Mapping[str, str] = field(default_factory=dict)
    at_once: int = 8


USUAL = Facts()

Resource = AnyVendorsResource[None, Facts]


def facts_of(operation: Operation) -> Facts:
    """The facts of an operation; the usual ones where it declares none."""
    return operation.facts if isinstance(operation.facts, Facts) else USUAL
