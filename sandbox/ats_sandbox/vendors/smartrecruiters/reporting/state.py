"""What only SmartRecruiters knows of reports: which there are, when they are due, and the files that were generated."""

import csv
from collections.abc import Iterator
from enum import StrEnum
from io import StringIO
from itertools import islice
from typing import Any

import msgspec
from msgspec.structs import replace

from ats_sandbox.vendors.smartrecruiters.reporting.data_points import DATA_POINTS, ROWS, reader_of, written
from ats_sandbox.world.clock import DAY
from ats_sandbox.world.domain.background import TASKS, Work, begin
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.store.content import StorageFull
from ats_sandbox.world.store.references import Reference
from ats_sandbox.world.store.table import Collection, Record

REASONS = (
    *("UNKNOWN", "MISSING_ACCESS_GROUP", "ACCESS_GROUP_MISMATCH", "MISSING_SYSTEM_ROLE", "SYSTEM_ROLE_MISMATCH"),
    *("REPORTING_AREA_RESTRICTED", "INCORRECT_ACCESS_CONFIGURATION", "MISSING_REPORT_CREATOR_EMPLOYEE"),
)
"""Why no file was generated."""
FREQUENCIES = {"DAILY": DAY, "WEEKLY": 7 * DAY, "MONTHLY": 30 * DAY, "ANNUALLY": 365 * DAY}
"""Every how many milliseconds; a month counts as 30 days here, a year as 365."""


class FileStatus(StrEnum):
    """Where the generation of a file stands; one that runs is told from one that waits by its task."""

    PENDING = "PENDING"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"


class ReportFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a row must be like: a value of a column is one of some, or not older than some days, or is true or not."""

    column: str
    values: tuple[str, ...] = ()
    days: int | None = None
    flag: bool | None = None


class ReportSchedule(msgspec.Struct, frozen=True, kw_only=True):
    """When files are generated without being asked for: from an instant to another."""

    frequency: str
    starts_at: int
    ends_at: int


class Report(Record, frozen=True, kw_only=True):
    """A report whose rows are about an `entity`; `columns` are ids of data points. `grantees` may see it, too."""

    name: str
    entity: str
    columns: tuple[str, ...]
    filters: tuple[ReportFilter, ...]
    creator: int
    modifier: int
    grantees: tuple[int, ...]
    schedule: ReportSchedule | None
    template: bool
    formats: tuple[str, ...]
    created_at: int
    updated_at: int

    @property
    def open(self) -> bool:
        """True when it has no row about what is confidential."""
        return any(one.column.endswith(".confidential") and one.flag is False for one in self.filters)


class ReportFile(Record, frozen=True, kw_only=True):
    """A file of a report. `requestor` asked for it, None for a schedule; `generated_at` is when it was ready."""

    report: int
    status: FileStatus
    requestor: int | None
    scheduled_at: int
    generated_at: int | None
    error: str | None
    content: bytes


REPORTS = Collection(
    "smartrecruiters.reports",
    Report,
    references={"creator": Reference("users"), "modifier": Reference("users"), "grantees": Reference("users")},
)
REPORT_FILES = Collection(
    "smartrecruiters.report_files",
    ReportFile,
    references={"report": Reference(REPORTS.name), "requestor": Reference("users")},
    indexes={
        "report": lambda one: (one.report,),
        "completed": lambda one: (one.report,) if one.status is FileStatus.COMPLETED else (),
        "asked": lambda one: (one.report,) if one.requestor and one.status is FileStatus.PENDING else (),
    },
)
"""`asked` finds what somebody waits for, by report."""


def rows_of(world: Reading, report: Report, most: int | None = None) -> Iterator[list[str]]:
    """The table of a report: its header and its rows, of so many records at most."""
    yield [DATA_POINTS[one].name for one in report.columns]
    columns = [(reader_of(report.entity, one), DATA_POINTS[one].type) for one in report.columns]
    filters = [(one, reader_of(report.entity, one.column)) for one in report.filters]
    for record in islice(world[ROWS[report.entity]], most):
        if all(_fits(world, one, read(world, record)) for one, read in filters):
            yield [written(read(world, record), type) for read, type in columns]


def _fits(world: Reading, wanted: ReportFilter, value: Any) -> bool:
    if wanted.flag is not None:
        return value is wanted.flag
    if wanted.days is not None:
        return value is not None and bool(value > world.now - wanted.days * DAY)
    return value in wanted.values


def table_of(world: Reading, report: Report, most: int | None = None) -> bytes:
    """The table of a report as CSV in UTF-8, of so many records at most."""
    text = StringIO()
    csv.writer(text).writerows(rows_of(world, report, most))
    return text.getvalue().encode()


def _finish(world: Transaction, file: int) -> None:
    found = world[REPORT_FILES].get(file)
    if found is None:
        return
    content = table_of(world, world[REPORTS][found.report])
    try:
        world.put(REPORT_FILES, replace(found, status=FileStatus.COMPLETED, generated_at=world.now, content=content))
    except StorageFull:
        _fail(world, file, "UNKNOWN")


def _fail(world: Transaction, file: int, reason: str) -> None:
    found = world[REPORT_FILES].get(file)
    if found is not None:
        world.put(REPORT_FILES, replace(found, status=FileStatus.FAILED, error=reason))


GENERATION = Work(
    "report_file", "a file of a report is generated", _finish, _fail, REASONS, begun_by=("generate_report_file",)
)


def runs(world: Reading, file: ReportFile) -> bool:
    """True in the second half of a generation: by the time it takes, if it takes any, or by the looks that are left."""
    task = world[TASKS].where(subject=(GENERATION.name, file.id)).first()
    if task is None:
        return False
    if task.reads is not None:
        return task.reads <= 1
    return (
        task.due_at is not None and world.now > file.scheduled_at and 2 * world.now >= file.scheduled_at + task.due_at
    )


def generate(world: Transaction, report: Report, requestor: int | None, at: int) -> ReportFile:
    """Begin to generate a file, for whoever asked or as scheduled for an instant."""
    file = ReportFile(
        id=world.next_id(REPORT_FILES),
        report=report.id,
        status=FileStatus.PENDING,
        requestor=requestor,
        scheduled_at=at,
        generated_at=None,
        error=None,
        content=b"",
    )
    world.put(REPORT_FILES, file)
    begin(world, GENERATION, file.id)
    return file
