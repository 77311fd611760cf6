"""Ids as SmartRecruiters writes them. They are the native ids of the world: this is the company's own system.

All are opaque: a text that is no id at all is treated like the id of something that does not exist.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ats_sandbox.contract.vendor import IdCodec
from ats_sandbox.world import id_codecs
from ats_sandbox.world.domain.native_ids import native_id, read_native_id
from ats_sandbox.world.domain.reading import Reading


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids of one kind of record."""

    kind: str

    def write(self, world: Reading, ordinal: int) -> str:
        """The id of a record."""
        return native_id(world, self.kind, ordinal)

    def read(self, world: Reading, text: str) -> int | None:
        """The record that an id stands for; None for an id that was never given out."""
        return read_native_id(world, self.kind, text)

    def sample(self, ordinal: int = 1) -> Callable[[Reading], str]:
        """For the examples of operations: what the id of a record will be once there is a world."""
        return lambda world: self.write(world, ordinal)


APPLICATION = Ids("application")
CANDIDATE = Ids("candidate")
DEPARTMENT = Ids("department")
INTERVIEW = Ids("interview")
JOB = Ids("job")
JOB_AD = Ids("posting")
POSITION = Ids("position")
REASON = Ids("reason")
SOURCE = Ids("source")
"""The `sourceIdentifier` of a source value; its `id` is another one."""
TIMESLOT = Ids("timeslot")
USER = Ids("user")

NAMINGS = {
    one.kind: IdCodec(one.write, one.read)
    for one in (APPLICATION, CANDIDATE, DEPARTMENT, INTERVIEW, JOB, JOB_AD, POSITION, REASON, SOURCE, TIMESLOT, USER)
}
"""By the world's nouns."""

_VALUE = ("smartrecruiters", "source_value")


def source_value_id(world: Reading, ordinal: int) -> str:
    """The `id` of a source value."""
    return id_codecs.hex24(world.seed, *_VALUE, ordinal)


def read_source_value_id(world: Reading, text: str) -> int | None:
    """The source behind such an id; None for a stranger's."""
    return id_codecs.read_hex24(world.seed, *_VALUE, text)
