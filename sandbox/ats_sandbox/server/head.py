"""The head of a request: its line and its fields, read as RFC 9112 has them."""

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote_to_bytes, urlsplit

from ats_sandbox.server.bounds import HEAD_LIMIT, LINE_LIMIT
from ats_sandbox.server.refusal import Refused

TOKEN = rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+"
TEXT = rb"[\x21-\x7e\x80-\xff]+"

FIELD = re.compile(rb"(" + TOKEN + rb"):[ \t]*((?:" + TEXT + rb"(?:[ \t]+" + TEXT + rb")*)?)[ \t]*")
"""A field; its value may hold blanks and what is not ASCII, but nothing that controls."""

LINE = re.compile(rb"(" + TOKEN + rb") ([^\x00-\x20\x7f]+)(?: HTTP/([0-9]\.[0-9]))?")
"""A method, a target, and a version, without which it is an HTTP older than 1.0."""

ORDINARY = re.compile(rb"/(?!/)[!-\"$-~]*")
"""A target that is a path and perhaps a query, as nearly all are."""

LINE_END = re.compile(rb"\r?\n")
"""What ends a line: RFC 9112 2.2 lets a recipient take a single LF, as nginx and so what stands before the APIs of
vendors does. A single CR ends nothing, there as here."""

FOLD = re.compile(rb"\r\n[ \t]+")
OTHER_MAJOR_VERSION = re.compile(rb" HTTP/(?!1\b)[0-9]+(?:\.[0-9]+)?\s*$")

CR = 0x0D

UNPREFIXED = {"CONTENT_LENGTH", "CONTENT_TYPE"}
"""Fields that WSGI names without `HTTP_`."""

KEPT = 2048
"""Lines whose reading is kept: clients repeat themselves."""

LONGEST_KEPT = 512
"""Bytes of such a line."""


class RequestLine(NamedTuple):
    """The first line of a request, its target as it was sent."""

    method: str
    target: bytes
    version: str


class Target(NamedTuple):
    """What a request is for. `path` is decoded, as WSGI wants it; `authority` is that of an absolute target."""

    authority: str
    path: str
    query: str


def fields_of(lines: list[bytes]) -> dict[str, str]:
    """The fields of these lines, by the names that WSGI has for them; raises Refused.

    Fields of one name are joined by commas. One with an underscore is left out: it could pose as another.
    """
    fields: dict[str, str] = {}
    try:
        for line in lines:
            name, value = field(line) if len(line) <= LONGEST_KEPT else field.__wrapped__(line)
            if name in fields:
                fields[name] = f"{fields[name]}, {value}"
            elif name:
                fields[name] = value
    except ValueError:
        for line in lines:
            if b"\r" in line:
                raise Refused(400, f'Bare CR found in header line "{line.decode("latin-1")}"') from None
        raise Refused(400, "Invalid header") from None
    return fields


@lru_cache(KEPT)
def field(line: bytes) -> tuple[str, str]:
    """The name that WSGI has for a field, and its value; raises ValueError for what is no field."""
    found = FIELD.fullmatch(line)
    if found is None:
        raise ValueError(line)
    name, value = found[1].decode("latin-1"), found[2].decode("latin-1")
    if "_" in name:
        return "", ""
    name = name.upper().replace("-", "_")
    return name if name in UNPREFIXED else f"HTTP_{name}", value


def request_line(line: bytes) -> RequestLine:
    """A first line; raises Refused."""
    return _line(line) if len(line) <= LONGEST_KEPT else _line.__wrapped__(line)


@lru_cache(KEPT)
def _line(line: bytes) -> RequestLine:
    if b"\r" in line:
        raise Refused(400, "Bare CR found in HTTP message")
    found = LINE.fullmatch(line)
    if found is None:
        raise Refused(400, "Start line is invalid")
    method, target, version = found[1].decode(), found[2], (found[3] or b"").decode()
    if method != method.upper():
        raise Refused(400, f'Malformed HTTP method "{method}"')
    return RequestLine(method, target, version)


def target_of(sent: bytes) -> Target:
    """A target; raises Refused."""
    return _target(sent) if len(sent) <= LONGEST_KEPT else _target.__wrapped__(sent)


@lru_cache(KEPT)
def _target(sent: bytes) -> Target:
    authority, path, query = _parts(sent)
    if "%" in path:
        path = unquote_to_bytes(path.encode("latin-1")).decode("latin-1")
    return Target(authority, f"/{path.lstrip('/')}" if path.startswith("//") else path, query)


def _parts(sent: bytes) -> tuple[str, str, str]:
    """The authority, the path as it was sent, and the query."""
    if ORDINARY.fullmatch(sent):
        path, _, query = sent.decode().partition("?")
        return "", path, query
    if sent[:2] == b"//":  # no authority, but a path
        path, _, query = sent.partition(b"#")[0].decode("latin-1").partition("?")
        return "", path, query
    try:
        parts = urlsplit(sent)
    except UnicodeError:
        raise Refused(400, "Bad URI") from None
    except ValueError:
        raise Refused(400, "Malformed request") from None
    return parts.netloc.decode("latin-1"), parts.path.decode("latin-1"), parts.query.decode("latin-1")


def end_of(data: bytes, start: int) -> tuple[int, int]:
    """Where a head ends that begins at `start`, and what follows it begins: at -1 when that has not arrived."""
    end, behind = data.find(b"\n\r\n", start), 3
    sooner = data.find(b"\n\n", start, end + 1 if end >= 0 else len(data))
    if sooner >= 0:
        end, behind = sooner, 2
    if end < 0:
        return -1, -1
    return (end - 1 if data[end - 1] == CR else end), end + behind


def split(head: bytes) -> tuple[bytes, list[bytes]]:
    """The first line and the lines of the fields of a head without the blank line at its end; raises Refused."""
    if len(head) + 4 > HEAD_LIMIT:
        raise Refused(431, f"The head has more than {HEAD_LIMIT} bytes")
    if head.count(b"\n") != head.count(b"\r\n"):
        head = LINE_END.sub(b"\r\n", head)
    length = head.find(b"\r\n")
    first = head if length < 0 else head[:length]
    if len(first) > LINE_LIMIT:
        raise Refused(414, f"The request line has more than {LINE_LIMIT} bytes")
    if not first.endswith(b" HTTP/1.1") and OTHER_MAJOR_VERSION.search(first):
        raise Refused(505, "This server speaks HTTP/1.1")
    if b"\r\n " in head or b"\r\n\t" in head:
        if head[length + 2 : length + 3] in (b" ", b"\t"):
            raise Refused(400, "The request line is continued by the line behind it")
        head = FOLD.sub(b" ", head)
    return first.rstrip(b" "), head.split(b"\r\n")[1:]
