"""Schemathesis' own run over HTTP reports nothing that `schemathesis_explained.toml` does not explain."""

import re
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from schemathesis.checks import CHECKS, load_all_checks

from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.api import CONTROL
from ats_sandbox.vendors import VENDORS
from tests.contract.explained import LeftOut, Row, judge, left_out, rows
from tests.contract.schemathesis_run import Finding, findings, problems_in

ALL = {vendor.name: vendor for vendor in (*VENDORS, CONTROL)}
ROWS = rows()
STEP = Finding("positive_data_acceptance", "POST /steps", "POST", 422, ("no such job", "no such step"))

each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.check}-{'-'.join(row.vendors)}")


@pytest.mark.deep
@pytest.mark.parametrize("vendor", ALL.values(), ids=ALL)
def test_the_tool_finds_only_what_is_explained(vendor: Vendor, tmp_path: Path) -> None:
    untried = [one.operation for one in left_out() if one.vendor == vendor.name]
    verdict = judge(findings(vendor, untried, tmp_path), [row for row in ROWS if vendor.name in row.vendors])

    assert not verdict.unexplained, "\n".join(map(str, verdict.unexplained))
    assert not verdict.idle, "these rows explain nothing any more:\n" + "\n".join(map(str, verdict.idle))


@each_row
def test_a_row_names_a_check_and_operations_that_there_are(row: Row) -> None:
    load_all_checks()
    known = [f"{one.method} {one.path}" for name in row.vendors for one in ALL[name].operations]

    assert row.check in CHECKS.get_all_names()
    assert row.vendors
    for pattern in row.operations:
        assert any(fnmatchcase(operation, pattern) for operation in known), f"no operation is {pattern}"


@each_row
def test_a_row_has_a_reason_and_expressions(row: Row) -> None:
    assert len(row.reason.split()) > 3
    assert all(re.compile(pattern).groups >= 0 for pattern in row.says)


@pytest.mark.parametrize("untried", left_out(), ids=lambda untried: untried.operation)
def test_what_is_left_out_is_an_operation_and_has_a_reason(untried: LeftOut) -> None:
    assert untried.operation in [one.id for one in ALL[untried.vendor].operations]
    assert len(untried.reason.split()) > 3


@pytest.mark.parametrize("says", [("no such job",), ("no such [a-z]+ today",)])
def test_a_finding_with_a_problem_that_no_row_tells_of_is_unexplained(says: tuple[str, ...]) -> None:
    row = Row(("skailer",), STEP.check, ("POST *",), "ids are those of records that exist", says=says)

    verdict = judge([STEP], [row])

    assert verdict.unexplained == [STEP]
    assert verdict.idle == [row]


def test_rows_explain_a_finding_together() -> None:
    jobs = Row(("skailer",), STEP.check, ("POST /steps",), "jobs are those that exist", says=("no such job",))
    steps = Row(("skailer",), STEP.check, ("* /steps",), "steps are those that exist", says=("no such step",))
    other = Row(("skailer",), STEP.check, ("POST /steps",), "patches are no posts", method="PATCH")

    verdict = judge([STEP], [jobs, steps, other])

    assert verdict.unexplained == []
    assert verdict.idle == [other]


@pytest.mark.parametrize(
    ("answer", "problems"),
    [
        (b'{"message": "no", "errors": {"a": ["one", "two"], "b": ["three"]}}', ("one", "two", "three")),
        (b'{"message": "no", "errors": [{"code": "X", "message": "one"}]}', ("one",)),
        (b'{"detail": [{"loc": ["a"], "msg": "one"}, {"loc": ["b"], "msg": "two"}]}', ("one", "two")),
        (b'{"message": "no", "provider_errors": []}', ("no",)),
        (b'{"message": "no", "provider_errors": [{"raw": {"message": "one"}}]}', ("one",)),
        (b'{"error": "no", "details": [{"field": "a", "problem": "one"}]}', ("one",)),
        (b'{"error": "no"}', ("no",)),
        (b'{"id": 1}', ('{"id": 1}',)),
        (b"", ("",)),
        (b"%PDF", ("%PDF",)),
    ],
)
def test_problems_are_read_from_every_form_of_refusal(answer: bytes, problems: tuple[str, ...]) -> None:
    assert problems_in(answer) == problems
