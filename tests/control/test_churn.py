"""Churn between pages: each vendor's lists miss and repeat exactly what their way of paging makes them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.churn.expectation import ListChange, Paging, expected_walk
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.reading import Reading
from tests.client import VendorClient

ClientOf = Callable[[str], VendorClient]

Turn = Callable[[VendorClient, int, Any], tuple[list[str], Any]]
"""From the size of a page and the mark of the next one (None at first) to the ids on it and the next mark."""


@dataclass(frozen=True)
class Style:
    """One way in which a vendor cuts a list into pages: which operation, of which kind of record, and how it pages."""

    vendor: str
    operation: str
    kind: str
    paging: Paging
    turn: Turn
    newest_first: bool = False

    def __str__(self) -> str:
        return f"{self.vendor}-{self.operation}-{self.paging}{'-newest' if self.newest_first else ''}"


def smart_pages(path: str, **more: str) -> Turn:
    """`pageId`."""

    def turn(client: VendorClient, size: int, mark: Any) -> tuple[list[str], Any]:
        query = {"limit": str(size), **more, **({} if mark is None else {"pageId": mark})}
        page = client.get(path, query_string=query).json
        return [one["id"] for one in page["content"]], page.get("nextPageId")

    return turn


def smart_slices(client: VendorClient, size: int, mark: Any) -> tuple[list[str], Any]:
    """`offset`, to the first slice that is not full."""
    offset = mark or 0
    page = client.get("/jobs", query_string={"limit": str(size), "offset": str(offset)}).json
    ids = [one["id"] for one in page["content"]]
    return ids, offset + size if len(ids) == size else None


def stackone_next(client: VendorClient, size: int, mark: Any) -> tuple[list[str], Any]:
    """`next`."""
    query = {"page_size": str(size), **({} if mark is None else {"next": mark})}
    page = client.get("/unified/ats/candidates", query_string=query).json
    return [one["id"] for one in page["data"]], page["next"]


def stackone_numbers(client: VendorClient, size: int, mark: Any) -> tuple[list[str], Any]:
    """`page`, which is deprecated."""
    number = mark or 1
    page = client.get("/unified/ats/candidates", query_string={"page_size": str(size), "page": str(number)}).json
    return [one["id"] for one in page["data"]], number + 1 if len(page["data"]) == size else None


def bindbee_cursor(client: VendorClient, size: int, mark: Any) -> tuple[list[str], Any]:
    """`cursor`, through a connector that shows writes at once."""
    query = {"page_size": str(size), **({} if mark is None else {"cursor": mark})}
    live = {"x-connector-token": "acme-live"}
    page = client.get("/api/ats/v1/candidates", query_string=query, headers=live).json
    return [one["remote_id"] for one in page["items"]], page["cursor"]


def datadriven_numbers(client: VendorClient, size: int, mark: Any) -> tuple[list[str], Any]:
    """`page`, to the first one that is not full."""
    number = mark or 1
    page = client.get("/v3/ats/job-offers", query_string={"limit": str(size), "page": str(number)}).json
    return [str(one["id"]) for one in page["data"]], number + 1 if len(page["data"]) == size else None


def skailer_numbers(client: VendorClient, size: int, mark: Any) -> tuple[list[str], Any]:
    """`page`, to the first one that is not full."""
    number = mark or 1
    page = client.post("/api/v1/applicants/search", json={"per_page": size, "page": number}).json
    return [str(one["id"]) for one in page["data"]], number + 1 if len(page["data"]) == size else None


STYLES = [
    Style("smartrecruiters", "list_candidates", "candidate", Paging.KEYSET, smart_pages("/candidates")),
    Style("smartrecruiters", "list_jobs", "job", Paging.KEYSET, smart_pages("/jobs", sort="job_id")),
    Style("smartrecruiters", "list_jobs", "job", Paging.OFFSET, smart_slices, newest_first=True),
    Style("stackone", "ats_list_candidates", "candidate", Paging.KEYSET, stackone_next),
    Style("stackone", "ats_list_candidates", "candidate", Paging.OFFSET, stackone_numbers),
    Style("bindbee", "list_candidates", "candidate", Paging.KEYSET, bindbee_cursor),
    Style("datadriven", "list_job_offers", "datadriven.job_offers", Paging.OFFSET, datadriven_numbers),
    Style("skailer", "search_applicants", "candidate", Paging.OFFSET, skailer_numbers),
]
each_style = pytest.mark.parametrize("style", STYLES, ids=str)

SIZES = {"candidate": 60, "job": 7, "datadriven.job_offers": 6}
"""So that every walk has four or five pages."""


def applied(style: Style) -> bool:
    """True for the list of those who are on a job."""
    return (style.vendor, style.operation) == ("smartrecruiters", "list_candidates")


def rows_after(world: Reading, style: Style) -> int:
    """The ordinal of the record that comes next."""
    rows = {"candidate": world.candidates, "job": world.jobs}.get(style.kind)
    return rows_of(world, style)[-1] + 1 if rows is None else rows.next_id


def rows_of(world: Reading, style: Style) -> list[int]:
    """Every record of the list, by ordinal."""
    rows = {"candidate": world.candidates, "job": world.jobs}.get(style.kind)
    if rows is None:
        return list(world.state.tables[style.kind].order)
    if applied(style):
        rows = rows.among({one.candidate for one in world.applications})
    return [record.id for record in rows]


def script_of(style: Style, world: Reading) -> tuple[list[dict[str, Any]], list[ListChange]]:
    """A script, and the same as events: records go from the pages already shown and from those to come, others come.

    Jobs are never deleted, so theirs only come.
    """
    rows = rows_of(world, style)
    size, new = SIZES[style.kind], rows_after(world, style)
    which = {"vendor": style.vendor, "operation": style.operation, "kind": style.kind}
    added = which | {"kind": "application"} if applied(style) else which
    steps: list[dict[str, Any]] = [{"after": 2, "do": "insert", "count": 2, **added}]
    events = [ListChange(2, put=(new, new + 1))]
    if style.kind != "job":
        for after, gone in ((1, rows[1]), (1, rows[size // 2]), (2, rows[-3]), (3, rows[size + 1])):
            steps.append({"after": after, "do": "delete", "record": _id(style, gone), **which})
            events.append(ListChange(after, removed=(gone,)))
    else:
        steps.append({"after": 1, "do": "insert", **which})
        steps[0]["count"] = 1
        events = [ListChange(1, put=(new,)), ListChange(2, put=(new + 1,))]
    return steps, events


def _id(style: Style, ordinal: int) -> str:
    return str(ordinal)  # Skailer's own ids, and the numbers of a vendor's own records


def walk(client: VendorClient, style: Style) -> Iterator[list[str]]:
    """The pages of a list, as a client walks it that never looks back."""
    mark = None
    while True:
        page, mark = style.turn(client, SIZES[style.kind], mark)
        yield page
        if mark is None:
            return


def wire_id(style: Style, world: Reading, ordinal: int) -> str:
    """The id of a record as the walk tells it."""
    from ats_sandbox.vendors import VENDORS
    from ats_sandbox.world.domain.native_ids import native_id

    if style.vendor == "bindbee":
        return native_id(world, style.kind, ordinal)
    vendor = next(one for one in VENDORS if one.name == style.vendor)
    return vendor.ids[style.kind].write(world, ordinal) if style.kind in vendor.ids else str(ordinal)


@each_style
def test_a_walk_misses_and_repeats_what_is_worked_out_for_its_paging(
    tester: VendorClient, client_of: ClientOf, style: Style
) -> None:
    client = client_of(style.vendor)
    world = client.read()
    steps, events = script_of(style, world)
    expected = expected_walk(
        rows_of(world, style), events, style.paging, SIZES[style.kind], newest_first=style.newest_first
    )
    put = tester.put("/churn", json={"steps": steps}, token=None)
    assert put.status_code == 200, put.text

    pages = list(walk(client, style))

    full = [[wire_id(style, world, one) for one in page] for page in expected.pages]
    assert pages == [page for page in full if page] or pages == full
    shown = [id for page in pages for id in page]
    assert {id for id in shown if shown.count(id) > 1} == {wire_id(style, world, one) for one in expected.repeated}
    if style.paging is Paging.OFFSET:
        assert expected.missed or expected.repeated, "this script disturbs a walk by offset"
    else:
        assert expected.missed | expected.repeated == frozenset(), "and no walk by cursor"
    done = tester.get("/churn", token=None).json["steps"]
    assert all(one["done_at"] for one in done)


@each_style
def test_the_same_script_gives_the_same_walk(
    sandbox: SandboxApp, client_of: ClientOf, style: Style, elsewhere: Callable[[str], str]
) -> None:
    walks = []
    for name in ("one", "two"):
        workspace = sandbox.worlds[elsewhere(name)]
        client = VendorClient(sandbox, client_of(style.vendor).vendor, workspace.world.name)
        workspace.churn.put(script_of(style, workspace.world.read())[0])
        walks.append((list(walk(client, style)), workspace.world.now, [one.records for one in workspace.churn]))

    assert walks[0] == walks[1]


def test_totals_change_from_page_to_page(tester: VendorClient, skailer: VendorClient) -> None:
    tester.put("/churn", json={"steps": [{"after": 1, "do": "insert", "count": 3}]}, token=None)

    totals = [
        skailer.post("/api/v1/applicants/search", json={"per_page": 50, "page": page}).json["meta"]["total"]
        for page in (1, 2, 3)
    ]

    assert totals == [250, 253, 253]


def test_an_answer_is_never_changed_by_what_happens_after_it(
    tester: VendorClient, smartrecruiters: VendorClient
) -> None:
    first = tester.read().candidates[1]
    listed = len({one.candidate for one in tester.read().applications})
    step = {"after": 1, "do": "delete", "record": "1", "operation": "list_candidates"}
    tester.put("/churn", json={"steps": [step]}, token=None)

    page = smartrecruiters.get("/candidates", query_string={"limit": 1}).json
    again = smartrecruiters.get("/candidates", query_string={"limit": 1}).json

    assert (page["content"][0]["firstName"], page["totalFound"]) == (first.first_name, listed)
    assert again["totalFound"] == listed - 1
    assert again["content"][0]["id"] != page["content"][0]["id"]


def test_a_touched_record_comes_again_for_who_asks_what_changed(tester: VendorClient, stackone: VendorClient) -> None:
    since = iso(tester.world.now)
    step = {"after": 1, "do": "touch", "kind": "job", "record": "2", "vendor": "stackone"}
    tester.put("/churn", json={"steps": [step]}, token=None)

    def changed() -> list[str]:
        query = {"filter[updated_after]": since}
        return [one["id"] for one in stackone.get("/unified/ats/jobs", query_string=query).json["data"]]

    assert changed() == []
    assert len(changed()) == 1


def test_an_application_moves_between_pages(tester: VendorClient, skailer: VendorClient) -> None:
    stage = tester.read().applications[1].stage
    step = {"after": 1, "do": "move", "record": "1", "state": "offer_sent"}
    tester.put("/churn", json={"steps": [step]}, token=None)

    def staying() -> set[int]:
        found = skailer.post("/api/v1/candidates/search", json={"pipeline_stage_id": stage}).json["data"]
        return {one["id"] for one in found}

    assert 1 in staying()
    assert 1 not in staying()


def test_only_the_calls_that_fit_are_counted(
    tester: VendorClient, stackone: VendorClient, smartrecruiters: VendorClient
) -> None:
    step = {"after": 2, "do": "insert", "vendor": "stackone", "operation": "ats_list_jobs", "kind": "job"}
    tester.put("/churn", json={"steps": [step]}, token=None)

    def calls() -> tuple[int, bool]:
        (shown,) = tester.get("/churn", token=None).json["steps"]
        return shown["calls"], shown["done_at"] is not None

    stackone.get("/unified/ats/jobs")
    stackone.get("/unified/ats/candidates")
    stackone.get("/unified/ats/jobs", token=None)
    smartrecruiters.get("/jobs")
    tester.get("/names", token=None)
    assert calls() == (1, False)
    stackone.get("/unified/ats/jobs")
    assert calls() == (2, True)
    stackone.get("/unified/ats/jobs")
    assert calls() == (2, True)


def test_a_step_without_a_list_of_its_own_counts_every_list(
    tester: VendorClient, stackone: VendorClient, skailer: VendorClient
) -> None:
    tester.put("/churn", json={"steps": [{"after": 2, "do": "insert", "kind": "application", "job": "1"}]}, token=None)

    stackone.get("/unified/ats/jobs")
    skailer.post("/api/v1/jobs/search")

    newest = tester.read().applications.newest_first().first()
    assert newest is not None
    assert (newest.job, len(tester.read().candidates)) == (1, 251)


def test_what_is_gone_already_is_left_alone_and_said(tester: VendorClient, skailer: VendorClient) -> None:
    step = {"after": 1, "do": "delete", "record": "3"}
    tester.put("/churn", json={"steps": [step, step]}, token=None)

    skailer.post("/api/v1/applicants/search")

    first, second = tester.get("/churn", token=None).json["steps"]
    assert (first["outcome"], first["records"][0]["skailer"]) == ("deleted", "3")
    assert (second["outcome"], second["records"]) == ("nothing was done: the record no longer exists", [])


def test_a_script_ends_when_it_is_deleted_or_the_world_is_reset(tester: VendorClient, skailer: VendorClient) -> None:
    script = {"steps": [{"after": 1, "do": "insert"}]}
    for stop in (
        lambda: tester.delete("/churn", token=None),
        lambda: tester.sandbox.worlds[tester.name].reset(),
    ):
        tester.put("/churn", json=script, token=None)
        stop()
        skailer.post("/api/v1/applicants/search")
        assert tester.get("/churn", token=None).json == {"steps": []}
        assert len(tester.read().candidates) == 250


@pytest.mark.parametrize(
    ("step", "field", "problem"),
    [
        ({"do": "insert"}, "steps.0.after", "is required"),
        ({"after": 0, "do": "insert"}, "steps.0.after", "is below 1"),
        ({"after": 1, "do": "explode"}, "steps.0.do", "is none of insert, delete, touch, move"),
        ({"after": 1, "do": "insert", "vendor": "workday"}, "steps.0.vendor", "there are smartrecruiters"),
        ({"after": 1, "do": "insert", "operation": "list_candidate"}, "steps.0.operation", "list_candidates"),
        (
            {"after": 1, "do": "insert", "operation": "create_candidate"},
            "steps.0.operation",
            "is not an operation that lists",
        ),
        ({"after": 1, "do": "insert", "kind": "planet"}, "steps.0.kind", "datadriven.job_offers"),
        ({"after": 1, "do": "insert", "kind": "department"}, "steps.0.kind", "candidate, application, job"),
        ({"after": 1, "do": "delete", "kind": "job", "record": "1"}, "steps.0.kind", "candidate, application"),
        ({"after": 1, "do": "delete"}, "steps.0.record", "which candidate?"),
        ({"after": 1, "do": "touch", "record": "999999"}, "steps.0.record", "names no candidate"),
        ({"after": 1, "do": "touch", "kind": "datadriven.job_offers", "record": "1"}, "steps.0.kind", "last change"),
        ({"after": 1, "do": "move", "record": "1"}, "steps.0.state", "must be one of applied"),
        ({"after": 1, "do": "insert", "job": "x", "kind": "application"}, "steps.0.job", "names no job"),
        ({"after": 1, "do": "insert", "counts": 1}, "steps.0.counts", ""),
    ],
)
def test_a_script_that_cannot_be_is_refused_with_its_place(
    tester: VendorClient, step: Mapping[str, Any], field: str, problem: str
) -> None:
    answer = tester.put("/churn", json={"steps": [step]}, token=None)

    assert answer.status_code == 400
    details = {one["field"]: one["problem"] for one in answer.json["details"]}
    assert problem in details[field]
    assert tester.get("/churn", token=None).json == {"steps": []}


def test_churn_stays_in_its_world(
    sandbox: SandboxApp, tester: VendorClient, skailer: VendorClient, elsewhere: Callable[[str], str]
) -> None:
    other = VendorClient(sandbox, skailer.vendor, elsewhere("other"))
    tester.put("/churn", json={"steps": [{"after": 1, "do": "insert"}]}, token=None)

    other.post("/api/v1/applicants/search")

    assert len(other.read().candidates) == 250
    assert tester.get("/churn", token=None).json["steps"][0]["calls"] == 0
