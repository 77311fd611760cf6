"""What StackOne tells of accounts and records: which requests lead to which events, and what is in them."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from ats_sandbox.vendors.stackone.named_lists import LISTS, NamedList
from ats_sandbox.vendors.stackone.orders.records import ASSESSMENTS
from ats_sandbox.vendors.stackone.state import ACCOUNTS, JOB_FACTS, JobFacts
from ats_sandbox.vendors.stackone.webhooks.kinds import BY_NOUN
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.cascade import delete
from ats_sandbox.world.domain.interviews import INTERVIEWS
from ats_sandbox.world.domain.jobs import JOBS
from ats_sandbox.world.domain.postings import POSTINGS
from ats_sandbox.world.domain.reading import Transaction
from ats_sandbox.world.domain.users import USERS
from tests.client import VendorClient
from tests.contract.example_requests import send_example
from tests.vendors.listening import Listener, published
from tests.vendors.stackone.api import ATS, made, shown

PUBLISHED = published("stackone")
RECORD_EVENTS = [f"{noun}.{change}" for noun in PUBLISHED["record_types"] for change in PUBLISHED["changes"]]
FULL, SMALL = "acme", "acme-basic"
"""The accounts that see something: one at a system that does everything, one at a system that does little."""
SMALL_SHOWS = {"ats_applications", "ats_candidates", "ats_jobs"}

BY_REQUEST = {
    "account.updated": ("stackone", "stackone_update_account"),
    "account.deleted": ("stackone", "stackone_delete_account"),
    "ats_applications.created": ("smartrecruiters", "create_candidate_on_job"),
    "ats_applications.updated": ("smartrecruiters", "put_update_candidates_job_status"),
    "ats_applications.deleted": ("smartrecruiters", "delete_application"),
    "ats_candidates.created": ("smartrecruiters", "create_candidate"),
    "ats_candidates.updated": ("stackone", "ats_update_candidate"),
    "ats_candidates.deleted": ("smartrecruiters", "delete_candidate"),
    "ats_jobs.created": ("smartrecruiters", "create_job"),
    "ats_jobs.updated": ("stackone", "ats_update_job"),
    "ats_job_postings.created": ("smartrecruiters", "create_job_ad"),
    "ats_job_postings.updated": ("smartrecruiters", "put_update_job_ad"),
    "ats_interviews.created": ("smartrecruiters", "create_interview"),
    "ats_interviews.updated": ("smartrecruiters", "create_timeslot"),
    "ats_assessments.created": ("stackone", "ats_order_assessments_request"),
    "ats_assessments.updated": ("stackone", "ats_update_assessments_result"),
    "ats_users.created": ("smartrecruiters", "create_user"),
    "ats_users.updated": ("smartrecruiters", "update_user"),
}
"""The examples of operations."""


def account_in(status: str) -> Callable[[Transaction], object]:
    return lambda world: world.put(ACCOUNTS, replace(world[ACCOUNTS][1], status=status, updated_at=world.now))


def new_account(world: Transaction) -> object:
    id = world.next_id(ACCOUNTS)
    return world.put(ACCOUNTS, replace(world[ACCOUNTS][1], id=id, key="new", created_at=world.now))


def new_list(world: Transaction) -> NamedList:
    id = world.next_id(LISTS.collection)
    return world.put(LISTS.collection, replace(world[LISTS.collection][1], id=id, name="Falconers"))


BY_TESTER: dict[str, Callable[[Transaction], object]] = {
    "account.created": new_account,
    "account.error": account_in("error"),
    "account.expired": account_in("expired"),
    "ats_jobs.deleted": lambda world: delete(world, JOBS, 1),
    "ats_job_postings.deleted": lambda world: delete(world, POSTINGS, 1),
    "ats_interviews.deleted": lambda world: delete(world, INTERVIEWS, 1),
    "ats_assessments.deleted": lambda world: delete(world, ASSESSMENTS.orders.collection, 1),
    "ats_lists.created": new_list,
    "ats_lists.updated": lambda world: world.put(LISTS.collection, replace(world[LISTS.collection][1], name="Other")),
    "ats_lists.deleted": lambda world: delete(world, LISTS.collection, 1),
    "ats_users.deleted": lambda world: delete(world, USERS, 1),
}
"""What no request leads to: the tester's own writes."""

Clients = Callable[[str], VendorClient]


@pytest.fixture
def told(stackone: VendorClient) -> Listener:
    return Listener(stackone)


@pytest.fixture
def webhook(stackone: VendorClient, told: Listener) -> int:
    """A webhook for everything."""
    with stackone.arrange() as world:
        return told.webhooks.subscribe(world, {"url": "http://localhost:9/in"})


@pytest.fixture
def provoke(client_of: Clients, stackone: VendorClient) -> Callable[[str], None]:
    """Lets an event happen."""

    def happen(event: str) -> None:
        if event in BY_TESTER:
            with stackone.arrange() as world:
                BY_TESTER[event](world)
            return
        name, id = BY_REQUEST[event]
        client = client_of(name)
        operation = next(one for one in client.vendor.operations if one.id == id)
        answer = send_example(client, operation)
        assert answer.status_code < 300, answer.text

    return happen


def test_every_published_event_can_be_subscribed_to(told: Listener) -> None:
    every = {*PUBLISHED["account_events"], *RECORD_EVENTS, *PUBLISHED["alerts"]}

    assert set(told.webhooks.events) == every
    assert every - {"request.failed"} == BY_REQUEST.keys() | BY_TESTER.keys()
    assert told.webhooks.described().unrequested.keys() == BY_TESTER.keys() | {"request.failed"}
    assert every.isdisjoint(PUBLISHED["unknown"])


@pytest.mark.parametrize("event", RECORD_EVENTS)
def test_each_event_of_a_record_is_told_for_every_account_that_sees_it(
    stackone: VendorClient, told: Listener, webhook: int, provoke: Callable[[str], None], event: str
) -> None:
    provoke(event)

    now, noun = stackone.world.now, event.partition(".")[0]
    bodies = [body for body in told.bodies(webhook) if body["event"] == event]
    accounts = [FULL, SMALL] if noun in SMALL_SHOWS else [FULL]
    assert [body["account_id"] for body in bodies] == accounts
    whole, *_ = bodies
    assert list(whole) == PUBLISHED["record_members"] + PUBLISHED["native_members"]
    assert whole["record_type"] == PUBLISHED["record_types"][noun]
    assert whole["event_date"] == iso(now)
    assert (whole["project_id"], whole["provider"]) == ("acme-project-40217", "smartrecruiters")
    account = stackone.get("/accounts/acme").json
    for name in ("origin_owner_id", "origin_owner_name", "origin_username", "setup_information"):
        assert whole[name] == account[name]


@pytest.mark.parametrize("event", [one for one in RECORD_EVENTS if not one.endswith(".deleted")])
def test_the_ids_in_a_body_lead_to_the_record(
    stackone: VendorClient, told: Listener, webhook: int, provoke: Callable[[str], None], event: str
) -> None:
    provoke(event)

    body = next(body for body in told.bodies(webhook) if body["event"] == event)
    noun = event.partition(".")[0]
    if noun == "ats_assessments":
        found = BY_NOUN[noun].find(stackone.read(), body["record_id"])
        assert found is not None
        assert found.key == body["record_remote_id"]  # type: ignore[attr-defined]
        return
    record = shown(stackone, f"{body['record_type']}/{body['record_id']}")
    assert (record["id"], record["remote_id"]) == (body["record_id"], body["record_remote_id"])


@pytest.mark.parametrize("event", [*PUBLISHED["account_events"], "account.error", "account.expired"])
def test_each_event_of_an_account_says_only_whose_it_is(
    told: Listener, webhook: int, provoke: Callable[[str], None], event: str
) -> None:
    provoke(event)

    (body,) = [body for body in told.bodies(webhook) if body["event"] == event]
    without_name = ["origin_username"] if event == "account.deleted" else []
    assert list(body) == [one for one in PUBLISHED["account_members"] if one not in without_name]
    assert {one.scope for one in told.happenings} == {body["account_id"]}


def test_an_account_in_error_is_updated_and_somebody_is_alerted_once(
    stackone: VendorClient, told: Listener, provoke: Callable[[str], None]
) -> None:
    provoke("account.error")
    assert stackone.patch("/accounts/acme", json={"label": "Broken"}).status_code == 200

    assert told.events == ["account.updated", "account.error", "account.updated"]


@pytest.mark.parametrize("status", ["inactive", "suspended", "archived", "expired", "error"])
def test_an_account_that_does_not_work_sees_nothing(stackone: VendorClient, told: Listener, status: str) -> None:
    with stackone.arrange() as world:
        account_in(status)(world)
    made(stackone_of(stackone), "candidates", {"first_name": "Ada"})

    assert [one.scope for one in told.happenings if one.event == "ats_candidates.created"] == [SMALL, "other"]


def stackone_of(stackone: VendorClient) -> VendorClient:
    """The client, with another account that works in place of the one that does not."""
    with stackone.arrange() as world:
        id = world.next_id(ACCOUNTS)
        world.put(ACCOUNTS, replace(world[ACCOUNTS][1], id=id, key="other", status="active"))

    class Other(VendorClient):
        def send(self, method: str, path: str, **kwargs: Any) -> Any:
            return super().send(method, path, headers={"x-account-id": "other"}, **kwargs)

    return Other(stackone.sandbox, stackone.vendor, stackone.name)


def test_one_commit_is_one_event_of_each_record(
    stackone: VendorClient, smartrecruiters: VendorClient, told: Listener
) -> None:
    operation = next(one for one in smartrecruiters.vendor.operations if one.id == "create_candidate_on_job")
    assert send_example(smartrecruiters, operation).status_code == 201

    told_of = [(one.event, one.scope, one.about[0]) for one in told.happenings]
    assert len(told_of) == len(set(told_of))
    created = [f"{noun}.created" for noun in ("ats_applications", "ats_candidates") for _ in (FULL, SMALL)]
    assert sorted(one for one in told.events if one.endswith(".created")) == created


def test_what_only_stackone_knows_of_a_record_is_its_change_too(stackone: VendorClient, told: Listener) -> None:
    with stackone.arrange() as world:
        world.put(JOB_FACTS, JobFacts(id=1, unified={"floor": "3"}))

    assert told.events == ["ats_jobs.updated"] * 2


def test_a_write_that_changes_nothing_is_no_event(stackone: VendorClient, told: Listener) -> None:
    with stackone.arrange() as world:
        world.put(JOBS, replace(world.jobs[1]))

    assert told.events == []


@pytest.mark.parametrize(
    ("body", "headers", "token", "status"),
    [
        ({"first_name": 1}, {}, "sandbox-admin", 400),
        ({"first_name": "Ada"}, {"x-account-id": "nobody"}, "sandbox-admin", 404),
        ({"first_name": "Ada"}, {"x-account-id": "acme-suspended"}, "sandbox-admin", 412),
        ({"first_name": "Ada"}, {}, "sandbox-readonly", 403),
        ({"first_name": "Ada"}, {}, None, 401),
    ],
)
def test_a_refused_request_is_no_event(
    stackone: VendorClient, told: Listener, body: Any, headers: dict[str, str], token: str | None, status: int
) -> None:
    answer = stackone.post(f"{ATS}/candidates", json=body, headers=headers, token=token)

    assert (answer.status_code, told.events) == (status, [])


def test_what_is_rolled_back_is_no_event(stackone: VendorClient, told: Listener) -> None:
    def in_vain() -> None:
        with stackone.arrange() as world:
            delete(world, JOBS, 1)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        in_vain()

    assert told.events == []


def test_a_webhook_for_one_account_hears_of_no_other(stackone: VendorClient, told: Listener, webhook: int) -> None:
    with stackone.arrange() as world:
        narrow = told.webhooks.subscribe(world, {"scope": SMALL})
    made(stackone, "candidates", {"first_name": "Ada"})

    assert [body["account_id"] for body in told.bodies(webhook)] == [FULL, SMALL]
    assert [body["account_id"] for body in told.bodies(narrow)] == [SMALL]


def test_what_is_found_by_looking_carries_no_event_of_the_provider(stackone: VendorClient, told: Listener) -> None:
    with stackone.arrange() as world:
        polled = told.webhooks.subscribe(world, {"every": 0})
    made(stackone, "candidates", {"first_name": "Ada"})

    assert told.subscriber(polled).every == 3_600_000
    assert list(told.bodies(polled)[0]) == PUBLISHED["record_members"]
