"""What single creates make of what they are sent, at the linked system and in what is read."""

from base64 import b64encode
from typing import Any

import pytest

from ats_sandbox.vendors.bindbee.samples import open_application, open_job
from ats_sandbox.world.clock import HOUR
from ats_sandbox.world.domain.attachments import AttachmentKind
from ats_sandbox.world.domain.commands.notes import revise_note
from ats_sandbox.world.domain.jobs import JobStatus, TeamRole
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.screening_questions import ADDED_QUESTIONS
from ats_sandbox.world.domain.tags import TAGS
from ats_sandbox.world.domain.users import UserRole
from tests.client import VendorClient
from tests.vendors.bindbee.demo_world import (
    CANDIDATES,
    PREFIX,
    RESYNC,
    UNKNOWN,
    faults,
    id_of,
    listed,
    one,
    ordinal,
    through,
    value_error,
)
from tests.vendors.bindbee.test_creates import BODIES, application, candidate, created, job
from tests.vendors.smartrecruiters.applying import an_ad, path_of

LETTER = {"file_name": "letter.txt", "attachment_type": "COVER_LETTER", "content_type": "text/plain"}
CONTENT = b64encode(b"Dear all").decode()


def refused(bindbee: VendorClient, resource: str, **members: Any) -> list[dict[str, Any]]:
    state = bindbee.world.state
    found = faults(bindbee.post(f"{PREFIX}/{resource}", json={**BODIES[resource](bindbee), **members}))
    assert bindbee.world.state is state
    return found


def read(bindbee: VendorClient, resource: str, id: str) -> dict[str, Any]:
    bindbee.post(RESYNC)
    return one(bindbee, resource, id)


@pytest.mark.parametrize("member", ["user", "activity_type", "body", "visibility", "candidate"])
def test_five_members_of_an_activity_have_to_be_there(bindbee: VendorClient, member: str) -> None:
    body = BODIES["activities"](bindbee)
    del body[member]

    assert faults(bindbee.post(f"{PREFIX}/activities", json=body)) == [
        {"loc": ["body", member], "msg": "Field required", "type": "missing", "input": body}
    ]


def test_an_activity_may_say_nothing_of_its_user_and_kind(bindbee: VendorClient) -> None:
    nothing = dict.fromkeys(("user", "activity_type", "body", "visibility", "subject"))

    shown = read(bindbee, "activities", created(bindbee, "activities", **nothing))

    assert (shown["user"], shown["activity_type"], shown["visibility"], shown["body"]) == (None, "NOTE", "PUBLIC", "")


def test_an_activity_is_about_a_candidate(bindbee: VendorClient) -> None:
    assert refused(bindbee, "activities", candidate=None) == [
        value_error("candidate is required", None, "body", "candidate")
    ]


def test_what_was_written_shows_until_the_record_changes(bindbee: VendorClient) -> None:
    id = created(bindbee, "activities")
    assert read(bindbee, "activities", id)["activity_type"] == "EMAIL"
    bindbee.world.advance(HOUR)
    with bindbee.world.transaction() as draft:
        revise_note(draft, draft.notes[ordinal(bindbee, "activity", id)], body="Called Ada.")

    shown = read(bindbee, "activities", id)

    assert (shown["activity_type"], shown["visibility"], shown["body"]) == ("NOTE", "PRIVATE", "Called Ada.")


def test_a_file_comes_with_its_content(bindbee: VendorClient) -> None:
    body = {**LETTER, "file_content": CONTENT, "candidate": candidate(bindbee)}

    id = bindbee.post(f"{PREFIX}/attachments", json=body).json

    held = bindbee.read().attachments[ordinal(bindbee, "attachment", id)]
    assert (held.name, held.kind, held.content_type) == ("letter.txt", AttachmentKind.COVER_LETTER, "text/plain")
    assert bytes(held.content) == b"Dear all"
    person = one(bindbee, "candidates", body["candidate"])
    bindbee.post(RESYNC)
    assert one(bindbee, "candidates", body["candidate"])["attachments"] == [*person["attachments"], id]


def test_a_file_is_added_to_the_candidate_of_the_path(bindbee: VendorClient) -> None:
    person = candidate(bindbee)
    path = f"{CANDIDATES}/{person}/attachments"
    body = {**LETTER, "file_content": CONTENT, "candidate": UNKNOWN, "remote_user_id": id_of(bindbee, "remote_user", 1)}

    answer = bindbee.post(path, json=body)

    assert answer.status_code == 200
    assert (answer.json["candidate"], answer.json["attachment_type"]) == (person, "COVER_LETTER")
    shown = read(bindbee, "attachments", answer.json["id"])
    assert {**answer.json, "modified_at": shown["modified_at"]} == shown


def test_a_file_for_a_candidate_of_the_path_can_be_refused(bindbee: VendorClient) -> None:
    path, body = f"{CANDIDATES}/{candidate(bindbee)}/attachments", {**LETTER, "file_content": CONTENT}

    unknown = bindbee.post(f"{CANDIDATES}/{UNKNOWN}/attachments", json=body)
    assert (unknown.status_code, unknown.json) == (404, {"detail": "Candidate not found"})
    (malformed,) = faults(bindbee.post(f"{CANDIDATES}/nobody/attachments", json=body))
    assert (malformed["loc"], malformed["type"]) == (["path", "candidate_id"], "uuid_parsing")
    readonly = bindbee.post(path, json=body, headers=through("acme-readonly"))
    assert readonly.status_code == 403
    (missing,) = faults(bindbee.post(path))
    assert (missing["loc"], missing["type"]) == (["body"], "missing")
    neither = "either file_url or file_content is required"
    assert faults(bindbee.post(path, json=LETTER)) == [value_error(neither, LETTER, "body")]
    text = {"file_content": "not base64!"}
    assert faults(bindbee.post(path, json=text)) == [
        value_error("invalid base64", "not base64!", "body", "file_content")
    ]
    (address,) = faults(bindbee.post(path, json={"file_url": "cv.pdf"}))
    assert (address["loc"], address["type"]) == (["body", "file_url"], "url_parsing")
    (user,) = faults(bindbee.post(path, json={**body, "remote_user_id": UNKNOWN}))
    assert (user["loc"], user["msg"]) == (["body", "remote_user_id"], "Value error, remote user not found")


def test_a_repeated_key_adds_a_file_once(bindbee: VendorClient) -> None:
    path, key = f"{CANDIDATES}/{candidate(bindbee)}/attachments", {"X-Idempotency-Key": "one"}
    first = bindbee.post(path, json={"file_content": CONTENT}, headers=key)

    assert bindbee.post(path, json={"file_content": CONTENT}, headers=key).json == first.json
    assert bindbee.post(path, json={"file_content": ""}, headers=key).status_code == 409


def test_a_candidate_answers_the_equal_opportunity_survey_once(bindbee: VendorClient) -> None:
    person = listed(bindbee, "eeocs")[0]["candidate"]

    (entry,) = refused(bindbee, "eeocs", candidate=person)

    assert (entry["loc"], entry["msg"]) == (["body"], "Value error, candidate already has an EEOC record")


def test_a_stage_goes_behind_the_others_where_its_place_is_taken(bindbee: VendorClient) -> None:
    before = listed(bindbee, "job-interview-stages", job=job(bindbee))
    last = max(item["stage_order"] for item in before)

    for at, order in enumerate((1, None, -5, 1_000_000), start=1):
        id = created(bindbee, "job-interview-stages", stage_order=order)
        held = bindbee.read().stages.page(0, 10_000)[-1]
        assert held.position == last + at
        assert read(bindbee, "job-interview-stages", id)["name"] == "Reference check"


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (1.5, "int_from_float"),
        ("x", "int_parsing"),
        ([], "int_type"),
        ({}, "int_type"),
        (10**25, "int_type"),
        ("9" * 5000, "int_parsing"),
    ],
)
def test_a_number_in_a_body_is_whole(bindbee: VendorClient, value: Any, kind: str) -> None:
    (entry,) = refused(bindbee, "jobs", openings=value)

    assert (entry["loc"], entry["type"]) == (["body", "openings"], kind)


@pytest.mark.parametrize(("value", "number"), [(2, 2), (2.0, 2), ("2", 2), (True, 1), (None, 0)])
def test_a_number_in_a_body_is_read_leniently(bindbee: VendorClient, value: Any, number: int) -> None:
    id = created(bindbee, "jobs", openings=value)

    assert len(bindbee.read().positions.where(job=ordinal(bindbee, "job", id))) == number


def test_a_job_is_opened_at_the_linked_system(bindbee: VendorClient) -> None:
    acting = id_of(bindbee, "remote_user", 4)

    id = created(bindbee, "jobs", status="OPEN", remote_user_id=acting)

    held = bindbee.read().jobs[ordinal(bindbee, "job", id)]
    assert (held.title, held.reference, held.status, held.creator) == ("Baker", "BAKER-1", JobStatus.SOURCING, 4)
    assert (held.department, held.locations, held.confidential) == (2, (2, 1), True)
    assert held.place == bindbee.read().locations[2].place
    assert [(member.user, member.role) for member in held.team] == [
        (3, TeamRole.HIRING_MANAGER),
        (2, TeamRole.RECRUITER),
        (3, TeamRole.RECRUITER),
    ]


def test_nothing_is_required_of_a_job(bindbee: VendorClient) -> None:
    answer = bindbee.post(f"{PREFIX}/jobs", json={}).json

    assert (answer["status"], answer["departments"], answer["job_posting_urls"]) == ("DRAFT", [], [])
    assert bindbee.post(f"{PREFIX}/jobs", json={"name": None, "offices": None, "unknown": 1}).status_code == 201


@pytest.mark.parametrize("form", ["bindbee", "native"])
def test_a_job_is_made_after_a_template(bindbee: VendorClient, form: str) -> None:
    template = next(one for one in bindbee.read().jobs if one.template)
    id = id_of(bindbee, "job", template.id) if form == "bindbee" else native_id(bindbee.read(), "job", template.id)

    answer = bindbee.post(f"{PREFIX}/jobs", json={"name": "Baker", "template_id": id}).json

    held = bindbee.read().jobs[ordinal(bindbee, "job", answer["id"])]
    assert (held.title, held.description, held.pipeline) == ("Baker", template.description, template.pipeline)
    assert (held.department, held.pay, held.template) == (template.department, template.pay, False)


def test_a_template_is_a_job_that_is_one(bindbee: VendorClient) -> None:
    for id in (job(bindbee), UNKNOWN, "R-00007"):
        assert refused(bindbee, "jobs", template_id=id) == [
            value_error("template not found", id, "body", "template_id")
        ]


def test_a_job_has_one_department_and_a_code_of_its_own(bindbee: VendorClient) -> None:
    two = [id_of(bindbee, "department", number) for number in (1, 2)]
    assert refused(bindbee, "jobs", departments=two) == [
        value_error("a job has at most one department", two, "body", "departments")
    ]
    code = open_job(bindbee.read()).reference
    assert refused(bindbee, "jobs", code=code) == [value_error("code belongs to another job", code, "body", "code")]
    for number in (-1, 1_001):
        (entry,) = refused(bindbee, "jobs", openings=number)
        assert entry["msg"] == "Value error, openings must be from 0 to 1000"


def test_addresses_of_advertisements_may_be_texts(bindbee: VendorClient) -> None:
    urls = ["https://www.example.com/1", {"value": "https://www.example.com/2", "type": "BLOG"}]

    answer = bindbee.post(f"{PREFIX}/jobs", json={"job_posting_urls": urls}).json

    assert answer["job_posting_urls"] == [
        {"value": "https://www.example.com/1", "url_type": "JOB_POSTING"},
        {"value": "https://www.example.com/2", "url_type": "BLOG"},
    ]
    (entry,) = refused(bindbee, "jobs", job_posting_urls=[1])
    assert (entry["loc"], entry["type"]) == (["body", "job_posting_urls", 0], "model_attributes_type")


def test_an_office_is_where_its_address_says(bindbee: VendorClient) -> None:
    id = created(bindbee, "offices", location="Seville, Spain")

    held = bindbee.read().locations[ordinal(bindbee, "office", id)]
    assert (held.place.city, held.place.country_code) == ("Seville", "ES")
    assert read(bindbee, "offices", id)["location"] == "Seville, Spain"


def test_two_active_users_do_not_share_an_address(bindbee: VendorClient) -> None:
    email = next(user.email for user in bindbee.read().users if user.active)

    (entry,) = refused(bindbee, "remote-users", email=email.upper())

    assert (entry["loc"], entry["msg"]) == (["body"], "Value error, a remote user with this email exists already")


@pytest.mark.parametrize(
    ("word", "role", "shown"),
    [
        ("SUPER_ADMIN", UserRole.ADMINISTRATOR, "SUPER_ADMIN"),
        ("RECRUITER", UserRole.RECRUITER, "RECRUITER"),
        ("-", UserRole.EMPLOYEE, "-"),
        (None, UserRole.EMPLOYEE, "LIMITED_TEAM_MEMBER"),
    ],
)
def test_a_user_has_a_role_of_the_linked_system(
    bindbee: VendorClient, word: str | None, role: UserRole, shown: str
) -> None:
    id = created(bindbee, "remote-users", access_role=word)

    assert bindbee.read().users[ordinal(bindbee, "remote_user", id)].role is role
    assert read(bindbee, "remote-users", id)["access_role"] == shown


def test_an_interview_is_held_in_the_present_stage_by_who_opened_the_job(bindbee: VendorClient) -> None:
    id = bindbee.post(
        f"{PREFIX}/scheduled-interviews",
        json={"application": application(bindbee), "start_at": "2026-06-01T09:00:00+02:00"},
    ).json

    shown = read(bindbee, "scheduled-interviews", id)
    about = open_application(bindbee.read())
    assert shown["job_interview_stage"] == one(bindbee, "applications", shown["application"])["current_stage"]
    assert shown["organizer"] == id_of(bindbee, "remote_user", bindbee.read().jobs[about.job].creator)
    assert (shown["start_at"], shown["end_at"]) == ("2026-06-01T07:00:00Z", "2026-06-01T08:00:00Z")
    assert (shown["status"], shown["interviewers"]) == ("SCHEDULED", [])


def test_an_interview_can_be_without_a_time(bindbee: VendorClient) -> None:
    id = bindbee.post(f"{PREFIX}/scheduled-interviews", json={"application": application(bindbee)}).json

    shown = read(bindbee, "scheduled-interviews", id)
    assert (shown["start_at"], shown["end_at"], shown["status"]) == (None, None, "SCHEDULED")


def test_an_interview_fits_its_job_and_its_time(bindbee: VendorClient) -> None:
    about = open_application(bindbee.read())
    stages = listed(bindbee, "job-interview-stages")
    mine = id_of(bindbee, "job", about.job)
    foreign = next(item["id"] for item in stages if item["job"] != mine)
    held = next(item["id"] for item in listed(bindbee, "job-interview-stages", job=mine)[3:])

    (elsewhere,) = refused(bindbee, "scheduled-interviews", job_interview_stage=foreign)
    (timeless,) = refused(bindbee, "scheduled-interviews", start_at=None)
    (backwards,) = refused(bindbee, "scheduled-interviews", end_at="2026-05-01T09:00:00Z")
    (nonsense,) = refused(bindbee, "scheduled-interviews", start_at="tomorrow")

    assert (elsewhere["loc"], elsewhere["msg"]) == (
        ["body", "job_interview_stage"],
        "Value error, stage does not belong to this job",
    )
    assert timeless["msg"] == "Value error, start_at is required with interviewers and end_at"
    assert backwards["msg"] == "Value error, end_at is before start_at"
    assert nonsense == value_error("invalid datetime", "tomorrow", "body", "start_at")
    id = created(bindbee, "scheduled-interviews", job_interview_stage=held)
    assert read(bindbee, "scheduled-interviews", id)["job_interview_stage"] == held


def test_a_scorecard_completes_its_interview(bindbee: VendorClient) -> None:
    interview = created(bindbee, "scheduled-interviews", start_at="2026-02-01T09:00:00Z", end_at=None, status=None)
    assert read(bindbee, "scheduled-interviews", interview)["status"] == "AWAITING_FEEDBACK"

    card = created(bindbee, "scorecards", interview=interview)

    assert read(bindbee, "scorecards", card)["interview"] == interview
    assert one(bindbee, "scheduled-interviews", interview)["status"] == "COMPLETE"


def test_a_scorecard_is_about_the_application_of_its_interview(bindbee: VendorClient) -> None:
    about = application(bindbee)
    foreign = next(item["id"] for item in listed(bindbee, "scheduled-interviews") if item["application"] != about)

    assert refused(bindbee, "scorecards", interview=foreign) == [
        value_error("interview does not belong to this application", foreign, "body", "interview")
    ]


@pytest.mark.parametrize(
    ("word", "stars", "shown"),
    [("DEFINITELY_NO", 1, "DEFINITELY_NO"), ("STRONG_YES", 5, "STRONG_YES"), ("MAYBE", 3, "MAYBE"), (None, 3, None)],
)
def test_a_recommendation_is_so_many_stars(
    bindbee: VendorClient, word: str | None, stars: int, shown: str | None
) -> None:
    id = created(bindbee, "scorecards", overall_recommendation=word)

    assert bindbee.read().scorecards[ordinal(bindbee, "scorecard", id)].rating == stars
    assert read(bindbee, "scorecards", id)["overall_recommendation"] == (shown or "NO_DECISION")


def test_a_question_is_asked_of_those_who_apply(bindbee: VendorClient, smartrecruiters: VendorClient) -> None:
    ad = an_ad(smartrecruiters, asking="SINGLE_SELECT")
    created(bindbee, "screening-questions", job=id_of(bindbee, "job", ad.job), title="Can you juggle?", type="BOOLEAN")

    form = smartrecruiters.get(f"{path_of(smartrecruiters, ad)}/configuration")

    assert form.status_code == 200
    assert [(asked["label"], asked["fields"][0]["type"]) for asked in form.json["questions"]][-1] == (
        "Can you juggle?",
        "RADIO",
    )


def test_options_may_be_texts(bindbee: VendorClient) -> None:
    id = created(bindbee, "screening-questions", options=["Day", {"label": "Night"}, {"value": 3}])

    assert read(bindbee, "screening-questions", id)["options"] == [{"label": "Day"}, {"label": "Night"}, {"value": 3}]
    held = bindbee.read()[ADDED_QUESTIONS].first()
    assert held is not None
    assert held.choices == ("Day", "Night")
    (entry,) = refused(bindbee, "screening-questions", options=["Day", 1])
    assert (entry["loc"], entry["type"]) == (["body", "options", 1], "dict_type")


def test_a_tag_that_is_there_is_the_one_that_it_was(bindbee: VendorClient) -> None:
    first = listed(bindbee, "tags")[4]
    count = len(bindbee.read()[TAGS])

    assert created(bindbee, "tags", name=first["name"]) == first["id"]
    assert len(bindbee.read()[TAGS]) == count
