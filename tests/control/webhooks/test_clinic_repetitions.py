"""The signature clinic of receivers that refuse what they have seen before."""

from ats_sandbox.control.webhooks.diagnosis import Verdict
from ats_sandbox.control.webhooks.receivers import Message
from tests.control.webhooks.laboratory import SUCCESS, Laboratory
from tests.control.webhooks.test_clinic import KEY
from tests.control.webhooks.verifiers import RIGHT


def once(laboratory: Laboratory, vendor: str, seen: list[str], ids: dict[str, int]) -> int:
    """A delivery that a receiver with a bad start has refused, and that answers 409 to ids that it knows."""
    answers = iter([503])

    def receive(message: Message) -> int:
        id = message.header.get("event-id") or message.body.decode()
        seen.append(id)
        ids[id] = ids.get(id, 0) + 1
        if ids[id] > 1:
            return 409
        return next(answers, SUCCESS[vendor] if RIGHT[vendor](message, KEY) else 401)

    return laboratory.refused(vendor, receive, secret=KEY)


def test_each_probe_has_an_id_that_nobody_knows(laboratory: Laboratory) -> None:
    seen: list[str] = []
    ids: dict[str, int] = {}
    number = once(laboratory, "smartrecruiters", seen, ids)

    first, second = laboratory.webhooks.clinic(number), laboratory.webhooks.clinic(number)

    assert [(one.verdict, one.verifies) for one in (first, second)] == [(Verdict.ACCEPTS, True)] * 2
    assert len({*seen}) == len(seen) == 1 + len(first.probes) + len(second.probes)


def test_where_messages_have_no_ids_it_is_said_that_they_may_be_known(laboratory: Laboratory) -> None:
    found = laboratory.webhooks.clinic(once(laboratory, "bindbee", [], {}))

    assert (found.verdict, found.mistakes) == (Verdict.UNKNOWN, ())
    assert "it answers 409 to everything, right or wrong: it may take them for ones" in found.says
    assert "refuses what it has seen before" in found.advice
