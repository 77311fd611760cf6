"""SmartRecruiters: the keys that callbacks are signed with, and the log of callbacks."""

import json
from typing import Any

import pytest

from ats_sandbox.vendors.smartrecruiters.webhooks.state import (
    CALLBACKS,
    SUBSCRIPTIONS,
    CallbackRecord,
    live_keys,
)
from ats_sandbox.world.clock import DAY, HOUR, iso
from tests.client import VendorClient
from tests.vendors.smartrecruiters.test_webhook_subscriptions import ROOT, made, said


def newest(client: VendorClient) -> int:
    """The ordinal of the subscription that was made last."""
    return list(client.read()[SUBSCRIPTIONS])[-1].id


def test_a_subscription_begins_without_a_key(smartrecruiters: VendorClient) -> None:
    path = f"{made(smartrecruiters)}/secret-key"

    assert said(smartrecruiters.get(path)) == (404, ["SECRET_KEY_NOT_FOUND"])


def test_the_newest_key_is_told_and_those_before_live_a_day_longer(smartrecruiters: VendorClient) -> None:
    path = f"{made(smartrecruiters)}/secret-key"

    first, second = smartrecruiters.post(path), smartrecruiters.post(path)

    assert (first.status_code, set(first.json)) == (201, {"secretKey"})
    assert first.json != second.json
    assert smartrecruiters.get(path).json == second.json
    keys = [one.key for one in live_keys(smartrecruiters.read(), newest(smartrecruiters))]
    assert keys == [first.json["secretKey"], second.json["secretKey"]]
    smartrecruiters.world.advance(23 * HOUR)
    assert len(live_keys(smartrecruiters.read(), newest(smartrecruiters))) == 2
    smartrecruiters.world.advance(HOUR)
    assert [one.key for one in live_keys(smartrecruiters.read(), newest(smartrecruiters))] == keys[1:]
    assert smartrecruiters.get(path).json == second.json


def test_sixteen_keys_live_at_once(smartrecruiters: VendorClient) -> None:
    path = f"{made(smartrecruiters)}/secret-key"
    for _ in range(16):
        assert smartrecruiters.post(path).status_code == 201

    assert said(smartrecruiters.post(path)) == (403, ["SECRET_KEYS_LIMIT_EXCEEDED"])
    smartrecruiters.world.advance(DAY)
    assert smartrecruiters.post(path).status_code == 201


def called_back(client: VendorClient, *records: tuple[bool, int]) -> None:
    """Record callbacks of the newest subscription: whether each was successful, and how long ago."""
    subscription = newest(client)
    with client.arrange() as draft:
        for number, (successful, ago) in enumerate(records):
            record = CallbackRecord(
                id=draft.next_id(CALLBACKS),
                subscription=subscription,
                successful=successful,
                at=draft.now - ago,
                url="https://hooks.example.com/ats",
                body=f'{{"id": {number}}}',
                headers=(("event-name", "candidate.updated"),),
            )
            draft.put(CALLBACKS, record)


def test_a_subscription_that_told_nothing_has_an_empty_log(smartrecruiters: VendorClient) -> None:
    answer = smartrecruiters.get(f"{made(smartrecruiters)}/callbacks-log")

    assert (answer.status_code, answer.json) == (200, [])


def test_the_log_tells_the_newest_callbacks_first(smartrecruiters: VendorClient) -> None:
    path = f"{made(smartrecruiters)}/callbacks-log"
    called_back(smartrecruiters, (False, 2 * HOUR), (True, HOUR))

    told = smartrecruiters.get(path).json

    kept = list(smartrecruiters.read()[CALLBACKS])[-1]
    assert told[0] == {
        "status": "successful",
        "timestamp": iso(kept.at),
        "requestDetails": {
            "url": "https://hooks.example.com/ats",
            "body": '{"id": 1}',
            "headers": {"event-name": "candidate.updated"},
        },
    }
    assert [one["status"] for one in told] == ["successful", "failed"]


def test_the_demo_world_has_a_subscription_whose_receiver_failed_in_the_end(smartrecruiters: VendorClient) -> None:
    first = smartrecruiters.get(ROOT).json[0]
    log = smartrecruiters.get(f"{ROOT}/{first['id']}/callbacks-log").json

    assert first["status"] == "inactive"
    assert [one["status"] for one in log] == [*["failed"] * 2, *["successful"] * 6]
    dates = [one["timestamp"] for one in log]
    assert dates == sorted(dates, reverse=True)
    told = json.loads(log[0]["requestDetails"]["body"])
    application = smartrecruiters.get(f"/candidates/{told['candidate_id']}/jobs/{told['job_id']}")
    assert application.status_code == 200
    headers = log[0]["requestDetails"]["headers"]
    assert headers["event-name"] == "application.status.updated"
    base = f"http://localhost/w/{smartrecruiters.name}/smartrecruiters"
    assert headers["Link"] == f"<{base}/candidates/{told['candidate_id']}/jobs/{told['job_id']}>; rel=self"
    smartrecruiters.world.advance(31 * DAY)
    assert smartrecruiters.get(f"{ROOT}/{first['id']}/callbacks-log").json == []


def test_the_log_leaves_out_what_is_about_something_hidden(smartrecruiters: VendorClient) -> None:
    path = f"{ROOT}/{smartrecruiters.get(ROOT).json[0]['id']}/callbacks-log"
    jobs = [json.loads(one["requestDetails"]["body"])["job_id"] for one in smartrecruiters.get(path).json]
    principals = smartrecruiters.sandbox.worlds[smartrecruiters.name].principals
    principals.add("of-one-job", jobs=jobs[:1])

    log = smartrecruiters.get(path, token="of-one-job").json

    assert [json.loads(one["requestDetails"]["body"])["job_id"] for one in log] == [jobs[0]] * jobs.count(jobs[0])
    assert len(set(jobs)) > 1


def test_callbacks_are_kept_for_30_days(smartrecruiters: VendorClient) -> None:
    path = f"{made(smartrecruiters)}/callbacks-log"
    called_back(smartrecruiters, (True, 31 * DAY), (True, 29 * DAY))

    assert len(smartrecruiters.get(path).json) == 1
    assert len(smartrecruiters.get(path, query_string={"after": "2001-01-01T00:00:00Z"}).json) == 1


def test_the_log_is_narrowed_by_status_and_time_and_cut_in_pages(smartrecruiters: VendorClient) -> None:
    path = f"{made(smartrecruiters)}/callbacks-log"
    called_back(smartrecruiters, *[(ago % 2 == 0, ago * HOUR) for ago in range(30, 0, -1)])
    kept = list(smartrecruiters.read()[CALLBACKS])

    failed = smartrecruiters.get(path, query_string={"callbackStatus": "failed", "limit": 10})
    target = failed.headers["Link"].split(";")[0].strip("<>").partition("/smartrecruiters")[2]
    rest = smartrecruiters.get(target)
    between = {"after": iso(kept[-10].at), "before": iso(kept[-5].at), "limit": 100}

    assert "callbackStatus=failed" in target
    assert (len(failed.json), len(rest.json)) == (10, 5)
    assert {one["status"] for one in failed.json + rest.json} == {"failed"}
    assert "Link" not in rest.headers
    told = smartrecruiters.get(path, query_string=between).json
    assert [one["timestamp"] for one in told] == [iso(one.at) for one in reversed(kept[-9:-5])]


@pytest.mark.parametrize(
    "query", [{"callbackStatus": "lost"}, {"after": "yesterday"}, {"before": "x"}, {"page_id": "x"}, {"limit": 0}]
)
def test_a_query_of_the_log_that_cannot_be_read_is_refused(smartrecruiters: VendorClient, query: Any) -> None:
    path = f"{made(smartrecruiters)}/callbacks-log"

    assert said(smartrecruiters.get(path, query_string=query)) == (400, ["INVALID_INPUT"])
