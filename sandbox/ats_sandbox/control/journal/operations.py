"""The journal of a world over HTTP: list, count, explain, clear."""

from dataclasses import replace
from difflib import get_close_matches

from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.refusal import Rule, Violation
from ats_sandbox.contract.resource import Resource
from ats_sandbox.control.deployment import deployment_of
from ats_sandbox.control.errors import OURS, BadRequest, Gone, Unknown
from ats_sandbox.control.explain.explanation import explain
from ats_sandbox.control.explain.ignored import names
from ats_sandbox.control.explain.views import explanation_document
from ats_sandbox.control.journal import schemas, views
from ats_sandbox.control.journal.entry import Entry
from ats_sandbox.control.journal.journal import Forgotten, Journal, NoSuchEntry
from ats_sandbox.control.journal.query import JournalQuery, UnknownName
from ats_sandbox.control.wire import WireObject
from ats_sandbox.control.workspace import workspace_of

journal = Resource("Journal", "Every exchange with a vendor: list, count, explain and assert them")

LAST = "last"
"""Stands for the number of the latest exchange."""


def journal_of(call: Call) -> Journal:
    """The journal of the world that is addressed."""
    return workspace_of(call).journal


def query_of(call: Call) -> JournalQuery:
    """The query of a request. An unknown parameter is refused, as it would change the meaning."""
    schema = call.operation.query
    assert schema is not None, "operations with filters declare a query"
    known = names(schema)
    unknown = [name for name in call.request.args if name not in known]
    if unknown:
        raise BadRequest(tuple(unknown_filter(name, list(known), call.request.args[name]) for name in unknown))
    conditions = {name: value for name, value in call.query.items() if name not in ("limit", "newest")}
    return checked(call, JournalQuery(**conditions))


def unknown_filter(name: str, known: list[str], value: str) -> Violation:
    """The violation of an undeclared parameter."""
    meant = get_close_matches(name, known, 1)
    text = f"is not a filter; did you mean {meant[0]}?" if meant else f"is not a filter; there are {', '.join(known)}"
    return Violation(Rule.CUSTOM, (name,), "query", text=text, value=value)


def checked(call: Call, query: JournalQuery, where: str = "query", *path: str | int) -> JournalQuery:
    """The query, when all its names are known. Raises BadRequest."""
    try:
        query.checked(deployment_of(call).vendors).resolved(deployment_of(call).vendors)
    except UnknownName as unknown:
        text = str(unknown)
        raise BadRequest(
            (Violation(Rule.CUSTOM, (*path, unknown.field), where, text=text, value=unknown.value),)
        ) from None
    return query


def entry_at(call: Call) -> Entry:
    """The exchange that the path refers to."""
    recorded, name = journal_of(call), call.path["number"]
    if name == LAST:
        latest = recorded.last
        if latest is not None:
            return latest
    try:
        return recorded[int(name) if name.isascii() and name.isdigit() and len(name) < 19 else 0]
    except Forgotten:
        advice = f"a world keeps the last {recorded.most}; ask sooner, or clear the journal before a test"
        raise Gone(what="exchange", name=name, advice=advice) from None
    except NoSuchEntry:
        known = f"1 to {len(recorded)}, and {LAST}" if len(recorded) else "none yet"
        raise Unknown(what="exchange", name=name, known=known) from None


@journal.get("/journal", id="list_journal", query=schemas.PageQuery, returns=schemas.JournalPage, evidence=OURS)
def list_journal(call: Call) -> WireObject:
    """List the exchanges of the world with vendors, the oldest first.

    Requests to `/_sandbox/` are not among them. The latest ten thousand are kept, and at most 64 MB of bodies.
    """
    query, recorded = query_of(call), journal_of(call)
    limit, newest = call.query["limit"], call.query["newest"]
    found = recorded.entries(query)
    page = found[: -limit - 1 : -1] if newest else found[:limit]
    return {
        "entries": [views.entry_row(one) for one in page],
        "next": None if newest or len(found) <= limit else page[-1].number,
        "recorded": len(recorded),
        "dropped": recorded.dropped,
        "complete": recorded.tally(query).complete,
    }


@journal.delete("/journal", id="clear_journal", evidence=OURS)
def clear_journal(call: Call) -> None:
    """Clear the journal; the next exchange is number 1 again."""
    journal_of(call).clear()


@journal.get("/journal/count", id="count_journal", query=schemas.Filters, returns=schemas.Tally, evidence=OURS)
def count_journal(call: Call) -> WireObject:
    """Count exchanges. Unknown, and never 0, when dropped ones might be among them."""
    tally = journal_of(call).tally(query_of(call))
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
def list_never_called(call: Call) -> WireObject:
    """List the operations, of one vendor or of all, that no exchange reached."""
    query = query_of(call)
    found = journal_of(call).never_called(query.vendor)
    rows = [
        [{"vendor": vendor.name, "operation": operation.id} for vendor, operation in pairs]
        for pairs in (found.never, found.undecided)
    ]
    return {
        "never_called": rows[0],
        "undecided": rows[1],
        "dropped": found.dropped,
        "complete": found.complete,
    }


@journal.post(
    "/journal/in-order",
    id="ask_in_order",
    body=schemas.Steps,
    returns=schemas.InOrder,
    evidence=OURS,
    example=Example(body={"steps": [{"operation": "ats_list_jobs", "status": "2xx"}]}),
)
def ask_in_order(call: Call) -> WireObject:
    """Check whether operations were called one after the other, whatever happened between them."""
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
def list_unmatched(call: Call) -> WireObject:
    """List the requests that match no operation, each with its near misses."""
    query, recorded = replace(query_of(call), matched=False), journal_of(call)
    found = recorded.entries(query)
    page = found[::-1] if call.query["newest"] else found
    return {
        "requests": [explanation_document(explain(one, recorded.vendors)) for one in page[: call.query["limit"]]],
        "dropped": recorded.dropped,
        "complete": recorded.tally(query).complete,
    }


@journal.get("/journal/story", id="tell_journal", query=schemas.Filters, returns=schemas.Story, evidence=OURS)
def tell_journal(call: Call) -> WireObject:
    """Get the exchanges as a text. The same calls give the same text."""
    return {"story": journal_of(call).story(query_of(call))}


@journal.get(
    "/journal/{number}",
    id="get_exchange",
    returns=schemas.JournalEntry,
    errors=[Unknown, Gone],
    evidence=OURS,
    example=Example(path={"number": LAST}),
)
def get_exchange(call: Call) -> WireObject:
    """Get everything about one exchange, by its number or as `last`. One that was dropped is gone."""
    entry = entry_at(call)
    return views.entry_document(entry, journal_of(call).deliveries(entry.number) if entry.commit is not None else ())


@journal.get(
    "/journal/{number}/why",
    id="explain_exchange",
    returns=schemas.Explanation,
    errors=[Unknown, Gone],
    evidence=OURS,
    example=Example(path={"number": LAST}),
)
def explain_exchange(call: Call) -> WireObject:
    """Explain why one exchange was answered as it was: the rule, its source, the value, and what to do.

    Also of a success: what was left out, ignored, delayed, or would have been refused.
    """
    return explanation_document(explain(entry_at(call), journal_of(call).vendors))
