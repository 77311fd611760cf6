"""Publications: when a posting was to be seen, by whom, and what it said then."""

import msgspec

from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.domain.postings import Advert, PostingVisibility
from ats_sandbox.world.store.references import OnDelete, Reference
from ats_sandbox.world.store.table import Collection, Record


class PublishedContent(msgspec.Struct, frozen=True, kw_only=True):
    """What the public reads of a posting and its job. `place` is that of the posting, else that of the job."""

    title: str
    language: str
    place: Place
    advert: Advert
    reference: str
    department: int | None
    industry: str
    function: str
    experience_level: str
    employment_type: str | None


class Publication(Record, frozen=True, kw_only=True):
    """A time for which a posting is published. `aggregators`: free job boards carry it, too.

    `published_at` is None while it is being posted, `unpublished_at` as long as it is to be seen. `content` is None
    as long as that is exactly what the posting says. A posting that is published and has no such record has been
    published as it is.
    """

    posting: int
    visibility: PostingVisibility
    aggregators: bool
    content: PublishedContent | None
    published_at: int | None
    unpublished_at: int | None
    created_at: int


PUBLICATIONS = Collection(
    "publications",
    Publication,
    references={
        "posting": Reference("postings", OnDelete.DELETE, follows=True),
        "department": Reference("departments"),
    },
    indexes={"posting": lambda one: (one.posting,)},
)
"""What is kept of postings beside them, so it has no noun: its events are those of the postings."""
