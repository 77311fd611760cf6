"""The ledger itself: it sees what happened and misses what did not."""

import json
from pathlib import Path

from ats_sandbox.vendors import VENDORS
from ats_sandbox.vendors.datadriven import DATADRIVEN
from tests.client import VendorClient
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
    assert page == {"lane": "deep", "seed": 7, "complete": True, "declared": len(ledger.declared), "seen": 1}
    assert rows["get_application_step"]["200"] == {"seen": "request", "test": "a test"}
    assert sum(len(statuses) for statuses in rows.values()) == len(ledger.declared) + len(ledger.injectable)
