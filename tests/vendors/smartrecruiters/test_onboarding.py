"""New hires: what they have to do before their first day, and what they submitted."""

from typing import Any

import pytest

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.onboarding.assignments import ACTIVITIES
from ats_sandbox.vendors.smartrecruiters.onboarding.onboarding import PROCESSES
from ats_sandbox.vendors.smartrecruiters.onboarding.state import (
    NEW_HIRE,
    ONBOARDING_PROCESSES,
    OnboardingProcess,
    begin_onboarding,
    onboarding_of,
)
from ats_sandbox.vendors.smartrecruiters.properties.state import ONBOARDINGS
from ats_sandbox.world.clock import DAY, iso
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from tests.client import VendorClient
from tests.vendors.smartrecruiters import people
from tests.vendors.smartrecruiters.people import UNKNOWN, envelope

ROOT = "/smartonboard-api/v202205"
FORBIDDEN = envelope("NOT_AUTHORIZED_TO_ACCESS_RESOURCE", "Not authorized to access resource")
KINDS = {
    "activityAssignments": "activity-assignments",
    "webFormAssignments": "web-form-assignments",
    "fillablePdfFormAssignments": "fillable-pdf-form-assignments",
}


def begun(client: VendorClient) -> OnboardingProcess:
    """The onboarding of somebody who was hired and has not been made ready before; it begins now."""
    with client.arrange() as world:
        hired = world.applications.where(status=ApplicationStatus.HIRED, confidential=False)
        return begin_onboarding(world, next(one.id for one in hired if onboarding_of(world, one.id) is None))


def path(client: VendorClient, process: OnboardingProcess) -> str:
    return f"{ROOT}/onboarding-processes/{PROCESSES.id_of(client.read(), process)}"


def assignments(client: VendorClient, process: OnboardingProcess) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"{path(client, process)}/assignments").json
    return found


def one(client: VendorClient, process: OnboardingProcess, kind: str, at: int = 0) -> str:
    return f"{ROOT}/{KINDS[kind]}/{assignments(client, process)[kind][at]['id']}"


def refused(response: Any) -> tuple[int, str]:
    return response.status_code, response.json["errors"][0]["code"]


def test_most_who_were_hired_are_being_onboarded(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    hired = world.applications.where(status=ApplicationStatus.HIRED)
    processes = list(world[ONBOARDING_PROCESSES])

    assert 0 < len(processes) < len(hired)
    for process in processes[:10]:
        application = world.applications[process.application]
        shown = smartrecruiters.get(path(smartrecruiters, process)).json
        assert application.status is ApplicationStatus.HIRED
        assert shown["applicationId"] == ids.APPLICATION.write(world, application.id)
        assert shown["jobId"] == ids.JOB.write(world, application.job)
        assert shown.get("employmentStartDate") == (application.starts_at and iso(application.starts_at)[:10])


def test_a_new_hire_is_the_candidate_who_was_hired(smartrecruiters: VendorClient) -> None:
    process = begun(smartrecruiters)
    world = smartrecruiters.read()
    person = world.candidates[world.applications[process.application].candidate]
    id = smartrecruiters.get(path(smartrecruiters, process)).json["newHireId"]

    shown = smartrecruiters.get(f"{ROOT}/new-hires/{id}").json

    assert (shown["id"], shown["firstName"], shown["lastName"]) == (id, person.first_name, person.last_name)
    assert (shown["email"], shown.get("phone")) == (person.email or "", person.phone)
    assert shown["socialMedia"].get("linkedIn") == person.link("linkedin")


@pytest.mark.parametrize("ready_first", [False, True])
def test_onboarding_begins_with_a_hire_who_is_made_ready(smartrecruiters: VendorClient, ready_first: bool) -> None:
    application = people.an_application(smartrecruiters, ApplicationStatus.IN_REVIEW)
    of_job = people.application_path(smartrecruiters, application)
    steps = [
        (f"{of_job}/status", {"status": "HIRED", "startsOn": "2026-09-01T00:00:00.000Z"}),
        (f"{of_job}/onboardingStatus", {"onboardingStatus": "READY_TO_ONBOARD"}),
    ]
    for at, (step, body) in enumerate(reversed(steps) if ready_first else steps):
        assert onboarding_of(smartrecruiters.read(), application.id) is None, f"before step {at}"
        assert smartrecruiters.put(step, json=body).status_code == 204

    process = onboarding_of(smartrecruiters.read(), application.id)
    assert process is not None
    shown = smartrecruiters.get(path(smartrecruiters, process)).json
    assert shown["applicationId"] == ids.APPLICATION.write(smartrecruiters.read(), application.id)
    assert shown["employmentStartDate"] == "2026-09-01"
    hire = smartrecruiters.get(f"{ROOT}/new-hires/{shown['newHireId']}").json
    assert hire["firstName"] == smartrecruiters.read().candidates[application.candidate].first_name


@pytest.mark.parametrize("status", ["ONBOARDING_SUCCESSFUL", "ONBOARDING_FAILED"])
def test_no_other_status_begins_an_onboarding(smartrecruiters: VendorClient, status: str) -> None:
    application = people.an_application(smartrecruiters, ApplicationStatus.IN_REVIEW)
    of_job = people.application_path(smartrecruiters, application)

    smartrecruiters.put(f"{of_job}/status", json={"status": "HIRED"})
    assert smartrecruiters.put(f"{of_job}/onboardingStatus", json={"onboardingStatus": status}).status_code == 204

    assert onboarding_of(smartrecruiters.read(), application.id) is None


def test_everybody_whose_onboarding_stands_somehow_has_a_process(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()

    assert {one.application for one in world[ONBOARDINGS]} == {one.application for one in world[ONBOARDING_PROCESSES]}


def test_onboarding_begins_once(smartrecruiters: VendorClient) -> None:
    process = begun(smartrecruiters)

    with smartrecruiters.arrange() as world:
        assert begin_onboarding(world, process.application) == process
    assert len(smartrecruiters.read()[ONBOARDING_PROCESSES].where(application=process.application)) == 1


def test_every_new_hire_has_things_to_do_of_three_kinds(smartrecruiters: VendorClient) -> None:
    shown = assignments(smartrecruiters, begun(smartrecruiters))

    assert set(shown) == set(KINDS)
    common = {"id", "title", "description", "hasSensitiveData", "isHighPriority"}
    for kind, extra in zip(KINDS, ("isFileUploadRequired", None, "fileName"), strict=True):
        for each in shown[kind]:
            assert set(each) - {extra} == common
    assert {each["isFileUploadRequired"] for each in shown["activityAssignments"]} == {True, False}
    every = [each["id"] for kind in shown.values() for each in kind]
    assert len({*every}) == len(every)


def test_a_form_has_no_answers_before_they_are_submitted(smartrecruiters: VendorClient) -> None:
    process = begun(smartrecruiters)
    form, document = (
        one(smartrecruiters, process, kind) for kind in ("webFormAssignments", "fillablePdfFormAssignments")
    )

    missing = (404, "WEB_FORM_ASSIGNMENT_ANSWERS_NOT_FOUND")
    assert refused(smartrecruiters.get(f"{form}/form-answers")) == missing
    assert smartrecruiters.get(f"{form}/fields-metadata").status_code == 200
    missing = (404, "FILLABLE_PDF_FORM_ASSIGNMENT_ANSWERS_NOT_FOUND")
    assert refused(smartrecruiters.get(f"{document}/form-answers")) == missing
    activity = one(smartrecruiters, process, "activityAssignments")
    assert smartrecruiters.get(f"{activity}/attachments").json == {"attachmentIds": []}


def test_new_hires_submit_as_time_goes_by_and_a_few_never(smartrecruiters: VendorClient) -> None:
    """The story: a hire is made ready, three weeks go by, most of what was asked is there, of some nothing ever."""
    fresh = begun(smartrecruiters)
    forms = [one(smartrecruiters, fresh, "webFormAssignments", at) for at in range(3)]
    assert {smartrecruiters.get(f"{form}/form-answers").status_code for form in forms} == {404}

    smartrecruiters.world.advance(21 * DAY)

    assert 200 in {smartrecruiters.get(f"{form}/form-answers").status_code for form in forms}
    processes = list(smartrecruiters.read()[ONBOARDING_PROCESSES])
    every = [one(smartrecruiters, process, "webFormAssignments", at) for process in processes for at in range(3)]
    statuses = [smartrecruiters.get(f"{form}/form-answers").status_code for form in every]
    assert statuses.count(200) > statuses.count(404) > 0


def test_answers_are_to_the_question_of_the_form(smartrecruiters: VendorClient) -> None:
    kinds, answered = set(), 0
    for process in list(smartrecruiters.read()[ONBOARDING_PROCESSES])[:6]:
        for at in range(3):
            form = one(smartrecruiters, process, "webFormAssignments", at)
            asked = smartrecruiters.get(f"{form}/fields-metadata").json["fields"]
            response = smartrecruiters.get(f"{form}/form-answers")
            for question in asked.values():
                kinds.add(question["type"])
                assert {"title", "type", "isRequired"} <= set(question)
            if response.status_code == 200:
                answer = response.json["answers"]
                answered += 1
                assert answer.get("integrationKey") == asked[answer["fieldId"]].get("integrationKey")
                assert answer["answerValue"] or not asked[answer["fieldId"]]["isRequired"]
    assert kinds == {"TEXT", "SINGLE_SELECT", "MULTI_SELECT"}
    assert answered > 0


def done(client: VendorClient) -> tuple[str, list[str]]:
    """An activity whose files are there, and their ids."""
    id = ACTIVITIES.sample(client.read())
    activity = f"{ROOT}/activity-assignments/{id}"
    return activity, client.get(f"{activity}/attachments").json["attachmentIds"]


def test_the_filled_form_is_a_pdf(smartrecruiters: VendorClient) -> None:
    answers = [
        smartrecruiters.get(f"{one(smartrecruiters, process, 'fillablePdfFormAssignments')}/form-answers")
        for process in list(smartrecruiters.read()[ONBOARDING_PROCESSES])[:6]
    ]

    there = [each for each in answers if each.status_code == 200]
    assert there
    assert all(each.content_type == "application/pdf" and each.data.startswith(b"%PDF-1.4") for each in there)


def test_files_that_were_handed_in_are_listed_and_got(smartrecruiters: VendorClient) -> None:
    activity, files = done(smartrecruiters)

    assert files
    for id in files:
        response = smartrecruiters.get(f"{activity}/attachments/{id}")
        assert (response.status_code, response.content_type) == (200, "application/octet-stream")
        assert response.data == smartrecruiters.get(f"{activity}/attachments/{id}").data


@pytest.mark.parametrize("id", [UNKNOWN, "f" * 24, "1", "%00", "\u00e9"])
def test_what_does_not_exist_is_404(smartrecruiters: VendorClient, id: str) -> None:
    activity, _ = done(smartrecruiters)
    for where, code in {
        f"{ROOT}/new-hires/{id}": "NEW_HIRE_NOT_FOUND",
        f"{ROOT}/onboarding-processes/{id}": "ONBOARDING_PROCESS_NOT_FOUND",
        f"{ROOT}/onboarding-processes/{id}/assignments": "ONBOARDING_PROCESS_NOT_FOUND",
        f"{ROOT}/web-form-assignments/{id}/form-answers": "WEB_FORM_ASSIGNMENT_NOT_FOUND",
        f"{ROOT}/web-form-assignments/{id}/fields-metadata": "WEB_FORM_ASSIGNMENT_NOT_FOUND",
        f"{ROOT}/fillable-pdf-form-assignments/{id}/form-answers": "FILLABLE_PDF_FORM_ASSIGNMENT_NOT_FOUND",
        f"{ROOT}/activity-assignments/{id}/attachments": "ACTIVITY_ASSIGNMENT_NOT_FOUND",
        f"{ROOT}/activity-assignments/{id}/attachments/{id}": "ACTIVITY_ASSIGNMENT_NOT_FOUND",
        f"{activity}/attachments/{id}": "ATTACHMENT_NOT_FOUND",
    }.items():
        assert refused(smartrecruiters.get(where)) == (404, code), where


def test_the_ids_of_others_are_404(smartrecruiters: VendorClient) -> None:
    """A candidate who is no new hire, a file of another activity, an assignment of another kind."""
    activity, files = done(smartrecruiters)
    process = begun(smartrecruiters)
    world = smartrecruiters.read()
    onboarded = {world.applications[each.application].candidate for each in world[ONBOARDING_PROCESSES]}
    stranger = NEW_HIRE.write(world, next(each.id for each in world.candidates if each.id not in onboarded))
    assert refused(smartrecruiters.get(f"{ROOT}/new-hires/{stranger}")) == (404, "NEW_HIRE_NOT_FOUND")

    other = one(smartrecruiters, process, "activityAssignments")
    assert refused(smartrecruiters.get(f"{other}/attachments/{files[0]}")) == (404, "ATTACHMENT_NOT_FOUND")
    form = one(smartrecruiters, process, "webFormAssignments").rpartition("/")[2]
    wrong = smartrecruiters.get(f"{ROOT}/activity-assignments/{form}/attachments")
    assert refused(wrong) == (404, "ACTIVITY_ASSIGNMENT_NOT_FOUND")
    assert activity != other


def test_who_may_not_see_the_application_is_401(smartrecruiters: VendorClient) -> None:
    with smartrecruiters.arrange() as world:
        application = next(
            each
            for each in world.applications.where(confidential=True)
            if all(other.confidential for other in world.applications.where(candidate=each.candidate))
        )
        process = begin_onboarding(world, application.id)
    base = path(smartrecruiters, process)
    hire = smartrecruiters.get(base).json["newHireId"]
    form = one(smartrecruiters, process, "webFormAssignments")
    activity = one(smartrecruiters, process, "activityAssignments")
    for where in (
        f"{ROOT}/new-hires/{hire}",
        base,
        f"{base}/assignments",
        f"{form}/form-answers",
        f"{form}/fields-metadata",
        f"{one(smartrecruiters, process, 'fillablePdfFormAssignments')}/form-answers",
        f"{activity}/attachments",
        f"{activity}/attachments/{UNKNOWN}",
    ):
        response = smartrecruiters.get(where, token="sandbox-restricted")
        assert (response.status_code, response.json) == (401, FORBIDDEN), where


def test_the_onboarding_of_who_is_deleted_is_gone(smartrecruiters: VendorClient) -> None:
    process = begun(smartrecruiters)
    world = smartrecruiters.read()
    candidate = ids.CANDIDATE.write(world, world.applications[process.application].candidate)
    form = one(smartrecruiters, process, "webFormAssignments")

    assert smartrecruiters.delete(f"/candidates/{candidate}").status_code == 204

    assert refused(smartrecruiters.get(path(smartrecruiters, process))) == (404, "ONBOARDING_PROCESS_NOT_FOUND")
    assert refused(smartrecruiters.get(f"{form}/form-answers")) == (404, "WEB_FORM_ASSIGNMENT_NOT_FOUND")
