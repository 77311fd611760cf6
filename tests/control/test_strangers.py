"""A sandbox with an admin token: who may begin a world in it, and who may not."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from werkzeug.test import Client

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.worlds.worlds import Worlds
from ats_sandbox.vendors import VENDORS

TOKEN = "open-sesame-42"
ADMIN = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def app() -> SandboxApp:
    return SandboxApp("empty", admin_token=TOKEN)


@pytest.mark.parametrize("named", ["path", "header"])
@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/nothing", {}, 404),
        ("GET", "/smartrecruiters/nothing", {}, 404),
        ("DELETE", "/smartrecruiters/jobs", {}, 405),
        ("GET", "/smartrecruiters/jobs", {}, 401),
        ("GET", "/smartrecruiters/jobs", {"X-SmartToken": "nobody"}, 401),
        ("GET", "/smartrecruiters/jobs", {"X-SmartToken": "sandbox-expired"}, 401),
        ("POST", "/datadriven/v3/ats/job-offers", ADMIN, 401),
        ("GET", "/_sandbox/journal", {}, 401),
        ("GET", "/_sandbox/journal", {"Authorization": "Bearer wrong"}, 401),
        ("POST", "/_sandbox/faults", {"Authorization": "Bearer \xff"}, 401),
        ("GET", "/_sandbox/health", {}, 200),
        ("OPTIONS", "/smartrecruiters/jobs", {"Origin": "https://a.example"}, 405),
    ],
)
def test_a_stranger_begins_no_world(
    app: SandboxApp, named: str, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    client = Client(app)
    sent = {**headers, **({"X-Sandbox-World": "new"} if named == "header" else {})}

    answer = client.open(path if named == "header" else f"/w/new{path}", method=method, headers=sent)

    assert answer.status_code == status
    assert list(app.worlds) == ["default"]


@pytest.mark.parametrize("vendor", VENDORS, ids=lambda one: one.name)
def test_whoever_a_vendor_knows_begins_one(app: SandboxApp, vendor: object) -> None:
    headers = vendor.auth.present("sandbox-admin")  # type: ignore[attr-defined]
    operation = next(one for one in vendor.operations if one.method == "GET" and "{" not in one.path)  # type: ignore[attr-defined]

    Client(app).get(f"/w/new/{vendor.name}{operation.path}", headers=headers)  # type: ignore[attr-defined]

    assert "new" in app.worlds
    assert len(app.worlds["new"].journal) == 1


def test_the_tester_begins_one(app: SandboxApp) -> None:
    assert Client(app).get("/w/new/_sandbox/journal", headers=ADMIN).status_code == 200
    assert "new" in app.worlds


def test_what_the_first_requests_write_at_once_is_all_kept(app: SandboxApp) -> None:
    def create(number: int) -> int:
        person = {"firstName": "A", "lastName": str(number), "email": f"a{number}@example.com"}
        headers = {"X-SmartToken": "sandbox-admin"}
        return Client(app).post("/w/new/smartrecruiters/candidates", json=person, headers=headers).status_code

    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(create, range(64))) == {201}

    assert len(app.worlds["new"].world.read().candidates) == 64


def test_one_world_too_many_is_refused_in_words(app: SandboxApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Worlds, "MOST", 1)
    client, headers = Client(app), {"X-SmartToken": "sandbox-admin"}
    assert client.get("/w/one/smartrecruiters/jobs", headers=headers).status_code == 200

    refused = client.get("/w/two/smartrecruiters/jobs", headers=headers)

    assert refused.status_code == 422
    assert "delete some" in refused.json["error"]
