"""One number for everything in a state, the copies inside records included."""

from hashlib import blake2b
from typing import Any

import msgspec

from ats_sandbox.control.portable.values import to_json
from ats_sandbox.world.store.selection import Rows
from ats_sandbox.world.store.state import State


def digest(state: State, known_copies: dict[int, str] | None = None) -> str:
    """A digest of every record of every collection, of the ids to come and of the state's instant.

    Many records hold the same copy of a state; its digest is made once.
    """
    copies = {} if known_copies is None else known_copies

    def known(value: Any) -> Any:
        if not isinstance(value, State):
            return value
        if id(value) not in copies:
            copies[id(value)] = digest(value, copies)
        return copies[id(value)]

    total = blake2b(str(state.now).encode(), digest_size=20)
    for name in sorted(state.tables):
        total.update(f"\n{name} {state.tables[name].next_id}\n".encode())
        for record in Rows(state.tables[name]):
            total.update(msgspec.json.encode(to_json(record, known)))
    return total.hexdigest()
