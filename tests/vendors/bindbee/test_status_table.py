"""Bindbee: every status and text of its pages."""

from ats_sandbox.contract.operation import Operation
from ats_sandbox.vendors.bindbee import BINDBEE
from tests.client import VendorClient
from tests.contract.status_tables import Row, Send, StatusTable
from tests.vendors.bindbee.platform_rows import PLATFORM
from tests.vendors.bindbee.unified_rows import UNIFIED
from tests.vendors.bindbee.write_rows import WRITES

PARTS = (UNIFIED, WRITES, PLATFORM)
ROWS = {one for part in PARTS for one in part}
TABLE = StatusTable(
    BINDBEE, {rows: {sent: part[rows][sent] for part in PARTS for sent in part.get(rows, {})} for rows in ROWS}
)


@TABLE.each_row
def test_the_page_is_so(bindbee: VendorClient, row: Row, operation: Operation | None, send: Send) -> None:
    assert not row.differences(send(bindbee, operation))


def test_every_row_has_a_request_and_every_request_a_row() -> None:
    assert not TABLE.unpaired


def test_the_rows_have_every_status_of_every_operation() -> None:
    assert not TABLE.untold
