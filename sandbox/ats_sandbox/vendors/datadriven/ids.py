"""Record ids: whole numbers from 1, in the path as text that is coerced to a number."""

from typing import Any

from ats_sandbox.contract.call import Call
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.vendor import IdCodec
from ats_sandbox.world.domain.native_ids import native_id, read_native_id
from ats_sandbox.world.domain.reading import Reading

NAMINGS = {
    "application": IdCodec(
        lambda world, ordinal: native_id(world, "application", ordinal),
        lambda world, text: read_native_id(world, "application", text),
    ),
    "candidate": IdCodec(
        lambda world, ordinal: native_id(world, "candidate", ordinal),
        lambda world, text: read_native_id(world, "candidate", text),
    ),
    "job": IdCodec(lambda world, ordinal: world.jobs[ordinal].reference, lambda world, text: _job(world, text)),
}
"""By the world's nouns: what the steps and offers of the dashboard call them."""

NUMBER = {"id": {"type": "number"}}
"""The documented type of the path id; the `null` beside it there cannot stand in a path."""


def _job(world: Reading, reference: str) -> int | None:
    found = world.jobs.where(reference=reference).first()
    return None if found is None else found.id


def number_of(text: str) -> float | None:
    """The number that a path segment is coerced to; None when it is none."""
    if not text.isascii() or "_" in text or text.strip() != text:
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    return None if number != number or number in (float("inf"), float("-inf")) else number


def number_ids(call: Call) -> None:
    """Refuse an id in the path that is no number."""
    text = call.path.get("id")
    if text is not None and number_of(text) is None:
        raise Invalid(Violation(Rule.PARSE, ("id",), "path", expected="number", value=text))


def the_id(call: Call) -> int:
    """The id in the path; 0, which no record has, for numbers that are not whole."""
    number: Any = number_of(call.path["id"])
    return int(number) if float(number).is_integer() else 0
