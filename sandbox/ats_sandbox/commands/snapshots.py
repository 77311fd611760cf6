"""`ats-sandbox snapshots`: states of a world to go back to and to compare with."""

import sys

import click

from ats_sandbox.commands.declarations import Request
from ats_sandbox.commands.group import OperationGroup
from ats_sandbox.commands.output import cell, show
from ats_sandbox.commands.parameters import OwnOption
from ats_sandbox.commands.remote import Remote
from ats_sandbox.control.wire import WireObject

EXIT_CODE = OwnOption(["--exit-code"], is_flag=True, help="Exit with 1 when anything changed.")

snapshots = OperationGroup("snapshots", "Snapshots")
snapshots.derive("list", "list_snapshots", columns=("name", "taken_at"))
snapshots.derive("take", "take_snapshot")
snapshots.derive("show", "get_snapshot")
snapshots.derive("restore", "restore_snapshot")
snapshots.derive("delete", "delete_snapshot")


@snapshots.handles("diff", "diff_snapshot", options=[EXIT_CODE])
def diff(remote: Remote, request: Request, as_json: bool, exit_code: bool) -> None:
    """Print what was created (+), changed (~) and deleted (-)."""
    found = remote.send(request)
    if as_json:
        show(found, as_json)
    else:
        for line in lines(found):
            click.echo(line)
    if exit_code and any(found["totals"].values()):
        sys.exit(1)


def lines(found: WireObject) -> list[str]:
    """A diff for people: a line for each record, and one for each member that differs."""
    shown = [f"+ {one['collection']} {one['id']}  {label(one['record'])}" for one in found["created"]]
    for one in found["changed"]:
        shown.append(f"~ {one['collection']} {one['id']}")
        shown += [f"    {each['member']}: {cell(each['before'])} -> {cell(each['after'])}" for each in one["members"]]
    shown += [f"- {one['collection']} {one['id']}  {label(one['record'])}" for one in found["deleted"]]
    totals = ", ".join(f"{count} {kind}" for kind, count in found["totals"].items())
    return [*shown, f"{totals} since {found['snapshot']} ({found['since']} to {found['until']})"]


def label(record: WireObject) -> str:
    """What a record is called, where it has such a member."""
    names = (record.get(one) for one in ("title", "name", "first_name", "last_name", "label"))
    return " ".join(str(name) for name in names if name)
