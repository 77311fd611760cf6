"""`ats-sandbox principals`: who may call a world, and what they may do and see."""

from typing import Any

import click

from ats_sandbox.commands.remote import Remote, remote_options, segment, show

COLUMNS = ("token", "own", "writes", "scopes", "jobs", "candidates", "about")


@click.group()
def principals() -> None:
    """Let tokens of your own in, and say what their holders may do and see."""


@principals.command("list")
@remote_options
def list_principals(remote: Remote, as_json: bool) -> None:
    """Print who may call the world."""
    found = remote.ask("GET", "/principals")
    show(found if as_json else [row(one) for one in found], as_json, COLUMNS)


@principals.command()
@remote_options
def scopes(remote: Remote, as_json: bool) -> None:
    """Print the scopes that operations declare."""
    found = remote.ask("GET", "/scopes")
    show(found if as_json else [{"scope": one} for one in found], as_json, ("scope",))


@principals.command()
@click.argument("holder", metavar="TOKEN")
@click.option("--about", help="Who holds it, for people.")
@click.option("--scope", "scopes", multiple=True, help="An allowed scope; may be given again. Without: every one.")
@click.option("--readonly", is_flag=True, help="May read, not write.")
@click.option("--open-jobs", is_flag=True, help="Sees no confidential job.")
@click.option("--job", "jobs", multiple=True, help="The only jobs it sees: a name or id; may be given again.")
@click.option("--candidate", "candidates", multiple=True, help="The only people it sees; may be given again.")
@click.option("--user", help="In whose name it acts: a name, an id or an e-mail address.")
@remote_options
def add(
    remote: Remote,
    as_json: bool,
    holder: str,
    about: str | None,
    scopes: tuple[str, ...],
    readonly: bool,
    open_jobs: bool,
    jobs: tuple[str, ...],
    candidates: tuple[str, ...],
    user: str | None,
) -> None:
    """Let a token in."""
    if open_jobs and jobs:
        raise click.UsageError("--open-jobs and --job exclude each other")
    body: dict[str, Any] = {"token": holder, "writes": not readonly}
    told = {
        "about": about,
        "scopes": list(scopes),
        "jobs": "open" if open_jobs else list(jobs),
        "candidates": list(candidates),
        "user": user,
    }
    added = remote.ask("POST", "/principals", body | {name: value for name, value in told.items() if value})
    show(added if as_json else row(added), as_json)


@principals.command()
@click.argument("holder", metavar="TOKEN")
@remote_options
def delete(remote: Remote, as_json: bool, holder: str) -> None:
    """Take a token of your own away."""
    remote.ask("DELETE", f"/principals/{segment(holder)}")


def row(one: dict[str, Any]) -> dict[str, Any]:
    """A principal in few words."""
    lists = {name: one[name] for name in ("scopes", "jobs", "candidates")}
    lists["scopes"] = "all" if lists["scopes"] is None else lists["scopes"]
    return {**one, **{name: told if isinstance(told, str) else ", ".join(told) for name, told in lists.items()}}
