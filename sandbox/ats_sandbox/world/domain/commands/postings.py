"""What can be done with postings: write them, and change what they say."""

from typing import Unpack

from msgspec.structs import replace

from ats_sandbox.world.domain.commands.publications import SAID_BY_POSTING, keep_published
from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.domain.jobs import JOBS, Job
from ats_sandbox.world.domain.postings import POSTINGS, Advert, Posting, PostingFields, PostingVisibility
from ats_sandbox.world.domain.reading import Reading, Transaction


def advertise(
    world: Transaction,
    job: Job,
    *,
    title: str,
    language: str,
    advert: Advert,
    creator: int,
    place: Place | None = None,
) -> Posting:
    """Write an advertisement for a job. The first one of a job is its default; none is published by this."""
    return world.put(
        POSTINGS,
        Posting(
            id=world.next_id(POSTINGS),
            job=job.id,
            title=title,
            language=language,
            place=place,
            advert=advert,
            default=not world.postings.under("job", job.id),
            published=False,
            visibility=PostingVisibility.PUBLIC,
            creator=creator,
            published_at=None,
            confidential=job.confidential,
            created_at=world.now,
            updated_at=world.now,
        ),
    )


def default_posting(world: Reading, job: int) -> Posting | None:
    """The default advertisement of a job."""
    return next((posting for posting in world.postings.under("job", job) if posting.default), None)


def revise_posting(world: Transaction, posting: Posting, **fields: Unpack[PostingFields]) -> Posting:
    """Change fields of an advertisement; who has read it goes on reading what was published."""
    if not SAID_BY_POSTING.isdisjoint(fields):
        keep_published(world, posting)
    return world.put(POSTINGS, replace(posting, updated_at=world.now, **fields))


def rewrite_posting(world: Transaction, posting: Posting, **fields: Unpack[PostingFields]) -> Posting:
    """Change what an advertisement says. Its job counts as active; the default one gives it its description."""
    rewritten = revise_posting(world, posting, **fields)
    job = world.jobs[posting.job]
    description = description_in(rewritten.advert) if rewritten.default else job.description
    world.put(JOBS, replace(job, active_at=world.now, description=description))
    return rewritten


def description_in(advert: Advert) -> str:
    """What an advertisement says about the job, as one text."""
    sections = (advert.job_description, advert.qualifications)
    return "\n\n".join(section.text for section in sections if section is not None and section.text)
