"""The smallest PDF that shows a text: one page, one built-in font."""

from itertools import accumulate

_LINE = 90
_LINES = 60


def pdf(text: str) -> bytes:
    """The first sixty lines of a text as a PDF 1.4 file. Letters that Windows-1252 lacks become question marks."""
    lines = [line[at : at + _LINE] for line in text.splitlines() for at in range(0, len(line) or 1, _LINE)][:_LINES]
    shown = b"".join(b"(" + _escaped(line) + b") '\n" for line in lines)
    page = b"BT /F1 10 Tf 12 TL 50 790 Td\n" + shown + b"ET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(page), page),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Font << /F1 5 0 R >> >>",
    )
    parts = [b"%PDF-1.4\n", *(b"%d 0 obj\n%b\nendobj\n" % (number, body) for number, body in enumerate(objects, 1))]
    *starts, end = accumulate(map(len, parts))
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    count = len(objects) + 1
    tail = b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return b"".join(parts) + tail % (count, table, count, end)


def _escaped(line: str) -> bytes:
    plain = line.replace("\t", " ").encode("cp1252", "replace")
    return plain.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
