"""Words: what texts are searched by, and the numbers that stand for texts."""

import re
from collections.abc import Iterable

from ats_sandbox.world.chance import key_of

_WORD = re.compile(r"\w+")


def words_of(texts: Iterable[str | None]) -> frozenset[str]:
    """The words that stand in some texts, in the letter case that searches compare in. `a.b@c.com` has four."""
    return frozenset(_WORD.findall("\n".join(filter(None, texts)).casefold()))


def number_of(*texts: str) -> int:
    """The number, from 1 to 2 147 483 648, that stands for some texts as an ordinal does for a record."""
    return 1 + key_of(*texts) % (1 << 31)


def folded(text: str) -> str:
    """A text without letter case, as searches compare; the same object when it has none, so that it is kept once."""
    plain = text.casefold()
    return text if plain == text else plain
