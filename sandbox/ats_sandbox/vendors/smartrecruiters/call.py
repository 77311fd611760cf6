"""Calls of this vendor, and what its declarations say beyond what every vendor's do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import marshmallow as ma
import msgspec

from ats_sandbox.contract.call import AnyCall as AnyCall
from ats_sandbox.contract.call import Call as Call
from ats_sandbox.contract.operation import Document, Operation
from ats_sandbox.contract.refusal import ApiError


class Envelope(msgspec.Struct, frozen=True):
    """The body of refusals that some operations have for themselves: its schema, and how a refusal is written in it.

    `statuses` are those that have it; all of them when there are none. `media_type` is what it is said to be.
    """

    schema: type[ma.Schema]
    render: Callable[[ApiError, AnyCall, int], Document]
    statuses: frozenset[int] = frozenset()
    media_type: str = "application/json"

    def covers(self, status: int) -> bool:
        """True when refusals of a status are written in it."""
        return not self.statuses or status in self.statuses


@dataclass(frozen=True, slots=True)
class Facts:
    """`codes` are the error codes of members that take one of a closed list, by member.

    `at_once` is how many requests of a credential to the endpoint may be in progress together. `forbidden` is the
    refusal where the caller may not see what the path names, where it is another than elsewhere. `envelope` is the body
    of its refusals, where it is not the usual one. `per_second` is how many requests a credential has in a second.
    `invalid` is the refusal of a body that is JSON and not what the operation takes, where it is not the usual one.
    `incomplete` is that of one without what is required, where it is another than that of other faults.
    """

    codes: Mapping[str, str] = field(default_factory=dict)
    at_once: int = 8
    forbidden: type[ApiError] | None = None
    envelope: Envelope | None = None
    per_second: int = 10
    invalid: type[ApiError] | None = None
    incomplete: type[ApiError] | None = None


USUAL = Facts()


def facts_of(operation: Operation) -> Facts:
    """The facts of an operation; the usual ones where it declares none."""
    return operation.facts if isinstance(operation.facts, Facts) else USUAL


def envelope_of(operation: Operation, status: int) -> Envelope | None:
    """The body that the refusals of an operation with a status have for themselves; None for the usual one."""
    envelope = facts_of(operation).envelope
    return envelope if envelope is not None and envelope.covers(status) else None
