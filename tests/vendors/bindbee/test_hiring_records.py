"""What the models show of notes, files, interviews, scorecards, forms and lists of the linked system."""

from collections import Counter

from ats_sandbox.world.clock import DAY, iso_seconds
from ats_sandbox.world.domain.commands.candidates import forget
from ats_sandbox.world.domain.equal_opportunity import EQUAL_OPPORTUNITY_ANSWERS
from ats_sandbox.world.domain.tags import TAGS
from tests.client import VendorClient
from tests.vendors.bindbee.demo_world import PREFIX, RESYNC, id_of, listed, one, through
from tests.vendors.bindbee.test_relations import everything


def test_notes_are_activities(bindbee: VendorClient) -> None:
    note = bindbee.read().notes[1]

    shown = one(bindbee, "activities", id_of(bindbee, "activity", 1))

    assert {name: shown[name] for name in ("activity_type", "subject", "body", "remote_created_at")} == {
        "activity_type": "NOTE",
        "subject": None,
        "body": note.body,
        "remote_created_at": iso_seconds(note.created_at),
    }
    assert shown["candidate"] == id_of(bindbee, "candidate", note.candidate)
    seen = {item["visibility"] for item in everything(bindbee, "activities")}
    assert seen == {"PUBLIC", "PRIVATE"}


def test_a_file_is_shown_with_its_kind_and_where_it_is_kept(bindbee: VendorClient) -> None:
    file = bindbee.read().attachments[1]

    shown = one(bindbee, "attachments", id_of(bindbee, "attachment", 1), include_raw_data="true")

    assert (shown["file_name"], shown["attachment_type"]) == (file.name, file.kind.upper())
    assert shown["file_url"].endswith(f"/attachments/{shown['remote_id']}")
    assert (shown["raw_data"]["id"], shown["raw_data"]["name"]) == (shown["remote_id"], file.name)
    kinds = {item["attachment_type"] for item in everything(bindbee, "attachments")}
    assert kinds == {"RESUME", "COVER_LETTER", "OFFER_LETTER", "OTHER"}


def test_the_address_of_a_file_leads_to_the_linked_system(bindbee: VendorClient, smartrecruiters: VendorClient) -> None:
    world = bindbee.read()
    file = next(
        one for one in world.attachments if one.application and not world.applications[one.application].confidential
    )
    shown = one(bindbee, "attachments", id_of(bindbee, "attachment", file.id))

    answer = smartrecruiters.get("/candidates/" + shown["file_url"].partition("/candidates/")[2])

    assert (answer.status_code, answer.data) == (200, bytes(file.content))


def test_interviews_are_in_every_status(bindbee: VendorClient) -> None:
    world = bindbee.read()
    items = everything(bindbee, "scheduled-interviews")

    assert len(items) == len(world.interviews)
    assert {"SCHEDULED", "AWAITING_FEEDBACK", "COMPLETE"} <= {item["status"] for item in items}
    for item in items:
        if item["status"] == "SCHEDULED":
            assert item["end_at"] is None or item["end_at"] > iso_seconds(world.now)
    judged = {item["interview"] for item in everything(bindbee, "scorecards")}
    called_off = {id_of(bindbee, "scheduled_interview", held.id) for held in world.interviews if held.cancelled}
    complete = {item["id"] for item in items if item["status"] == "COMPLETE"}
    assert complete == judged - {None} - called_off


def test_an_interview_lasts_from_its_first_part_to_its_last(bindbee: VendorClient) -> None:
    world = bindbee.read()
    held = next(one for one in world.interviews if len(world.timeslots.where(interview=one.id)) > 1)
    slots = list(world.timeslots.where(interview=held.id))

    shown = one(bindbee, "scheduled-interviews", id_of(bindbee, "scheduled_interview", held.id))

    assert shown["start_at"] == iso_seconds(min(slot.starts_at for slot in slots))
    assert shown["end_at"] == iso_seconds(max(slot.ends_at for slot in slots))
    people = {person.user for slot in slots for person in slot.interviewers}
    assert set(shown["interviewers"]) == {id_of(bindbee, "remote_user", user) for user in people}


def test_an_interview_awaits_feedback_only_after_a_sync(bindbee: VendorClient) -> None:
    ahead = [item for item in everything(bindbee, "scheduled-interviews") if item["status"] == "SCHEDULED"]
    first = min((item for item in ahead if item["end_at"]), key=lambda item: item["end_at"])
    bindbee.world.advance(DAY - 1)
    assert one(bindbee, "scheduled-interviews", first["id"])["status"] == "SCHEDULED"

    bindbee.world.advance(90 * DAY)

    assert one(bindbee, "scheduled-interviews", first["id"])["status"] == "AWAITING_FEEDBACK"


def test_scorecards_recommend(bindbee: VendorClient) -> None:
    items = everything(bindbee, "scorecards")

    found = Counter(item["overall_recommendation"] for item in items)
    assert set(found) == {"DEFINITELY_NO", "NO", "NO_DECISION", "YES", "STRONG_YES"}
    assert any(item["interview"] is None for item in items)


def test_a_candidate_has_one_eeoc_record_or_none(bindbee: VendorClient) -> None:
    items = everything(bindbee, "eeocs")

    candidates = [item["candidate"] for item in items]
    assert 0 < len(set(candidates)) == len(candidates) < len(bindbee.read().candidates)
    members = ("race", "gender", "veteran_status", "disability_status")
    assert all(len({item[member] for item in items}) > 2 for member in members)
    assert any(item[member] is None for item in items for member in members)


def test_a_forgotten_candidate_leaves_no_answers_behind(bindbee: VendorClient) -> None:
    answers = bindbee.read()[EQUAL_OPPORTUNITY_ANSWERS].first()
    assert answers is not None
    with bindbee.world.transaction() as draft:
        forget(draft, draft.candidates[answers.candidate])

    bindbee.post(RESYNC)

    assert bindbee.get(f"{PREFIX}/eeocs/{id_of(bindbee, 'eeoc', answers.id)}").status_code == 404


def test_jobs_ask_different_questions(bindbee: VendorClient) -> None:
    items = everything(bindbee, "screening-questions")

    assert len({item["title"] for item in items}) > 5
    assert {item["type"] for item in items} >= {"SINGLE_SELECT", "MULTI_SELECT", "SINGLE_LINE_TEXT", "BOOLEAN", "DATE"}
    assert {item["required"] for item in items} == {True, False}
    select = next(item for item in items if item["type"] == "SINGLE_SELECT")
    assert all(list(option) == ["label"] for option in select["options"])
    assert next(item for item in items if item["type"] == "BOOLEAN")["options"] == []


def test_tags_are_the_words_that_candidates_carry(bindbee: VendorClient) -> None:
    names = [item["name"] for item in listed(bindbee, "tags")]

    assert names == [tag.name for tag in bindbee.read()[TAGS]]
    assert {tag for person in bindbee.read().candidates for tag in person.tags} <= set(names)


def test_a_word_that_is_new_to_the_linked_system_becomes_a_tag(
    bindbee: VendorClient, smartrecruiters: VendorClient
) -> None:
    before = listed(bindbee, "tags")
    body = {"firstName": "Ada", "lastName": "Quist", "email": "ada.quist@example.com", "tags": ["stargazer", "local"]}
    assert smartrecruiters.post("/candidates", json=body).status_code == 201
    bindbee.world.advance(DAY)

    added = [item for item in listed(bindbee, "tags") if item not in before]

    assert [item["name"] for item in added] == ["stargazer"]
    assert listed(bindbee, "tags", modified_after=before[0]["modified_at"])[-1:] == added


def test_a_restricted_key_sees_nothing_that_hangs_on_confidential_jobs(bindbee: VendorClient) -> None:
    world = bindbee.read()
    hidden = {id_of(bindbee, "job", job.id) for job in world.jobs.where(confidential=True)}
    hidden |= {id_of(bindbee, "application", held.id) for held in world.applications.where(confidential=True)}
    hidden |= {id_of(bindbee, "candidate", person.id) for person in world.candidates.where(confidential=True)}
    members = ("job", "application", "candidate")
    for resource in ("attachments", "eeocs", "scheduled-interviews", "scorecards", "screening-questions"):
        secret = [item for item in everything(bindbee, resource) if {item.get(name) for name in members} & hidden]
        assert secret
        query = {"ids": ",".join(item["id"] for item in secret)}
        answer = bindbee.get(f"{PREFIX}/{resource}", query_string=query, token="sandbox-restricted")
        assert answer.json["items"] == []
        path = f"{PREFIX}/{resource}/{secret[0]['id']}"
        assert bindbee.get(path, token="sandbox-restricted").status_code == 404


def test_a_connector_of_another_category_shows_nothing(bindbee: VendorClient) -> None:
    for resource in ("activities", "attachments", "eeocs", "scheduled-interviews", "scorecards", "tags"):
        assert bindbee.get(f"{PREFIX}/{resource}", headers=through("acme-hris")).status_code == 403
