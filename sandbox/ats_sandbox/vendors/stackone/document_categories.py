"""The kinds of files that the provider knows, and those of a new world."""

from ats_sandbox.vendors.stackone.enums import DOCUMENT_TYPE, UNMAPPED
from ats_sandbox.vendors.stackone.repositories import KeyedRecord, keyed_repository
from ats_sandbox.world.clock import DAY
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Collection, Table


class DocumentCategory(KeyedRecord, frozen=True, kw_only=True):
    """A kind of files. Its id at the provider is the provider's value for it."""

    name: str
    active: bool
    created_at: int
    updated_at: int

    @property
    def value(self) -> str:
        """StackOne's value for it."""
        return self.key.lower()


def _key(text: str) -> str:
    return text.upper().replace(" ", "_")


CATEGORIES = keyed_repository(
    "document_category",
    Collection(
        "stackone.document_categories",
        DocumentCategory,
        indexes={"key": lambda one: (one.key,)},
        timeline=lambda one: one.updated_at,
    ),
    "/configuration/attachment-types",
    read_key=_key,
)
RETIRED = frozenset({"avatar"})
"""What the company no longer keeps; profile pictures have taken its place."""


def categories(world: Reading) -> Table[DocumentCategory]:
    """The categories of a new world: one for each of StackOne's values."""
    since = world.now - 400 * DAY
    values = [value for value in DOCUMENT_TYPE.values if value != UNMAPPED]
    return Table.build(
        CATEGORIES.collection,
        [
            DocumentCategory(
                id=id,
                key=_key(value),
                name=value.replace("_", " ").capitalize(),
                active=value not in RETIRED,
                created_at=since,
                updated_at=since,
            )
            for id, value in enumerate(values, start=1)
        ],
    )
