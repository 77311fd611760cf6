"""`ats-sandbox seed`, `names` and `ids`: a tester's own records in a running world."""

from dataclasses import replace
from pathlib import Path

import click

from ats_sandbox.commands.declarations import Request, operation
from ats_sandbox.commands.group import operation_command, printing
from ats_sandbox.commands.output import show
from ats_sandbox.commands.parameters import Spelling
from ats_sandbox.commands.remote import Remote
from ats_sandbox.control.wire import WireObject

FILE = click.Argument(["file"], type=click.Path(path_type=Path, exists=True, dir_okay=False))


def print_names(found: list[WireObject], as_json: bool) -> None:
    """Names in a table, with a column for the native ids and one for each vendor that shows one of the records."""
    systems = dict.fromkeys(name for one in found for name in one["ids"])
    rows = [{**one, **one["ids"]} for one in found]
    show(found if as_json else rows, as_json, ("kind", "name", *(systems or ["native"])))


def apply_file(remote: Remote, request: Request, as_json: bool, file: Path) -> None:
    """Send the document of a TOML or JSON file, once it could be read."""
    from ats_sandbox.control.fixtures.document import FixtureDocument
    from ats_sandbox.control.fixtures.refusal import SeedRefused

    try:
        document = FixtureDocument.of(file)
    except SeedRefused as refused:
        raise click.ClickException(str(refused)) from None
    print_names(remote.send(replace(request, query={"file": file.name}, body=document.data)), as_json)


seed = operation_command(
    "seed",
    "lay_seed",
    apply_file,
    Spelling(omitted=[one.name for one in operation("lay_seed").inputs]),
    options=[FILE],
)
names = operation_command("names", "list_names", printing(print_names))
ids = operation_command("ids", "get_name", printing(show))
