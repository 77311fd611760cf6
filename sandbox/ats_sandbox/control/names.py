"""Names of worlds and snapshots."""

import re
from collections.abc import Iterable

from ats_sandbox.contract import fields
from ats_sandbox.control.errors import BadRequest

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
"""Safe in a URL, a header, a file name and a shell without quoting."""

MOST_LISTED = 20


class Name(fields.Text):
    """The name that a request gives to a world or a snapshot."""

    pattern = NAME.pattern


def check_name(what: str, name: str) -> None:
    """Raise BadRequest for an invalid name, and TypeError for what is no text."""
    if not isinstance(name, str):
        raise TypeError(f"the name of a {what} is a text, not {name!r}")
    if not NAME.fullmatch(name):
        raise BadRequest(
            text=f"the name of a {what} is 1 to 64 letters, digits, dots, dashes or underscores, "
            "a letter or digit first"
        )


def listed(names: Iterable[str]) -> str:
    """Names for a sentence, the first of many."""
    known = list(names)
    more = f" and {len(known) - MOST_LISTED} more" if len(known) > MOST_LISTED else ""
    return ", ".join(known[:MOST_LISTED]) + more if known else "none"
