"""Worlds written down and loaded again."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace
from werkzeug.test import Client

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.api import CONTROL
from ats_sandbox.control.errors import BadRequest, Full
from ats_sandbox.control.portable import document, writer
from ats_sandbox.world.domain.commands.attachments import attach
from ats_sandbox.world.domain.commands.candidates import forget, register
from ats_sandbox.world.domain.company import COMPANIES
from ats_sandbox.world.store.selection import Rows
from ats_sandbox.world.store.state import State
from ats_sandbox.world.store.table import Table
from tests.client import VendorClient
from tests.control.digest import digest

Elsewhere = Callable[[str], str]
CONTENTS = ("changes", "everything")


def written(client: VendorClient, content: str) -> dict[str, Any]:
    answer = client.get("/export", query_string={"content": content})
    assert answer.status_code == 200, answer.text
    return answer.json


def live(client_of: Callable[[str], VendorClient]) -> None:
    """Some days in a world: people come and go, vendors keep facts of their own, syncs take place."""
    stackone, bindbee, skailer = map(client_of, ("stackone", "bindbee", "skailer"))
    for number in range(3):
        body = {"name": f"Ada {number}", "unified_custom_fields": {"shoe": {"size": number, "wide": None}}}
        assert stackone.post("/unified/ats/candidates", json=body).status_code == 201
        stackone.world.advance(86_400_000 + number)
    headers = {"X-Idempotency-Key": "once", "x-connector-token": "acme-live"}
    made = bindbee.post("/api/ats/v1/candidates", json={"first_name": "Bo", "last_name": "Li"}, headers=headers)
    assert made.status_code < 300, made.text
    with stackone.arrange() as draft:
        forget(draft, draft.candidates[9])
        gone = register(draft, first_name="Here", last_name="And gone")
        attach(draft, 2, name="ü.txt", content=b"\x00\xff\n" * 100, content_type="text/plain")
    with stackone.arrange() as draft:
        forget(draft, draft.candidates[gone.id])
    assert skailer.post("/api/v1/jobs/search", json={}).status_code == 200


@pytest.mark.parametrize("content", CONTENTS)
def test_the_demo_world_comes_back_the_same_to_the_last_bit(
    tester: VendorClient, sandbox: SandboxApp, elsewhere: Elsewhere, content: str
) -> None:
    told = written(tester, content)
    other = VendorClient(sandbox, tester.vendor, elsewhere("copy"))

    assert other.post("/import", json=told).status_code == 200

    assert digest(other.world.state) == digest(tester.world.state)
    assert written(other, content) == told


@pytest.mark.parametrize("content", CONTENTS)
def test_a_world_with_a_life_comes_back_the_same_to_the_last_bit(
    tester: VendorClient,
    sandbox: SandboxApp,
    elsewhere: Elsewhere,
    client_of: Callable[[str], VendorClient],
    content: str,
) -> None:
    live(client_of)
    tester.post("/tokens", json={"vendor": "smartrecruiters"})
    told = json.loads(json.dumps(written(tester, content)))
    other = VendorClient(sandbox, tester.vendor, elsewhere("copy"))

    assert other.post("/import", json=told).status_code == 200

    assert digest(other.world.state) == digest(tester.world.state)
    assert written(other, content) == told


@pytest.mark.parametrize("content", CONTENTS)
def test_an_imported_world_answers_and_goes_on_as_the_exported_one(
    tester: VendorClient,
    sandbox: SandboxApp,
    elsewhere: Elsewhere,
    client_of: Callable[[str], VendorClient],
    content: str,
) -> None:
    """Reads through every vendor, an idempotency key, a sync that comes due and ids to come: byte for byte."""
    live(client_of)
    told, copy = written(tester, content), elsewhere("copy")
    VendorClient(sandbox, tester.vendor, copy).post("/import", json=told)

    def lived(world: str) -> list[bytes]:
        present = {vendor.name: vendor.auth.present("sandbox-admin") for vendor in sandbox.vendors}
        key = {"X-Idempotency-Key": "once", "x-connector-token": "acme-live"}
        asked: list[tuple[str, str, str, dict[str, str], Any]] = [
            ("bindbee", "POST", "/api/ats/v1/candidates", key, {"first_name": "Bo", "last_name": "Li"}),
            ("bindbee", "GET", "/api/ats/v1/candidates?page_size=200", {}, None),
            ("stackone", "POST", "/unified/ats/candidates", {}, {"name": "Eve"}),
            ("stackone", "GET", "/unified/ats/applications?page_size=100", {}, None),
            ("smartrecruiters", "GET", "/candidates?limit=100", {}, None),
            ("datadriven", "GET", "/v3/ats/application-steps?limit=50", {}, None),
        ]
        heard = []
        for vendor, method, path, more, body in asked:
            headers = {**present[vendor], **more, "X-Sandbox-World": world}
            answer = Client(sandbox).open(f"/{vendor}{path}", method=method, json=body, headers=headers)
            assert answer.status_code < 500, answer.text
            heard.append(answer.data)
        return heard

    assert lived(copy) == lived(tester.name)
    for name in (copy, tester.name):
        sandbox.worlds[name].world.advance(2 * 86_400_000)
    assert lived(copy) == lived(tester.name)


def test_a_document_tells_recipe_and_seed_and_only_what_changed(tester: VendorClient) -> None:
    with tester.arrange() as draft:
        ada = register(draft, first_name="Ada", last_name="Novak")

    told = tester.get("/export").json

    assert (told["format"], told["version"], told["recipe"], told["seed"]) == ("ats-sandbox world", 1, "demo", 1)
    assert told["content"] == "changes"
    (step,) = told["states"]
    assert step["against"] == "blueprint"
    assert set(step["collections"]) == {"candidates"}
    assert [one["first_name"] for one in step["collections"]["candidates"]["put"]] == ["Ada"]
    assert step["collections"]["candidates"]["next_id"] == ada.id + 1


def test_everything_is_written_where_that_is_no_longer_than_the_changes(tester: VendorClient) -> None:
    """A world that has nothing in common with what it was founded as."""
    with tester.arrange() as draft:
        company = draft.put(COMPANIES, replace(draft.company, name="Another Ltd"))
    alone = State.of([Table.build(COMPANIES, [company])], tester.world.now)

    tester.world.restore(alone)

    assert tester.get("/export").json["content"] == "everything"
    tester.world.reset()
    assert tester.get("/export").json["content"] == "changes"


def test_copies_that_records_hold_are_told_once_and_by_what_differs(
    tester: VendorClient, client_of: Callable[[str], VendorClient]
) -> None:
    """Every linked system holds a copy of the world as it was last synced; a document is no longer for that."""
    without = len(json.dumps(written(tester, "everything")))
    live(client_of)

    with_copies = written(tester, "everything")

    assert len(with_copies["states"]) > 2
    assert len(json.dumps(with_copies)) < 1.2 * without


def test_an_imported_world_resets_to_what_was_imported(tester: VendorClient) -> None:
    with tester.arrange() as draft:
        register(draft, first_name="Ada", last_name="Novak")
    told, imported = written(tester, "changes"), digest(tester.world.state)
    tester.post(f"/worlds/{tester.name}/reset")

    tester.post("/import", json=told)
    with tester.arrange() as draft:
        register(draft, first_name="Bo", last_name="Li")
    tester.post(f"/worlds/{tester.name}/reset")

    assert digest(tester.world.state) == imported


def test_a_world_of_another_seed_keeps_its_ids_through_a_document(
    tester: VendorClient, sandbox: SandboxApp, elsewhere: Elsewhere
) -> None:
    """Ids are made from the seed, so a document brings its own along."""
    other = VendorClient(sandbox, tester.vendor, elsewhere("other"))
    sandbox.worlds.create(other.name, "edge", 9, 40)

    row = tester.post("/import", json=written(other, "everything")).json

    assert (row["recipe"], row["seed"], row["candidates"]) == ("edge", 9, 40)
    heard = [
        Client(sandbox).get(f"/w/{name}/smartrecruiters/candidates", headers={"X-SmartToken": "sandbox-admin"})
        for name in (tester.name, other.name)
    ]
    mine, its = (one.json["content"][0]["id"] for one in heard)
    assert mine == its


def spoiled(told: dict[str, Any], collection: str, change: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    """A document whose fourth record of a collection is changed."""
    copy = json.loads(json.dumps(told))
    step = next(one for one in copy["states"] if collection in one["collections"])
    change(step["collections"][collection]["put"][3])
    return copy


WRONG: list[tuple[str, Callable[[dict[str, Any]], Any], str]] = [
    ("candidates", lambda one: one.update(first_name=7), "candidates 4, member first_name"),
    ("candidates", lambda one: one.update(emails=[{"address": 3}]), "candidates 4, member emails[0].address"),
    ("candidates", lambda one: one.pop("tags"), "candidates 4"),
    ("candidates", lambda one: one.update(nickname="x"), "candidates 4, member nickname is not known"),
    ("candidates", lambda one: one.update(consent="maybe"), "candidates 4, member consent"),
    ("candidates", lambda one: one.update(id=0), "candidates 0, member id"),
    ("candidates", lambda one: one.update(id="4"), "candidates '4', member id"),
    ("candidates", lambda one: one.update(id=3), "candidates 3, member id occurs twice"),
    ("candidates", lambda one: one.update(id=1 << 24), "member id"),
    ("candidates", lambda one: one.update(created_at=10**18), "candidates 4, member created_at is not an instant"),
    ("candidates", lambda one: one.update(updated_at=-(10**18)), "candidates 4, member updated_at is not an instant"),
    ("applications", lambda one: one.update(job=777), "applications 4, member job names jobs 777"),
    ("jobs", lambda one: one.update(locations=[1, 99]), "jobs 4, member locations names locations 99"),
    ("jobs", lambda one: one["team"][0].update(user=555), "jobs 4, member user names users 555"),
    ("attachments", lambda one: one.update(content="***"), "attachments 4, member content"),
    ("bindbee.connectors", lambda one: one.update(synced={"state": 99}), "bindbee.connectors 4, member synced"),
    ("bindbee.connectors", lambda one: one.update(synced="x"), "bindbee.connectors 4, member synced"),
]


@pytest.fixture(scope="module")
def small() -> VendorClient:
    """The tester's side of a small world."""
    return VendorClient(SandboxApp("demo", 1, 40), CONTROL, "default")


@pytest.mark.parametrize(("collection", "change", "said"), WRONG, ids=[one[2] for one in WRONG])
def test_a_bad_record_is_refused_by_collection_record_and_member(
    small: VendorClient, collection: str, change: Callable[[dict[str, Any]], Any], said: str
) -> None:
    before = small.world.state
    told = spoiled(written(small, "everything"), collection, change)

    refused = small.post("/import", json=told)

    assert refused.status_code == 400
    assert said in refused.json["error"]
    assert refused.json["details"][0]["field"].startswith(f"{collection}.")
    assert small.world.state is before


def last(told: dict[str, Any]) -> dict[str, Any]:
    return told["states"][-1]


BROKEN: list[tuple[Callable[[dict[str, Any]], Any], str]] = [
    (lambda one: one.update(format="wiremock"), "ats-sandbox world"),
    (lambda one: one.pop("format"), "format"),
    (lambda one: one.update(version=2), "exported in version 2 of the format by a newer ats-sandbox"),
    (lambda one: one.update(version=0), "version"),
    (lambda one: one.update(version="1"), "version"),
    (lambda one: one.update(recipe="moon"), "there is no recipe"),
    (lambda one: one.update(seed=-1), "seed"),
    (lambda one: one.update(content="some"), "content"),
    (lambda one: one.update(states=[]), "states"),
    (lambda one: one.update(states={}), "states"),
    (lambda one: one.update(extra=1), "extra"),
    (lambda one: one.update(fingerprint="0" * 32), "as another version builds it"),
    (lambda one: last(one).update(now=-1), "now"),
    (lambda one: last(one).update(now=10**15), "now"),
    (lambda one: last(one).update(against="nobody"), "against"),
    (lambda one: last(one).update(against=5), "a state 5 that is not among those before"),
    (lambda one: last(one).update(collections={"unicorns": {"next_id": 1}}), "'unicorns'"),
    (lambda one: last(one).update(collections={"candidates": {"next_id": 4}}), "candidates 250 is in use already"),
    (lambda one: last(one).update(collections={"candidates": {"next_id": 251, "removed": [999]}}), "candidates 999"),
    (lambda one: last(one).update(collections={"jobs": {"next_id": 31, "removed": [1]}}), "names jobs 1"),
    (lambda one: last(one).update(without=["companies"]), "companies 1 does not exist"),
    (lambda one: one.update(states=[{"now": 5}]), "companies 1 does not exist"),
    (lambda one: one.update(content="everything"), "and yet refers to its blueprint"),
]


@pytest.mark.parametrize(("change", "said"), BROKEN, ids=[one[1] for one in BROKEN])
def test_a_broken_document_changes_nothing(
    tester: VendorClient, change: Callable[[dict[str, Any]], Any], said: str
) -> None:
    told = written(tester, "changes")
    change(told)
    before = tester.world.state

    refused = tester.post("/import", json=told)

    assert refused.status_code == 400
    assert said in refused.text
    assert tester.world.state is before


def test_a_document_of_an_older_version_is_brought_up_step_by_step(
    tester: VendorClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if two versions from now had renamed `seed`, and then the tables of a state."""
    told = written(tester, "changes")
    told["luck"] = told.pop("seed")
    for step in told["states"]:
        step["tables"] = step.pop("collections")

    def name_the_seed(old: dict[str, Any]) -> dict[str, Any]:
        return {**{name: value for name, value in old.items() if name != "luck"}, "seed": old["luck"]}

    def name_the_collections(old: dict[str, Any]) -> dict[str, Any]:
        steps = [{**one, "collections": one["tables"]} for one in old["states"]]
        return {**old, "states": [{name: value for name, value in one.items() if name != "tables"} for one in steps]}

    assert tester.post("/import", json=told).status_code == 400
    monkeypatch.setattr(document, "VERSION", 3)
    monkeypatch.setattr(document, "UPGRADES", {1: name_the_seed, 2: name_the_collections})

    assert tester.post("/import", json=told).status_code == 200
    assert tester.post("/import", json={**told, "version": 3}).status_code == 400


def test_an_export_is_not_larger_than_can_be_read_again(tester: VendorClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "MOST", 1_000)

    refused = tester.get("/export", query_string={"content": "everything"})

    assert refused.status_code == 422
    assert refused.json["error"] == "records in one document: 1000 are the most that are kept; delete some"
    assert tester.get("/export").status_code == 200


def test_worlds_travel_between_sandboxes_from_python() -> None:
    here, there = SandboxApp("edge", 4, 40), SandboxApp("empty")
    with here.world.transaction() as draft:
        register(draft, first_name="Ada", last_name="Novak")

    there.worlds["default"].load(here.worlds["default"].export())

    assert digest(there.world.state) == digest(here.world.state)
    with pytest.raises(BadRequest, match="this is not an exported world"):
        there.worlds["default"].load({"format": "other"})


@pytest.mark.deep
def test_a_world_of_twenty_thousand_is_too_large_for_one_document() -> None:
    with pytest.raises(Full):
        SandboxApp("large", 1, 20_000).worlds["default"].export("everything")


def found_in(table: Table[Any]) -> dict[tuple[str, object], list[int]]:
    """The ids that every index of a table finds, by its name and the key."""
    indexes = table.collection.indexes
    return {(name, key): list(table.postings(name, key)) for name in indexes for key in table.index(name)}


def test_every_collection_of_a_world_survives_a_document(tester: VendorClient) -> None:
    told = written(tester, "everything")
    state = tester.world.state

    tester.post("/import", json=told)

    for name, table in state.tables.items():
        mine = tester.world.state.tables[name]
        if all(not hasattr(record, "synced") for record in Rows(table)):
            assert list(Rows(mine)) == list(Rows(table)), name
        assert list(mine.order) == list(table.order)
        assert found_in(mine) == found_in(table)
        if table.collection.timeline is not None:
            assert list(mine.moments) == list(table.moments)
