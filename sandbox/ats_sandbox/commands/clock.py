"""`ats-sandbox clock`: the time of a world."""

import re
from dataclasses import replace

import click

from ats_sandbox.commands.declarations import Request
from ats_sandbox.commands.group import OperationGroup
from ats_sandbox.commands.output import show
from ats_sandbox.commands.parameters import Spelling
from ats_sandbox.commands.remote import Remote

SECONDS = re.compile(r"[0-9]{1,15}(\.[0-9]{1,15})?")

clock = OperationGroup("clock", "Clock")
clock.derive("show", "get_clock")
clock.derive("mode", "set_clock", Spelling(checked=["mode"]))
clock.derive(
    "freeze", "set_clock", Spelling(fixed={"mode": "frozen"}), operations=(), help="Freeze the clock: `mode frozen`."
)
clock.derive(
    "run", "set_clock", Spelling(fixed={"mode": "running"}), operations=(), help="Let the clock run: `mode running`."
)


@clock.handles("advance", "advance_clock", Spelling(arguments=["duration"]))
def advance(remote: Remote, request: Request, as_json: bool) -> None:
    """Advance the clock by one duration, of which a plain number is the seconds, or to one instant."""
    body = request.body or {}
    if len(body) != 1:
        raise click.UsageError("say how far: a duration, or exactly one of --seconds, --milliseconds and --until")
    plain = SECONDS.fullmatch(body.get("duration", ""))
    if plain:
        request = replace(request, body={"seconds": float(plain[0]) if plain[1] else int(plain[0])})
    show(remote.send(request), as_json)
