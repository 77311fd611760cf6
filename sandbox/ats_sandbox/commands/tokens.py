"""`ats-sandbox tokens`: credentials that expire by the world's clock."""

import click

from ats_sandbox.commands.remote import Remote, remote_options, segment, show

COLUMNS = ("token", "as", "vendor", "expires_at", "expired", "refresh_token")


@click.group()
def tokens() -> None:
    """Issue tokens that expire, exchange and revoke them."""


@tokens.command("list")
@remote_options
def list_tokens(remote: Remote, as_json: bool) -> None:
    """Print the tokens that were issued in the world."""
    show(remote.ask("GET", "/tokens"), as_json, COLUMNS)


@tokens.command()
@click.option("--as", "holder", help="The token of the principal it stands for; by default sandbox-admin.")
@click.option("--vendor", help="Let it live as long as this vendor's tokens do.")
@click.option("--lifetime-seconds", type=int, help="Or so many seconds of the world's clock.")
@remote_options
def issue(remote: Remote, as_json: bool, holder: str | None, vendor: str | None, lifetime_seconds: int | None) -> None:
    """Issue a token; without a lifetime it lives for ever."""
    told = {"as": holder, "vendor": vendor, "lifetime_seconds": lifetime_seconds}
    body = {name: value for name, value in told.items() if value is not None}
    show(remote.ask("POST", "/tokens", body), as_json)


@tokens.command()
@click.argument("refresh_token")
@remote_options
def exchange(remote: Remote, as_json: bool, refresh_token: str) -> None:
    """Exchange a refresh token for a new token."""
    show(remote.ask("POST", "/tokens/exchange", {"refresh_token": refresh_token}), as_json)


@tokens.command()
@click.argument("text", metavar="TOKEN")
@remote_options
def revoke(remote: Remote, as_json: bool, text: str) -> None:
    """Let a token cease to be known."""
    remote.ask("DELETE", f"/tokens/{segment(text)}")
