"""The signature clinic of receivers that compare with the machine's clock, which is never that of a world."""

import pytest

from ats_sandbox.control.webhooks.diagnosis import Verdict
from ats_sandbox.control.webhooks.receivers import Message
from ats_sandbox.world.clock import HOUR, Clock, ClockMode
from tests.control.webhooks.laboratory import Laboratory
from tests.control.webhooks.test_clinic import key_of, receiving, with_mistake
from tests.control.webhooks.verifiers import OF_SMARTRECRUITERS, Verifies, smartrecruiters


def test_a_receiver_that_compares_with_the_clock_of_the_machine_is_found_out(laboratory: Laboratory) -> None:
    world = laboratory.webhooks.world

    def fresh(message: Message, key: str) -> bool:
        sent = int(message.header.get("smartrecruiters-timestamp", 0))
        return smartrecruiters()(message, key) and sent < 10**11 and abs(sent - world.now // 1_000) > 300

    number = with_mistake(laboratory, "smartrecruiters", fresh)

    assert laboratory.webhooks.clinic(number).verdict is Verdict.OTHER_CLOCK


def dated_now(verifies: Verifies) -> Verifies:
    """A receiver that refuses what is old by the machine's clock, as those in production do."""

    def fresh(message: Message, key: str) -> bool:
        sent = int(message.header.get("smartrecruiters-timestamp", 0)) * 1_000
        return verifies(message, key) and abs(sent - Clock(ClockMode.REAL).now(0)) < HOUR

    return fresh


@pytest.mark.parametrize("name", OF_SMARTRECRUITERS)
def test_a_mistake_and_the_clock_of_the_machine_are_both_found_out(laboratory: Laboratory, name: str) -> None:
    number = with_mistake(laboratory, "smartrecruiters", dated_now(OF_SMARTRECRUITERS[name]))

    found = laboratory.webhooks.clinic(number)

    assert (found.verdict, found.mistake, found.verifies) == (Verdict.MISTAKE, name, True)
    assert "compared with the machine's clock" in found.says
    assert "clock mode real" in found.advice


def test_an_old_key_and_the_clock_of_the_machine_are_both_found_out(laboratory: Laboratory) -> None:
    webhooks, kept = laboratory.webhooks, []
    one = laboratory.subscribe(
        "smartrecruiters", receiving("smartrecruiters", dated_now(smartrecruiters()), lambda: kept[0])
    )
    kept.append(key_of(laboratory, one))
    webhooks.rotate(one)
    webhooks.world.advance(25 * HOUR)
    laboratory.provoke("smartrecruiters")
    webhooks.run_until_delivered()

    found = webhooks.clinic(webhooks.deliveries(subscription=one)[-1].number)

    assert (found.mistake, "machine's clock" in found.says) == ("old-key", True)
