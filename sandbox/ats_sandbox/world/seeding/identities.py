"""Who people are: names, addresses and telephone numbers, all made up."""

import unicodedata
from functools import lru_cache

import msgspec

from ats_sandbox.world.chance import Chance
from ats_sandbox.world.seeding import corpora
from ats_sandbox.world.seeding.corpora import EdgePerson, Locale

_DOMAINS = (("example.com", 5), ("example.org", 3), ("example.net", 2))
_LOCALES = (
    ("en_US", 20),
    ("en_GB", 16),
    ("fr_FR", 22),
    ("de_DE", 14),
    ("es_ES", 8),
    ("pl_PL", 6),
    ("nl_NL", 5),
    ("it_IT", 4),
    ("sv_SE", 3),
    ("pt_PT", 2),
)
_LETTERS = str.maketrans({"ß": "ss", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ı": "i", "’": "", "'": ""})


class PersonalDetails(msgspec.Struct, frozen=True):
    """Somebody's name, address and number. `country_code` is where they probably live."""

    first_name: str
    last_name: str
    email: str | None
    phone: str | None
    country_code: str | None
    handle: str


class PersonalDetailsFactory:
    """Gives each candidate an identity, so that no two have the same e-mail address and last name."""

    __slots__ = ("_edge_people", "_locales", "_met", "_seed")

    def __init__(self, seed: int, *, edge_cases: bool) -> None:
        self._seed = seed
        self._edge_people = corpora.edge_people() if edge_cases else ()
        self._locales = [(corpora.people().locales[name], weight) for name, weight in _LOCALES]
        self._met: dict[str, int] = {}

    def identity(self, ordinal: int) -> PersonalDetails:
        """The identity of the candidate with this ordinal; ask once for each, in ascending order."""
        chance = Chance(self._seed, "person", ordinal)
        locale = chance.weighted("locale", self._locales)
        if ordinal <= len(self._edge_people):
            return self._odd(chance, locale, self._edge_people[ordinal - 1])
        first, last = chance.pick("first_name", locale.first_names), chance.pick("last_name", locale.last_names)
        handle = f"{slug(first)}.{slug(last)}"
        namesakes = self._met[handle] = self._met.get(handle, 0) + 1
        if namesakes > 1:
            handle += str(namesakes)
        return PersonalDetails(
            first,
            last,
            f"{handle}@{chance.weighted('domain', _DOMAINS)}",
            domestic_phone(chance, locale) if ordinal == 1 or chance.happens("has_phone", 88) else None,
            locale.country_code,
            handle.replace(".", "-"),
        )

    def _odd(self, chance: Chance, locale: Locale, person: EdgePerson) -> PersonalDetails:
        last = person.last_name
        pair = f"{person.email}\n{last}".casefold()
        if person.email is not None and pair in self._met:
            last = f"{last} {person.first_name}"
        self._met[pair] = 1
        return PersonalDetails(
            person.first_name,
            last,
            person.email,
            domestic_phone(chance, locale) if chance.happens("has_phone", 50) else None,
            locale.country_code if chance.happens("has_place", 50) else None,
            f"edge-{chance.ordinal}",
        )


@lru_cache(maxsize=8_192)
def slug(name: str) -> str:
    """A name in plain lower-case letters, as it appears in an address."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    return "".join(letter for letter in plain if letter.isascii() and letter.isalpha())


def domestic_phone(chance: Chance, locale: Locale) -> str:
    """A number of the locale, from a range that is set aside for fiction."""
    pattern = chance.pick("phone", locale.phones)
    digits = chance.number("digits")
    written = []
    for mark in pattern:
        if mark == "#":
            digits, digit = divmod(digits, 10)
            written.append("0123456789"[digit])
        else:
            written.append(mark)
    return "".join(written)
