"""Names of the tz database."""

import re
from functools import lru_cache

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]{0,30}(/[A-Za-z0-9][A-Za-z0-9_+-]{0,30}){0,2}")
_NO_ZONES = frozenset({"posix", "right", "Factory", "localtime", "posixrules"})


@lru_cache(maxsize=1024)
def timezone_named(name: str) -> str | None:
    """The name, when the database has a zone of that name."""
    if not _NAME.fullmatch(name) or name.split("/")[0] in _NO_ZONES:
        return None
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None
    return name
