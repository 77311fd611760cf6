"""Ids as SmartRecruiters writes them. They are the native ids of the world: this is the company's own system.

All are opaque: a text that is no id at all is treated like the id of something that does not exist, but in some APIs
what is no UUID is refused as such.
"""

import re

from ats_sandbox.contract.vendor import IdCodec, native_ids
from ats_sandbox.world import id_codecs

BY_NOUN = {
    kind: native_ids(kind)
    for kind in (
        *("application", "approval", "attachment", "candidate", "department", "interview", "job", "note", "offer"),
        *("pipeline", "position", "posting", "reason", "scorecard", "source", "timeslot", "user"),
    )
}
"""By the world's nouns."""
APPLICATION = BY_NOUN["application"]
APPROVAL = BY_NOUN["approval"]
ATTACHMENT = BY_NOUN["attachment"]
CANDIDATE = BY_NOUN["candidate"]
DEPARTMENT = BY_NOUN["department"]
INTERVIEW = BY_NOUN["interview"]
JOB = BY_NOUN["job"]
NOTE = BY_NOUN["note"]
JOB_AD = BY_NOUN["posting"]
OFFER = BY_NOUN["offer"]
POSITION = BY_NOUN["position"]
REASON = BY_NOUN["reason"]
REVIEW = BY_NOUN["scorecard"]
SOURCE = BY_NOUN["source"]
"""The `sourceIdentifier` of a source value; its `id` is another one."""
TIMESLOT = BY_NOUN["timeslot"]
USER = BY_NOUN["user"]


def own(kind: str, form: id_codecs.IdFormat = id_codecs.UUID4) -> IdCodec:
    """The ids of what only SmartRecruiters knows, or names by another id than the world's."""
    realm = "smartrecruiters"
    return IdCodec(
        lambda world, ordinal: form.write(world.seed, realm, kind, ordinal),
        lambda world, text: form.read(world.seed, realm, kind, text),
    )


UUID = re.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
"""What ids look like where other texts are refused as such."""
UUID_TYPE = {"type": "string", "pattern": f"^{UUID.pattern}$"}
"""Such an id in a document."""

SOURCE_VALUE = own("source_value", id_codecs.HEX24)
"""The `id` of a source value."""
