"""SmartRecruiters: callbacks are signed as published, with every key that is valid, and say who sends them."""

import json
from typing import Any
from urllib.parse import parse_qsl

import pytest

from ats_sandbox.contract.outgoing import IncomingAnswer, OutgoingRequest, Unreachable
from ats_sandbox.contract.webhooks import Happening, Notice, SigningKey, Subscriber
from ats_sandbox.vendors.smartrecruiters.webhooks.declaration import WEBHOOKS
from ats_sandbox.vendors.smartrecruiters.webhooks.messages import Credentials
from ats_sandbox.vendors.smartrecruiters.webhooks.state import CallbackAuthentication
from ats_sandbox.world.clock import MINUTE, SECOND
from tests.vendors.smartrecruiters.webhooks.hearing import PUBLISHED, a_subscriber
from tests.vendors.smartrecruiters.webhooks.verification import lower, signatures, verifies

EXAMPLE: dict[str, str] = PUBLISHED["signature"]
DELIVERY: dict[str, Any] = PUBLISHED["delivery"]
TOKEN: dict[str, Any] = PUBLISHED["token_request"]
AT = int(EXAMPLE["timestamp"]) * SECOND + 999


def a_notice(subscriber: Subscriber | None = None, **changed: Any) -> Notice:
    """The notice of the published example."""
    told: dict[str, Any] = {"event": EXAMPLE["event-name"], "at": AT, "facts": {}, "link": "/endpoint"} | changed
    return Notice(
        id=EXAMPLE["event-id"],
        happening=Happening(**told),
        subscriber=subscriber or a_subscriber(),
        origin="http://smartrecruiters.com",
        body=EXAMPLE["body"].encode(),
    )


def authenticated(type: str, **members: str) -> Subscriber:
    return a_subscriber(credentials=Credentials(CallbackAuthentication(type, tuple(members.items())), None))


OAUTH = authenticated(
    "oauth2",
    clientId="oauth_client_123",
    clientSecret="9T{Z8OLl<~Si(=c",
    tokenServiceUrl="https://login.example.com/tokens",
)


def test_the_published_example_is_signed_to_the_letter() -> None:
    headers = lower(WEBHOOKS.headers(a_notice(), AT, (SigningKey(EXAMPLE["key"]),)))

    assert headers["smartrecruiters-signature"] == EXAMPLE["header"]
    assert headers["smartrecruiters-timestamp"] == EXAMPLE["timestamp"]
    assert {name: headers[name] for name in ("link", "event-id", "event-name", "event-version")} == {
        name: EXAMPLE[name] for name in ("link", "event-id", "event-name", "event-version")
    }
    assert verifies(EXAMPLE["key"], headers, EXAMPLE["body"].encode())


def test_there_is_a_signature_for_each_key() -> None:
    keys = tuple(SigningKey(f"key {number}") for number in range(3))

    headers = lower(WEBHOOKS.headers(a_notice(), AT, keys))

    assert len(set(signatures(headers["smartrecruiters-signature"]))) == 3
    assert headers["smartrecruiters-signature"].count(";") == 2
    assert all(verifies(key.secret, headers, EXAMPLE["body"].encode()) for key in keys)


def test_a_retry_keeps_the_id_and_is_signed_anew() -> None:
    keys, notice = (SigningKey("a key"),), a_notice()

    first, second = (lower(WEBHOOKS.headers(notice, at, keys)) for at in (AT, AT + MINUTE))

    moved = {name for name in first if first[name] != second[name]}
    assert moved == {"smartrecruiters-timestamp", "smartrecruiters-signature"}


def test_an_absent_link_counts_as_empty() -> None:
    notice, keys = a_notice(event="candidate.deleted", link=""), (SigningKey("a key"),)

    headers = lower(WEBHOOKS.headers(notice, AT, keys))

    assert "link" not in headers
    assert verifies("a key", headers, notice.body)


@pytest.mark.parametrize("status", [200, 201, 202, 204, 302, 400, 410, 500])
def test_success_is_202_alone(status: int) -> None:
    assert WEBHOOKS.accepts(status) is (status in DELIVERY["success"])


def test_retries_come_as_published() -> None:
    assert WEBHOOKS.timeout == DELIVERY["seconds"] * SECOND
    assert len(WEBHOOKS.delays) == DELIVERY["attempts_after_the_first"]
    published = {int(number): minutes * MINUTE for number, minutes in DELIVERY["minutes_after_failure"].items()}
    assert {number: WEBHOOKS.delays[number - 1] for number in published} == published
    assert [*WEBHOOKS.delays] == sorted(WEBHOOKS.delays)


@pytest.mark.parametrize("keys", [(), (SigningKey("a key"),)])
def test_basic_and_header_authentication_are_in_the_headers(keys: tuple[SigningKey, ...]) -> None:
    basic = authenticated("basic", username="Aladdin", password="open sesame")  # the example of RFC 7617
    header = authenticated("header", headerName="X-TOKEN", headerValue="J?7HSgUKm7!MPm")

    assert WEBHOOKS.headers(a_notice(basic), AT, keys)[-1] == ("Authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
    assert WEBHOOKS.headers(a_notice(header), AT, keys)[-1] == ("X-TOKEN", "J?7HSgUKm7!MPm")
    for subscriber in (basic, header, a_subscriber()):
        assert WEBHOOKS.authorize(subscriber, nobody) == ()


def nobody(request: OutgoingRequest) -> IncomingAnswer:
    raise AssertionError(f"asks {request.url}")


def test_a_token_is_asked_for_with_a_form() -> None:
    asked: list[OutgoingRequest] = []

    def answer(request: OutgoingRequest) -> IncomingAnswer:
        asked.append(request)
        return IncomingAnswer(200, body=b'{"access_token": "abc.def", "expires_in": 3600000}')

    assert WEBHOOKS.authorize(OAUTH, answer) == (("Authorization", "Bearer abc.def"),)
    (request,) = asked
    assert (request.method, request.url) == ("POST", "https://login.example.com/tokens")
    assert request.headers == {"content-type": TOKEN["content-type"]}
    form = dict(parse_qsl(request.body.decode(), strict_parsing=True))
    assert [*form] == TOKEN["members"]
    assert (form["client_id"], form["client_secret"]) == ("oauth_client_123", "9T{Z8OLl<~Si(=c")
    assert form["grant_type"] == TOKEN["grant_type"]
    assert not any(name == "Authorization" for name, _ in WEBHOOKS.headers(a_notice(OAUTH), AT, ()))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (IncomingAnswer(401, body=b'{"error": "invalid_client"}'), "answered 401"),
        (IncomingAnswer(200), "has no access_token"),
        (IncomingAnswer(200, body=b"[]"), "has no access_token"),
        (IncomingAnswer(200, body=b"\xff\xfe"), "has no access_token"),
        (IncomingAnswer(200, body=b'{"access_token": null}'), "has no access_token"),
        (IncomingAnswer(200, body=json.dumps({"access_token": "a\r\nb"}).encode()), "cannot be sent in a header"),
        (IncomingAnswer(200, body=json.dumps({"access_token": ""}).encode()), "cannot be sent in a header"),
    ],
)
def test_a_token_service_that_gives_none_makes_a_callback_impossible(answer: IncomingAnswer, said: str) -> None:
    with pytest.raises(Unreachable, match=said):
        WEBHOOKS.authorize(OAUTH, lambda request: answer)


def test_a_token_service_that_does_not_answer_makes_a_callback_impossible() -> None:
    def silent(request: OutgoingRequest) -> IncomingAnswer:
        raise Unreachable("no answer within 5 seconds")

    with pytest.raises(Unreachable, match="no answer"):
        WEBHOOKS.authorize(OAUTH, silent)
