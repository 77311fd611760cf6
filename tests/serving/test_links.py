"""What a client's own headers can put into links and heads: nothing but http, https and names of hosts."""

import http.client
import re
from contextlib import closing
from urllib.parse import urlsplit

import pytest

from ats_sandbox.vendors import VENDORS
from tests.serving.process import Served
from tests.serving.recording import demo, recorded_request

SR = {"X-SmartToken": "sandbox-admin"}


def schemes_of(text: str) -> set[str]:
    return {urlsplit(one).scheme for one in re.findall(r'[a-z]+:(?://)?[^"\s<>]*candidates[^"\s<>]*', text)}


def linked(served: Served, **headers: str) -> tuple[set[str], str]:
    heard = served.get("/smartrecruiters/candidates?limit=1", **SR, **headers)
    assert heard.status == 200
    text = heard.body.decode() + (heard.header("Link") or "")
    return schemes_of(text), text


@pytest.mark.parametrize("scheme", ["javascript", "ftp", "data", "", "https, javascript", "HTTPS", "http"])
def test_a_proxy_can_only_have_spoken_http(served: Served, scheme: str) -> None:
    found, text = linked(served, X_Forwarded_Proto=scheme)

    assert found == {"https" if scheme.lower().startswith("https") else "http"}
    assert "javascript" not in text


@pytest.mark.parametrize("host", ["evil.example/path", "a b", "h" * 5000, "user@evil.example", '"><script>', "a,b"])
def test_a_proxy_can_only_have_been_asked_at_a_host(served: Served, host: str) -> None:
    _, text = linked(served, X_Forwarded_Host=host)

    assert (host.partition(",")[0] in text) is (host == "a,b")


@pytest.mark.parametrize("prefix", ["//evil.example", "evil", "/a b", '/"><script>', "/a?b", "/" + "p" * 5000, "/"])
def test_a_proxy_can_only_have_it_below_a_path(served: Served, prefix: str) -> None:
    assert linked(served, X_Forwarded_Prefix=prefix) == linked(served)


def test_a_proxy_is_believed_otherwise(served: Served) -> None:
    assert (
        "https://ats.example:8443/" in linked(served, X_Forwarded_Proto="https", X_Forwarded_Host="ats.example:8443")[1]
    )


def test_a_long_query_comes_back_in_no_longer_a_line_than_clients_read(served: Served) -> None:
    heard = served.get("/smartrecruiters/candidates?limit=1&x=" + "'" * 15_000, **SR)

    assert heard.status == 200
    assert served.get("/smartrecruiters/candidates?limit=1&x=" + "'" * 60_000, **SR).status == 414


BODILESS = [(vendor, operation) for vendor in VENDORS for operation in vendor.operations if operation.success == 204]


@pytest.mark.parametrize(
    ("vendor", "operation"), BODILESS, ids=lambda one: getattr(one, "name", getattr(one, "id", None))
)
def test_an_answer_without_a_body_has_no_type_and_keeps_the_connection(served: Served, vendor, operation) -> None:
    one = recorded_request(vendor, operation, demo())
    place = urlsplit(served.url)
    with closing(http.client.HTTPConnection(place.hostname or "", place.port, timeout=10)) as line:
        line.request(one.method, f"/w/bodiless-{operation.id.lower()[:40]}{one.path}", one.body, dict(one.headers))
        answer = line.getresponse()
        assert (answer.status, answer.read()) == (204, b"")
        assert [answer.getheader(name) for name in ("Content-Type", "Content-Length", "Connection")] == [None] * 3
        first = line.sock
        line.request("GET", "/_sandbox/health")

        assert line.getresponse().status == 200
        assert line.sock is first


def test_some_operations_answer_without_a_body() -> None:
    assert {vendor.name for vendor, _ in BODILESS} >= {"smartrecruiters"}
