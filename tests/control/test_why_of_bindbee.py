"""What testers are told beside the answers: why a write, a read or a sync did not do what was hoped, and what to do."""

from typing import Any

import pytest

from ats_sandbox.contract.openapi import document_of
from ats_sandbox.control.background.background import Background
from ats_sandbox.vendors.bindbee.linking import LIFETIME
from ats_sandbox.vendors.bindbee.syncs import REJECTED, SYNC, UNAVAILABLE
from tests.client import VendorClient
from tests.vendors.bindbee.demo_world import PREFIX, RESYNC, id_of, through
from tests.vendors.bindbee.test_linking import EXCHANGE, invited
from tests.vendors.bindbee.test_syncs import written

FIELDS = "/api/v1/custom-fields"
NEXT = "it is in the linked system, and shows here after the next sync at 2026-03-03T09:00:00"


@pytest.fixture
def work(bindbee: VendorClient) -> Background:
    """How long work takes in the test's world."""
    return Background(bindbee.world, bindbee.sandbox.vendors)


def finding(tester: VendorClient) -> dict[str, Any]:
    """The reason of the last refusal, as the journal has it."""
    [found] = [one for one in tester.get("/journal/last/why").json["findings"] if one["about"] == "refusal"]
    told: dict[str, Any] = found
    return told


def resync(bindbee: VendorClient, token: str = "acme") -> str | None:
    """What is remarked on a resync, which is answered as always."""
    answer = bindbee.post(RESYNC, headers=through(token))
    assert (answer.status_code, answer.json) == (200, "Resync triggered successfully")
    return answer.headers.get("X-Sandbox-Note")


@pytest.mark.parametrize(
    ("token", "cause", "fix"),
    [
        ("acme-relink", "it is RELINK_NEEDED, and /_sandbox/links links it", "/_sandbox/links"),
        ("acme-incomplete", "it is INCOMPLETE, and /_sandbox/links links it", "/_sandbox/links"),
        ("acme-readonly", "it is read-only", "another connector, such as acme"),
    ],
)
def test_a_refused_write_names_what_is_wrong_with_the_connector_and_what_to_do(
    bindbee: VendorClient, tester: VendorClient, token: str, cause: str, fix: str
) -> None:
    answer = bindbee.post(f"{PREFIX}/tags", json={"name": "Keen"}, headers=through(token))
    found = finding(tester)

    assert answer.status_code == 403
    assert answer.json == {"detail": "Write is not enabled for this model"}
    assert answer.headers["X-Sandbox-Why"].endswith(f"through this connector: {cause}")
    assert cause in found["says"]
    assert fix in found["fix"]
    assert "principal" not in found["fix"]


def test_a_record_that_is_not_synced_yet_is_said_to_come(bindbee: VendorClient, tester: VendorClient) -> None:
    answer = bindbee.get(f"{PREFIX}/candidates/{id_of(bindbee, 'candidate', written(bindbee))}")
    found = finding(tester)

    assert (answer.status_code, answer.json) == (404, {"detail": "Candidate not found"})
    assert NEXT in answer.headers["X-Sandbox-Why"]
    assert NEXT in found["says"]
    assert "resync" in found["fix"]
    assert "lists gives out" not in found["fix"]


def test_a_record_that_there_is_not_is_explained_as_elsewhere(bindbee: VendorClient, tester: VendorClient) -> None:
    answer = bindbee.get(f"{PREFIX}/candidates/{id_of(bindbee, 'candidate', 900_000)}")

    assert answer.headers["X-Sandbox-Why"] == "RecordNotFound: No record with this id behind this connector (path.id)"
    assert "lists gives out" in finding(tester)["fix"]


def test_a_temporary_token_says_that_it_was_exchanged_already(bindbee: VendorClient, tester: VendorClient) -> None:
    brought = invited(bindbee)
    assert bindbee.get(f"{EXCHANGE}/{brought}").status_code == 200

    answer = bindbee.get(f"{EXCHANGE}/{brought}")

    assert answer.status_code == 404
    assert "it was exchanged at 2026-03-02T09:00:00" in answer.headers["X-Sandbox-Why"]
    assert "create-link-token" in finding(tester)["fix"]


def test_a_temporary_token_says_until_when_it_could_be_exchanged(bindbee: VendorClient, tester: VendorClient) -> None:
    brought = invited(bindbee)
    bindbee.world.advance(LIFETIME)

    answer = bindbee.get(f"{EXCHANGE}/{brought}")

    assert answer.status_code == 404
    assert "it could be exchanged until 2026-03-02T09:10:00" in answer.headers["X-Sandbox-Why"]
    assert "lists gives out" not in finding(tester)["fix"]


def test_a_temporary_token_of_nobody_says_so(bindbee: VendorClient) -> None:
    assert "nobody brought it back" in bindbee.get(f"{EXCHANGE}/nothing").headers["X-Sandbox-Why"]


@pytest.mark.parametrize("reason", [UNAVAILABLE, REJECTED])
def test_a_resync_that_fails_says_why(bindbee: VendorClient, work: Background, reason: str) -> None:
    work.set(SYNC.name, failure=reason)

    assert resync(bindbee) == f"the sync failed: {reason}, as /_sandbox/background says"


def test_a_resync_through_a_broken_link_says_that_it_failed(bindbee: VendorClient) -> None:
    told = "the sync failed: the link is broken (RELINK_NEEDED), and /_sandbox/links links it again"

    assert resync(bindbee, "acme-relink") == told


def test_a_resync_before_there_is_a_link_says_that_nothing_was_synced(bindbee: VendorClient) -> None:
    told = "nothing was synced: nobody has linked the system yet; /_sandbox/links links it"

    assert resync(bindbee, "acme-incomplete") == told


def test_a_resync_that_takes_time_says_so_and_the_next_one_since_when(bindbee: VendorClient, work: Background) -> None:
    work.set(SYNC.name, after=600)

    first, second = resync(bindbee), resync(bindbee)

    assert first == "the sync is under way, as /_sandbox/background lets it take its time"
    assert second is not None
    assert second.startswith("no sync began: one is under way since 2026-03-02T09:00:00")


def test_a_resync_that_goes_well_needs_no_remark(bindbee: VendorClient) -> None:
    assert resync(bindbee) is None


def test_what_begins_a_sync_and_a_linking_is_told(tester: VendorClient) -> None:
    told = {one["name"]: one["begun_by"] for one in tester.get("/background", token=None).json}

    assert told["connector_sync"] == ["resync_connector"]
    assert told["connector_link"] == ["create_link_token"]


@pytest.mark.parametrize(
    ("expand", "told"),
    [
        ("candidate,job[id]", None),
        ("candidat", "ignored expand candidat (did you mean candidate?)"),
        ("candidate[frist_name,last_name],xyz", "ignored expand candidate[frist_name] (did you mean first_name?)"),
        ("xyz", "ignored expand xyz"),
        (",".join(map(str, range(3_000))), "; ".join(f"ignored expand {one}" for one in range(5))),
    ],
)
def test_unknown_names_in_expand_are_remarked(bindbee: VendorClient, expand: str, told: str | None) -> None:
    listed = bindbee.get(f"{PREFIX}/applications", query_string={"expand": expand})
    shown = bindbee.get(f"{PREFIX}/applications/{listed.json['items'][0]['id']}", query_string={"expand": expand})

    for answer in (listed, shown):
        assert answer.status_code == 200
        note = answer.headers.get("X-Sandbox-Note")
        assert note == (f"{told}; ignored expand xyz" if told and expand.endswith("],xyz") else told)


def described(bindbee: VendorClient, id: str, parameter: str) -> str:
    """What the OpenAPI document says of a parameter."""
    paths = document_of(bindbee.vendor)["paths"]
    [operation] = [one for each in paths.values() for one in each.values() if one.get("operationId") == id]
    [found] = [one for one in operation["parameters"] if one["name"] == parameter]
    about: str = found["description"]
    return about


def test_the_document_says_how_to_expand_and_what_an_idempotency_key_does(bindbee: VendorClient) -> None:
    for id in ("list_applications", "get_application"):
        assert "`candidate[first_name,last_name],job`" in described(bindbee, id, "expand")
    assert "five minutes of the world's clock" in described(bindbee, "create_candidate", "X-Idempotency-Key")


def test_the_document_says_that_a_json_path_is_a_jmespath_expression(bindbee: VendorClient) -> None:
    schemas = document_of(bindbee.vendor)["components"]["schemas"]

    for name in ("MappingCreate", "MappingUpdate", "PreviewRequest"):
        assert "JMESPath" in schemas[name]["properties"]["json_path"]["description"]


def test_a_custom_field_of_no_model_is_remarked(bindbee: VendorClient) -> None:
    def note(method: str, path: str, **members: str) -> tuple[str, str | None]:
        answer = bindbee.send(method, path, json=members)
        assert answer.status_code in (200, 201), answer.text
        return answer.json["id"], answer.headers.get("X-Sandbox-Note")

    told = "the field shows nowhere: /api/v1/lookup/models names no"
    id, wrong = note("POST", FIELDS, name="visa", category="ATS", model="candidat")
    _, mended = note("PATCH", f"{FIELDS}/{id}", model="candidate")
    _, again = note("PATCH", f"{FIELDS}/{id}", category="HRIS", model="employee")

    assert wrong == f"{told} ATS model candidat (did you mean candidate?)"
    assert mended is None
    assert again == f"{told} HRIS model employee"
