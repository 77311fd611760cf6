"""A body that arrives in chunks (RFC 9112 7.1), with a bound for everything in it that is not content."""

import re
from collections.abc import Callable

from waitress.buffers import OverflowableBuffer
from waitress.receiver import ChunkedReceiver
from waitress.rfc7230 import CHUNK_EXT
from waitress.utilities import BadRequest, RequestEntityTooLarge

from ats_sandbox.server.bounds import CHUNK_LINE_LIMIT, TRAILER_LIMIT

SIZE = re.compile(rb"([0-9a-fA-F]{1,16})(" + CHUNK_EXT.encode("latin-1") + rb")")
"""A chunk's size and extensions; 64 bits are more than any body has."""


class ChunkedBody(ChunkedReceiver):
    """Takes a chunked body in, and refuses what can be none as soon as that shows.

    waitress's own receiver waits without end for the end of a line, and for as many bytes as a chunk announces.
    ``largest`` is how many bytes the content may have. What is refused is told by `error`.
    """

    error: BadRequest | None

    def __init__(self, content: OverflowableBuffer, largest: int) -> None:
        self.buf = content
        self._largest = largest
        self._left = 0  # bytes of the chunk in hand that have not arrived
        self._line = b""
        self._bound = CHUNK_LINE_LIMIT
        self._read: Callable[[bytes], None] = self._read_size

    def received(self, data: bytes) -> int:
        """Take what belongs to the body; gives how many bytes that is, all of them once it is refused."""
        at = 0
        while at < len(data) and not self.completed and self.error is None:
            at = self._take_content(data, at) if self._left else self._take_line(data, at)
        return at if self.error is None else len(data)

    def _take_content(self, data: bytes, at: int) -> int:
        piece = data[at : at + self._left]
        self.buf.append(piece)
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
            self.error = BadRequest("A line of the chunked body does not end where it must")
        return stop

    def _read_size(self, line: bytes) -> None:
        found = SIZE.fullmatch(line)
        if found is None:
            self.error = BadRequest("Invalid chunk size or extension")
            return
        self._left = int(found[1], 16)
        if len(self) + self._left > self._largest:
            self.error = RequestEntityTooLarge(f"The body has more than {self._largest} bytes")
        elif not self._left:
            self._bound, self._read = TRAILER_LIMIT, self._read_trailer

    def _read_end(self, _: bytes) -> None:
        self._bound, self._read = CHUNK_LINE_LIMIT, self._read_size

    def _read_trailer(self, line: bytes) -> None:
        """Leave a field behind the content unread, as RFC 9110 6.5.1 allows."""
        self._bound -= len(line)
        self.completed = not line
