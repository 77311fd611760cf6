"""Why a refusal was given: rule, source, field, what was received, what would do, how to fix it."""

from collections.abc import Callable
from typing import Any

import pytest

from ats_sandbox.contract.operation import Operation
from ats_sandbox.vendors.stackone.ids import id_of
from tests.client import VendorClient
from tests.contract.example_requests import EVERY, path_of, resolve, send_example, unknown_id
from tests.lanes import each_operation

ClientOf = Callable[[str], VendorClient]
PERSON = {"firstName": "Ada", "lastName": "Byron", "email": "ada.byron@example.com"}


def findings(tester: VendorClient) -> list[dict[str, Any]]:
    """The reasons for the latest answer."""
    found: list[dict[str, Any]] = tester.get("/journal/last/why").json["findings"]
    return found


def the_finding(tester: VendorClient, about: str = "refusal") -> dict[str, Any]:
    """The one reason of a kind for the latest answer."""
    [found] = [one for one in findings(tester) if one["about"] == about]
    return found


def test_a_missing_member_that_was_misspelt_is_found(smartrecruiters: VendorClient, tester: VendorClient) -> None:
    answer = smartrecruiters.post(
        "/candidates", json={"firstName": "Ada", "lastName": "Byron", "emial": "a@example.com"}
    )
    found = the_finding(tester)

    assert answer.headers["X-Sandbox-Why"] == "ValidationFailed: body.email is required"
    assert found["rule"] == "ValidationFailed.missing"
    assert found["field"] == "body.email"
    assert found["received"] == "a@example.com"
    assert found["nearest"] == "email"
    assert found["fix"] == "rename body.emial to email"
    assert found["source"]["kind"] == "documented"


def test_a_word_that_is_none_of_the_known_gets_the_nearest_one(
    smartrecruiters: VendorClient, tester: VendorClient
) -> None:
    job = smartrecruiters.get("/jobs?limit=1").json["content"][0]["id"]
    answer = smartrecruiters.put(f"/jobs/{job}/status", json={"status": "CANCELED"})
    found = the_finding(tester)

    assert answer.status_code == 400
    assert found["field"] == "body.status"
    assert found["received"] == "CANCELED"
    assert found["nearest"] == "CANCELLED"
    assert "CANCELLED" in found["fix"]


@pytest.mark.parametrize(
    ("sent", "rule", "nearest"),
    [
        ({"title": 7}, "type", "7"),
        ({"publication_at": "31/12/2026"}, "format", "2026-12-31T00:00:00.000Z"),
        ({"publication_at": "soon"}, "format", None),
    ],
)
def test_a_wrong_type_or_format_gets_a_value_that_would_do(
    datadriven: VendorClient, tester: VendorClient, sent: dict[str, Any], rule: str, nearest: str | None
) -> None:
    operation = next(one for one in datadriven.vendor.operations if one.id == "patch_job_offer")
    answer = send_example(datadriven, operation, body=sent)
    [found] = [one for one in findings(tester) if one["about"] == "refusal"]
    [name] = sent

    assert answer.status_code == 400
    assert found["rule"] == f"ValidationFailed.{rule}"
    assert found["field"] == f"body.{name}"
    assert found["received"] == sent[name]
    assert found["nearest"] == (nearest or "2026-03-02T09:00:00.001Z")
    retried = send_example(datadriven, operation, body={name: found["nearest"]})
    assert retried.status_code == 200


def test_a_refusal_of_the_vendors_own_names_its_field_and_the_choices(
    smartrecruiters: VendorClient, tester: VendorClient
) -> None:
    operation = next(one for one in smartrecruiters.vendor.operations if one.id == "put_update_candidates_source")
    right = resolve(operation.example.body, smartrecruiters.read())
    answer = send_example(smartrecruiters, operation, body={**right, "sourceTypeId": right["sourceTypeId"].lower()})
    found = the_finding(tester)

    assert answer.headers["X-Sandbox-Why"].startswith("InvalidSourceType: ")
    assert "(body.sourceTypeId)" in answer.headers["X-Sandbox-Why"]
    assert found["nearest"] == right["sourceTypeId"]
    assert right["sourceTypeId"] in found["fix"]
    assert send_example(smartrecruiters, operation, body={**right, "sourceTypeId": found["nearest"]}).status_code == 204


def test_an_id_of_another_kind_is_recognised(smartrecruiters: VendorClient, tester: VendorClient) -> None:
    job = smartrecruiters.get("/jobs?limit=1").json["content"][0]["id"]
    answer = smartrecruiters.get(f"/candidates/{job}")
    found = the_finding(tester)

    assert answer.headers["X-Sandbox-Why"] == "CandidateNotFound: No candidate with that id (path.id)"
    assert (found["field"], found["received"]) == ("path.id", job)
    assert found["says"].endswith("this is the id of a job, and a candidate is expected")
    assert smartrecruiters.get(f"/candidates/{found['nearest']}").status_code == 200


def test_an_id_of_another_vendor_is_recognised(
    smartrecruiters: VendorClient, stackone: VendorClient, bindbee: VendorClient, tester: VendorClient
) -> None:
    foreign = stackone.get("/unified/ats/jobs?page_size=1").json["data"][0]["id"]
    smartrecruiters.get(f"/jobs/{foreign}")
    assert "this is the id that stackone gives a job" in the_finding(tester)["says"]

    own = bindbee.get("/api/ats/v1/candidates?page_size=1").json["items"][0]["id"]
    stackone.get(f"/unified/ats/candidates/{own}")
    assert "this is the id that bindbee gives a candidate" in the_finding(tester)["says"]


def test_an_id_that_nobody_gave_out_is_told_so(smartrecruiters: VendorClient, tester: VendorClient) -> None:
    smartrecruiters.get("/jobs/4711")

    assert "never assigned such an id" in the_finding(tester)["says"]


def test_what_exists_and_is_hidden_is_told_so(stackone: VendorClient, tester: VendorClient) -> None:
    hidden = next(iter(stackone.read().jobs.where(confidential=True)))
    answer = stackone.get(f"/unified/ats/jobs/{id_of(stackone.read(), 'job', hidden.id)}", token="sandbox-restricted")

    assert answer.status_code == 403
    assert "the job exists, and sandbox-restricted may not see it" in the_finding(tester)["says"]


def test_what_is_not_synced_yet_is_told_so(bindbee: VendorClient, tester: VendorClient) -> None:
    made = bindbee.post("/api/ats/v1/candidates", json={"first_name": "Zoe"}).json["id"]
    answer = bindbee.get(f"/api/ats/v1/candidates/{made}")

    assert answer.status_code == 404
    assert "shows here after the next sync at 2026-03-03T09:00:00.000Z" in the_finding(tester)["says"]


@pytest.mark.parametrize("name", ["smartrecruiters", "stackone", "bindbee", "datadriven", "skailer"])
def test_a_401_says_which_header_it_wants(client_of: ClientOf, tester: VendorClient, name: str) -> None:
    client = client_of(name)
    header = next(iter(client.vendor.auth.present("")))
    path = next(one.path for one in client.vendor.operations if one.method == "GET" and "{" not in one.path)
    nothing = client.get(path, token=None)
    first = the_finding(tester)
    client.get(path, token="sandbox-expired")
    second = the_finding(tester)
    client.get(path, token="sandbox-admim")
    third = the_finding(tester)

    assert nothing.status_code == 401
    assert f"header.{header}" in nothing.headers["X-Sandbox-Why"]
    assert (first["field"], first["received"]) == (f"header.{header}", None)
    assert "was not sent" in first["says"]
    assert client.vendor.auth.present("sandbox-admin")[header] in first["fix"]
    assert "has expired" in second["says"]
    assert "unknown in this world" in third["says"]
    assert "***" in third["received"]
    assert "admim" not in str(third)


def test_the_scheme_of_another_vendor_is_noticed(stackone: VendorClient, tester: VendorClient) -> None:
    stackone.get("/unified/ats/jobs", token=None, headers={"Authorization": "Bearer sandbox-admin"})
    assert the_finding(tester)["says"] == "Authorization does not use the scheme Basic"


def test_an_unknown_connector_is_not_taken_for_a_bad_key(bindbee: VendorClient, tester: VendorClient) -> None:
    bindbee.get("/api/ats/v1/jobs", headers={"x-connector-token": "acne"})
    found = the_finding(tester)

    assert (found["field"], found["received"], found["nearest"]) == ("header.x-connector-token", "***", "acme")


def test_a_403_says_what_right_is_missing(smartrecruiters: VendorClient, tester: VendorClient) -> None:
    smartrecruiters.get("/jobs", token="sandbox-unscoped")
    assert the_finding(tester)["says"] == "list_jobs needs the scope jobs_read; sandbox-unscoped has none"

    smartrecruiters.post("/candidates", json=PERSON, token="sandbox-readonly")
    found = the_finding(tester)
    assert found["says"] == "sandbox-readonly may read and not write, and create_candidate writes"
    assert (found["received"], found["nearest"]) == ("sandbox-readonly", "sandbox-admin")


def test_a_429_says_how_long_to_wait(smartrecruiters: VendorClient, tester: VendorClient) -> None:
    smartrecruiters.sandbox.worlds[smartrecruiters.name].meter.enforced = True
    answers = [smartrecruiters.get("/configuration/company").status_code for _ in range(11)]
    found = the_finding(tester)

    assert answers[-1] == 429
    assert found["says"] == "request 11 of a window that allows 10"
    assert found["fix"].startswith("wait 1 s of the world's time (until 2026-03-02T09:00:01.000Z)")


def test_a_fault_is_the_reason_of_its_answer(smartrecruiters: VendorClient, tester: VendorClient) -> None:
    made = tester.post("/faults", json={"kind": "status", "operation": "list_jobs", "status": 503}).json["id"]
    answer = smartrecruiters.get("/jobs")
    [found] = findings(tester)

    assert answer.status_code == 503
    assert answer.headers["X-Sandbox-Why"] == f"fault {made}: a tester planned this answer"
    assert (found["about"], found["rule"]) == ("fault", f"fault {made}")
    assert tester.get("/journal/last").json["fault"] == made
    assert tester.get(f"/journal/count?fault={made}").json["count"] == 1


def test_a_conflict_says_which_rule_it_broke(bindbee: VendorClient, tester: VendorClient) -> None:
    key = {"X-Idempotency-Key": "once"}
    bindbee.post("/api/ats/v1/candidates", json={"first_name": "Zoe"}, headers=key)
    answer = bindbee.post("/api/ats/v1/candidates", json={"first_name": "Zack"}, headers=key)
    found = the_finding(tester)

    assert answer.status_code == 409
    assert (found["rule"], found["source"]["kind"]) == ("KeyReused", "documented")
    assert "used for another request within five minutes" in found["says"]


@each_operation(EVERY)
def test_every_refusal_of_every_operation_is_explained(
    client_of: ClientOf, tester: VendorClient, vendor: str, operation: Operation
) -> None:
    """Without a token, without rights, with ids that nobody has, with a body that is nothing: each has its reasons."""
    client = client_of(vendor)
    ids = {name: unknown_id(resolve(value, client.read())) for name, value in operation.example.path.items()}
    strange = path_of(operation, client.read(), **ids)
    answers = [
        send_example(client, operation, token=None),
        send_example(client, operation, token="sandbox-unscoped"),
        send_example(client, operation, path=strange),
        client.send(operation.method, strange, data=b"{", content_type="application/json"),
    ]
    for number, answer in enumerate(answers, 1):
        explained = tester.get(f"/journal/{number}/why").json
        if answer.status_code < 400:
            assert "X-Sandbox-Why" not in answer.headers
            continue
        line = answer.headers["X-Sandbox-Why"]
        assert line.isascii()
        assert line.isprintable()
        assert len(line) <= 200
        first = explained["findings"][0]
        assert first["about"] == "refusal"
        assert line.startswith(first["rule"].partition(".")[0])
        assert first["says"]
        assert first["fix"]
        assert first["source"]["note"]
