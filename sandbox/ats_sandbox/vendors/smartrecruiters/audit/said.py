"""What one audit event says, and how records stand in it."""

from typing import NamedTuple, cast

from ats_sandbox.contract.operation import Document
from ats_sandbox.vendors.smartrecruiters.audit.state import EntityType
from ats_sandbox.vendors.smartrecruiters.call import AnyCall
from ats_sandbox.vendors.smartrecruiters.documents import Schema, document_of
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.state import Change

Changes = dict[str, list[Change]]
"""What a transaction changed, by collection: one change for each record that differs in the end."""


class Said(NamedTuple):
    """What one event says: its name, what it is about, and its context.

    `job` and `candidate` are whom it tells of, so that it is hidden with them; `confidential` is whether they are, for
    when they are gone. `author` is the user who acts where nobody's credential says so.
    """

    event: str
    entity_type: EntityType
    entity: str
    context: Document
    job: int | None = None
    candidate: int | None = None
    confidential: bool = False
    author: int | None = None


class Seen(NamedTuple):
    """What views need of a call to show a record as it was."""

    world: Reading

    def url(self, path: str) -> str:
        """Events link to nothing."""
        return path

    def url_at(self, host: str, path: str) -> str:
        """The vendor's own address: an event is read at any."""
        return f"https://{host}{path}"


def shown(world: Reading, schema: Schema, record: object) -> Document | None:
    """The document of a record, or None of none."""
    return None if record is None else document_of(schema, record, cast(AnyCall, Seen(world)))


def differ(before: object, after: object, *names: str) -> bool:
    """True when two records differ in one of these members."""
    return any(getattr(before, name) != getattr(after, name) for name in names)
