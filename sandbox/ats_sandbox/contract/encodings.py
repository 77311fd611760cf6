"""How bodies may be encoded beside plain UTF-8: what some vendors' stacks read, and what is peculiar about a body."""

import zlib
from codecs import BOM_UTF8
from collections.abc import Callable
from json import detect_encoding

from werkzeug import Request

GZIP_OR_ZLIB = zlib.MAX_WBITS | 32


Unpack = Callable[[Request, bytes, int], bytes]
"""Turns the bytes of a body into UTF-8, no more than so many, as far as a vendor's stack reads other encodings."""


class TooLong(ValueError):
    """More than may be read comes out of a compressed body."""


def as_sent(_request: Request, content: bytes, _most: int) -> bytes:
    """The bytes themselves: of a parser that takes UTF-8 and nothing else."""
    return content


def any_unicode(_request: Request, content: bytes, _most: int) -> bytes:
    """UTF-8 of a text in UTF-8, UTF-16 or UTF-32, with a byte order mark or without: Jackson and Python's json do so.

    What is no such text stays as it is.
    """
    encoding = detect_encoding(content)
    if encoding == "utf-8":
        return content
    try:
        return content.decode(encoding).encode()
    except UnicodeError:
        return content


def inflated(request: Request, content: bytes, most: int) -> bytes:
    """A body that is gzipped or deflated as it was before, and without a byte order mark: Express' parser does so.

    Raises TooLong. What cannot be inflated stays as it is.
    """
    if request.headers.get("Content-Encoding", "").strip().lower() in ("gzip", "x-gzip", "deflate"):
        sent, stream = content, zlib.decompressobj(GZIP_OR_ZLIB)
        try:
            content = stream.decompress(content, most + 1)
        except zlib.error:
            return sent
        if len(content) > most:
            raise TooLong
        if not stream.eof:
            return sent
    return content.removeprefix(BOM_UTF8)


def peculiarity(content_encoding: str, content: bytes) -> str | None:
    """What about the encoding of a body may be why it cannot be read; None for plain UTF-8."""
    coding = content_encoding.strip().lower()
    if coding not in ("", "identity"):
        return f"the body is sent with Content-Encoding: {coding[:40]}"
    if content.startswith(BOM_UTF8):
        return "the body begins with a byte order mark"
    encoding = detect_encoding(content)
    if encoding not in ("utf-8", "utf-8-sig"):
        return f"the body is text in {encoding.upper()[:6]}, not in UTF-8"
    return None
