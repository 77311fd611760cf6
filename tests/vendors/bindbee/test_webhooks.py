"""What Bindbee tells of syncs: which requests lead to which events, and what is in them."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from ats_sandbox.control.background.background import Background
from ats_sandbox.vendors.bindbee.connectors import ACME, CONNECTORS
from ats_sandbox.vendors.bindbee.syncs import REJECTED, SYNC, UNAVAILABLE, start_sync
from ats_sandbox.world.clock import DAY, HOUR, MINUTE
from ats_sandbox.world.domain.commands.candidates import forget
from tests.client import VendorClient
from tests.vendors.bindbee.demo_world import CANDIDATES, PREFIX, RESOURCES, RESYNC, id_of, listed, through
from tests.vendors.listening import Listener, published

PUBLISHED = published("bindbee")
STARTED, SYNCED, FAILED, DATA = (
    f"connector_{name}" for name in ("sync_started", "synced", "sync_error", "data_modified")
)
CANDIDATE_SYNC = 1
"""The first webhook of production."""
ADA = {"first_name": "Ada", "last_name": "Quist"}
LINK = "/api/embedded/v1/link/create-link-token"
INVITATION = {
    "end_user_data": {"org_name": "Example Works", "origin_id": "customer-7"},
    "category": "ATS",
    "integration": "smartrecruiters",
}


@pytest.fixture
def told(bindbee: VendorClient) -> Listener:
    return Listener(bindbee)


@pytest.fixture
def work(bindbee: VendorClient) -> Background:
    """How long work takes in the test's world."""
    return Background(bindbee.world, bindbee.sandbox.vendors)


def resync(bindbee: VendorClient, token: str = "acme") -> None:
    assert bindbee.post(RESYNC, headers=through(token)).status_code == 200


def create(bindbee: VendorClient) -> str:
    answer = bindbee.post(CANDIDATES, json=ADA)
    assert answer.status_code in (200, 201), answer.text
    id: str = answer.json["id"]
    return id


def changed_and_resynced(bindbee: VendorClient, _: Background) -> None:
    create(bindbee)
    resync(bindbee)


def failing(reason: str) -> Callable[[VendorClient, Background], None]:
    def send(bindbee: VendorClient, work: Background) -> None:
        work.set(SYNC.name, failure=reason)
        resync(bindbee)

    return send


def slow(bindbee: VendorClient, work: Background) -> None:
    create(bindbee)
    work.set(SYNC.name, after=600)
    resync(bindbee)
    bindbee.world.advance(10 * MINUTE)


def slow_and_failing(bindbee: VendorClient, work: Background) -> None:
    work.set(SYNC.name, after=600, failure=REJECTED)
    resync(bindbee)
    bindbee.world.advance(10 * MINUTE)


def broken_by_the_tester(bindbee: VendorClient, work: Background) -> None:
    work.set(SYNC.name, after=600)
    resync(bindbee)
    assert bindbee.vendor.links is not None
    with bindbee.arrange() as world:
        bindbee.vendor.links.bring(world, "acme", "RELINK_NEEDED")


PROVOKED: dict[str, tuple[Callable[[VendorClient, Background], Any], list[str], str]] = {
    "a resync after a change": (changed_and_resynced, [STARTED, DATA, SYNCED], "MANUAL"),
    "a resync after nothing": (lambda bindbee, _: resync(bindbee), [STARTED, SYNCED], "MANUAL"),
    "a resync that takes ten minutes": (slow, [STARTED, DATA, SYNCED], "MANUAL"),
    "a resync of a system that does not answer": (failing(UNAVAILABLE), [STARTED, FAILED], "MANUAL"),
    "a resync whose credentials are refused": (failing(REJECTED), [STARTED, FAILED], "MANUAL"),
    "a resync whose credentials are refused later": (slow_and_failing, [STARTED, FAILED], "MANUAL"),
    "a resync during which the link breaks": (broken_by_the_tester, [STARTED, FAILED], "MANUAL"),
    "a resync while the link is broken": (
        lambda bindbee, _: resync(bindbee, "acme-relink"),
        [STARTED, FAILED],
        "MANUAL",
    ),
    "a resync of a system of employees": (lambda bindbee, _: resync(bindbee, "acme-hris"), [STARTED, SYNCED], "MANUAL"),
    "a first link": (lambda bindbee, _: bindbee.post(LINK, json=INVITATION), [STARTED, DATA, SYNCED], "AUTOMATED"),
}


@pytest.mark.parametrize("what", PROVOKED)
def test_each_event_is_told_in_order_with_the_published_members(
    bindbee: VendorClient, told: Listener, work: Background, what: str
) -> None:
    send, events, kind = PROVOKED[what]

    send(bindbee, work)

    bodies = told.bodies(CANDIDATE_SYNC)
    assert [body["webhook"]["event"] for body in bodies] == events
    assert {body["sync"]["sync_type"] for body in bodies} == {kind}
    assert len({body["sync"]["sync_id"] for body in bodies}) == 1
    for body in bodies:
        event = PUBLISHED["events"][body["webhook"]["event"]]
        beside = {"data", "error"} if "error" in event else {"data"}
        assert body.keys() == PUBLISHED["members"].keys() | beside
        for name, members in PUBLISHED["members"].items():
            assert list(body[name]) == members
        if "data" in event:
            assert list(body["data"]) == event["data"]
            assert body["data"]["display_status"] == event["display_status"]
        if "error" in event:
            assert list(body["error"]) == event["error"]


@pytest.mark.parametrize("what", PROVOKED)
def test_the_instants_of_a_sync_go_forward(bindbee: VendorClient, told: Listener, work: Background, what: str) -> None:
    PROVOKED[what][0](bindbee, work)

    instants = [one.at for one in told.happenings]
    assert instants == sorted(instants)
    assert instants[-1] <= bindbee.world.now


def test_what_a_sync_brought_is_what_polling_would_have_shown(bindbee: VendorClient, told: Listener) -> None:
    since = bindbee.get(f"{PREFIX}/connectors?connector_token=acme").json["items"][0]["last_sync_start_time"]
    create(bindbee)
    assert bindbee.post(f"{PREFIX}/departments", json={"name": "Falconry"}).status_code in (200, 201)
    job = id_of(bindbee, "job", 1)
    stage = bindbee.post(f"{PREFIX}/job-interview-stages", json={"name": "Trial day", "job": job})
    assert stage.status_code in (200, 201), stage.text
    question = bindbee.post(f"{PREFIX}/screening-questions", json={"title": "Why us?", "job": job})
    assert question.status_code in (200, 201), question.text

    resync(bindbee)

    (data,) = [body["data"] for body in told.bodies(CANDIDATE_SYNC) if body["webhook"]["event"] == DATA]
    seen = {}
    for resource in RESOURCES:
        if ids := [one["id"] for one in listed(bindbee, resource, modified_after=since)]:
            seen[resource] = ids
    names = {"departments": "department", "candidates": "candidate", "job-interview-stages": "job_interview_stage"}
    names["screening-questions"] = "screening_question"
    assert {f"ats_{names[resource]}": ids for resource, ids in seen.items()} == data


def test_a_sync_is_told_of_with_the_ids_and_numbers_that_the_connector_shows(
    bindbee: VendorClient, told: Listener
) -> None:
    id = create(bindbee)
    resync(bindbee)
    item = bindbee.get(f"{PREFIX}/connectors?connector_token=acme").json["items"][0]

    started, data, synced = told.bodies(CANDIDATE_SYNC)

    assert data["data"] == {"ats_candidate": [id]}
    assert bindbee.get(f"{CANDIDATES}/{id}").json["first_name"] == "Ada"
    assert data["connector"] == {
        "id": item["id"],
        "display_name": "SmartRecruiters",
        "integration_slug": "smartrecruiters",
        "categories": ["ATS"],
        "org_name": "Acme Talent",
        "origin_id": "acme",
        "connector_status": "COMPLETE",
        "end_user_name": item["end_user"],
        "end_user_email": None,
    }
    assert started["data"] | {"display_status": "Done"} == synced["data"]
    assert started["data"]["last_sync_start_time"].startswith(item["last_sync_start_time"].removesuffix("Z"))
    webhook = bindbee.get("/api/v1/webhooks").json["items"][0]
    assert started["webhook"] == {"webhook_id": webhook["webhook_id"], "url": webhook["url"], "event": STARTED}


def test_the_next_sync_of_a_connector_has_the_next_number_and_an_id_of_its_own(
    bindbee: VendorClient, told: Listener
) -> None:
    resync(bindbee)
    resync(bindbee)
    bindbee.world.advance(DAY)
    bindbee.get(f"{PREFIX}/connectors")

    (connector,) = bindbee.get(f"{PREFIX}/connectors?connector_token=acme").json["items"]
    syncs = [body["sync"] for body in told.bodies(CANDIDATE_SYNC) if body["connector"]["id"] == connector["id"]]
    assert [one["sync_name"] for one in syncs] == ["#91", "#91", "#92", "#92", "#93", "#93"]
    assert [one["sync_type"] for one in syncs[::2]] == ["MANUAL", "MANUAL", "AUTOMATED"]
    assert len({one["sync_id"] for one in syncs}) == 3


def test_the_first_sync_reports_everything(bindbee: VendorClient, told: Listener) -> None:
    assert bindbee.post(LINK, json=INVITATION).status_code == 200

    (data,) = [body["data"] for body in told.bodies(CANDIDATE_SYNC) if body["webhook"]["event"] == DATA]
    token = bindbee.get(f"{PREFIX}/connectors?origin_id=customer-7").json["items"][0]["connector_token"]
    assert {one["id"] for one in listed(bindbee, "jobs", token)} == set(data["ats_job"])
    stages = listed(bindbee, "job-interview-stages", token)
    assert {one["id"] for one in stages} <= set(data["ats_job_interview_stage"])
    assert len(data["ats_candidate"]) == len(bindbee.read().candidates)

    told.happenings.clear()
    resync(bindbee, token)
    assert told.events == [STARTED, SYNCED]


def test_a_link_that_is_made_again_reports_everything_again(bindbee: VendorClient, told: Listener) -> None:
    assert bindbee.vendor.links is not None
    with bindbee.arrange() as world:
        bindbee.vendor.links.bring(world, "acme-relink", "COMPLETE")

    assert told.events == [STARTED, DATA, SYNCED]
    assert len(told.bodies(CANDIDATE_SYNC)[1]["data"]["ats_job"]) == len(bindbee.read().jobs)


def test_a_deletion_raises_nothing(bindbee: VendorClient, told: Listener) -> None:
    with bindbee.arrange() as world:
        forget(world, world.candidates[1])

    resync(bindbee)

    modified = [body["data"] for body in told.bodies(CANDIDATE_SYNC) if body["webhook"]["event"] == DATA]
    gone = id_of(bindbee, "candidate", 1)
    assert gone not in [id for data in modified for id in data.get("ats_candidate", [])]


def test_what_is_written_is_told_of_by_the_next_sync_and_not_before(bindbee: VendorClient, told: Listener) -> None:
    create(bindbee)
    bindbee.world.advance(HOUR)
    assert told.events == []

    bindbee.world.advance(DAY)
    bindbee.get(f"{PREFIX}/connectors")

    assert DATA in told.events
    assert {body["sync"]["sync_type"] for body in told.bodies(CANDIDATE_SYNC)} == {"AUTOMATED"}


@pytest.mark.parametrize(
    ("headers", "token", "status"),
    [
        (through("nobody"), "sandbox-admin", 401),
        (through("acme"), None, 401),
        (through("acme"), "sandbox-unscoped", 403),
    ],
)
def test_a_refused_resync_is_no_event(
    bindbee: VendorClient, told: Listener, headers: dict[str, str], token: str | None, status: int
) -> None:
    before = bindbee.world.state
    answer = bindbee.post(RESYNC, headers=headers, token=token)

    assert (answer.status_code, told.events, bindbee.world.state is before) == (status, [], True)


def test_a_sync_that_is_rolled_back_is_no_event(bindbee: VendorClient, told: Listener) -> None:
    def begun_in_vain() -> None:
        with bindbee.arrange() as world:
            start_sync(world, world[CONNECTORS][ACME])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        begun_in_vain()

    assert told.events == []


def test_a_connector_that_is_deleted_says_nothing_more(bindbee: VendorClient, told: Listener) -> None:
    (item,) = bindbee.get(f"{PREFIX}/connectors?connector_token=acme").json["items"]

    assert bindbee.delete(f"{PREFIX}/connectors/{item['id']}/delete").status_code == 200

    assert told.events == []


def test_everybody_can_wish_to_hear_of_employees(bindbee: VendorClient, told: Listener) -> None:
    assert set(PUBLISHED["events"]) == set(told.webhooks.events)
    with bindbee.arrange() as world:
        number = told.webhooks.subscribe(world, {"events": ["employee_data_changed"]})
    resync(bindbee, "acme-hris")

    assert told.subscriber(number).events == ("employee_data_changed",)
    assert told.notices(number) == []


def test_the_same_requests_give_the_same_bytes(bindbee: VendorClient, told: Listener) -> None:
    other = VendorClient(bindbee.sandbox, bindbee.vendor, f"{bindbee.name}-again")
    heard = Listener(other)
    for client in (bindbee, other):
        create(client)
        resync(client)

    assert [one.body for one in told.notices(1)] == [one.body for one in heard.notices(1)]
    assert [told.headers(one) for one in told.notices(1)] == [heard.headers(one) for one in heard.notices(1)]
    assert json.loads(told.notices(1)[0].body)
    bindbee.sandbox.worlds.drop(other.name)
