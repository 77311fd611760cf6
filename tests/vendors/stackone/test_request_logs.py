"""StackOne: the logs of what was asked of it, and of the providers through it."""

from typing import Any

import pytest

from tests.client import VendorClient
from tests.vendors.stackone.api import ATS, basic, listed, refused
from tests.vendors.stackone.logs import EARLIER, LOGS, PLATFORM, STEPS, latest, logs


def test_a_unified_request_is_logged(stackone: VendorClient) -> None:
    stackone.get(f"{ATS}/jobs", query_string={"page_size": "1", "filter[job_status]": "open"})

    log = latest(stackone)

    assert log == {
        "request_id": log["request_id"],
        "event_datetime": "2026-03-02T09:00:00.000Z",
        "start_time": log["start_time"],
        "end_time": "2026-03-02T09:00:00.000Z",
        "account_id": "acme",
        "project_id": "acme-project-40217",
        "http_method": "get",
        "path": "/unified/ats/jobs",
        "url": f"http://localhost/w/{stackone.name}/stackone{ATS}/jobs?page_size=1&filter%5Bjob_status%5D=open",
        "status": 200,
        "duration": log["duration"],
        "success": True,
        "provider": "smartrecruiters",
        "service": "ats",
        "resource": "jobs",
        "child_resource": None,
        "sub_resource": None,
        "action": "list",
        "is_worker": False,
        "source_type": "API_KEY",
        "source_value": None,
        "source_id": None,
        "source_ip": None,
        "step_requests": None,
    }
    assert 40 <= log["duration"] <= 400
    assert log["start_time"] == f"2026-03-02T08:59:59.{1000 - log['duration']}Z"


def test_a_world_begins_with_a_little_past(stackone: VendorClient) -> None:
    assert [one["path"] for one in logs(stackone)] == EARLIER
    assert [one["event_datetime"][:10] for one in logs(stackone)] == ["2026-03-01"] * 2


def test_the_latest_comes_first_and_whatever_went_wrong_is_there(busy: VendorClient) -> None:
    found = [(one["path"], one["status"], one["success"], one["account_id"]) for one in logs(busy)]

    assert found[:6] == [
        ("/unified/proxy", 200, True, "acme"),
        ("/unified/ats/jobs", 400, False, "acme"),
        ("/unified/ats/offers", 501, False, "acme-basic"),
        ("/unified/ats/jobs/nobody", 404, False, "acme"),
        ("/unified/ats/candidates", 201, True, "acme"),
        ("/unified/ats/jobs", 200, True, "acme"),
    ]


def test_the_same_requests_give_the_same_logs(stackone: VendorClient) -> None:
    def told() -> Any:
        stackone.sandbox.worlds[stackone.name].reset()
        listed(stackone, "jobs")
        return logs(stackone, include="step_logs")

    assert told() == told()


def test_a_request_for_an_unknown_account_is_logged_under_the_name_that_was_sent(stackone: VendorClient) -> None:
    stackone.get(f"{ATS}/jobs", headers={"x-account-id": "nobody"})

    log = latest(stackone)
    assert (log["account_id"], log["provider"], log["status"]) == ("nobody", None, 404)


def test_a_request_for_no_account_is_logged_without_one(stackone: VendorClient) -> None:
    stackone.get(f"{ATS}/jobs", token=None, headers=basic("sandbox-admin:"))

    assert (latest(stackone)["account_id"], latest(stackone)["status"]) == (None, 400)


@pytest.mark.parametrize(
    ("path", "nouns", "action"),
    [
        ("/applications/x/move", ("applications", None, None), "move"),
        ("/applications/x/documents/upload", ("applications", "documents", None), "upload"),
        ("/applications/x/notes", ("applications", "notes", None), "create"),
        ("/assessments/orders", ("assessments", "orders", None), "create"),
    ],
)
def test_a_log_tells_the_nouns_of_the_path_and_what_was_done(
    stackone: VendorClient, path: str, nouns: tuple[str | None, ...], action: str
) -> None:
    stackone.post(f"{ATS}{path}", json={})

    log = latest(stackone)
    assert (log["resource"], log["child_resource"], log["sub_resource"]) == nouns
    assert log["action"] == action


def test_three_nouns_and_a_change(stackone: VendorClient) -> None:
    stackone.patch(f"{ATS}/background_checks/orders/x/result", json={})

    log = latest(stackone)
    assert (log["resource"], log["child_resource"], log["sub_resource"], log["action"]) == (
        "background_checks",
        "orders",
        "result",
        "update",
    )


FILTERS: list[tuple[dict[str, Any], list[int]]] = [
    ({"account_ids": "acme-basic"}, [501]),
    ({"account_ids": "acme-basic,acme", "success": "false"}, [400, 501, 404]),
    ({"http_methods": "POST"}, [200, 201]),
    ({"http_methods": "post, patch"}, [200, 201]),
    ({"providers": "basic-ats"}, [501]),
    ({"services": "proxy"}, [200]),
    ({"resources": "candidates,offers"}, [501, 201]),
    ({"actions": "create"}, [201]),
    ({"status_codes": "404,501"}, [501, 404]),
    ({"success": "true", "resources": "candidates"}, [201]),
    ({"child_resources": "documents"}, []),
    ({"sub_resources": "result"}, []),
    ({"source_types": "DASHBOARD"}, []),
    ({"source_types": "api_key", "services": "proxy"}, [200]),
    ({"source_values": "x"}, []),
    ({"source_ids": "x"}, []),
    ({"request_ids": "x"}, []),
    ({"start_date": "2026-03-02T09:00:05.000Z"}, [200, 400]),
    ({"start_date": "2026-03-02T09:00:01Z", "end_date": "2026-03-02T10:00:02.001+01:00"}, [201, 200]),
]


@pytest.mark.parametrize("spelled", ["{}", "filter[{}]"])
@pytest.mark.parametrize(("filters", "statuses"), FILTERS)
def test_logs_can_be_narrowed_in_both_spellings(
    busy: VendorClient, filters: dict[str, Any], statuses: list[int], spelled: str
) -> None:
    found = logs(busy, **{spelled.format(name): value for name, value in filters.items()})

    assert [one["status"] for one in found] == statuses


def test_an_empty_filter_narrows_nothing(busy: VendorClient) -> None:
    assert logs(busy, account_ids="", providers=",") == logs(busy)


def test_a_log_is_found_by_its_id(busy: VendorClient) -> None:
    ids = [one["request_id"] for one in logs(busy)]
    assert len(set(ids)) == len(ids)

    assert [one["request_id"] for one in logs(busy, request_ids=f"{ids[3]},{ids[1]}")] == [ids[1], ids[3]]


@pytest.mark.parametrize("spelled", ["{}", "filter[{}]"])
@pytest.mark.parametrize("direction", ["asc", "desc"])
@pytest.mark.parametrize(
    ("order", "member"),
    [
        ("provider", "provider"),
        ("service", "service"),
        ("status", "status"),
        ("eventDatetime", "event_datetime"),
        ("duration", "duration"),
    ],
)
def test_logs_come_in_the_order_asked_for(
    busy: VendorClient, order: str, member: str, direction: str, spelled: str
) -> None:
    asked = {spelled.format("order_by"): order, spelled.format("order_direction"): direction}

    found = [one[member] for one in logs(busy, **asked)]

    assert found == sorted(found, reverse=direction == "desc")
    assert len(set(found)) > 1


@pytest.mark.parametrize("order", [{}, {"order_by": "status", "order_direction": "asc"}])
def test_pages_join_to_the_whole_while_more_is_asked(busy: VendorClient, order: dict[str, str]) -> None:
    whole = logs(busy, **order)
    walked: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        answer = busy.get(LOGS, query_string={"page_size": "3", **order, **cursor}).json
        walked += answer["data"]
        busy.get(f"{ATS}/users")
        if answer["next"] is None:
            break
        cursor = {"next": answer["next"]}

    assert walked == whole
    assert len(walked) == 8


def test_a_page_has_25_logs_unless_more_are_asked_for(stackone: VendorClient) -> None:
    for _ in range(26):
        stackone.get(f"{ATS}/jobs", query_string={"page_size": "1"})

    assert len(logs(stackone)) == 25
    assert len(logs(stackone, page_size="100")) == 28
    assert len(logs(stackone, page_size="2.5")) == 2


WRONG: list[tuple[dict[str, str], str]] = [
    ({"page_size": "101"}, "page_size must not be greater than 100"),
    ({"page_size": "0"}, "page_size must not be less than 1"),
    ({"page_size": "x"}, "page_size must be a valid number"),
    ({"next": "x"}, "next is not a cursor of this list"),
    ({"next": "eyJyIjp7ImwiOiJhdHNfbGlzdF9qb2JzIiwiYSI6MX19"}, "next is not a cursor of this list"),
    (
        {"order_by": "path"},
        "order_by must be one of the following values: provider, service, status, eventDatetime, duration",
    ),
    ({"order_direction": "down"}, "order_direction must be one of the following values: asc, desc"),
    ({"start_date": "yesterday"}, "filter[start_date] must be a valid date-time"),
    ({"filter[success]": "maybe"}, "filter[success] must be a valid boolean"),
]


@pytest.mark.parametrize("path", [LOGS, STEPS, PLATFORM])
@pytest.mark.parametrize(("query", "message"), WRONG)
def test_a_wrong_question_is_refused(stackone: VendorClient, path: str, query: dict[str, str], message: str) -> None:
    """`order_by` by itself counts in the query and in the filter that stands there by itself."""
    answer = stackone.get(path, query_string=query)

    assert answer.status_code == 400
    assert message in (answer.json["message"], answer.json["message"].partition(", filter[")[0])


def test_a_cursor_of_another_list_of_logs_is_refused(busy: VendorClient) -> None:
    cursor = busy.get(LOGS, query_string={"page_size": "1"}).json["next"]

    refused(busy.get(STEPS, query_string={"next": cursor}), 400, "next is not a cursor of this list")
    assert busy.get(LOGS, query_string={"next": cursor}).status_code == 200


def test_only_steps_can_be_included_in_a_list(stackone: VendorClient) -> None:
    refused(
        stackone.get(LOGS, query_string={"include": "advanced_logs"}),
        400,
        "include must be one of the following values: step_logs",
    )


def test_what_reached_the_provider_has_a_step(busy: VendorClient) -> None:
    found = logs(busy, include="step_logs", start_date="2026-03-02T00:00:00Z")

    assert [[(step["http_method"], step["url"], step["status"]) for step in one["step_requests"]] for one in found] == [
        [("get", "https://api.smartrecruiters.com/candidates?limit=1", 200)],
        [],
        [],
        [("get", "https://api.smartrecruiters.com/jobs/nobody", 404)],
        [("post", "https://api.smartrecruiters.com/candidates", 201)],
        [("get", "https://api.smartrecruiters.com/jobs", 200)],
    ]


def test_a_step_tells_which_request_it_belongs_to(busy: VendorClient) -> None:
    log = next(one for one in logs(busy, include="step_logs") if one["status"] == 404)
    (step,) = log["step_requests"]

    assert step["request_id"] == log["request_id"]
    assert step["id"] != log["request_id"]
    assert step["duration"] < log["duration"]
    assert step["path"] == "/jobs/nobody"
    assert log["start_time"] < step["start_time"] < step["end_time"]


def test_steps_can_be_listed_by_themselves(busy: VendorClient) -> None:
    steps = logs(busy, STEPS, start_date="2026-03-02T00:00:00Z")

    assert [one["status"] for one in steps] == [200, 404, 201, 200]
    assert steps == [
        step
        for log in logs(busy, include="step_logs", start_date="2026-03-02T00:00:00Z")
        for step in log["step_requests"]
    ]
    assert [one["path"] for one in logs(busy, STEPS, http_methods="POST")] == ["/candidates"]


def test_requests_to_the_platform_have_logs_of_their_own(stackone: VendorClient) -> None:
    assert logs(stackone, PLATFORM) == []
    stackone.get("/accounts/acme-basic")
    stackone.get("/connectors/meta/nobody")

    second, first, _ = logs(stackone, PLATFORM, order_by="eventDatetime")

    assert (first["path"], first["account_id"], first["status"]) == ("/accounts/acme-basic", "acme-basic", 200)
    assert (second["path"], second["account_id"], second["status"]) == ("/connectors/meta/nobody", None, 404)
    assert (first["category"], first["resource"], first["action"]) == ("stackone", "accounts", "get")
    assert first.keys() & {"provider", "service", "is_worker", "step_requests"} == set()
    assert [one["path"] for one in logs(stackone)] == EARLIER


def test_requests_to_the_platform_can_be_narrowed(stackone: VendorClient) -> None:
    stackone.get("/accounts/acme-basic")
    stackone.get("/accounts/nobody")

    assert [one["status"] for one in logs(stackone, PLATFORM, resources="accounts")] == [404, 200]
    assert [one["status"] for one in logs(stackone, PLATFORM, account_ids="acme-basic")] == [200]
    assert logs(stackone, PLATFORM, categories="ats") == []
