"""The signature clinic names the mistake of a receiver, and says honestly when it cannot."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from ats_sandbox.contract.webhooks import SigningKey
from ats_sandbox.control.errors import Unknown
from ats_sandbox.control.webhooks.delivery import DeliveryState
from ats_sandbox.control.webhooks.diagnosis import Verdict
from ats_sandbox.control.webhooks.receivers import Answer, Message
from ats_sandbox.world.clock import HOUR
from tests.control.webhooks.laboratory import SUCCESS, Laboratory
from tests.control.webhooks.verifiers import (
    OF_SMARTRECRUITERS,
    OTHER,
    RIGHT,
    WRONG,
    Verifies,
    smartrecruiters,
)

EVERY = [(vendor, name) for vendor, known in WRONG.items() for name in known]
APART = {
    "smartrecruiters": {
        *("handshake-secret-as-key", "handshake-secret-plugin", "old-key", "one-signature-only"),
        "timestamp-in-milliseconds",
    },
    "stackone": {"previous_secret", "added_secret"},
    "bindbee": {"old_key"},
}
"""Mistakes about keys and time, which need more than a receiver."""
VENDORS = list(WRONG)
KEY = "c2VjcmV0LWtleQ"
"""A key that is base64, too, for those who decode theirs."""


def key_of(laboratory: Laboratory, name: str) -> str:
    return newest(laboratory, name).secret


def newest(laboratory: Laboratory, name: str) -> SigningKey:
    return laboratory.webhooks[name].subscriber.keys_at(laboratory.webhooks.world.now)[-1]


def receiving(vendor: str, verifies: Verifies, key: Callable[[], str], no: int = 401) -> Callable[[Message], int]:
    return lambda message: SUCCESS[vendor] if verifies(message, key()) else no


def with_mistake(laboratory: Laboratory, vendor: str, verifies: Verifies, **wish: Any) -> int:
    """A delivery that a receiver with the right key and one mistake has refused."""
    return laboratory.refused(vendor, receiving(vendor, verifies, lambda: KEY), secret=KEY, **wish)


@pytest.mark.parametrize("vendor", VENDORS)
def test_every_known_mistake_has_a_receiver_here(laboratory: Laboratory, vendor: str) -> None:
    declared = laboratory.vendor(vendor).webhooks
    assert declared is not None

    assert {one.name for one in declared().mistakes} == WRONG[vendor].keys() | APART[vendor]


@pytest.mark.parametrize(("vendor", "name"), EVERY)
def test_the_one_mistake_of_a_receiver_is_named(laboratory: Laboratory, vendor: str, name: str) -> None:
    found = laboratory.webhooks.clinic(with_mistake(laboratory, vendor, WRONG[vendor][name]))

    webhooks = laboratory.vendor(vendor).webhooks
    assert webhooks is not None
    assert (found.verdict, found.mistake, found.verifies) == (Verdict.MISTAKE, name, True)
    (known,) = [one for one in webhooks().mistakes if one.name == name]
    assert known.about in found.says
    assert found.advice == known.fix != known.about
    statuses = {one.name: one.status for one in found.probes}
    assert (statuses["right"], statuses["garbage"], statuses["unsigned"]) == (401, 401, 401)
    assert [one for one, status in statuses.items() if status == SUCCESS[vendor]] == [name]


@pytest.mark.parametrize("vendor", VENDORS)
def test_the_same_over_wsgi(laboratory: Laboratory, vendor: str) -> None:
    def app(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
        body = environ["wsgi.input"].read()
        named = [(key[5:].replace("_", "-"), value) for key, value in environ.items() if key.startswith("HTTP_")]
        believed = wrong(Message("", tuple(named), body), KEY)
        start_response(f"{SUCCESS[vendor]} OK" if believed else "403 Forbidden", [])
        return [b""]

    name, wrong = next(iter(WRONG[vendor].items()))

    assert laboratory.webhooks.clinic(laboratory.refused(vendor, app, secret=KEY)).mistake == name


def test_a_secret_of_the_handshake_is_no_key(laboratory: Laboratory) -> None:
    webhooks, client = laboratory.webhooks, laboratory.client
    for name, verifies in {
        "handshake-secret-as-key": smartrecruiters(),
        "handshake-secret-plugin": OF_SMARTRECRUITERS["body-only-sha256-other-header"],
    }.items():
        secrets: list[str] = []

        def receive(message: Message, verifies: Verifies = verifies, secrets: list[str] = secrets) -> Any:
            if "x-hook-secret" in message.header:
                secrets.append(message.header["x-hook-secret"])
                return Answer(200, (("X-Hook-Secret", secrets[-1]),))
            return 202 if verifies(message, secrets[-1]) else 401

        url = f"https://{name}.example.com/in"
        webhooks.receive(url, receive)
        path = "/webhooks-api/v201907/subscriptions"
        made = client.post(path, json={"callbackUrl": url, "events": ["candidate.updated"]}).json["id"]
        assert client.post(f"{path}/{made}/secret-key").status_code == 201
        assert client.put(f"{path}/{made}/activation").status_code == 204
        laboratory.rename(name)
        webhooks.run_until_delivered()
        (delivery,) = webhooks.deliveries(subscription=made)

        assert webhooks.clinic(delivery.number).mistake == name


@pytest.mark.parametrize(
    ("vendor", "name", "wait"),
    [
        ("smartrecruiters", "old-key", 25 * HOUR),
        ("stackone", "previous_secret", 2 * HOUR),
        ("bindbee", "old_key", HOUR),
    ],
)
def test_a_key_that_has_expired_is_named(laboratory: Laboratory, vendor: str, name: str, wait: int) -> None:
    webhooks, kept = laboratory.webhooks, []
    one = laboratory.subscribe(vendor, receiving(vendor, RIGHT[vendor], lambda: kept[0]))
    kept.append(key_of(laboratory, one))
    webhooks.rotate(one)
    webhooks.world.advance(wait)
    laboratory.provoke(vendor)
    webhooks.run_until_delivered()
    delivery = webhooks.deliveries(subscription=one)[-1]

    found = webhooks.clinic(delivery.number)

    assert key_of(laboratory, one) != kept[0]
    assert found.mistake == name


def test_a_secret_that_is_not_active_yet_is_named(laboratory: Laboratory) -> None:
    webhooks, added = laboratory.webhooks, []
    one = laboratory.subscribe("stackone", receiving("stackone", RIGHT["stackone"], lambda: added[0]))
    added.append(webhooks.rotate(one).secret)
    laboratory.provoke("stackone")
    webhooks.run_until_delivered()

    assert webhooks.clinic(webhooks.deliveries(subscription=one)[-1].number).mistake == "added_secret"


def test_a_receiver_that_knows_one_signature_only_is_named(laboratory: Laboratory) -> None:
    webhooks = laboratory.webhooks
    one = laboratory.subscribe(
        "smartrecruiters",
        receiving("smartrecruiters", smartrecruiters(whole=True), lambda: key_of(laboratory, one)),
    )
    webhooks.rotate(one)
    laboratory.provoke("smartrecruiters")
    webhooks.run_until_delivered()

    assert webhooks.clinic(webhooks.deliveries(subscription=one)[-1].number).mistake == "one-signature-only"


def test_a_timestamp_that_is_taken_for_milliseconds_is_named(laboratory: Laboratory) -> None:
    def fresh(message: Message, key: str) -> bool:
        sent = int(message.header.get("smartrecruiters-timestamp", 0))
        return smartrecruiters()(message, key) and abs(sent - laboratory.webhooks.world.now) < 300_000

    number = with_mistake(laboratory, "smartrecruiters", fresh)

    assert laboratory.webhooks.clinic(number).mistake == "timestamp-in-milliseconds"


@pytest.mark.parametrize("verifies", [smartrecruiters(), lambda message, key: True])
def test_a_status_that_does_not_count_is_told_from_a_wrong_signature(
    laboratory: Laboratory, verifies: Verifies
) -> None:
    careful = verifies.__name__ == "verifies"
    number = laboratory.refused(
        "smartrecruiters",
        lambda message: 200 if verifies(message, KEY) else 401,
        secret=KEY,
    )

    found = laboratory.webhooks.clinic(number)

    assert (found.verdict, found.verifies, found.mistakes) == (Verdict.STATUS, careful, ())
    assert "answers 200" in found.says
    assert found.advice.startswith("answer 202")
    assert ("verifies nothing" in found.says) is not careful


def test_a_mistake_and_a_wrong_status_are_both_told(laboratory: Laboratory) -> None:
    wrong = OF_SMARTRECRUITERS["body-only"]
    number = laboratory.refused("smartrecruiters", lambda message: 200 if wrong(message, KEY) else 401, secret=KEY)

    found = laboratory.webhooks.clinic(number)

    assert found.mistake == "body-only"
    assert "it answers 200, which" in found.says
    assert found.advice.startswith("sign timestamp, body, ")
    assert found.advice.endswith("; and answer 202")


def test_several_mistakes_and_a_wrong_status_are_all_told(laboratory: Laboratory) -> None:
    def lenient(message: Message, key: str) -> bool:
        return any(OF_SMARTRECRUITERS[one](message, key) for one in ("base64", "without-link"))

    number = laboratory.refused("smartrecruiters", lambda message: 200 if lenient(message, KEY) else 401, secret=KEY)

    found = laboratory.webhooks.clinic(number)

    assert (found.verdict, {*found.mistakes}) == (Verdict.SEVERAL, {"base64", "without-link"})
    assert "it answers 200, which" in found.says
    assert "; or " in found.advice
    assert found.advice.endswith("; and answer 202")


@pytest.mark.parametrize("vendor", VENDORS)
def test_what_was_in_the_way_and_is_gone_is_said(laboratory: Laboratory, vendor: str) -> None:
    answers = iter([503])
    number = laboratory.refused(
        vendor,
        lambda message: next(answers, SUCCESS[vendor] if RIGHT[vendor](message, KEY) else 401),
        secret=KEY,
    )

    found = laboratory.webhooks.clinic(number)

    assert (found.verdict, found.verifies, found.advice) == (Verdict.ACCEPTS, True, "")
    assert "what was in the way is over (it answered 503)" in found.says


def test_a_planned_failure_is_no_fault_of_the_receiver(laboratory: Laboratory) -> None:
    webhooks = laboratory.webhooks
    one = laboratory.subscribe("bindbee", receiving("bindbee", RIGHT["bindbee"], lambda: KEY), secret=KEY)
    webhooks.disturb("wrong_signature", subscription=one)
    laboratory.provoke("bindbee")
    webhooks.run_until_delivered()
    (delivery,) = webhooks.deliveries(subscription=one)

    assert "a tester had planned something for it (wrong_signature)" in webhooks.clinic(delivery.number).says


def test_before_there_is_a_key_nothing_is_signed(laboratory: Laboratory) -> None:
    client, webhooks, path = laboratory.client, laboratory.webhooks, "/webhooks-api/v201907/subscriptions"
    url, keys = "https://strict.example.com/in", ["not made yet"]
    webhooks.receive(url, lambda message: 202 if smartrecruiters()(message, keys[-1]) else 400)
    made = client.post(path, json={"callbackUrl": url, "events": ["candidate.updated"]}).json["id"]
    webhooks.enable(made)
    laboratory.rename("Ada")
    webhooks.run_until_delivered()
    (delivery,) = webhooks.deliveries(subscription=made)

    before = webhooks.clinic(delivery.number)
    keys.append(client.post(f"{path}/{made}/secret-key").json["secretKey"])
    after = webhooks.clinic(delivery.number)

    assert "smartrecruiters-signature" not in dict(delivery.attempts[0].headers)
    assert before.probes[0].about == "without a signature, as there is no valid key"
    assert (before.verdict, before.advice.split(",")[0]) == (Verdict.NO_KEY, "make a key")
    assert (after.verdict, after.verifies) == (Verdict.ACCEPTS, True)
    assert "there was no key when it was sent" in after.says


def test_who_takes_the_unsigned_only_was_made_before_there_was_a_key(laboratory: Laboratory) -> None:
    number = laboratory.refused(
        "smartrecruiters", lambda message: 401 if "smartrecruiters-signature" in message.header else 202
    )

    found = laboratory.webhooks.clinic(number)

    assert found.verdict is Verdict.MISTAKE or found.verdict is Verdict.SEVERAL
    assert {"other-header", "body-only-sha256-other-header"} <= {*found.mistakes}
    assert OTHER in found.advice


def test_the_unsigned_only(laboratory: Laboratory) -> None:
    number = laboratory.refused("bindbee", lambda message: 401 if len(message.headers) > 1 else 200)

    found = laboratory.webhooks.clinic(number)

    assert (found.verdict, found.mistakes) == (Verdict.UNSIGNED, ())


def test_the_key_of_another_subscription_is_named(laboratory: Laboratory) -> None:
    other = laboratory.subscribe("stackone", secret="the other's")
    number = laboratory.refused("stackone", receiving("stackone", RIGHT["stackone"], lambda: "the other's"))

    found = laboratory.webhooks.clinic(number)

    assert (found.verdict, found.mistake) == (Verdict.OTHER_KEY, f"key-of-{other}")


@pytest.mark.parametrize(("status", "meaning"), [(404, "nobody takes"), (302, "not followed"), (500, "fails before")])
def test_a_receiver_that_answers_all_alike_gets_no_name(laboratory: Laboratory, status: int, meaning: str) -> None:
    found = laboratory.webhooks.clinic(laboratory.refused("stackone", lambda message: status))

    assert (found.verdict, found.mistakes, found.verifies) == (Verdict.UNKNOWN, (), None)
    assert f"it answers {status} to everything" in found.says
    assert meaning in found.says


def test_several_that_fit_are_all_said(laboratory: Laboratory) -> None:
    def lenient(message: Message, key: str) -> bool:
        return any(WRONG["bindbee"][one](message, key) for one in ("hex", "no_padding"))

    found = laboratory.webhooks.clinic(with_mistake(laboratory, "bindbee", lenient))

    assert (found.verdict, found.mistake, set(found.mistakes)) == (Verdict.SEVERAL, "", {"hex", "no_padding"})


def test_who_takes_garbage_and_not_what_is_right_is_not_explained(laboratory: Laboratory) -> None:
    def contrary(message: Message, key: str) -> bool:
        return len(message.headers) > 1 and not RIGHT["stackone"](message, key)

    found = laboratory.webhooks.clinic(with_mistake(laboratory, "stackone", contrary))

    assert (found.verdict, found.verifies) == (Verdict.UNKNOWN, False)


def test_nobody_is_there(laboratory: Laboratory) -> None:
    number = laboratory.refused("bindbee", lambda message: 500)
    name = laboratory.webhooks.outbox[number].subscription
    laboratory.webhooks.begin_outage(name, minutes=1)

    found = laboratory.webhooks.clinic(number)

    assert (found.verdict, [one.name for one in found.probes]) == (Verdict.AWAY, ["right"])


@pytest.mark.parametrize("vendor", VENDORS)
def test_an_inbox_is_not_accused_of_anything(laboratory: Laboratory, vendor: str) -> None:
    webhooks, name = laboratory.webhooks, laboratory.subscribe(vendor)
    laboratory.provoke(vendor)
    (delivery,) = webhooks.deliveries(subscription=name)
    kept = len(webhooks.inbox)

    found = webhooks.clinic(delivery.number)

    assert (found.verdict, found.verifies, found.mistakes, found.probes) == (Verdict.AWAY, None, (), ())
    assert "kept in the inbox" in found.says
    assert found.advice.startswith("let somebody receive it")
    assert len(webhooks.inbox) == kept > 0


@pytest.mark.parametrize("vendor", VENDORS)
def test_an_examination_leaves_no_trace_but_one(laboratory: Laboratory, vendor: str) -> None:
    webhooks = laboratory.webhooks
    number = with_mistake(laboratory, vendor, next(iter(WRONG[vendor].values())))
    delivery, before = webhooks.outbox[number], webhooks.world.state
    attempts, due, seen = delivery.attempts, delivery.next_at, len(webhooks.outbox)

    found = webhooks.clinic(number)

    assert webhooks.world.state is before
    assert (delivery.attempts, delivery.next_at, len(webhooks.outbox)) == (attempts, due, seen)
    assert delivery.state is DeliveryState.WAITING
    assert delivery.examined is found


def test_an_unknown_delivery_is_refused(laboratory: Laboratory) -> None:
    with pytest.raises(Unknown, match="no delivery '7'"):
        laboratory.webhooks.clinic(7)
