"""A running sandbox, as the command line reaches it."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import click

UNREACHABLE = 3
"""The exit status when no sandbox answers; 1 means that it refused, 2 that the command is wrong."""

PATIENCE = 120.0
"""Seconds to wait for an answer: seeding a large world takes some."""


class RequestRefused(click.ClickException):
    """The sandbox answered with an error; its words are the message."""

    exit_code = 1


class Unreachable(click.ClickException):
    """Nothing answers there, or nothing that is a sandbox."""

    exit_code = UNREACHABLE


@dataclass(frozen=True, slots=True)
class Remote:
    """One world of a sandbox that listens at a URL."""

    url: str
    world: str
    token: str | None

    def ask(self, method: str, path: str, body: Any = None, query: Mapping[str, Any] | None = None) -> Any:
        """The document that an operation of the tester's side answers; `path` follows `/_sandbox`."""
        from http.client import HTTPConnection, HTTPException, HTTPSConnection

        place = urlsplit(self.url)
        if place.scheme not in ("http", "https") or not place.hostname:
            raise click.UsageError(f"--url {self.url!r} is no http:// or https:// address")
        asked = {name: value for name, value in (query or {}).items() if value is not None}
        target = f"{place.path.rstrip('/')}/_sandbox{path}" + (f"?{urlencode(asked, doseq=True)}" if asked else "")
        headers = {"X-Sandbox-World": self.world, "Accept": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        content = None if body is None else json.dumps(body).encode()
        if content is not None:
            headers["Content-Type"] = "application/json"
        opened = HTTPSConnection if place.scheme == "https" else HTTPConnection
        try:
            line = opened(place.hostname, place.port, timeout=PATIENCE)
            try:
                line.request(method, target, content, headers)
                answer = line.getresponse()
                received = answer.read()
            finally:
                line.close()
        except (OSError, HTTPException, ValueError) as error:
            raise Unreachable(f"no sandbox answers at {self.url} ({error}): is `ats-sandbox serve` running?") from None
        return understood(answer.status, received, self.url)


def understood(status: int, content: bytes, url: str) -> Any:
    """The document of an answer; raises Refused with the words of a refusal."""
    try:
        document = json.loads(content) if content else None
    except ValueError:
        raise Unreachable(f"what answers at {url} is no sandbox: status {status}") from None
    if status < 400:
        return document
    told = document if isinstance(document, dict) else {}
    lines = [str(told.get("error", f"status {status}"))]
    lines += [
        f"  {one['where']} {one['field']}: {one['problem']}" + received(one.get("received"))
        for one in told.get("details", ())
    ]
    raise RequestRefused("\n".join(lines))


def received(value: Any) -> str:
    """What was sent, if it is short enough to be of use."""
    text = "" if value is None else json.dumps(value, ensure_ascii=False)
    return f" (received {text})" if 0 < len(text) <= 80 else ""


def segment(name: str) -> str:
    """A name as one segment of a path."""
    return quote(name, safe="")


def remote_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which sandbox, and how to print: a command gets `remote` and `as_json`."""
    from functools import wraps

    @click.option("--url", envvar="ATS_SANDBOX_URL", default="http://127.0.0.1:8080", show_default=True)
    @click.option("--world", envvar="ATS_SANDBOX_WORLD", default="default", show_default=True, help="Which world.")
    @click.option("--token", envvar="ATS_SANDBOX_TOKEN", help="The admin token, where the sandbox asks for one.")
    @click.option("--json", "as_json", is_flag=True, help="For programs.")
    @wraps(command)
    def asking(url: str, world: str, token: str | None, as_json: bool, **given: Any) -> Any:
        return command(remote=Remote(url, world, token), as_json=as_json, **given)

    return asking


def show(document: Any, as_json: bool, columns: Sequence[str] = ()) -> None:
    """Print a document: as JSON, or its rows as a table of these columns, or an object line by line."""
    if as_json:
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
    elif isinstance(document, list):
        for line in table(document, columns):
            click.echo(line)
    elif isinstance(document, dict):
        width = max(map(len, document), default=0)
        for name, value in document.items():
            click.echo(f"{name:{width}}  {cell(value)}")


def table(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> list[str]:
    """Rows under their headings, in columns as wide as they must be."""
    cells = [[name.replace("_", " ").upper() for name in columns]]
    cells += [[cell(row.get(name)) for name in columns] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return ["  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in cells]


def cell(value: Any) -> str:
    """A value in a table."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
