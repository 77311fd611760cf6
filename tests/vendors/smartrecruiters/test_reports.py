"""SmartRecruiters: reports, and the files that are generated of them."""

import csv
from io import StringIO
from typing import Any

import pytest

from ats_sandbox.vendors.smartrecruiters.reporting.state import GENERATION, REASONS
from ats_sandbox.world.clock import DAY, MINUTE, SECOND, START, iso
from ats_sandbox.world.domain.background import Pace, choose_pace
from tests.client import VendorClient
from tests.vendors.smartrecruiters.callers import token_of

ROOT = "/reporting-api/v201804"
REPORTS = f"{ROOT}/reports"
APPLICATIONS, OPEN_JOBS, NEW, HIRES = (
    "Applications of the last 30 days",
    "Open jobs",
    "New candidates of the last 90 days",
    "Hires",
)


def said(response: Any) -> tuple[int, list[str]]:
    return response.status_code, [one["code"] for one in response.json.get("errors", [])]


def path_of(client: VendorClient, name: str) -> str:
    """The path of the report with a name."""
    reports = client.get(REPORTS).json["content"]
    return next(f"{REPORTS}/{one['reportId']}" for one in reports if one["name"] == name)


def generated(client: VendorClient, name: str = HIRES) -> Any:
    """A file of a report that was just asked for, as the answer told it."""
    answer = client.post(f"{path_of(client, name)}/files")
    assert answer.status_code == 200
    return answer.json


def file_path(file: Any) -> str:
    return f"{ROOT}/files/{file['reportFileId']}"


def table(answer: Any) -> list[list[str]]:
    return list(csv.reader(StringIO(answer.data.decode())))


def set_pace(client: VendorClient, **pace: Any) -> None:
    with client.arrange() as draft:
        choose_pace(draft, GENERATION.name, Pace(**pace))


def test_a_report_tells_its_columns_filters_and_schedule(smartrecruiters: VendorClient) -> None:
    report = smartrecruiters.get(path_of(smartrecruiters, OPEN_JOBS)).json

    assert report["rowEntityTypeId"] == "JOB"
    assert report["columns"][0]["dataPointId"] == "job.id"
    assert report["columns"][0]["dataPointType"] == "ID"
    (condition,) = report["filters"]
    assert condition["column"]["dataPointId"] == "job.status"
    assert condition["rowValues"] == {"noneValue": False, "values": ["SOURCING", "INTERVIEW", "OFFER"]}
    assert report["schedule"]["frequency"] == "WEEKLY"
    assert report["reportFormats"] == ["CSV"]
    assert {"dateRange", "booleanValue", "datePeriod"}.isdisjoint(condition)


def test_reports_are_listed_by_their_last_modification(smartrecruiters: VendorClient) -> None:
    found = smartrecruiters.get(REPORTS).json

    dates = [one["modificationDate"] for one in found["content"]]
    assert len(dates) == 4
    assert dates == sorted(dates, reverse=True)
    assert "nextPage" not in found


def test_pages_of_reports_are_linked_by_an_absolute_link(smartrecruiters: VendorClient) -> None:
    first = smartrecruiters.get(f"{REPORTS}?limit=3")
    link = f"?page={first.json['nextPage']}&limit=3"
    second = smartrecruiters.get(f"{REPORTS}{link}")

    address = f"http://localhost/w/{smartrecruiters.name}/smartrecruiters{REPORTS}{link}"
    assert first.headers["Link"] == f'<{address}>; rel="link"'
    assert "Link" not in second.headers
    assert "nextPage" not in second.json
    everything = smartrecruiters.get(REPORTS).json["content"]
    assert first.json["content"] + second.json["content"] == everything


def test_pages_of_files_are_linked_too(smartrecruiters: VendorClient) -> None:
    path = f"{path_of(smartrecruiters, OPEN_JOBS)}/files"
    found, following = [], f"{path}?limit=1"
    while following:
        page = smartrecruiters.get(following)
        found += page.json["content"]
        link = page.headers.get("Link", "")
        assert bool(link) is ("nextPage" in page.json)
        following = link and path + link[link.index("?") : link.index(">")]

    assert found == smartrecruiters.get(path).json["content"]
    assert len(found) == 3


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=1001", "limit=x", "page=x", "page=", "page=eyJvZmZzZXQiOi0xfQ", "page=%00"]
)
@pytest.mark.parametrize("list_of", ["reports", "files"])
def test_a_page_that_cannot_be_is_refused(smartrecruiters: VendorClient, list_of: str, query: str) -> None:
    path = REPORTS if list_of == "reports" else f"{path_of(smartrecruiters, HIRES)}/files"

    assert smartrecruiters.get(f"{path}?{query}").status_code == 400


def test_a_thousand_reports_fit_on_a_page(smartrecruiters: VendorClient) -> None:
    assert smartrecruiters.get(f"{REPORTS}?limit=1000").status_code == 200


def test_a_file_is_pending_when_it_is_asked_for_and_completed_after_the_answer(smartrecruiters: VendorClient) -> None:
    asked = generated(smartrecruiters)
    file = smartrecruiters.get(file_path(asked)).json

    assert (asked["reportFileStatus"], asked["scheduleType"]) == ("PENDING", "AD_HOC")
    assert "generationDate" not in asked
    assert (file["reportFileStatus"], file["reportFileId"]) == ("COMPLETED", asked["reportFileId"])
    assert file["generationDate"] == asked["schedulingDate"]
    assert file["requestorId"] == asked["requestorId"]


def test_the_data_are_a_table_of_what_the_world_holds(smartrecruiters: VendorClient) -> None:
    answer = smartrecruiters.get(f"{file_path(generated(smartrecruiters, OPEN_JOBS))}/data")

    header, *rows = table(answer)
    assert (answer.status_code, answer.content_type) == (200, "text/csv;charset=utf-8")
    assert header[:4] == ["Job ID", "Reference number", "Job title", "Job status"]
    open_jobs = [one for one in smartrecruiters.read().jobs if one.status.value in ("sourcing", "interview", "offer")]
    assert [row[2] for row in rows] == [one.title for one in open_jobs]
    assert smartrecruiters.get(f"/jobs/{rows[0][0]}").json["title"] == rows[0][2]


def test_a_table_shows_what_was_written_before_it_was_generated_and_nothing_later(
    smartrecruiters: VendorClient,
) -> None:
    before = generated(smartrecruiters, NEW)
    body = {"firstName": "Ünïcode", "lastName": 'Comma, "Quote"', "email": "u.c@example.com"}
    assert smartrecruiters.post("/candidates", json=body).status_code == 201
    after = generated(smartrecruiters, NEW)

    names = [[row[1:3] for row in table(smartrecruiters.get(f"{file_path(one)}/data"))] for one in (before, after)]
    assert ["Ünïcode", 'Comma, "Quote"'] not in names[0]
    assert names[1] == [*names[0], ["Ünïcode", 'Comma, "Quote"']]


def test_a_row_without_a_value_has_an_empty_cell(smartrecruiters: VendorClient) -> None:
    rows = table(smartrecruiters.get(f"{file_path(generated(smartrecruiters, NEW))}/data"))

    assert "" in {row[rows[0].index("Average rating")] for row in rows[1:]}
    assert {row[rows[0].index("Internal")] for row in rows[1:]} <= {"true", "false"}


def test_one_file_is_generated_at_a_time(smartrecruiters: VendorClient) -> None:
    set_pace(smartrecruiters, after=60 * SECOND)
    path = f"{path_of(smartrecruiters, HIRES)}/files"
    first = smartrecruiters.post(path)

    assert said(smartrecruiters.post(path)) == (400, ["REPORT_FILE_GENERATION_PENDING"])
    assert smartrecruiters.post(f"{path_of(smartrecruiters, NEW)}/files").status_code == 200
    smartrecruiters.world.advance(60 * SECOND)
    second = smartrecruiters.post(path)
    assert second.status_code == 200
    assert second.json["reportFileId"] != first.json["reportFileId"]


def test_a_file_waits_runs_and_is_completed_as_time_passes(smartrecruiters: VendorClient) -> None:
    set_pace(smartrecruiters, after=10 * MINUTE)
    path = file_path(generated(smartrecruiters))

    seen = []
    for _ in range(3):
        seen.append(smartrecruiters.get(path).json["reportFileStatus"])
        smartrecruiters.world.advance(5 * MINUTE)
    assert seen == ["PENDING", "RUNNING", "COMPLETED"]


def test_a_file_is_completed_after_enough_looks(smartrecruiters: VendorClient) -> None:
    set_pace(smartrecruiters, after=None, reads=3)
    path = file_path(generated(smartrecruiters))

    seen = [smartrecruiters.get(path).json["reportFileStatus"] for _ in range(4)]

    assert seen == ["PENDING", "PENDING", "RUNNING", "COMPLETED"]


@pytest.mark.parametrize("reason", REASONS)
def test_a_file_that_could_not_be_generated_says_why(smartrecruiters: VendorClient, reason: str) -> None:
    set_pace(smartrecruiters, failure=reason)
    path = file_path(generated(smartrecruiters))

    file = smartrecruiters.get(path).json
    assert (file["reportFileStatus"], file["errorReason"]) == ("FAILED", reason)
    assert "generationDate" not in file
    assert said(smartrecruiters.get(f"{path}/data")) == (404, ["REPORT_DATA_NOT_FOUND"])
    assert said(smartrecruiters.get(f"{path_of(smartrecruiters, HIRES)}/files/recent"))[0] == 404


def test_a_file_that_is_not_generated_yet_has_no_data(smartrecruiters: VendorClient) -> None:
    set_pace(smartrecruiters, after=None)

    path = file_path(generated(smartrecruiters))

    assert said(smartrecruiters.get(f"{path}/data")) == (404, ["REPORT_DATA_NOT_FOUND"])


def test_the_files_of_a_report_are_listed_newest_first(smartrecruiters: VendorClient) -> None:
    asked = generated(smartrecruiters, OPEN_JOBS)

    files = smartrecruiters.get(f"{path_of(smartrecruiters, OPEN_JOBS)}/files").json["content"]

    assert files[0]["reportFileId"] == asked["reportFileId"]
    assert [one["scheduleType"] for one in files] == ["AD_HOC", *["SCHEDULED"] * 3]
    dates = [one["schedulingDate"] for one in files]
    assert dates == sorted(dates, reverse=True)
    assert "requestorId" not in files[1]


def test_the_demo_world_has_files_that_were_generated_and_one_that_failed(smartrecruiters: VendorClient) -> None:
    files = smartrecruiters.get(f"{path_of(smartrecruiters, NEW)}/files").json["content"]

    assert [one["reportFileStatus"] for one in files] == ["COMPLETED", "FAILED"]
    assert files[1]["errorReason"] == "ACCESS_GROUP_MISMATCH"
    header, *rows = table(smartrecruiters.get(f"{file_path(files[0])}/data"))
    assert header[0] == "Candidate ID"
    assert rows


def test_a_file_that_is_older_than_the_world_keeps_its_rows(smartrecruiters: VendorClient) -> None:
    files = smartrecruiters.get(f"{path_of(smartrecruiters, NEW)}/files").json["content"]
    before = smartrecruiters.get(f"{file_path(files[0])}/data").data
    body = {"firstName": "Late", "lastName": "Comer", "email": "late.comer@example.com"}
    smartrecruiters.post("/candidates", json=body)
    smartrecruiters.world.advance(100 * DAY)

    assert smartrecruiters.get(f"{file_path(files[0])}/data").data == before


def test_the_newest_generated_file_is_told_once(smartrecruiters: VendorClient) -> None:
    path = f"{path_of(smartrecruiters, OPEN_JOBS)}/files/recent"

    first = smartrecruiters.get(path)
    tag = first.headers["ETag"]
    known = smartrecruiters.get(path, headers={"If-None-Match": tag})
    newer = generated(smartrecruiters, OPEN_JOBS)
    again = smartrecruiters.get(path, headers={"If-None-Match": tag})

    assert first.status_code == 200
    assert (known.status_code, known.data, known.headers["ETag"]) == (304, b"", tag)
    assert (again.status_code, again.json["reportFileId"]) == (200, newer["reportFileId"])
    assert again.headers["ETag"] != tag


def test_the_newest_data_are_downloaded_once(smartrecruiters: VendorClient) -> None:
    path = f"{path_of(smartrecruiters, OPEN_JOBS)}/files/recent"

    first = smartrecruiters.get(f"{path}/data")
    tag = first.headers["ETag"]
    known = smartrecruiters.get(f"{path}/data", headers={"If-None-Match": tag})

    assert (first.status_code, first.content_type) == (200, "text/csv;charset=utf-8")
    assert table(first)[0][0] == "Job ID"
    assert (known.status_code, known.data, known.headers["ETag"]) == (304, b"", tag)
    assert smartrecruiters.get(path).headers["ETag"] == tag


@pytest.mark.parametrize("tags", ["W/{tag}", '"other", {tag}', "*"])
def test_any_of_several_tags_may_fit(smartrecruiters: VendorClient, tags: str) -> None:
    path = f"{path_of(smartrecruiters, OPEN_JOBS)}/files/recent"
    tag = smartrecruiters.get(path).headers["ETag"]

    known = smartrecruiters.get(path, headers={"If-None-Match": tags.format(tag=tag)})

    assert known.status_code == 304


@pytest.mark.parametrize("tags", ["", '""', '"other"', "garbage", "W/", '"' * 200, "\xff"])
def test_a_tag_that_does_not_fit_changes_nothing(smartrecruiters: VendorClient, tags: str) -> None:
    path = f"{path_of(smartrecruiters, OPEN_JOBS)}/files/recent"

    assert smartrecruiters.get(path, headers={"If-None-Match": tags}).status_code == 200


def test_nothing_is_recent_before_a_file_was_generated(smartrecruiters: VendorClient) -> None:
    path = f"{path_of(smartrecruiters, HIRES)}/files/recent"

    file, data = smartrecruiters.get(path), smartrecruiters.get(f"{path}/data")

    assert said(file) == (404, ["RECENT_REPORT_FILE_NOT_FOUND"])
    assert data.status_code == 404
    assert data.content_type == "text/csv;charset=utf-8"
    assert b"RECENT_REPORT_FILE_NOT_FOUND" in data.data


def test_a_report_is_for_those_to_whom_it_is_granted(smartrecruiters: VendorClient) -> None:
    path = path_of(smartrecruiters, APPLICATIONS)
    grantee = token_of(smartrecruiters, 2)

    report = smartrecruiters.get(path, token=grantee)

    assert len(report.json["grantees"]) == 2
    assert smartrecruiters.get(f"{path}/files/recent/data", token=grantee).status_code == 200
    assert APPLICATIONS in [one["name"] for one in smartrecruiters.get(REPORTS, token=grantee).json["content"]]


def test_no_row_of_a_report_for_all_is_confidential(smartrecruiters: VendorClient) -> None:
    header, *rows = table(smartrecruiters.get(f"{file_path(generated(smartrecruiters, APPLICATIONS))}/data"))
    world = smartrecruiters.read()

    open_titles = {one.title for one in world.jobs if not one.confidential}
    assert rows
    assert {row[header.index("Job title")] for row in rows} <= open_titles


def test_a_schedule_that_is_over_generates_no_more_files(smartrecruiters: VendorClient) -> None:
    report = path_of(smartrecruiters, OPEN_JOBS)
    period = smartrecruiters.get(report).json["schedule"]["activityPeriod"]
    before = smartrecruiters.get(f"{report}/files").json

    smartrecruiters.world.advance(100 * DAY)

    assert period["from"] < period["to"] < iso(START)
    assert period["to"] == before["content"][0]["schedulingDate"]
    assert smartrecruiters.get(f"{report}/files").json == before


def test_a_restored_world_has_the_files_it_had(smartrecruiters: VendorClient) -> None:
    path = f"{path_of(smartrecruiters, OPEN_JOBS)}/files/recent"
    workspace = smartrecruiters.sandbox.worlds[smartrecruiters.name]
    before = smartrecruiters.get(path)
    workspace.snapshots.take("before")
    generated(smartrecruiters, OPEN_JOBS)
    workspace.restore("before")

    after = smartrecruiters.get(path)

    assert (after.json, after.headers["ETag"]) == (before.json, before.headers["ETag"])
