"""`ats-sandbox snapshots`: states of a world to go back to and to compare with."""

import sys
from typing import Any

import click

from ats_sandbox.commands.remote import Remote, cell, remote_options, segment, show

COLUMNS = ("name", "taken_at")


@click.group()
def snapshots() -> None:
    """Take snapshots of a world, go back to them, see what changed since."""


@snapshots.command("list")
@remote_options
def list_snapshots(remote: Remote, as_json: bool) -> None:
    """Print the snapshots of the world."""
    show(remote.ask("GET", "/snapshots"), as_json, COLUMNS)


@snapshots.command()
@click.argument("name")
@remote_options
def take(remote: Remote, as_json: bool, name: str) -> None:
    """Keep the world as it is now."""
    show(remote.ask("POST", "/snapshots", {"name": name}), as_json)


@snapshots.command()
@click.argument("name")
@remote_options
def restore(remote: Remote, as_json: bool, name: str) -> None:
    """Set the world back to a snapshot."""
    show(remote.ask("POST", f"/snapshots/{segment(name)}/restore"), as_json)


@snapshots.command()
@click.argument("name")
@remote_options
def delete(remote: Remote, as_json: bool, name: str) -> None:
    """Drop a snapshot."""
    remote.ask("DELETE", f"/snapshots/{segment(name)}")


@snapshots.command()
@click.argument("name")
@click.option("--collection", help="Only of this collection, such as candidates.")
@click.option("--limit", type=int, help="At most this many records; all are counted.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 when anything changed.")
@remote_options
def diff(remote: Remote, as_json: bool, name: str, collection: str | None, limit: int | None, exit_code: bool) -> None:
    """Print what was created (+), changed (~) and deleted (-) since a snapshot."""
    query = {"collection": collection, "limit": limit}
    found = remote.ask("GET", f"/snapshots/{segment(name)}/diff", query=query)
    if as_json:
        show(found, as_json)
    else:
        for line in lines(found):
            click.echo(line)
    if exit_code and any(found["totals"].values()):
        sys.exit(1)


def lines(found: dict[str, Any]) -> list[str]:
    """A diff for people: a line for each record, and one for each member that differs."""
    told = [f"+ {one['collection']} {one['id']}  {named(one['record'])}" for one in found["created"]]
    for one in found["changed"]:
        told.append(f"~ {one['collection']} {one['id']}")
        told += [f"    {each['member']}: {cell(each['before'])} -> {cell(each['after'])}" for each in one["members"]]
    told += [f"- {one['collection']} {one['id']}  {named(one['record'])}" for one in found["deleted"]]
    totals = ", ".join(f"{count} {kind}" for kind, count in found["totals"].items())
    return [*told, f"{totals} since {found['snapshot']} ({found['since']} to {found['until']})"]


def named(record: dict[str, Any]) -> str:
    """What a record is called, where it has such a member."""
    names = (record.get(one) for one in ("title", "name", "first_name", "last_name", "label"))
    return " ".join(str(name) for name in names if name)
