"""What to say to a name that does not exist: those that do, and the one that was meant."""

from collections.abc import Iterable
from difflib import get_close_matches

MOST = 20
"""Names that are listed where there are more than anybody wants to read."""


def no_such(what: str, name: object, known: Iterable[str]) -> str:
    """`there is no world 'dmeo'; there are demo, edge, empty, large; did you mean demo?`, for a sentence's place.

    Of more than MOST names only the one that was meant is told, or the first ones.
    """
    names = list(known)
    near = get_close_matches(str(name), names, 1, 0.6)
    meant = f"; did you mean {near[0]}?" if near else ""
    if len(names) > MOST:
        some = f"; there are {', '.join(names[:MOST])} and {len(names) - MOST} more"
        return f"there is no {what} {name!r}{meant or some}"
    return f"there is no {what} {name!r}; there are {', '.join(names) or 'none'}{meant}"
