"""The reading of tables of statuses: a row that nothing provokes, or that is not so, is noticed."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from werkzeug.test import TestResponse
from werkzeug.wrappers import Response

from ats_sandbox.vendors import VENDORS
from ats_sandbox.vendors.datadriven import DATADRIVEN
from tests.client import VendorClient
from tests.contract.example_requests import send_example
from tests.contract.status_tables import FOLDER, Requests, StatusTable, read_table

TABLE = """# A comment.

[page] documented: the page
get_*	a known id	200	… retrieved	page
-	an unknown route	404	{"message":"Not found"}	page
"""
REQUESTS: Requests = {
    "get_*": {"a known id": send_example},
    "-": {"an unknown route": lambda client, _: client.get("/v3/nothing")},
}


def table(folder: Path, text: str = TABLE, requests: Requests = REQUESTS) -> StatusTable:
    (folder / "datadriven.tsv").write_text(text, encoding="utf-8")
    return StatusTable(DATADRIVEN, requests, folder)


def answer(status: int, document: object, **headers: str) -> TestResponse:
    response = Response(
        json.dumps(document), status, {name.replace("_", "-"): value for name, value in headers.items()}
    )
    return TestResponse(response.response, response.status, response.headers, None)  # type: ignore[arg-type]


def test_a_table_is_read(tmp_path: Path) -> None:
    known, unknown = table(tmp_path).rows

    assert (known.operations, known.sent, known.status, known.says) == ("get_*", "a known id", 200, ("… retrieved",))
    assert (known.source.kind, known.source.note) == ("documented", "the page")
    assert unknown.number == 5


def test_a_name_stands_for_a_set_of_operations_and_for_sets_that_were_named_before(tmp_path: Path) -> None:
    sets = "<offers> = get_job_offer\n<reads> = <offers>, get_application_step\n"
    text = sets + TABLE.replace("get_*", "<reads>, -") + TABLE.splitlines()[3].replace("a known id", "another")

    named, _, plain = table(tmp_path, text).rows

    assert (named.operations, named.patterns) == ("<reads>, -", ("get_job_offer", "get_application_step", "-"))
    assert plain.patterns == ("get_*",)


def test_each_row_is_tried_for_each_of_its_operations(tmp_path: Path, datadriven: VendorClient) -> None:
    cases = table(tmp_path).each_row.args[1]

    assert [one.id for one in cases] == [
        "get_application_step: a known id",
        "get_job_offer: a known id",
        "nowhere: an unknown route",
    ]
    for row, operation, send in (one.values for one in cases):
        assert row.differences(send(datadriven, operation)) == []
        assert len(replace(row, status=299, says=("no such text",)).differences(send(datadriven, operation))) == 2


def test_a_row_without_a_request_and_a_request_without_a_row_are_told(tmp_path: Path) -> None:
    other = {"get_*": {"another id": send_example}, "-": REQUESTS["-"]}

    assert table(tmp_path).unpaired == []
    assert table(tmp_path, requests=other).unpaired == [
        "no request for get_*: a known id",
        "no row for get_*: another id",
    ]
    again = f"{TABLE}get_*\ta known id\t404\tNot found\tpage\n"
    assert table(tmp_path, again).unpaired == ["two rows of get_*: a known id"]


def test_statuses_without_a_row_and_rows_without_a_status_are_told(tmp_path: Path) -> None:
    told = table(tmp_path, f"{TABLE}get_*\tmuch\t429\tToo many\tpage\n").untold

    assert "get_job_offer: no row with 404" in told
    assert "get_job_offer: declares no 429" in told
    assert "get_job_offer: no row with 200" not in told
    assert "create_job_offers: no row with 201" in told


@pytest.mark.parametrize(
    "line",
    [
        "get_*\ta\t200\ttext",
        "get_*\ta\t200\ttext\tno source",
        "get_*\ta\t\ttext\tpage",
        "get_*\ta\tmany\ttext\tpage",
        "[another] documented: nobody names it",
        "nobody_*\ta\t200\ttext\tpage",
    ],
)
def test_a_line_that_says_nothing_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(ValueError, match=r"datadriven|literal"):
        _ = table(tmp_path, f"{TABLE}{line}\n").each_row, table(tmp_path, f"{TABLE}{line}\n").untold


@pytest.mark.parametrize(
    ("part", "so"),
    [
        ("wrong", True),
        ("step: … string", True),
        ("errors", True),
        ("string", False),
        ('{"message":"wrong"}', True),
        ('{"errors":["step: no string",{"at":1}]}', True),
        ('{"errors":["step: no string"]}', False),
        ('{"errors":["step: no string",{"at":true}]}', False),
        ('{"data":null}', False),
        ("[]", False),
        ("header Retry-After: 6…", True),
        ("header Retry-After: 6", False),
        ("header X-Total-Count: …", False),
        ("no header X-Total-Count", True),
        ("no header Retry-After", False),
    ],
)
def test_what_an_answer_says_is_looked_for(tmp_path: Path, part: str, so: bool) -> None:
    row = replace(table(tmp_path).rows[0], status=400, says=(part,))
    document = {"message": "wrong", "errors": ["step: no string", {"at": 1}]}

    assert (row.differences(answer(400, document, Retry_After="60")) == []) is so


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.tsv")), ids=lambda file: file.stem)
def test_a_table_has_a_test(file: Path) -> None:
    assert file.stem in {vendor.name for vendor in VENDORS}
    assert read_table(file.stem)
    assert (Path(__file__).parents[1] / "vendors" / file.stem / "test_status_table.py").exists()
