"""A body that arrives in chunks (RFC 9112 7.1), with a bound for everything in it that is not content."""

import re
from collections.abc import Callable

from ats_sandbox.server.bounds import CHUNK_LINE_LIMIT, TRAILER_LIMIT
from ats_sandbox.server.head import TOKEN
from ats_sandbox.server.refusal import Refused

QUOTED = rb'"(?:[\t \x21\x23-\x5b\x5d-\x7e\x80-\xff]|\\[\t \x21-\x7e\x80-\xff])*"'
EXTENSIONS = rb"(?:;" + TOKEN + rb"(?:=(?:" + TOKEN + rb"|" + QUOTED + rb"))?)*"

SIZE = re.compile(rb"([0-9a-fA-F]{1,16})" + EXTENSIONS)
"""A chunk's size and extensions; 64 bits are more than any body has."""


class ChunkedBody:
    """Takes a chunked body in, and refuses what can be none as soon as that shows.

    `largest` is how many bytes the `content` may have.
    """

    __slots__ = ("_bound", "_largest", "_left", "_line", "_read", "completed", "content")

    def __init__(self, largest: int) -> None:
        self.content = bytearray()
        self.completed = False
        self._largest = largest
        self._left = 0  # bytes of the chunk in hand that have not arrived
        self._line = b""
        self._bound = CHUNK_LINE_LIMIT
        self._read: Callable[[bytes], None] = self._read_size

    def received(self, data: bytes) -> int:
        """Take what belongs to the body; gives how many bytes that is. Raises Refused."""
        at = 0
        while at < len(data) and not self.completed:
            at = self._take_content(data, at) if self._left else self._take_line(data, at)
        return at

    def _take_content(self, data: bytes, at: int) -> int:
        piece = data[at : at + self._left]
        self.content += piece
        self._left -= len(piece)
        if not self._left:
            self._bound, self._read = 0, self._read_end
        return at + len(piece)

    def _take_line(self, data: bytes, at: int) -> int:
        """Take a line, or as much of one as is there. A carriage return that may begin its end is no part of it."""
        most = at + self._bound + 2 - len(self._line)
        found = data.find(b"\n", at, most)
        stop = found + 1 if found >= 0 else min(most, len(data))
        self._line += data[at:stop]
        if found >= 0 and self._line.endswith(b"\r\n"):
            line, self._line = self._line[:-2], b""
            self._read(line)
        elif found >= 0 or len(self._line.removesuffix(b"\r")) > self._bound:
            raise Refused(400, "A line of the chunked body does not end where it must")
        return stop

    def _read_size(self, line: bytes) -> None:
        found = SIZE.fullmatch(line)
        if found is None:
            raise Refused(400, "Invalid chunk size or extension")
        self._left = int(found[1], 16)
        if len(self.content) + self._left > self._largest:
            raise Refused(413, f"The body has more than {self._largest} bytes")
        if not self._left:
            self._bound, self._read = TRAILER_LIMIT, self._read_trailer

    def _read_end(self, _: bytes) -> None:
        self._bound, self._read = CHUNK_LINE_LIMIT, self._read_size

    def _read_trailer(self, line: bytes) -> None:
        """Leave a field behind the content unread, as RFC 9110 6.5.1 allows."""
        self._bound -= len(line)
        self.completed = not line
