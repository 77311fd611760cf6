"""What only StackOne knows: the linked accounts, and facts about the world's records that no other system keeps."""

from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from ats_sandbox.contract.schema import Members
from ats_sandbox.vendors.stackone.providers import PROVIDERS, Provider
from ats_sandbox.world.clock import DAY
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.store.table import Collection, Record, Table

F = TypeVar("F", bound="Facts")
T = TypeVar("T")


class StatusReason(msgspec.Struct, frozen=True, kw_only=True):
    """Why an account has its status."""

    code: str
    description: str
    at: int


class LinkedAccount(Record, frozen=True, kw_only=True):
    """A customer's account at a provider, linked to the project. `key` is the id that clients name."""

    key: str
    provider: str
    status: str
    reasons: tuple[StatusReason, ...]
    origin_owner_id: str
    origin_owner_name: str
    origin_username: str | None
    label: str | None
    type: str | None
    setup_information: Members | None
    created_at: int
    updated_at: int

    @property
    def service(self) -> Provider:
        """The system that the account is at."""
        return PROVIDERS[self.provider]


class Override(msgspec.Struct, frozen=True):
    """What a client sent in terms that the world has no place for.

    It holds while the world's own value is still `against`; once that changes, the world's value counts again.
    """

    value: Any
    against: str | None


def effective(override: Override | None, against: str | None, otherwise: T) -> T:
    """What was sent, if it still holds, or else the world's value."""
    if override is not None and override.against == against:
        value: T = override.value
        return value
    return otherwise


class CustomField(msgspec.Struct, frozen=True, kw_only=True):
    """A value of a field that the customer defined at the provider. Ids are the provider's.

    `unified` is the key under which the project shows the field among its own, if it does.
    """

    remote_id: str | None
    name: str | None
    value: Any
    remote_value_id: str | None = None
    unified: str | None = None


class Facts(Record, frozen=True, kw_only=True):
    """What is known of one record of the world, whose id it shares."""

    unified: Members | None = None
    custom: tuple[CustomField, ...] = ()


class ApplicationFacts(Facts, frozen=True, kw_only=True):
    """`status` is `{value, source_value}`; `location` an office; `source` the provider's id of an unlisted source."""

    status: Override | None = None
    location: int | None = None
    source: Override | None = None


class CandidateFacts(Facts, frozen=True, kw_only=True):
    """The full name, the country and the date of hiring as they were sent."""

    name: Override | None = None
    country: Override | None = None
    hired_at: Override | None = None


class JobFacts(Facts, frozen=True, kw_only=True):
    """The status, every department (ids) and the names of the roles of the team."""

    status: Override | None = None
    departments: Override | None = None
    roles: Override | None = None


class OfferFacts(Facts, frozen=True, kw_only=True):
    """The status of an offer as it was sent."""

    status: Override | None = None


class DocumentFacts(Facts, frozen=True, kw_only=True):
    """What kind of file it is as the provider calls it, where it is kept and whether it is confidential."""

    category: str | None = None
    category_source: str | None = None
    path: str | None = None
    confidential: str | None = None
    format: str | None = None


class NoteFacts(Facts, frozen=True, kw_only=True):
    """The bodies of a note, while the world's one text is still made of them; the visibility as it was sent."""

    content: Override | None = None
    visibility: Override | None = None


ACCOUNTS = Collection("stackone.accounts", LinkedAccount, indexes={"key": lambda one: (one.key,)})
APPLICATION_FACTS = Collection("stackone.application_facts", ApplicationFacts)
CANDIDATE_FACTS = Collection("stackone.candidate_facts", CandidateFacts)
JOB_FACTS = Collection("stackone.job_facts", JobFacts)
OFFER_FACTS = Collection("stackone.offer_facts", OfferFacts)
DOCUMENT_FACTS = Collection("stackone.document_facts", DocumentFacts)
NOTE_FACTS = Collection("stackone.note_facts", NoteFacts)


def facts_of(world: Reading, collection: Collection[F], id: int) -> F:
    """What is known of a record; nothing, when nothing was ever kept."""
    return world[collection].get(id) or collection.record(id=id)


def keep_facts(world: Transaction, collection: Collection[F], id: int, **facts: Any) -> None:
    """Keep facts about a record, if there are any, beside those already known."""
    if facts:
        world.put(collection, replace(facts_of(world, collection, id), **facts))


def account_of(world: Reading, key: str) -> LinkedAccount | None:
    """The linked account with this id."""
    return world[ACCOUNTS].where(key=key).first()


def seeded_accounts(world: Reading) -> Table[LinkedAccount]:
    """The accounts of a new world: one that works, two of lesser systems, and one in every other status."""
    rows = msgspec.json.decode((Path(__file__).parent / "linked_accounts.json").read_bytes(), type=list[Members])
    return Table.build(ACCOUNTS, [_account(id, row, world.now) for id, row in enumerate(rows, start=1)])


def _account(id: int, row: Members, now: int) -> LinkedAccount:
    reason, since, created = row.pop("reason"), now - 10 * DAY, now - (90 - id) * DAY
    reasons = () if reason is None else (StatusReason(at=since, **reason),)
    return LinkedAccount(id=id, reasons=reasons, created_at=created, updated_at=since if reasons else created, **row)
