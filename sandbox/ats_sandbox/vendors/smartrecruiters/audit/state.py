"""The audit trail: a function of the commits, and of what the company did in the week before a world begins."""

from enum import StrEnum

from ats_sandbox.contract.vendor import IdCodec
from ats_sandbox.world import id_codecs
from ats_sandbox.world.clock import DAY
from ats_sandbox.world.domain.candidates import CANDIDATES, sees_candidate
from ats_sandbox.world.domain.jobs import JOBS
from ats_sandbox.world.domain.visibility import Readable, Viewer, sees_job
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

    `user` is who acted, None unless `author_type` is USER. `job` and `candidate` are whom it tells of, and
    `confidential` whether they were when it happened, which counts once they are gone.
    """

    event: str
    at: int
    author_type: AuthorType
    user: int | None
    entity_type: EntityType
    entity: str
    context: str
    job: int | None = None
    candidate: int | None = None
    confidential: bool = False


def sees_event(viewer: Viewer, one: AuditEvent, world: Readable) -> bool:
    """True when the job and the candidate that an event tells of are visible, or would be if they were still there."""
    if one.job is not None:
        job = world[JOBS].get(one.job)
        if not sees_job(viewer, one.job, confidential=one.confidential if job is None else job.confidential):
            return False
    if one.candidate is None:
        return True
    person = world[CANDIDATES].get(one.candidate)
    if person is not None:
        return sees_candidate(viewer, person, world)
    listed = viewer.candidates is None or one.candidate in viewer.candidates
    return listed and viewer.jobs is None and (viewer.confidential or not one.confidential)


AUDIT_EVENTS = Collection(
    "smartrecruiters.audit_events",
    AuditEvent,
    visible=sees_event,
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
