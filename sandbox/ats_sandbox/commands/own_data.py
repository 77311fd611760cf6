"""`ats-sandbox seed`, `names` and `goto`: own data over a running world, and applications where a test needs them."""

from pathlib import Path
from typing import Any

import click

from ats_sandbox.commands.remote import Remote, cell, remote_options, segment, show

COLUMNS = ("kind", "name", "native", "stackone", "bindbee", "datadriven", "skailer")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@remote_options
def seed(remote: Remote, as_json: bool, file: Path) -> None:
    """Lay a seed file (TOML, or JSON when it is called so) over the world: all of it, or nothing."""
    from ats_sandbox.control.fixtures.document import FixtureDocument
    from ats_sandbox.control.fixtures.refused import SeedRefused

    try:
        document = FixtureDocument.of(file)
    except SeedRefused as refused:
        raise click.ClickException(str(refused)) from None
    print_names(remote.ask("POST", "/seed", document.data, {"file": file.name}), as_json)


@click.command()
@click.option("--kind", help="Only names of this kind, such as candidate.")
@remote_options
def names(remote: Remote, as_json: bool, kind: str | None) -> None:
    """Print the names that seed files gave, with the ids of their records at every vendor."""
    print_names(remote.ask("GET", "/names", query={"kind": kind}), as_json)


@click.command()
@click.argument("application")
@click.argument("state")
@click.option("--reason", help="Why it ends: a label or an id; with rejected and withdrawn.")
@click.option("--starts-at", help="The first day of work, as 2026-05-04; with hired.")
@click.option("--advance", is_flag=True, help="Let the world's clock go forward by the time that the way takes.")
@remote_options
def goto(remote: Remote, as_json: bool, application: str, state: str, advance: bool, **told: str | None) -> None:
    """Bring an application to a state: applied, in_review, interviewing, offer_sent, hired, rejected or withdrawn.

    APPLICATION is the id that any vendor gives it, or its name in a seed file.
    """
    body = {"state": state, "advance": advance, **{name: value for name, value in told.items() if value is not None}}
    came = remote.ask("POST", f"/applications/{segment(application)}/state", body)
    if as_json:
        show(came, as_json)
        return
    for one in came["history"]:
        click.echo(f"{one['at']}  {one['status']:12}  {cell(one['stage'])}")
    click.echo(f"{came['name'] or came['ids']['native']} is {came['state']} at {came['now']}")


def print_names(found: list[dict[str, Any]], as_json: bool) -> None:
    """Names with their ids, in columns for people."""
    show(found if as_json else [{**one, **one["ids"]} for one in found], as_json, COLUMNS)
