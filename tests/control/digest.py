"""One number for everything in a state, the copies inside records included."""

from hashlib import blake2b
from typing import Any

import msgspec
from ats_sandbox.control.portable.values import to_json
from ats_sandbox.world.store.selection import Rows
from ats_sandbox.world.store.state import State


def digest(state: State) -> str:
    """A digest of every record of every collection, of the ids to come and of the state's instant."""

    def known(value: Any) -> Any:
        return digest(value) if isinstance(value, State) else value

    total = blake2b(str(state.now).encode(), digest_size=20)
    for name in sorted(state.tables):
        total.update(f"\n{name} {state.tables[name].next_id}\n".encode())
        for record in Rows(state.tables[name]):
            total.update(msgspec.json.encode(to_json(record, known)))
    return total.hexdigest()
