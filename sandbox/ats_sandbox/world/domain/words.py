"""Words: what texts are searched by."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w+")


def words_of(texts: Iterable[str | None]) -> frozenset[str]:
    """The words that stand in some texts, in the letter case that searches compare in. `a.b@c.com` has four."""
    return frozenset(_WORD.findall("\n".join(filter(None, texts)).casefold()))
