"""Records with ids of the provider's own making, which are kept instead of derived."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from ats_sandbox.vendors.stackone.call import AnyCall, Call
from ats_sandbox.vendors.stackone.errors import Forbidden
from ats_sandbox.vendors.stackone.ids import remote_of, synthetic
from ats_sandbox.vendors.stackone.shelves import Shelf
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.selection import Selection
from ats_sandbox.world.store.table import Record


class KeyedRecord(Record, frozen=True, kw_only=True):
    """A record that tells its id at the provider; its collection has an index `key`."""

    key: str


K = TypeVar("K", bound=KeyedRecord)


def _seen(_call: Call, _record: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Keyed(Shelf[K]):
    """Such records. `reads` gives the key that a text means; `sees` tells whether the caller may see a record."""

    reads: Callable[[str], str] = str
    sees: Callable[[AnyCall, K], bool] = _seen

    def rows(self, call: Call) -> Selection[K]:
        """Every record that the caller may see, in the order of creation."""
        rows: Selection[K] = call.world[self.collection]
        return rows if self.sees is _seen else rows.only(lambda record: self.sees(call, record))

    def find(self, call: Call, text: str) -> K | None:
        """The record that an id of either form names; one that the caller may not see is refused."""
        record = self.known(call.world, text)
        if record is not None and not self.sees(call, record):
            raise Forbidden
        return record

    def known(self, world: Reading, text: str) -> K | None:
        """The record that an id of either form names."""
        return world[self.collection].where(key=self.reads(remote_of(text))).first()

    def sample(self, world: Reading) -> str:
        """The id of the first record; empty in a world without one."""
        first = world[self.collection].first()
        return "" if first is None else synthetic(first.key)
