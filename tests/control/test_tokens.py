"""Tokens that expire by the world's clock."""

from typing import Any

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.errors import BadRequest, Full, Unknown
from ats_sandbox.control.tokens.tokens import Tokens
from ats_sandbox.world.clock import DAY, SECOND
from tests.client import VendorClient

ASKED = {
    "smartrecruiters": "/candidates",
    "stackone": "/unified/ats/candidates",
    "bindbee": "/api/ats/v1/candidates",
    "datadriven": "/v3/ats/application-steps",
    "skailer": "/api/v1/sources/all",
}


def issue(tester: VendorClient, **asked: Any) -> dict[str, Any]:
    answer = tester.post("/tokens", json=asked)
    assert answer.status_code == 201, answer.text
    return answer.json


def test_a_skailer_token_lives_for_forty_five_days(tester: VendorClient, skailer: VendorClient) -> None:
    issued = issue(tester, vendor="skailer")
    assert issued["expires_in"] == 45 * 86_400
    assert (issued["as"], issued["refresh_token"]) == ("sandbox-admin", None)

    tester.post("/clock/advance", json={"duration": "P44DT23H59M"})
    assert skailer.get("/api/v1/sources/all", token=issued["token"]).status_code == 200
    tester.post("/clock/advance", json={"duration": "PT1M"})
    refused = skailer.get("/api/v1/sources/all", token=issued["token"])

    assert refused.status_code == 401
    assert refused.json == {"message": "Unauthenticated."}
    (listed,) = tester.get("/tokens").json
    assert (listed["expired"], listed["expires_in"]) == (True, 0)
    assert skailer.get("/api/v1/sources/all").status_code == 200, "the fixed tokens do not expire by themselves"


def test_a_smartrecruiters_token_is_exchanged_when_it_has_expired(
    tester: VendorClient, smartrecruiters: VendorClient
) -> None:
    def status(token: str) -> int:
        headers = {"Authorization": f"Bearer {token}"}
        return smartrecruiters.get("/candidates", token=None, headers=headers).status_code

    issued = issue(tester, vendor="smartrecruiters")
    assert issued["expires_in"] == 1_799
    tester.post("/clock/advance", json={"seconds": 1_799})
    assert status(issued["token"]) == 401

    another = tester.post("/tokens/exchange", json={"refresh_token": issued["refresh_token"]}).json

    assert another["token"] != issued["token"]
    assert another["expires_in"] == 1_799
    assert (status(another["token"]), status(issued["token"])) == (200, 401)


def test_a_refresh_token_dies_when_it_lies_unused_for_four_weeks(tester: VendorClient) -> None:
    def exchange() -> Any:
        return tester.post("/tokens/exchange", json={"refresh_token": issued["refresh_token"]})

    issued = issue(tester, vendor="smartrecruiters")
    for _ in range(3):
        tester.post("/clock/advance", json={"duration": "P27D"})
        assert exchange().status_code == 201
    tester.post("/clock/advance", json={"duration": "P28D"})

    refused = exchange()

    assert refused.status_code == 404
    assert "valid refresh token" in refused.json["error"]


@pytest.mark.parametrize("vendor", ASKED)
def test_every_vendor_takes_an_issued_token_until_it_expires(tester: VendorClient, client_of: Any, vendor: str) -> None:
    token = issue(tester, lifetime_seconds=60)["token"]
    client = client_of(vendor)

    assert client.get(ASKED[vendor], token=token).status_code == 200
    tester.world.advance(60 * SECOND)
    assert client.get(ASKED[vendor], token=token).status_code == 401


def test_a_token_may_do_what_its_principal_may(tester: VendorClient, stackone: VendorClient) -> None:
    token = issue(tester, **{"as": "sandbox-readonly"})["token"]

    assert stackone.get("/unified/ats/candidates", token=token).status_code == 200
    assert stackone.post("/unified/ats/candidates", json={"name": "Ada"}, token=token).status_code == 403


def test_a_token_without_a_lifetime_lives_for_ever(tester: VendorClient, skailer: VendorClient) -> None:
    issued = issue(tester)
    tester.post("/clock/advance", json={"until": "9998-01-01"})

    assert (issued["expires_at"], issued["expires_in"]) == (None, None)
    assert skailer.get("/api/v1/sources/all", token=issued["token"]).status_code == 200


def test_a_token_is_known_in_its_own_world_only(
    tester: VendorClient, skailer: VendorClient, sandbox: SandboxApp
) -> None:
    token = issue(tester)["token"]

    elsewhere = VendorClient(sandbox, skailer.vendor, "default")

    assert skailer.get("/api/v1/sources/all", token=token).status_code == 200
    assert elsewhere.get("/api/v1/sources/all", token=token).status_code == 401


def test_each_token_has_a_rate_budget_of_its_own(tester: VendorClient, skailer: VendorClient) -> None:
    tokens = [issue(tester)["token"] for _ in range(2)]

    left = [skailer.get("/api/v1/sources/all", token=one).headers["X-RateLimit-Remaining"] for one in tokens]

    assert left == ["99", "99"]


def test_a_revoked_token_is_nobodys(tester: VendorClient, skailer: VendorClient) -> None:
    token = issue(tester)["token"]

    assert tester.delete(f"/tokens/{token}").status_code == 204

    assert skailer.get("/api/v1/sources/all", token=token).status_code == 401
    assert tester.delete(f"/tokens/{token}").status_code == 404
    assert tester.get("/tokens").json == []


def test_the_same_calls_give_the_same_tokens(tester: VendorClient) -> None:
    first = issue(tester, vendor="skailer")
    again = SandboxApp().worlds[tester.name].tokens.issue(vendor="skailer")

    assert again.token == first["token"]


@pytest.mark.parametrize(
    "asked",
    [
        {"as": "nobody"},
        {"as": ""},
        {"as": 5},
        {"vendor": "greenhouse"},
        {"lifetime_seconds": 0},
        {"lifetime_seconds": 1.5},
        {"lifetime_seconds": 10**18},
        {"lifetime": 60},
    ],
    ids=str,
)
def test_a_token_that_cannot_be_is_refused(tester: VendorClient, asked: dict[str, Any]) -> None:
    before = tester.world.state

    assert tester.post("/tokens", json=asked).status_code == 400
    assert tester.world.state is before


def test_a_token_does_not_stand_for_another_token(tester: VendorClient) -> None:
    issued = issue(tester, lifetime_seconds=60)

    assert tester.post("/tokens", json={"as": issued["token"]}).status_code == 400


def test_tokens_are_issued_from_python(sandbox: SandboxApp, world_name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = sandbox.worlds[world_name]
    issued = workspace.tokens.issue("sandbox-readonly", "smartrecruiters")

    assert issued.expires_at == issued.issued_at + 1_799 * SECOND
    assert issued.refresh_expires_at == issued.issued_at + 28 * DAY
    assert issued.refresh is not None
    another = workspace.tokens.exchange(issued.refresh)
    assert [one.token for one in workspace.tokens.all()] == [another.token]
    with pytest.raises(Unknown):
        workspace.tokens.exchange("nobody's")
    with pytest.raises(BadRequest):
        workspace.tokens.issue(vendor="greenhouse")
    monkeypatch.setattr(Tokens, "MOST", 1)
    with pytest.raises(Full, match="tokens of one world"):
        workspace.tokens.issue()
    workspace.tokens.revoke(another.token)
    assert workspace.tokens.issue().id == another.id + 1
