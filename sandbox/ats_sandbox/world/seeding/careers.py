"""What candidates did before. Careers are drawn from a stock per trade, so that big worlds share them."""

import msgspec

from ats_sandbox.world.chance import Chance
from ats_sandbox.world.domain.candidates import Education, Experience
from ats_sandbox.world.seeding import corpora

_STOCK = 24
_LEVELS = {"secondary": 15, "vocational": 16, "associate": 17, "bachelor": 19, "master": 21, "doctorate": 25}
"""How old people are, at the least, when they begin a degree."""


class Career(msgspec.Struct, frozen=True):
    """Where somebody learned and worked; `employer` and `title` are of the present job, if they have one."""

    education: tuple[Education, ...]
    experience: tuple[Experience, ...]
    employer: str | None
    title: str | None


NONE = Career((), (), None, None)
"""Nothing is known."""


class Careers:
    """The careers of one world."""

    __slots__ = ("_seed", "_stock", "_trades")

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._stock: dict[tuple[int, int], Career] = {}
        self._trades = corpora.jobs().departments

    def career(self, chance: Chance, trade: str | None) -> Career:
        """A career that leads to a trade (a department of the corpus), or to any."""
        number = next((at for at, one in enumerate(self._trades) if one.id == trade), None)
        if number is None:
            number = chance.below("trade", len(self._trades))
        which = chance.below("career", _STOCK)
        career = self._stock.get((number, which))
        if career is None:
            career = self._stock[number, which] = self._make(number, which)
        return career

    def _make(self, number: int, which: int) -> Career:
        chance = Chance(self._seed, f"career.{self._trades[number].id}", which)
        born = chance.between("born", 1966, 2001)
        education, working_since = self._schools(chance, born)
        experience = self._employers(chance, number, working_since)
        now = experience[0] if experience and experience[0].current else None
        return Career(education, experience, now.company if now else None, now.title if now else None)

    def _schools(self, chance: Chance, born: int) -> tuple[tuple[Education, ...], int]:
        text = corpora.career()
        schools = []
        free = born + 18
        for number in range(chance.weighted("schools", ((1, 55), (2, 40), (0, 5)))):
            degree = chance.pick(f"degree.{number}", text.degrees)
            start = max(born + _LEVELS[degree.level], free)
            end = start + chance.between(f"years.{number}", 2, 4)
            free = end
            current = end > 2025
            city = chance.pick(f"city.{number}", corpora.cities())
            schools.append(
                Education(
                    institution=chance.pick(f"institution.{number}", text.universities),
                    degree=degree.name,
                    major=None if degree.level == "secondary" else chance.pick(f"major.{number}", text.majors),
                    current=current,
                    location=f"{city.city}, {city.country}" if chance.happens(f"where.{number}", 70) else None,
                    start_date=f"{min(start, 2024)}-09",
                    end_date=None if current else f"{end}-06",
                    description=None,
                )
            )
        return tuple(reversed(schools)), min(free, 2024)

    def _employers(self, chance: Chance, number: int, since: int) -> tuple[Experience, ...]:
        text, trade = corpora.career(), self._trades[number]
        sentences = text.experience[trade.id] + text.experience["general"]
        year, month = since, chance.between("month", 1, 12)
        jobs: list[Experience] = []
        count = chance.weighted("jobs", ((1, 25), (2, 35), (3, 25), (4, 10), (0, 5)))
        for turn in range(count):
            start = f"{year}-{month:02d}"
            stays = chance.between(f"stays.{turn}", 10, 60)
            years, month = divmod(month - 1 + stays, 12)
            year, month = year + years, month + 1
            current = year > 2025 or (turn == count - 1 and chance.happens("employed", 75))
            city = chance.pick(f"town.{turn}", corpora.cities())
            jobs.append(
                Experience(
                    title=chance.pick(f"title.{turn}", trade.titles).title,
                    company=chance.pick(f"company.{turn}", text.employers),
                    current=current,
                    location=city.city if chance.happens(f"somewhere.{turn}", 75) else None,
                    start_date=start,
                    end_date=None if current else f"{year}-{month:02d}",
                    description=" ".join(chance.some(f"did.{turn}", sentences, 1, 2))
                    if chance.happens(f"described.{turn}", 85)
                    else None,
                )
            )
            if current:
                break
        return tuple(reversed(jobs))
