"""StackOne: postings, stages, departments, locations, reasons and users."""

from tests.client import VendorClient
from tests.vendors.stackone.api import everything, listed, shown, synthetic


def test_the_two_kinds_of_stages_are_the_same_records(stackone: VendorClient) -> None:
    assert everything(stackone, "interview_stages") == everything(stackone, "application_stages")


def test_every_stage_of_every_pipeline_is_listed(stackone: VendorClient) -> None:
    stages = everything(stackone, "application_stages")
    world = stackone.read()

    assert [(one["name"], one["order"]) for one in stages] == [(one.name, one.position) for one in world.stages]
    assert all(isinstance(one["order"], int) for one in stages)


def test_departments_and_locations_have_names(stackone: VendorClient) -> None:
    world = stackone.read()

    assert [one["name"] for one in everything(stackone, "departments")] == [one.name for one in world.departments]
    assert [one["name"] for one in everything(stackone, "locations")] == [one.name for one in world.locations]
    assert everything(stackone, "locations")[0].keys() == {"id", "remote_id", "unified_custom_fields", "name"}


def test_reasons_say_whose_they_are(stackone: VendorClient) -> None:
    reasons = everything(stackone, "rejected_reasons")

    assert {one["type"] for one in reasons} == {"rejected_by_organization", "rejected_by_candidate"}
    assert {one["rejected_reason_type"]["source_value"] for one in reasons} == {"COMPANY", "CANDIDATE"}
    assert all(one["rejected_reason_type"]["value"] == one["type"] for one in reasons)
    assert [one["label"] for one in reasons] == [one.label for one in stackone.read().reasons]


def test_users_have_names_and_addresses(stackone: VendorClient) -> None:
    users = everything(stackone, "users")

    assert [one["email"] for one in users] == [one.email for one in stackone.read().users]
    assert all(one["name"] == f"{one['first_name']} {one['last_name']}" for one in users)


def test_remote_ids_are_the_companys_own(stackone: VendorClient, smartrecruiters: VendorClient) -> None:
    departments = {one["id"] for one in smartrecruiters.get("/configuration/departments").json["content"]}
    job = listed(stackone, "jobs")[0]

    assert {one["remote_id"] for one in everything(stackone, "departments")} == departments
    assert smartrecruiters.get(f"/jobs/{job['remote_id']}").json["title"] == job["title"]


def test_a_posting_tells_its_job_and_its_status(stackone: VendorClient) -> None:
    postings = everything(stackone, "job_postings")

    assert {one["status"]["value"] for one in postings} == {"live", "internal", "draft", "closed"}
    for one in postings:
        assert one["job_id"] == synthetic(one["remote_job_id"])
        published = one["start_date"] is not None
        assert (one["external_url"] is not None) == (one["external_apply_url"] is not None) == published
        assert (one["status"]["value"] in ("live", "internal")) == published
        assert one["internal"] in ("true", "false")
        if one["status"]["value"] == "closed":
            assert shown(stackone, f"jobs/{one['job_id']}")["job_status"]["value"] in ("closed", "archived", "on_hold")


def test_a_posting_is_where_its_job_is(stackone: VendorClient) -> None:
    for one in listed(stackone, "job_postings", page_size="10"):
        job = shown(stackone, f"jobs/{one['job_id']}")
        told = [place["id"] for place in one["locations"]]
        assert told == (job["location_ids"] or [None])
        assert all(place["name"] for place in one["locations"])


def test_the_text_of_a_posting_is_whole_and_in_parts(stackone: VendorClient) -> None:
    content = listed(stackone, "job_postings")[0]["content"]

    labels = {one["label"]: one["type"]["value"] for one in content["sections"]}
    assert labels["About Acme Talent"] == "company_overview"
    assert labels["The job"] == "responsibilities"
    assert labels["What you bring"] == "skills"
    for section in content["sections"]:
        assert section["id"] == synthetic(section["remote_id"])
        assert section["content"] in content["plain"]
        assert f"<h2>{section['label']}</h2><p>" in content["html"]


def test_a_posting_tells_what_the_job_pays_in_strings(stackone: VendorClient) -> None:
    for one, record in zip(everything(stackone, "job_postings"), stackone.read().postings, strict=True):
        job = stackone.read().jobs[record.job]
        if job.pay is None:
            assert one["compensation"] == []
            continue
        (band,) = one["compensation"]
        assert band["type"] == {"value": "salary", "source_value": "SALARY"}
        assert band["pay_period"]["value"] == "year"
        assert band["pay_frequency"]["value"] == "yearly"
        assert band["currency"] == job.pay.currency
        assert band["min_value_range"] == (None if job.pay.minimum is None else f"{job.pay.minimum:.0f}")


def test_kinds_of_employment_are_told_in_two_properties(stackone: VendorClient) -> None:
    told = {
        (one["employment_type"] or {}).get("value"): (one["employment_contract_type"] or {}).get("value")
        for one in everything(stackone, "job_postings")
    }

    assert told.items() <= {"permanent": told.get("permanent"), "contractor": None, "intern": None, None: None}.items()
    assert told["permanent"] in ("full_time", "part_time")


def test_questionnaires_show_only_when_asked_for_and_name_the_answers(stackone: VendorClient) -> None:
    usual = listed(stackone, "job_postings")
    (sheet,) = listed(stackone, "job_postings", include="questionnaires")[0]["questionnaires"]

    assert all(one["questionnaires"] is None for one in usual)
    questions = {one["id"]: one for one in sheet["questions"]}
    answers = [
        answer
        for one in everything(stackone, "applications")
        for answered in one["questionnaires"]
        for answer in answered["answers"]
    ]
    assert answers
    for answer in answers:
        assert questions[answer["id"]]["type"]["value"] == answer["type"]["value"]
