"""Violations of a declared schema, one finding each."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from ats_sandbox.contract.evidence import Evidence
from ats_sandbox.contract.refusal import ApiError, Rule, Violation
from ats_sandbox.control.explain.finding import About, Finding
from ats_sandbox.control.explain.header import field_of, problem
from ats_sandbox.control.explain.ignored import IgnoredInput
from ats_sandbox.control.journal.entry import Entry
from ats_sandbox.world.clock import iso, iso_day

FORMATS = {
    "email": "jo@example.com",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "url": "https://www.example.com/",
    "uri": "https://www.example.com/",
}
SHOWN = 12
"""Choices that are listed."""


def findings(entry: Entry, refusal: ApiError, oversights: Sequence[IgnoredInput]) -> list[Finding]:
    """One finding for each violation."""
    return [
        found(entry, type(refusal).__name__, refusal.evidence, violation, oversights)
        for violation in refusal.violations
    ]


def found(
    entry: Entry, name: str, source: Evidence, violation: Violation, oversights: Sequence[IgnoredInput]
) -> Finding:
    """What is wrong with one value, and a value near it that would do."""
    field = field_of(violation)
    typo = misspelt(field, oversights) if violation.rule is Rule.MISSING else None
    nearest = near(violation, entry.at)
    return Finding(
        about=About.REFUSAL,
        rule=f"{name}.{violation.rule.value}",
        says=f"{field} {problem(violation)}",
        fix=cure(violation, field, typo, nearest),
        source=source,
        field=field,
        received=typo.value if typo is not None else violation.value,
        nearest=nearest if typo is None else field.rpartition(".")[2],
    )


def misspelt(field: str, oversights: Sequence[IgnoredInput]) -> IgnoredInput | None:
    """The ignored member that was probably meant to be a missing one."""
    place, _, name = field.rpartition(".")
    return next((one for one in oversights if one.field.rpartition(".")[0] == place and one.meant == name), None)


def near(violation: Violation, now: int) -> Any:
    """A valid value that is close to the one received; None when none is known."""
    value, limit = violation.value, violation.limit
    match violation.rule:
        case Rule.CHOICE:
            return closest(str(value), violation.choices)
        case Rule.FORMAT | Rule.PARSE | Rule.TYPE | Rule.NOT_OBJECT:
            return reformed(value, violation.expected, now)
        case Rule.TOO_LONG if isinstance(value, str) and isinstance(limit, int):
            return value[:limit]
        case Rule.TOO_MANY if isinstance(value, list) and isinstance(limit, int):
            return value[:limit]
        case Rule.TOO_SMALL | Rule.TOO_LARGE:
            return limit
    return None


def closest(value: str, choices: Sequence[str]) -> str | None:
    """The choice that is most like a value."""
    folded = {choice.casefold(): choice for choice in reversed(choices)}
    found = get_close_matches(value[:100].casefold(), folded, 1, 0.4)
    return folded[found[0]] if found else (choices[0] if choices else None)


def reformed(value: Any, expected: str, now: int) -> Any:
    """A value of the wanted type or format, made of the one received where that can be."""
    match expected:
        case "date-time":
            return redated(value) or iso(now)
        case "date":
            return iso_day(now)
        case "integer" | "number":
            digits = re.fullmatch(r"\s*(-?[0-9]{1,15})(\.[0-9]{1,15})?\s*", value) if isinstance(value, str) else None
            return None if digits is None else float(value) if digits[2] and expected == "number" else int(digits[1])
        case "boolean":
            return str(value).strip().lower() in ("1", "yes", "y", "on", "t", "true")
        case "string":
            return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
        case "array":
            return [value]
        case "object":
            return {}
    return FORMATS.get(expected)


def redated(value: Any) -> str | None:
    """A date that was written day first, year first again."""
    parts = (
        re.fullmatch(r"\s*([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})\s*", value) if isinstance(value, str) else None
    )
    if parts is None or not (1 <= int(parts[1]) <= 31 and 1 <= int(parts[2]) <= 12):
        return None
    return f"{parts[3]}-{int(parts[2]):02}-{int(parts[1]):02}T00:00:00.000Z"


def cure(violation: Violation, field: str, typo: IgnoredInput | None, nearest: Any) -> str:
    """What to do."""
    if typo is not None:
        return f"rename {typo.field} to {field.rpartition('.')[2]}"
    match violation.rule:
        case Rule.MISSING | Rule.NULL:
            return f"send {field}" + (f", a {violation.expected}" if violation.expected not in ("", "any") else "")
        case Rule.NO_BODY:
            return "send a JSON body with Content-Type: application/json"
        case Rule.JSON:
            return f"send one JSON document; the parser says: {violation.text}"
        case Rule.CHOICE if violation.choices:
            more = f" and {len(violation.choices) - SHOWN} more" if len(violation.choices) > SHOWN else ""
            return f"send one of {', '.join(violation.choices[:SHOWN])}{more}"
        case Rule.CHOICE:
            return "send the id or word of something that exists and fits; the vendor's reads list them"
        case Rule.TOO_LONG | Rule.TOO_MANY | Rule.TOO_LARGE:
            return f"send at most {violation.limit}"
        case Rule.TOO_SHORT | Rule.TOO_FEW | Rule.TOO_SMALL:
            return f"send at least {violation.limit}"
        case Rule.CUSTOM:
            return violation.text or "send another value"
        case _:
            example = "" if nearest is None else f", such as {nearest!r}"
            return f"send a {violation.expected}{example}"
