"""`ats-sandbox worlds`: worlds side by side on a running server."""

import json
from pathlib import Path

import click

from ats_sandbox.commands.declarations import Request
from ats_sandbox.commands.founding import announced
from ats_sandbox.commands.group import OperationGroup
from ats_sandbox.commands.output import show
from ats_sandbox.commands.parameters import OwnOption, Spelling
from ats_sandbox.commands.remote import Remote

COLUMNS = ("name", "recipe", "seed", "candidates", "now", "clock", "limits", "snapshots")
OUT = OwnOption(
    ["--out"], type=click.Path(path_type=Path, dir_okay=False), help="A file to write to, instead of the output."
)
DEFAULT = Spelling(defaults={"name": "default"})

worlds = OperationGroup("worlds", "Worlds")
worlds.derive("list", "list_worlds", columns=COLUMNS)
worlds.derive("show", "get_world", DEFAULT)
worlds.derive("reset", "reset_world", DEFAULT)
worlds.derive("delete", "delete_world")
worlds.derive_from_file("import", "import_world", "file")


@worlds.handles("create", "create_world")
def create_world(remote: Remote, request: Request, as_json: bool) -> None:
    """Print the world, when it is founded."""
    candidates = request.body.get("candidates")
    show(remote.send(request, announced(request.body.get("recipe"), candidates)), as_json)


@worlds.handles("export", "export_world", Spelling(checked=["content"]), options=[OUT])
def export_world(remote: Remote, request: Request, as_json: bool, out: Path | None) -> None:
    """Write the document to the output, or to a file."""
    text = json.dumps(remote.send(request), ensure_ascii=False)
    if out is None:
        click.echo(text)
        return
    try:
        out.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written: {error.strerror}") from None
    click.echo(f"wrote {out}")
