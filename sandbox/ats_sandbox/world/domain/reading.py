"""What a request sees: an unchanging reading of a world, or a transaction that may write."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from ats_sandbox.world.domain.applications import ACTIVITIES, APPLICATIONS, Activity, Application
from ats_sandbox.world.domain.attachments import ATTACHMENTS, Attachment
from ats_sandbox.world.domain.candidates import CANDIDATES, Candidate
from ats_sandbox.world.domain.company import COMPANIES, Company
from ats_sandbox.world.domain.departments import DEPARTMENTS, Department
from ats_sandbox.world.domain.interviews import INTERVIEWS, TIMESLOTS, Interview, Timeslot
from ats_sandbox.world.domain.jobs import JOB_EVENTS, JOBS, Job, JobEvent
from ats_sandbox.world.domain.locations import LOCATIONS, Location
from ats_sandbox.world.domain.notes import NOTES, Note
from ats_sandbox.world.domain.offers import OFFERS, Offer
from ats_sandbox.world.domain.pipelines import PIPELINES, STAGES, Pipeline, Stage
from ats_sandbox.world.domain.positions import POSITIONS, Position
from ats_sandbox.world.domain.postings import POSTINGS, Posting
from ats_sandbox.world.domain.reasons import REASONS, Reason
from ats_sandbox.world.domain.scorecards import SCORECARDS, Scorecard
from ats_sandbox.world.domain.sources import SOURCES, Source
from ats_sandbox.world.domain.users import USERS, User
from ats_sandbox.world.store.cause import TESTER, Cause
from ats_sandbox.world.store.selection import Rows
from ats_sandbox.world.store.state import Change, Commit, State
from ats_sandbox.world.store.table import Collection, R, Table


class Reading:
    """One state of a world. `now` is the instant to stamp and to compare with (milliseconds since 1970)."""

    __slots__ = ("_rows", "_state", "now", "seed")

    def __init__(self, state: State, seed: int, now: int) -> None:
        self._state = state
        self._rows: dict[str, Rows[Any]] = {}
        self.seed = seed
        self.now = now

    @property
    def state(self) -> State:
        """The state behind this reading, to keep or to compare."""
        return self._state

    def __getitem__(self, collection: Collection[R]) -> Rows[R]:
        """The records of any collection, a vendor's own ones included."""
        rows = self._rows.get(collection.name)
        if rows is None:
            rows = self._rows[collection.name] = Rows(self._state.table(collection))
        return rows

    def as_of(self, state: State) -> "Reading":
        """A reading of an earlier state of the same world."""
        return Reading(state, self.seed, self.now)

    @property
    def company(self) -> Company:
        """The one company whose hiring this is."""
        return self[COMPANIES][1]

    @property
    def users(self) -> Rows[User]:
        """The company's recruiters, hiring managers and interviewers."""
        return self[USERS]

    @property
    def departments(self) -> Rows[Department]:
        """The company's departments."""
        return self[DEPARTMENTS]

    @property
    def locations(self) -> Rows[Location]:
        """The company's offices."""
        return self[LOCATIONS]

    @property
    def pipelines(self) -> Rows[Pipeline]:
        """The hiring processes."""
        return self[PIPELINES]

    @property
    def stages(self) -> Rows[Stage]:
        """The columns of every pipeline."""
        return self[STAGES]

    @property
    def sources(self) -> Rows[Source]:
        """Where applications come from."""
        return self[SOURCES]

    @property
    def reasons(self) -> Rows[Reason]:
        """Why applications end: the company's rejection reasons and the candidates' withdrawal reasons."""
        return self[REASONS]

    @property
    def jobs(self) -> Rows[Job]:
        """The requisitions."""
        return self[JOBS]

    @property
    def job_events(self) -> Rows[JobEvent]:
        """The status history of the jobs."""
        return self[JOB_EVENTS]

    @property
    def postings(self) -> Rows[Posting]:
        """The job advertisements."""
        return self[POSTINGS]

    @property
    def positions(self) -> Rows[Position]:
        """The positions that jobs fill."""
        return self[POSITIONS]

    @property
    def candidates(self) -> Rows[Candidate]:
        """The people."""
        return self[CANDIDATES]

    @property
    def applications(self) -> Rows[Application]:
        """Candidates on jobs."""
        return self[APPLICATIONS]

    @property
    def activities(self) -> Rows[Activity]:
        """The history of every application."""
        return self[ACTIVITIES]

    @property
    def interviews(self) -> Rows[Interview]:
        """Scheduled interviews."""
        return self[INTERVIEWS]

    @property
    def timeslots(self) -> Rows[Timeslot]:
        """The parts of interviews."""
        return self[TIMESLOTS]

    @property
    def scorecards(self) -> Rows[Scorecard]:
        """Reviews of candidates."""
        return self[SCORECARDS]

    @property
    def offers(self) -> Rows[Offer]:
        """Job offers made to candidates."""
        return self[OFFERS]

    @property
    def notes(self) -> Rows[Note]:
        """What recruiters wrote about candidates."""
        return self[NOTES]

    @property
    def attachments(self) -> Rows[Attachment]:
        """Files of candidates."""
        return self[ATTACHMENTS]


class Transaction(Reading):
    """A reading that may write. What it writes shows to itself at once and to others when it is committed.

    `number` is that of its commit, which the world gives it when it takes effect; 0 until then.
    """

    __slots__ = ("_changes", "cause", "number")

    def __init__(self, state: State, seed: int, now: int, cause: Cause = TESTER) -> None:
        super().__init__(state, seed, now)
        self._changes: list[Change] = []
        self.cause = cause
        self.number = 0

    def next_id(self, collection: Collection[R]) -> int:
        """The id of the next record created in this collection."""
        return self._state.table(collection).next_id

    @contextmanager
    def then(self, instant: int) -> Iterator[None]:
        """Stamp what is written in the block with an earlier instant: for what happened in the past."""
        now, self.now = self.now, min(instant, self.now)
        try:
            yield
        finally:
            self.now = now

    def put(self, collection: Collection[R], record: R) -> R:
        """Create or replace a record; gives it back. Raises StorageFull for a file that there is no room for."""
        record = collection.counted(record)
        table = self._state.table(collection)
        before = table.records.get(record.id)
        if not collection.derived:
            self._changes.append(Change(collection.name, record.id, before, record))
        self._write(table.put(record))
        return record

    def remove(self, collection: Collection[R], id: int) -> None:
        """Delete a record, which must exist."""
        table = self._state.table(collection)
        if not collection.derived:
            self._changes.append(Change(collection.name, id, table.records[id], None))
        self._write(table.remove(id))

    def _write(self, table: Table[Any]) -> None:
        self._state = self._state.with_table(table)
        self._rows.pop(table.collection.name, None)

    def savepoint(self) -> Callable[[], None]:
        """What takes back everything that is written from here on."""
        state, changes = self._state, len(self._changes)

        def take_back() -> None:
            self._state = state
            self._rows.clear()
            del self._changes[changes:]

        return take_back

    @property
    def changed(self) -> bool:
        """True when something was written."""
        return bool(self._changes)

    def touched(self, collection: Collection[Any]) -> bool:
        """True when a record of a collection was written or deleted."""
        return collection.name in [one.collection for one in self._changes]

    @property
    def commit(self) -> Commit:
        """What was written so far."""
        return Commit(self.number, self.now, self.cause, tuple(self._changes))
