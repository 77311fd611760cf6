"""StackOne: interviews and scorecards."""

from typing import Any

import pytest
from msgspec.structs import replace

from ats_sandbox.world.clock import DAY, HOUR, iso
from ats_sandbox.world.domain.commands import interviews
from ats_sandbox.world.domain.commands.scorecards import review
from ats_sandbox.world.domain.interviews import TIMESLOTS, Interviewer, Response
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Transaction
from ats_sandbox.world.domain.scorecards import Recommendation
from tests.client import VendorClient
from tests.vendors.stackone.api import ATS, everything, listed, refused, shown, synthetic

EVERY = {"unscheduled", "scheduled", "completed", "cancelled", "pending_feedback", "unmapped_value"}


def scheduled(draft: Transaction, *hours: int, url: str | None = None, **slot: Any) -> int:
    """An interview of the newest application, with parts that begin so many hours from now; gives its ordinal."""
    application = next(iter(draft.applications.newest_first()))
    record = interviews.schedule(draft, application, organizer=1, timezone="Europe/Berlin", reference_url=url)
    for hour in hours:
        start = draft.now + hour * HOUR
        told = {"interviewers": (), **slot}
        interviews.add_timeslot(draft, record, starts_at=start, ends_at=start + HOUR, **told)
    return record.id


def seen(client: VendorClient, ordinal: int) -> dict[str, Any]:
    return shown(client, f"interviews/{native_id(client.read(), 'interview', ordinal)}")


def test_every_interview_tells_its_application_its_stage_and_its_people(stackone: VendorClient) -> None:
    for one in everything(stackone, "interviews"):
        assert one["application_id"] == synthetic(one["remote_application_id"])
        assert one["interview_stage"]["id"] == one["interview_stage_id"]
        assert one["interview_status"]["value"] in EVERY
        assert [who["id"] for who in one["interviewers"]] == one["interviewer_ids"]
        assert one["interviewer_ids"] == [synthetic(id) for id in one["remote_interviewer_ids"]]
        assert one["start_at"] == min(part["start_at"] for part in one["interview_parts"])
        assert one["end_at"] == max(part["end_at"] for part in one["interview_parts"])
        for part in one["interview_parts"]:
            assert set(part["interviewer_ids"]) <= set(one["interviewer_ids"])


def test_the_demo_world_has_interviews_in_every_usual_state_and_of_many_kinds(stackone: VendorClient) -> None:
    whole = everything(stackone, "interviews")
    kinds = {part["type"]["value"] for one in whole for part in one["interview_parts"] if part["type"]}

    assert {one["interview_status"]["value"] for one in whole} >= EVERY - {"unscheduled"}
    assert {"screening", "lunch", "presentation", "test", "video", "unmapped_value"} <= kinds


def test_the_interviews_of_an_application_are_the_same_records(
    stackone: VendorClient, application: dict[str, Any]
) -> None:
    with stackone.arrange() as draft:
        ordinal = scheduled(draft, 24, 48, url="https://meet.example.com/i/7")

    one = seen(stackone, ordinal)
    same = {name: value for name, value in one.items() if name != "unified_custom_fields"}

    assert one["unified_custom_fields"] is None
    assert listed(stackone, f"applications/{application['id']}/scheduled_interviews") == [same]
    assert shown(stackone, f"applications/{application['id']}/scheduled_interviews/{one['id']}") == same


def test_an_interview_scheduled_elsewhere_shows_with_all_its_parts(
    stackone: VendorClient, application: dict[str, Any]
) -> None:
    users = listed(stackone, "users")
    with stackone.arrange() as draft:
        invited = (Interviewer(2, Response.PENDING), Interviewer(3, Response.ACCEPTED))
        ordinal = scheduled(
            draft,
            24,
            url="https://meet.example.com/i/7",
            type="Phone screen",
            title="A first call",
            interviewers=invited,
        )

    one = seen(stackone, ordinal)

    assert one["interview_status"] == {"value": "scheduled", "source_value": "SCHEDULED"}
    assert one["meeting_url"] == "https://meet.example.com/i/7"
    assert one["application_id"] == application["id"]
    assert one["interview_stage"] == application["application_stage"]
    (part,) = one["interview_parts"]
    start = stackone.world.now + 24 * HOUR
    assert part == {
        "id": synthetic(part["remote_id"]),
        "remote_id": part["remote_id"],
        "type": {"value": "phone", "source_value": "Phone screen"},
        "title": "A first call",
        "interviewer_ids": [users[1]["id"], users[2]["id"]],
        "remote_interviewer_ids": [users[1]["remote_id"], users[2]["remote_id"]],
        "meeting_url": "https://meet.example.com/i/7",
        "meeting_provider": "meet.example.com",
        "start_at": iso(start),
        "end_at": iso(start + HOUR),
        "created_at": one["created_at"],
        "updated_at": one["updated_at"],
    }
    assert one["interviewers"][0] == {
        name: users[1][name] for name in ("id", "remote_id", "first_name", "last_name", "name", "email")
    }


def test_an_interview_by_another_vendor_shows_here(
    stackone: VendorClient, smartrecruiters: VendorClient, application: dict[str, Any]
) -> None:
    user = listed(stackone, "users")[2]
    start = stackone.world.now + 3 * DAY
    body = {
        "candidate": {"id": application["remote_candidate_id"]},
        "jobId": application["remote_job_id"],
        "organizerId": user["remote_id"],
        "timezone": "Europe/Berlin",
        "source": "Calendar",
        "timeslots": [
            {
                "interviewType": "Culture talk",
                "title": "How we work",
                "place": "Room 1",
                "startsOn": iso(start),
                "endsOn": iso(start + HOUR),
                "interviewers": [{"id": user["remote_id"], "status": "pending"}],
            }
        ],
    }
    answer = smartrecruiters.post("/interviews-api/v201904/interviews", json=body)
    assert answer.status_code == 201, answer.text

    (one,) = listed(stackone, f"applications/{application['id']}/scheduled_interviews")

    assert one["remote_id"] == answer.json["id"]
    assert one["interviewer_ids"] == [user["id"]]
    assert one["interview_parts"][0]["type"] == {"value": "culture", "source_value": "Culture talk"}


@pytest.mark.parametrize(
    ("hours", "facts", "expected"),
    [
        ((), {}, "unscheduled"),
        ((-48, 24), {}, "scheduled"),
        ((-48, -24), {}, "pending_feedback"),
        ((-48,), {"no_show": True}, "unmapped_value"),
    ],
)
def test_the_status_follows_from_the_times(
    stackone: VendorClient,
    application: dict[str, Any],
    hours: tuple[int, ...],
    facts: dict[str, Any],
    expected: str,
) -> None:
    with stackone.arrange() as draft:
        ordinal = scheduled(draft, *hours, **facts)

    one = seen(stackone, ordinal)

    assert one["interview_status"]["value"] == expected
    assert (one["start_at"] is None) == (hours == ())
    if expected == "unmapped_value":
        assert one["interview_status"]["source_value"] == "NO_SHOW"


def test_a_scorecard_completes_an_interview_and_calling_off_cancels_it(
    stackone: VendorClient, application: dict[str, Any]
) -> None:
    with stackone.arrange() as draft:
        past = scheduled(draft, -48)
        coming = scheduled(draft, 48)
    assert seen(stackone, past)["interview_status"]["value"] == "pending_feedback"

    with stackone.arrange() as draft:
        record = draft.applications[draft.interviews[past].application]
        review(draft, record, author=2, rating=4, recommendation=Recommendation.YES, interview=past)
        interviews.call_off(draft, draft.interviews[coming])

    assert seen(stackone, past)["interview_status"] == {"value": "completed", "source_value": "COMPLETED"}
    assert seen(stackone, coming)["interview_status"] == {"value": "cancelled", "source_value": "CANCELLED"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on_site", "on_site"),
        ("On-site day", "on_site"),
        ("PHONE_SCREEN", "phone"),
        ("Case study presentation", "presentation"),
        ("Informal chat", "informal"),
        ("Technical interview", "test"),
        ("sell", "sell"),
        ("Séance", "unmapped_value"),
        ("", "unmapped_value"),
    ],
)
def test_kinds_of_interviews_are_read_from_free_texts(
    stackone: VendorClient, application: dict[str, Any], text: str, value: str
) -> None:
    with stackone.arrange() as draft:
        ordinal = scheduled(draft, 1, type=text)

    (part,) = seen(stackone, ordinal)["interview_parts"]

    assert part["type"] == {"value": value, "source_value": text}


def test_a_part_of_no_kind_and_an_address_that_is_none_are_no_trouble(
    stackone: VendorClient, application: dict[str, Any]
) -> None:
    with stackone.arrange() as draft:
        ordinal = scheduled(draft, 1, url="http://[broken")
        record = draft.timeslots.newest_first().first()
        assert record is not None
        draft.put(TIMESLOTS, replace(record, interviewers=(Interviewer(9_999, Response.PENDING),)))

    one = seen(stackone, ordinal)

    assert one["interview_parts"][0]["type"] is None
    assert one["interview_parts"][0]["meeting_provider"] is None
    assert one["interviewers"][0]["name"] is None


def test_interviews_are_filtered_by_creation(stackone: VendorClient) -> None:
    whole = everything(stackone, "interviews")
    instant = sorted(one["created_at"] for one in whole)[len(whole) // 2]

    found = everything(stackone, "interviews", **{"filter[created_after]": instant})

    assert found == [one for one in whole if one["created_at"] > instant]


def test_interviews_on_confidential_jobs_are_hidden(stackone: VendorClient) -> None:
    seen = {one["id"] for one in everything(stackone, "interviews", token="sandbox-restricted")}
    hidden = [one for one in everything(stackone, "interviews") if one["id"] not in seen]

    assert hidden
    for one in hidden[:3]:
        answer = stackone.get(f"{ATS}/interviews/{one['id']}", token="sandbox-restricted")
        refused(answer, 403, "Forbidden resource")


def test_a_scorecard_written_elsewhere_shows_whole(stackone: VendorClient, application: dict[str, Any]) -> None:
    author = listed(stackone, "users")[1]
    with stackone.arrange() as draft:
        interview = scheduled(draft, -48)
        record = draft.applications[draft.interviews[interview].application]
        review(
            draft,
            record,
            author=2,
            rating=5,
            recommendation=Recommendation.STRONG_YES,
            comment="Hire her.",
            interview=interview,
        )

    (card,) = listed(stackone, f"applications/{application['id']}/scorecards")
    meeting = seen(stackone, interview)

    rating, comment = card["sections"][0]["fields"]
    assert card["label"] == "Interview review"
    assert card["overall_recommendation"] == "strong_yes"
    assert card["candidate_id"] == application["candidate_id"]
    assert card["application_id"] == application["id"]
    assert (card["interview_id"], card["remote_interview_id"]) == (meeting["id"], meeting["remote_id"])
    assert (card["author_id"], card["remote_author_id"]) == (author["id"], author["remote_id"])
    assert (rating["type"], rating["values"], rating["required"]) == ("score", ["5"], True)
    assert (comment["type"], comment["values"], comment["required"]) == ("long_text", ["Hire her."], False)
    assert shown(stackone, f"applications/{application['id']}/scorecards/{card['id']}") == card


@pytest.mark.parametrize("recommendation", Recommendation)
def test_every_recommendation_has_its_word(
    stackone: VendorClient, application: dict[str, Any], recommendation: Recommendation
) -> None:
    with stackone.arrange() as draft:
        record = next(iter(draft.applications.newest_first()))
        review(draft, record, author=2, rating=0, recommendation=recommendation)

    (card,) = listed(stackone, f"applications/{application['id']}/scorecards")

    expected = "no_decision" if recommendation is Recommendation.UNDECIDED else recommendation.value
    assert card["overall_recommendation"] == expected
    assert card["label"] == "Application review"
    assert card["interview_id"] is None
    assert card["sections"][0]["fields"][1]["values"] == []
