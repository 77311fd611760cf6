"""Background work: every kind ends at once, after a while, after some looks, never, or fails, as the tester says."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.errors import BadRequest, Unknown
from ats_sandbox.world.clock import HOUR, SECOND
from tests.client import VendorClient
from tests.control.commands import document, told

REPORTS = "/reporting-api/v201804/reports"
REASON = "MISSING_SYSTEM_ROLE"


def generated(client: VendorClient) -> str:
    """The path of a file of a report, whose generation begins now."""
    report = client.get(REPORTS).json["content"][0]["reportId"]
    file = client.post(f"{REPORTS}/{report}/files").json["reportFileId"]
    return f"/reporting-api/v201804/files/{file}"


def statuses(client: VendorClient, path: str) -> Iterator[str]:
    """The status of the file, look by look."""
    while True:
        yield client.get(path).json["reportFileStatus"]


def choose(tester: VendorClient, **pace: Any) -> Any:
    answer = tester.put("/background/report_file", json=pace, token=None)
    assert answer.status_code == 200, answer.text
    return answer.json


def under_way(tester: VendorClient) -> int:
    """How many files are being generated."""
    kinds = {one["name"]: one["under_way"] for one in tester.get("/background", token=None).json}
    return int(kinds["report_file"])


def test_every_kind_of_work_is_told(tester: VendorClient, sandbox: SandboxApp) -> None:
    told = tester.get("/background", token=None).json

    works = [(vendor.name, work.name) for vendor in sandbox.vendors for work in vendor.works]
    assert [(one["vendor"], one["name"]) for one in told] == works
    assert len(works) >= 4
    assert {(one["after"], one["reads"], one["failure"], one["under_way"]) for one in told} == {(0, None, None, 0)}


def test_work_ends_with_the_answer_that_began_it(smartrecruiters: VendorClient) -> None:
    assert next(statuses(smartrecruiters, generated(smartrecruiters))) == "COMPLETED"


def test_work_ends_after_a_time_of_the_worlds_clock(tester: VendorClient, smartrecruiters: VendorClient) -> None:
    assert choose(tester, after=3600)["after"] == 3600
    seen = statuses(smartrecruiters, generated(smartrecruiters))

    assert (next(seen), next(seen)) == ("PENDING", "PENDING")
    assert under_way(tester) == 1
    smartrecruiters.world.advance(HOUR - SECOND)
    assert next(seen) == "RUNNING"
    smartrecruiters.world.advance(SECOND)
    assert next(seen) == "COMPLETED"
    assert under_way(tester) == 0


def test_work_ends_after_some_answers_that_show_it_unfinished(
    tester: VendorClient, smartrecruiters: VendorClient
) -> None:
    choose(tester, reads=3)
    seen = statuses(smartrecruiters, generated(smartrecruiters))

    shown = [next(seen) for _ in range(4)]

    assert "COMPLETED" not in shown[:3]
    assert shown[3] == "COMPLETED"


def test_work_may_never_end(tester: VendorClient, smartrecruiters: VendorClient) -> None:
    assert (choose(tester, never=True)["after"], choose(tester, never=True)["reads"]) == (None, None)
    seen = statuses(smartrecruiters, generated(smartrecruiters))

    smartrecruiters.world.advance(1000 * HOUR)

    assert {next(seen) for _ in range(20)} <= {"PENDING", "RUNNING"}


def test_work_fails_with_a_reason(tester: VendorClient, smartrecruiters: VendorClient) -> None:
    choose(tester, failure=REASON)

    shown = smartrecruiters.get(generated(smartrecruiters)).json

    assert (shown["reportFileStatus"], shown["errorReason"]) == ("FAILED", REASON)


def test_what_is_under_way_goes_on_as_it_began(tester: VendorClient, smartrecruiters: VendorClient) -> None:
    choose(tester, after=60)
    seen = statuses(smartrecruiters, generated(smartrecruiters))

    assert tester.delete("/background/report_file", token=None).status_code == 204

    assert next(seen) != "COMPLETED"
    smartrecruiters.world.advance(60 * SECOND)
    assert next(seen) == "COMPLETED"


def test_a_reset_keeps_the_choice_and_drops_what_is_under_way(
    tester: VendorClient, smartrecruiters: VendorClient
) -> None:
    choose(tester, never=True)
    generated(smartrecruiters)

    smartrecruiters.world.reset()

    shown = next(one for one in tester.get("/background", token=None).json if one["name"] == "report_file")
    assert (shown["after"], shown["under_way"]) == (None, 0)


def test_a_choice_stays_in_its_world(
    tester: VendorClient, sandbox: SandboxApp, smartrecruiters: VendorClient, elsewhere: Callable[[str], str]
) -> None:
    choose(tester, never=True)

    other = VendorClient(sandbox, smartrecruiters.vendor, elsewhere("other"))

    assert next(statuses(other, generated(other))) == "COMPLETED"


@pytest.mark.parametrize(
    ("body", "field", "problem"),
    [
        ({"after": -1}, "after", "is below 0"),
        ({"after": "soon"}, "after", ""),
        ({"after": 1, "never": True}, "after", "give one of after, reads and never"),
        ({"reads": 0}, "reads", "is below 1"),
        ({"reads": True}, "reads", ""),
        ({"failure": "TIRED"}, "failure", REASON),
        ({"failure": ""}, "failure", ""),
        ({"speed": 3}, "speed", ""),
    ],
)
def test_what_cannot_be_chosen_is_refused_with_its_place(
    tester: VendorClient, body: dict[str, Any], field: str, problem: str
) -> None:
    before = tester.world.state

    answer = tester.put("/background/report_file", json=body, token=None)

    assert answer.status_code == 400
    assert problem in {one["field"]: one["problem"] for one in answer.json["details"]}[field]
    assert tester.world.state is before


def test_work_that_cannot_fail_is_not_made_to(tester: VendorClient) -> None:
    kinds = {one["name"]: one["failures"] for one in tester.get("/background", token=None).json}
    steady = [name for name, failures in kinds.items() if failures is None]

    assert steady
    for name in steady:
        answer = tester.put(f"/background/{name}", json={"failure": "TIRED"}, token=None)
        assert answer.status_code == 400
        assert answer.json["details"][0]["problem"] == f"{name} cannot fail"


def test_an_unknown_kind_is_refused_with_the_known_ones(tester: VendorClient) -> None:
    for answer in (
        tester.put("/background/coffee", json={}, token=None),
        tester.delete("/background/coffee", token=None),
    ):
        assert answer.status_code == 404
        assert "report_file" in answer.text


def test_python_chooses_the_pace_of_work(sandbox: SandboxApp, world_name: str, smartrecruiters: VendorClient) -> None:
    background = sandbox.worlds[world_name].background

    background.set("report_file", after=timedelta(minutes=1))
    assert next(statuses(smartrecruiters, generated(smartrecruiters))) != "COMPLETED"
    assert background["report_file"].under_way == 1
    with pytest.raises(Unknown):
        background.set("coffee")
    with pytest.raises(BadRequest):
        background.set("report_file", after=1, reads=1)
    background.reset()
    assert background["report_file"].pace.after == 0


def test_commands_choose_the_pace_of_work(served: tuple[SandboxApp, str]) -> None:
    _, url = served

    code, _, _ = told(url, "background", "set", "report_file", "--reads", "2", world="slow")
    chosen = {one["name"]: one["reads"] for one in document(url, "background", "list", world="slow")}
    cleared, _, _ = told(url, "background", "reset", "report_file", world="slow")
    after = {one["name"]: one["reads"] for one in document(url, "background", "list", world="slow")}
    wrong, _, complaint = told(url, "background", "set", "coffee", world="slow")

    assert code == cleared == 0
    assert (chosen["report_file"], after["report_file"]) == (2, None)
    assert wrong == 1
    assert "report_file" in complaint


def test_the_operations_that_begin_work_are_told(tester: VendorClient, sandbox: SandboxApp) -> None:
    told = {one["name"]: one["begun_by"] for one in tester.get("/background", token=None).json}

    known = {operation.id for vendor in sandbox.vendors for operation in vendor.operations}
    assert {id for ids in told.values() for id in ids} <= known
    assert told["resume_reading"] == ["create_candidate_by_resume", "create_candidate_on_job_by_resume"]


def test_the_table_of_work_names_what_begins_it_and_how_it_fails(served: tuple[SandboxApp, str]) -> None:
    told(served[1], "background", "set", "report_file", world="table")
    code, out, _ = told(served[1], "background", "list", world="table")
    _, page, _ = told(served[1], "background", "set", "--help")

    assert code == 0
    assert "create_candidate_by_resume, create_candidate_on_job_by_resume" in out
    assert REASON in out
    assert "background list" in " ".join(page.split())
