"""`ats-sandbox journal`: what was asked and answered, and why."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from ats_sandbox.commands.remote import Remote, remote_options, segment, show

COLUMNS = ("number", "at", "vendor", "operation", "request", "status", "principal", "what")
UNKNOWN = 4
"""The exit status when an assertion depends on exchanges that were dropped. 1: it does not hold; 0: it does."""


def filters(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that choose exchanges: a command gets `asked`, what to send as a query."""

    @click.option("--vendor", help="Only exchanges with this vendor.")
    @click.option("--operation", help="Only this operation: its id or an alias, also as vendor:id.")
    @click.option("--path", help="Only paths that begin like this, or a pattern: * any text, ? any character.")
    @click.option("--method", help="Only this method.")
    @click.option("--status", help="Only this status (404), or class of statuses (4xx).")
    @click.option("--since", help="Only from this instant of the world on.")
    @click.option("--until", help="Only up to this instant of the world.")
    @click.option("--principal", help="Only with this token.")
    @click.option("--matched/--unmatched", default=None, help="Only with an operation, or only without one.")
    @click.option("--refused/--answered", default=None, help="Only answers of 400 and above, or only those below.")
    @click.option("--fault", help="Only those that this fault happened to.")
    @click.option("--after", type=int, help="Only numbers above this one.")
    @wraps(command)
    def choosing(**given: Any) -> Any:
        asked = {name: given.pop(name) for name in NAMES}
        return command(asked={name: written(value) for name, value in asked.items() if value is not None}, **given)

    return choosing


NAMES = (
    "vendor",
    "operation",
    "path",
    "method",
    "status",
    "since",
    "until",
    "principal",
    "matched",
    "refused",
    "fault",
    "after",
)


def written(value: Any) -> Any:
    """A value as a query writes it."""
    return str(value).lower() if isinstance(value, bool) else value


@click.group()
def journal() -> None:
    """See what was asked and answered, why, and assert it."""


@journal.command("list")
@filters
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True, help="At most so many.")
@click.option("--newest", is_flag=True, help="The newest first.")
@remote_options
def list_exchanges(remote: Remote, as_json: bool, asked: dict[str, Any], limit: int, newest: bool) -> None:
    """Print exchanges, the oldest first."""
    page = remote.ask("GET", "/journal", query={**asked, "limit": limit, "newest": written(newest)})
    if as_json:
        show(page, True)
        return
    show([row(one) for one in page["entries"]], False, COLUMNS)
    if page["next"] is not None:
        click.echo(f"more: --after {page['next']}")
    forgotten(page)


@journal.command("show")
@click.argument("number", default="last")
@remote_options
def show_exchange(remote: Remote, as_json: bool, number: str) -> None:
    """Print everything about one exchange: by its number, the latest without one."""
    entry = remote.ask("GET", f"/journal/{segment(number)}")
    if as_json:
        show(entry, True)
        return
    show({name: value for name, value in entry.items() if name not in ("request", "answer", "changes")}, False)
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


@journal.command()
@click.argument("number", default="last")
@remote_options
def why(remote: Remote, as_json: bool, number: str) -> None:
    """Explain an answer: by its number, the latest without one."""
    explained = remote.ask("GET", f"/journal/{segment(number)}/why")
    if as_json:
        show(explained, True)
    else:
        tell(explained)


@journal.command()
@filters
@remote_options
def count(remote: Remote, as_json: bool, asked: dict[str, Any]) -> None:
    """Count exchanges; `unknown` when dropped ones might be among them (exit status 4)."""
    tally = remote.ask("GET", "/journal/count", query=asked)
    if as_json:
        show(tally, True)
    else:
        click.echo(tally["answer"])
    if not tally["complete"]:
        forgotten(tally)
        sys.exit(UNKNOWN)


@journal.command("never-called")
@click.option("--vendor", help="Only operations of this vendor.")
@remote_options
def never_called(remote: Remote, as_json: bool, vendor: str | None) -> None:
    """Print the operations that no exchange reached; exit with 4 when that is unknown."""
    silence = remote.ask("GET", "/journal/never-called", query={"vendor": vendor})
    show(silence if as_json else silence["never_called"], as_json, ("vendor", "operation"))
    if not silence["complete"]:
        click.echo(f"unknown of {len(silence['undecided'])} operations", err=True)
        forgotten(silence)
        sys.exit(UNKNOWN)


@journal.command("in-order")
@click.argument("steps", nargs=-1, required=True, metavar="OPERATION[=STATUS]...")
@remote_options
def in_order(remote: Remote, as_json: bool, steps: tuple[str, ...]) -> None:
    """Tell whether operations were called one after the other: exit status 0 for yes, 1 for no, 4 for unknown."""
    order = remote.ask("POST", "/journal/in-order", {"steps": [step(one) for one in steps]})
    if as_json:
        show(order, True)
    else:
        click.echo(order["answer"] if order["happened"] else f"{order['answer']}: {order['missing']} is not there")
    judge(order["happened"], order)


@journal.command()
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="At most so many.")
@remote_options
def unmatched(remote: Remote, as_json: bool, limit: int) -> None:
    """Print the requests that no operation was found for, with what they came near."""
    found = remote.ask("GET", "/journal/unmatched", query={"limit": limit})
    if as_json:
        show(found, True)
        return
    for one in found["requests"]:
        tell(one)
    if not found["requests"]:
        click.echo("every request found its operation")
    forgotten(found)


@journal.command()
@filters
@remote_options
def story(remote: Remote, as_json: bool, asked: dict[str, Any]) -> None:
    """Tell the exchanges in words."""
    told = remote.ask("GET", "/journal/story", query=asked)
    if as_json:
        show(told, True)
    else:
        click.echo(told["story"], nl=False)


@journal.command()
@remote_options
def clear(remote: Remote, as_json: bool) -> None:
    """Forget every exchange of the world."""
    remote.ask("DELETE", "/journal")


@journal.command("assert")
@filters
@click.option("--count", "exactly", type=click.IntRange(0), help="Exactly so many fit.")
@click.option("--at-least", type=click.IntRange(0), help="So many fit, or more.")
@click.option("--at-most", type=click.IntRange(0), help="So many fit, or fewer.")
@click.option("--step", "steps", multiple=True, metavar="OPERATION[=STATUS]", help="In this order; give it again.")
@click.option("--all-called", is_flag=True, help="Every operation (of --vendor) was called.")
@remote_options
def assert_journal(
    remote: Remote,
    as_json: bool,
    asked: dict[str, Any],
    exactly: int | None,
    at_least: int | None,
    at_most: int | None,
    steps: tuple[str, ...],
    all_called: bool,
) -> None:
    """Exit with 0 when it holds, with 1 when it does not, with 4 when that depends on dropped exchanges.

    \b
    ats-sandbox journal assert --operation create_candidate --status 2xx --count 1
    ats-sandbox journal assert --unmatched --count 0
    ats-sandbox journal assert --step create_candidate=201 --step get_candidate
    ats-sandbox journal assert --all-called --vendor datadriven
    """
    bounds = {"--count": exactly, "--at-least": at_least, "--at-most": at_most}
    if not steps and not all_called and all(bound is None for bound in bounds.values()):
        raise click.UsageError("say what to assert: --count, --at-least, --at-most, --step or --all-called")
    verdicts: list[bool | None] = []
    told: dict[str, Any] = {}
    if any(bound is not None for bound in bounds.values()):
        told["count"] = tally = remote.ask("GET", "/journal/count", query=asked)
        verdicts.append(counted(tally, exactly, at_least, at_most))
    if steps:
        told["order"] = order = remote.ask("POST", "/journal/in-order", {"steps": [step(one) for one in steps]})
        verdicts.append(order["happened"])
    if all_called:
        told["never_called"] = silence = remote.ask(
            "GET", "/journal/never-called", query={"vendor": asked.get("vendor")}
        )
        verdicts.append(None if not silence["complete"] else not silence["never_called"])
    holds = False if False in verdicts else None if None in verdicts else True
    if as_json:
        show({"holds": holds, **told}, True)
    else:
        click.echo({True: "it holds", False: "it does not hold", None: "unknown"}[holds])
        for line in reasons(told):
            click.echo(f"  {line}")
    judge(holds, next(iter(told.values())))


def counted(tally: dict[str, Any], exactly: int | None, at_least: int | None, at_most: int | None) -> bool | None:
    """Whether a count is within bounds; None when that depends on what was dropped."""
    known, count = tally["at_least"], tally["count"]
    most = min(one for one in (exactly, at_most, float("inf")) if one is not None)
    least = max(one for one in (exactly, at_least, 0) if one is not None)
    if known > most:
        return False
    if count is None:
        return True if known >= least and most == float("inf") else None
    return bool(count >= least)


def reasons(told: dict[str, Any]) -> list[str]:
    """What an assertion found."""
    lines = []
    if "count" in told:
        lines.append(f"{told['count']['answer']} exchanges fit (at least {told['count']['at_least']})")
    if "order" in told:
        order = told["order"]
        missing = "" if order["missing"] is None else f"; {order['missing']} is not there"
        lines.append(f"in this order: {order['answer']} (exchanges {order['found']}){missing}")
    if "never_called" in told:
        lines += [f"never called: {one['vendor']} {one['operation']}" for one in told["never_called"]["never_called"]]
    return lines


def judge(holds: bool | None, answer: dict[str, Any]) -> None:
    """End with the exit status of a verdict."""
    if holds is None:
        forgotten(answer)
        sys.exit(UNKNOWN)
    if not holds:
        sys.exit(1)


def forgotten(answer: dict[str, Any]) -> None:
    """Say how many exchanges are gone."""
    if answer["dropped"]:
        click.echo(f"{answer['dropped']} exchanges were dropped to make room", err=True)


def step(text: str) -> dict[str, str]:
    """`OPERATION=STATUS` in its two parts."""
    operation, equals, status = text.partition("=")
    return {"operation": operation, "status": status} if equals else {"operation": operation}


def row(entry: dict[str, Any]) -> dict[str, Any]:
    """An exchange in a line."""
    query = f"?{entry['query']}" if entry["query"] else ""
    fault = f"fault {entry['fault']}" if entry["fault"] else None
    return {
        **entry,
        "request": f"{entry['method']} {entry['path']}{query}",
        "what": entry["why"] or fault or entry["note"] or (f"{entry['changed']} changed" if entry["changed"] else ""),
    }


def tell(explained: dict[str, Any]) -> None:
    """An explanation, for people."""
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
