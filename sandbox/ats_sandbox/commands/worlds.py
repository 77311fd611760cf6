"""`ats-sandbox worlds`: companies side by side on a running server."""

import json
from pathlib import Path
from typing import Any

import click

from ats_sandbox.commands.remote import Remote, remote_options, segment, show

COLUMNS = ("name", "recipe", "seed", "candidates", "now", "clock", "limits", "snapshots")


@click.group()
def worlds() -> None:
    """List, create, fork, reset and delete worlds; write them down and load them again."""


@worlds.command("list")
@remote_options
def list_worlds(remote: Remote, as_json: bool) -> None:
    """Print the worlds in use."""
    show(remote.ask("GET", "/worlds"), as_json, COLUMNS)


@worlds.command()
@click.argument("name")
@click.option("--recipe", help="demo, edge, empty or large; by default what the server began with.")
@click.option("--seed", type=int, help="Same seed, same world.")
@click.option("--candidates", type=int, help="How many people, instead of the recipe's number.")
@click.option("--from", "parent", help="Fork this world, as it is now.")
@click.option("--snapshot", help="Fork it as it was at this snapshot.")
@remote_options
def create(remote: Remote, as_json: bool, name: str, parent: str | None, **given: Any) -> None:
    """Create a world of a recipe, or fork one."""
    body = {"name": name, "from": parent, **given}
    show(remote.ask("POST", "/worlds", {key: value for key, value in body.items() if value is not None}), as_json)


@worlds.command("show")
@click.argument("name", default="default")
@remote_options
def show_world(remote: Remote, as_json: bool, name: str) -> None:
    """Print one world."""
    show(remote.ask("GET", f"/worlds/{segment(name)}"), as_json)


@worlds.command()
@click.argument("name", default="default")
@remote_options
def reset(remote: Remote, as_json: bool, name: str) -> None:
    """Set a world back to how it began; credentials, snapshots and settings are kept."""
    show(remote.ask("POST", f"/worlds/{segment(name)}/reset"), as_json)


@worlds.command()
@click.argument("name")
@remote_options
def delete(remote: Remote, as_json: bool, name: str) -> None:
    """Delete a world and all that is kept with it."""
    remote.ask("DELETE", f"/worlds/{segment(name)}")


@worlds.command("export")
@click.option("--content", type=click.Choice(["changes", "everything"]), help="By default whichever is shorter.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="A file, instead of the output.")
@remote_options
def export_world(remote: Remote, as_json: bool, content: str | None, out: Path | None) -> None:
    """Write the world that --world names down as JSON."""
    text = json.dumps(remote.ask("GET", "/export", query={"content": content}), ensure_ascii=False)
    if out is None:
        click.echo(text)
        return
    out.write_text(text + "\n", encoding="utf-8")
    click.echo(f"wrote {out}")


@worlds.command("import")
@click.argument("file", type=click.File("r", encoding="utf-8"))
@remote_options
def import_world(remote: Remote, as_json: bool, file: Any) -> None:
    """Put the world of a file (- is the input) in place of the one that --world names."""
    try:
        document = json.load(file)
    except ValueError as error:
        raise click.ClickException(f"{file.name} is no JSON: {error}") from None
    show(remote.ask("POST", "/import", document), as_json)
