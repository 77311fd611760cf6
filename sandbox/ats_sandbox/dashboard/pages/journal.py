"""The journal of a world: its exchanges as they happen, and everything about one of them."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import msgspec

from ats_sandbox.contract.principal import PRINCIPALS
from ats_sandbox.control.journal.entry import Entry
from ats_sandbox.control.journal.journal import Forgotten, Journal, NoSuchEntry
from ats_sandbox.control.journal.query import JournalQuery, UnknownName
from ats_sandbox.control.journal.views import entry_row
from ats_sandbox.control.worlds.worlds import DEFAULT
from ats_sandbox.dashboard.form import Form
from ats_sandbox.dashboard.labels import noun_and_id
from ats_sandbox.dashboard.operations import Refused
from ats_sandbox.dashboard.page import Action, Page, Values
from ats_sandbox.dashboard.repetition import as_test, curl, repetition_of
from ats_sandbox.dashboard.visit import Visit

MOST = 100
"""Exchanges of one page."""
MOST_NEW = 25
"""Exchanges that are shown of those that came since the page was opened."""
LONGEST = 300
"""Characters of what somebody looks for."""
MOST_BEFORE, MOST_BYTES_BEFORE = 20, 32 * 1024
"""Writes that a test makes before the exchange that it repeats, and the bytes of their bodies; it makes all or none."""

FILTERS = ("vendor", "operation", "status", "principal", "path")
CLASSES = {"2xx": "2xx: done", "3xx": "3xx: elsewhere", "4xx": "4xx: refused", "5xx": "5xx: failed"}


def show(visit: Visit) -> Values:
    """One exchange if the query has its number; otherwise the newest that fit its filters, or older ones."""
    asked = visit.request.args
    filters = {name: value for name in FILTERS if (value := asked.get(name, "").strip()[:LONGEST])}
    number = asked.get("number", "").strip()
    return {"filters": filters, **(one(visit, number) if number else listed(visit, filters))}


def listed(visit: Visit, filters: Mapping[str, str]) -> Values:
    """A page of exchanges that stays as it is, and apart from it those that have come since it was opened."""
    journal, asked = visit.workspace.journal, visit.request.args
    last, problem = len(journal), None
    seen = min(whole(asked.get("seen"), last), last)
    before = min(whole(asked.get("before"), seen + 1), seen + 1)
    try:
        found = journal.entries(query_of(filters))
    except UnknownName as unknown:
        found, problem = [], str(unknown)
    there = [entry for entry in found if entry.number < before]
    page, new = there[: -MOST - 1 : -1], [entry for entry in found if entry.number > seen]
    kept = {**filters, "seen": str(seen)}
    return {
        "exchange": None,
        "rows": [entry_row(entry) for entry in page],
        "found": len(there),
        "recorded": last,
        "dropped": journal.dropped,
        "new": [entry_row(entry) for entry in new[: -MOST_NEW - 1 : -1]],
        "new_count": len(new),
        "problem": problem,
        "older": visit.page("journal", **kept, before=str(page[-1].number)) if len(there) > len(page) else None,
        "newest": visit.page("journal", **filters) if before <= seen else None,
        "live_path": visit.page("journal", **kept),
        "vendors": visit.deployment.vendors,
        "operations": [(one.name, each) for one in visit.deployment.vendors for each in one.operations],
        "classes": CLASSES,
        "tokens": [one.token for one in PRINCIPALS],
    }


def whole(text: str | None, otherwise: int) -> int:
    """A number of the query; another one for what is none."""
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 19 else otherwise


def query_of(filters: Mapping[str, str]) -> JournalQuery:
    """The query of the filters; the path holds the text that is looked for, anywhere."""
    path = filters.get("path")
    return JournalQuery(
        vendor=filters.get("vendor"),
        operation=filters.get("operation"),
        status=filters.get("status"),
        principal=filters.get("principal"),
        path=None if path is None else f"*{path.replace('[', '[[]')}*",
    )


def one(visit: Visit, number: str) -> Values:
    """Everything about one exchange. Raises Refused for one that there is not, or not any more."""
    place = f"/journal/{quote(number, safe='')}"
    document = visit.operations.get(place)
    journal = visit.workspace.journal
    try:
        entry = journal[document["number"]]
    except (Forgotten, NoSuchEntry) as gone:
        raise Refused(410, str(gone)) from None
    earlier = writes_before(journal, entry)
    return {
        "exchange": document,
        "changes": with_records(visit, document["changes"]),
        "why": visit.operations.get(f"{place}/why"),
        "request": {**document["request"], "shown": pretty(document["request"]["body"])},
        "answer": {**document["answer"], "shown": pretty(document["answer"]["body"])},
        "curl": curl(repetition_of(entry), origin(visit)),
        "masked": repetition_of(entry).masked,
        "cut": repetition_of(entry).cut,
        "test": as_test(entry, earlier or (), visit.workspace.blueprint),
        "earlier": earlier,
        "previous": entry.number - 1 if entry.number - 1 > journal.dropped else None,
        "next": entry.number + 1 if entry.number < len(journal) else None,
    }


def with_records(visit: Visit, changes: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Changes of records, each with the path of the page that shows what has become of it."""
    world = visit.workspace.world.read()
    found = [noun_and_id(world, one["collection"], one["id"]) for one in changes]
    paths = [None if one is None else visit.page("records", kind=one[0], id=one[1]) for one in found]
    return [{**one, "record": path} for one, path in zip(changes, paths, strict=True)]


def origin(visit: Visit) -> str:
    """Where the vendors of this world are, for clients that name the world by the path alone."""
    named = visit.world == DEFAULT or visit.root.endswith(f"/w/{visit.world}")
    return visit.origin if named else f"{visit.origin}/w/{visit.world}"


def writes_before(journal: Journal, entry: Entry) -> list[Entry] | None:
    """The exchanges that wrote something earlier; None when they are too many, or not all there."""
    kept, dropped = journal.kept()
    wrote = [one for one in kept if one.number < entry.number and one.commit is not None and one.operation is not None]
    size = sum(len(one.asked.body.kept) for one in wrote)
    return None if dropped or len(wrote) > MOST_BEFORE or size > MOST_BYTES_BEFORE else wrote


def pretty(body: Mapping[str, Any]) -> str:
    """A body to read: a JSON value on several lines."""
    if body["kind"] != "json":
        return body["value"] or ""
    written = msgspec.json.encode(body["value"])
    try:
        lines = msgspec.json.format(written, indent=2)
    except RecursionError:
        lines = written
    return (lines if len(lines) < 4 * len(written) + 1_000 else written).decode()


def clear(visit: Visit, form: Form) -> None:
    """Forget every exchange."""
    visit.operations.delete("/journal")


JOURNAL = Page(
    "journal",
    "Journal",
    "Every exchange with a vendor: what was asked and answered, what it changed, and why it was refused.",
    show,
    (Action("clear", "The journal is empty.", clear),),
)
