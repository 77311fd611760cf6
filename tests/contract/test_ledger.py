"""The ledger itself: it sees what happened and misses what did not."""

from ats_sandbox.vendors import VENDORS
from ats_sandbox.vendors.datadriven import DATADRIVEN

from tests.client import VendorClient
from tests.ledger import Ledger


def test_a_declared_answer_that_never_happened_is_reported() -> None:
    ledger = Ledger((DATADRIVEN,))
    ledger.seen |= ledger.declared - {("datadriven", "update_application_step", 404)}

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

    assert ledger.seen == {("datadriven", "get_application_step", 404)}


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


def test_what_another_process_saw_is_merged() -> None:
    ledger = Ledger(VENDORS)
    ledger.merge([["datadriven", "get_application_step", 200]])

    assert ledger.seen == {("datadriven", "get_application_step", 200)}
