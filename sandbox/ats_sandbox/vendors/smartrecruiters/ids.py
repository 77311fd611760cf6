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


BY_NOUN = {
    kind: _native(kind)
    for kind in (
        *("application", "attachment", "candidate", "department", "interview", "job", "posting", "position"),
        *("reason", "source", "timeslot", "user"),
    )
}
"""By the world's nouns."""
APPLICATION = BY_NOUN["application"]
ATTACHMENT = BY_NOUN["attachment"]
CANDIDATE = BY_NOUN["candidate"]
DEPARTMENT = BY_NOUN["department"]
INTERVIEW = BY_NOUN["interview"]
JOB = BY_NOUN["job"]
JOB_AD = BY_NOUN["posting"]
POSITION = BY_NOUN["position"]
REASON = BY_NOUN["reason"]
SOURCE = BY_NOUN["source"]
"""The `sourceIdentifier` of a source value; its `id` is another one."""
TIMESLOT = BY_NOUN["timeslot"]
USER = BY_NOUN["user"]

_VALUE = ("smartrecruiters", "source_value")
SOURCE_VALUE = IdCodec(
    lambda world, ordinal: id_codecs.hex24(world.seed, *_VALUE, ordinal),
    lambda world, text: id_codecs.read_hex24(world.seed, *_VALUE, text),
)
"""The `id` of a source value."""
