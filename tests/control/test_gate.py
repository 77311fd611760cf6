"""While a large world is founded, whoever the sandbox would refuse is refused, and everybody else is asked to wait."""

from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.gate import Gate
from ats_sandbox.vendors import VENDORS

EVIL, HERE, TEAM = "https://evil.example", "http://localhost:5173", "https://team.example"
TOKEN = "open-sesame-42"
REFUSED = (400, 401, 403)
SHARING = ("Access-Control-Allow-Origin", "Access-Control-Allow-Methods", "Access-Control-Expose-Headers")

SETTINGS: dict[str, dict[str, Any]] = {
    "open": {},
    "without sharing": {"cors": False},
    "guarded": {"admin_token": TOKEN},
    "for a team": {"origins": [TEAM]},
}
HEADERS: dict[str, dict[str, str]] = {
    "nothing": {},
    "a foreign host": {"Host": "evil.example"},
    "no host": {"Host": "evil.example/path"},
    "a vendor's host": {"Host": "api.smartrecruiters.com"},
    "a foreign page": {"Origin": EVIL},
    "a page of this machine": {"Origin": HERE},
    "a page of the team": {"Origin": TEAM},
    "a foreign link": {"Sec-Fetch-Site": "cross-site"},
    "the token": {"Authorization": f"Bearer {TOKEN}", "Host": "sandbox.internal"},
    "another token": {"Authorization": "Bearer sandbox-admin"},
    "the token on a foreign page": {"Authorization": f"Bearer {TOKEN}", "Origin": EVIL},
    "a foreign page that asks for leave": {"Origin": EVIL, "Access-Control-Request-Method": "POST"},
    "a page that asks for leave": {"Origin": HERE, "Access-Control-Request-Method": "POST"},
}
ASKED = [
    ("GET", "/smartrecruiters/jobs"),
    ("OPTIONS", "/smartrecruiters/jobs"),
    ("GET", "/_sandbox/health"),
    ("GET", "/w/test-1/_sandbox/health"),
    ("GET", "/_sandbox/credentials"),
    ("GET", "/_sandbox/worlds"),
    ("GET", "//_sandbox//worlds"),
    ("POST", "/_sandbox/worlds"),
    ("DELETE", "/w/test-1/_sandbox/worlds/test-1"),
    ("OPTIONS", "/_sandbox/worlds"),
    ("GET", "/_sandbox/nothing"),
    ("GET", "/_sandbox/\xff"),
    ("GET", "/"),
]


@pytest.fixture(scope="module")
def founded() -> dict[str, tuple[Client, Client]]:
    """By setting: a sandbox, and the closed gate in front of one like it."""
    return {
        name: (Client(SandboxApp("empty", **setting)), Client(Gate("demo", 1, VENDORS, **setting)))
        for name, setting in SETTINGS.items()
    }


@pytest.mark.parametrize(("method", "path"), ASKED)
@pytest.mark.parametrize("told", HEADERS)
@pytest.mark.parametrize("setting", SETTINGS)
def test_a_closed_gate_refuses_whom_the_sandbox_refuses(
    founded: dict[str, tuple[Client, Client]], setting: str, told: str, method: str, path: str
) -> None:
    sandbox, gate = (one.open(path, method=method, headers=HEADERS[told]) for one in founded[setting])

    assert {name: gate.headers.get(name) for name in SHARING} == {name: sandbox.headers.get(name) for name in SHARING}
    assert gate.headers["X-Content-Type-Options"] == "nosniff" or gate.status_code == 204
    if refuses(sandbox):
        assert (gate.status_code, gate.json) == (sandbox.status_code, sandbox.json)
        assert gate.headers.get("WWW-Authenticate") == sandbox.headers.get("WWW-Authenticate")
    elif sandbox.status_code == 204 and method == "OPTIONS":
        assert gate.status_code == 204
    else:
        assert gate.status_code == 503
        assert gate.headers["Retry-After"] == "1"


def refuses(sandbox: TestResponse) -> bool:
    """Whether it is the sandbox that refuses: of a vendor's refusal the gate knows nothing."""
    return sandbox.status_code in REFUSED and [*(sandbox.json or ())] == ["error"]


def test_the_health_tells_everybody_what_is_being_founded() -> None:
    gate = Gate("demo", 7, VENDORS, admin_token=TOKEN)
    gate.percent = 40

    told = Client(gate).get("/_sandbox/health", headers={"Host": "sandbox.internal"})

    assert told.json == {
        "status": "building",
        "percent": 40,
        "recipe": "demo",
        "seed": 7,
        "vendors": [one.name for one in VENDORS],
    }
