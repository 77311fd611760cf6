"""Requests that are broken, huge or odd: refused in the vendor's words or plainly, and the next one is answered."""

import socket
from urllib.parse import urlsplit

import msgspec
import pytest

from ats_sandbox.contract.body import LARGEST, Multipart
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.vendors import VENDORS
from tests.serving.process import Served
from tests.serving.recording import RecordedRequest, demo, recorded_request

each_vendor = pytest.mark.parametrize("vendor", VENDORS, ids=lambda vendor: vendor.name)


def reading(vendor: Vendor) -> RecordedRequest:
    """A request that reads one record."""
    operation = next(one for one in vendor.operations if one.method == "GET" and one.example.path)
    return recorded_request(vendor, operation, demo())


def writing(vendor: Vendor, world: str) -> RecordedRequest:
    """A request that writes JSON, to a world of its own."""
    operation = next(one for one in vendor.operations if one.body is not None and not isinstance(one.body, Multipart))
    one = recorded_request(vendor, operation, demo())
    return RecordedRequest(one.vendor, one.operation, one.method, f"/w/{world}{one.path}", one.headers, one.body)


def still_answers(served: Served, vendor: Vendor) -> None:
    one = reading(vendor)
    assert served.ask("GET", one.path, one.headers).status == 200


def raw(served: Served, content: bytes) -> bytes:
    """Send bytes, then nothing more; gives whatever comes back until the server hangs up."""
    return hearing(served, content, half_close=True)


def hearing(served: Served, content: bytes, *, half_close: bool = False) -> bytes:
    """Send bytes; gives whatever comes back until the server hangs up, of its own accord unless half closed."""
    place = urlsplit(served.url)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=10) as client:
        client.sendall(content)
        if half_close:
            client.shutdown(socket.SHUT_WR)
        heard = b""
        while data := client.recv(65_536):
            heard += data
    return heard


@each_vendor
def test_a_body_that_breaks_off_is_never_acted_on(served: Served, vendor: Vendor) -> None:
    one = writing(vendor, f"cut-{vendor.name}")
    body = one.body or b""
    headers = {**one.headers, "Content-Length": str(len(body) + 1)}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    before = everything(served, vendor, f"cut-{vendor.name}")

    heard = raw(served, f"{one.method} {one.path} HTTP/1.1\r\n{head}\r\n".encode() + body)

    assert heard == b"" or heard.startswith(b"HTTP/1.1 4"), heard
    assert everything(served, vendor, f"cut-{vendor.name}") == before
    still_answers(served, vendor)


def everything(served: Served, vendor: Vendor, world: str) -> list[bytes]:
    """What the vendor's lists answer, in a world of its own. Lists of requests change with each request by design."""
    found = []
    for operation in vendor.operations:
        reads = operation.method == "GET" and not operation.writes
        if reads and not operation.example.path and not operation.path.startswith("/requests/"):
            one = recorded_request(vendor, operation, demo())
            heard = served.ask("GET", f"/w/{world}{one.path}", one.headers)
            assert heard.status == 200, heard.body
            found.append(heard.body)
    return found


@each_vendor
def test_a_body_of_twenty_megabytes_is_refused_in_the_vendors_words(served: Served, vendor: Vendor) -> None:
    one = writing(vendor, f"huge-{vendor.name}")
    body = b'{"a": "' + b"x" * 20_000_000 + b'"}'

    heard = served.ask(one.method, one.path, {**one.headers, "Content-Length": str(len(body))}, body)

    assert heard.status == vendor.error_format.too_large.status
    assert isinstance(heard.json, dict | list)
    still_answers(served, vendor)


@each_vendor
@pytest.mark.parametrize("length", [LARGEST + 1, 20_000_000])
def test_a_client_that_asks_first_is_refused_in_the_vendors_words_without_sending(
    served: Served, vendor: Vendor, length: int
) -> None:
    one = writing(vendor, f"expecting-{vendor.name}")
    headers = {**one.headers, "Content-Length": str(length), "Expect": "100-continue"}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    before = everything(served, vendor, f"expecting-{vendor.name}")

    heard = hearing(served, f"{one.method} {one.path} HTTP/1.1\r\n{head}\r\n".encode())

    lines, _, body = heard.partition(b"\r\n\r\n")
    assert lines.split(b" ")[1] == str(vendor.error_format.too_large.status).encode()
    assert b"\r\nConnection: close" in lines
    assert isinstance(msgspec.json.decode(body), dict | list)
    assert everything(served, vendor, f"expecting-{vendor.name}") == before


@each_vendor
@pytest.mark.parametrize("charset", ["klingon", "utf-16", '"', "utf-8; charset=latin-1", ""])
def test_an_odd_charset_is_no_reason_to_fail(served: Served, vendor: Vendor, charset: str) -> None:
    """JSON is UTF-8 whatever is said beside it; a vendor either reads it or refuses the media type."""
    one = writing(vendor, f"charset-{vendor.name}")
    kind = f"application/json; charset={charset}"

    heard = served.ask(one.method, one.path, {**one.headers, "Content-Type": kind}, one.body)

    assert 200 <= heard.status < 500
    still_answers(served, vendor)


@each_vendor
@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "latin-1"])
def test_a_body_in_another_encoding_is_refused(served: Served, vendor: Vendor, encoding: str) -> None:
    one = writing(vendor, f"encoded-{vendor.name}")
    body = '{"title": "Größe"}'.encode(encoding)

    heard = served.ask(one.method, one.path, one.headers | {"Content-Length": str(len(body))}, body)

    assert 400 <= heard.status < 500
    assert isinstance(msgspec.json.decode(heard.body), dict | list)


@each_vendor
def test_head_is_answered_as_get_without_the_body(served: Served, vendor: Vendor) -> None:
    one = reading(vendor)
    with served.line() as line:
        whole = line.ask("GET", one.path, one.headers)
        head = line.ask("HEAD", one.path, one.headers)
        again = line.ask("GET", one.path, one.headers)

    assert (head.status, head.body) == (200, b"")
    for name in ("Content-Type", "Content-Length"):
        assert head.header(name) == whole.header(name)
    assert again.body == whole.body


@each_vendor
@pytest.mark.parametrize("method", ["BREW", "PROPFIND", "TRACE", "CONNECT", "OPTIONS"])
def test_an_unknown_method_is_refused_in_the_vendors_words(served: Served, vendor: Vendor, method: str) -> None:
    one = reading(vendor)
    with served.line() as line:
        heard = line.ask(method, one.path, one.headers)
        after = line.ask("GET", one.path, one.headers)

    assert heard.status == vendor.error_format.wrong_method.status
    assert isinstance(heard.json, dict | list)
    assert "GET" in (heard.header("Allow") or "").split(", ")
    assert after.status == 200


@each_vendor
@pytest.mark.parametrize(
    "path",
    ["%00", "%ff%fe", "%zz", "..", "../..", "..%2f..%2f", "%2e%2e/", "a" * 9000, "<script>", "%0d%0aX-Evil:1", "*"],
    ids=lambda path: path[:20],
)
def test_an_odd_path_is_nothing_that_is_served(served: Served, vendor: Vendor, path: str) -> None:
    heard = served.ask("GET", f"/{vendor.name}/{path}", vendor.auth.present("sandbox-admin"))

    assert heard.status in (400, vendor.error_format.unknown_route.status)
    assert heard.header("X-Evil") is None


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"get / HTTP/1.1\r\nHost: x\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", b"400"),
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 70_000 + b"\r\n\r\n", b"431"),
    ],
    ids=["lower case method", "negative length", "two lengths", "bad chunk", "huge header"],
)
def test_bytes_that_are_no_request_are_refused_plainly(served: Served, request_bytes: bytes, status: bytes) -> None:
    heard = raw(served, request_bytes)

    assert heard.startswith(b"HTTP/1."), heard
    assert heard.split(b" ")[1] == status
    assert b"Traceback" not in heard
    assert served.get("/_sandbox/health").status == 200
