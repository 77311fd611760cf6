"""The reading of tables of codes, and of codes in answers."""

from pathlib import Path

import pytest

from tests.contract.code_tables import CodeRow, codes_in, read_codes

TABLE = """# A comment.

[page] documented: the page
[fault] never: only faults
get_job	200	-	page
get_job	404	JOB_NOT_FOUND	page
get_job	500	-	page	fault
"""


def rows(folder: Path, text: str = TABLE) -> list[CodeRow]:
    (folder / "acme-codes.tsv").write_text(text, encoding="utf-8")
    return read_codes("acme", folder)


def test_a_table_is_read(tmp_path: Path) -> None:
    success, absent, failure = rows(tmp_path)

    assert (success.answer, success.never) == (("acme", "get_job", 200, "-"), "")
    assert (absent.answer[2:], absent.source.note) == ((404, "JOB_NOT_FOUND"), "the page")
    assert failure.never == "only faults"
    assert read_codes("nobody", tmp_path) == []


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("get_job\t404\n", "line 8: no row"),
        ("get_job\t404\t\tpage\n", "line 8: no row"),
        ("get_job\t401\t-\tbook\n", "line 8: no row"),
        ("get_job\t401\t-\tpage\tfault\tpage\n", "line 8: no row"),
        ("get_job\t200\t-\tpage\n", "line 8: there twice"),
        ("[book] documented: a book\n", "no row names book"),
    ],
)
def test_what_is_no_row_is_refused(tmp_path: Path, line: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        rows(tmp_path, TABLE + line)


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (b'{"message": "x", "errors": [{"code": "A"}, {"code": "B", "message": "y"}, 1]}', {"A", "B"}),
        (b'{"id": "1", "code": "A"}', {"A"}),
        (b'{"error": "invalid_grant", "code": 7}', {"invalid_grant"}),
        (b'{"errors": {"code": "A"}}', set()),
        (b'["code"]', set()),
        (b"no JSON", set()),
        (b"", set()),
    ],
)
def test_codes_are_read_from_the_bodies_of_refusals(content: bytes, codes: set[str]) -> None:
    assert codes_in(content) == codes
