"""The kinds of records that there are events of, and where their changes show."""

from collections.abc import Callable
from typing import Any

import msgspec

from ats_sandbox.vendors.stackone import repositories, state
from ats_sandbox.vendors.stackone.named_lists import LISTS
from ats_sandbox.vendors.stackone.orders.records import ASSESSMENTS
from ats_sandbox.vendors.stackone.repositories import KeyedRecord, ProviderRepository
from ats_sandbox.vendors.stackone.state import ACCOUNTS, LinkedAccount
from ats_sandbox.world.domain.interviews import TIMESLOTS
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Record


class Kind(msgspec.Struct, frozen=True):
    """One kind of record. `noun` is that of its events; an account sees it whose provider serves the `operation`."""

    noun: str
    repository: ProviderRepository[Any]
    operation: str

    @property
    def type(self) -> str:
        """What a body calls the type of the record."""
        return self.noun.removeprefix("ats_")

    def seen_by(self, account: LinkedAccount) -> bool:
        """True when events of it come through a linked account."""
        return account.status == "active" and account.service.supports(self.operation)

    def remote_id(self, world: Reading, record: Record) -> str:
        """The provider's id of a record, which may be gone."""
        if isinstance(record, KeyedRecord):
            return record.key
        return native_id(world, self.repository.kind, record.id)

    def find(self, world: Reading, id: str) -> Record | None:
        """The record that an id of either form names."""
        return world[self.repository.collection].get(self.repository.codec.read(world, id))


KINDS = tuple(
    Kind(noun, repository, operation)
    for noun, repository, operation in (
        ("ats_applications", repositories.APPLICATIONS, "ats_list_applications"),
        ("ats_candidates", repositories.CANDIDATES, "ats_list_candidates"),
        ("ats_jobs", repositories.JOBS, "ats_list_jobs"),
        ("ats_job_postings", repositories.POSTINGS, "ats_list_job_postings"),
        ("ats_interviews", repositories.INTERVIEWS, "ats_list_interviews"),
        # Inferred: an assessment is what was ordered, with its result.
        ("ats_assessments", ASSESSMENTS.orders, "ats_order_assessments_request"),
        ("ats_lists", LISTS, "ats_list_lists"),
        ("ats_users", repositories.USERS, "ats_list_users"),
    )
)
BY_NOUN = {one.noun: one for one in KINDS}
OF_COLLECTION = {one.repository.collection.name: one for one in KINDS}
PARTS: dict[str, tuple[Kind, Callable[[Any], int]]] = {
    state.APPLICATION_FACTS.name: (BY_NOUN["ats_applications"], lambda one: one.id),
    state.CANDIDATE_FACTS.name: (BY_NOUN["ats_candidates"], lambda one: one.id),
    state.JOB_FACTS.name: (BY_NOUN["ats_jobs"], lambda one: one.id),
    TIMESLOTS.name: (BY_NOUN["ats_interviews"], lambda one: one.interview),
}
"""What a record shows beside itself, by collection: the kind of the record, and how its id is found."""
WATCHED = frozenset({*OF_COLLECTION, *PARTS, ACCOUNTS.name})
