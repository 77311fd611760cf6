"""Ids as SmartRecruiters writes them. They are the native ids of the world: this is the company's own system.

All are opaque: a text that is no id at all is treated like the id of something that does not exist.
"""

from ats_sandbox.contract.vendor import IdCodec
from ats_sandbox.world import id_codecs
from ats_sandbox.world.domain.native_ids import native_id, read_native_id


def _native(kind: str) -> IdCodec:
    return IdCodec(
        lambda world, ordinal: native_id(world, kind, ordinal), lambda world, text: read_native_id(world, kind, text)
    )


APPLICATION = _native("application")
CANDIDATE = _native("candidate")
DEPARTMENT = _native("department")
INTERVIEW = _native("interview")
JOB = _native("job")
JOB_AD = _native("posting")
POSITION = _native("position")
REASON = _native("reason")
SOURCE = _native("source")
"""The `sourceIdentifier` of a source value; its `id` is another one."""
TIMESLOT = _native("timeslot")
USER = _native("user")

_VALUE = ("smartrecruiters", "source_value")
SOURCE_VALUE = IdCodec(
    lambda world, ordinal: id_codecs.hex24(world.seed, *_VALUE, ordinal),
    lambda world, text: id_codecs.read_hex24(world.seed, *_VALUE, text),
)
"""The `id` of a source value."""

BY_NOUN = {
    "application": APPLICATION,
    "candidate": CANDIDATE,
    "department": DEPARTMENT,
    "interview": INTERVIEW,
    "job": JOB,
    "posting": JOB_AD,
    "position": POSITION,
    "reason": REASON,
    "source": SOURCE,
    "timeslot": TIMESLOT,
    "user": USER,
}
"""By the world's nouns."""
