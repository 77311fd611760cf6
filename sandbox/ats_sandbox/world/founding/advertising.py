"""The advertisements of the jobs, in one language or two."""

from ats_sandbox.world import corpora
from ats_sandbox.world.chance import Chance
from ats_sandbox.world.clock import HOUR, START
from ats_sandbox.world.founding.oddities import LONG_TEXT
from ats_sandbox.world.founding.openings import Opening
from ats_sandbox.world.founding.setting import Setting
from ats_sandbox.world.jobs import OPEN_STATUSES, POSTINGS, Advert, JobStatus, Posting, Section, Visibility
from ats_sandbox.world.wordlists import words

_LANGUAGES = {"France": "fr", "Belgium": "fr", "Germany": "de", "Austria": "de", "Switzerland": "de", "Spain": "es"}
_OTHERS = ("fr", "de", "es")


def advertise(setting: Setting, opening: Opening) -> list[Posting]:
    """Write the job's advertisements down, its default one first."""
    chance = setting.chance("advert", opening.id)
    first = _posting(setting, chance, opening, None)
    if opening.id % 4 != 1:
        return [first]
    return [
        first,
        _posting(setting, chance, opening, _LANGUAGES.get(opening.place.country, _OTHERS[opening.id // 4 % 3])),
    ]


def _posting(setting: Setting, chance: Chance, opening: Opening, language: str | None) -> Posting:
    """The advertisement in another language, or the default one in English."""
    id = opening.id
    published = opening.status in OPEN_STATUSES and opening.status is not JobStatus.CREATED and id % 5 != 0
    visibility = {2: Visibility.INTERNAL, 4: Visibility.PRIVATE}.get(id % 6, Visibility.PUBLIC)
    if opening.confidential and visibility is Visibility.PUBLIC:
        visibility = Visibility.PRIVATE
    default = language is None
    if language is not None and id > 1 and chance.happens("translation_waits", 40):
        published = False
    created = (opening.opened_at or opening.created_at) + (0 if default else HOUR)
    advert = english(opening, peculiar=setting.recipe.peculiar) if language is None else translated(opening, language)
    posting = Posting(
        id=0,
        job=id,
        title=opening.title if language is None else words().adverts[language].title.format(title=opening.title),
        language=language or "en",
        place=opening.place if chance.happens(f"place.{language}", 80) else None,
        advert=advert,
        default=default,
        published=published,
        visibility=visibility,
        creator=opening.recruiter.id,
        published_at=min(created + HOUR, START) if published else None,
        confidential=opening.confidential,
        created_at=created,
        updated_at=min(created + HOUR, START) if published else created,
    )
    return setting.ledger.add(POSTINGS, posting)


def english(opening: Opening, *, peculiar: bool) -> Advert:
    """The advertisement that the corpus of jobs gives."""
    company = corpora.jobs()
    if peculiar and opening.id % 3 == 0:
        return Advert(job_description=Section(None, LONG_TEXT)) if opening.id % 2 else Advert()
    bonus = (
        company.benefits[opening.id % len(company.benefits)],
        company.benefits[(opening.id + 5) % len(company.benefits)],
    )
    return Advert(
        company_description=Section("About Acme Talent", "\n\n".join(company.company.description[:2])),
        job_description=Section("The job", "\n".join(opening.text.responsibilities)),
        qualifications=Section("What you bring", "\n".join(opening.text.qualifications)),
        additional_information=Section("What you get", "\n".join(bonus)) if opening.id % 3 != 2 else None,
        videos=("https://videos.example.com/a-day-at-acme",) if opening.id % 4 == 1 else (),
    )


def translated(opening: Opening, language: str) -> Advert:
    """The short advertisement in another language."""
    text = words().adverts[language]

    def section(told: tuple[str, str]) -> Section:
        heading, body = told
        return Section(heading, body.format(title=opening.title))

    return Advert(
        company_description=section(text.company),
        job_description=section(text.job),
        qualifications=section(text.qualifications),
        additional_information=section(text.more),
    )
