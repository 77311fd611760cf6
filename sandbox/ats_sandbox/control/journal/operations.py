"""The journal of a world: look, count, ask for the reasons, forget."""

from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.refusal import Rule, Violation
from ats_sandbox.contract.resource import Resource
from ats_sandbox.control.errors import OURS, BadRequest, Gone, Unknown
from ats_sandbox.control.explain.explanation import explain
from ats_sandbox.control.explain.ignored import names
from ats_sandbox.control.explain.views import explanation
from ats_sandbox.control.journal import schemas, views
from ats_sandbox.control.journal.entry import Entry
from ats_sandbox.control.journal.journal import Forgotten, Journal, NoSuchEntry
from ats_sandbox.control.journal.query import JournalQuery, UnknownName
from ats_sandbox.control.workspace import deployment_of, workspace_of

journal = Resource("Journal", "Every exchange with a vendor, and why it was answered as it was")

LAST = "last"
"""Stands for the number of the latest exchange."""


def journal_of(call: Call) -> Journal:
    """The journal of the world that is addressed."""
    return workspace_of(call).journal


def question_of(call: Call) -> JournalQuery:
    """The question that a query asks. A parameter that is not known is refused: it would ask something else."""
    schema = call.operation.query
    assert schema is not None, "questions are asked in queries"
    known = names(schema)
    strange = [name for name in call.request.args if name not in known]
    if strange:
        raise BadRequest(tuple(misnamed(name, list(known), call.request.args[name]) for name in strange))
    asked = {name: value for name, value in call.query.items() if name not in ("limit", "newest")}
    return checked(call, JournalQuery(**asked))


def misnamed(name: str, known: list[str], value: str) -> Violation:
    """A parameter that nobody declares."""
    meant = get_close_matches(name, known, 1)
    text = f"is no filter; did you mean {meant[0]}?" if meant else f"is no filter; there are {', '.join(known)}"
    return Violation(Rule.CUSTOM, (name,), "query", text=text, value=value)


def checked(call: Call, question: JournalQuery, where: str = "query", *path: str | int) -> JournalQuery:
    """A question whose names are all known."""
    try:
        question.checked(deployment_of(call).vendors).settled(deployment_of(call).vendors)
    except UnknownName as unasked:
        text = str(unasked)
        raise BadRequest(
            (Violation(Rule.CUSTOM, (*path, unasked.field), where, text=text, value=unasked.value),)
        ) from None
    return question


def entry_at(call: Call) -> Entry:
    """The exchange that the path names."""
    held, name = journal_of(call), call.path["number"]
    if name == LAST:
        latest = held.last
        if latest is not None:
            return latest
    try:
        return held[int(name) if name.isascii() and name.isdigit() and len(name) < 19 else 0]
    except Forgotten:
        advice = f"a world keeps the last {held.most}; ask sooner, or clear the journal before a test"
        raise Gone(what="exchange", name=name, advice=advice) from None
    except NoSuchEntry:
        known = f"1 to {len(held)}, and {LAST}" if len(held) else "none yet"
        raise Unknown(what="exchange", name=name, known=known) from None


@journal.get("/journal", id="list_journal", query=schemas.PageQuery, returns=schemas.JournalPage, evidence=OURS)
def list_journal(call: Call) -> dict[str, Any]:
    """List the exchanges of the world with vendors, the oldest first.

    Requests to `/_sandbox/` are not among them. The latest ten thousand are kept, and at most 64 MB of bodies.
    """
    question, held = question_of(call), journal_of(call)
    limit, newest = call.query["limit"], call.query["newest"]
    found = held.entries(question)
    page = found[: -limit - 1 : -1] if newest else found[:limit]
    return {
        "entries": [views.row(one) for one in page],
        "next": None if newest or len(found) <= limit else page[-1].number,
        "recorded": len(held),
        "dropped": held.dropped,
        "complete": held.tally(question).complete,
    }


@journal.delete("/journal", id="clear_journal", evidence=OURS)
def clear_journal(call: Call) -> None:
    """Forget every exchange of the world; the next one is number 1 again."""
    journal_of(call).clear()


@journal.get("/journal/count", id="count_journal", query=schemas.Filters, returns=schemas.Tally, evidence=OURS)
def count_journal(call: Call) -> dict[str, Any]:
    """Count exchanges. Unknown, and never 0, when exchanges that were dropped might be among them."""
    tally = journal_of(call).tally(question_of(call))
    return {
        "answer": "unknown" if tally.count is None else str(tally.count),
        "count": tally.count,
        "at_least": tally.at_least,
        "dropped": tally.dropped,
        "complete": tally.complete,
    }


@journal.get(
    "/journal/never-called",
    id="list_never_called",
    query=schemas.VendorQuery,
    returns=schemas.NeverCalled,
    evidence=OURS,
)
def list_never_called(call: Call) -> dict[str, Any]:
    """List the operations, of one vendor or of all, that no exchange reached."""
    question = question_of(call)
    silence = journal_of(call).never_called(question.vendor)
    told = [
        [{"vendor": vendor.name, "operation": operation.id} for vendor, operation in pairs]
        for pairs in (silence.never, silence.undecided)
    ]
    return {
        "never_called": told[0],
        "undecided": told[1],
        "dropped": silence.dropped,
        "complete": silence.complete,
    }


@journal.post(
    "/journal/in-order",
    id="ask_in_order",
    body=schemas.Steps,
    returns=schemas.InOrder,
    evidence=OURS,
    example=Example(body={"steps": [{"operation": "ats_list_jobs", "status": "2xx"}]}),
)
def ask_in_order(call: Call) -> dict[str, Any]:
    """Tell whether exchanges happened one after the other, whatever happened between them."""
    steps = [checked(call, JournalQuery(**one), "body", "steps", at) for at, one in enumerate(call.body["steps"])]
    order = journal_of(call).in_order(*steps)
    return {
        "answer": {True: "yes", False: "no", None: "unknown"}[order.happened],
        "happened": order.happened,
        "found": list(order.found),
        "missing": None if order.happened else steps[len(order.found)].operation,
        "dropped": order.dropped,
        "complete": order.complete,
    }


@journal.get(
    "/journal/unmatched",
    id="list_unmatched",
    query=schemas.PageQuery,
    returns=schemas.Unmatched,
    evidence=OURS,
)
def list_unmatched(call: Call) -> dict[str, Any]:
    """List the requests for which no operation was found, each with the operations that it came near."""
    question, held = replace(question_of(call), matched=False), journal_of(call)
    found = held.entries(question)
    page = found[::-1] if call.query["newest"] else found
    return {
        "requests": [explanation(explain(one, held.vendors)) for one in page[: call.query["limit"]]],
        "dropped": held.dropped,
        "complete": held.tally(question).complete,
    }


@journal.get("/journal/story", id="tell_journal", query=schemas.Filters, returns=schemas.Story, evidence=OURS)
def tell_journal(call: Call) -> dict[str, Any]:
    """Tell the exchanges in words. The same calls give the same story."""
    return {"story": journal_of(call).story(question_of(call))}


@journal.get(
    "/journal/{number}",
    id="get_exchange",
    returns=schemas.JournalEntry,
    errors=[Unknown, Gone],
    evidence=OURS,
    example=Example(path={"number": LAST}),
)
def get_exchange(call: Call) -> dict[str, Any]:
    """Get everything about one exchange, by its number or as `last`. One that was dropped is gone."""
    return views.whole(entry_at(call))


@journal.get(
    "/journal/{number}/why",
    id="explain_exchange",
    returns=schemas.Explanation,
    errors=[Unknown, Gone],
    evidence=OURS,
    example=Example(path={"number": LAST}),
)
def explain_exchange(call: Call) -> dict[str, Any]:
    """Tell why one exchange was answered as it was: the rule, its source, the value, and what to do.

    Also of a success: what was left out, ignored, delayed, or would have been refused.
    """
    return explanation(explain(entry_at(call), journal_of(call).vendors))
