"""SmartRecruiters: subscriptions as deliverers see them, what testers do with them, and the log of callbacks."""

import json
from typing import Any

from ats_sandbox.contract.principal import OWN_PRINCIPALS, OwnPrincipal, Principal
from ats_sandbox.contract.webhooks import Attempt, Happening, Notice, Result, Subscriber
from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.webhooks.declaration import WEBHOOKS
from ats_sandbox.vendors.smartrecruiters.webhooks.messages import Credentials
from ats_sandbox.vendors.smartrecruiters.webhooks.state import CALLBACKS, SUBSCRIPTIONS, CallbackAuthentication
from ats_sandbox.world.clock import DAY, iso
from tests.client import VendorClient
from tests.contract.receivers import echo, receiver
from tests.vendors.smartrecruiters import people
from tests.vendors.smartrecruiters.test_webhook_subscriptions import AUTHENTICATIONS, ROOT, made
from tests.vendors.smartrecruiters.webhooks.hearing import hearing, notice_of
from tests.vendors.smartrecruiters.webhooks.provocation import done
from tests.vendors.smartrecruiters.webhooks.verification import lower


def all_of(client: VendorClient) -> dict[int, Subscriber]:
    return {one.number: one for one in WEBHOOKS.subscribers(client.read())}


def subscribed(client: VendorClient, **wish: Any) -> Subscriber:
    """The subscription that a tester has made. What it is told waits for somebody to let deliveries run."""
    with client.arrange() as draft:
        number = WEBHOOKS.subscribe(draft, wish)  # type: ignore[arg-type]
    one = all_of(client)[number]
    client.sandbox.worlds[client.name].webhooks.receive(one.url, lambda message: None)
    return one


def path_of(one: Subscriber) -> str:
    return f"{ROOT}/{one.id}"


def test_every_subscription_of_the_api_is_a_subscriber(smartrecruiters: VendorClient) -> None:
    path = made(smartrecruiters, callbackAuthentication=AUTHENTICATIONS[0], events=["job.created"])
    keys = [done(smartrecruiters.post(f"{path}/secret-key")).json["secretKey"] for _ in range(2)]

    first, own = all_of(smartrecruiters).values()

    assert not first.enabled
    assert path == path_of(own)
    assert (own.url, own.events, own.enabled) == ("https://hooks.example.com/ats", ("job.created",), False)
    assert [one.secret for one in own.keys] == keys
    older, newer = own.keys
    assert newer.expires_at is None
    assert older.expires_at == newer.begins_at + DAY
    assert own.keys_at(newer.begins_at + DAY - 1) == own.keys
    assert own.keys_at(newer.begins_at + DAY) == (newer,)
    kind, members = "basic", (("username", "ats"), ("password", "correct horse"))
    assert own.credentials == Credentials(CallbackAuthentication(kind, members), None)


def test_an_activated_subscription_remembers_the_secret_of_its_handshake(smartrecruiters: VendorClient) -> None:
    sent: list[str] = []

    def answer(handler: Any) -> None:
        sent.append(handler.headers["X-Hook-Secret"])
        echo(handler)

    with receiver(answer) as url:
        path = made(smartrecruiters, callbackUrl=url)
        done(smartrecruiters.put(f"{path}/activation"))

    *_, own = all_of(smartrecruiters).values()
    assert own.enabled
    assert [own.credentials.handshake] == sent
    (kept,) = (one for one in smartrecruiters.read()[SUBSCRIPTIONS] if one.id == own.number)
    assert "handshake" in kept.secrets
    assert sent[0] not in smartrecruiters.get(path).text


def test_a_tester_subscribes_to_everything_at_once(smartrecruiters: VendorClient) -> None:
    one = subscribed(smartrecruiters)

    assert (one.url, one.name) == ("https://hooks.example.com/smartrecruiters",) * 2
    assert one.enabled
    assert one.events == WEBHOOKS.events
    (key,) = one.keys_at(smartrecruiters.read().now)
    assert smartrecruiters.get(f"{path_of(one)}/secret-key").json == {"secretKey": key.secret}
    assert smartrecruiters.get(path_of(one)).json["status"] == "active"


def test_a_tester_says_what_they_wish(smartrecruiters: VendorClient) -> None:
    wish = {"url": "http://127.0.0.1:9/x", "events": ["job.created"] * 2, "name": "mine", "secret": "geheim"}

    one = subscribed(smartrecruiters, **wish)

    assert (one.url, one.name, one.events) == ("http://127.0.0.1:9/x", "mine", ("job.created",))
    assert [key.secret for key in one.keys] == ["geheim"]


def test_the_limits_of_the_api_bind_no_tester(smartrecruiters: VendorClient) -> None:
    made_by_tester = [subscribed(smartrecruiters) for _ in range(25)]

    assert len(all_of(smartrecruiters)) == 26
    assert len({one.keys[0].secret for one in made_by_tester}) == 25
    with smartrecruiters.arrange() as draft:
        given = [WEBHOOKS.rotate(draft, made_by_tester[0].number).secret for _ in range(20)]
    known = [key.secret for key in all_of(smartrecruiters)[made_by_tester[0].number].keys]
    assert known[1:] == given


def test_a_tester_switches_a_subscription_off_and_ends_it(smartrecruiters: VendorClient) -> None:
    one = subscribed(smartrecruiters)

    for enabled in (False, True):
        with smartrecruiters.arrange() as draft:
            WEBHOOKS.enable(draft, one.number, enabled)
        assert all_of(smartrecruiters)[one.number].enabled is enabled
    with smartrecruiters.arrange() as draft:
        WEBHOOKS.unsubscribe(draft, one.number)

    assert one.number not in all_of(smartrecruiters)
    assert smartrecruiters.get(path_of(one)).status_code == 404


def test_the_same_world_gives_the_same_keys(smartrecruiters: VendorClient) -> None:
    snapshot = smartrecruiters.world.snapshot()
    first = subscribed(smartrecruiters)
    smartrecruiters.world.restore(snapshot)

    assert subscribed(smartrecruiters) == first


def attempted(client: VendorClient, one: Subscriber, happening: Happening, *, status: int) -> tuple[Notice, Attempt]:
    """An attempt to tell somebody of a happening, which is in the log."""
    notice = notice_of(client, happening, one)
    at = client.read().now
    attempt = Attempt(
        number=1,
        at=at,
        url=one.url,
        headers=WEBHOOKS.headers(notice, at, one.keys_at(at)),
        body=notice.body,
        result=Result.ACCEPTED if WEBHOOKS.accepts(status) else Result.REFUSED,
        status=status,
    )
    with client.arrange() as draft:
        assert WEBHOOKS.record(draft, notice, attempt, None) in draft[CALLBACKS]
    return notice, attempt


def test_attempts_are_in_the_log_as_they_were_sent(smartrecruiters: VendorClient) -> None:
    one = subscribed(smartrecruiters)
    with hearing(smartrecruiters) as heard:
        done(smartrecruiters.post("/candidates", json=people.ADA))
    (happening,) = heard

    sent = [attempted(smartrecruiters, one, happening, status=status)[1] for status in (500, 202)]

    shown = smartrecruiters.get(f"{path_of(one)}/callbacks-log").json
    assert [each["status"] for each in shown] == ["successful", "failed"]
    for each, attempt in zip(shown, reversed(sent), strict=True):
        details = each["requestDetails"]
        assert each["timestamp"] == iso(attempt.at)
        assert details["headers"] == dict(attempt.headers)
        assert (details["url"], details["body"].encode()) == (one.url, attempt.body)
        assert json.loads(details["body"]) == happening.facts
    id = happening.facts["id"]
    assert (
        shown[0]["requestDetails"]["headers"]["Link"] == f"<https://api.smartrecruiters.com/candidates/{id}>; rel=self"
    )


def test_a_callback_is_hidden_with_what_it_tells_of(smartrecruiters: VendorClient) -> None:
    one, hidden = subscribed(smartrecruiters), people.a_hidden_application(smartrecruiters)
    path = f"{people.candidate_path(smartrecruiters, hidden.candidate)}/tags"
    with hearing(smartrecruiters) as heard:
        done(smartrecruiters.put(path, json={"tags": ["quiet"]}))
    (happening,) = heard
    attempted(smartrecruiters, one, happening, status=202)
    with smartrecruiters.arrange() as draft:
        principal = Principal("open", "sees nothing confidential", confidential=False)
        draft.put(OWN_PRINCIPALS, OwnPrincipal(id=draft.next_id(OWN_PRINCIPALS), principal=principal))

    assert smartrecruiters.get(f"{path_of(one)}/callbacks-log", token="open").json == []
    shown = smartrecruiters.get(f"{path_of(one)}/callbacks-log").json
    assert [each["status"] for each in shown] == ["successful"]


def test_a_cut_body_is_in_the_log_as_text(smartrecruiters: VendorClient) -> None:
    one = subscribed(smartrecruiters)
    with hearing(smartrecruiters) as heard:
        done(smartrecruiters.post("/candidates", json=people.ADA))
    notice = notice_of(smartrecruiters, heard[0], one)
    attempt = Attempt(number=1, at=heard[0].at, url=one.url, headers=(), body=b'{"id":"\xc3', result=Result.REFUSED)
    with smartrecruiters.arrange() as draft:
        WEBHOOKS.record(draft, notice, attempt, None)

    (shown,) = smartrecruiters.get(f"{path_of(one)}/callbacks-log").json

    assert shown["requestDetails"]["body"] == '{"id":"\ufffd'


def test_nothing_is_put_down_for_a_subscription_that_has_ended(smartrecruiters: VendorClient) -> None:
    one = subscribed(smartrecruiters)
    with hearing(smartrecruiters) as heard:
        done(smartrecruiters.post("/candidates", json=people.ADA))
    notice = notice_of(smartrecruiters, heard[0], one)
    attempt = Attempt(number=1, at=0, url=one.url, headers=(), body=notice.body, result=Result.LATE)

    with smartrecruiters.arrange() as draft:
        WEBHOOKS.unsubscribe(draft, one.number)
        assert WEBHOOKS.record(draft, notice, attempt, None) is None


def test_what_polling_would_have_shown_is_an_operation(smartrecruiters: VendorClient) -> None:
    begun = iso(smartrecruiters.read().now)
    done(smartrecruiters.post("/candidates", json=people.ADA))

    for prefix, request in WEBHOOKS.polling.items():
        assert any(event.startswith(prefix) for event in WEBHOOKS.events)
        method, path = request.replace("{at}", begun).split(" ", 1)
        answer = smartrecruiters.send(method, path)
        assert answer.status_code == 200, answer.text


def test_names_of_headers_are_as_published(smartrecruiters: VendorClient) -> None:
    with hearing(smartrecruiters) as heard:
        done(smartrecruiters.post("/candidates", json=people.ADA))
    notice = notice_of(smartrecruiters, heard[0], subscribed(smartrecruiters))
    headers = WEBHOOKS.headers(notice, heard[0].at, notice.subscriber.keys)

    assert len(lower(headers)) == len(headers)
    assert [name for name, _ in headers if name != name.lower()] == ["Link"]
    about = ids.CANDIDATE.read(smartrecruiters.read(), heard[0].facts["id"])
    assert heard[0].about == (("candidate", about),)
