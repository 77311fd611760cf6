"""One company, told by five vendors: what happens through one shows in the others."""

from ats_sandbox.world.domain.native_ids import native_id, read_native_id
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from tests.client import VendorClient
from tests.stories.hiring_team import (
    ADA,
    a_stage,
    applicant,
    application_id,
    applies,
    first_open_job,
    mirrored,
    on_job,
    resync,
    unified,
)


def test_a_candidate_who_applies_is_the_same_person_everywhere(
    smartrecruiters: VendorClient, stackone: VendorClient, bindbee: VendorClient, skailer: VendorClient
) -> None:
    job = first_open_job(smartrecruiters)
    ada = applies(smartrecruiters, job)

    at_stackone = unified(stackone, "candidates", ada)
    at_skailer = applicant(skailer, ADA["email"])
    live = mirrored(bindbee, "candidates", ada, "acme-live")
    before_sync = mirrored(bindbee, "candidates", ada)
    resync(bindbee)
    after_sync = mirrored(bindbee, "candidates", ada)

    assert at_stackone["remote_id"] == ada
    assert (at_stackone["first_name"], at_stackone["email"]) == ("Ada", "ada.quill@example.com")
    assert at_stackone["remote_application_ids"] == [application_id(smartrecruiters, ada, job)]
    assert at_skailer is not None
    assert (at_skailer["first_name"], at_skailer["last_name"]) == ("Ada", "Quill")
    assert live is not None
    assert live["email_addresses"] == ["ada.quill@example.com"]
    assert before_sync is None
    assert after_sync is not None
    assert after_sync["remote_id"] == ada


def test_a_candidate_created_at_stackone_is_in_the_companys_own_system_at_once(
    smartrecruiters: VendorClient, stackone: VendorClient
) -> None:
    job = first_open_job(stackone)
    candidate = {"first_name": "Ines", "last_name": "Marlowe", "email": "ines@example.org"}

    created = stackone.post("/unified/ats/applications", json={"job_id": job, "candidate": candidate})
    application = unified(stackone, "applications", created.json["data"]["id"])
    person = smartrecruiters.get(f"/candidates/{application['remote_candidate_id']}").json

    assert created.status_code == 201
    assert created.json["data"]["remote_id"] == application["remote_id"]
    assert (person["firstName"], person["lastName"], person["email"]) == ("Ines", "Marlowe", "ines@example.org")
    assert person["primaryAssignment"]["job"]["id"] == job


def test_a_rejection_at_stackone_is_a_rejection_everywhere(
    smartrecruiters: VendorClient, stackone: VendorClient, bindbee: VendorClient, skailer: VendorClient
) -> None:
    job = first_open_job(smartrecruiters)
    ada = applies(smartrecruiters, job)
    application = application_id(smartrecruiters, ada, job)
    reason = stackone.get("/unified/ats/rejected_reasons").json["data"][0]

    rejected = stackone.post(
        f"/unified/ats/applications/{application}/reject", json={"rejected_reason_id": reason["id"]}
    )
    at_home = smartrecruiters.get(f"/candidates/{ada}/jobs/{job}").json
    at_skailer = on_job(skailer, applicant(skailer, ADA["email"])["id"])
    resync(bindbee)
    at_bindbee = mirrored(bindbee, "applications", application)

    assert rejected.status_code == 200, rejected.text
    assert at_home["status"] == "REJECTED"
    assert at_home["reasonOfRejection"] == {"id": reason["remote_id"], "label": reason["label"]}
    assert at_skailer["disqualification_reason_id"] == read_native_id(skailer.read(), "reason", reason["remote_id"])
    assert at_bindbee["rejected_at"] is not None
    assert bindbee.get(f"/api/ats/v1/reject-reasons/{at_bindbee['reject_reason']}").json["name"] == reason["label"]


def test_a_move_at_skailer_shows_at_home_and_its_removal_undoes_it(
    smartrecruiters: VendorClient, stackone: VendorClient, skailer: VendorClient
) -> None:
    job = first_open_job(smartrecruiters)
    ada = applies(smartrecruiters, job)
    application = application_id(smartrecruiters, ada, job)
    candidate = on_job(skailer, applicant(skailer, ADA["email"])["id"])["id"]
    stage = a_stage(skailer, 1, ApplicationStatus.INTERVIEW, step=True)
    name = skailer.read().stages[stage].name

    action = skailer.post(f"/api/v1/candidates/{candidate}/actions", json={"pipeline_stage_id": stage}).json
    moved = smartrecruiters.get(f"/candidates/{ada}/jobs/{job}").json
    moved_unified = unified(stackone, "applications", application)
    skailer.delete(f"/api/v1/candidates/{candidate}/actions/{action['id']}")
    undone = smartrecruiters.get(f"/candidates/{ada}/jobs/{job}").json

    assert (moved["status"], moved["subStatus"]) == ("INTERVIEW", name)
    assert moved_unified["application_stage"]["name"] == name
    assert undone["status"] == "NEW"
    assert "subStatus" not in undone


def test_a_status_set_at_home_shows_at_skailer_and_stackone(
    smartrecruiters: VendorClient, stackone: VendorClient, skailer: VendorClient
) -> None:
    job = first_open_job(smartrecruiters)
    ada = applies(smartrecruiters, job)
    application = application_id(smartrecruiters, ada, job)

    smartrecruiters.put(f"/candidates/{ada}/jobs/{job}/status", json={"status": "OFFERED"})
    at_skailer = on_job(skailer, applicant(skailer, ADA["email"])["id"])
    actions = skailer.get(f"/api/v1/candidates/{at_skailer['id']}/actions").json

    assert at_skailer["pipeline_stage_id"] == a_stage(skailer, 1, ApplicationStatus.OFFERED, step=False)
    assert [action["pipeline_stage_id"] for action in actions] == [at_skailer["pipeline_stage_id"]]
    assert unified(stackone, "applications", application)["application_status"]["value"] == "offer"


def test_a_new_job_is_everywhere(
    smartrecruiters: VendorClient, stackone: VendorClient, bindbee: VendorClient, skailer: VendorClient
) -> None:
    created = stackone.post("/unified/ats/jobs", json={"title": "Lighthouse keeper", "job_status": {"value": "open"}})
    job = created.json["data"]["remote_id"]

    at_home = smartrecruiters.get(f"/jobs/{job}").json
    at_skailer = skailer.post("/api/v1/jobs/search", json={"text": "lighthouse"}).json["data"]
    before_sync = mirrored(bindbee, "jobs", job)
    resync(bindbee)

    assert created.status_code == 201, created.text
    assert at_home["title"] == "Lighthouse keeper"
    assert [one["title"] for one in at_skailer] == ["Lighthouse keeper"]
    assert before_sync is None
    assert mirrored(bindbee, "jobs", job)["name"] == "Lighthouse keeper"


def test_an_offer_made_at_stackone_reaches_bindbee_with_its_next_sync(
    smartrecruiters: VendorClient, stackone: VendorClient, bindbee: VendorClient
) -> None:
    job = first_open_job(smartrecruiters)
    application = application_id(smartrecruiters, applies(smartrecruiters, job), job)

    created = stackone.post(
        "/unified/ats/offers", json={"application_id": application, "salary": 61000, "currency": "EUR"}
    )
    offer = created.json["data"]["remote_id"]
    before_sync = mirrored(bindbee, "offers", offer)
    resync(bindbee)
    after_sync = mirrored(bindbee, "offers", offer)

    assert created.status_code == 201, created.text
    assert before_sync is None
    assert after_sync["application"] == mirrored(bindbee, "applications", application)["id"]


def test_a_comment_at_skailer_is_a_note_about_the_person(skailer: VendorClient) -> None:
    person = skailer.read().applications[1].candidate

    skailer.post("/api/v1/candidates/1/actions", json={"comment": "Called back, still keen"})

    assert "Called back, still keen" in [note.body for note in skailer.read().notes.where(candidate=person)]


def test_a_deleted_person_is_gone_everywhere(
    smartrecruiters: VendorClient, stackone: VendorClient, bindbee: VendorClient, skailer: VendorClient
) -> None:
    ada = applies(smartrecruiters, first_open_job(smartrecruiters))
    resync(bindbee)

    smartrecruiters.delete(f"/candidates/{ada}")

    assert smartrecruiters.get(f"/candidates/{ada}").status_code == 404
    assert stackone.get(f"/unified/ats/candidates/{ada}").status_code == 404
    assert applicant(skailer, ADA["email"]) is None
    assert mirrored(bindbee, "candidates", ada) is not None, "the copy stays until the next sync"
    resync(bindbee)
    assert mirrored(bindbee, "candidates", ada) is None


def test_tags_set_at_home_are_tags_elsewhere(
    smartrecruiters: VendorClient, stackone: VendorClient, bindbee: VendorClient
) -> None:
    ada = applies(smartrecruiters, first_open_job(smartrecruiters))

    smartrecruiters.put(f"/candidates/{ada}/tags", json={"tags": ["keen", "Málaga"]})

    assert [tag["name"] for tag in unified(stackone, "candidates", ada)["tags"]] == ["keen", "Málaga"]
    assert mirrored(bindbee, "candidates", ada, "acme-live")["tags"] == ["keen", "Málaga"]


def test_ids_correspond_for_every_record_of_the_first_pages(
    smartrecruiters: VendorClient, stackone: VendorClient, bindbee: VendorClient
) -> None:
    """At home, those in the talent pool are not on the list: they are asked for one by one."""
    at_home = {one["id"] for one in smartrecruiters.get("/candidates?limit=100").json["content"]}
    at_stackone = {one["remote_id"] for one in stackone.get("/unified/ats/candidates?page_size=100").json["data"]}
    at_bindbee = {one["remote_id"] for one in bindbee.get("/api/ats/v1/candidates?page_size=100").json["items"]}

    assert at_stackone == at_bindbee
    assert len(at_stackone) == 100
    pooled = at_stackone - at_home
    assert all("primaryAssignment" not in smartrecruiters.get(f"/candidates/{id}").json for id in pooled)
    assert len(pooled) < 20


def test_a_confidential_job_is_hidden_from_the_restricted_recruiter_at_every_vendor(
    smartrecruiters: VendorClient, stackone: VendorClient, bindbee: VendorClient, skailer: VendorClient
) -> None:
    world = smartrecruiters.read()
    hidden = world.jobs.where(confidential=True).first()
    home = native_id(world, "job", hidden.id)

    def jobs(token: str) -> list[set[str]]:
        return [
            {one["id"] for one in smartrecruiters.get("/jobs?limit=100", token=token).json["content"]},
            {one["remote_id"] for one in stackone.get("/unified/ats/jobs?page_size=100", token=token).json["data"]},
            {one["remote_id"] for one in bindbee.get("/api/ats/v1/jobs?page_size=100", token=token).json["items"]},
            {
                native_id(world, "job", one["id"])
                for one in skailer.post("/api/v1/jobs/search", json={"per_page": 100}, token=token).json["data"]
            },
        ]

    assert all(home in listed for listed in jobs("sandbox-admin"))
    assert not any(home in listed for listed in jobs("sandbox-restricted"))
