"""Which requests may wait, so that a server gives them a thread."""

from typing import Any

import pytest
from werkzeug.test import Client, create_environ

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.addressing import Address
from ats_sandbox.control.waiting import HEAVY, Waiting

ACTIVATION = "/smartrecruiters/webhooks-api/v201907/subscriptions/any/activation"


@pytest.fixture(scope="module")
def sandbox() -> SandboxApp:
    """One that has answered a request to each vendor."""
    sandbox = SandboxApp("empty")
    for name in (*(vendor.name for vendor in sandbox.vendors), "_sandbox"):
        Client(sandbox).get(f"/{name}/")
    return sandbox


def environ(method: str, path: str, **more: str) -> dict[str, Any]:
    return {**create_environ("/"), "REQUEST_METHOD": method, "PATH_INFO": path, **more}


@pytest.mark.parametrize(
    ("method", "path", "waits"),
    [
        ("GET", "/_sandbox/health", False),
        ("GET", "/w/test-1/_sandbox/health", False),
        ("GET", "/_sandbox/journal", True),
        ("POST", "/_sandbox/webhooks/run", True),
        ("POST", "/w/test-1/_sandbox/webhooks/deliveries/1/redeliver", True),
        ("POST", "/w/test-1/_sandbox/worlds", True),
        ("GET", "//_sandbox//worlds", True),
        ("GET", "/stackone/unified/ats/jobs", False),
        ("GET", "/w/test-1/stackone/unified/ats/jobs", False),
        ("PUT", ACTIVATION, True),
        ("PUT", f"/w/test-1{ACTIVATION}/", True),
        ("POST", "/w/test-1/stackone/unified/ats/jobs", False),
        ("GET", "/w/never-seen/smartrecruiters/candidates", False),
        ("GET", ACTIVATION, True),
        ("GET", "/stackone/unified/ats/job", True),
        ("GET", "/stackone/\xff", True),
        ("GET", "/", True),
        ("GET", "", True),
        ("GET", "/w/", True),
        ("GET", "/nobody", True),
    ],
)
def test_what_waits(sandbox: SandboxApp, method: str, path: str, waits: bool) -> None:
    assert sandbox.may_wait(environ(method, path)) is waits


@pytest.mark.parametrize(
    ("host", "method", "path", "waits"),
    [
        ("api.smartrecruiters.com", "PUT", ACTIVATION.removeprefix("/smartrecruiters"), True),
        ("api.smartrecruiters.com", "GET", "/candidates", False),
        ("api.smartrecruiters.com", "GET", "/smartrecruiters/candidates", True),
        ("api.stackone.com", "GET", "/w/test-1/unified/ats/jobs", False),
        ("elsewhere.example", "GET", "/unified/ats/jobs", True),
    ],
)
def test_a_vendor_may_be_known_by_its_host(sandbox: SandboxApp, host: str, method: str, path: str, waits: bool) -> None:
    assert sandbox.may_wait(environ(method, path, HTTP_HOST=host)) is waits


def test_what_is_not_served_under_a_narrow_host_waits(sandbox: SandboxApp) -> None:
    vendor = next(one for one in sandbox.vendors if one.narrow_hosts)
    host, beginning = next(iter(vendor.narrow_hosts.items()))
    reads = [one.path for one in vendor.operations if one.method == "GET"]
    served, other = (next(path for path in reads if path.startswith(beginning) is told) for told in (True, False))

    assert not sandbox.may_wait(environ("GET", served, HTTP_HOST=host))
    assert sandbox.may_wait(environ("GET", other, HTTP_HOST=host))


@pytest.mark.parametrize(
    ("sandbox_options", "path", "waits"),
    [
        ({}, "/stackone/unified/ats/jobs", False),
        ({}, "/nobody", False),
        ({"cors": False}, "/stackone/unified/ats/jobs", True),
        ({}, "/_sandbox/faults", True),
        ({"origins": ["https://page.example"]}, "/_sandbox/faults", False),
    ],
)
def test_a_browser_that_asks_for_leave_waits_where_it_gets_none(
    sandbox_options: dict[str, Any], path: str, waits: bool
) -> None:
    asked = {"HTTP_ORIGIN": "https://page.example", "HTTP_ACCESS_CONTROL_REQUEST_METHOD": "POST"}

    assert SandboxApp("empty", **sandbox_options).may_wait(environ("OPTIONS", path, **asked)) is waits


@pytest.mark.parametrize(
    ("header", "value", "waits"),
    [
        ("CONTENT_TYPE", "multipart/form-data; boundary=x", True),
        ("CONTENT_TYPE", "Multipart/Form-Data; boundary=x", True),
        ("HTTP_CONTENT_ENCODING", "gzip", True),
        ("CONTENT_TYPE", "application/json", False),
    ],
)
def test_files_and_packed_bodies_wait_however_short(sandbox: SandboxApp, header: str, value: str, waits: bool) -> None:
    resume = environ("POST", "/smartrecruiters/candidates", CONTENT_LENGTH="2000")

    assert sandbox.may_wait({**resume, header: value}) is waits


def test_nobody_is_asked_to_tell_whether_others_wait() -> None:
    asked: list[str] = []

    class Asked(Vendor):
        @property
        def operations(self) -> tuple[Operation, ...]:  # type: ignore[override]
            asked.append(self.name)
            return ()

    vendors = []
    for name in ("one", "other"):
        vendor = Asked.__new__(Asked)
        vars(vendor)["name"] = name
        vendors.append(vendor)
    waiting = Waiting(vendors, {"one"})

    for asked_of in ("one", "other", None):
        assert waiting.may(Address("default", asked_of, "/jobs", ""), environ("GET", "/jobs"))
    assert {*asked} == {"one"}


def test_every_operation_that_calls_a_client_may_wait(sandbox: SandboxApp) -> None:
    calling = [
        (operation.method, f"/{vendor.name}{operation.path}")
        for vendor in sandbox.vendors
        for operation in vendor.operations
        if operation.before is not None
    ]

    assert calling
    assert all(sandbox.may_wait(environ(*one)) for one in calling)


@pytest.mark.parametrize(("length", "waits"), [(HEAVY, False), (HEAVY + 1, True)])
def test_a_heavy_body_may_wait(sandbox: SandboxApp, length: int, waits: bool) -> None:
    asked = environ("POST", "/stackone/unified/ats/jobs", CONTENT_LENGTH=str(length))

    assert sandbox.may_wait(asked) is waits


def test_the_first_request_of_a_vendor_may_wait() -> None:
    sandbox = SandboxApp("empty")
    asked = [environ("GET", "/stackone/unified/ats/jobs"), environ("GET", "/w/test-1/stackone/unified/ats/jobs")]

    assert [sandbox.may_wait(one) for one in asked] == [True, True]
    Client(sandbox).get("/stackone/unified/ats/jobs")
    assert [sandbox.may_wait(one) for one in asked] == [False, False]


def test_the_first_look_at_the_health_may_wait() -> None:
    sandbox = SandboxApp("empty")
    asked = environ("GET", "/_sandbox/health")

    assert sandbox.may_wait(asked)
    Client(sandbox).get("/_sandbox/health")
    assert not sandbox.may_wait(asked)


def test_a_watcher_may_wait() -> None:
    assert SandboxApp("empty", watchers=[print]).may_wait(environ("GET", "/")) is True
