"""Where the records of each kind are found, by ids of either form, as far as the caller may see them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from ats_sandbox.contract.operation import Sample
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.resources.repository import P, Repository, Within
from ats_sandbox.contract.schema import Members
from ats_sandbox.contract.vendor import IdCodec
from ats_sandbox.vendors.stackone.call import AnyCall
from ats_sandbox.vendors.stackone.errors import Forbidden, NotFound, ReferenceNotFound
from ats_sandbox.vendors.stackone.ids import codec_of, remote_of, synthetic
from ats_sandbox.world.domain import (
    applications,
    attachments,
    candidates,
    departments,
    interviews,
    jobs,
    locations,
    notes,
    offers,
    pipelines,
    postings,
    reasons,
    scorecards,
    users,
)
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.selection import Selection
from ats_sandbox.world.store.table import Collection, R, Record

SUB = "subResourceId"
"""The path parameter that names the lower record."""


@dataclass(frozen=True, kw_only=True)
class ProviderRepository(Repository[R]):
    """One kind of record at the linked account's provider: the kind of its ids, and the provider's path to it."""

    kind: str
    remote_path: str
    not_found: type[ApiError] = NotFound
    forbidden: type[ApiError] | None = Forbidden

    def get_reference(self, call: AnyCall, text: str, field: str) -> R:
        """The record that a field of the body names."""
        record = self.find(call, text)
        if record is None:
            raise ReferenceNotFound(field=field)
        return record

    def get_references(self, call: AnyCall, body: Members, field: str) -> list[R]:
        """The records that a list in the body names; null names none."""
        return [self.get_reference(call, text, field) for text in body[field] or ()]

    def reference_id(self, call: AnyCall, body: Members, field: str) -> int | None:
        """The ordinal of the record that a field of the body names; None when it names none."""
        text = body.get(field)
        return None if text is None else self.get_reference(call, text, field).id


def repository(kind: str, collection: Collection[R], remote_path: str) -> ProviderRepository[R]:
    """The records of a collection whose ids follow from their kind and their ordinal."""
    return ProviderRepository(kind=kind, collection=collection, codec=codec_of(kind), remote_path=remote_path)


class KeyedRecord(Record, frozen=True, kw_only=True):
    """A record that keeps the id that the provider gave it; its collection has an index `key`."""

    key: str


K = TypeVar("K", bound=KeyedRecord)


@dataclass(frozen=True, kw_only=True)
class KeyedRepository(ProviderRepository[K]):
    """Records that keep their ids. `can_see` tells whether the caller may see one; None hides none of them."""

    can_see: Callable[[AnyCall, K], bool] | None = None

    def rows(self, call: AnyCall) -> Selection[K]:
        """Every record that the caller may see, in the order of creation."""
        rows, can_see = super().rows(call), self.can_see
        return rows if can_see is None else rows.only(lambda record: can_see(call, record))

    def find(self, call: AnyCall, text: str | None, *, forbidden: type[ApiError] | None = None) -> K | None:
        """The record that an id of either form names; one that the caller may not see is refused."""
        record = super().find(call, text, forbidden=forbidden)
        if record is not None and self.can_see is not None and not self.can_see(call, record):
            raise Forbidden
        return record

    def lookup(self, world: Reading, text: str) -> K | None:
        """The record that an id of either form names, whoever asks."""
        return world[self.collection].get(self.codec.read(world, text))


def keyed_repository(
    kind: str,
    collection: Collection[K],
    remote_path: str,
    *,
    read_key: Callable[[str], str] = str,
    can_see: Callable[[AnyCall, K], bool] | None = None,
) -> KeyedRepository[K]:
    """The records of a collection that keep their ids. `read_key` gives the key that an id at the provider means."""

    def read(world: Reading, text: str) -> int | None:
        found = world[collection].where(key=read_key(remote_of(text))).first()
        return None if found is None else found.id

    codec = IdCodec(lambda world, ordinal: synthetic(world[collection][ordinal].key), read)
    return KeyedRepository(kind=kind, collection=collection, codec=codec, remote_path=remote_path, can_see=can_see)


@dataclass(frozen=True)
class SubResources(Within[P, R]):
    """Records that are reached through one of another kind: `{id}` names that, `{subResourceId}` the lower one."""

    parent: ProviderRepository[P]

    def get_or_404(self, call: AnyCall, repository: Repository[R], text: str | None = None) -> R:
        """The lower record that the path names; one that belongs elsewhere is not found here."""
        return super().get_or_404(call, repository, call.path[SUB] if text is None else text)

    def first_path(self, repository: Repository[R]) -> dict[str, Sample]:
        """What an example's path names: the first upper and lower record that belong together."""
        return {
            "id": lambda world: self.first_ids(world, repository)[0],
            SUB: lambda world: self.first_ids(world, repository)[1],
        }


APPLICATIONS = repository("application", applications.APPLICATIONS, "/applications")
ATTACHMENTS = repository("attachment", attachments.ATTACHMENTS, "/attachments")
CANDIDATES = repository("candidate", candidates.CANDIDATES, "/candidates")
DEPARTMENTS = repository("department", departments.DEPARTMENTS, "/configuration/departments")
INTERVIEWS = repository("interview", interviews.INTERVIEWS, "/interviews")
JOB_STAGES = repository("stage", pipelines.STAGES, "/hiring-process/stages")
"""Stages as one job has them."""

JOBS = repository("job", jobs.JOBS, "/jobs")
LOCATIONS = repository("location", locations.LOCATIONS, "/configuration/locations")
NOTES = repository("note", notes.NOTES, "/notes")
OFFERS = repository("offer", offers.OFFERS, "/offers")
POSTINGS = repository("posting", postings.POSTINGS, "/postings")
REASONS = repository("reason", reasons.REASONS, "/configuration/rejection-reasons")
SCORECARDS = repository("scorecard", scorecards.SCORECARDS, "/scorecards")
STAGES = repository("stage", pipelines.STAGES, "/configuration/hiring-process/stages")
USERS = repository("user", users.USERS, "/user-api/v201804/users")

OF_APPLICATION: SubResources[applications.Application, Any] = SubResources(
    APPLICATIONS, lambda rows, application: rows.where(application=application.id)
)
"""What is kept by application: offers, interviews, scorecards, notes, documents."""
