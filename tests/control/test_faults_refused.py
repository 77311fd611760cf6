"""Faults that cannot happen, and what is no fault: refused with the nearest names, whichever face is asked."""

from typing import Any

import pytest

from ats_sandbox.control.errors import Full, Unfit
from ats_sandbox.control.faults.faults import Faults
from tests.client import VendorClient
from tests.control.control_client import ControlClient


@pytest.fixture
def control(stackone: VendorClient) -> ControlClient:
    return ControlClient(stackone)


REFUSED = {
    "an unknown vendor": ({"kind": "reset", "vendor": "stackon"}, "nearest: stackone"),
    "an unknown operation": (
        {"kind": "reset", "vendor": "stackone", "operation": "ats_list_job"},
        "stackone has no operation 'ats_list_job'; nearest: ats_list_jobs",
    ),
    "an operation of another vendor": (
        {"kind": "reset", "vendor": "skailer", "operation": "ats_list_jobs"},
        "skailer has no operation 'ats_list_jobs'",
    ),
    "a path that nothing has": (
        {"kind": "reset", "vendor": "stackone", "path": "/unified/ats/jobz"},
        "nearest: GET /unified/ats/jobs",
    ),
    "a token that nobody holds": ({"kind": "reset", "principal": "sandbox-amin"}, "nearest: sandbox-admin"),
    "a status that nothing answers": (
        {"kind": "status", "vendor": "datadriven", "operation": "create_job_offers", "status": 409},
        "what you name answers 400, 401, 403, 500",
    ),
    "a code that the status has not": (
        {"kind": "status", "vendor": "stackone", "operation": "ats_create_candidate", "status": 409, "code": "NO"},
        "with 409 there are Clash, EmailTaken",
    ),
    "a commit of a read": (
        {"kind": "committed-then-drop", "vendor": "stackone", "operation": "ats_list_jobs"},
        "happens to an operation that writes",
    ),
    "a stale write": (
        {"kind": "stale-read", "vendor": "stackone", "operation": "ats_create_candidate"},
        "happens to an operation that reads",
    ),
    "a batch where there is none": (
        {"kind": "partial-batch", "vendor": "stackone", "operation": "ats_create_candidate"},
        "takes several records at once",
    ),
    "a clear refusal after a commit": (
        {"kind": "committed-then-status", "vendor": "stackone", "operation": "ats_create_candidate", "status": 404},
        "with 408 or 5xx",
    ),
    "two schedules": ({"kind": "reset", "first": 1, "every": 2}, "one of first, every and calls"),
    "a setting of another kind": ({"kind": "reset", "seconds": 1}, "takes no settings, and not seconds"),
    "a status without one": ({"kind": "status"}, "needs status"),
    "a page that no proxy has": ({"kind": "html", "status": 404}, "502, 503, 504"),
    "words that are missing": (
        {"kind": "status", "operation": "ats_reject_application", "status": 409, "code": "ApplicationEnded"},
        "give words for status",
    ),
    "a time to come back that is never sent": (
        {"kind": "status", "vendor": "smartrecruiters", "status": 429, "retry_after": 3},
        "smartrecruiters sends no Retry-After with 429",
    ),
    "a wrong length that is right": ({"kind": "wrong-length", "by": 0}, "by is 0"),
    "words that are no texts": ({"kind": "status", "status": 500, "words": {"a": 1}}, "texts of at most"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_happen_is_refused(control: ControlClient, what: str) -> None:
    body, told = REFUSED[what]

    answer = control.send("POST", "/faults", json=body)

    assert answer.status_code == 422, answer.text
    assert told in answer.json["error"]
    assert control.get("/faults") == {"faults": []}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"kind": "explode"},
        {"kind": "reset", "opertion": "ats_list_jobs"},
        {"kind": "reset", "first": 0},
        {"kind": "reset", "every": "2"},
        {"kind": "reset", "calls": []},
        {"kind": "reset", "path": ""},
        {"kind": "reset", "path": "/" + "*" * 300},
        {"kind": "delay", "seconds": 61},
        {"kind": "delay", "seconds": -1},
        {"kind": "status", "status": 42},
        [],
        None,
    ],
)
def test_what_is_no_fault_is_a_bad_request(control: ControlClient, body: Any) -> None:
    assert control.send("POST", "/faults", json=body).status_code == 400
    assert control.get("/faults") == {"faults": []}


def test_there_is_a_most_of_faults(control: ControlClient, stackone: VendorClient) -> None:
    faults = stackone.sandbox.worlds[stackone.name].faults
    for _ in range(Faults.MOST):
        faults.add("reset")

    refused = control.send("POST", "/faults", json={"kind": "reset"})

    assert refused.status_code == 422
    assert "100" in refused.json["error"]
    with pytest.raises(Full):
        faults.add("reset")


def test_python_refuses_in_the_same_words(stackone: VendorClient) -> None:
    faults = stackone.sandbox.worlds[stackone.name].faults

    with pytest.raises(Unfit, match="nearest: committed-then-drop"):
        faults.add("commited-then-drop")
    with pytest.raises(Unfit, match="calls names 1 to 1000 numbers"):
        faults.add("reset", calls=[])
    with pytest.raises(Unfit, match="calls is 0; it must be from 1"):
        faults.add("reset", calls=[0])
