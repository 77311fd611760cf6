"""`ats-sandbox journal`: recorded exchanges, and why they were answered as they were."""

import sys
from dataclasses import replace

import click

from ats_sandbox.commands.assertions import UNKNOWN, JournalAssertion, exit_with, step_of, warn_of_dropped
from ats_sandbox.commands.declarations import Request
from ats_sandbox.commands.group import OperationGroup
from ats_sandbox.commands.numbers import WholeNumber
from ats_sandbox.commands.output import show
from ats_sandbox.commands.parameters import OwnOption, Spelling
from ats_sandbox.commands.remote import Remote
from ats_sandbox.control.wire import WireObject

COLUMNS = ("number", "at", "vendor", "operation", "request", "status", "principal", "what")
FLAGS = {"matched": "--matched/--unmatched", "refused": "--refused/--answered"}
FILTERS = Spelling(flags=FLAGS)
LATEST = Spelling(defaults={"number": "last"})
COUNT = WholeNumber(0)

APART = ("request", "answer", "changes", "deliveries")
"""Members of an exchange that are printed after the others."""

journal = OperationGroup("journal", "Journal")
journal.derive("clear", "clear_journal")


@journal.handles("list", "list_journal", Spelling(flags=FLAGS, defaults={"limit": 50}, checked=["limit"]))
def list_exchanges(remote: Remote, request: Request, as_json: bool) -> None:
    """Print exchanges in a table, and how to go on."""
    page = remote.send(request)
    if as_json:
        show(page, True)
        return
    show([row(one) for one in page["entries"]], False, COLUMNS)
    if page["next"] is not None:
        click.echo(f"more: --after {page['next']}")
    warn_of_dropped(page)


def row(entry: WireObject) -> WireObject:
    """An exchange in a line."""
    query = f"?{entry['query']}" if entry["query"] else ""
    fault = f"fault {entry['fault']}" if entry["fault"] else None
    return {
        **entry,
        "request": f"{entry['method']} {entry['path']}{query}",
        "what": entry["why"] or fault or entry["note"] or (f"{entry['changed']} changed" if entry["changed"] else ""),
    }


@journal.handles("show", "get_exchange", LATEST)
def show_exchange(remote: Remote, request: Request, as_json: bool) -> None:
    """Print everything about one exchange."""
    entry = remote.send(request)
    if as_json:
        show(entry, True)
        return
    show({name: value for name, value in entry.items() if name not in APART}, False)
    for side in ("request", "answer"):
        for name, value in entry[side]["headers"].items():
            click.echo(f"{side} {name}: {value}")
        body = entry[side]["body"]
        click.echo(f"{side} body ({body['size']} bytes, {body['kind']})")
        if body["value"] is not None:
            show(body["value"], True)
    for change in entry["changes"]:
        click.echo(f"{change['what']} {change['collection']} {change['id']}")
        for one in change["members"]:
            click.echo(f"  {one['member']}: {one['before']!r} -> {one['after']!r}")
    for one in entry["deliveries"]:
        click.echo(f"told {one['subscription']} of {one['event']}: delivery {one['number']}, {one['state']}")


def print_explanation(explained: WireObject, as_json: bool) -> None:
    """The findings on one exchange, with what to do about each, and the operations it was near to."""
    if as_json:
        show(explained, True)
        return
    click.echo(f"#{explained['number']} {explained['request']} -> {explained['status']}")
    if not explained["findings"]:
        click.echo("  a plain success: nothing was refused, ignored or hidden")
    for one in explained["findings"]:
        click.echo(f"  {one['about']}: {one['rule']}: {one['says']}")
        if one["field"] is not None:
            nearest = "" if one["nearest"] is None else f"; nearest {one['nearest']!r}"
            click.echo(f"    {one['field']}: received {one['received']!r}{nearest}")
        if one["source"] is not None:
            click.echo(f"    source: {one['source']['kind']}: {one['source']['note']}")
        click.echo(f"    fix: {one['fix']}")
    for near in explained["near"]:
        click.echo(f"  near: {near['method']} {near['path']} ({near['operation']})")
        for difference in near["differences"]:
            click.echo(f"    {difference}")


journal.derive("why", "explain_exchange", LATEST, printer=print_explanation)


@journal.handles("count", "count_journal", FILTERS)
def count(remote: Remote, request: Request, as_json: bool) -> None:
    """Print the number; end with the exit status 4 when it is unknown."""
    tally = remote.send(request)
    if as_json:
        show(tally, True)
    else:
        click.echo(tally["answer"])
    if not tally["complete"]:
        warn_of_dropped(tally)
        sys.exit(UNKNOWN)


@journal.handles("never-called", "list_never_called")
def never_called(remote: Remote, request: Request, as_json: bool) -> None:
    """Print the operations; end with the exit status 4 when some are unknown."""
    found = remote.send(request)
    show(found if as_json else found["never_called"], as_json, ("vendor", "operation"))
    if not found["complete"]:
        click.echo(f"unknown of {len(found['undecided'])} operations", err=True)
        warn_of_dropped(found)
        sys.exit(UNKNOWN)


@journal.handles(
    "in-order",
    "ask_in_order",
    Spelling(omitted=["steps"]),
    options=[click.Argument(["steps"], nargs=-1, required=True, metavar="OPERATION[=STATUS]...")],
)
def in_order(remote: Remote, request: Request, as_json: bool, steps: tuple[str, ...]) -> None:
    """Print yes, no or unknown, and end with the exit status 0, 1 or 4."""
    order = remote.send(replace(request, body={"steps": [step_of(one) for one in steps]}))
    if as_json:
        show(order, True)
    else:
        click.echo(order["answer"] if order["happened"] else f"{order['answer']}: {order['missing']} is not there")
    exit_with(order["happened"], order)


@journal.handles(
    "unmatched", "list_unmatched", Spelling(flags=FLAGS, defaults={"limit": 20}, checked=["limit"], omitted=["matched"])
)
def unmatched(remote: Remote, request: Request, as_json: bool) -> None:
    """Print each request with its near misses."""
    found = remote.send(request)
    if as_json:
        show(found, True)
        return
    for one in found["requests"]:
        print_explanation(one, False)
    if not found["requests"]:
        click.echo("every request found its operation")
    warn_of_dropped(found)


@journal.handles("story", "tell_journal", FILTERS)
def story(remote: Remote, request: Request, as_json: bool) -> None:
    """Print the text."""
    found = remote.send(request)
    if as_json:
        show(found, True)
    else:
        click.echo(found["story"], nl=False)


@journal.handles(
    "assert",
    "count_journal",
    FILTERS,
    options=[
        OwnOption(["exactly", "--count"], type=COUNT, help="Exactly this many match."),
        OwnOption(["--at-least"], type=COUNT, help="This many match, or more."),
        OwnOption(["--at-most"], type=COUNT, help="This many match, or fewer."),
        OwnOption(
            ["steps", "--step"],
            multiple=True,
            metavar="OPERATION[=STATUS]",
            help="The operations were called in this order. May be given again.",
        ),
        OwnOption(["--all-called"], is_flag=True, help="Every operation (of --vendor) was called."),
    ],
    operations=(),
    help="""Exit with 0 when it holds, with 1 when it does not, with 4 when that depends on dropped exchanges.

    \b
    ats-sandbox journal assert --operation create_candidate --status 2xx --count 1
    ats-sandbox journal assert --unmatched --count 0
    ats-sandbox journal assert --step create_candidate=201 --step get_candidate
    ats-sandbox journal assert --all-called --vendor VENDOR
    """,
)
def assert_journal(
    remote: Remote,
    request: Request,
    as_json: bool,
    exactly: int | None,
    at_least: int | None,
    at_most: int | None,
    steps: tuple[str, ...],
    all_called: bool,
) -> None:
    """Ask what is asserted, and end with the exit status of the verdict."""
    assertion = JournalAssertion(remote)
    if not (exactly is at_least is at_most is None):
        assertion.count(request, exactly, at_least, at_most)
    if steps:
        assertion.order(steps)
    if all_called:
        assertion.all_called(request.query.get("vendor"))
    if not assertion.answers:
        raise click.UsageError("say what to assert: --count, --at-least, --at-most, --step or --all-called")
    if as_json:
        show({"holds": assertion.holds, **assertion.answers}, True)
    else:
        click.echo({True: "it holds", False: "it does not hold", None: "unknown"}[assertion.holds])
        for line in assertion.reasons:
            click.echo(f"  {line}")
    exit_with(assertion.holds, next(iter(assertion.answers.values())))
