"""Violations of a declared schema: one finding for each."""

import re
from collections.abc import Sequence
from difflib import get_close_matches

from ats_sandbox.contract.evidence import Evidence
from ats_sandbox.contract.refusal import ApiError, Rule, Violation
from ats_sandbox.control.explain.finding import About, Finding
from ats_sandbox.control.explain.header import SHOWN, field_of, problem_of
from ats_sandbox.control.explain.ignored import IgnoredInput
from ats_sandbox.control.journal.entry import Entry
from ats_sandbox.control.wire import WireValue
from ats_sandbox.world.clock import iso, iso_day

FORMATS = {
    "email": "jo@example.com",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "url": "https://www.example.com/",
    "uri": "https://www.example.com/",
}


def findings(entry: Entry, refusal: ApiError, ignored_inputs: Sequence[IgnoredInput]) -> list[Finding]:
    """One finding for each violation."""
    return [
        finding_of(entry, type(refusal).__name__, refusal.evidence, violation, ignored_inputs)
        for violation in refusal.violations
    ]


def finding_of(
    entry: Entry, name: str, source: Evidence, violation: Violation, ignored_inputs: Sequence[IgnoredInput]
) -> Finding:
    """What is wrong with one value, and a similar valid one."""
    field = field_of(violation)
    typo = misspelled(field, ignored_inputs) if violation.rule is Rule.MISSING else None
    nearest = valid_value(violation, entry.at)
    return Finding(
        about=About.REFUSAL,
        rule=f"{name}.{violation.rule.value}",
        says=f"{field} {problem_of(violation)}",
        fix=fix_of(violation, field, typo, nearest),
        source=source,
        field=field,
        received=typo.value if typo is not None else violation.quoted,
        nearest=nearest if typo is None else field.rpartition(".")[2],
    )


def misspelled(field: str, ignored_inputs: Sequence[IgnoredInput]) -> IgnoredInput | None:
    """The ignored member that was probably meant to be a missing one."""
    place, _, name = field.rpartition(".")
    return next((one for one in ignored_inputs if one.field.rpartition(".")[0] == place and one.meant == name), None)


def valid_value(violation: Violation, now: int) -> WireValue:
    """A valid value that is similar to the received one; None when none is known."""
    value, limit = violation.value, violation.limit
    match violation.rule:
        case Rule.CHOICE:
            return closest(str(value), violation.choices)
        case Rule.FORMAT | Rule.PARSE | Rule.TYPE | Rule.NOT_OBJECT:
            return converted(value, violation.expected, now)
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


def converted(value: WireValue, expected: str, now: int) -> WireValue:
    """A value of the expected type or format, converted from the received one where possible."""
    match expected:
        case "date-time":
            return date_from(value) or iso(now)
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


def date_from(value: WireValue) -> str | None:
    """A date that was written day first, as ISO 8601."""
    parts = (
        re.fullmatch(r"\s*([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})\s*", value) if isinstance(value, str) else None
    )
    if parts is None or not (1 <= int(parts[1]) <= 31 and 1 <= int(parts[2]) <= 12):
        return None
    return f"{parts[3]}-{int(parts[2]):02}-{int(parts[1]):02}T00:00:00.000Z"


def fix_of(violation: Violation, field: str, typo: IgnoredInput | None, nearest: WireValue) -> str:
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
            return "send the id or the name of a suitable record that exists; the vendor's lists have them"
        case Rule.TOO_LONG | Rule.TOO_MANY | Rule.TOO_LARGE:
            return f"send at most {violation.limit}"
        case Rule.TOO_SHORT | Rule.TOO_FEW | Rule.TOO_SMALL:
            return f"send at least {violation.limit}"
        case Rule.CUSTOM:
            return violation.text or "send another value"
        case _:
            example = "" if nearest is None else f", such as {nearest!r}"
            return f"send a {violation.expected}{example}"
