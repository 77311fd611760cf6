"""What one audit event says, and the documents of records in it."""

from typing import NamedTuple, cast

from ats_sandbox.contract.operation import Document
from ats_sandbox.vendors.smartrecruiters.audit.state import EntityType
from ats_sandbox.vendors.smartrecruiters.call import AnyCall
from ats_sandbox.vendors.smartrecruiters.documents import Schema, document_of
from ats_sandbox.world.domain.reading import Reading


class Said(NamedTuple):
    """What one event says: its name, what it is about, and its context."""

    event: str
    entity_type: EntityType
    entity: str
    context: Document


class Seen(NamedTuple):
    """What views need of a call to show a record as it was."""

    world: Reading

    def url(self, path: str) -> str:
        """Events link to nothing."""
        return path

    def url_at(self, host: str, path: str) -> str:
        """Events link to nothing."""
        return path


def shown(world: Reading, schema: Schema, record: object) -> Document | None:
    """The document of a record, or None of none."""
    return None if record is None else document_of(schema, record, cast(AnyCall, Seen(world)))


def filled(**members: object) -> Document:
    """A context without the members that have no value."""
    return {name: value for name, value in members.items() if value is not None}
