"""The records of a world, to read in assertions: the candidates, jobs and applications that every vendor shows."""

from contextlib import AbstractContextManager

from ats_sandbox.testing.arguments import text
from ats_sandbox.world.domain.applications import ACTIVITIES, APPLICATIONS, Activity, Application
from ats_sandbox.world.domain.attachments import Attachment
from ats_sandbox.world.domain.candidates import CANDIDATES, Candidate
from ats_sandbox.world.domain.interviews import Interview
from ats_sandbox.world.domain.jobs import JOBS, Job
from ats_sandbox.world.domain.notes import Note
from ats_sandbox.world.domain.offers import Offer
from ats_sandbox.world.domain.pipelines import Stage
from ats_sandbox.world.domain.postings import Posting
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.domain.reasons import Reason
from ats_sandbox.world.domain.scorecards import Scorecard
from ats_sandbox.world.domain.users import User
from ats_sandbox.world.store.selection import Rows, Selection
from ats_sandbox.world.store.state import State
from ats_sandbox.world.world import World


class Candidates(Rows[Candidate]):
    """The candidates."""

    __slots__ = ()

    def by_email(self, address: str) -> Candidate | None:
        """The candidate with this address, in any letter case; the first of several, or None."""
        return self.where(email=text("an address", address).casefold()).first()

    def by_name(self, name: str) -> Candidate | None:
        """The candidate with this first and last name."""
        last = text("a name", name).rpartition(" ")[2].casefold()
        found = (one for one in self.where(last_name=last) if one.name.casefold() == name.casefold())
        return next(found, None) or next((one for one in self if one.name.casefold() == name.casefold()), None)


class Jobs(Rows[Job]):
    """The jobs."""

    __slots__ = ()

    def by_title(self, title: str) -> Job | None:
        """The first job with this title."""
        return next((one for one in self if one.title == title), None)

    def by_reference(self, reference: str) -> Job | None:
        """The job with this reference number."""
        return next((one for one in self if one.reference == reference), None)


class Applications(Rows[Application]):
    """The applications."""

    __slots__ = ()

    def of(self, one: Candidate | Job) -> Selection[Application]:
        """Those of a candidate, or on a job."""
        return self.where(candidate=one.id) if isinstance(one, Candidate) else self.where(job=one.id)

    def between(self, candidate: Candidate, job: Job) -> Application | None:
        """This candidate's application to this job."""
        return self.where(pair=(candidate.id, job.id)).first()


class WorldQueries:
    """A world as it is at each access. Records are frozen; instants in them are milliseconds since 1970.

    Every collection is a sequence in the order of creation, with `[id]` (raises LookupError), `get(id)`, `len`, and
    `where(index=key)` for indexed fields.
    """

    __slots__ = ("_world",)

    def __init__(self, world: World) -> None:
        self._world = world

    def __repr__(self) -> str:
        return f"<World {self.name}: {len(self.jobs)} jobs, {len(self.candidates)} candidates, seed {self.seed}>"

    @property
    def candidates(self) -> Candidates:
        """The candidates."""
        return Candidates(self.state.table(CANDIDATES))

    @property
    def jobs(self) -> Jobs:
        """The jobs."""
        return Jobs(self.state.table(JOBS))

    @property
    def applications(self) -> Applications:
        """The applications."""
        return Applications(self.state.table(APPLICATIONS))

    @property
    def notes(self) -> Rows[Note]:
        """Notes on candidates."""
        return self.read().notes

    @property
    def interviews(self) -> Rows[Interview]:
        """Scheduled interviews."""
        return self.read().interviews

    @property
    def scorecards(self) -> Rows[Scorecard]:
        """Scorecards of candidates."""
        return self.read().scorecards

    @property
    def offers(self) -> Rows[Offer]:
        """Offers made to candidates."""
        return self.read().offers

    @property
    def attachments(self) -> Rows[Attachment]:
        """Files of candidates."""
        return self.read().attachments

    @property
    def postings(self) -> Rows[Posting]:
        """Job postings."""
        return self.read().postings

    @property
    def users(self) -> Rows[User]:
        """Users of the company."""
        return self.read().users

    @property
    def reasons(self) -> Rows[Reason]:
        """Reasons for which applications end."""
        return self.read().reasons

    def stage_of(self, application: Application) -> Stage:
        """The stage of an application in its job's pipeline."""
        return self.read().stages[application.stage]

    def history_of(self, application: Application) -> list[Activity]:
        """The activities of an application, in order."""
        return list(self.read()[ACTIVITIES].where(application=application.id))

    def read(self) -> Reading:
        """A constant view of the present state, for whatever is not here."""
        return self._world.read()

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Write directly with the commands of `ats_sandbox.world.domain`; all of it or, when it raises, nothing."""
        return self._world.transaction()

    @property
    def name(self) -> str:
        """The world's name."""
        return self._world.name

    @property
    def seed(self) -> int:
        """The seed of ids and choices."""
        return self._world.seed

    @property
    def state(self) -> State:
        """The whole state as one value: equal states hold the same records."""
        return self._world.state

    @property
    def now(self) -> int:
        """The world's instant (milliseconds since 1970)."""
        return self._world.now

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WorldQueries) and other._world is self._world

    __hash__ = None  # type: ignore[assignment]
