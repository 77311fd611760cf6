"""What reports have columns of: facts of candidates, jobs and applications."""

from collections.abc import Callable
from typing import Any

import msgspec

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.applications import APPLICATIONS
from ats_sandbox.world.domain.candidates import CANDIDATES
from ats_sandbox.world.domain.jobs import JOBS
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Collection

ROWS: dict[str, Collection[Any]] = {"APPLICATION": APPLICATIONS, "CANDIDATE": CANDIDATES, "JOB": JOBS}
"""What a row can be about, by entity type."""
TYPES = ("ID", "DATE", "NUMBER", "TEXT", "ENUM", "BOOLEAN", "DECIMAL")


class DataPoint(msgspec.Struct, frozen=True):
    """One fact: its entity type, name and type, and how it is read of a record. Instants are read as milliseconds."""

    entity: str
    name: str
    type: str
    read: Callable[[Reading, Any], Any]


def _source(world: Reading, one: Any) -> str | None:
    source = world.sources.get(one.source)
    return one.origin if source is None else source.label


def _department(world: Reading, one: Any) -> str | None:
    department = world.departments.get(one.department)
    return None if department is None else department.name


def _openings(world: Reading, one: Any) -> int:
    return len(world.positions.where(job=one.id))


DATA_POINTS = {
    "application.id": DataPoint("APPLICATION", "Application ID", "ID", lambda w, one: ids.APPLICATION.write(w, one.id)),
    "application.status": DataPoint("APPLICATION", "Status", "ENUM", lambda w, one: one.status.value.upper()),
    "application.source": DataPoint("APPLICATION", "Source", "TEXT", _source),
    "application.createdOn": DataPoint("APPLICATION", "Application date", "DATE", lambda w, one: one.created_at),
    "application.updatedOn": DataPoint("APPLICATION", "Last update", "DATE", lambda w, one: one.updated_at),
    "application.hiredOn": DataPoint("APPLICATION", "Hire date", "DATE", lambda w, one: one.hired_at),
    "candidate.id": DataPoint("CANDIDATE", "Candidate ID", "ID", lambda w, one: ids.CANDIDATE.write(w, one.id)),
    "candidate.firstName": DataPoint("CANDIDATE", "First name", "TEXT", lambda w, one: one.first_name),
    "candidate.lastName": DataPoint("CANDIDATE", "Last name", "TEXT", lambda w, one: one.last_name),
    "candidate.email": DataPoint("CANDIDATE", "E-mail", "TEXT", lambda w, one: one.email),
    "candidate.internal": DataPoint("CANDIDATE", "Internal", "BOOLEAN", lambda w, one: one.internal),
    "candidate.rating": DataPoint("CANDIDATE", "Average rating", "DECIMAL", lambda w, one: one.rating),
    "candidate.confidential": DataPoint("CANDIDATE", "Confidential", "BOOLEAN", lambda w, one: one.confidential),
    "candidate.createdOn": DataPoint("CANDIDATE", "Creation date", "DATE", lambda w, one: one.created_at),
    "job.id": DataPoint("JOB", "Job ID", "ID", lambda w, one: ids.JOB.write(w, one.id)),
    "job.refNumber": DataPoint("JOB", "Reference number", "TEXT", lambda w, one: one.reference),
    "job.title": DataPoint("JOB", "Job title", "TEXT", lambda w, one: one.title),
    "job.status": DataPoint("JOB", "Job status", "ENUM", lambda w, one: one.status.value.upper()),
    "job.department": DataPoint("JOB", "Department", "TEXT", _department),
    "job.city": DataPoint("JOB", "City", "TEXT", lambda w, one: one.place.city),
    "job.positions": DataPoint("JOB", "Positions", "NUMBER", _openings),
    "job.confidential": DataPoint("JOB", "Confidential", "BOOLEAN", lambda w, one: one.confidential),
    "job.createdOn": DataPoint("JOB", "Job creation date", "DATE", lambda w, one: one.created_at),
}
"""By id."""


def reader_of(entity: str, point: str) -> Callable[[Reading, Any], Any]:
    """How a fact is read in a row about an entity: a row about an application has those of its candidate and job."""
    known = DATA_POINTS[point]
    if known.entity == entity:
        return known.read
    if known.entity == "CANDIDATE":
        return lambda world, one: known.read(world, world.candidates[one.candidate])
    return lambda world, one: known.read(world, world.jobs[one.job])


def written(value: Any, type: str) -> str:
    """A value as the cell of a table."""
    if value is None:
        return ""
    if type == "DATE":
        return iso(value)
    return str(value).lower() if isinstance(value, bool) else str(value)
