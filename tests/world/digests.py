"""One number for everything in a state."""

from hashlib import blake2b

import msgspec

from ats_sandbox.world.store.selection import Rows
from ats_sandbox.world.store.state import State


def digest(state: State) -> str:
    """A digest of every record of every collection in canonical JSON, and of the state's instant."""
    total = blake2b(str(state.now).encode(), digest_size=20)
    for name in sorted(state.tables):
        table = state.tables[name]
        total.update(f"\n{name} {table.next_id}\n".encode())
        for record in Rows(table):
            total.update(msgspec.json.encode(record, order="deterministic"))
    return total.hexdigest()
