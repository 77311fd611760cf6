"""SmartRecruiters: events fall out of changes, whoever makes them, and out of nothing else."""

import pytest

from ats_sandbox.contract.webhooks import Happening
from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.webhooks.declaration import WEBHOOKS
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.commands.applications import set_status
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.reasons import Decider
from tests.client import VendorClient
from tests.vendors.smartrecruiters import people
from tests.vendors.smartrecruiters.people import UNKNOWN
from tests.vendors.smartrecruiters.webhooks.hearing import beside, events, hearing
from tests.vendors.smartrecruiters.webhooks.provocation import done
from tests.vendors.stackone.api import ATS


def told(heard: list[Happening]) -> list[tuple[str, dict[str, str], str]]:
    """What was heard, but for its instants."""
    return [(one.event, dict(one.facts), one.link) for one in heard]


def listed(stackone: VendorClient, one: Application) -> str:
    """The id of an application in StackOne's API."""
    remote, after = ids.APPLICATION.write(stackone.read(), one.id), None
    while True:
        page = done(stackone.get(f"{ATS}/applications", query_string={"next": after} if after else {})).json
        for each in page["data"]:
            if each["remote_id"] == remote:
                return str(each["id"])
        after = page["next"]
        assert after, "it is not listed"


def test_the_same_change_is_told_alike_whichever_api_makes_it(smartrecruiters: VendorClient) -> None:
    one = people.an_application(smartrecruiters)
    stackone, snapshot = beside(smartrecruiters, "stackone"), smartrecruiters.world.snapshot()
    id, reason = listed(stackone, one), people.a_reason(smartrecruiters, Decider.COMPANY)
    rejected = done(stackone.get(f"{ATS}/rejected_reasons")).json["data"]
    stackone_reason = next(each["id"] for each in rejected if each["remote_id"] == reason)

    with hearing(smartrecruiters) as own:
        body = {"status": "REJECTED", "reason": reason}
        done(smartrecruiters.put(f"{people.application_path(smartrecruiters, one)}/status", json=body))
    smartrecruiters.world.restore(snapshot)
    with hearing(smartrecruiters) as other:
        done(stackone.post(f"{ATS}/applications/{id}/reject", json={"rejected_reason_id": stackone_reason}))
    smartrecruiters.world.restore(snapshot)
    with hearing(smartrecruiters) as behind, smartrecruiters.arrange() as draft:
        number = ids.REASON.read(draft, reason)
        set_status(draft, draft.applications[one.id], ApplicationStatus.REJECTED, reason=number)

    assert told(own) == told(other) == told(behind)
    assert events(own) == ["application.status.updated"]


def test_a_candidate_from_another_api_is_told_like_ones_own(smartrecruiters: VendorClient) -> None:
    stackone = beside(smartrecruiters, "stackone")

    with hearing(smartrecruiters) as heard:
        body = {"first_name": "Ada", "last_name": "Quist", "emails": [{"type": "personal", "value": "ada@example.com"}]}
        made = done(stackone.post(f"{ATS}/candidates", json=body)).json["data"]

    (one,) = told(heard)
    assert one[0] == "candidate.created"
    assert smartrecruiters.get(one[2]).json["id"] == one[1]["id"]
    assert done(stackone.get(f"{ATS}/candidates/{made['id']}")).json["data"]["remote_id"] == one[1]["id"]


def test_a_refused_request_is_no_event(smartrecruiters: VendorClient) -> None:
    path = people.application_path(smartrecruiters, people.an_application(smartrecruiters))

    with hearing(smartrecruiters) as heard:
        for body in ({"status": "REJECTED", "reason": UNKNOWN}, {"status": "MARRIED"}, {}):
            assert 400 <= smartrecruiters.put(f"{path}/status", json=body).status_code < 500
        assert smartrecruiters.put(f"{path}/status", json={"status": "OFFERED"}, token=None).status_code == 401
        assert smartrecruiters.delete(f"/candidates/{UNKNOWN}").status_code == 404

    assert heard == []


def test_what_is_rolled_back_is_no_event(smartrecruiters: VendorClient) -> None:
    one = people.an_application(smartrecruiters)

    def change_and_fail() -> None:
        with smartrecruiters.arrange() as draft:
            set_status(draft, draft.applications[one.id], ApplicationStatus.OFFERED)
            assert WEBHOOKS.happenings(draft, draft.commit), "what would have been told"
            raise ZeroDivisionError

    with hearing(smartrecruiters) as heard, pytest.raises(ZeroDivisionError):
        change_and_fail()

    assert heard == []


def test_what_leads_back_to_where_it_was_is_no_event(smartrecruiters: VendorClient) -> None:
    one = people.an_application(smartrecruiters)

    with hearing(smartrecruiters) as heard, smartrecruiters.arrange() as draft:
        moved = set_status(draft, draft.applications[one.id], ApplicationStatus.OFFERED)
        back = draft.stages[one.stage]
        set_status(draft, moved, one.status, step=back.name if back.step else None)

    assert heard == []


def test_each_of_several_records_that_are_written_at_once_is_told(smartrecruiters: VendorClient) -> None:
    moved = list(smartrecruiters.read().applications.where(status=ApplicationStatus.IN_REVIEW))[:5]

    with hearing(smartrecruiters) as heard, smartrecruiters.arrange() as draft:
        for one in moved:
            set_status(draft, draft.applications[one.id], ApplicationStatus.OFFERED)

    expected = [ids.APPLICATION.write(smartrecruiters.read(), one.id) for one in moved]
    assert [one.facts["application_id"] for one in heard] == expected
    assert {one.event for one in heard} == {"application.status.updated"}


def test_what_goes_with_an_application_is_not_told(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    reviewed = (world.applications[card.application] for card in world.scorecards)
    one = next(one for one in reviewed if not one.confidential and one.status is not ApplicationStatus.HIRED)

    with hearing(smartrecruiters) as heard:
        path = f"/job-applications-api/v202112/job-applications/{ids.APPLICATION.write(world, one.id)}"
        done(smartrecruiters.delete(path))

    assert one.id not in smartrecruiters.read().applications
    assert heard == []
