"""The rate limit: counted for each connector token, announced on every answer."""

from collections.abc import Iterator

import pytest

from ats_sandbox.world.clock import MINUTE, START
from tests.client import VendorClient
from tests.vendors.bindbee.demo_world import PREFIX, UNKNOWN, through

JOBS = f"{PREFIX}/jobs?page_size=1"


@pytest.fixture
def enforced(bindbee: VendorClient) -> Iterator[VendorClient]:
    """A world whose limits are enforced."""
    meter = bindbee.sandbox.worlds[bindbee.name].meter
    meter.enforced = True
    yield bindbee
    meter.enforced = False


def remaining(answer: object) -> int:
    return int(answer.headers["X-RateLimit-Remaining"])  # type: ignore[attr-defined]


def test_every_answer_announces_the_limit(bindbee: VendorClient) -> None:
    answer = bindbee.get(JOBS)

    assert answer.headers["X-RateLimit-Limit"] == "200"
    assert answer.headers["X-RateLimit-Remaining"] == "199"
    assert answer.headers["X-RateLimit-Reset"] == str((START + MINUTE) // 1000)
    assert "Retry-After" not in answer.headers


def test_refused_requests_count_too(bindbee: VendorClient) -> None:
    assert remaining(bindbee.get(f"{PREFIX}/jobs?page_size=0")) == 199
    assert remaining(bindbee.get(f"{PREFIX}/jobs/{UNKNOWN}")) == 198
    assert remaining(bindbee.get(f"{PREFIX}/offers", token="nobody")) == 197


def test_each_connector_has_a_budget_of_its_own_and_keys_share_it(bindbee: VendorClient) -> None:
    bindbee.get(JOBS)

    assert remaining(bindbee.get(JOBS, token="sandbox-readonly")) == 198
    assert remaining(bindbee.get(JOBS, headers=through("acme-live"))) == 199


def test_operations_without_a_connector_count_for_the_key(bindbee: VendorClient) -> None:
    bindbee.get(JOBS)
    bindbee.get(f"{PREFIX}/connectors")

    assert remaining(bindbee.get(f"{PREFIX}/connectors")) == 198
    assert remaining(bindbee.get(f"{PREFIX}/connectors", token="sandbox-readonly")) == 199


def test_over_the_limit_requests_are_refused_until_the_window_ends(enforced: VendorClient) -> None:
    for _ in range(200):
        assert enforced.get(JOBS).status_code == 200

    answer = enforced.get(JOBS)

    assert (answer.status_code, answer.json) == (429, {"detail": "Rate limit exceeded"})
    assert answer.headers["Retry-After"] == "60"
    assert answer.headers["X-RateLimit-Remaining"] == "0"
    assert answer.headers["X-RateLimit-Reset"] == str((START + MINUTE) // 1000)
    enforced.world.advance(MINUTE)
    assert enforced.get(JOBS).status_code == 200


def test_the_limit_comes_after_the_connector_and_before_the_inputs(enforced: VendorClient) -> None:
    for _ in range(200):
        enforced.get(JOBS)

    assert enforced.get(f"{PREFIX}/jobs?page_size=0").status_code == 429
    assert enforced.get(JOBS, token="nobody").status_code == 401
    assert enforced.get(JOBS, token="sandbox-unscoped").status_code == 403


def test_answers_announce_the_limit_where_nothing_is_served(bindbee: VendorClient) -> None:
    bindbee.get(f"{PREFIX}/connectors")

    nowhere, wrong = bindbee.get(f"{PREFIX}/users"), bindbee.send("PATCH", f"{PREFIX}/jobs")

    assert (nowhere.status_code, remaining(nowhere)) == (404, 198)
    assert (wrong.status_code, remaining(wrong)) == (405, 197)


def test_the_answers_of_platform_operations_announce_it_too(bindbee: VendorClient) -> None:
    """Refusals of every kind included."""
    for path, status, token in (
        ("/api/v1/webhooks", 200, "sandbox-admin"),
        ("/api/v1/webhooks", 401, "nobody"),
        ("/api/v1/webhooks", 403, "sandbox-unscoped"),
        (f"/api/v1/webhooks/logs/{UNKNOWN}", 404, "sandbox-admin"),
        ("/api/v1/webhooks?page_size=0", 422, "sandbox-admin"),
    ):
        answer = bindbee.get(path, token=token)
        assert (answer.status_code, answer.headers["X-RateLimit-Limit"]) == (status, "200")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", f"{PREFIX}/connectors"),
        ("GET", f"{PREFIX}/integrations"),
        ("GET", "/api/v1/webhooks"),
        ("GET", "/api/v1/webhooks/logs"),
        ("GET", f"/api/v1/webhooks/logs/{UNKNOWN}"),
        ("GET", "/api/v1/lookup/models"),
        ("GET", "/api/v1/lookup/integrations"),
        ("POST", "/api/v1/org-check"),
        ("POST", "/api/v1/passthrough"),
        ("POST", "/api/embedded/v1/link/create-link-token"),
        ("POST", "/api/embedded/v1/connectors/resync"),
        ("GET", "/api/embedded/v1/connectors/connector_token/x"),
        ("DELETE", f"{PREFIX}/connectors/{UNKNOWN}/delete"),
    ],
)
def test_platform_operations_refuse_what_is_over_the_limit(enforced: VendorClient, method: str, path: str) -> None:
    for _ in range(200):
        enforced.get("/api/v1/lookup/models" if "pass" not in path and "resync" not in path else JOBS)

    answer = enforced.send(method, path)

    assert (answer.status_code, answer.json) == (429, {"detail": "Rate limit exceeded"})
    assert answer.headers["Retry-After"] == "60"
