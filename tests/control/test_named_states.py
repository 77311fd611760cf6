"""Named states: one application brought to where a test needs it, with the history that a real one would have."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.errors import BadRequest, Unknown
from ats_sandbox.control.states.state import PHASE_OF_STATE, NamedState
from ats_sandbox.world.clock import DAY, iso
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.interviews import Response
from ats_sandbox.world.domain.offers import OfferStatus
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.reading import Reading
from tests.client import VendorClient
from tests.control.commands import document, told
from tests.lanes import Lane

ClientOf = Callable[[str], VendorClient]

STANDING = {
    **PHASE_OF_STATE,
    NamedState.REJECTED: ApplicationStatus.REJECTED,
    NamedState.WITHDRAWN: ApplicationStatus.WITHDRAWN,
}
EVERY_STATE = list(NamedState)


def goto(tester: VendorClient, application: str, state: str, **more: Any) -> Any:
    """The answer to a wish that is granted."""
    answer = tester.post(f"/applications/{application}/state", json={"state": state, **more}, token=None)
    assert answer.status_code == 200, answer.text
    return answer.json


def newcomer(smartrecruiters: VendorClient) -> tuple[str, str]:
    """The ids of a candidate and a job that they have just applied to."""
    job = smartrecruiters.get("/jobs", query_string={"sort": "job_id"}).json["content"][0]["id"]
    body = {"firstName": "Nora", "lastName": "Example", "email": "nora@example.com"}
    return smartrecruiters.post(f"/jobs/{job}/candidates", json=body).json["id"], job


def last_application(tester: VendorClient) -> Application:
    application = tester.read().applications.newest_first().first()
    assert application is not None
    return application


def meetings(world: Reading, application: int) -> list[Any]:
    return [one for one in world.interviews.where(application=application) if not one.cancelled]


@pytest.mark.parametrize("state", EVERY_STATE)
def test_any_application_comes_to_any_state_and_has_what_the_state_promises(
    sandbox: SandboxApp, world_name: str, lane: Lane, state: NamedState
) -> None:
    """Every application of the demo world, ordinarily every seventh: leads, ended, hired, transferred ones too."""
    workspace = sandbox.worlds[world_name]
    for application in list(workspace.world.read().applications)[:: lane.amount(7, 1)]:
        going = workspace.goto(str(application.id), state)
        world = workspace.world.read()
        now = world.applications[application.id]
        offers = [one.status for one in world.offers.where(application=now.id)]
        moments = [one.at for one in world.activities.where(application=now.id) if one.dated is None]
        coming = [one for one in meetings(world, now.id) if _coming(world, one.id)]

        assert going.application == now
        assert now.status is STANDING[state]
        assert moments == sorted(moments)
        assert max(moments) <= world.now
        if state is NamedState.INTERVIEWING:
            assert any(one.candidate_response is Response.ACCEPTED for one in meetings(world, now.id))
        if state is NamedState.OFFER_SENT:
            assert OfferStatus.PENDING_ACCEPTANCE in offers
        if state is NamedState.HIRED:
            seats = [one.id for one in world.positions.where(job=now.job) if one.application == now.id]
            assert application.status is ApplicationStatus.HIRED or (OfferStatus.ACCEPTED in offers and len(seats) == 1)
        if state in (NamedState.REJECTED, NamedState.WITHDRAWN) and application.status is not STANDING[state]:
            assert now.reason is not None
            assert not coming
            assert {OfferStatus.PENDING_ACCEPTANCE, OfferStatus.ACCEPTED}.isdisjoint(offers)


def _coming(world: Reading, interview: int) -> bool:
    return all(slot.starts_at > world.now for slot in world.timeslots.where(interview=interview))


@pytest.mark.parametrize("state", EVERY_STATE)
def test_an_application_that_is_there_already_stays_as_it_is(
    sandbox: SandboxApp, world_name: str, state: NamedState
) -> None:
    workspace = sandbox.worlds[world_name]
    workspace.goto("1", state)
    before = workspace.world.state

    workspace.goto("1", state)

    assert workspace.world.state is before


def test_the_whole_way_is_told_at_each_vendor(tester: VendorClient, client_of: ClientOf) -> None:
    with tester.arrange() as draft:
        from ats_sandbox.world.domain.commands.applications import apply
        from ats_sandbox.world.domain.commands.candidates import register

        with draft.then(draft.now - 30 * DAY):
            person = register(draft, first_name="Nora", last_name="Example")
            apply(draft, person.id, 1)
    application = last_application(tester)

    told = goto(tester, str(application.id), "hired")

    smart = client_of("smartrecruiters")
    assignment = smart.get(f"/candidates/{told['candidate']['smartrecruiters']}").json["primaryAssignment"]
    history = smart.get(
        f"/candidates/{told['candidate']['smartrecruiters']}/jobs/{told['job']['smartrecruiters']}/status/history"
    ).json["content"]
    interviews = smart.get(
        "/interviews-api/v201904/interviews", query_string={"applicationId": told["ids"]["smartrecruiters"]}
    ).json["content"]
    assert assignment["status"] == "HIRED"
    assert "positionDetails" in assignment["job"]["actions"]
    assert [one["status"] for one in history] == ["NEW", "IN_REVIEW", "INTERVIEW", "OFFERED", "HIRED"]
    assert [one["changedOn"] for one in history] == [one["at"] for one in told["history"]]
    assert interviews[0]["timeslots"][0]["candidateStatus"] == "accepted"

    found = client_of("stackone").get("/unified/ats/offers", query_string={"page_size": "100"}).json["data"]
    (offer,) = [one for one in found if one["application_id"] == told["ids"]["stackone"]]
    assert offer["offer_status"]["value"] == "accepted"

    skailer = client_of("skailer").get(f"/api/v1/candidates/{told['ids']['skailer']}/actions").json
    assert len(skailer) == 4

    days = [(later - earlier) / DAY for earlier, later in pairwise(_moments(tester, application.id))]
    assert all(gap >= 1 for gap in days)


def _moments(tester: VendorClient, application: int) -> list[int]:
    return [one.at for one in tester.read().activities.where(application=application)]


def test_every_id_of_an_application_leads_to_it(tester: VendorClient) -> None:
    first = goto(tester, "1", "in_review")
    tester.world.reset()

    for id in first["ids"].values():
        assert goto(tester, id, "in_review")["ids"] == first["ids"]


def test_the_way_back_calls_off_what_was_under_way(tester: VendorClient) -> None:
    goto(tester, "1", "offer_sent")
    goto(tester, "1", "in_review")

    world = tester.read()
    assert world.applications[1].status is ApplicationStatus.IN_REVIEW
    assert [one.status for one in world.offers.where(application=1)] == [OfferStatus.ABANDONED]


def test_a_hire_that_is_taken_back_frees_the_position(tester: VendorClient) -> None:
    def taken() -> list[int]:
        return [one.id for one in tester.read().positions.where(job=1) if one.application == 1]

    goto(tester, "1", "hired")
    seats = taken()
    goto(tester, "1", "offer_sent")

    assert len(seats) == 1
    assert taken() == []


def test_who_withdraws_with_an_offer_at_hand_has_declined_it(tester: VendorClient) -> None:
    goto(tester, "1", "offer_sent")
    goto(tester, "1", "withdrawn")

    assert [one.status for one in tester.read().offers.where(application=1)] == [OfferStatus.NOT_ACCEPTED]


def test_an_interview_that_was_to_come_has_taken_place_once_there_is_an_offer(tester: VendorClient) -> None:
    goto(tester, "1", "interviewing")
    (interview,) = meetings(tester.read(), 1)
    (coming,) = tester.read().timeslots.where(interview=interview.id)
    goto(tester, "1", "offer_sent")
    (held,) = tester.read().timeslots.where(interview=interview.id)

    world = tester.read()
    assert coming.starts_at > world.now
    assert held.starts_at < world.now
    assert [one.interview for one in world.scorecards.where(application=1)] == [interview.id]


def test_without_room_in_the_past_the_steps_move_together_and_the_clock_stays(
    tester: VendorClient, smartrecruiters: VendorClient
) -> None:
    newcomer(smartrecruiters)
    application = last_application(tester)
    before = tester.world.now

    goto(tester, str(application.id), "hired")

    moments = _moments(tester, application.id)
    assert moments == sorted(moments)
    assert application.created_at <= min(moments)
    assert tester.world.now - before == 1


def test_the_clock_goes_forward_by_the_time_of_the_way_when_asked(
    tester: VendorClient, smartrecruiters: VendorClient
) -> None:
    newcomer(smartrecruiters)
    application = last_application(tester)
    before = tester.world.now

    told = goto(tester, str(application.id), "interviewing", advance=True)
    coming = max(slot.ends_at for slot in tester.read().timeslots)
    goto(tester, str(application.id), "hired", advance=True)

    assert told["advanced_seconds"] * 1000 == 4 * DAY
    assert told["now"] == iso(before + 4 * DAY + 1)
    assert tester.world.now > coming, "the interview has passed in its own time"
    (interview,) = meetings(tester.read(), application.id)
    assert max(one.ends_at for one in tester.read().timeslots.where(interview=interview.id)) <= coming
    assert min(later - earlier for earlier, later in pairwise(_moments(tester, application.id))) >= DAY


def test_a_poll_for_changes_sees_the_new_state(tester: VendorClient, stackone: VendorClient) -> None:
    since = iso(tester.world.now)

    told = goto(tester, "1", "offer_sent")

    for path, member in (("applications", "id"), ("offers", "application_id"), ("interviews", "application_id")):
        query = {"filter[updated_after]": since}
        changed = stackone.get(f"/unified/ats/{path}", query_string=query).json["data"]
        assert {one[member] for one in changed} == {told["ids"]["stackone"]}, path


def test_a_reason_and_a_first_day_are_those_that_were_told(tester: VendorClient) -> None:
    reason = next(iter(tester.read().reasons.newest_first().only(lambda one: one.decider == "company")))

    goto(tester, "1", "rejected", reason=reason.label.upper())
    assert tester.read().applications[1].reason == reason.id
    goto(tester, "1", "hired", starts_at="2026-07-01")

    assert iso(tester.read().applications[1].starts_at or 0) == "2026-07-01T00:00:00.000Z"


@pytest.mark.parametrize(
    ("application", "body", "status", "words"),
    [
        ("no-such-id", {"state": "hired"}, 404, "there is no application 'no-such-id'"),
        ("1", {"state": "hird"}, 400, "is none of applied, in_review"),
        ("1", {}, 400, "is required"),
        ("1", {"state": "hired", "reason": "x"}, 400, "only rejected and withdrawn take a reason"),
        ("1", {"state": "rejected", "reason": "No such reason"}, 400, "is not a reason for which"),
        ("1", {"state": "hired", "advance": "yes"}, 400, "must be: boolean"),
        ("1", {"state": "hired", "sate": 1}, 400, "sate"),
    ],
)
def test_a_wish_that_cannot_be_granted_changes_nothing(
    tester: VendorClient, application: str, body: dict[str, Any], status: int, words: str
) -> None:
    before = tester.world.state

    answer = tester.post(f"/applications/{application}/state", json=body, token=None)

    assert answer.status_code == status
    assert words in answer.text
    assert tester.world.state is before


def test_python_brings_an_application_to_a_state(sandbox: SandboxApp, world_name: str) -> None:
    workspace = sandbox.worlds[world_name]
    ids = workspace.ids("application", "1")

    going = workspace.goto(ids["bindbee"], "rejected", reason="Application incomplete")

    assert (going.application.id, going.application.status, going.advanced) == (1, ApplicationStatus.REJECTED, 0)
    with pytest.raises(Unknown):
        workspace.goto("nobody", "hired")
    with pytest.raises(BadRequest, match="there is no state 'hird'"):
        workspace.goto("1", "hird")


def test_the_command_brings_an_application_to_a_state(served: tuple[SandboxApp, str]) -> None:
    _, url = served

    code, out, _ = told(url, "goto", "7", "hired", world="going")
    came = document(url, "goto", "1", "rejected", "--advance", world="going")
    refused, _, complaint = told(url, "goto", "7", "hird", world="going")

    assert code == 0
    assert out.splitlines()[-1].split(" is ")[1].startswith("hired at 2026-03-02T09:00:00")
    assert (came["state"], came["advanced_seconds"]) == ("rejected", 2 * 86_400)
    assert refused == 1
    assert "is none of applied" in complaint
