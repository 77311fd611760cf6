"""The board: the applications of one job in the stages of its pipeline, and moving them."""

from collections.abc import Iterator

import msgspec

from ats_sandbox.control.fixtures.names import get_record
from ats_sandbox.dashboard.form import Form, text
from ats_sandbox.dashboard.labels import label
from ats_sandbox.dashboard.operations import Refused
from ats_sandbox.dashboard.page import Action, Page, Values
from ats_sandbox.dashboard.paging import MOST, Part, part_of
from ats_sandbox.dashboard.search import matching, record_of
from ats_sandbox.dashboard.visit import Visit
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.commands.applications import ENDINGS, move, set_status, stages_of
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.domain.refusals import DomainRefusal
from ats_sandbox.world.store.selection import Selection

OVER = (ApplicationStatus.REJECTED, ApplicationStatus.WITHDRAWN, ApplicationStatus.TRANSFERRED)
"""Statuses of applications that are in no stage any more."""

GOING = tuple(one for one in ApplicationStatus if one not in OVER)
"""Statuses of those that are."""


class Card(msgspec.Struct, frozen=True):
    """An application: its id in the company's own system, whose it is, and since when it stands as it does."""

    id: str
    name: str
    person: str
    status: str
    since: str
    rating: float | None
    flags: tuple[str, ...]


class Column(msgspec.Struct, frozen=True):
    """A stage, or an ending. `key` is what a card is moved to; `more` are those that are not shown."""

    key: str
    name: str
    phase: str
    total: int
    cards: list[Card]

    @property
    def more(self) -> int:
        """How many cards are not shown."""
        return self.total - len(self.cards)


def show(visit: Visit) -> Values:
    """The jobs to choose from, or the board of one."""
    world, asked = visit.workspace.world.read(), visit.request.args
    vendors = visit.deployment.vendors
    text = asked.get("job", "")
    job = record_of(world, vendors, "job", text) if text else None
    if job is None:
        search = asked.get("q", "")
        found = matching(world, vendors, "job", search).newest_first()
        part = part_of(found, asked.get("part", ""))
        return {
            "job": None,
            "missing": text,
            "search": search,
            "part": part,
            "jobs": [(one, native_id(world, "job", one.id), applicants(world, one.id)) for one in part.rows],
        }
    return {"job": job, "id": native_id(world, "job", job.id), **board(visit, world, job)}


def applicants(world: Reading, job: int) -> int:
    """How many have applied to a job."""
    return len(world.applications.where(job=job))


def board(visit: Visit, world: Reading, job: Job) -> Values:
    """The columns of a job, or one of them in parts; what else is asked for an ending that was refused."""
    only, columns, part = visit.request.args.get("column", ""), [*columns_of(world, job)], None
    chosen = next((one for one in columns if one[0] == only), None)
    if chosen is not None:
        part = part_of(chosen[3], visit.request.args.get("part", ""))
    return {
        "columns": [shown(world, one, part) for one in columns if chosen in (None, one)],
        "part": part,
        "only": only if chosen else None,
        "targets": [(key, name) for key, name, _, _ in columns if key != ApplicationStatus.TRANSFERRED],
        "ending": ending(visit, world),
    }


ColumnRows = tuple[str, str, str, Selection[Application]]
"""The key, the name and the phase of a column, and the applications in it, the latest first."""


def columns_of(world: Reading, job: Job) -> Iterator[ColumnRows]:
    """The stages of a job's pipeline, then the endings; nobody is moved to where those of other jobs went."""
    rows = world.applications
    for stage in stages_of(world, job.id):
        within = rows.where(job_stage=(job.id, stage.id)).where_any("status", GOING)
        yield str(stage.id), stage.name, stage.phase, within.newest_first()
    for status in OVER:
        over = rows.where(job=job.id, status=status).newest_first()
        if over or status in ENDINGS:
            yield status, status.capitalize(), status, over


def shown(world: Reading, column: ColumnRows, part: Part | None) -> Column:
    """A column with its first cards, or those of a part."""
    key, name, phase, rows = column
    cards = rows.page(0, MOST) if part is None else part.rows
    return Column(key, name, phase, len(rows), [card(world, one, phase) for one in cards])


def card(world: Reading, one: Application, phase: str) -> Card:
    """The card of an application."""
    person = world.candidates[one.candidate]
    flags = {
        "confidential": one.confidential,
        "reserved": one.reserved,
        "internal": person.internal,
        one.status.replace("_", " "): one.status != phase,
    }
    return Card(
        native_id(world, "application", one.id),
        label(world, person),
        native_id(world, "candidate", person.id),
        one.status,
        iso(one.ended_at or one.hired_at or one.updated_at),
        person.rating,
        tuple(name for name, set in flags.items() if set),
    )


def ending(visit: Visit, world: Reading) -> Values | None:
    """The ending that was asked for, and the reasons that there are for it."""
    form = visit.request.form
    if form.get("to") not in ENDINGS:
        return None
    status = ApplicationStatus(form["to"])
    found = record_of(world, visit.deployment.vendors, "application", form.get("application", ""))
    return found and {
        "status": status,
        "application": form["application"],
        "name": label(world, found),
        "reasons": world.reasons.where(decider=ENDINGS[status]).page(0, MOST),
    }


def move_card(visit: Visit, form: Form) -> dict[str, str]:
    """Bring an application to a stage or to an end, as a recruiter does."""
    world, vendors = visit.workspace.world, visit.deployment.vendors
    to, reason = text(form, "to"), number(form.get("reason", ""))
    if to is None:
        raise Refused(400, "Choose where to move the card.")
    id = get_record(world.read(), vendors, "application", form.get("application", ""))
    try:
        with world.transaction() as draft:
            if id not in draft.applications:
                raise Refused(404, "The application has just been deleted.")
            bring(draft, draft.applications[id], to, reason)
    except DomainRefusal as refused:
        raise Refused(409, f"The application cannot be moved: {refused}.") from None
    return {name: value for name in ("job", "column", "part") if (value := visit.request.args.get(name))}


def bring(draft: Transaction, application: Application, to: str, reason: int | None) -> None:
    """Move an application to a stage, or end it; where it is already, nothing is written."""
    if to in ENDINGS:
        set_status(draft, application, ApplicationStatus(to), reason=reason)
        return
    stage = draft.stages.get(number(to))
    if stage is None:
        raise Refused(404, "There is no such stage any more.")
    if (application.stage, application.status) != (stage.id, stage.phase):
        move(draft, application, stage.id)


def number(written: str) -> int | None:
    """A number as a page of ours writes ids; None for anything else."""
    return int(written) if written.isascii() and written.isdigit() and len(written) < 19 else None


BOARD = Page(
    "board",
    "Board",
    "Candidates in the stages of a job's pipeline: drag a card, or choose where to move it.",
    show,
    (Action("move", "The card was moved.", move_card),),
)
