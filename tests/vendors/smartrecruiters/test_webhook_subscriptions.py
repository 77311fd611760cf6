"""SmartRecruiters: subscriptions to events are made, listed, read and ended."""

from typing import Any

import pytest

from ats_sandbox.vendors.smartrecruiters.webhooks.events import EVENTS
from ats_sandbox.vendors.smartrecruiters.webhooks.state import SECRET_KEYS, SUBSCRIPTIONS
from ats_sandbox.world.domain.users import UserRole
from tests.client import VendorClient
from tests.vendors.smartrecruiters.callers import token_in
from tests.vendors.smartrecruiters.people import UNKNOWN

ROOT = "/webhooks-api/v201907/subscriptions"
LEAST: dict[str, Any] = {"callbackUrl": "https://hooks.example.com/ats", "events": ["candidate.updated"]}
AUTHENTICATIONS: list[dict[str, str]] = [
    {"type": "basic", "username": "ats", "password": "correct horse"},
    {"type": "header", "headerName": "X-Key", "headerValue": "17"},
    {
        "type": "oauth2",
        "clientId": "ats",
        "clientSecret": "s3cret",
        "tokenServiceUrl": "https://login.example.com/token",
    },
]


def made(client: VendorClient, **changed: Any) -> str:
    """The path of a new subscription."""
    answer = client.post(ROOT, json={**LEAST, **changed})
    assert answer.status_code == 201, answer.text
    return f"{ROOT}/{answer.json['id']}"


def said(answer: Any) -> tuple[int, list[str]]:
    return answer.status_code, [error["code"] for error in answer.json["errors"]]


def test_a_new_subscription_is_inactive_and_read_back(smartrecruiters: VendorClient) -> None:
    answer = smartrecruiters.post(ROOT, json={**LEAST, "events": ["candidate.updated", "job.ad.created"]})

    assert answer.status_code == 201
    assert answer.json == {
        "id": answer.json["id"],
        "callbackUrl": LEAST["callbackUrl"],
        "events": [
            {"name": "candidate.updated", "version": "v201910"},
            {"name": "job.ad.created", "version": "v201910"},
        ],
        "status": "inactive",
    }
    assert smartrecruiters.get(f"{ROOT}/{answer.json['id']}").json == answer.json
    assert answer.json in smartrecruiters.get(ROOT).json


def test_every_event_can_be_subscribed_to(smartrecruiters: VendorClient) -> None:
    told = smartrecruiters.get(made(smartrecruiters, events=list(EVENTS))).json

    assert [one["name"] for one in told["events"]] == list(EVENTS)
    assert len(set(EVENTS)) == 50


@pytest.mark.parametrize("authentication", AUTHENTICATIONS, ids=lambda one: str(one["type"]))
def test_what_authenticates_callbacks_is_kept_and_not_told(
    smartrecruiters: VendorClient, authentication: dict[str, str]
) -> None:
    path = made(smartrecruiters, callbackAuthentication=authentication, alertingEmailAddress="ops@example.com")

    kept = list(smartrecruiters.read()[SUBSCRIPTIONS])[-1]
    assert kept.authentication is not None
    assert {"type": kept.authentication.type, **dict(kept.authentication.members)} == authentication
    assert kept.email == "ops@example.com"
    assert set(smartrecruiters.get(path).json) == {"id", "callbackUrl", "events", "status"}


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example.com",
        "https://hooks.example.com:8443/a/b?c=d&e=%20",
        "http://localhost:3000/hooks",
        "http://127.0.0.1:1",
        "http://[::1]:65535/",
        "https://localhost",
    ],
)
def test_an_address_is_https_or_on_this_machine(smartrecruiters: VendorClient, url: str) -> None:
    assert smartrecruiters.get(made(smartrecruiters, callbackUrl=url)).json["callbackUrl"] == url


@pytest.mark.parametrize(
    "changed",
    [
        {"callbackUrl": "http://hooks.example.com/ats"},
        {"callbackUrl": "http://localhost.example.com"},
        {"callbackUrl": "http://127.0.0.1.example.com"},
        {"callbackUrl": "https://user:password@hooks.example.com"},
        {"callbackUrl": "https://"},
        {"callbackUrl": "https://hooks.example.com:0"},
        {"callbackUrl": "https://hooks.example.com:65536"},
        {"callbackUrl": "https://hooks.example.com/\r\nX-Evil: 1"},
        {"callbackUrl": "https://hooks.example.com/#a"},
        {"callbackUrl": "https://hooks.example.com/é"},
        {"callbackUrl": "https://hooks.example.com/" + "a" * 2_048},
        {"callbackUrl": "ftp://hooks.example.com"},
        {"callbackUrl": "file:///etc/passwd"},
        {"callbackUrl": ""},
        {"callbackUrl": None},
        {"callbackUrl": 17},
        {"events": []},
        {"events": "candidate.updated"},
        {"events": ["candidate.exploded"]},
        {"events": ["candidate.updated", "candidate.updated"]},
        {"events": [None]},
        {"events": None},
        {"alertingEmailAddress": "nobody"},
        {"alertingEmailAddress": f"{'a' * 65}@example.com"},
        {"callbackAuthentication": {}},
        {"callbackAuthentication": {"username": "ats", "password": "x"}},
        {"callbackAuthentication": {"type": "digest"}},
        {"callbackAuthentication": {"type": "basic", "username": "ats"}},
        {"callbackAuthentication": {"type": "header", "headerName": "Authorization", "headerValue": "x"}},
        {"callbackAuthentication": {"type": "header", "headerName": "X-A", "headerValue": "a\r\nX-B: c"}},
        {"callbackAuthentication": {"type": "oauth2", "clientId": "a", "clientSecret": "b"}},
        {"callbackAuthentication": {**AUTHENTICATIONS[2], "tokenServiceUrl": "http://login.example.com"}},
        {"callbackAuthentication": "basic"},
    ],
    ids=repr,
)
def test_a_subscription_that_cannot_be_is_unprocessable(smartrecruiters: VendorClient, changed: Any) -> None:
    before = smartrecruiters.world.state

    assert smartrecruiters.post(ROOT, json={**LEAST, **changed}).status_code == 422
    assert smartrecruiters.world.state is before


def test_a_body_that_is_no_json_is_a_bad_request(smartrecruiters: VendorClient) -> None:
    answer = smartrecruiters.post(ROOT, data=b"{", content_type="application/json")

    assert said(answer) == (400, ["INVALID_REQUEST"])


def test_a_user_has_twenty_subscriptions_at_most(smartrecruiters: VendorClient) -> None:
    while len(smartrecruiters.read()[SUBSCRIPTIONS].where(user=1)) < 20:
        path = made(smartrecruiters)

    assert said(smartrecruiters.post(ROOT, json=LEAST)) == (403, ["SUBSCRIPTIONS_LIMIT_EXCEEDED"])
    assert smartrecruiters.post(ROOT, json=LEAST, token="sandbox-restricted").status_code == 201
    smartrecruiters.delete(path)
    assert smartrecruiters.post(ROOT, json=LEAST).status_code == 201


def test_subscriptions_are_listed_in_pages(smartrecruiters: VendorClient) -> None:
    while len(smartrecruiters.read()[SUBSCRIPTIONS].where(user=1)) < 15:
        made(smartrecruiters)

    first = smartrecruiters.get(ROOT)
    target, relation = first.headers["Link"].split(";")
    second = smartrecruiters.get(target.strip("<>").partition("/smartrecruiters")[2])
    short = smartrecruiters.get(ROOT, query_string={"limit": 2}).json

    assert relation.strip() == 'rel="next"'
    assert (len(first.json), len(second.json)) == (10, 5)
    assert "Link" not in second.headers
    assert len({one["id"] for one in first.json + second.json}) == 15
    assert short == first.json[:2]


@pytest.mark.parametrize(
    "query", [{"limit": 0}, {"limit": 101}, {"limit": "x"}, {"page_id": "x"}, {"page_id": ""}, {"page_id": "eyJ9"}]
)
def test_a_page_that_cannot_be_is_refused(smartrecruiters: VendorClient, query: Any) -> None:
    assert said(smartrecruiters.get(ROOT, query_string=query)) == (400, ["INVALID_INPUT"])


def test_a_subscription_that_ended_is_gone_with_its_keys(smartrecruiters: VendorClient) -> None:
    path = made(smartrecruiters)
    smartrecruiters.post(f"{path}/secret-key")
    keys = len(smartrecruiters.read()[SECRET_KEYS])

    answer = smartrecruiters.delete(path)

    assert (answer.status_code, answer.data) == (204, b"")
    assert len(smartrecruiters.read()[SECRET_KEYS]) == keys - 1
    for again in (smartrecruiters.get(path), smartrecruiters.delete(path)):
        assert said(again) == (404, ["SUBSCRIPTION_NOT_FOUND"])


def ways(client: VendorClient, path: str, **kwargs: Any) -> list[Any]:
    """What comes of every operation on one subscription."""
    return [
        client.get(path, **kwargs),
        client.put(f"{path}/activation", **kwargs),
        client.post(f"{path}/secret-key", **kwargs),
        client.get(f"{path}/secret-key", **kwargs),
        client.get(f"{path}/callbacks-log", **kwargs),
        client.delete(path, **kwargs),
    ]


def test_an_unknown_subscription_is_not_found(smartrecruiters: VendorClient) -> None:
    for id in (UNKNOWN, "x", "é"):
        for answer in ways(smartrecruiters, f"{ROOT}/{id}"):
            assert said(answer) == (404, ["SUBSCRIPTION_NOT_FOUND"])


def test_subscriptions_are_each_users_own(smartrecruiters: VendorClient) -> None:
    path, token = made(smartrecruiters), "sandbox-restricted"

    assert smartrecruiters.get(ROOT, token=token).json == []
    for answer in ways(smartrecruiters, path, token=token):
        assert said(answer) == (403, ["NO_PERMISSION_TO_MANAGE_WEBHOOKS"])
    assert smartrecruiters.get(path).status_code == 200


@pytest.mark.parametrize("role", [UserRole.HIRING_MANAGER, UserRole.INTERVIEWER, UserRole.EMPLOYEE])
def test_some_roles_do_not_manage_webhooks(smartrecruiters: VendorClient, role: UserRole) -> None:
    path, token = made(smartrecruiters), token_in(smartrecruiters, role)

    for answer in (
        smartrecruiters.post(ROOT, json=LEAST, token=token),
        smartrecruiters.get(ROOT, token=token),
        *ways(smartrecruiters, path, token=token),
    ):
        assert said(answer) == (403, ["NO_PERMISSION_TO_MANAGE_WEBHOOKS"])


def test_a_reset_removes_what_was_subscribed_to(smartrecruiters: VendorClient) -> None:
    before = smartrecruiters.get(ROOT).json
    path = made(smartrecruiters)

    smartrecruiters.world.reset()

    assert smartrecruiters.get(path).status_code == 404
    assert smartrecruiters.get(ROOT).json == before


def test_an_address_that_is_not_called_is_told_which_are(smartrecruiters: VendorClient) -> None:
    answer = smartrecruiters.post(ROOT, json={**LEAST, "callbackUrl": "http://10.0.0.1/x"})

    assert answer.status_code == 422
    assert [one["message"] for one in answer.json["errors"]] == [
        "callbackUrl must be a valid https:// address of a named host (http:// only to this machine)"
    ]
