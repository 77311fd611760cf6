"""`ats-sandbox faults`: what goes wrong on purpose."""

import sys
from typing import Any

import click

from ats_sandbox.commands.remote import Remote, remote_options, segment, show

COLUMNS = ("id", "which", "when", "how", "requests", "hits", "active")


@click.group()
def faults() -> None:
    """Let things go wrong on purpose, and see how often they did."""


@faults.command("list")
@remote_options
def list_faults(remote: Remote, as_json: bool) -> None:
    """Print the faults that stand."""
    found = remote.ask("GET", "/faults")["faults"]
    show(found if as_json else [row(one) for one in found], as_json, COLUMNS)


@faults.command()
@click.argument("kind")
@click.option("--vendor", help="Only requests to this vendor.")
@click.option("--operation", help="Only this operation: its id or an alias.")
@click.option("--method", help="Only operations of this method.")
@click.option("--path", help="Only the vendor's own paths like this: * any text, ? any character.")
@click.option("--principal", help="Only requests with this token.")
@click.option("--first", type=int, help="The first so many requests that fit.")
@click.option("--every", type=int, help="Every so-manieth request that fits.")
@click.option("--call", "calls", type=int, multiple=True, help="The request with this number; may be given again.")
@click.option("--times", type=int, help="At most so many hits.")
@click.option("--status", type=int, help="The status of the answer.")
@click.option("--code", help="Of several refusals with that status, the one with this code or name.")
@click.option("--word", "words", multiple=True, metavar="NAME=TEXT", help="A word of its message.")
@click.option("--retry-after", type=int, help="Seconds in Retry-After.")
@click.option("--seconds", type=float, help="Real seconds to wait.")
@click.option("--rate", type=int, help="Bytes a second.")
@click.option("--bytes", type=int, help="Bytes of the body that are sent.")
@click.option("--by", type=int, help="Bytes that Content-Length is too high by.")
@click.option("--records", type=int, help="Records of a batch that are stored.")
@click.option("--handled/--unhandled", default=None, help="Whether a request is worked on before it is refused.")
@click.option("--politely", is_flag=True, default=None, help="Close the connection rather than reset it.")
@remote_options
def add(remote: Remote, as_json: bool, calls: tuple[int, ...], words: tuple[str, ...], **given: Any) -> None:
    """Let something go wrong: status, delay, reset, empty, truncate, wrong-length, drip, invalid-json, html,
    refused-before-commit, committed-then-status, committed-then-drop, committed-then-timeout, partial-batch,
    stale-read.

    Without --first, --every and --call it happens to every request that fits, until it is cleared.
    """
    body = {name: value for name, value in given.items() if value is not None}
    if calls:
        body["calls"] = list(calls)
    if words:
        body["words"] = dict(word(one) for one in words)
    print_fault(remote.ask("POST", "/faults", body), as_json)


@faults.command("show")
@click.argument("id")
@remote_options
def show_fault(remote: Remote, as_json: bool, id: str) -> None:
    """Print one fault that stands."""
    print_fault(remote.ask("GET", f"/faults/{segment(id)}"), as_json)


@faults.command("assert")
@click.argument("id")
@click.option("--hits", type=int, required=True, help="How often it must have happened.")
@remote_options
def assert_hits(remote: Remote, as_json: bool, id: str, hits: int) -> None:
    """Exit with 1 unless a fault happened exactly so often."""
    fault = remote.ask("GET", f"/faults/{segment(id)}")
    print_fault(fault, as_json)
    if fault["hits"] != hits:
        click.echo(f"{id} happened {fault['hits']} times, not {hits}", err=True)
        sys.exit(1)


@faults.command()
@click.argument("id", required=False)
@remote_options
def clear(remote: Remote, as_json: bool, id: str | None) -> None:
    """Let nothing go wrong any more, or one thing no longer."""
    remote.ask("DELETE", "/faults" if id is None else f"/faults/{segment(id)}")


def word(text: str) -> tuple[str, str]:
    """`NAME=TEXT` in its two parts."""
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise click.UsageError(f"--word takes NAME=TEXT, not {text!r}")
    return name, value


def print_fault(fault: dict[str, Any], as_json: bool) -> None:
    """One fault, for people or for programs."""
    show(fault if as_json else row(fault), as_json)


def row(fault: dict[str, Any]) -> dict[str, Any]:
    """A fault in few words."""
    when = [f"{name} {fault[name]}" for name in ("first", "every", "calls", "times") if name in fault]
    which = [str(fault[name]) for name in ("vendor", "operation", "method", "path", "principal") if name in fault]
    how = [f"{name} {fault[name]}" for name in HOW if name in fault]
    return {
        "id": fault["id"],
        "which": " ".join(which) or "any request",
        "when": ", ".join(when) or "always",
        "how": ", ".join(how) or fault["kind"],
        "requests": fault["requests"],
        "hits": fault["hits"],
        "active": fault["active"],
    }


HOW = (
    "status",
    "code",
    "words",
    "retry_after",
    "seconds",
    "rate",
    "bytes",
    "by",
    "records",
    "handled",
    "politely",
)
"""The settings of a fault, in the order in which they are told."""
