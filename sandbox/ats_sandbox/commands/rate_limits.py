"""`ats-sandbox rate-limits`: what is done about requests over a vendor's limit."""

import click

from ats_sandbox.commands.remote import Remote, remote_options, show

COLUMNS = ("vendor", "requests", "seconds", "per", "at_once", "exceptions")


@click.group("rate-limits")
def rate_limits() -> None:
    """See the vendors' rate limits, and answer 429 or only count."""


@rate_limits.command("show")
@remote_options
def show_limits(remote: Remote, as_json: bool) -> None:
    """Print the limits and the mode."""
    print_limits(remote.ask("GET", "/limits"), as_json)


@rate_limits.command("set")
@click.argument("mode", type=click.Choice(["count", "enforce"]))
@remote_options
def set_mode(remote: Remote, as_json: bool, mode: str) -> None:
    """Answer 429 from now on (enforce), or only count."""
    print_limits(remote.ask("PATCH", "/limits", {"mode": mode}), as_json)


@rate_limits.command("clear")
@remote_options
def clear_counters(remote: Remote, as_json: bool) -> None:
    """Forget what was counted: every budget is whole again."""
    remote.ask("DELETE", "/limits/counters")


def print_limits(document: dict[str, object], as_json: bool) -> None:
    """The limits, for people or for programs."""
    if as_json:
        show(document, as_json)
        return
    click.echo(f"mode {document['mode']}, {document['counters']} budgets in use")
    show(document["limits"], as_json, COLUMNS)
