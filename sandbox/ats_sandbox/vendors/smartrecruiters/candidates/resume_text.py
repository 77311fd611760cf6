"""The text of a resume: of plain text, PDF, Word's DOCX and OpenDocument files.

Files come from anybody, so every reader stops at a bound: pages, bytes that a part unpacks to, characters of text.
"""

import logging
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZipFile

from ats_sandbox.vendors.smartrecruiters.candidates.files import UTF_16

LONGEST = 100_000
"""Characters of a resume that are looked at."""

_PAGES = 10
_UNPACKED = 2 * 1024 * 1024
"""Bytes that a compressed part of a file may unpack to."""


class Unreadable(Exception):
    """No text can be read in the file."""


def text_of(extension: str, content: bytes) -> str:
    """The text of a file, by the extension of its name. Raises Unreadable."""
    reader = _READERS.get(extension)
    if reader is None:
        raise Unreadable(extension)
    try:
        text = reader(content)[:LONGEST]
    except Exception as error:
        raise Unreadable(extension) from error
    if not text.strip():
        raise Unreadable(extension)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # fonts may name halves of letters


def _plain(content: bytes) -> str:
    if content.startswith(UTF_16):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeError:
        return content.decode("cp1252", "replace")


_BOUNDS: dict[str, Any] = {
    **dict.fromkeys(("zlib_maximum_output_length", "lzw_maximum_output_length"), _UNPACKED),
    **dict.fromkeys(("run_length_maximum_output_length", "array_based_stream_maximum_output_length"), _UNPACKED),
    "stream_decoding_work_maximum_length": 4 * _UNPACKED,
    "stream_parsing_work_maximum_count": 50_000,
    "page_tree_maximum_entries": 1_000,
    "xform_maximum_invocations_per_extraction": 100,
    "jbig2dec_binary": None,
}
"""How much work a PDF may make; no program is called to look at its images."""


def _pdf(content: bytes) -> str:
    import pypdf  # only now: few servers ever read a resume

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with pypdf.apply_configuration(**_BOUNDS):
        pages = pypdf.PdfReader(BytesIO(content), strict=False, root_object_recovery_limit=1_000).pages
        found: list[str] = []
        for page in pages[:_PAGES]:
            if sum(map(len, found)) < LONGEST:
                found.append(page.extract_text())
        return "\n".join(found)


def _document(part: str) -> Callable[[bytes], str]:
    """A reader of the zipped XML document `part`."""

    def read(content: bytes) -> str:
        with ZipFile(BytesIO(content)) as archive, archive.open(part) as file:
            xml = file.read(_UNPACKED + 1)
        if len(xml) > _UNPACKED:
            raise Unreadable(part)
        return _paragraphs(xml)

    return read


_ENDS = {"p": "\n", "h": "\n", "br": "\n", "line-break": "\n", "tab": "\t", "s": " "}
"""What the ends of elements are in text: paragraphs, headings, breaks."""
_UNSHOWN = frozenset({"instrText", "delText", "annotation", "tracked-changes"})


def _paragraphs(xml: bytes) -> str:
    """The text of a word processor's XML, a paragraph a line."""
    found: list[str] = []
    unshown = 0

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal unshown
        unshown += name.rpartition(" ")[2] in _UNSHOWN

    def end(name: str) -> None:
        nonlocal unshown
        local = name.rpartition(" ")[2]
        unshown -= local in _UNSHOWN
        found.append(_ENDS.get(local, ""))

    def show(text: str) -> None:
        if not unshown:
            found.append(text)

    def refuse(*declared: object) -> None:
        raise ExpatError("no word processor declares entities")

    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, show
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(xml, True)
    return "".join(found)


_READERS: Mapping[str, Callable[[bytes], str]] = {
    "txt": _plain,
    "pdf": _pdf,
    "docx": _document("word/document.xml"),
    "odt": _document("content.xml"),
}
