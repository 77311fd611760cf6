"""Record ids: whole numbers from 1, in the path as text that is coerced to a number."""

import re

from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.vendor import IdCodec, native_ids
from ats_sandbox.world.domain.reading import Reading

_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")


def _job(world: Reading, reference: str) -> int | None:
    job = world.jobs.where(reference=reference).first()
    return None if job is None else job.id


def _whole(_world: Reading, text: str) -> int | None:
    number = number_of(text)
    return int(number) if number is not None and number.is_integer() else None


IDS = {
    "application": native_ids("application"),
    "candidate": native_ids("candidate"),
    "job": IdCodec(lambda world, ordinal: world.jobs[ordinal].reference, _job),
}
"""By the world's nouns: what the steps and offers of the dashboard call them."""

NUMBERS = IdCodec(lambda _world, ordinal: str(ordinal), _whole)
"""The dashboard's own ids."""

NUMBER = {"id": {"type": "number"}}
"""The documented type of the path id; the `null` beside it there cannot stand in a path."""


def number_of(text: str) -> float | None:
    """The number that a path segment is coerced to, infinite beyond all floats; None when it is none."""
    return float(text) if _NUMBER.fullmatch(text) else None


def check_path_id(call: AnyCall) -> None:
    """Refuse an id in the path that is no number."""
    text = call.path.get("id")
    if text is not None and number_of(text) is None:
        raise Invalid(Violation(Rule.PARSE, ("id",), "path", expected="number", value=text))
