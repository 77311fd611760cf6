"""What is true in a world, to read in assertions: the people, jobs and applications that every vendor tells of."""

from contextlib import AbstractContextManager
from typing import Any

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
    """The people."""

    __slots__ = ()

    def by_email(self, address: str) -> Candidate | None:
        """Whoever has this address, in any letter case; the one added first when several have it, None when nobody."""
        return self.where(email=address.casefold()).first()

    def by_name(self, name: str) -> Candidate | None:
        """Whoever has this first and last name."""
        last = name.rpartition(" ")[2].casefold()
        found = (one for one in self.where(last_name=last) if one.name.casefold() == name.casefold())
        return next(found, None) or next((one for one in self if one.name.casefold() == name.casefold()), None)


class Jobs(Rows[Job]):
    """The requisitions."""

    __slots__ = ()

    def by_title(self, title: str) -> Job | None:
        """The first job of that title."""
        return next((one for one in self if one.title == title), None)

    def by_reference(self, reference: str) -> Job | None:
        """The job with the company's own number."""
        return next((one for one in self if one.reference == reference), None)


class Applications(Rows[Application]):
    """Candidates on jobs."""

    __slots__ = ()

    def of(self, one: Candidate | Job) -> Selection[Application]:
        """Those of a candidate, or on a job."""
        return self.where(candidate=one.id) if isinstance(one, Candidate) else self.where(job=one.id)

    def between(self, candidate: Candidate, job: Job) -> Application | None:
        """This candidate's application to this job."""
        return self.where(pair=(candidate.id, job.id)).first()


class WorldQueries:
    """A world as it is at each look. Records are frozen; instants in them are milliseconds since 1970.

    Every collection is a sequence in the order of creation, with `[id]` (raises LookupError), `get(id)`, `len`, and
    `where(index=key)` for what is indexed.
    """

    __slots__ = ("_world",)

    def __init__(self, world: World) -> None:
        self._world = world

    @property
    def candidates(self) -> Candidates:
        """The people."""
        return Candidates(self.state.table(CANDIDATES))

    @property
    def jobs(self) -> Jobs:
        """The requisitions."""
        return Jobs(self.state.table(JOBS))

    @property
    def applications(self) -> Applications:
        """Candidates on jobs."""
        return Applications(self.state.table(APPLICATIONS))

    @property
    def notes(self) -> Rows[Note]:
        """What recruiters wrote about candidates."""
        return self.read().notes

    @property
    def interviews(self) -> Rows[Interview]:
        """Scheduled interviews."""
        return self.read().interviews

    @property
    def scorecards(self) -> Rows[Scorecard]:
        """Reviews of candidates."""
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
        """Job advertisements."""
        return self.read().postings

    @property
    def users(self) -> Rows[User]:
        """The company's own people."""
        return self.read().users

    @property
    def reasons(self) -> Rows[Reason]:
        """Why applications end."""
        return self.read().reasons

    def stage_of(self, application: Application) -> Stage:
        """Where an application stands in its job's pipeline."""
        return self.read().stages[application.stage]

    def history_of(self, application: Application) -> list[Activity]:
        """What happened to an application, in order."""
        return list(self.read()[ACTIVITIES].where(application=application.id))

    def read(self) -> Reading:
        """An unchanging reading of the present, for whatever is not here."""
        return self._world.read()

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Write behind the vendors' backs with the verbs of `sandbox.world`; all of it or, when it raises, nothing."""
        return self._world.transaction()

    @property
    def name(self) -> str:
        """The world's name."""
        return self._world.name

    @property
    def seed(self) -> int:
        """What ids and choices are derived from."""
        return self._world.seed

    @property
    def state(self) -> State:
        """All of it as one value: two that are equal hold the same records."""
        return self._world.state

    @property
    def now(self) -> int:
        """The world's instant (milliseconds since 1970)."""
        return self._world.now

    def __eq__(self, other: Any) -> bool:
        return isinstance(other, WorldQueries) and other._world is self._world

    __hash__ = None  # type: ignore[assignment]
