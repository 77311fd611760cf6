"""What all worlds of a process hold together is bounded: the files, and the journals."""

import gc
from collections.abc import Callable

import pytest

from ats_sandbox.control.journal import journal as journals
from ats_sandbox.control.journal.journal import Journal
from ats_sandbox.world.store import content
from ats_sandbox.world.store.content import Content, StorageFull
from tests.client import VendorClient

ClientOf = Callable[[str], VendorClient]
PART = 400_000


def kept() -> int:
    """Bytes of files that are kept now."""
    gc.collect()
    return content.kept()


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Little room for files: three parts beside what is kept already."""
    monkeypatch.setattr(content, "MOST_KEPT", kept() + 3 * PART)


def upload(client: VendorClient, size: int = PART) -> tuple[int, str | None]:
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="cv.pdf"\r\n\r\n%PDF'
    body = head + bytes(size - 4) + b"\r\n--x--\r\n"
    answer = client.post("/api/v1/upload-cv-file", data=body, content_type="multipart/form-data; boundary=x")
    return answer.status_code, answer.headers.get("X-Sandbox-Why")


@pytest.mark.usefixtures("room")
def test_files_of_all_worlds_share_one_bound(skailer: VendorClient, elsewhere: Callable[[str], str]) -> None:
    other = VendorClient(skailer.sandbox, skailer.vendor, elsewhere("other"))
    taken = [upload(skailer)[0], upload(other)[0]]

    status, why = upload(skailer, 2 * PART)
    before = skailer.world.state

    assert taken == [200, 200]
    assert status == 422
    assert "reset or delete some worlds" in (why or "")
    assert skailer.world.state is before
    skailer.sandbox.worlds[other.name].reset()
    other.sandbox.worlds[other.name].journal.clear()
    gc.collect()
    assert upload(skailer)[0] == 200


@pytest.mark.usefixtures("room")
def test_what_forks_share_counts_once(skailer: VendorClient, elsewhere: Callable[[str], str]) -> None:
    upload(skailer)
    before = kept()

    for number in range(10):
        skailer.sandbox.worlds.fork(elsewhere(f"fork-{number}"), of=skailer.name)

    assert kept() == before


@pytest.mark.usefixtures("room")
def test_an_import_finds_no_more_room_than_an_upload(
    skailer: VendorClient, tester: VendorClient, elsewhere: Callable[[str], str]
) -> None:
    upload(skailer, 2 * PART)
    document = tester.get("/export").json
    copy = VendorClient(tester.sandbox, tester.vendor, elsewhere("copy"))

    refused = copy.post("/import", json=document)

    assert refused.status_code == 422
    assert "bytes of files in all worlds" in refused.json["error"]


def test_what_is_forgotten_makes_room_again() -> None:
    before = kept()
    held = [Content.of(bytes(1_000)) for _ in range(100)]

    assert kept() == before + 100_000
    assert Content.of(held[0]) is held[0]
    del held
    assert kept() == before


def test_more_than_there_is_room_for_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    before = kept()
    monkeypatch.setattr(content, "MOST_KEPT", before + 10)

    with pytest.raises(StorageFull):
        Content.of(b"x" * 11)

    assert kept() == before


def test_the_largest_journals_make_room_for_all(smartrecruiters: VendorClient, monkeypatch: pytest.MonkeyPatch) -> None:
    smartrecruiters.get("/jobs?limit=100")
    entry = smartrecruiters.sandbox.worlds[smartrecruiters.name].journal[1]
    mine = [Journal(smartrecruiters.sandbox.vendors) for _ in range(10)]
    together = journals._Together()
    for journal in mine:
        together.add(journal)
    monkeypatch.setattr(journals, "TOGETHER", together)
    monkeypatch.setattr(journals, "MOST_BYTES_TOGETHER", 100 * entry.weight)

    for journal in mine[:9]:
        for _ in range(2):
            journal.enter(entry)
    for _ in range(500):
        mine[9].enter(entry)

    assert sum(journal.size for journal in mine) <= 100 * entry.weight
    assert [journal.dropped for journal in mine[:9]] == [0] * 9
    assert mine[9].dropped > 400
    assert len(mine[9]) == 500
