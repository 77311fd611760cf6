"""What vendors have published, and what of it is not served yet."""

from dataclasses import replace
from pathlib import Path

from ats_sandbox.contract.inventory import limits_page
from ats_sandbox.contract.operation import Declined, Endpoint
from ats_sandbox.contract.published import read_published
from ats_sandbox.vendors.smartrecruiters import SMARTRECRUITERS

LIST = """
# what the portal lists
GET /jobs/{id}
POST /letters

GET /letters/{letterId}
DELETE /letters/{letterId}
"""


def published(folder: Path) -> tuple[Endpoint, ...]:
    file = folder / "published.txt"
    file.write_text(LIST, encoding="utf-8")
    return read_published(file)


def test_a_list_of_endpoints_is_read_line_by_line(tmp_path: Path) -> None:
    assert published(tmp_path) == (
        Endpoint("GET", "/jobs/{id}"),
        Endpoint("POST", "/letters"),
        Endpoint("GET", "/letters/{letterId}"),
        Endpoint("DELETE", "/letters/{letterId}"),
    )


def test_pending_is_what_is_published_and_neither_served_nor_declined(tmp_path: Path) -> None:
    """Parameters count by their place, not by their names."""
    declined = (Declined("DELETE", "/letters/{id}", "letters are kept"),)
    vendor = replace(SMARTRECRUITERS, published=lambda: published(tmp_path), declined=declined)

    assert vendor.pending == (Endpoint("POST", "/letters"), Endpoint("GET", "/letters/{letterId}"))
    page = limits_page([vendor])
    assert "### Pending (2)\n\n- `POST /letters`\n- `GET /letters/{letterId}`\n\n" in page
    assert page.endswith("### Not served (1)\n\n- `DELETE /letters/{id}`: letters are kept\n")
