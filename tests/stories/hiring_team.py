"""What people do through each vendor, as the stories tell it."""

from typing import Any

from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from tests.client import VendorClient

ADA = {"firstName": "Ada", "lastName": "Quill", "email": "ada.quill@example.com", "phoneNumber": "+1 202 555 0107"}
PERSON_HEADERS = {"x-connector-token": "acme-live"}


def applies(smartrecruiters: VendorClient, job: str, person: dict[str, Any] = ADA) -> str:
    """A candidate applies to a job; gives the candidate's id in the company's own system."""
    response = smartrecruiters.post(f"/jobs/{job}/candidates", json=person)
    assert response.status_code == 201, response.text
    candidate: str = response.json["id"]
    return candidate


def first_open_job(client: VendorClient) -> str:
    """The id of job 1, which is open, public and not confidential."""
    return native_id(client.read(), "job", 1)


def resync(bindbee: VendorClient) -> None:
    """Bindbee copies the company's system."""
    assert bindbee.post("/api/embedded/v1/connectors/resync").status_code == 200


def unified(stackone: VendorClient, resource: str, id: str) -> dict[str, Any]:
    """A record as StackOne tells it; any id will do, the company's own too."""
    response = stackone.get(f"/unified/ats/{resource}/{id}")
    assert response.status_code == 200, response.text
    data: dict[str, Any] = response.json["data"]
    return data


def mirrored(bindbee: VendorClient, resource: str, remote_id: str, connector: str = "acme") -> dict[str, Any] | None:
    """A record as Bindbee's connector has it, found by the company's own id; None when it has none."""
    response = bindbee.get(
        f"/api/ats/v1/{resource}", query_string={"remote_id": remote_id}, headers={"x-connector-token": connector}
    )
    assert response.status_code == 200, response.text
    items: list[dict[str, Any]] = response.json["items"]
    return items[0] if items else None


def applicant(skailer: VendorClient, email: str) -> dict[str, Any] | None:
    """An applicant as Skailer finds them by e-mail."""
    response = skailer.post("/api/v1/applicants/search", json={"email": email})
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = response.json["data"]
    return found[0] if found else None


def on_job(skailer: VendorClient, applicant_id: int) -> dict[str, Any]:
    """Skailer's candidate: this applicant on their first job."""
    response = skailer.post("/api/v1/candidates/search", json={"applicant_id": applicant_id})
    found: dict[str, Any] = response.json["data"][0]
    return found


def application_id(smartrecruiters: VendorClient, candidate: str, job: str) -> str:
    """The application's id in the company's own system."""
    response = smartrecruiters.get(f"/candidates/{candidate}/jobs/{job}")
    assert response.status_code == 200, response.text
    id: str = response.json["applicationId"]
    return id


def a_stage(client: VendorClient, job: int, status: ApplicationStatus, *, step: bool) -> int:
    """A stage of a job's pipeline."""
    world = client.read()
    pipeline = world.jobs[job].pipeline
    return next(one.id for one in world.stages.where(pipeline=pipeline) if one.phase is status and one.step is step)
