"""SmartRecruiters: every event, the requests that lead to it, and what its callback says."""

import re
from typing import Any

import pytest

from ats_sandbox.contract.webhooks import Happening
from ats_sandbox.vendors.smartrecruiters.webhooks.declaration import WEBHOOKS
from ats_sandbox.vendors.smartrecruiters.webhooks.events import EVENTS
from ats_sandbox.vendors.smartrecruiters.webhooks.happenings.commits import UNREQUESTED
from tests.client import VendorClient
from tests.vendors.smartrecruiters.webhooks.hearing import EVENT_ID, KEY, ORIGIN, PUBLISHED, events, hearing, notice_of
from tests.vendors.smartrecruiters.webhooks.provocation import Expected, Provocation
from tests.vendors.smartrecruiters.webhooks.provoked_approvals import OF_APPROVALS
from tests.vendors.smartrecruiters.webhooks.provoked_jobs import OF_JOBS
from tests.vendors.smartrecruiters.webhooks.provoked_meetings import OF_MEETINGS
from tests.vendors.smartrecruiters.webhooks.provoked_people import OF_PEOPLE
from tests.vendors.smartrecruiters.webhooks.verification import lower, verifies

PROVOCATIONS = [*OF_JOBS, *OF_PEOPLE, *OF_MEETINGS, *OF_APPROVALS]
MEMBERS: dict[str, list[str]] = {event: one["members"] for one in PUBLISHED["bodies"] for event in one["events"]}
HEADERS: dict[str, Any] = PUBLISHED["headers"]
LINKED = [event for event in EVENTS if event not in HEADERS["without_link"]]
MOVED_ON = {"review.deleted", "interview.canceled"}
"""The events whose link leads to what is gone."""


def provoked(client: VendorClient, provoke: Provocation) -> tuple[Expected, list[Happening]]:
    """What is expected of a request, and what was heard of it."""
    steps = provoke(client)
    next(steps)
    with hearing(client) as heard:
        return next(steps), heard


def test_every_event_is_published_and_provoked() -> None:
    assert set(MEMBERS) == set(EVENTS) == {event for event, _ in PROVOCATIONS}
    assert WEBHOOKS.events == EVENTS
    assert set(UNREQUESTED) < set(EVENTS)


@pytest.mark.parametrize(
    ("event", "provoke"), PROVOCATIONS, ids=[f"{event}-{at}" for at, (event, _) in enumerate(PROVOCATIONS)]
)
def test_an_event_is_told_once_as_it_is_published(
    smartrecruiters: VendorClient, event: str, provoke: Provocation
) -> None:
    expected, heard = provoked(smartrecruiters, provoke)

    assert events(heard) == sorted([event, *expected.also])
    (one,) = (each for each in heard if each.event == event)
    notice = notice_of(smartrecruiters, one)
    members = zip(MEMBERS[event], expected.values, strict=True)
    assert notice.body.decode() == "{" + ",".join(f'"{name}":"{value}"' for name, value in members) + "}"
    unsigned, signed = (lower(WEBHOOKS.headers(notice, one.at, keys)) for keys in ((), (KEY,)))
    always, link = set(HEADERS["always"]), {"link"} if event in LINKED else set()
    assert set(unsigned) == always | link
    assert set(signed) == always | link | set(HEADERS["with_key"])
    assert unsigned == {name: value for name, value in signed.items() if name not in HEADERS["with_key"]}
    assert (signed["content-type"], signed["event-name"], signed["event-id"]) == ("application/json", event, EVENT_ID)
    assert signed["event-version"] in HEADERS["versions"]
    assert signed["smartrecruiters-timestamp"] == str(one.at // 1000)
    assert verifies(KEY.secret, signed, notice.body)
    assert not verifies("another key", signed, notice.body)


@pytest.mark.parametrize("event", LINKED)
def test_the_link_leads_to_what_the_event_tells_of(smartrecruiters: VendorClient, event: str) -> None:
    expected, heard = provoked(smartrecruiters, dict(PROVOCATIONS)[event])
    one = next(each for each in heard if each.event == event)

    told = lower(WEBHOOKS.headers(notice_of(smartrecruiters, one), one.at, ()))["link"]

    url = re.fullmatch(HEADERS["link_form"].format(url="(.+)"), told)
    assert url is not None
    path = url[1].removeprefix(ORIGIN)
    status = smartrecruiters.get(path).status_code
    assert status == (404 if event in MOVED_ON else 200), path
    named = [value for value in expected.values if value in path]
    assert named


def test_only_what_is_gone_has_no_link() -> None:
    assert [event for event in EVENTS if event not in LINKED] == ["position.deleted", "candidate.deleted"]
