"""Reading one request: what is refused here is answered in plain text and never reaches the application."""

import re

from waitress.parser import HTTPRequestParser, ParsingError, TransferEncodingNotImplemented
from waitress.utilities import BadRequest, RequestHeaderFieldsTooLarge

from ats_sandbox.control.addressing import HOST
from ats_sandbox.server.bounds import BODY_LIMIT, HEAD_LIMIT, INVITED_LIMIT, LINE_LIMIT
from ats_sandbox.server.chunks import ChunkedBody

TLS = b"\x16\x03"
"""How a client begins that was given https:// for this server."""

LENGTH = re.compile(rb"\r\ncontent-length[ \t]*:", re.IGNORECASE)
CODING = re.compile(rb"\r\ntransfer-encoding[ \t]*:([^\r\n]*)", re.IGNORECASE)
FOLD = re.compile(rb"\r\n[ \t]+")
OTHER_MAJOR_VERSION = re.compile(rb" HTTP/(?!1\b)[0-9]+(?:\.[0-9]+)?\s*$")


class UriTooLong(BadRequest):
    """The request line is longer than is read."""

    code = 414
    reason = "URI Too Long"


class VersionNotSupported(BadRequest):
    """The request line names an HTTP whose messages may mean something else."""

    code = 505
    reason = "HTTP Version Not Supported"


class Parser(HTTPRequestParser):
    """Reads one request."""

    headers: dict[str, str]
    proxy_netloc: str
    unread = False
    """True when the body is left with the client, who waited for leave to send it."""

    @property
    def persistent(self) -> bool:
        """True when the connection may serve another request after this one (RFC 9112 9.3)."""
        options = self._tokens("CONNECTION")
        return not self.unread and "close" not in options and (self.version == "1.1" or "keep-alive" in options)

    def received(self, data: bytes) -> int:
        """Take what the client sent; gives how many bytes of it belong to this request."""
        if data.startswith(TLS) and not self.header_bytes_received:  # would wait in vain for the end of a head
            self.error = BadRequest("This port speaks plain HTTP: call it with http:// instead of https://")
            self.completed = True
            return len(data)
        taken = super().received(data)
        if self.expect_continue:
            self._settle_expectation(begun=taken < len(data) or self.body_bytes_received > 0)
        return taken

    def parse_header(self, header_plus: bytes) -> None:
        """Read the request line and the headers. Raises ParsingError."""
        if len(header_plus) > HEAD_LIMIT:
            self.error = RequestHeaderFieldsTooLarge(f"The head has more than {HEAD_LIMIT} bytes")
            return
        line = header_plus.partition(b"\r\n")[0]
        if len(line) > LINE_LIMIT:
            self.error = UriTooLong(f"The request line has more than {LINE_LIMIT} bytes")
            return
        if OTHER_MAJOR_VERSION.search(line):
            self.error = VersionNotSupported("This server speaks HTTP/1.1")
            return
        header_plus = FOLD.sub(b" ", header_plus)
        codings = [one.strip(b" \t").lower() for one in CODING.findall(header_plus)]
        if codings and LENGTH.search(header_plus):  # one of them is a lie, and may hide a request
            raise ParsingError("Content-Length and Transfer-Encoding exclude each other")
        if codings not in ([], [b"chunked"]):
            raise TransferEncodingNotImplemented("The only Transfer-Encoding that is read is chunked, once")
        try:  # waitress 3.0 stumbles over ``http://[`` as a target and over a length of 5000 digits
            super().parse_header(header_plus)
        except ValueError as fault:
            raise ParsingError("Malformed request") from fault
        if codings and self.version != "1.1":  # where the body ends is anybody's guess (RFC 9112 6.1)
            raise ParsingError("Transfer-Encoding is read in HTTP/1.1 alone")
        if self.body_rcv is not None and self.chunked:
            self.body_rcv = ChunkedBody(self.body_rcv.getbuf(), BODY_LIMIT)
        self.expect_continue = self.version == "1.1" and "100-continue" in self._tokens("EXPECT")
        self._settle_host()

    def _tokens(self, name: str) -> list[str]:
        """The elements of a header that is a list, in lower case."""
        return [one.strip(" \t").lower() for one in self.headers.get(name, "").split(",")]

    def _settle_expectation(self, *, begun: bool) -> None:
        """Invite a body only where one is to come that will be read (RFC 9110 10.1.1).

        waitress waits for the body of whatever it has invited, be it refused already or without any.
        """
        if not begun and not self.completed and self.content_length > INVITED_LIMIT:
            self.unread = self.completed = True
        self.expect_continue = not begun and not self.completed

    def _settle_host(self) -> None:
        """Hold the Host header against RFC 9112 3.2: exactly one, and of no account beside an absolute target."""
        host = self.headers.get("HOST")
        if host is None and self.version == "1.1":
            raise ParsingError("The Host header is missing")
        if self.proxy_netloc:
            host = self.headers["HOST"] = self.proxy_netloc.rpartition("@")[2]
        if host is not None and not HOST.fullmatch(host):  # two of them arrive joined by a comma
            raise ParsingError("The Host header is not one host name with or without a port")
