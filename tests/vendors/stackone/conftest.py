"""A candidate, a job and an application of a test's own."""

from collections.abc import Callable
from typing import Any

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.vendors.stackone import STACKONE
from ats_sandbox.world.store.state import State
from tests.client import VendorClient
from tests.vendors.stackone.api import ATS, everything, made, shown

Prepared = Callable[[Callable[[VendorClient], None]], State]


@pytest.fixture(scope="session")
def prepared(sandbox: SandboxApp) -> Prepared:
    """The state of the demo world after some requests: tests that begin with the same ones begin from their state."""

    def prepare(requests: Callable[[VendorClient], None]) -> State:
        client = VendorClient(sandbox, STACKONE, "stackone-prepared")
        requests(client)
        state = client.world.state
        sandbox.worlds.drop(client.name)
        return state

    return prepare


@pytest.fixture
def job(stackone: VendorClient) -> dict[str, Any]:
    """An open job that is not confidential, with its stages."""
    jobs = everything(stackone, "jobs", **{"filter[job_status]": "open", "expand": "interview_stages"})
    return next(one for one in jobs if one["confidential"] == "false")


@pytest.fixture
def foreign_stage(stackone: VendorClient, job: dict[str, Any]) -> str:
    """A stage of another job's pipeline."""
    own = {one["id"] for one in job["interview_stages"]}
    found: str = next(one["id"] for one in everything(stackone, "application_stages") if one["id"] not in own)
    return found


@pytest.fixture
def candidate(stackone: VendorClient) -> dict[str, Any]:
    """A new candidate."""
    id = made(
        stackone,
        "candidates",
        {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com"},
    )
    return shown(stackone, f"candidates/{id}")


@pytest.fixture
def application(stackone: VendorClient, job: dict[str, Any], candidate: dict[str, Any]) -> dict[str, Any]:
    """That candidate on that job."""
    id = made(stackone, "applications", {"job_id": job["id"], "candidate_id": candidate["id"]})
    return shown(stackone, f"applications/{id}")


@pytest.fixture
def reason(stackone: VendorClient) -> dict[str, Any]:
    """One of the company's own reasons."""
    reasons = everything(stackone, "rejected_reasons")
    return next(one for one in reasons if one["type"] == "rejected_by_organization")


@pytest.fixture
def busy(stackone: VendorClient) -> VendorClient:
    """Six requests of all kinds, one second after the other."""
    requests: list[tuple[str, str, dict[str, Any]]] = [
        ("GET", f"{ATS}/jobs?page_size=1", {}),
        ("POST", f"{ATS}/candidates", {"json": {"first_name": "Ada"}}),
        ("GET", f"{ATS}/jobs/nobody", {}),
        ("GET", f"{ATS}/offers", {"headers": {"x-account-id": "acme-basic"}}),
        ("GET", f"{ATS}/jobs?page_size=x", {}),
        ("POST", "/unified/proxy", {"json": {"method": "get", "path": "candidates?limit=1"}}),
    ]
    for method, path, more in requests:
        stackone.world.advance(1000)
        stackone.send(method, path, **more)
    return stackone
