"""The reports that a company that hires begins with, and the files of those that were run."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from ats_sandbox.vendors.smartrecruiters.reporting.state import (
    FREQUENCIES,
    REPORT_FILES,
    REPORTS,
    FileStatus,
    Report,
    ReportFile,
    ReportSchedule,
    table_of,
)
from ats_sandbox.world.clock import DAY, HOUR, MINUTE, START
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.lazy import LazyTable
from ats_sandbox.world.store.table import Table

_TOLD = Path(__file__).with_name("reports.json")
"""Reports: when each was `created` and `updated`, in days before the world begins; the days when it was run, and why
that failed; how many `turns` a `scheduled` one had, the last of them a turn before it would be due `next`, in days.

All schedules are over, so nothing has to be generated only because the time of a world passes."""


Run = tuple[int, int, int | None, str | None]
"""When a file was due, of which report, who asked for it, and why it failed."""

MOST_RECORDS = 2_000
"""Records that the first files are made of, so that a large world answers quickly."""


def first_reports(world: Reading) -> Iterable[Table[Any]]:
    """Reports that were run, one that never was, and a file that failed."""
    if not world.candidates:
        return ()
    reports: list[Report] = []
    runs: list[Run] = []
    for id, told in enumerate(msgspec.json.decode(_TOLD.read_bytes()), 1):
        scheduled, at = told.get("scheduled"), {one: START - told[one] * DAY for one in ("created", "updated")}
        if scheduled is not None:
            step = FREQUENCIES[scheduled["frequency"]]
            due = START - START % DAY + 5 * HOUR + scheduled["next"] * DAY
            runs += [(due - turn * step, id, None, None) for turn in range(1, scheduled["turns"] + 1)]
            first, last = due - step * scheduled["turns"], due - step
            told["schedule"] = ReportSchedule(frequency=scheduled["frequency"], starts_at=first, ends_at=last)
        runs += [(START - days * DAY, id, 1, failure) for days, failure in told.get("runs", ())]
        facts = {"id": id, "creator": 1, "modifier": 1, "created_at": at["created"], "updated_at": at["updated"]}
        reports.append(msgspec.convert({"schedule": None, "grantees": (), **told, **facts}, Report))
    return Table.build(REPORTS, reports), LazyTable(REPORT_FILES, partial(_files, world, reports, runs))


def _files(world: Reading, reports: list[Report], runs: list[Run]) -> Iterator[ReportFile]:
    for id, run in enumerate(sorted(runs), 1):
        yield _file(world, id, reports[run[1] - 1], run)


def _file(world: Reading, id: int, report: Report, run: Run) -> ReportFile:
    at, _, requestor, error = run
    as_it_was = Reading(world.state, world.seed, at)
    return ReportFile(
        id=id,
        report=report.id,
        status=FileStatus.COMPLETED if error is None else FileStatus.FAILED,
        requestor=requestor,
        scheduled_at=at,
        generated_at=at + 2 * MINUTE if error is None else None,
        error=error,
        content=table_of(as_it_was, report, MOST_RECORDS) if error is None else b"",
    )
