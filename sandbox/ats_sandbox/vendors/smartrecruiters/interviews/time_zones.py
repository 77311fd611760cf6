"""Names of time zones, of the tz database."""

import re
from functools import lru_cache

from ats_sandbox.contract import fields
from ats_sandbox.contract.refusal import Rule, Violation
from ats_sandbox.vendors.smartrecruiters.errors import InvalidTimezone

ZONE_NAME = r"[A-Za-z][A-Za-z0-9_+-]{0,30}(/[A-Za-z0-9][A-Za-z0-9_+-]{0,30}){0,2}"
"""What names in the tz database look like."""
_NAME = re.compile(ZONE_NAME)
_NO_ZONES = frozenset({"posix", "right", "Factory", "localtime", "posixrules"})
FORM = "tz database name"


class TimeZoneName(fields.Text):
    """A text that is meant to be such a name; whether it is one, `check_zone` tells."""

    pattern = ZONE_NAME


def check_zone(name: str) -> None:
    """Raise InvalidTimezone unless the tz database has a zone of that name."""
    if not _is_zone(name):
        raise InvalidTimezone((Violation(Rule.FORMAT, ("timezone",), expected=FORM),))


@lru_cache(maxsize=1024)
def _is_zone(name: str) -> bool:
    if not _NAME.fullmatch(name) or name.split("/")[0] in _NO_ZONES:
        return False
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True
