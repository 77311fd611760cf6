"""Reading one request: what is refused here is answered in plain text and never reaches the application."""

import re

from waitress.parser import HTTPRequestParser, ParsingError
from waitress.utilities import BadRequest, RequestHeaderFieldsTooLarge

from ats_sandbox.control.addressing import HOST
from ats_sandbox.server.bounds import HEAD_LIMIT, LINE_LIMIT

TLS = b"\x16\x03"
"""How a client begins that was given https:// for this server."""

LENGTH = re.compile(rb"\r\ncontent-length[ \t]*:", re.IGNORECASE)
CODING = re.compile(rb"\r\ntransfer-encoding[ \t]*:", re.IGNORECASE)


class UriTooLong(BadRequest):
    """The request line is longer than is read."""

    code = 414
    reason = "URI Too Long"


class Parser(HTTPRequestParser):
    """Reads one request."""

    headers: dict[str, str]
    proxy_netloc: str

    def received(self, data: bytes) -> int:
        """Take what the client sent; gives how many bytes of it belong to this request."""
        if data.startswith(TLS) and not self.header_bytes_received:  # would wait in vain for the end of a head
            self.error = BadRequest("This port speaks plain HTTP: call it with http:// instead of https://")
            self.completed = True
            return len(data)
        return super().received(data)

    def parse_header(self, header_plus: bytes) -> None:
        """Read the request line and the headers. Raises ParsingError."""
        if len(header_plus) > HEAD_LIMIT:
            self.error = RequestHeaderFieldsTooLarge(f"The head has more than {HEAD_LIMIT} bytes")
            return
        if len(header_plus.partition(b"\r\n")[0]) > LINE_LIMIT:
            self.error = UriTooLong(f"The request line has more than {LINE_LIMIT} bytes")
            return
        if LENGTH.search(header_plus) and CODING.search(header_plus):  # one of them is a lie, and may hide a request
            raise ParsingError("Content-Length and Transfer-Encoding exclude each other")
        try:  # waitress 3.0 stumbles over ``http://[`` as a target and over a length of 5000 digits
            super().parse_header(header_plus)
        except ValueError as fault:
            raise ParsingError("Malformed request") from fault
        self._settle_host()

    def _settle_host(self) -> None:
        """Hold the Host header against RFC 9112 3.2: exactly one, and of no account beside an absolute target."""
        host = self.headers.get("HOST")
        if host is None and self.version == "1.1":
            raise ParsingError("The Host header is missing")
        if self.proxy_netloc:
            host = self.headers["HOST"] = self.proxy_netloc.rpartition("@")[2]
        if host is not None and not HOST.fullmatch(host):  # two of them arrive joined by a comma
            raise ParsingError("The Host header is not one host name with or without a port")
