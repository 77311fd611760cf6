"""A client that copies everything once, and from then on asks only for what was modified since."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ats_sandbox.vendors.bindbee.model import MODELS, AnyModel
from ats_sandbox.world.clock import DAY, HOUR, MINUTE, iso
from tests.client import VendorClient
from tests.contract.example_requests import send_example
from tests.vendors.bindbee.demo_world import PREFIX, RESYNC

Copy = dict[str, dict[str, Any]]
"""The records of one model by id."""


def walked(bindbee: VendorClient, model: AnyModel, **query: str) -> Iterator[dict[str, Any]]:
    """Every record of a model, page by page."""
    cursor = None
    while True:
        page = {"page_size": "40", **query} | ({} if cursor is None else {"cursor": cursor})
        answer = bindbee.get(model.path, query_string=page)
        assert answer.status_code == 200, answer.text
        yield from answer.json["items"]
        cursor = answer.json["cursor"]
        if cursor is None:
            return


def copy_of(bindbee: VendorClient, model: AnyModel, **query: str) -> Copy:
    """A copy of every record of a model, or of those that a query finds."""
    return {one["id"]: one for one in walked(bindbee, model, **query)}


def everything(bindbee: VendorClient) -> dict[str, Copy]:
    """A copy of each model."""
    return {kind: copy_of(bindbee, model) for kind, model in MODELS.items()}


def modified(bindbee: VendorClient, since: str) -> dict[str, Copy]:
    """What each model says was modified after an instant."""
    return {kind: copy_of(bindbee, model, modified_after=since) for kind, model in MODELS.items()}


def changed(before: dict[str, Copy], after: dict[str, Copy]) -> dict[str, Copy]:
    """What is new or different in each model, told apart by looking at every record."""
    return {
        kind: {id: one for id, one in copy.items() if _own(before[kind].get(id)) != _own(one)}
        for kind, copy in after.items()
    }


EXAMPLES = (
    "create_department",
    "create_predefined_location",
    "create_user",
    "create_interview",
    "create_review",
    "create_message",
    "create_candidate_attachment",
    "add_candidate_tags",
)
"""What else is done, as the documents show it."""

BORROWED = frozenset({"applications", "attachments", "modified_at"})
"""Members that show records of other models: a change of those does not touch the record itself."""


def _own(record: dict[str, Any] | None) -> dict[str, Any] | None:
    return None if record is None else {name: value for name, value in record.items() if name not in BORROWED}


def ids(found: dict[str, Copy]) -> dict[str, set[str]]:
    """The ids of what was found, without models of which nothing was."""
    return {kind: set(copy) for kind, copy in found.items() if copy}


def answered(answer: Any, *statuses: int) -> Any:
    """The body of a success."""
    assert answer.status_code in (statuses or (200, 201, 202, 204)), answer.text
    return answer.json if answer.data else None


def recruit(smartrecruiters: VendorClient) -> None:
    """Somebody new applies, somebody else is corrected, a job is renamed, and whatever else a company does in a day."""
    jobs = answered(smartrecruiters.get("/jobs?limit=100"))["content"]
    job = next(one for one in jobs if one["status"] in ("SOURCING", "INTERVIEW"))
    person = {"firstName": "Ada", "lastName": "Quist", "email": "ada.quist@example.com"}
    answered(smartrecruiters.post(f"/jobs/{job['id']}/candidates", json=person))
    other = answered(smartrecruiters.get("/candidates?limit=1"))["content"][0]
    answered(smartrecruiters.patch(f"/candidates/{other['id']}", json={"firstName": "Beatrix"}))
    operation = [{"op": "replace", "path": "/title", "value": "Keeper of Bees"}]
    answered(smartrecruiters.patch(f"/jobs/{job['id']}", json=operation, content_type="application/json-patch+json"))
    for operation in smartrecruiters.vendor.operations:
        if operation.id in EXAMPLES:
            answered(send_example(smartrecruiters, operation), operation.success)


def resync(bindbee: VendorClient) -> None:
    assert bindbee.post(RESYNC).status_code == 200


def a_day_passes(bindbee: VendorClient) -> None:
    bindbee.world.advance(DAY)


@pytest.mark.parametrize("sync", [resync, a_day_passes])
def test_after_a_sync_exactly_what_changed_was_modified(
    bindbee: VendorClient, smartrecruiters: VendorClient, sync: Callable[[VendorClient], None]
) -> None:
    before = everything(bindbee)
    assert all(before[kind] for kind in ("candidate", "application", "job"))
    bindbee.world.advance(HOUR)
    remembered = iso(bindbee.world.now)
    assert ids(modified(bindbee, remembered)) == {}

    recruit(smartrecruiters)
    assert everything(bindbee) == before, "nothing shows before a sync"
    sync(bindbee)

    told, after = modified(bindbee, remembered), everything(bindbee)
    assert ids(told) == ids(changed(before, after))
    assert {kind for kind, copy in told.items() if copy} >= {
        "candidate",
        "application",
        "job",
        "department",
        "remote_user",
    }
    assert {one["last_name"] for one in told["candidate"].values()} >= {"Quist"}
    assert {kind: {**before[kind], **told[kind]} for kind in before}.keys() == after.keys()
    for kind, copy in after.items():
        mended = {**before[kind], **told[kind]}
        assert {id: _own(one) for id, one in mended.items()} == {id: _own(one) for id, one in copy.items()}


@pytest.mark.parametrize("kind", sorted(MODELS))
def test_each_record_that_a_resync_did_not_touch_keeps_its_instant(
    bindbee: VendorClient, smartrecruiters: VendorClient, kind: str
) -> None:
    model = MODELS[kind]
    before = copy_of(bindbee, model)
    bindbee.world.advance(HOUR)
    remembered = iso(bindbee.world.now)
    recruit(smartrecruiters)

    resync(bindbee)

    after, told = copy_of(bindbee, model), copy_of(bindbee, model, modified_after=remembered)
    kept = {id: one["modified_at"] for id, one in after.items() if id not in told}
    assert kept == {id: one["modified_at"] for id, one in before.items() if id in kept}
    assert all(one["modified_at"] > remembered for one in told.values())


def test_what_was_modified_is_told_once_to_a_client_that_goes_on_from_the_newest_instant(
    bindbee: VendorClient, smartrecruiters: VendorClient
) -> None:
    remembered = iso(bindbee.world.now)
    recruit(smartrecruiters)
    resync(bindbee)
    people = copy_of(bindbee, MODELS["candidate"], modified_after=remembered)
    newest = max(one["modified_at"] for one in people.values())

    bindbee.world.advance(MINUTE)
    resync(bindbee)

    assert copy_of(bindbee, MODELS["candidate"], modified_after=newest) == {}


def test_several_syncs_in_a_row_each_tell_of_their_own(bindbee: VendorClient, smartrecruiters: VendorClient) -> None:
    """Syncs on demand shift those that go on by themselves; whoever is written in between is told of once."""
    seen: list[str] = []
    for number in range(5):
        remembered = iso(bindbee.world.now)
        person = {"firstName": f"Ada {number}", "lastName": "Quist", "email": f"ada{number}@example.com"}
        answered(smartrecruiters.post("/candidates", json=person))
        if number % 2:
            bindbee.world.advance(DAY + HOUR)
        else:
            resync(bindbee)
        told = copy_of(bindbee, MODELS["candidate"], modified_after=remembered)
        assert [one["first_name"] for one in told.values()] == [f"Ada {number}"]
        seen += told
    assert len(set(seen)) == 5


def test_what_is_written_at_the_very_instant_of_a_sync_is_told_of_by_the_next_one(
    bindbee: VendorClient, smartrecruiters: VendorClient
) -> None:
    """The write itself brings the frozen clock to the instant of the sync, which does not see it."""
    bindbee.world.advance(DAY - 1)
    person = {"firstName": "Ada", "lastName": "Quist", "email": "ada@example.com"}
    answered(smartrecruiters.post("/candidates", json=person))
    due = "2026-03-03T09:00:00Z"
    synced = bindbee.get(f"{PREFIX}/connectors?connector_token=acme").json["items"][0]
    assert synced["last_sync_start_time"] == due
    assert copy_of(bindbee, MODELS["candidate"], last_name="Quist") == {}

    bindbee.world.advance(DAY)

    (found,) = copy_of(bindbee, MODELS["candidate"], modified_after=due).values()
    assert (found["first_name"], found["modified_at"]) == ("Ada", "2026-03-04T09:00:00Z")
