"""`ats-sandbox churn`: changes between the pages of a walk."""

from typing import Any, TextIO

import click

from ats_sandbox.commands.remote import Remote, remote_options, show

COLUMNS = ("after", "which", "do", "kind", "calls", "done_at", "outcome")


@click.group()
def churn() -> None:
    """Let records come, go and change between pages, by a script."""


@churn.command()
@click.argument("script", type=click.File(encoding="utf-8"))
@remote_options
def put(remote: Remote, as_json: bool, script: TextIO) -> None:
    """Begin a script: a JSON file with `steps`, or `-` for standard input."""
    import json

    try:
        told = json.load(script)
    except ValueError as error:
        raise click.ClickException(f"{script.name} is no JSON: {error}") from None
    print_script(remote.ask("PUT", "/churn", told), as_json)


@churn.command("show")
@remote_options
def show_script(remote: Remote, as_json: bool) -> None:
    """Print the script that is under way, with what it did so far."""
    print_script(remote.ask("GET", "/churn"), as_json)


@churn.command()
@remote_options
def clear(remote: Remote, as_json: bool) -> None:
    """Leave the world alone from now on."""
    remote.ask("DELETE", "/churn")


def print_script(script: dict[str, Any], as_json: bool) -> None:
    """A script, for people or for programs."""
    show(script if as_json else [row(one) for one in script["steps"]], as_json, COLUMNS)


def row(one: dict[str, Any]) -> dict[str, Any]:
    """A step in few words."""
    which = " ".join(one[name] for name in ("vendor", "operation") if one[name] is not None)
    return {**one, "which": which or "any list"}
