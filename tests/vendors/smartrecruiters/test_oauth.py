"""Access tokens: got by clients, used, narrowed, refreshed, expired."""

from base64 import b64encode
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from werkzeug.test import Client

from ats_sandbox.contract import issuing
from ats_sandbox.contract.principal import ISSUED_TOKENS, OWN_PRINCIPALS, OwnPrincipal, Principal
from ats_sandbox.vendors.smartrecruiters.identity import state
from ats_sandbox.world.clock import DAY, MINUTE, SECOND
from tests.client import VendorClient

TOKEN = "/identity/oauth/token"
ALLOW = "/identity/oauth/allow"
CALLBACK = "https://client.example.com/callback?tenant=7"
ADMIN = {"client_id": "sandbox-admin", "client_secret": "anything"}


def ask(client: VendorClient, grant: str = "client_credentials", **form: str) -> Any:
    return client.post(TOKEN, token=None, data={"grant_type": grant, **ADMIN, **form})


def token(client: VendorClient, grant: str = "client_credentials", **form: str) -> dict[str, Any]:
    response = ask(client, grant, **form)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json
    return answer


def allow(client: VendorClient, **query: str) -> Any:
    return client.get(ALLOW, token=None, query_string={"client_id": "sandbox-admin", "redirect_uri": CALLBACK, **query})


def code(client: VendorClient, **query: str) -> str:
    return parse_qs(urlsplit(allow(client, **query).headers["Location"]).query)["code"][0]


def status(client: VendorClient, text: str, path: str = "/jobs", method: str = "GET") -> int:
    headers = {"Authorization": f"Bearer {text}"}
    return client.send(method, path, token=None, headers=headers).status_code


def refused(response: Any) -> tuple[int, str]:
    assert set(response.json) == {"error", "error_description"}
    return response.status_code, response.json["error"]


def test_a_client_gets_a_token_by_its_own_credentials(smartrecruiters: VendorClient) -> None:
    response = ask(smartrecruiters)

    assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-store")
    assert set(response.json) == {"access_token", "token_type", "expires_in", "scope"}
    assert (response.json["token_type"], response.json["expires_in"]) == ("Bearer", 1_799)
    assert "candidates_read" in response.json["scope"].split()
    assert status(smartrecruiters, response.json["access_token"]) == 200


def test_credentials_may_come_as_http_basic(smartrecruiters: VendorClient) -> None:
    def send(pair: str) -> Any:
        basic = {"Authorization": f"Basic {b64encode(pair.encode()).decode()}"}
        return smartrecruiters.post(TOKEN, token=None, headers=basic, data={"grant_type": "client_credentials"})

    assert status(smartrecruiters, send("sandbox-admin:anything").json["access_token"]) == 200
    for wrong in ("nobody:anything", "sandbox-admin:", ":anything", "sandbox-admin"):
        response = send(wrong)
        assert refused(response) == (401, "invalid_client"), wrong
        assert response.headers["WWW-Authenticate"].startswith("Basic")


@pytest.mark.parametrize(
    "form",
    [
        {"client_id": "nobody"},
        {"client_id": ""},
        {"client_secret": ""},
        {"client_id": "sandbox-expired"},
        {"client_id": "\U0001f600"},
    ],
)
def test_a_client_that_is_unknown_or_has_no_secret_is_401(smartrecruiters: VendorClient, form: dict[str, str]) -> None:
    before = smartrecruiters.world.state

    assert refused(ask(smartrecruiters, **form)) == (401, "invalid_client")
    assert smartrecruiters.world.state is before


def test_a_token_is_no_client(smartrecruiters: VendorClient) -> None:
    known = token(smartrecruiters)["access_token"]

    assert refused(ask(smartrecruiters, client_id=known)) == (401, "invalid_client")


def test_a_client_whose_user_is_shut_out_gets_nothing(smartrecruiters: VendorClient) -> None:
    held = token(smartrecruiters, client_id="sandbox-restricted")["access_token"]
    me = smartrecruiters.get("/users/me", token="sandbox-restricted").json["id"]
    smartrecruiters.delete(f"/users/{me}/activation")

    assert refused(ask(smartrecruiters, client_id="sandbox-restricted")) == (401, "invalid_client")
    assert status(smartrecruiters, held) == 401


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        ({"data": {**ADMIN}}, (400, "invalid_request")),
        ({"data": {**ADMIN, "grant_type": ""}}, (400, "invalid_request")),
        ({"json": {**ADMIN, "grant_type": "client_credentials"}}, (400, "invalid_request")),
        ({"data": b"\xff\xfe", "content_type": "application/x-www-form-urlencoded"}, (400, "invalid_request")),
        ({}, (400, "invalid_request")),
        ({"data": {**ADMIN, "grant_type": "password"}}, (400, "unsupported_grant_type")),
        ({"data": {**ADMIN, "grant_type": "authorization_code"}}, (400, "invalid_request")),
        ({"data": {**ADMIN, "grant_type": "authorization_code", "code": "made-up"}}, (400, "invalid_grant")),
        ({"data": {**ADMIN, "grant_type": "refresh_token"}}, (400, "invalid_request")),
        ({"data": {**ADMIN, "grant_type": "refresh_token", "refresh_token": "made-up"}}, (400, "invalid_grant")),
        ({"data": {**ADMIN, "grant_type": "client_credentials", "scope": ""}}, (400, "invalid_scope")),
        ({"data": {**ADMIN, "grant_type": "client_credentials", "scope": " "}}, (400, "invalid_scope")),
        ({"data": {**ADMIN, "grant_type": "client_credentials", "scope": "jobs_read all"}}, (400, "invalid_scope")),
    ],
)
def test_what_is_wrong_is_said_in_the_form_of_oauth(
    smartrecruiters: VendorClient, request_: dict[str, Any], expected: tuple[int, str]
) -> None:
    before = smartrecruiters.world.state

    assert refused(smartrecruiters.post(TOKEN, token=None, **request_)) == expected
    assert smartrecruiters.world.state is before


def test_the_scopes_of_a_token_are_its_rights(smartrecruiters: VendorClient) -> None:
    narrow = token(smartrecruiters, scope="jobs_read users_read")

    assert narrow["scope"] == "jobs_read users_read"
    held = narrow["access_token"]
    assert (status(smartrecruiters, held), status(smartrecruiters, held, "/users/me")) == (200, 200)
    assert status(smartrecruiters, held, "/candidates") == 403


def test_a_token_never_has_more_rights_than_its_client(smartrecruiters: VendorClient) -> None:
    reader = token(smartrecruiters, client_id="sandbox-readonly", scope="users_manage")["access_token"]
    me = smartrecruiters.get("/users/me").json["id"]
    assert status(smartrecruiters, reader, f"/users/{me}/reset-password", "POST") == 403

    assert token(smartrecruiters, client_id="sandbox-unscoped")["scope"] == ""
    assert refused(ask(smartrecruiters, client_id="sandbox-unscoped", scope="jobs_read")) == (400, "invalid_scope")
    with smartrecruiters.arrange() as world:
        mine = Principal("mine", "is made for a test", scopes=frozenset({"jobs_read"}))
        world.put(OWN_PRINCIPALS, OwnPrincipal(id=world.next_id(OWN_PRINCIPALS), principal=mine))
    assert token(smartrecruiters, client_id="mine")["scope"] == "jobs_read"
    assert refused(ask(smartrecruiters, client_id="mine", scope="users_read")) == (400, "invalid_scope")


def test_a_token_lives_for_1799_seconds_of_the_worlds_clock(smartrecruiters: VendorClient) -> None:
    held = token(smartrecruiters)["access_token"]

    smartrecruiters.world.advance(1_799 * SECOND - 1)
    assert status(smartrecruiters, held) == 200
    smartrecruiters.world.advance(1)
    assert status(smartrecruiters, held) == 401


def test_who_allows_a_client_is_sent_back_to_it_with_a_code(smartrecruiters: VendorClient) -> None:
    response = allow(smartrecruiters, state="a & b", response_type="code")

    target = urlsplit(response.headers["Location"])
    found = parse_qs(target.query)
    assert (response.status_code, response.data) == (302, b"")
    assert (target.scheme, target.netloc, target.path) == ("https", "client.example.com", "/callback")
    assert (found["tenant"], found["state"], set(found)) == (["7"], ["a & b"], {"tenant", "state", "code"})


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"client_id": "nobody"}, (401, "invalid_client")),
        ({"client_id": ""}, (400, "invalid_request")),
        ({"redirect_uri": "/relative"}, (400, "invalid_request")),
        ({"redirect_uri": "javascript:alert(1)"}, (400, "invalid_request")),
        ({"redirect_uri": "https://client.example.com/#part"}, (400, "invalid_request")),
        ({"redirect_uri": "https://client.example.com/\r\nX: y"}, (400, "invalid_request")),
        ({"redirect_uri": "https://[::1"}, (400, "invalid_request")),
        ({"response_type": "token"}, (400, "invalid_request")),
        ({"scope": ""}, (400, "invalid_scope")),
        ({"scope": "everything"}, (400, "invalid_scope")),
    ],
)
def test_what_nobody_can_allow_is_not_sent_back(
    smartrecruiters: VendorClient, query: dict[str, str], expected: tuple[int, str]
) -> None:
    before = smartrecruiters.world.state

    assert refused(allow(smartrecruiters, **query)) == expected
    assert smartrecruiters.world.state is before


def test_a_code_is_exchanged_once_for_a_token_of_its_scopes(smartrecruiters: VendorClient) -> None:
    one = code(smartrecruiters, scope="jobs_read")

    got = token(smartrecruiters, "authorization_code", code=one, redirect_uri=CALLBACK)

    assert set(got) == {"access_token", "token_type", "expires_in", "scope", "refresh_token"}
    assert got["scope"] == "jobs_read"
    assert status(smartrecruiters, got["access_token"]) == 200
    assert status(smartrecruiters, got["access_token"], "/candidates") == 403
    assert refused(ask(smartrecruiters, "authorization_code", code=one)) == (400, "invalid_grant")


def test_a_code_is_for_its_client_its_address_and_ten_minutes(smartrecruiters: VendorClient) -> None:
    one = code(smartrecruiters)
    grant, no = "authorization_code", (400, "invalid_grant")

    assert refused(ask(smartrecruiters, grant, code=one, client_id="sandbox-readonly")) == no
    assert refused(ask(smartrecruiters, grant, code=one, redirect_uri="https://other.example.com/")) == no
    smartrecruiters.world.advance(10 * MINUTE)
    assert refused(ask(smartrecruiters, grant, code=one)) == no


def test_a_refresh_token_goes_on_while_it_is_used_within_28_days(smartrecruiters: VendorClient) -> None:
    got = token(smartrecruiters, "authorization_code", code=code(smartrecruiters))
    refresh = got["refresh_token"]
    for _ in range(3):
        smartrecruiters.world.advance(28 * DAY - MINUTE)
        again = token(smartrecruiters, "refresh_token", refresh_token=refresh)
        assert again["access_token"] != got["access_token"]
        assert status(smartrecruiters, again["access_token"]) == 200
        refresh = again["refresh_token"]

    smartrecruiters.world.advance(28 * DAY)
    assert refused(ask(smartrecruiters, "refresh_token", refresh_token=refresh)) == (400, "invalid_grant")


def test_a_token_lives_on_when_it_has_been_refreshed(smartrecruiters: VendorClient) -> None:
    got = token(smartrecruiters, "authorization_code", code=code(smartrecruiters))

    again = token(smartrecruiters, "refresh_token", refresh_token=got["refresh_token"])

    assert status(smartrecruiters, got["access_token"]) == status(smartrecruiters, again["access_token"]) == 200


def test_a_refresh_token_is_its_clients_and_never_gets_more(smartrecruiters: VendorClient) -> None:
    got = token(smartrecruiters, "authorization_code", code=code(smartrecruiters, scope="jobs_read users_read"))
    grant, refresh = "refresh_token", got["refresh_token"]

    wrong = ask(smartrecruiters, grant, refresh_token=refresh, client_id="sandbox-readonly")
    assert refused(wrong) == (400, "invalid_grant")
    more = ask(smartrecruiters, grant, refresh_token=refresh, scope="jobs_read jobs_manage")
    assert refused(more) == (400, "invalid_scope")
    less = token(smartrecruiters, grant, refresh_token=refresh, scope="jobs_read")
    assert less["scope"] == "jobs_read"
    assert status(smartrecruiters, less["access_token"], "/users/me") == 403


def test_tokens_and_codes_never_pile_up(smartrecruiters: VendorClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(issuing, "MOST", 3)
    monkeypatch.setattr(state, "MOST_CODES", 3)
    tokens = [token(smartrecruiters)["access_token"] for _ in range(5)]
    codes = [code(smartrecruiters) for _ in range(5)]

    assert [status(smartrecruiters, one) for one in tokens] == [401, 401, 200, 200, 200]
    assert len(smartrecruiters.read()[ISSUED_TOKENS]) == 3
    assert refused(ask(smartrecruiters, "authorization_code", code=codes[0])) == (400, "invalid_grant")
    assert token(smartrecruiters, "authorization_code", code=codes[4])


def test_the_website_serves_nothing_but_oauth(smartrecruiters: VendorClient) -> None:
    client = Client(smartrecruiters.sandbox)
    key = {"X-SmartToken": "sandbox-admin", "X-Sandbox-World": smartrecruiters.name}
    form = {"grant_type": "client_credentials", **ADMIN}

    def send(host: str, path: str, **kwargs: Any) -> int:
        return client.open(path, base_url=f"https://{host}", headers=key, **kwargs).status_code

    for host in ("api.smartrecruiters.com", "www.smartrecruiters.com", "api.sandbox.smartrecruiters.com"):
        assert send(host, TOKEN, method="POST", data=form) == 200, host
        jobs = send(host, "/jobs")
        assert jobs == (404 if host.startswith("www") else 200), host
    assert send("localhost", f"/smartrecruiters{TOKEN}", method="POST", data=form) == 200
    astray = client.get("/jobs", base_url="https://www.smartrecruiters.com", headers=key)
    assert astray.json == {"message": "Not Found"}
