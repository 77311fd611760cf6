"""The tester's side is safe by default: who may use it, and what tricks come to nothing."""

import json
import re
import socket
from typing import Any

import pytest
from werkzeug.test import Client

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.operation import Operation
from ats_sandbox.control.api import CONTROL
from ats_sandbox.control.guard import is_local
from tests.client import VendorClient
from tests.contract.example_requests import invalid_bodies, resolve, schema_of
from tests.contract.test_every_operation import HOSTILE
from tests.lanes import each_operation, times
from tests.serving.process import run, serving

TOKEN = "open-sesame-42"

GUARDED = [(CONTROL.name, one) for one in CONTROL.operations if not one.public]
BODIED = [(vendor, one) for vendor, one in GUARDED if one.body is not None]
PUBLIC = [one for one in CONTROL.operations if one.public]
each_public = pytest.mark.parametrize("operation", PUBLIC, ids=lambda one: one.id)


def path_of(operation: Operation) -> str:
    """A path of the operation, with names in it that may be nobody's."""
    return "/_sandbox" + re.sub(
        r"\{([^}]+)\}", lambda found: str(operation.example.path.get(found[1], "nobody")), operation.path
    )


@pytest.fixture(scope="module")
def locked() -> Client:
    """A sandbox with an admin token."""
    return Client(SandboxApp("empty", admin_token=TOKEN))


@pytest.fixture(scope="module")
def opened() -> Client:
    """A sandbox without one."""
    return Client(SandboxApp("empty"))


@each_operation(GUARDED)
@times(
    "sent",
    [
        None,
        "Bearer",
        "Bearer wrong",
        "Bearer open-sesame-4",
        f"Basic {TOKEN}",
        TOKEN,
        "Bearer \xff",
        "Bearer sandbox-admin",
    ],
)
def test_where_there_is_an_admin_token_every_operation_asks_for_it(
    locked: Client, operation: Operation, sent: str | None
) -> None:
    headers = {} if sent is None else {"Authorization": sent}

    refused = locked.open(path_of(operation), method=operation.method, json={}, headers=headers)

    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"] == "Bearer"
    assert "admin token" in refused.json["error"]


@each_operation(GUARDED)
def test_whoever_has_the_admin_token_is_let_in_from_everywhere(locked: Client, operation: Operation) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}", "Host": "sandbox.internal:9000"}

    answer = locked.open(path_of(operation), method=operation.method, data=b"[]", headers=headers)

    assert answer.status_code not in (401, 403)
    assert answer.status_code < 500


@each_public
def test_what_a_sandbox_tells_about_itself_is_open(locked: Client, operation: Operation) -> None:
    """Health checks and generators of clients need no secret; nothing of any world is in it."""
    assert locked.get(path_of(operation), headers={"Host": "sandbox.internal"}).status_code == 200


def test_vendors_do_not_ask_for_the_admin_token(locked: Client) -> None:
    headers = {"Authorization": "Bearer sandbox-admin"}

    assert locked.get("/skailer/api/v1/sources/all", headers=headers).status_code == 200
    assert locked.get("/skailer/api/v1/sources/all", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 401


@pytest.mark.parametrize(
    "host",
    [
        "evil.example.com",
        "evil.example.com:8080",
        "127.0.0.1.evil.example.com",
        "localhost.evil.example.com",
        "10.0.0.8:8080",
        "[2001:db8::1]:8080",
        "0.0.0.0",
    ],
)
@pytest.mark.parametrize("forwarded", [{}, {"X-Forwarded-Host": "localhost"}], ids=["", "forwarded"])
def test_a_page_that_points_its_own_name_here_is_refused(opened: Client, host: str, forwarded: dict[str, str]) -> None:
    """The browser sends the name that the page knows (DNS rebinding); a page may add any other header to it."""
    refused = opened.get("/_sandbox/worlds", headers={"Host": host, **forwarded})

    assert refused.status_code == 403
    assert "call it by localhost" in refused.json["error"]
    assert opened.get("/_sandbox/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["[", "localhost@evil.example.com", "localhost/", "h" * 5000, "localhost, evil.example"]
)
@pytest.mark.parametrize("path", ["/_sandbox/worlds", "/_sandbox/health", "/stackone/unified/ats/jobs", "/"])
def test_what_is_no_host_is_refused_everywhere(opened: Client, host: str, path: str) -> None:
    refused = opened.get(path, headers={"Host": host})

    assert refused.status_code == 400
    assert refused.json == {"error": "the Host header is not one host name with or without a port"}


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "localhost:8080",
        "LOCALHOST",
        "ats.localhost",
        "127.0.0.1:8080",
        "127.9.9.9",
        "[::1]",
        "[::1]:8080",
        "api.smartrecruiters.com",
    ],
)
def test_this_machine_is_known_by_its_own_names(opened: Client, host: str) -> None:
    assert opened.get("/_sandbox/worlds", headers={"Host": host}).status_code == 200


def test_a_client_of_old_that_names_no_host_is_let_in(served: tuple[SandboxApp, str]) -> None:
    """HTTP/1.0 has no Host header; no browser speaks it."""
    port = int(served[1].rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(b"GET /_sandbox/clock HTTP/1.0\r\n\r\n")

        assert line.recv(64).startswith(b"HTTP/1.0 200")


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("ats.example.org", False),
    ],
)
def test_an_address_to_listen_on_is_this_machines_or_not(host: str, local: bool) -> None:
    assert is_local(host) is local


def test_beyond_this_machine_a_token_is_made_up_and_printed() -> None:
    with serving("--host", "0.0.0.0", "--world", "empty") as program:
        found = re.search(r"admin token (\S+)  opens /_sandbox/", program.greeting)
        assert found is not None
        assert "listens on every address of this machine" in program.greeting
        heard = [
            program.get("/_sandbox/worlds").status,
            program.get("/_sandbox/worlds", authorization=f"Bearer {found[1]}").status,
            program.get("/_sandbox/worlds", authorization=f"Bearer {found[1]}x").status,
        ]
        done = run("worlds", "list", "--url", program.url, "--token", found[1])
        refused = run("worlds", "list", "--url", program.url)
    with serving("--host", "0.0.0.0", "--world", "empty") as program:
        another = re.search(r"admin token (\S+)", program.greeting)

    assert heard == [401, 200, 401]
    assert len(found[1]) >= 32
    assert another is not None
    assert another[1] != found[1], "nobody can foretell it"
    assert (done.returncode, refused.returncode) == (0, 1)
    assert "admin token" in refused.stderr
    assert "--token" in refused.stderr


def test_a_given_token_is_asked_for_on_this_machine_too_and_not_printed() -> None:
    with serving("--admin-token", TOKEN, "--world", "empty") as program:
        assert TOKEN not in program.greeting
        assert program.get("/_sandbox/clock").status == 401
        assert program.get("/_sandbox/clock", authorization=f"Bearer {TOKEN}").status == 200


@pytest.mark.parametrize("token", ["", "short", "with a blank", "ünïcödé-token", "x" * 201])
def test_an_admin_token_that_protects_nothing_is_refused(token: str) -> None:
    done = run("serve", "--admin-token", token, "--port", "0")

    assert done.returncode == 2
    assert "8 to 200" in done.stderr


@each_operation(BODIED)
@times("what", HOSTILE)
def test_hostile_bodies_come_to_nothing(tester: VendorClient, operation: Operation, what: str) -> None:
    before = tester.world.state
    optional = operation.body is not None and not operation.body.required

    refused = tester.send(
        operation.method,
        path_of(operation).removeprefix("/_sandbox"),
        data=HOSTILE[what],
        content_type="application/json",
    )

    assert 400 <= refused.status_code < 500 or (optional and what == "nothing"), refused.text
    assert tester.world.state is before


@each_operation(BODIED)
def test_each_violated_constraint_is_refused_by_name(tester: VendorClient, operation: Operation) -> None:
    body = resolve(operation.example.body, tester.read()) or {}
    schema = schema_of(operation, body)
    if schema is None or not isinstance(body, dict):
        return
    before, path = tester.world.state, path_of(operation).removeprefix("/_sandbox")

    for wrong, spoiled in invalid_bodies(schema, body):
        refused = tester.send(operation.method, path, json=spoiled)

        assert refused.status_code == 400, (wrong, refused.text)
    assert tester.world.state is before


TRICKS = [
    "/_sandbox/worlds/..",
    "/_sandbox/worlds/%2e%2e",
    "/_sandbox/worlds/..%2f..%2fetc%2fpasswd",
    "/_sandbox/worlds/%2fetc%2fpasswd",
    "/_sandbox/worlds/a%00b",
    "/_sandbox/worlds/%0d%0aX-Evil:%201",
    "/_sandbox/worlds/%ff%fe",
    "/_sandbox/worlds/%F0%9F%92%A9",
    "/_sandbox/worlds/default%20",
    "/_sandbox/worlds/DEFAULT",
    "/_sandbox/worlds/" + "x" * 10_000,
    "/_sandbox/snapshots/..%2f..%2f",
    "/_sandbox/snapshots/a%00b/diff",
    "/_sandbox/snapshots/%ff/restore",
    "/_sandbox/../_sandbox/worlds",
    "/_sandbox/worlds/default/../../clock",
    "/_SANDBOX/worlds",
    "/w/..%2f..%2f/_sandbox/worlds",
    "/w/a%00b/_sandbox/worlds",
    "/w/%ff/_sandbox/worlds",
    "/w/café/_sandbox/worlds",
    "/w/" + "x" * 65 + "/_sandbox/worlds",
    "/w//_sandbox/worlds",
    "/w/-x/_sandbox/worlds",
    "/w/x y/_sandbox/worlds",
]


@pytest.mark.parametrize("path", TRICKS, ids=lambda path: path[:50])
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_tricks_with_paths_come_to_nothing(opened: Client, path: str, method: str) -> None:
    before = list(opened.application.worlds)

    refused = opened.open(path, method=method, json={})

    assert 400 <= refused.status_code < 500, refused.text
    assert "Traceback" not in refused.text
    assert isinstance(json.loads(refused.data)["error"], str)
    assert list(opened.application.worlds) == before


@pytest.mark.parametrize("name", ["", "..", "../x", "a/b", "a b", "x" * 65, "\xff\xfe", "a,b", "-", "default\t"])
def test_tricks_with_the_world_header_come_to_nothing(opened: Client, name: str) -> None:
    before = list(opened.application.worlds)

    answer = opened.get("/_sandbox/clock", headers={"X-Sandbox-World": name})

    assert answer.status_code == (400 if name else 200), answer.text
    assert list(opened.application.worlds) == before


def test_a_world_in_the_path_goes_before_one_in_the_header(opened: Client) -> None:
    try:
        opened.post("/w/one/_sandbox/snapshots", json={"name": "here"}, headers={"X-Sandbox-World": "two"})

        assert [one["name"] for one in opened.get("/w/one/_sandbox/snapshots").json] == ["here"]
        assert "two" not in list(opened.application.worlds)
    finally:
        opened.application.worlds.drop("one")


def nested(levels: int) -> Any:
    body: Any = {}
    for _ in range(levels):
        body = {"a": body}
    return body


@pytest.fixture
def hostile_documents() -> list[Any]:
    head = {"format": "ats-sandbox world", "version": 1, "recipe": "empty", "seed": 1, "content": "changes"}
    return [
        head,
        {**head, "states": [nested(90)]},
        {**head, "states": [{"now": 1e300}]},
        {**head, "states": [{"now": 0, "collections": {"__class__": {"next_id": 1}}}]},
        {**head, "states": [{"now": 0, "collections": {"candidates": {"next_id": 2**70}}}]},
        {**head, "states": [{"now": 0, "collections": {"candidates": {"next_id": 2, "put": [None]}}}]},
        {**head, "states": [{"now": 0, "collections": {"candidates": {"next_id": 2, "put": [{"__init__": 1}]}}}]},
        {**head, "seed": 10**30, "states": [{"now": 0}]},
        {**head, "recipe": "../../etc/passwd", "states": [{"now": 0}]},
        {**head, "recipe": "words", "states": [{"now": 0}]},
        {**head, "states": [{"now": 0}] * 2_000},
        {**head, "candidates": 10**6, "recipe": "large", "states": [{"now": 0, "against": "blueprint"}]},
    ]


def test_hostile_documents_are_refused_and_change_nothing(tester: VendorClient, hostile_documents: list[Any]) -> None:
    before = tester.world.state

    statuses = [tester.post("/import", json=one).status_code for one in hostile_documents]

    assert statuses == [400] * len(hostile_documents)
    assert tester.world.state is before
