"""Resumes as files of every kind, for tests to send."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from werkzeug.test import TestResponse

from ats_sandbox.world.seeding.pdf import pdf
from tests.client import VendorClient

TEXT = """Maud van der Linden
maud.vdl@example.com | +31 20 555 0143
https://linkedin.example.com/in/maud

Profile
Twelve years of bread, six of them at night.

Work experience
2019 - present   Bakkerij De Molen
                 Baker
- Three hundred loaves a night.
- Trained four apprentices.

Shop Assistant at Kaas & Co
2016-03 to 2018-12

Education
Hogeschool aan de Vecht, Bachelor, Food Technology
2012 - 2016

Languages
Dutch, English
"""
"""A resume of somebody whom the demo world does not know."""

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def zipped(part: str, content: bytes) -> bytes:
    """A zip archive of one part."""
    with ZipFile(file := BytesIO(), "w", ZIP_DEFLATED) as archive:
        archive.writestr(part, content)
    return file.getvalue()


def _escaped(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;")


def docx(text: str) -> bytes:
    """A text as a Word document, a paragraph a line, with a field code that nobody sees."""
    code = "<w:r><w:instrText>HYPERLINK secret@example.org</w:instrText></w:r>"
    lines = "".join(f"<w:p>{code}<w:r><w:t>{_escaped(line)}</w:t></w:r></w:p>" for line in text.splitlines())
    return zipped("word/document.xml", f'<w:document xmlns:w="{_WORD}"><w:body>{lines}</w:body></w:document>'.encode())


def odt(text: str) -> bytes:
    """A text as an OpenDocument text."""
    lines = "".join(f"<t:p>{_escaped(line)}</t:p>" for line in text.splitlines())
    return zipped("content.xml", f'<o:body xmlns:o="o" xmlns:t="{_ODT}">{lines}</o:body>'.encode())


FILES = {
    "maud.txt": TEXT.encode(),
    "maud.pdf": pdf(TEXT),
    "maud.docx": docx(TEXT),
    "maud.odt": odt(TEXT),
    "MAUD.TXT": b"\xff\xfe" + TEXT.encode("utf-16-le"),
}
"""The same resume as every kind of file that is read."""


def upload(client: VendorClient, path: str, name: str, content: bytes, **fields: Any) -> TestResponse:
    """Send a file as a form."""
    told = {one: fields.pop(one) for one in ("token", "headers") if one in fields}
    return client.post(path, data={"file": (BytesIO(content), name), **fields}, **told)
