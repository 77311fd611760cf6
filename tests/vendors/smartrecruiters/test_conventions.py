"""What holds for all of SmartRecruiters: credentials, limits, envelopes, routes."""

import pytest

from ats_sandbox.vendors.smartrecruiters import SMARTRECRUITERS
from tests.client import VendorClient
from tests.vendors.smartrecruiters.people import envelope

PATH = "/configuration/company"
USE_CASES = {
    "put_update_candidate_status_in_interview_timeslot",
    "put_update_candidate_tags",
    "put_update_candidates_job_status",
    "put_update_candidates_source",
    "put_update_job_ad",
    "put_update_job_and_jobad",
    "put_update_job_note",
    "put_update_job_position",
    "put_update_job_status",
    "put_update_user_avatar",
    "reject_an_application",
}


@pytest.mark.parametrize(
    "headers",
    [
        {"X-SmartToken": "sandbox-admin"},
        {"x-smarttoken": "sandbox-admin"},
        {"Authorization": "Bearer sandbox-admin"},
        {"Authorization": "bearer sandbox-admin"},
        {"X-SmartToken": "sandbox-admin", "Authorization": "Basic eA=="},
    ],
)
def test_an_api_key_and_an_access_token_both_open_the_door(
    smartrecruiters: VendorClient, headers: dict[str, str]
) -> None:
    assert smartrecruiters.get(PATH, token=None, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-SmartToken": ""},
        {"X-SmartToken": "nobody"},
        {"X-SmartToken": "sandbox-expired"},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer sandbox-expired"},
        {"Authorization": "Basic sandbox-admin"},
        {"Authorization": "sandbox-admin"},
        {"X-SmartToken": "nobody", "Authorization": "Bearer sandbox-admin"},
    ],
)
def test_no_credential_and_a_bad_one_are_401(smartrecruiters: VendorClient, headers: dict[str, str]) -> None:
    response = smartrecruiters.get(PATH, token=None, headers=headers)

    assert response.status_code == 401
    assert response.json == {"message": "Unauthorized"}
    assert response.headers["Content-Type"] == "application/json"


def test_a_credential_without_the_scope_is_403_with_the_documented_name(smartrecruiters: VendorClient) -> None:
    response = smartrecruiters.get(PATH, token="sandbox-unscoped")

    assert response.status_code == 403
    assert response.json == envelope("OAuthPermissionsException", "The credential has no permission for this operation")


def test_every_answer_tells_where_its_caller_stands(smartrecruiters: VendorClient) -> None:
    for count in range(3):
        response = smartrecruiters.get(PATH)
        assert response.headers["X-RateLimit-Limit"] == "10"
        assert response.headers["X-RateLimit-Remaining"] == str(9 - count)
        assert response.headers["X-RateLimit-Concurrent-Limit"] == "8"
        assert response.headers["X-RateLimit-Concurrent-Remaining"] == "7"
    refused = smartrecruiters.get("/candidates/nobody", token="nobody")
    assert refused.headers["X-RateLimit-Remaining"] == "9"


def test_candidates_are_searched_one_request_at_a_time(smartrecruiters: VendorClient) -> None:
    response = smartrecruiters.get("/candidates?limit=1")

    assert response.headers["X-RateLimit-Limit"] == "10"
    assert response.headers["X-RateLimit-Concurrent-Limit"] == "1"
    assert response.headers["X-RateLimit-Concurrent-Remaining"] == "0"


def test_each_endpoint_and_each_credential_has_its_own_budget(smartrecruiters: VendorClient) -> None:
    smartrecruiters.get(PATH)

    other = smartrecruiters.get("/configuration/sources")
    somebody = smartrecruiters.get(PATH, token="sandbox-readonly")

    assert other.headers["X-RateLimit-Remaining"] == "9"
    assert somebody.headers["X-RateLimit-Remaining"] == "9"


def test_the_budget_comes_back_with_the_next_second(smartrecruiters: VendorClient) -> None:
    smartrecruiters.get(PATH)
    smartrecruiters.world.advance(1_000)

    assert smartrecruiters.get(PATH).headers["X-RateLimit-Remaining"] == "9"


def test_over_the_limit_is_429_where_limits_are_enforced(smartrecruiters: VendorClient) -> None:
    meter = smartrecruiters.sandbox.worlds[smartrecruiters.name].meter
    meter.enforced = True

    answers = [smartrecruiters.get(PATH) for _ in range(11)]

    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert answers[-1].json == {"message": "Too many requests"}
    assert "Retry-After" not in answers[-1].headers
    assert answers[-1].headers["X-RateLimit-Remaining"] == "0"


@pytest.mark.parametrize("path", ["/", "/nowhere", "/candidates/x/y/z", "/webhooks-api/v201907/nowhere"])
def test_an_unknown_route_is_404(smartrecruiters: VendorClient, path: str) -> None:
    response = smartrecruiters.get(path)

    assert (response.status_code, response.json) == (404, {"message": "Not Found"})


def test_a_wrong_method_is_405_and_tells_the_right_ones(smartrecruiters: VendorClient) -> None:
    response = smartrecruiters.delete("/candidates")

    assert (response.status_code, response.json) == (405, {"message": "Method Not Allowed"})
    assert response.headers["Allow"] == "GET, POST"


def test_doubled_slashes_are_collapsed(smartrecruiters: VendorClient) -> None:
    """A generated client whose configured host ends in a slash sends them."""
    assert smartrecruiters.get("//configuration//company").status_code == 200


def test_the_eleven_use_cases_go_by_their_names() -> None:
    names = {name for one in SMARTRECRUITERS.operations for name in (one.id, *one.aliases)}

    assert names >= USE_CASES


def test_all_that_is_published_is_served_and_beside_it_the_page_where_access_is_allowed() -> None:
    served = {(one.method, one.path) for one in SMARTRECRUITERS.operations}
    published = [(one.method, one.path) for one in SMARTRECRUITERS.published()]

    assert (len(published), len(set(published))) == (229, 229)
    assert served - set(published) == {("GET", "/identity/oauth/allow")}
    assert set(published) <= served
    assert not SMARTRECRUITERS.pending
    assert not SMARTRECRUITERS.declined


def test_a_json_body_in_a_longer_media_type_is_read(smartrecruiters: VendorClient) -> None:
    response = smartrecruiters.post(
        "/candidates",
        data=b'{"firstName": "Ada", "lastName": "Quist", "email": "ada.quist@example.com"}',
        content_type="application/json; charset=utf-8",
    )

    assert response.status_code == 201


def test_the_same_calls_in_two_worlds_give_the_same_bytes(smartrecruiters: VendorClient) -> None:
    other = VendorClient(smartrecruiters.sandbox, SMARTRECRUITERS, f"{smartrecruiters.name}-again")
    try:
        bodies = [
            [
                client.post("/candidates", json={"firstName": "A", "lastName": "B", "email": "a.b@example.com"}).text,
                client.get("/candidates?limit=100&updatedAfter=2026-01-01").text,
            ]
            for client in (smartrecruiters, other)
        ]
        first, second = (
            [body.replace(f"{other.name}/", "/").replace(f"{smartrecruiters.name}/", "/") for body in one]
            for one in bodies
        )
        assert first == second
    finally:
        other.sandbox.worlds.drop(other.name)
