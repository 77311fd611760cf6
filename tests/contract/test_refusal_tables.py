"""Tables of refusals: what a row says, and what a row that says nothing sensible is told."""

from pathlib import Path

import pytest

from ats_sandbox.contract.operation import BadDeclaration
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.refusals import Refusals

GOOD = """# comment

[guide] documented: https://acme.example.com/api
NotFound | 404 | NONE | Not found | No such thing. | guide
CheckNotFound < NotFound |  |  | No check {id} | No such check. |
"""


def table(folder: Path, text: str, *kinds: type[ApiError]) -> Refusals:
    (folder / "refusals.txt").write_text(text, encoding="utf-8")
    return Refusals(str(folder / "errors.py"), *kinds)


def test_a_row_is_a_refusal_that_leaves_to_its_kind_what_it_leaves_out(tmp_path: Path) -> None:
    rows = table(tmp_path, GOOD)

    missing, check = rows.named("NotFound"), rows.named("CheckNotFound")

    assert (missing.status, missing.code, missing.message, missing.__doc__) == (
        404,
        "NONE",
        "Not found",
        "No such thing.",
    )
    assert issubclass(check, missing)
    assert (check.status, check.code, check.evidence.note) == (404, "NONE", "https://acme.example.com/api")
    assert check(id=7).text == "No check 7"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("A | 404 |  | a |", "5 cells instead of 6"),
        ("A | 404 |  | a | a | guide | more", "7 cells instead of 6"),
        ("[s] documentd: x", "1 cells instead of 6"),
        ("A |  |  | a | a | guide", "status 0"),
        ("A | abc |  | a | a | guide", "invalid literal"),
        ("A | 9999 |  | a | a | guide", "status 9999"),
        ("A | 200 |  | a | a | guide", "status 200"),
        ("A < B | 404 |  | a | a | guide", "no kind B"),
        ("A | 404 |  | a | a | nowhere", "a source 'nowhere'"),
        ("NotFound | 404 |  | a | a | guide", "'NotFound' is no name, or occurs twice"),
        (" | 404 |  | a | a | guide", "'' is no name"),
        ("A | 404 |  | {x | a | guide", "expected '}'"),
        ("[guide] inferred: again", "the source guide occurs twice"),
    ],
)
def test_a_row_that_makes_no_sense_is_told_where_it_stands(tmp_path: Path, row: str, told: str) -> None:
    with pytest.raises(BadDeclaration, match=r"refusals\.txt, line 6: ") as caught:
        table(tmp_path, f"{GOOD}{row}\n")

    assert told in str(caught.value)


def test_a_package_below_has_a_table_of_its_own_that_builds_on_the_shared_one(tmp_path: Path) -> None:
    for name, row in {"jobs": "JobNotFound", "users": "UserNotFound"}.items():
        (tmp_path / name).mkdir()
        text = f"[own] documented: {name}\n{row} < NotFound |  |  | No such one | Not there. | own\n"
        (tmp_path / name / "refusals.txt").write_text(text, encoding="utf-8")
    rows = table(tmp_path, GOOD)

    assert {rows.named(one).evidence.note for one in ("JobNotFound", "UserNotFound")} == {"jobs", "users"}
    assert list(rows.sources) == ["guide"]


def test_a_senseless_row_of_such_a_table_is_told_with_its_package(tmp_path: Path) -> None:
    (tmp_path / "jobs").mkdir()
    (tmp_path / "jobs" / "refusals.txt").write_text("A | 404\n", encoding="utf-8")

    with pytest.raises(BadDeclaration, match=r"jobs/refusals\.txt, line 1: 2 cells"):
        table(tmp_path, GOOD)
