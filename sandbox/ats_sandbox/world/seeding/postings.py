"""The advertisements of the jobs, in one language or two."""

from functools import lru_cache

from ats_sandbox.world.chance import Chance
from ats_sandbox.world.clock import HOUR, START
from ats_sandbox.world.domain.jobs import OPEN_STATUSES, JobStatus
from ats_sandbox.world.domain.postings import POSTINGS, Advert, Posting, PostingVisibility, Section
from ats_sandbox.world.domain.publications import PUBLICATIONS, Publication
from ats_sandbox.world.domain.wordlists import word_lists
from ats_sandbox.world.seeding import corpora
from ats_sandbox.world.seeding.context import SeedingContext
from ats_sandbox.world.seeding.edge_cases import LONG_TEXT
from ats_sandbox.world.seeding.jobs import PlannedJob

_LANGUAGES = {"France": "fr", "Belgium": "fr", "Germany": "de", "Austria": "de", "Switzerland": "de", "Spain": "es"}
_OTHERS = ("fr", "de", "es")


def postings_of(context: SeedingContext, job: PlannedJob) -> list[Posting]:
    """Add the job's advertisements, its default one first."""
    chance = context.chance("advert", job.id)
    first = _posting(context, chance, job, None)
    if job.id % 4 != 1:
        return [first]
    return [
        first,
        _posting(context, chance, job, _LANGUAGES.get(job.place.country, _OTHERS[job.id // 4 % 3])),
    ]


def _posting(context: SeedingContext, chance: Chance, job: PlannedJob, language: str | None) -> Posting:
    """The advertisement in another language, or the default one in English."""
    id = job.id
    published = job.status in OPEN_STATUSES and job.status is not JobStatus.CREATED and id % 5 != 0
    visibility = {2: PostingVisibility.INTERNAL, 4: PostingVisibility.PRIVATE}.get(id % 6, PostingVisibility.PUBLIC)
    if job.confidential and visibility is PostingVisibility.PUBLIC:
        visibility = PostingVisibility.PRIVATE
    default = language is None
    if language is not None and id > 1 and chance.happens("translation_waits", 40):
        published = False
    created = (job.opened_at or job.created_at) + (0 if default else HOUR)
    advert = english(job, edge_cases=context.recipe.edge_cases) if language is None else translated(job, language)
    posting = Posting(
        id=0,
        job=id,
        title=job.title if language is None else word_lists().adverts[language].title.format(title=job.title),
        language=language or "en",
        place=job.place if chance.happens(f"place.{language}", 80) else None,
        advert=advert,
        default=default,
        published=published,
        visibility=visibility,
        creator=job.recruiter.id,
        published_at=min(created + HOUR, START) if published else None,
        confidential=job.confidential,
        created_at=created,
        updated_at=min(created + HOUR, START) if published else created,
    )
    context.draft.add(POSTINGS, posting)
    if job.closes_at is not None and not published and job.closes_at > created + HOUR:
        _past(context, posting, created + HOUR, job.closes_at)
    return posting


def _past(context: SeedingContext, posting: Posting, since: int, until: int) -> None:
    """The time for which the advertisement of a job that is closed was published."""
    past = Publication(
        id=0,
        posting=0,
        visibility=posting.visibility,
        aggregators=True,
        content=None,
        published_at=since,
        unpublished_at=until,
        created_at=since,
    )
    context.draft.link(context.draft.add(PUBLICATIONS, past), "posting", posting)


def english(job: PlannedJob, *, edge_cases: bool) -> Advert:
    """The advertisement that the corpus of jobs gives."""
    company = corpora.jobs()
    if edge_cases and job.id % 3 == 0:
        return Advert(job_description=Section(None, LONG_TEXT)) if job.id % 2 else Advert()
    bonus = (
        company.benefits[job.id % len(company.benefits)],
        company.benefits[(job.id + 5) % len(company.benefits)],
    )
    return Advert(
        company_description=_section("About Acme Talent", company.company.description[:2], "\n\n"),
        job_description=_section("The job", job.text.responsibilities),
        qualifications=_section("What you bring", job.text.qualifications),
        additional_information=_section("What you get", bonus) if job.id % 3 != 2 else None,
        videos=("https://videos.example.com/a-day-at-acme",) if job.id % 4 == 1 else (),
    )


@lru_cache(maxsize=1_024)
def _section(title: str, lines: tuple[str, ...], between: str = "\n") -> Section:
    """A section, which many advertisements share."""
    return Section(title, between.join(lines))


def translated(job: PlannedJob, language: str) -> Advert:
    """The short advertisement in another language."""
    text = word_lists().adverts[language]

    def section(text: tuple[str, str]) -> Section:
        heading, body = text
        return Section(heading, body.format(title=job.title))

    return Advert(
        company_description=section(text.company),
        job_description=section(text.job),
        qualifications=section(text.qualifications),
        additional_information=section(text.more),
    )
