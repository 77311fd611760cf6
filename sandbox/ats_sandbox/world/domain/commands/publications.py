"""What can be done with publications: publish postings and take them down. The public reads what was published."""

from msgspec.structs import replace

from ats_sandbox.world.domain.jobs import JOBS
from ats_sandbox.world.domain.postings import POSTINGS, Posting, PostingVisibility
from ats_sandbox.world.domain.publications import PUBLICATIONS, Publication, PublishedContent
from ats_sandbox.world.domain.reading import Reading, Transaction

SAID_BY_POSTING = frozenset({"title", "language", "place", "advert"})
"""The members of a posting that the public reads."""
SAID_BY_JOB = frozenset(
    {"place", "reference", "department", "industry", "function", "experience_level", "employment_type"}
)
"""The members of a job that the public reads."""


def content_of(world: Reading, posting: Posting) -> PublishedContent:
    """What a posting says now."""
    job = world.jobs[posting.job]
    return PublishedContent(
        title=posting.title,
        language=posting.language,
        place=posting.place or job.place,
        advert=posting.advert,
        reference=job.reference,
        department=job.department,
        industry=job.industry,
        function=job.function,
        experience_level=job.experience_level,
        employment_type=job.employment_type,
    )


def publications_of(world: Reading, posting: Posting) -> list[Publication]:
    """Every time for which a posting is or was published, oldest first."""
    known = [one for one in world[PUBLICATIONS].where(posting=posting.id) if one.published_at is not None]
    if not posting.published:
        return [one if one.unpublished_at else replace(one, unpublished_at=posting.updated_at) for one in known]
    if known and known[-1].unpublished_at is None:
        return known
    since = posting.published_at or posting.created_at
    return [
        *known,
        Publication(
            id=0,
            posting=posting.id,
            visibility=posting.visibility,
            aggregators=True,
            content=None,
            published_at=since,
            unpublished_at=None,
            created_at=since,
        ),
    ]


def last_publication(world: Reading, posting: Posting) -> Publication | None:
    """The time for which a posting is published, or else was published last."""
    return next(reversed(publications_of(world, posting)), None)


def published_content(world: Reading, posting: Posting) -> PublishedContent:
    """What the public reads of a posting that is published or was."""
    last = last_publication(world, posting)
    return content_of(world, posting) if last is None or last.content is None else last.content


def keep_published(world: Transaction, posting: Posting) -> None:
    """Let the public go on reading what a posting says now, which is about to change."""
    last = last_publication(world, posting)
    if last is not None and last.content is None:
        _put(world, replace(last, content=content_of(world, posting)))


def ask_to_publish(
    world: Transaction, posting: Posting, visibility: PostingVisibility, *, aggregators: bool
) -> Publication:
    """Write down that a posting is to be published as it is now."""
    return _put(
        world,
        Publication(
            id=0,
            posting=posting.id,
            visibility=visibility,
            aggregators=aggregators,
            content=content_of(world, posting),
            published_at=None,
            unpublished_at=None,
            created_at=world.now,
        ),
    )


def comes_too_early(world: Reading, posting: Posting) -> bool:
    """True for a posting that is not the default one of its job while that is not published."""
    ads = world.postings.where(job=posting.job)
    return not posting.default and any(one.default and not one.published for one in ads)


def withdraw(world: Transaction, asked: Publication) -> None:
    """Give up publishing a posting as it was asked for."""
    world.remove(PUBLICATIONS, asked.id)


def publish(world: Transaction, asked: Publication) -> None:
    """Publish a posting as it was asked for. One that is published already goes on, with what it says since."""
    posting = world.postings[asked.posting]
    last = last_publication(world, posting)
    since = world.now
    if last is not None and last.published_at is not None and last.unpublished_at is None:
        since = last.published_at
        if last.id:
            world.remove(PUBLICATIONS, last.id)
    _put(world, replace(asked, published_at=since))
    _show(world, replace(posting, published=True, visibility=asked.visibility, published_at=since))


def unpublish(world: Transaction, posting: Posting) -> None:
    """Take a posting down, and what is being posted of it; with the default one of a job, all of them."""
    for one in list(world.postings.where(job=posting.job)) if posting.default else [posting]:
        for asked in [each for each in world[PUBLICATIONS].where(posting=one.id) if each.published_at is None]:
            withdraw(world, asked)
        last = last_publication(world, one) if one.published else None
        if last is not None:
            _put(world, replace(last, unpublished_at=world.now))
            _show(world, replace(one, published=False))


def _put(world: Transaction, publication: Publication) -> Publication:
    return world.put(PUBLICATIONS, replace(publication, id=publication.id or world.next_id(PUBLICATIONS)))


def _show(world: Transaction, posting: Posting) -> None:
    """Change who sees a posting. Its job counts as active."""
    world.put(POSTINGS, replace(posting, updated_at=world.now))
    world.put(JOBS, replace(world.jobs[posting.job], active_at=world.now))
