"""Dates as they are pushed: any ISO 8601 date or date-time, kept as it was sent."""

import re
from datetime import date, timedelta
from typing import Unpack

from ats_sandbox.contract.fields import FieldOptions, Pattern
from ats_sandbox.world.clock import parse_instant

_ORDINAL = re.compile(r"([0-9]{4})-?([0-9]{3})(?![0-9-])")
_MIDNIGHT = re.compile(r"T24(?=(:?00){0,2}([.,]0+)?(Z|[+-]|$))")


def iso_instant(text: str) -> int | None:
    """Milliseconds of an ISO 8601 date or date-time; None when it is not one, such as one with a blank for the `T`.

    Days may be those of a month, of a week or of the year (`2023-274`), and end at 24:00.
    """
    if " " in text:
        return None
    ordinal = _ORDINAL.match(text)
    if ordinal is not None:
        year, day = int(ordinal[1]), int(ordinal[2])
        found = date(year, 1, 1) + timedelta(days=day - 1) if 0 < year < date.max.year else None
        if found is None or found.year != year:
            return None
        text = f"{found.isoformat()}{text[ordinal.end() :]}"
    return parse_instant(_MIDNIGHT.sub("T00", text))


class IsoDate(Pattern):
    """An ISO 8601 date or date-time, kept exactly as it was sent."""

    def __init__(self, **options: Unpack[FieldOptions]) -> None:
        super().__init__("date-time", iso_instant, **options)
