"""Bodies in other encodings than plain UTF-8: read where the vendor's stack reads them, else refused with the cause."""

import gzip
import json
import zlib
from codecs import BOM_UTF8
from collections.abc import Callable

import pytest

from ats_sandbox.contract.body import LARGEST
from tests.client import VendorClient

ClientOf = Callable[[str], VendorClient]

PERSON = {"first_name": "Zoë", "last_name": "Q"}
CREATING = {
    "smartrecruiters": ("/candidates", {"firstName": "Zoë", "lastName": "Q", "email": "z@example.com"}, {}),
    "stackone": ("/unified/ats/candidates", PERSON, {}),
    "bindbee": ("/api/ats/v1/candidates", PERSON, {"x-connector-token": "acme-live"}),
    "skailer": ("/api/v1/applicant", PERSON, {}),
    "datadriven": (
        "/v3/ats/job-offers",
        {"publication_at": "2026-01-01", "title": "Zoë", "reference": "R"},
        {},
    ),
}
TEXTS: dict[str, Callable[[str], bytes]] = {
    "a mark": lambda text: BOM_UTF8 + text.encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 without a mark": lambda text: text.encode("utf-16-le"),
    "UTF-32": lambda text: text.encode("utf-32"),
}
READ = {
    ("smartrecruiters", *TEXTS),
    ("bindbee", *TEXTS),
    ("stackone", "a mark"),
}
READS = {(vendor, text) for vendor, *texts in READ for text in texts}


def created(client: VendorClient, content: bytes, **headers: str) -> tuple[int, str]:
    path, _, more = CREATING[client.vendor.name]
    sent = {"Content-Type": "application/json", **more, **headers}
    answer = client.post(path, data=content, headers=sent)
    return answer.status_code, answer.headers.get("X-Sandbox-Why", "")


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("vendor", CREATING)
def test_a_text_in_another_encoding(client_of: ClientOf, vendor: str, text: str) -> None:
    client = client_of(vendor)
    before = client.world.state

    status, why = created(client, TEXTS[text](json.dumps(CREATING[vendor][1], ensure_ascii=False)))

    if (vendor, text) in READS:
        assert status in (200, 201), why
        assert client.world.state is not before
    else:
        assert status in (400, 422)
        assert ("byte order mark" if text == "a mark" else text[:6]) in why
        assert client.world.state is before


@pytest.mark.parametrize("text", ["a mark", "UTF-16"])
def test_letters_survive_it(smartrecruiters: VendorClient, text: str) -> None:
    content = TEXTS[text](json.dumps(CREATING["smartrecruiters"][1], ensure_ascii=False))

    answer = smartrecruiters.post("/candidates", data=content, content_type="application/json")

    assert answer.json["firstName"] == "Zoë"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
@pytest.mark.parametrize("vendor", CREATING)
def test_a_compressed_body(client_of: ClientOf, vendor: str, coding: str) -> None:
    client, content = client_of(vendor), json.dumps(CREATING[vendor][1]).encode()
    packed = {"gzip": gzip.compress(content), "deflate": zlib.compress(content), "br": b"\x0b\x02\x80{}\x03"}[coding]
    before = client.world.state

    status, why = created(client, packed, **{"Content-Encoding": coding})

    if vendor == "stackone" and coding != "br":
        assert status == 201, why
    else:
        assert status in (400, 422)
        assert f"Content-Encoding: {coding}" in why
        assert client.world.state is before


def test_a_body_that_unpacks_to_more_than_is_read_is_too_large(stackone: VendorClient) -> None:
    bomb = gzip.compress(b'{"name": "' + b"x" * (LARGEST + 1) + b'"}')

    status, why = created(stackone, bomb, **{"Content-Encoding": "gzip"})

    assert len(bomb) < 20_000
    assert status == 413, why


@pytest.mark.parametrize("content", [b"", b"\x1f\x8b", gzip.compress(b"{}", mtime=0)[:-9], b"{}"])
def test_a_broken_stream_is_refused(stackone: VendorClient, content: bytes) -> None:
    assert created(stackone, content, **{"Content-Encoding": "gzip"})[0] in (400, 201)


def test_a_stream_that_is_cut_off_is_no_body_although_its_text_is_whole(stackone: VendorClient) -> None:
    packed = gzip.compress(json.dumps({"name": "x"}).encode(), mtime=0)
    before = stackone.world.state

    statuses = [created(stackone, packed[:-cut], **{"Content-Encoding": "gzip"})[0] for cut in (1, 4, 6, 8)]

    assert statuses == [400] * 4
    assert stackone.world.state is before


def test_the_journal_explains_it_at_length(skailer: VendorClient, tester: VendorClient) -> None:
    created(skailer, BOM_UTF8 + json.dumps(CREATING["skailer"][1]).encode())

    findings = tester.get("/journal/last/why").json["findings"]

    assert any("byte order mark" in one["says"] for one in findings)
