"""What a principal may see of a world: which jobs, which people, and what hangs on those."""

from typing import Any, TypeVar

from ats_sandbox.contract.principal import Principal
from ats_sandbox.world.domain.candidates import CANDIDATES
from ats_sandbox.world.domain.jobs import JOBS
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.selection import HiddenRows, Selection, VisibleSelection
from ats_sandbox.world.store.table import RECORDS, Collection, Record

R = TypeVar("R", bound=Record)


class Visibility:
    """One principal's view of one reading. `whole` is true when nothing at all is hidden.

    Collections declare who sees their records. A job is seen unless it is confidential or off the list. An application
    is seen with its job and its candidate. A candidate is seen while one of their applications is, or when they are on
    no job. Everything else goes with the application, candidate or job that it is about; what is about none of these is
    open.
    """

    __slots__ = ("_hidden", "_principal", "_world", "whole")

    def __init__(self, principal: Principal, world: Reading, hidden: HiddenRows | None = None) -> None:
        self._principal = principal
        self._world = world
        self._hidden = hidden
        self.whole = principal.sees_everything

    def can_see(self, record: Record) -> bool:
        """True when the principal may see this record."""
        if self.whole:
            return True
        collection = RECORDS.get(type(record))
        return collection is None or self._sees(collection, record)

    def visible(self, rows: Selection[R]) -> Selection[R]:
        """Only the rows that the principal may see, through an index wherever there is one."""
        collection = rows.collection
        if self.whole or not RECORDS.get(collection.record, collection).restricted:
            return rows
        shown, exact = rows, True
        if not self._principal.confidential:
            exact = "confidential" in collection.indexes
            shown = shown.where(confidential=False) if exact else shown
        for name, listed, own in (
            ("job", self._principal.jobs, JOBS.name),
            ("candidate", self._principal.candidates, CANDIDATES.name),
        ):
            if listed is not None:
                exact = False
                if collection.name == own:
                    shown = shown.among(listed)
                elif name in collection.indexes:
                    shown = shown.where_any(name, listed)
        shown = shown if exact else shown.only(self.can_see)
        return shown if self._hidden is None else VisibleSelection(shown, rows, self._hidden)

    def _sees(self, collection: Collection[Any], record: Record) -> bool:
        if collection.visible is not None:
            return collection.visible(self._principal, record, self._world)
        for member, name in collection.follows:
            id = getattr(record, member)
            table = None if id is None else self._world.state.tables.get(name)
            one = None if table is None else table.records.get(id)
            if table is not None and one is not None and not self._sees(table.collection, one):
                return False
        return True
