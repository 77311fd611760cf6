"""The command `ats-sandbox`."""

import gc
import re
import secrets
import sys
from pathlib import Path

import click

from ats_sandbox.commands.lazy import LazyGroup
from ats_sandbox.commands.numbers import WholeNumber

TOKEN = re.compile(r"[!-~]{8,200}")

DEFAULT_PORT = 8080

EVERY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104

RECIPES = ("demo", "empty", "edge", "large")

SWITCH = 0.001
"""Seconds for which one thread may keep the interpreter while others want it: as long, several times over, does who
asks a vendor wait for what the threads of the tester's side compute."""


class Port(WholeNumber):
    """A port."""

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number of a text."""
        if str(value).startswith("tcp://"):  # Kubernetes says so of a service called ats-sandbox; it is none of ours
            return DEFAULT_PORT
        return super().convert(value, param, ctx)


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "ATS_SANDBOX"}
)
@click.version_option(package_name="ats-sandbox")
def main() -> None:
    """A stateful, deterministic fake of applicant-tracking APIs.

    Every option can be set in the environment: those of serve as ATS_SANDBOX_<OPTION>, such as ATS_SANDBOX_PORT; of
    the commands to a running sandbox --url, --world, --token and --json likewise, and others as
    ATS_SANDBOX_<COMMAND>_<OPTION>, such as ATS_SANDBOX_FAULTS_ADD_VENDOR. What is typed comes first.
    """


@main.command(context_settings={"auto_envvar_prefix": "ATS_SANDBOX", "show_default": True})
@click.option(
    "--host",
    default="127.0.0.1",
    show_envvar=True,
    help="Address to listen on. localhost is both loopback addresses, 0.0.0.0 or :: every address of the machine.",
)
@click.option("--port", default=DEFAULT_PORT, type=Port(0, 65535), show_envvar=True, help="0 picks a free port.")
@click.option(
    "--recipe",
    "--world",
    "recipe",
    default="demo",
    type=click.Choice(RECIPES),
    show_envvar=True,
    help="What the company looks like. --world is an older name for it.",
)
@click.option(
    "--seed",
    default=1,
    type=WholeNumber(0, 2**63 - 1),
    show_envvar=True,
    help="The same seed gives the same world.",
)
@click.option(
    "--candidates",
    type=WholeNumber(1, 1_000_000),
    show_envvar=True,
    help="The number of candidates, instead of the recipe's.",
)
@click.option(
    "--seed-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    show_envvar=True,
    help="A seed file (TOML or JSON) to load into the world.",
)
@click.option(
    "--clock",
    default="frozen",
    type=click.Choice(["frozen", "running", "real"]),
    show_envvar=True,
    help="The mode of the world's clock.",
)
@click.option(
    "--limits",
    default="count",
    type=click.Choice(["count", "enforce"]),
    show_envvar=True,
    help="Answer 429, or only count?",
)
@click.option("--strict", is_flag=True, show_envvar=True, help="Check every answer against its declaration (slower).")
@click.option(
    "--cors/--no-cors", default=True, show_envvar=True, help="Let web pages of any origin call the vendors' APIs."
)
@click.option(
    "--cors-origin",
    multiple=True,
    metavar="ORIGIN",
    show_envvar=True,
    help="Let pages of this origin use /_sandbox/ too, beside those of this machine. May be repeated; "
    "in the environment, blanks separate several.",
)
@click.option(
    "--callbacks-anywhere",
    is_flag=True,
    show_envvar=True,
    help="Call any address that a client leaves for callbacks, not only those of this machine.",
)
@click.option(
    "--admin-token",
    envvar=["ATS_SANDBOX_TOKEN", "ATS_SANDBOX_ADMIN_TOKEN"],
    show_envvar=True,
    help="The token that /_sandbox/ requires. Beyond this machine one is always required; by default it is generated.",
)
@click.option(
    "--threads",
    default=64,
    type=WholeNumber(1, 256),
    show_envvar=True,
    help="Requests at once that may wait: to /_sandbox/, large ones, and those for which a client is called.",
)
@click.option(
    "--log",
    default="text",
    type=click.Choice(["text", "json"]),
    show_envvar=True,
    help="How a line for each request, and for each webhook that is sent, is written to the error output.",
)
@click.option("--quiet", is_flag=True, show_envvar=True, help="Write no line for each request and each webhook.")
def serve(
    host: str,
    port: int,
    recipe: str,
    seed: int,
    candidates: int | None,
    seed_file: Path | None,
    clock: str,
    limits: str,
    strict: bool,
    cors: bool,
    cors_origin: tuple[str, ...],
    callbacks_anywhere: bool,
    admin_token: str | None,
    threads: int,
    log: str,
    quiet: bool,
) -> None:
    """Serve the APIs of all vendors until interrupted."""
    gc.disable()  # nothing that a start imports and builds is garbage
    from ats_sandbox.app import SandboxApp
    from ats_sandbox.commands.founding import LARGE, Founding, people_of
    from ats_sandbox.control.errors import ControlError
    from ats_sandbox.control.fixtures.refusal import SeedRefused
    from ats_sandbox.control.gate import HEALTH, Gate
    from ats_sandbox.control.guard import is_local, origin_of
    from ats_sandbox.control.webhooks.parting import parting
    from ats_sandbox.server import CannotListen, Server, check
    from ats_sandbox.server.request_log import RequestLog
    from ats_sandbox.vendors import VENDORS
    from ats_sandbox.world.clock import ClockMode

    generated = None
    if admin_token is None and not is_local(host):
        admin_token = generated = secrets.token_urlsafe(24)
    elif admin_token is not None and not TOKEN.fullmatch(admin_token):
        raise click.BadParameter("an admin token is 8 to 200 letters, digits and punctuation marks, without spaces")
    try:
        allowed = [origin_of(one) for one in cors_origin]
    except ValueError as refused:
        raise click.BadParameter(str(refused), param_hint="--cors-origin") from None
    watch = None if quiet else RequestLog(sys.stderr, log)

    made: list[SandboxApp] = []

    def found() -> SandboxApp:
        sandbox = SandboxApp(
            recipe,
            seed,
            candidates,
            strict=strict,
            enforce_limits=limits == "enforce",
            cors=cors,
            clock=ClockMode(clock),
            admin_token=admin_token,
            data=seed_file,
            origins=allowed,
            callbacks_anywhere=callbacks_anywhere,
        )
        made.append(sandbox)
        if watch is not None:
            sandbox.reach.watch = watch.attempted
        if people >= LARGE:
            sandbox.world.state.prepare()
        gc.freeze()  # it all stays until the end, so garbage collection may skip it
        gc.enable()
        return sandbox

    every = "listens on every address of this machine, and so for others"
    reach = "" if is_local(host) else every if host in EVERY_ADDRESS else "listens for other machines"
    people = people_of(recipe, candidates)
    founding: Founding[SandboxApp] | None = None
    try:
        if people < LARGE:
            check(host, port)
            sandbox = found()
            server = Server(sandbox, host, port, threads=threads, watch=watch)
            server.start()
            server.heed_signals()  # before anybody reads that it is ready, and may end it
            click.echo(sandbox.greeting(server.url, generated, reach))
        else:
            gate = Gate(recipe, seed, VENDORS, cors=cors, admin_token=admin_token, origins=allowed)
            server = Server(gate, host, port, threads=threads, watch=watch)
            server.start()
            server.heed_signals()
            click.echo(f"ats-sandbox listens at {server.url} and founds its world; {HEALTH} tells how far it is")

            def ready(sandbox: SandboxApp) -> None:
                gate.open(sandbox)
                click.echo(sandbox.greeting(server.url, generated, reach))
                sandbox.world.state.complete()

            founding = Founding(gate, recipe, people, found, ready, server.stop)
            founding.start()
        sys.setswitchinterval(SWITCH)
        server.run(signals=True)
        for line in (line for sandbox in made for line in parting(sandbox.worlds)):
            click.echo(line, err=True)
        if founding is not None and founding.failure is not None:
            raise founding.failure
    except (CannotListen, SeedRefused) as refused:
        raise click.ClickException(str(refused)) from None
    except ControlError as refused:
        raise click.ClickException(refused.text) from None


@main.command()
@click.argument("vendors", nargs=-1)
@click.option("--json", "as_json", envvar="ATS_SANDBOX_JSON", show_envvar=True, is_flag=True, help="Print JSON.")
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


@main.command(hidden=True)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 when a file is stale.")
@click.option("--folder", default="openapi", show_default=True, type=click.Path(path_type=Path, file_okay=False))
def openapi(check: bool, folder: Path) -> None:
    """Write, or check, the OpenAPI documents of all vendors and of the sandbox."""
    from ats_sandbox.app import SandboxApp
    from ats_sandbox.contract.illustration import illustrated
    from ats_sandbox.contract.openapi import document_text
    from ats_sandbox.control.api import CONTROL
    from ats_sandbox.vendors import VENDORS

    world = SandboxApp().world.read()
    _write(
        {folder / f"{vendor.name}.json": document_text(illustrated(vendor, world)) for vendor in (*VENDORS, CONTROL)},
        check,
        "openapi",
    )


@main.command(hidden=True)
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
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(texts[path], encoding="utf-8")
        except OSError as error:
            raise click.ClickException(f"{path} cannot be written: {error.strerror}") from None
    for path in texts:
        click.echo(f"{'wrote' if path in stale else 'kept'} {path}")
