"""`ats-sandbox clock`: the time of a world."""

import click

from ats_sandbox.commands.remote import Remote, remote_options, show

MODES = ("frozen", "running", "real")


@click.group()
def clock() -> None:
    """Read a world's clock, let time pass, freeze it."""


@clock.command("show")
@remote_options
def show_clock(remote: Remote, as_json: bool) -> None:
    """Print the world's instant and how its time passes."""
    show(remote.ask("GET", "/clock"), as_json)


@clock.command()
@click.argument("duration", required=False)
@click.option("--seconds", type=float)
@click.option("--milliseconds", type=int)
@click.option("--until", help="An ISO 8601 instant that is yet to come.")
@remote_options
def advance(
    remote: Remote,
    as_json: bool,
    duration: str | None,
    seconds: float | None,
    milliseconds: int | None,
    until: str | None,
) -> None:
    """Let time pass at once: an ISO 8601 duration such as P90D or PT36H, or one of the options."""
    told = {"duration": duration, "seconds": seconds, "milliseconds": milliseconds, "until": until}
    body = {name: value for name, value in told.items() if value is not None}
    if len(body) != 1:
        raise click.UsageError("say how far: a duration, or exactly one of --seconds, --milliseconds and --until")
    show(remote.ask("POST", "/clock/advance", body), as_json)


@clock.command()
@remote_options
def freeze(remote: Remote, as_json: bool) -> None:
    """Let time stand still, but for a millisecond with each write."""
    show(remote.ask("PATCH", "/clock", {"mode": "frozen"}), as_json)


@clock.command()
@remote_options
def run(remote: Remote, as_json: bool) -> None:
    """Let time pass at real speed from now on."""
    show(remote.ask("PATCH", "/clock", {"mode": "running"}), as_json)


@clock.command()
@click.argument("mode", type=click.Choice(MODES))
@remote_options
def mode(remote: Remote, as_json: bool, mode: str) -> None:
    """Set how time passes; real is the wall clock."""
    show(remote.ask("PATCH", "/clock", {"mode": mode}), as_json)
