"""SmartRecruiters: the statuses and codes that are published of its operations; a whole run must hear each of them."""

from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.vendors.smartrecruiters import SMARTRECRUITERS
from tests.contract.code_tables import UNCODED, declared_codes, read_codes

ROWS = read_codes("smartrecruiters")
TOLD = {row.answer[1:] for row in ROWS}
OPERATIONS = {one.id: one for one in SMARTRECRUITERS.operations}
OF_SOURCES = {("apply_to_posting", 400, code) for code in ("INVALID_SOURCE_TYPE", "SUBTYPE_REQUIRED", "INVALID_SOURCE")}
"""Refusals that the Application API writes with a code of its own list, INVALID_INPUT."""


def named(error: type[ApiError]) -> tuple[int, str]:
    return error.status, error.code or UNCODED


def test_every_row_is_of_an_operation() -> None:
    assert {id for id, _, _ in TOLD} == OPERATIONS.keys()


def test_an_operation_declares_what_is_published_of_it() -> None:
    declared = {(one.id, *told) for one in OPERATIONS.values() for told in declared_codes(SMARTRECRUITERS, one)}

    assert {row.answer[1:] for row in ROWS if not row.never} <= declared
    injectable = {error.status for error in SMARTRECRUITERS.injectable}
    assert {row.answer[1:] for row in ROWS if row.never and row.answer[2] not in injectable}.isdisjoint(declared)


def test_every_success_and_every_refusal_of_its_own_is_in_the_table() -> None:
    successes = {(one.id, status, UNCODED) for one in OPERATIONS.values() for status in one.returns}
    refusals = {(one.id, *named(error)) for one in OPERATIONS.values() for error in one.errors}

    assert (successes | refusals) - TOLD == OF_SOURCES
    assert {row for row in TOLD if row[1] < 400} == successes
