"""Web pages and the tester's side: those of this machine may use it, others neither read nor change anything."""

import pytest
from werkzeug.test import Client

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.operation import Operation
from tests.control.test_safety import GUARDED, PUBLIC, path_of
from tests.lanes import each_operation, times
from tests.serving.process import run

EVIL = "https://evil.example"
WRITING = [(vendor, one) for vendor, one in GUARDED if one.writes]
RESET = "/_sandbox/worlds/default/reset"
VENDOR = {"X-SmartToken": "sandbox-admin"}


@pytest.fixture(scope="module")
def app() -> SandboxApp:
    return SandboxApp("empty", origins=["https://team.example"])


@pytest.fixture
def client(app: SandboxApp) -> Client:
    return Client(app)


@each_operation(GUARDED)
@times(
    "headers",
    [
        {"Origin": EVIL},
        {"Origin": "null"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "http://127.0.0.1.evil.example:8080"},
        {"Origin": "localhost"},
        {"Origin": ""},
        {"Origin": "http://localhost:80@evil.example"},
        {"Origin": "http://[::1].evil.example"},
        {"Origin": "http://[127.0.0.1]evil.example"},
        {"Origin": "file://localhost"},
        {"Origin": "moz-extension://localhost"},
        {"Origin": "http://localhost/path"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": EVIL, "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_page_from_elsewhere_reads_and_changes_nothing(
    app: SandboxApp, client: Client, operation: Operation, headers: dict[str, str]
) -> None:
    before, worlds = app.world.state, list(app.worlds)

    refused = client.open(path_of(operation), method=operation.method, json={}, headers=headers)

    assert refused.status_code == 403
    assert "may not use the tester's side" in refused.json["error"]
    assert "Access-Control-Allow-Origin" not in refused.headers
    assert app.world.state is before
    assert list(app.worlds) == worlds


@pytest.mark.parametrize("cors", [True, False])
def test_the_sharing_of_vendors_has_nothing_to_do_with_it(cors: bool) -> None:
    client = Client(SandboxApp("empty", cors=cors))

    refused = client.post(RESET, data="x", content_type="text/plain", headers={"Origin": EVIL})
    shared = client.get("/smartrecruiters/jobs", headers={**VENDOR, "Origin": EVIL})

    assert refused.status_code == 403
    assert shared.status_code == 200
    assert ("Access-Control-Allow-Origin" in shared.headers) is cors


def test_a_page_from_elsewhere_may_not_ask_for_leave(client: Client) -> None:
    asked = {"Origin": EVIL, "Access-Control-Request-Method": "DELETE"}

    refused = client.options("/_sandbox/faults", headers=asked)

    assert "Access-Control-Allow-Methods" not in refused.headers
    assert "Access-Control-Allow-Origin" not in refused.headers


@pytest.mark.parametrize(
    "origin",
    [
        "http://localhost:5173",
        "http://127.0.0.1:3000",
        "http://[::1]:3000",
        "https://app.localhost",
        "https://team.example",
    ],
)
def test_a_page_of_this_machine_and_one_that_is_let_in_may(client: Client, origin: str) -> None:
    answer = client.post(RESET, json={}, headers={"Origin": origin})
    preflight = client.options(RESET, headers={"Origin": origin, "Access-Control-Request-Method": "POST"})

    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == origin
    assert preflight.status_code == 204


def test_a_page_of_the_sandbox_itself_may_whatever_its_name(app: SandboxApp) -> None:
    client = Client(SandboxApp("empty", admin_token="open-sesame-42"))
    headers = {"Host": "ats.internal:8080", "Authorization": "Bearer open-sesame-42"}

    assert client.post(RESET, json={}, headers={**headers, "Origin": "http://ats.internal:8080"}).status_code == 200
    assert client.post(RESET, json={}, headers={**headers, "Origin": "http://other.internal"}).status_code == 403


@each_operation(WRITING)
@times("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", None])
def test_a_body_must_be_said_to_be_json(
    app: SandboxApp, client: Client, operation: Operation, kind: str | None
) -> None:
    """A page can send the other kinds anywhere without a preflight."""
    before = app.world.state

    refused = client.open(path_of(operation), method=operation.method, data=b"{}", content_type=kind)

    assert refused.status_code == 415
    assert "Content-Type: application/json" in refused.json["error"]
    assert app.world.state is before


@pytest.mark.parametrize("operation", PUBLIC, ids=lambda one: one.id)
def test_what_is_public_can_be_opened_from_a_link_on_any_site(client: Client, operation: Operation) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}

    assert client.get(path_of(operation), headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("given", "browsers_say"),
    [
        ("https://Team.Example/", "https://team.example"),
        ("https://team.example:443", "https://team.example"),
        ("http://team.example:80/", "http://team.example"),
        ("http://10.0.0.8:3000", "http://10.0.0.8:3000"),
        ("http://[2001:DB8::1]:3000", "http://[2001:db8::1]:3000"),
    ],
)
def test_an_allowed_origin_is_read_as_browsers_write_it(given: str, browsers_say: str) -> None:
    client = Client(SandboxApp("empty", origins=[given]))

    assert client.post(RESET, json={}, headers={"Origin": browsers_say}).status_code == 200


@pytest.mark.parametrize(
    "given", ["null", "*", "", "team.example", "https://*.example", "https://u:p@team.example", "x"]
)
def test_what_is_no_origin_allows_nobody_and_is_refused_in_words(given: str) -> None:
    with pytest.raises(ValueError, match="is not the origin of a page, such as"):
        SandboxApp("empty", origins=[given])
    done = run("serve", "--port", "0", "--cors-origin", given)

    assert done.returncode == 2
    assert "is not the origin of a page" in done.stderr
