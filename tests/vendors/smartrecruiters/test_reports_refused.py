"""SmartRecruiters: reports and files that are not there, not named by an id, or not for the caller."""

import pytest

from ats_sandbox.vendors.smartrecruiters.reporting.state import REPORT_FILES
from ats_sandbox.world.domain.users import UserRole
from tests.client import VendorClient
from tests.vendors.smartrecruiters.callers import token_in
from tests.vendors.smartrecruiters.people import UNKNOWN
from tests.vendors.smartrecruiters.test_reports import (
    HIRES,
    OPEN_JOBS,
    REPORTS,
    ROOT,
    file_path,
    generated,
    path_of,
    said,
)


@pytest.mark.parametrize("part", ["", "/files", "/files/recent"])
def test_a_report_that_does_not_exist_is_not_found(smartrecruiters: VendorClient, part: str) -> None:
    assert said(smartrecruiters.get(f"{REPORTS}/{UNKNOWN}{part}")) == (404, ["REPORT_NOT_FOUND"])


def test_no_file_of_a_report_that_does_not_exist_is_generated(smartrecruiters: VendorClient) -> None:
    assert said(smartrecruiters.post(f"{REPORTS}/{UNKNOWN}/files")) == (404, ["REPORT_NOT_FOUND"])
    assert said(smartrecruiters.post(f"{REPORTS}/x/files")) == (400, ["INVALID_REPORT_ID"])


@pytest.mark.parametrize("id", ["x", "1", "%F0%9F%90%88", "a" * 5_000, f"{UNKNOWN}0", "..%2F"])
@pytest.mark.parametrize("part", ["", "/files", "/files/recent"])
def test_what_is_no_uuid_is_a_bad_report_id(smartrecruiters: VendorClient, part: str, id: str) -> None:
    answer = smartrecruiters.get(f"{REPORTS}/{id}{part}")

    assert said(answer) in [(400, ["INVALID_REPORT_ID"]), (404, [])]


def test_the_download_of_what_is_no_uuid_is_a_bad_request_too(smartrecruiters: VendorClient) -> None:
    answer = smartrecruiters.get(f"{REPORTS}/x/files/recent/data")

    assert (answer.status_code, answer.content_type) == (400, "text/csv;charset=utf-8")
    assert b"INVALID_REPORT_ID" in answer.data


@pytest.mark.parametrize("id", [UNKNOWN, "x"])
@pytest.mark.parametrize("part", ["", "/data"])
def test_a_file_that_does_not_exist_is_not_found(smartrecruiters: VendorClient, part: str, id: str) -> None:
    assert said(smartrecruiters.get(f"{ROOT}/files/{id}{part}")) == (404, ["REPORT_FILE_NOT_FOUND"])


def test_an_id_of_another_kind_names_no_report_and_no_file(smartrecruiters: VendorClient) -> None:
    report = path_of(smartrecruiters, OPEN_JOBS).removeprefix(f"{REPORTS}/")
    file = smartrecruiters.get(f"{REPORTS}/{report}/files").json["content"][0]["reportFileId"]

    assert said(smartrecruiters.get(f"{REPORTS}/{file}")) == (404, ["REPORT_NOT_FOUND"])
    assert said(smartrecruiters.get(f"{ROOT}/files/{report}")) == (404, ["REPORT_FILE_NOT_FOUND"])


def refused_everywhere(client: VendorClient, name: str, token: str) -> None:
    """A report, its files and their data are all forbidden."""
    report = path_of(client, name)
    file = file_path(generated(client, name))
    for path in (report, f"{report}/files", f"{report}/files/recent", file, f"{file}/data"):
        assert said(client.get(path, token=token)) == (403, ["ACCESS_FORBIDDEN"])
    data = client.get(f"{report}/files/recent/data", token=token)
    assert (data.status_code, b"ACCESS_FORBIDDEN" in data.data) == (403, True)
    assert said(client.post(f"{report}/files", token=token)) == (403, ["ACCESS_FORBIDDEN"])
    assert name not in [one["name"] for one in client.get(REPORTS, token=token).json["content"]]


def test_the_reports_of_others_are_forbidden(smartrecruiters: VendorClient) -> None:
    refused_everywhere(smartrecruiters, HIRES, token_in(smartrecruiters, UserRole.EMPLOYEE))


def test_a_report_with_confidential_rows_is_forbidden_to_who_may_not_see_those(
    smartrecruiters: VendorClient,
) -> None:
    refused_everywhere(smartrecruiters, OPEN_JOBS, "sandbox-restricted")


def test_nothing_is_generated_for_who_may_only_read(smartrecruiters: VendorClient) -> None:
    files = len(smartrecruiters.read()[REPORT_FILES])

    refused = smartrecruiters.post(f"{path_of(smartrecruiters, HIRES)}/files", token="sandbox-readonly")

    assert refused.status_code == 403
    assert len(smartrecruiters.read()[REPORT_FILES]) == files
