"""SmartRecruiters: a job from its opening to its end."""

from ats_sandbox.world.domain.native_ids import native_id
from tests.client import VendorClient
from tests.vendors.smartrecruiters.job_bodies import LEAST

SEAT = {
    "type": "NEW",
    "positionOpenDate": "2026-03-02T00:00:00.000Z",
    "targetStartDate": "2026-06-01T00:00:00.000Z",
}


def test_a_job_is_opened_changed_staffed_and_filled(smartrecruiters: VendorClient) -> None:
    """It is patched both ways, noted, its team built, positions added, its status moved and its history read."""
    opened = smartrecruiters.post("/jobs", json={**LEAST, "refNumber": "NB-1"}).json
    path = f"/jobs/{opened['id']}"
    assert smartrecruiters.post("/jobs", json={**LEAST, "refNumber": "NB-1"}).status_code == 409

    raised = smartrecruiters.patch(path, json={"compensation": {"min": 30_000, "currency": "NOK"}}).json
    assert raised["updatedOn"] > opened["updatedOn"]
    steps = [
        {"op": "test", "path": "/compensation/min", "value": 30_000},
        {"op": "add", "path": "/compensation/max", "value": 36_000},
        {"op": "replace", "path": "/jobAd/sections", "value": {"jobDescription": {"text": "You bake by night."}}},
    ]
    patched = smartrecruiters.patch(path, json=steps).json
    assert patched["compensation"] == {"min": 30_000, "max": 36_000, "currency": "NOK"}
    assert patched["jobAd"]["sections"] == {"jobDescription": {"text": "You bake by night."}}

    assert smartrecruiters.get(f"{path}/note").status_code == 404
    smartrecruiters.put(f"{path}/note", json={"content": "Start in June."})
    assert smartrecruiters.get(f"{path}/note").json == {"content": "Start in June."}

    world = smartrecruiters.read()
    manager, recruiter = (native_id(world, "user", id) for id in (1, 2))
    for id, role in ((manager, "HIRING_MANAGER"), (recruiter, "RECRUITER")):
        assert smartrecruiters.post(f"{path}/hiring-team", json={"id": id, "role": role}).status_code == 200
    assert smartrecruiters.delete(f"{path}/hiring-team/{manager}").status_code == 204
    assert smartrecruiters.delete(f"{path}/hiring-team/{recruiter}").status_code == 400
    team = smartrecruiters.get(f"{path}/hiring-team").json
    assert [(one["id"], one["role"]) for one in team["content"]] == [(recruiter, "RECRUITER")]

    first, second = (smartrecruiters.post(f"{path}/positions", json=SEAT).json for _ in range(2))
    person = smartrecruiters.post(
        f"{path}/candidates", json={"firstName": "Odile", "lastName": "Example", "email": "odile@example.com"}
    ).json
    hired = {"status": "HIRED", "startsOn": "2026-06-01T00:00:00.000Z"}
    assert smartrecruiters.put(f"/candidates/{person['id']}/jobs/{opened['id']}/status", json=hired).status_code == 204
    assert smartrecruiters.delete(f"{path}/positions/{first['id']}").json["errors"][0]["code"] == "POSITION_ASSIGNED"
    assert smartrecruiters.delete(f"{path}/positions/{second['id']}").status_code == 204

    for status in ("SOURCING", "SOURCING", "FILLED"):
        assert smartrecruiters.put(f"{path}/status", json={"status": status}).status_code == 201
    history = smartrecruiters.get(f"{path}/status/history").json["content"]
    assert [one["status"] for one in history] == ["CREATED", "SOURCING", "FILLED"]
    assert history[0]["changedOn"] == opened["createdOn"] < history[1]["changedOn"] < history[2]["changedOn"]
    assert smartrecruiters.get(path).json["lastActivityOn"] == history[2]["changedOn"]
    found = smartrecruiters.get(f"/jobs?q=night%20baker&statuses=FILLED&hiringTeamMemberId={recruiter}").json
    assert [one["id"] for one in found["content"]] == [opened["id"]]
