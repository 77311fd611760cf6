"""The command `ats-sandbox`."""

import gc
import re
import secrets
import sys
from pathlib import Path

import click

from ats_sandbox.commands.lazy import LazyGroup

TOKEN = re.compile(r"[!-~]{8,200}")

RECIPES = ("demo", "empty", "edge", "large")


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ats-sandbox")
def main() -> None:
    """A stateful, deterministic fake of applicant-tracking APIs."""


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535), help="0 picks a free port.")
@click.option(
    "--world", "recipe", default="demo", show_default=True, type=click.Choice(RECIPES), help="The recipe of the world."
)
@click.option(
    "--seed",
    default=1,
    show_default=True,
    type=click.IntRange(0, 2**63 - 1),
    help="The same seed gives the same world.",
)
@click.option(
    "--candidates", type=click.IntRange(1, 1_000_000), help="The number of candidates, instead of the recipe's."
)
@click.option(
    "--seed-file",
    "data",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A seed file (TOML or JSON) to load into the world.",
)
@click.option(
    "--clock",
    default="frozen",
    show_default=True,
    type=click.Choice(["frozen", "running", "real"]),
    help="The mode of the world's clock.",
)
@click.option(
    "--limits",
    default="count",
    show_default=True,
    type=click.Choice(["count", "enforce"]),
    help="Answer 429, or only count?",
)
@click.option("--strict", is_flag=True, help="Check every answer against its declaration (slower).")
@click.option(
    "--cors/--no-cors", default=True, show_default=True, help="Let web pages of any origin call the vendors' APIs."
)
@click.option(
    "--cors-origin",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help="Let pages of this origin use /_sandbox/ too, beside those of this machine. May be repeated.",
)
@click.option(
    "--admin-token",
    envvar="ATS_SANDBOX_TOKEN",
    help="The token that /_sandbox/ requires. Beyond this machine one is always required; by default it is generated.",
)
@click.option(
    "--threads", default=64, show_default=True, type=click.IntRange(1, 256), help="Requests that are handled at once."
)
def serve(
    host: str,
    port: int,
    recipe: str,
    seed: int,
    candidates: int | None,
    clock: str,
    limits: str,
    strict: bool,
    cors: bool,
    origins: tuple[str, ...],
    admin_token: str | None,
    threads: int,
    data: Path | None,
) -> None:
    """Serve the APIs of all vendors until interrupted."""
    gc.disable()  # nothing that a start imports and builds is garbage
    from ats_sandbox.app import SandboxApp
    from ats_sandbox.control.errors import ControlError
    from ats_sandbox.control.fixtures.refusal import SeedRefused
    from ats_sandbox.control.guard import is_local
    from ats_sandbox.server import PortTaken, Server
    from ats_sandbox.world.clock import ClockMode

    generated = None
    if admin_token is None and not is_local(host):
        admin_token = generated = secrets.token_urlsafe(24)
    elif admin_token is not None and not TOKEN.fullmatch(admin_token):
        raise click.BadParameter("an admin token is 8 to 200 letters, digits and punctuation marks, without spaces")
    try:
        sandbox = SandboxApp(
            recipe,
            seed,
            candidates,
            strict=strict,
            enforce_limits=limits == "enforce",
            cors=cors,
            clock=ClockMode(clock),
            admin_token=admin_token,
            data=data,
            origins=origins,
        )
    except SeedRefused as refused:
        raise click.ClickException(str(refused)) from None
    except ControlError as refused:
        raise click.ClickException(refused.text) from None
    gc.freeze()  # it all stays until the end, so garbage collection may skip it
    gc.enable()
    server = Server(sandbox, host, port, threads=threads)
    try:
        server.start()
    except PortTaken as taken:
        raise click.ClickException(str(taken)) from None
    click.echo(sandbox.greeting(server.url, generated))
    server.run(signals=True)


@main.command()
@click.argument("vendors", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def operations(vendors: tuple[str, ...], as_json: bool) -> None:
    """Print the table of operations, of all vendors or of these."""
    from dataclasses import asdict
    from json import dumps

    from ats_sandbox.contract.inventory import rows
    from ats_sandbox.vendors import VENDORS

    unknown = set(vendors) - {vendor.name for vendor in VENDORS}
    if unknown:
        known = ", ".join(vendor.name for vendor in VENDORS)
        raise click.ClickException(f"no vendor {', '.join(sorted(unknown))}; there are {known}")
    table = list(rows(vendor for vendor in VENDORS if not vendors or vendor.name in vendors))
    if as_json:
        click.echo(dumps([asdict(row) for row in table], indent=2))
        return
    for row in table:
        statuses = " ".join(map(str, row.statuses))
        click.echo(f"{row.vendor:15} {row.method:6} {row.path:90} {row.id:55} {statuses:40} {row.evidence}")


@main.command()
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 when a file is stale.")
@click.option("--folder", default="openapi", show_default=True, type=click.Path(path_type=Path, file_okay=False))
def openapi(check: bool, folder: Path) -> None:
    """Write, or check, the OpenAPI documents of all vendors and of the sandbox."""
    from ats_sandbox.contract.openapi import document_of, document_text
    from ats_sandbox.control.api import CONTROL
    from ats_sandbox.vendors import VENDORS

    _write(
        {folder / f"{vendor.name}.json": document_text(document_of(vendor)) for vendor in (*VENDORS, CONTROL)},
        check,
        "openapi",
    )


@main.command()
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 when the page is stale.")
@click.option("--file", "page", default="LIMITS.md", show_default=True, type=click.Path(path_type=Path, dir_okay=False))
def limits(check: bool, page: Path) -> None:
    """Write, or check, the page of documented, inferred and unserved operations."""
    from ats_sandbox.contract.inventory import limits_page
    from ats_sandbox.vendors import VENDORS

    _write({page: limits_page(VENDORS)}, check, "limits")


def _write(texts: dict[Path, str], check: bool, command: str) -> None:
    stale = [path for path, text in texts.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if check:
        for path in stale:
            click.echo(f"{path} is stale: run `ats-sandbox {command}`", err=True)
        sys.exit(1 if stale else 0)
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(texts[path], encoding="utf-8")
    for path in texts:
        click.echo(f"{'wrote' if path in stale else 'kept'} {path}")
