"""The snapshots of one world: states that it had, by name."""

from collections.abc import Iterator
from threading import Lock

import msgspec

from ats_sandbox.control.errors import Full, Taken, Unknown
from ats_sandbox.control.names import check_name, listed
from ats_sandbox.world.store.state import Change, State
from ats_sandbox.world.store.table import DECLARED
from ats_sandbox.world.world import World


class Snapshot(msgspec.Struct, frozen=True):
    """A world as it was. It shares everything with the world that has not changed since."""

    name: str
    state: State

    @property
    def taken_at(self) -> int:
        """The world's instant when it was taken (milliseconds since 1970)."""
        return self.state.now


class Snapshots:
    """States of one world by name. Taking one costs nothing; keeping it costs what the world changes afterwards."""

    MOST = 100
    """Snapshots that are kept of one world; the next one is refused."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._lock = Lock()
        self._by_name: dict[str, Snapshot] = {}

    def __repr__(self) -> str:
        return f"<Snapshots {listed(self._by_name)}>"

    def take(self, name: str) -> Snapshot:
        """Take a snapshot of the world as it is now. Raises Taken, Full or BadRequest."""
        check_name("snapshot", name)
        with self._lock:
            if name in self._by_name:
                raise Taken(what="snapshot", name=name)
            if len(self._by_name) >= self.MOST:
                raise Full(what="snapshots of one world", most=self.MOST)
            snapshot = Snapshot(name, self._world.snapshot())
            self._by_name[name] = snapshot
            return snapshot

    def __getitem__(self, name: str) -> Snapshot:
        """The snapshot of that name; raises Unknown."""
        snapshot = self._by_name.get(name)
        if snapshot is None:
            raise Unknown(what="snapshot", name=name, known=listed(self._by_name))
        return snapshot

    def drop(self, name: str) -> bool:
        """Delete a snapshot; True when there was one."""
        with self._lock:
            return self._by_name.pop(name, None) is not None

    def changes(self, name: str) -> Iterator[Change]:
        """What was created, changed and deleted since, by collection and id. Costs what changed, not what exists."""
        changes = self._world.snapshot().changes_since(self[name].state)
        return (change for change in changes if not DECLARED[change.collection].derived)

    def __iter__(self) -> Iterator[Snapshot]:
        """In the order in which they were taken."""
        return iter(list(self._by_name.values()))

    def __len__(self) -> int:
        return len(self._by_name)
