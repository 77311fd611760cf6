"""Reading one request: what is refused here is answered in plain text and never reaches the application."""

from functools import lru_cache
from io import BytesIO
from typing import Any

from ats_sandbox.control.addressing import HOST
from ats_sandbox.control.traces import ASKED, Collected
from ats_sandbox.server.bounds import BODY_LIMIT, HEAD_LIMIT, INVITED_LIMIT
from ats_sandbox.server.chunks import ChunkedBody
from ats_sandbox.server.head import LONGEST_KEPT, end_of, fields_of, request_line, split, target_of
from ats_sandbox.server.refusal import Refused

TLS = b"\x16\x03"
"""How a client begins that was given https:// for this server."""

VERSIONS = {"1.0", "1.1"}
"""Those that are answered in kind; to any other of major version 1, and to what is older, the answer is in 1.0."""


class Parser:
    """Reads one request, as its bytes arrive.

    It is `completed` when it was read to its end, or `refused`. `inviting` is True while the client waits for leave
    to send its body; `unread` when it is not to send it, because the application answers without.
    """

    __slots__ = (
        "_body",
        "_bytes",
        "_left",
        "_version",
        "completed",
        "fields",
        "inviting",
        "method",
        "path",
        "query",
        "refused",
        "target",
        "unread",
    )

    def __init__(self) -> None:
        self._bytes = b""  # the head as far as it has arrived, then the body if its length is known
        self._left = 0
        self._body: ChunkedBody | bytearray | None = None
        self._version = ""
        self.method = self.target = "-"
        self.path = self.query = ""
        self.fields: dict[str, str] = {}
        self.completed = self.inviting = self.unread = False
        self.refused: Refused | None = None

    @property
    def version(self) -> str:
        """The version in which to answer: 1.0 or 1.1."""
        return self._version if self._version in VERSIONS else "1.0"

    @property
    def persistent(self) -> bool:
        """True when the connection may serve another request after this one (RFC 9112 9.3)."""
        told = self.fields.get("HTTP_CONNECTION")
        if told is None:
            return self._version == "1.1" and not self.unread
        options = elements(told)
        return not self.unread and "close" not in options and (self._version == "1.1" or "keep-alive" in options)

    @property
    def begun(self) -> bool:
        """True when anything of the request has arrived."""
        return bool(self._bytes) or self.in_body

    @property
    def in_body(self) -> bool:
        """True when the head was read and the body is arriving."""
        return self._body is not None

    def received(self, data: bytes) -> int:
        """Take what the client sent; gives how many bytes of it belong to this request."""
        try:
            if self._body is not None:
                return self._take_body(data)
            return self._take_head(data)
        except Refused as refused:
            self.refused = refused
            self.completed = True
            self.inviting = False
            return len(data)

    def environ(self, common: dict[str, Any]) -> dict[str, Any]:
        """The WSGI environ of the request, beside what all requests of its connection have in common."""
        environ = {
            **common,
            **self.fields,
            "REQUEST_METHOD": self.method,
            "PATH_INFO": self.path,
            "QUERY_STRING": self.query,
            "REQUEST_URI": self.target,
            "SERVER_PROTOCOL": f"HTTP/{self.version}",
            "wsgi.input": BytesIO(self.body),
        }
        environ[ASKED] = Collected(tuple(self.fields.items()), len(environ) + 1)
        return environ

    @property
    def body(self) -> bytes:
        """What has arrived of the body."""
        body = self._body
        return b"" if body is None else bytes(body.content if isinstance(body, ChunkedBody) else body)

    def _take_head(self, data: bytes) -> int:
        held = len(self._bytes)
        arrived = self._bytes + data if held else data
        if arrived.startswith(TLS):  # it would wait in vain for the end of a head
            raise Refused(400, "This port speaks plain HTTP: call it with http:// instead of https://")
        skipped = len(arrived) - len(arrived.lstrip(b"\r\n")) if arrived[:1].isspace() else 0
        end, taken = end_of(arrived, skipped)
        if end < 0:
            self._bytes = arrived[skipped:]  # blank lines before a request are none of it (RFC 9112 2.2)
            if len(self._bytes) > HEAD_LIMIT:
                raise Refused(431, f"The head has more than {HEAD_LIMIT} bytes")
            return len(data)
        self._bytes = b""
        self._read_head(arrived[skipped:end])
        if self._body is None:
            self.completed = True
        elif taken < len(arrived):
            self.inviting = False
            return taken - held + self._take_body(arrived[taken:])
        elif self.inviting and self._left > INVITED_LIMIT:
            self.inviting, self.unread, self.completed = False, True, True
        return taken - held

    def _read_head(self, head: bytes) -> None:
        first, lines = split(head)
        fields = self.fields = fields_of(lines)
        coding = fields.get("HTTP_TRANSFER_ENCODING")
        if coding is not None:
            if "CONTENT_LENGTH" in fields:  # one of them is a lie, and may hide a request
                raise Refused(400, "Content-Length and Transfer-Encoding exclude each other")
            if coding.lower() != "chunked":
                raise Refused(501, "The only Transfer-Encoding that is read is chunked, once")
        self.method, target, self._version = request_line(first)
        self.target = target.decode("latin-1")
        authority, self.path, self.query = target_of(target)
        if coding is not None:
            if self._version != "1.1":  # where the body ends is anybody's guess (RFC 9112 6.1)
                raise Refused(400, "Transfer-Encoding is read in HTTP/1.1 alone")
            del fields["HTTP_TRANSFER_ENCODING"]
            self._body = ChunkedBody(BODY_LIMIT)
        elif "CONTENT_LENGTH" in fields:
            self._expect(fields["CONTENT_LENGTH"])
        self._settle_host(authority)
        if "HTTP_EXPECT" in fields and self._body is not None and self._version == "1.1":
            self.inviting = "100-continue" in elements(fields["HTTP_EXPECT"])

    def _expect(self, length: str) -> None:
        if not (length.isascii() and length.isdigit()):
            raise Refused(400, "Content-Length is invalid")
        if len(length) > 4000:  # Python makes no number of it
            raise Refused(400, "Malformed request")
        self._left = int(length)
        if self._left:
            self._body = bytearray()

    def _settle_host(self, authority: str) -> None:
        """Hold the Host header against RFC 9112 3.2: exactly one, and of no account beside an absolute target."""
        host = self.fields.get("HTTP_HOST")
        if host is None and self._version == "1.1":
            raise Refused(400, "The Host header is missing")
        if authority:
            host = self.fields["HTTP_HOST"] = authority.rpartition("@")[2]
        if host is not None and not HOST.fullmatch(host):  # two of them arrive joined by a comma
            raise Refused(400, "The Host header is not one host name with or without a port")
        if self._left >= BODY_LIMIT:
            raise Refused(413, f"exceeds max_body of {BODY_LIMIT}")

    def _take_body(self, data: bytes) -> int:
        self.inviting = False
        body = self._body
        if isinstance(body, ChunkedBody):
            taken = body.received(data)
            if body.completed:
                self.completed = True
                self.fields["CONTENT_LENGTH"] = str(len(body.content))
            return taken
        assert body is not None, "the head announces a body"
        piece = data[: self._left]
        body += piece
        self._left -= len(piece)
        self.completed = not self._left
        return len(piece)


def elements(value: str) -> frozenset[str]:
    """The elements of a header that is a list, in lower case."""
    return _elements(value) if len(value) <= LONGEST_KEPT else _elements.__wrapped__(value)


@lru_cache(256)
def _elements(value: str) -> frozenset[str]:
    return frozenset(one.strip(" \t").lower() for one in value.split(","))
