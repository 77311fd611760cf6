"""Which request led to a delivery, what it changed, and what was read and written about it afterwards; and back."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from ats_sandbox.control.webhooks.causality import Why
from ats_sandbox.control.webhooks.receivers import Message
from ats_sandbox.vendors.smartrecruiters.webhooks.state import SECRET_KEYS
from ats_sandbox.world.clock import DAY, HOUR
from ats_sandbox.world.domain.candidates import CANDIDATES
from ats_sandbox.world.store.cause import Cause, CauseKind
from tests.client import VendorClient
from tests.control.commands import document, told
from tests.control.control_client import ControlClient
from tests.control.webhooks.laboratory import Laboratory
from tests.vendors.bindbee.demo_world import CANDIDATES as BINDBEE_CANDIDATES
from tests.vendors.bindbee.demo_world import RESYNC


def why(laboratory: Laboratory, subscription: str) -> Why:
    """Why the latest delivery of a subscription came about."""
    return laboratory.webhooks.why(laboratory.webhooks.deliveries(subscription=subscription)[-1].number)


@pytest.mark.parametrize("vendor", ["smartrecruiters", "stackone"])
def test_a_delivery_leads_back_to_its_request_and_to_what_it_changed(laboratory: Laboratory, vendor: str) -> None:
    one = laboratory.subscribe(vendor)
    laboratory.rename("Ada")

    found = why(laboratory, one)

    assert found.exchange is laboratory.webhooks.journal.last
    assert found.exchange is not None
    assert found.exchange.operation is not None
    assert found.exchange.operation.id == "update_candidate"
    assert (found.cause.reference, found.missing) == ("smartrecruiters update_candidate", "")
    (change,) = (one for one in found.changes if one["collection"] == "candidates")
    assert {"member": "first_name", "before": "Clementina", "after": "Ada"} in change["members"]
    assert found.happening.event == found.delivery.event
    assert [one.accepted for one in found.attempts] == [True]


def test_what_the_receiver_read_and_wrote_afterwards_is_joined_by_the_id(laboratory: Laboratory) -> None:
    client = laboratory.client

    def receive(message: Message) -> None:
        id = message.json()["id"]
        client.get(f"/candidates/{id}")
        client.get("/jobs?limit=1")
        client.put(f"/candidates/{id}/tags", json={"tags": ["told"]})
        client.get(f"/candidates?q={id}x")

    one = laboratory.subscribe("smartrecruiters", receive)
    id = laboratory.rename("Ada")
    client.get(f"/candidates/{id}/properties")
    laboratory.webhooks.run_until_delivered()
    first = laboratory.webhooks.deliveries(subscription=one)[0]

    found = laboratory.webhooks.why(first.number)

    assert found.ids == (id,)
    asked = [(later.entry.asked.method, later.entry.asked.text_path, later.ids) for later in found.afterwards[:2]]
    assert asked == [("GET", f"/candidates/{id}", (id,)), ("PUT", f"/candidates/{id}/tags", (id,))]


def test_ids_in_queries_and_bodies_count_and_parts_of_other_words_do_not(laboratory: Laboratory) -> None:
    client = laboratory.client
    one = laboratory.subscribe("smartrecruiters")
    id = laboratory.rename("Ada")
    client.get("/candidates", query_string={"q": f"{id} or so"})
    client.post("/candidates", json={"firstName": "B", "lastName": "C", "email": "b@c.example", "tags": [id]})
    client.get(f"/candidates?q=x{id}")
    client.get("/candidates?limit=1")

    assert [later.entry.asked.method for later in why(laboratory, one).afterwards] == ["GET", "POST"]


def test_every_id_of_a_list_counts(laboratory: Laboratory) -> None:
    bindbee, world = laboratory.client_of("bindbee"), laboratory.webhooks.world
    one = laboratory.webhooks.subscribe("bindbee", events=["connector_data_modified"]).name
    laboratory.rename("Ada")
    laboratory.provoke("bindbee")
    world.advance(HOUR)
    (id,) = laboratory.webhooks.deliveries(subscription=one)[-1].notice.happening.facts["data"]["ats_candidate"]
    bindbee.get(f"{BINDBEE_CANDIDATES}/{id}")
    bindbee.get("/api/ats/v1/jobs")

    found = why(laboratory, one)

    assert id in found.ids
    assert [later.entry.asked.text_path for later in found.afterwards] == [f"{BINDBEE_CANDIDATES}/{id}"]
    assert found.exchange is not None
    assert found.exchange.asked.text_path == RESYNC


def test_what_was_due_with_time_follows_from_no_request(laboratory: Laboratory) -> None:
    one = laboratory.webhooks.subscribe("bindbee", events=["connector_synced"]).name
    laboratory.webhooks.world.advance(2 * DAY)

    found = why(laboratory, one)

    assert (found.cause.kind, found.exchange) == (CauseKind.SCHEDULE, None)
    assert "due with time" in found.missing


def test_the_tester_and_own_data_are_causes_too(laboratory: Laboratory) -> None:
    one, world = laboratory.subscribe("smartrecruiters"), laboratory.webhooks.world
    said = []
    for cause in (Cause(CauseKind.TESTER), Cause(CauseKind.SEED, "people.toml")):
        with world.transaction(cause) as draft:
            draft.put(CANDIDATES, replace(draft.candidates[1], first_name=cause.kind.value))
        found = why(laboratory, one)
        assert (found.cause, found.exchange) == (cause, None)
        said.append(found.missing)

    assert ["the tester wrote" in said[0], "own data" in said[1]] == [True, True]


def test_what_a_polling_vendor_finds_follows_from_no_commit(laboratory: Laboratory) -> None:
    one = laboratory.subscribe("stackone", every=HOUR)
    laboratory.rename("Ada")
    laboratory.webhooks.world.advance(2 * HOUR)

    found = why(laboratory, one)

    assert (found.commit, found.exchange) == (0, None)
    assert "looked" in found.missing
    assert any(change["collection"] == "candidates" for change in found.changes)


def test_secrets_are_masked(laboratory: Laboratory) -> None:
    one, world = laboratory.subscribe("smartrecruiters"), laboratory.webhooks.world
    with world.transaction() as draft:
        draft.put(CANDIDATES, replace(draft.candidates[1], first_name="Ada"))
        key = next(iter(draft[SECRET_KEYS]))
        draft.put(SECRET_KEYS, replace(key, key="not for anybody", created_at=key.created_at + DAY))

    found = why(laboratory, one)

    (change,) = (one for one in found.changes if one["collection"] == SECRET_KEYS.name)
    assert {"member": "key", "before": "***", "after": "***"} in change["members"]
    assert "not for anybody" not in str(found.changes)


def test_what_the_journal_has_dropped_is_said_to_be(laboratory: Laboratory) -> None:
    one, journal = laboratory.subscribe("smartrecruiters"), laboratory.webhooks.journal
    id = laboratory.rename("Ada")
    journal.most = 1
    laboratory.client.get("/jobs")
    laboratory.client.get(f"/candidates/{id}")

    found = why(laboratory, one)

    assert found.exchange is None
    assert (found.dropped, journal.dropped) == (3, 3)
    assert "dropped 3 exchanges" in found.missing
    assert [later.entry.number for later in found.afterwards] == [4]


def test_a_journal_that_was_cleared_is_told_from_one_that_dropped(laboratory: Laboratory) -> None:
    one = laboratory.subscribe("smartrecruiters")
    id = laboratory.rename("Ada")
    laboratory.webhooks.journal.clear()
    laboratory.client.get(f"/candidates/{id}")

    found = why(laboratory, one)

    assert found.dropped == 0
    assert "was cleared" in found.missing
    assert len(found.afterwards) == 1


def test_an_exchange_lists_its_deliveries(laboratory: Laboratory) -> None:
    names = [laboratory.subscribe("smartrecruiters"), laboratory.subscribe("stackone")]
    laboratory.rename("Ada")
    laboratory.webhooks.disturb("hold", subscription=names[0])
    laboratory.rename("Bea")
    laboratory.client.get("/jobs?limit=1")
    journal = laboratory.webhooks.journal
    (first, second) = (entry.number for entry in journal.entries(operation="update_candidate"))

    shown = ControlClient(laboratory.client).get(f"/journal/{second}")["deliveries"]

    expected = [
        {"number": 3, "event": "candidate.updated", "subscription": names[0], "state": "held"},
        {"number": 4, "event": "ats_candidates.updated", "subscription": names[1], "state": "delivered"},
    ]
    assert shown == expected
    assert [one.number for one in journal.deliveries(second)] == [3, 4]
    assert [one.number for one in journal.deliveries(first)] == [1, 2]
    assert ControlClient(laboratory.client).get("/journal/last")["deliveries"] == []


def test_without_webhooks_a_journal_lists_none(tester: VendorClient, smartrecruiters: VendorClient) -> None:
    smartrecruiters.post("/candidates", json={"firstName": "B", "lastName": "C", "email": "b@c.example"})

    assert tester.get("/journal/last").json["deliveries"] == []


def test_the_command_line_shows_them(
    served: tuple[object, str], world_name: str, client_of: Callable[[str], VendorClient]
) -> None:
    sandbox, url = served
    laboratory = Laboratory(lambda name: VendorClient(sandbox, client_of(name).vendor, world_name))  # type: ignore[arg-type]
    name = laboratory.subscribe("smartrecruiters")
    laboratory.rename("Ada")

    status, output, _ = told(url, "journal", "show", world=world_name)

    assert status == 0
    assert f"told {name} of candidate.updated: delivery 1, delivered\n" in output
    assert document(url, "journal", "show", world=world_name)["deliveries"][0]["subscription"] == name
