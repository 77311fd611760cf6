"""The ledger itself: it sees what happened and misses what did not."""

import json
from pathlib import Path

from ats_sandbox.contract.evidence import documented
from ats_sandbox.vendors import VENDORS
from ats_sandbox.vendors.datadriven import DATADRIVEN
from tests.client import VendorClient
from tests.contract.code_tables import CodeRow
from tests.ledger import Ledger


def test_a_declared_answer_that_never_happened_is_reported() -> None:
    ledger = Ledger((DATADRIVEN,))
    ledger.seen |= dict.fromkeys(ledger.declared - {("datadriven", "update_application_step", 404)}, "a test")

    assert ledger.missing == [("datadriven", "update_application_step", 404)]
    assert "never seen: datadriven update_application_step 404" in ledger.report()


def test_an_answer_counts_when_it_was_really_given(datadriven: VendorClient) -> None:
    ledger = Ledger(VENDORS)
    watchers = datadriven.sandbox.watchers
    datadriven.sandbox.watchers = (*watchers, ledger.enter)
    try:
        datadriven.get("/v3/ats/application-steps/0")
    finally:
        datadriven.sandbox.watchers = watchers

    assert set(ledger.seen) == {("datadriven", "get_application_step", 404)}
    assert not ledger.injected


def test_an_answer_that_a_fault_made_is_kept_apart(datadriven: VendorClient) -> None:
    ledger = Ledger((DATADRIVEN,), test="tests/a.py::test_of_faults")
    watchers = datadriven.sandbox.watchers
    datadriven.sandbox.watchers = (*watchers, ledger.enter)
    try:
        datadriven.get("/v3/ats/application-steps/1", headers={"Prefer": "code=500"})
    finally:
        datadriven.sandbox.watchers = watchers

    page = ledger.page(lane="ordinary")["answers"]["datadriven"]["get_application_step"]
    assert not ledger.seen
    assert page["500"] == {"seen": "fault", "test": "tests/a.py::test_of_faults"}
    assert page["200"] == {"seen": "never", "test": None}


def test_a_crash_counts_for_nothing(datadriven: VendorClient) -> None:
    ledger = Ledger(VENDORS)
    exchanges = []
    watchers = datadriven.sandbox.watchers
    datadriven.sandbox.watchers = (exchanges.append,)
    try:
        datadriven.get("/v3/ats/application-steps/0")
    finally:
        datadriven.sandbox.watchers = watchers

    exchanges[0].call.crash = RuntimeError("a defect")
    ledger.enter(exchanges[0])

    assert not ledger.seen


def test_what_other_processes_saw_is_merged_in_any_order() -> None:
    pair = ("datadriven", "get_application_step", 200)
    general, own = "tests/contract/test_a.py::test_b", "tests/vendors/datadriven/test_c.py::test_d"
    workers = [Ledger(VENDORS, {pair: general}), Ledger(VENDORS, {pair: own}), Ledger(VENDORS, {}, {pair: general})]
    merged = [Ledger(VENDORS), Ledger(VENDORS)]
    for worker in workers:
        merged[0].merge(json.loads(json.dumps(worker.dump())))
    for worker in reversed(workers):
        merged[1].merge(json.loads(json.dumps(worker.dump())))

    assert merged[0] == merged[1]
    assert merged[0].seen == {pair: own}
    assert merged[0].injected == {pair: general}


def test_a_page_tells_of_each_declared_answer_how_it_was_seen(tmp_path: Path) -> None:
    ledger = Ledger((DATADRIVEN,), {("datadriven", "get_application_step", 200): "a test"})

    ledger.write(tmp_path / "build" / "ledger.json", lane="deep", seed=7, complete=True)
    page = json.loads((tmp_path / "build" / "ledger.json").read_text(encoding="utf-8"))

    rows = page.pop("answers")["datadriven"]
    figures = {"declared": len(ledger.declared), "seen": 1}
    assert page == {"lane": "deep", "seed": 7, "complete": True, "codes": {}, **figures}
    assert rows["get_application_step"]["200"] == {"seen": "request", "test": "a test"}
    assert sum(len(statuses) for statuses in rows.values()) == len(ledger.declared) + len(ledger.injectable)


def row(operation: str, status: int, code: str, never: str = "") -> CodeRow:
    return CodeRow(("smartrecruiters", operation, status, code), documented("the page"), never)


ROWS = (
    row("get_job", 200, "-"),
    row("get_job", 404, "JOB_NOT_FOUND"),
    row("get_job", 401, "-"),
    row("get_job", 401, "JOB_ACCESS_DENIED"),
    row("get_job", 500, "-", never="only faults"),
)


def test_a_published_code_counts_when_a_request_was_really_answered_with_it(smartrecruiters: VendorClient) -> None:
    ledger = Ledger(VENDORS, test="tests/a.py::test_b", rows=ROWS)
    watchers = smartrecruiters.sandbox.watchers
    smartrecruiters.sandbox.watchers = (*watchers, ledger.enter)
    try:
        smartrecruiters.get("/jobs/nothing")
        smartrecruiters.get("/jobs/nothing", token=None)
        smartrecruiters.get("/jobs/nothing", headers={"Prefer": "code=503"})
    finally:
        smartrecruiters.sandbox.watchers = watchers

    absent = ("smartrecruiters", "get_job", 404)
    assert set(ledger.codes) == {(*absent, "-"), (*absent, "JOB_NOT_FOUND")}
    assert [answer[2:] for answer in ledger.unheard] == [(200, "-"), (401, "-"), (401, "JOB_ACCESS_DENIED")]
    assert "1 of 4 published codes heard" in ledger.report()
    assert "  never seen: smartrecruiters get_job 401 JOB_ACCESS_DENIED" in ledger.report("smartrecruiters")
    assert "JOB_ACCESS_DENIED" not in ledger.report("datadriven")
    heard = ledger.page()["codes"]["smartrecruiters"]["get_job"]
    unheard = dict.fromkeys(("200 -", "401 -", "401 JOB_ACCESS_DENIED"))
    assert heard == {**unheard, "404 JOB_NOT_FOUND": "tests/a.py::test_b"}


def test_codes_that_other_processes_heard_are_merged() -> None:
    heard = ("smartrecruiters", "get_job", 404, "JOB_NOT_FOUND")
    worker, whole = Ledger(VENDORS, codes={heard: "a test"}, rows=ROWS), Ledger(VENDORS, rows=ROWS)

    whole.merge(json.loads(json.dumps(worker.dump())))

    assert whole.codes == {heard: "a test"}
