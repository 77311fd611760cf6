"""Texts as the command line takes them: some bytes are none, and some texts name no sandbox, world or token."""

import re
from urllib.parse import SplitResult, urlsplit

import click
from click.types import StringParamType

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
"""As `control.names` has it, whose import takes longer than a command."""

TOKEN = re.compile(r"[!-~]+")


class Text(StringParamType):
    """A text of the arguments or the environment, which may be any bytes."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text."""
        try:
            value.encode()
        except UnicodeEncodeError:
            self.fail(f"{value!a} is not UTF-8", param, ctx)
        return value


class WorldName(Text):
    """The name of a world."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name."""
        if not NAME.fullmatch(value):
            self.fail(
                f"{value!a} is no name of a world: that is 1 to 64 letters, digits, dots, dashes or underscores, "
                "a letter or digit first",
                param,
                ctx,
            )
        return value


class Token(Text):
    """A token, which is a secret: a refusal does not repeat it."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The token."""
        if value and not TOKEN.fullmatch(value):
            self.fail(
                "a token is letters, digits and punctuation marks of ASCII, without blanks or new lines", param, ctx
            )
        return value


class Url(Text):
    """The address of a sandbox."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The address."""
        address = address_of(value)
        if address is None or address.scheme not in ("http", "https") or not address.hostname:
            self.fail(f"{value!a} is no http:// or https:// address, such as http://127.0.0.1:8080", param, ctx)
        return value


def address_of(url: str) -> SplitResult | None:
    """The parts of a URL; None where they are none, such as a port that no machine has."""
    try:
        address = urlsplit(url)
        known = address.port is None or address.port > 0
        address.path.encode("ascii")
        (address.hostname or "").encode("idna")
    except ValueError:
        return None
    return address if known and url.isprintable() and " " not in url else None
