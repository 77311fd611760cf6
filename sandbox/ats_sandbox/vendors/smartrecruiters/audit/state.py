"""The audit trail: a function of the commits, and of what the company did in the week before a world begins."""

from enum import StrEnum

from ats_sandbox.contract.vendor import IdCodec
from ats_sandbox.world import id_codecs
from ats_sandbox.world.clock import DAY
from ats_sandbox.world.store.table import Collection, Record, keyed_by

RECENT = 7 * DAY
"""How far back a question goes that names neither end, and the trail of a new world."""


class AuthorType(StrEnum):
    """Who acts. Support staff is none of this company's, and a candidate's own acts are not told apart here."""

    USER = "USER"
    SUPPORT_USER = "SUPPORT_USER"
    SYSTEM = "SYSTEM"
    CANDIDATE = "CANDIDATE"


class EntityType(StrEnum):
    """What an event is about."""

    USER = "USER"
    CANDIDATE = "CANDIDATE"
    APPLICATION = "APPLICATION"
    OFFER = "OFFER"
    JOB = "JOB"
    COMPANY = "COMPANY"
    JOB_PROPERTY = "JOB_PROPERTY"
    JOB_AD = "JOB_AD"
    CREDENTIAL = "CREDENTIAL"
    REPORT_FILE = "REPORT_FILE"
    ONBOARDING_PROCESS = "ONBOARDING_PROCESS"


class AuditEvent(Record, frozen=True, kw_only=True):
    """An event. `entity` is the vendor's id of what it is about, which may be gone; `context` is a JSON object.

    `user` is who acted, None unless `author_type` is USER.
    """

    event: str
    at: int
    author_type: AuthorType
    user: int | None
    entity_type: EntityType
    entity: str
    context: str


AUDIT_EVENTS = Collection(
    "smartrecruiters.audit_events",
    AuditEvent,
    indexes={name: keyed_by(name) for name in ("event", "author_type", "user", "entity_type", "entity")},
    timeline=lambda one: one.at,
    derived=True,
)

_REALM = ("smartrecruiters", "audit_event")
AUDIT_EVENT = IdCodec(
    lambda world, ordinal: id_codecs.uuid4(world.seed, *_REALM, ordinal),
    lambda world, text: id_codecs.read_uuid4(world.seed, *_REALM, text),
)
"""The `id` of an event."""
