"""`ats-sandbox faults`: faults on purpose."""

import sys

import click

from ats_sandbox.commands.declarations import Request, operation
from ats_sandbox.commands.group import OperationGroup
from ats_sandbox.commands.numbers import WholeNumber
from ats_sandbox.commands.output import show
from ats_sandbox.commands.parameters import OwnOption, Spelling
from ats_sandbox.commands.remote import Remote
from ats_sandbox.control.wire import WireObject

COLUMNS = ("id", "which", "when", "how", "requests", "hits", "active")
HITS = OwnOption(["--hits"], type=WholeNumber(0), required=True, help="How often it must have happened.")
ID = click.Argument(["id"], required=False)


def print_faults(found: WireObject, as_json: bool) -> None:
    """Faults in a table."""
    show(found["faults"] if as_json else [row(one) for one in found["faults"]], as_json, COLUMNS)


def print_fault(fault: WireObject, as_json: bool) -> None:
    """One fault, line by line."""
    show(fault if as_json else row(fault), as_json)


def row(fault: WireObject) -> WireObject:
    """A fault in a line: its settings by the part of the fault that they belong to, in the order of the declaration."""
    given: dict[str, list[str]] = {"match": [], "schedule": [], "setting": []}
    for one in operation("create_fault").inputs:
        if one.name in fault and "x-part" in one.schema:
            part = one.schema["x-part"]
            given[part].append(str(fault[one.name]) if part == "match" else f"{one.name} {fault[one.name]}")
    return {
        "id": fault["id"],
        "which": " ".join(given["match"]) or "any request",
        "when": ", ".join(given["schedule"]) or "always",
        "how": ", ".join(given["setting"]) or fault["kind"],
        "requests": fault["requests"],
        "hits": fault["hits"],
        "active": fault["active"],
    }


faults = OperationGroup("faults", "Faults")
faults.derive("list", "list_faults", printer=print_faults)
faults.derive("add", "create_fault", Spelling(flags={"handled": "--handled/--unhandled"}), printer=print_fault)
faults.derive("show", "get_fault", printer=print_fault)


@faults.handles(
    "assert",
    "get_fault",
    options=[HITS],
    operations=(),
    help="Exit with 1 unless a fault happened exactly this often.",
)
def assert_hits(remote: Remote, request: Request, as_json: bool, hits: int) -> None:
    """Print the fault, and compare its hits."""
    fault = remote.send(request)
    print_fault(fault, as_json)
    if fault["hits"] != hits:
        click.echo(f"{fault['id']} happened {fault['hits']} times, not {hits}", err=True)
        sys.exit(1)


@faults.handles(
    "clear",
    "delete_faults",
    options=[ID],
    operations=("delete_faults", "delete_fault"),
    help="Delete all faults, or the one with this ID.",
)
def clear(remote: Remote, request: Request, as_json: bool, id: str | None) -> None:
    """Delete one fault, or all."""
    remote.send(request if id is None else operation("delete_fault").request(id=id))
