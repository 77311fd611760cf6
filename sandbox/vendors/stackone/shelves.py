"""Where the records of each kind are found, by ids of either form, and who may see them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic

from sandbox.contract.call import Call
from sandbox.vendors.stackone.errors import Forbidden, NotFound, ReferenceNotFound
from sandbox.vendors.stackone.ids import id_of, read_id
from sandbox.world import applications, candidates, company, jobs, offers, pipelines, reasons, users
from sandbox.world.reading import Reading
from sandbox.world.selection import Selection
from sandbox.world.table import Collection, R


def _open(_world: Reading, _record: Any) -> bool:
    return False


def _own(_world: Reading, record: Any) -> bool:
    return bool(record.confidential)


@dataclass(frozen=True, slots=True)
class Shelf(Generic[R]):
    """One kind of record: the kind of its ids, its collection, its address at the provider, and what hides one.

    `hides` tells whether a record belongs to a confidential job alone.
    """

    kind: str
    collection: Collection[R]
    remote_path: str
    hides: Callable[[Reading, R], bool] = _open

    def rows(self, call: Call) -> Selection[R]:
        """Every record that the caller may see, in the order of creation."""
        rows: Selection[R] = call.world[self.collection]
        if call.caller.confidential or self.hides is _open:
            return rows
        if "confidential" in self.collection.indexes:
            return rows.where(confidential=False)
        return rows.only(lambda record: not self.hides(call.world, record))

    def find(self, call: Call, text: str) -> R | None:
        """The record that an id of either form names; one that the caller may not see is refused."""
        record = call.world[self.collection].get(read_id(call.world, self.kind, text))
        if record is not None and not call.caller.confidential and self.hides(call.world, record):
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


def _offer_hidden(world: Reading, offer: offers.Offer) -> bool:
    application = world.applications.get(offer.application)
    return application is not None and application.confidential


APPLICATIONS = Shelf("application", applications.APPLICATIONS, "/applications", _own)
CANDIDATES = Shelf("candidate", candidates.CANDIDATES, "/candidates", _own)
DEPARTMENTS = Shelf("department", company.DEPARTMENTS, "/configuration/departments")
JOBS = Shelf("job", jobs.JOBS, "/jobs", _own)
LOCATIONS = Shelf("location", company.LOCATIONS, "/configuration/locations")
OFFERS = Shelf("offer", offers.OFFERS, "/offers", _offer_hidden)
POSTINGS = Shelf("posting", jobs.POSTINGS, "/postings", _own)
REASONS = Shelf("reason", reasons.REASONS, "/configuration/rejection-reasons")
STAGES = Shelf("stage", pipelines.STAGES, "/configuration/hiring-process/stages")
USERS = Shelf("user", users.USERS, "/user-api/v201804/users")
