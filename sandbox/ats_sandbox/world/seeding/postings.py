"""The advertisements of the jobs, in one language or two."""

from ats_sandbox.world.chance import Chance
from ats_sandbox.world.clock import HOUR, START
from ats_sandbox.world.domain.jobs import OPEN_STATUSES, JobStatus
from ats_sandbox.world.domain.postings import POSTINGS, Advert, Posting, PostingVisibility, Section
from ats_sandbox.world.domain.wordlists import word_lists
from ats_sandbox.world.seeding import corpora
from ats_sandbox.world.seeding.edge_cases import LONG_TEXT
from ats_sandbox.world.seeding.jobs import PlannedJob
from ats_sandbox.world.seeding.setting import SeedingContext

_LANGUAGES = {"France": "fr", "Belgium": "fr", "Germany": "de", "Austria": "de", "Switzerland": "de", "Spain": "es"}
_OTHERS = ("fr", "de", "es")


def postings_of(setting: SeedingContext, opening: PlannedJob) -> list[Posting]:
    """Write the job's advertisements down, its default one first."""
    chance = setting.chance("advert", opening.id)
    first = _posting(setting, chance, opening, None)
    if opening.id % 4 != 1:
        return [first]
    return [
        first,
        _posting(setting, chance, opening, _LANGUAGES.get(opening.place.country, _OTHERS[opening.id // 4 % 3])),
    ]


def _posting(setting: SeedingContext, chance: Chance, opening: PlannedJob, language: str | None) -> Posting:
    """The advertisement in another language, or the default one in English."""
    id = opening.id
    published = opening.status in OPEN_STATUSES and opening.status is not JobStatus.CREATED and id % 5 != 0
    visibility = {2: PostingVisibility.INTERNAL, 4: PostingVisibility.PRIVATE}.get(id % 6, PostingVisibility.PUBLIC)
    if opening.confidential and visibility is PostingVisibility.PUBLIC:
        visibility = PostingVisibility.PRIVATE
    default = language is None
    if language is not None and id > 1 and chance.happens("translation_waits", 40):
        published = False
    created = (opening.opened_at or opening.created_at) + (0 if default else HOUR)
    advert = english(opening, peculiar=setting.recipe.peculiar) if language is None else translated(opening, language)
    posting = Posting(
        id=0,
        job=id,
        title=opening.title if language is None else word_lists().adverts[language].title.format(title=opening.title),
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


def english(opening: PlannedJob, *, peculiar: bool) -> Advert:
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


def translated(opening: PlannedJob, language: str) -> Advert:
    """The short advertisement in another language."""
    text = word_lists().adverts[language]

    def section(told: tuple[str, str]) -> Section:
        heading, body = told
        return Section(heading, body.format(title=opening.title))

    return Advert(
        company_description=section(text.company),
        job_description=section(text.job),
        qualifications=section(text.qualifications),
        additional_information=section(text.more),
    )
