"""Where the records of each kind are found, by ids of either form, as far as the caller may see them."""

from dataclasses import dataclass
from typing import Generic

from ats_sandbox.vendors.stackone.call import Call
from ats_sandbox.vendors.stackone.errors import Forbidden, NotFound, ReferenceNotFound
from ats_sandbox.vendors.stackone.ids import id_of, read_id
from ats_sandbox.world.domain import (
    applications,
    attachments,
    candidates,
    departments,
    interviews,
    jobs,
    locations,
    notes,
    offers,
    pipelines,
    postings,
    reasons,
    scorecards,
    users,
)
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.selection import Selection
from ats_sandbox.world.store.table import Collection, R


@dataclass(frozen=True, slots=True)
class Shelf(Generic[R]):
    """One kind of record: the kind of its ids, its collection, and its address at the provider."""

    kind: str
    collection: Collection[R]
    remote_path: str

    def rows(self, call: Call) -> Selection[R]:
        """Every record that the caller may see, in the order of creation."""
        return call.visible(call.world[self.collection])

    def find(self, call: Call, text: str) -> R | None:
        """The record that an id of either form names; one that the caller may not see is refused."""
        record = call.world[self.collection].get(read_id(call.world, self.kind, text))
        if record is not None and not call.can_see(record):
            raise Forbidden
        return record

    def at(self, call: Call, name: str = "id") -> R:
        """The record that the path names."""
        record = self.find(call, call.path[name])
        if record is None:
            raise NotFound
        return record

    def named(self, call: Call, text: str, field: str) -> R:
        """The record that a field of the body names."""
        record = self.find(call, text)
        if record is None:
            raise ReferenceNotFound(field=field)
        return record

    def sample(self, world: Reading) -> str:
        """The id of the first record; empty in a world without one."""
        first = world[self.collection].first()
        return "" if first is None else id_of(world, self.kind, first.id)


APPLICATIONS = Shelf("application", applications.APPLICATIONS, "/applications")
ATTACHMENTS = Shelf("attachment", attachments.ATTACHMENTS, "/attachments")
CANDIDATES = Shelf("candidate", candidates.CANDIDATES, "/candidates")
DEPARTMENTS = Shelf("department", departments.DEPARTMENTS, "/configuration/departments")
INTERVIEWS = Shelf("interview", interviews.INTERVIEWS, "/interviews")
JOB_STAGES = Shelf("stage", pipelines.STAGES, "/hiring-process/stages")
"""Stages as one job has them."""

JOBS = Shelf("job", jobs.JOBS, "/jobs")
LOCATIONS = Shelf("location", locations.LOCATIONS, "/configuration/locations")
NOTES = Shelf("note", notes.NOTES, "/notes")
OFFERS = Shelf("offer", offers.OFFERS, "/offers")
POSTINGS = Shelf("posting", postings.POSTINGS, "/postings")
REASONS = Shelf("reason", reasons.REASONS, "/configuration/rejection-reasons")
SCORECARDS = Shelf("scorecard", scorecards.SCORECARDS, "/scorecards")
STAGES = Shelf("stage", pipelines.STAGES, "/configuration/hiring-process/stages")
USERS = Shelf("user", users.USERS, "/user-api/v201804/users")
