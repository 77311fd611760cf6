"""StackOne: one log by itself, how long it is kept, and who may read it."""

import pytest

from tests.client import VendorClient
from tests.vendors.stackone.api import ATS, basic, listed, refused
from tests.vendors.stackone.logs import EARLIER, LOGS, PLATFORM, STEPS, latest, logs

DAY = 86_400_000


def test_one_log_is_told_as_the_list_tells_it(busy: VendorClient) -> None:
    for log in logs(busy):
        answer = busy.get(f"{LOGS}/{log['request_id']}")

        assert answer.status_code == 200
        assert answer.json == {"data": {**log, "request": None, "response": None}}


def test_details_are_told_on_request(stackone: VendorClient) -> None:
    sent = {"first_name": "Ada", "unknown": {"a": [1]}}
    answer = stackone.post(f"{ATS}/candidates?a=1&a=2&b=", json=sent, headers={"X-Trace": "7"})
    id = latest(stackone)["request_id"]

    log = stackone.get(f"{LOGS}/{id}", query_string={"include": "advanced_logs"}).json["data"]

    url = f"http://localhost/w/{stackone.name}/stackone{ATS}/candidates?a=1&a=2&b="
    headers = log["request"].pop("headers")
    assert log["request"] == {
        "id": id,
        "method": "post",
        "url": {
            "url": url,
            "hostname": "localhost",
            "path": "/unified/ats/candidates",
            "query_params": {"a": ["1", "2"], "b": ""},
        },
        "body": sent,
    }
    assert (headers["x-trace"], headers["x-account-id"]) == ("7", "acme")
    assert headers["content-type"] == "application/json"
    headers = log["response"].pop("headers")
    assert headers["x-ratelimit-limit"] == "1000"
    assert log["response"] == {
        "status_code": 201,
        "body": answer.json,
        "custom_mapping_errors": [],
        "provider_errors": [],
    }
    assert log["step_requests"] is None


def test_what_a_provider_refused_is_among_the_details(stackone: VendorClient) -> None:
    stackone.post("/unified/proxy", json={"path": "/nowhere"})
    id = latest(stackone)["request_id"]

    log = stackone.get(f"{LOGS}/{id}", query_string={"include": "advanced_logs"}).json["data"]

    assert log["response"]["provider_errors"][0]["url"] == "https://api.smartrecruiters.com/nowhere"


def test_a_body_that_is_no_object_is_told_as_a_text(stackone: VendorClient) -> None:
    for content in (b"[1]", b"half {", b"7"):
        stackone.post(f"{ATS}/candidates", data=content, content_type="application/json")
        id = latest(stackone)["request_id"]

        log = stackone.get(f"{LOGS}/{id}", query_string={"include": "advanced_logs"}).json["data"]

        assert log["request"]["body"] == content.decode()


def test_a_strange_credential_is_not_told(stackone: VendorClient) -> None:
    stackone.get(f"{ATS}/jobs", token=None, headers={**basic("my-real-key:"), "x-account-id": "acme"})
    id = latest(stackone)["request_id"]

    answer = stackone.get(f"{LOGS}/{id}", query_string={"include": "advanced_logs"})

    assert answer.json["data"]["status"] == 401
    assert answer.json["data"]["request"]["headers"]["authorization"] == "Basic ***"
    assert "my-real-key" not in answer.text


def test_steps_of_one_log_have_all_their_members(busy: VendorClient) -> None:
    id = latest(busy)["request_id"]

    log = busy.get(f"{LOGS}/{id}", query_string={"include": "step_logs"}).json["data"]

    (step,) = log["step_requests"]
    assert (step["request"], step["response"], step["source_ip"]) == (None, None, None)
    assert log["request"] is None


@pytest.mark.parametrize("id", ["nobody", "28955a90-6dd5-4bcf-a722-c05f7adbb07c"])
def test_an_unknown_log_is_not_found(stackone: VendorClient, id: str) -> None:
    refused(stackone.get(f"{LOGS}/{id}"), 404, "Not Found")


def test_a_request_to_the_platform_is_no_unified_log(stackone: VendorClient) -> None:
    stackone.get("/accounts")
    (log,) = [one for one in logs(stackone, PLATFORM) if one["path"] == "/accounts"]

    refused(stackone.get(f"{LOGS}/{log['request_id']}"), 404, "Not Found")


def test_what_is_included_must_be_known(stackone: VendorClient) -> None:
    id = latest(stackone)["request_id"]

    refused(
        stackone.get(f"{LOGS}/{id}", query_string={"include": "everything"}),
        400,
        "include must be one of the following values: step_logs, advanced_logs",
    )


def test_a_log_is_kept_for_ninety_days(stackone: VendorClient) -> None:
    listed(stackone, "jobs")
    id = latest(stackone)["request_id"]
    stackone.world.advance(90 * DAY - 1)
    assert [one["request_id"] for one in logs(stackone)] == [id]

    stackone.world.advance(1)

    assert logs(stackone) == []
    refused(stackone.get(f"{LOGS}/{id}"), 404, "Not Found")


def test_a_reset_world_has_forgotten(busy: VendorClient) -> None:
    busy.sandbox.worlds[busy.name].reset()

    assert [one["path"] for one in logs(busy)] == EARLIER


def test_requests_to_other_vendors_are_nobodys_business(stackone: VendorClient, smartrecruiters: VendorClient) -> None:
    smartrecruiters.get("/candidates")

    assert [one["path"] for one in logs(stackone)] == EARLIER


def test_a_key_that_does_not_see_everything_sees_its_own_requests(stackone: VendorClient) -> None:
    """Logs carry the bodies of answers, with what such a key must not see in them."""
    stackone.get(f"{ATS}/jobs")
    hidden = latest(stackone)["request_id"]
    stackone.get(f"{ATS}/users", token="sandbox-restricted")

    assert [one["path"] for one in logs(stackone, token="sandbox-restricted")] == ["/unified/ats/users"]
    refused(stackone.get(f"{LOGS}/{hidden}", token="sandbox-restricted"), 404, "Not Found")
    assert [one["path"] for one in logs(stackone)] == ["/unified/ats/users", "/unified/ats/jobs", *EARLIER]


def test_a_key_without_rights_is_told_nothing(stackone: VendorClient) -> None:
    for path in (LOGS, STEPS, PLATFORM):
        refused(stackone.get(path, token="sandbox-unscoped"), 403, "Forbidden resource")
