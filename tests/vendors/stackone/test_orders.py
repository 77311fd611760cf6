"""StackOne: ordering assessments and background checks, and what comes of them."""

from typing import Any

import pytest

from tests.client import VendorClient
from tests.vendors.stackone.api import ATS, everything, listed, refused, shown, synthetic

KINDS = ["assessments", "background_checks"]
each_kind = pytest.mark.parametrize("kind", KINDS)
RESULT = {
    "score": {"label": "Percentage", "value": "80", "min": "0", "max": "100"},
    "start_date": "2026-02-20T09:00:00.000Z",
    "submission_date": "2026-02-20T10:00:00.000Z",
    "summary": "Well done.",
    "result": {"value": "passed", "source_value": "PASS"},
    "result_url": "https://tests.example.com/results/80",
    "attachments": [
        {"url": "https://tests.example.com/80.pdf", "content_type": {"value": "pdf", "source_value": "PDF"}}
    ],
}


def place(client: VendorClient, kind: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = client.post(f"{ATS}/{kind}/orders", json=body)
    assert answer.status_code == 200, answer.text
    assert answer.json.keys() == {"id", "remote_id", "test_url"}
    found: dict[str, Any] = answer.json
    return found


def conclude(client: VendorClient, kind: str, id: str, body: dict[str, Any]) -> Any:
    return client.patch(f"{ATS}/{kind}/orders/{id}/result", json=body)


def order(client: VendorClient, kind: str, id: str) -> dict[str, Any]:
    return shown(client, f"{kind}/orders/{id}")


def outcome(client: VendorClient, kind: str, id: str) -> dict[str, Any]:
    return shown(client, f"{kind}/orders/{id}/results")


def package(client: VendorClient, kind: str) -> dict[str, Any]:
    return listed(client, f"{kind}/packages")[0]


@each_kind
def test_nothing_is_required_of_an_order(stackone: VendorClient, kind: str) -> None:
    placed = place(stackone, kind, {})

    assert placed["id"] == synthetic(placed["remote_id"])
    assert placed["test_url"] == f"https://tests.example.com/{placed['id']}"
    members = ("package", "application", "job", "candidate", "requester", "results_update_url")
    assert order(stackone, kind, placed["id"]) == {
        "id": placed["id"],
        "remote_id": placed["remote_id"],
        **dict.fromkeys(members),
    }


@each_kind
@pytest.mark.parametrize("form", ["id", "remote_id"])
def test_an_application_tells_its_job_and_its_candidate(
    stackone: VendorClient, application: dict[str, Any], kind: str, form: str
) -> None:
    wanted = package(stackone, kind)
    body = {
        "package": {form: wanted[form]},
        "application": {form: application[form], "passthrough": {}},
        "candidate": {"profile_url": "https://people.example.com/ada"},
        "results_update_url": "https://partner.example.com/results",
        "passthrough": {"urgent": True},
    }

    found = order(stackone, kind, place(stackone, kind, body)["id"])

    job = shown(stackone, f"jobs/{application['job_id']}")
    assert found["package"] == wanted
    assert found["application"] == {
        "id": application["id"],
        "remote_id": application["remote_id"],
        "application_status": application["application_status"],
    }
    assert found["job"] == {
        "id": job["id"],
        "remote_id": job["remote_id"],
        "title": job["title"],
        "hiring_team": job["hiring_team"],
    }
    assert found["candidate"] == {
        "id": application["candidate_id"],
        "remote_id": application["remote_candidate_id"],
        "first_name": "Ada",
        "last_name": "Lovelace",
        "emails": [{"type": "personal", "value": "ada@example.com"}],
        "profile_url": "https://people.example.com/ada",
    }
    assert found["results_update_url"] == "https://partner.example.com/results"


@each_kind
def test_a_candidate_alone_can_be_tested_with_something_only_described(
    stackone: VendorClient, candidate: dict[str, Any], kind: str
) -> None:
    body = {"package": {"name": "Typing", "description": "Words a minute"}, "candidate": {"id": candidate["id"]}}

    found = order(stackone, kind, place(stackone, kind, body)["id"])

    assert found["package"]["name"] == "Typing"
    assert found["package"]["id"] is None
    assert found["candidate"]["id"] == candidate["id"]
    assert found["application"] is found["job"] is None


@each_kind
def test_a_requester_who_is_a_user_shows_whole(stackone: VendorClient, kind: str) -> None:
    user = listed(stackone, "users")[2]
    known = place(stackone, kind, {"requester": {"user_id": user["id"], "role": "Recruiter"}})
    guest = place(stackone, kind, {"requester": {"first_name": "Grace", "email": "grace@example.com"}})

    assert order(stackone, kind, known["id"])["requester"] == {
        "user_id": user["id"],
        "remote_user_id": user["remote_id"],
        "first_name": user["first_name"],
        "last_name": user["last_name"],
        "email": user["email"],
        "role": "Recruiter",
    }
    assert order(stackone, kind, guest["id"])["requester"] == {
        "user_id": None,
        "remote_user_id": None,
        "first_name": "Grace",
        "last_name": None,
        "email": "grace@example.com",
        "role": None,
    }


@each_kind
def test_an_order_keeps_its_id_and_there_is_only_one_of_it(stackone: VendorClient, kind: str) -> None:
    placed = place(stackone, kind, {"id": "order/7 ✓"})
    before = stackone.world.state

    assert placed["remote_id"] == "order/7 ✓"
    for id in ("order/7 ✓", placed["id"]):
        refused(stackone.post(f"{ATS}/{kind}/orders", json={"id": id}), 409, "An order with this id already exists")
    assert stackone.world.state is before
    assert order(stackone, kind, placed["id"])["id"] == placed["id"]
    assert conclude(stackone, kind, placed["id"], {}).status_code == 200


def test_a_background_check_may_bring_the_providers_id(stackone: VendorClient) -> None:
    placed = place(stackone, "background_checks", {"id": "a", "remote_id": "b"})

    assert placed["remote_id"] == "b"


@each_kind
@pytest.mark.parametrize("member", ["package", "application", "job", "candidate"])
@pytest.mark.parametrize("form", ["id", "remote_id"])
def test_what_an_order_names_must_exist(stackone: VendorClient, kind: str, member: str, form: str) -> None:
    before = stackone.world.state

    answer = stackone.post(f"{ATS}/{kind}/orders", json={member: {form: "nobody"}})

    refused(answer, 404, f"{member}.{form} not found")
    assert stackone.world.state is before


@each_kind
def test_a_requester_who_is_nobody_is_not_found(stackone: VendorClient, kind: str) -> None:
    answer = stackone.post(f"{ATS}/{kind}/orders", json={"requester": {"user_id": "nobody"}})

    refused(answer, 404, "requester.user_id not found")


@each_kind
@pytest.mark.parametrize(
    ("member", "why"),
    [("candidate", "the application belongs to another candidate"), ("job", "the application is for another job")],
)
def test_what_an_order_names_must_belong_together(
    stackone: VendorClient, application: dict[str, Any], kind: str, member: str, why: str
) -> None:
    others = everything(stackone, f"{member}s", fields="id", token="sandbox-restricted")
    other = next(one["id"] for one in others if one["id"] != application[f"{member}_id"])
    body = {"application": {"id": application["id"]}, member: {"id": other}}

    told = refused(stackone.post(f"{ATS}/{kind}/orders", json=body), 422, "Unprocessable Entity")

    assert told["provider_errors"][0]["raw"] == {"message": why}


@each_kind
@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"id": 7}, "id must be a valid string"),
        ({"package": "x"}, "package must be a valid object"),
        ({"package": {"id": 7}}, "package.id must be a valid string"),
        ({"application": {"application_status": "hired"}}, "application.application_status must be a valid object"),
        ({"job": {"hiring_team": {}}}, "job.hiring_team must be a valid array"),
        ({"candidate": {"emails": ["a@example.com"]}}, "candidate.emails.0 must be a valid object"),
        ({"requester": []}, "requester must be a valid object"),
        ({"results_update_url": True}, "results_update_url must be a valid string"),
    ],
)
def test_wrong_orders_are_refused_by_name(
    stackone: VendorClient, kind: str, wrong: dict[str, Any], message: str
) -> None:
    refused(stackone.post(f"{ATS}/{kind}/orders", json=wrong), 400, message)


@each_kind
def test_everything_told_of_a_result_reads_back(stackone: VendorClient, application: dict[str, Any], kind: str) -> None:
    placed = place(stackone, kind, {"application": {"id": application["id"]}})
    about = {"id": application["candidate_id"], "profile_url": "https://people.example.com/ada"}

    answer = conclude(stackone, kind, placed["id"], {**RESULT, "candidate": about, "passthrough": {}})

    assert answer.json.keys() == {"statusCode", "message", "timestamp"}
    assert (answer.json["statusCode"], answer.json["message"]) == (200, "Record updated successfully.")
    assert outcome(stackone, kind, placed["id"]) == {
        "id": placed["id"],
        "remote_id": placed["remote_id"],
        **RESULT,
        "candidate": {**about, "remote_id": application["remote_candidate_id"]},
    }


@each_kind
def test_before_the_first_result_there_is_none(stackone: VendorClient, kind: str) -> None:
    placed = place(stackone, kind, {})

    found = outcome(stackone, kind, placed["id"])

    assert found.pop("candidate") == {"id": None, "remote_id": None, "profile_url": None}
    assert {name for name, value in found.items() if value is not None} == {"id", "remote_id"}


@each_kind
def test_a_repeated_result_overwrites_what_it_tells(stackone: VendorClient, kind: str) -> None:
    id = place(stackone, kind, {})["remote_id"]
    conclude(stackone, kind, id, RESULT)

    again = {"result": {"source_value": "In Progress"}, "summary": None, "score": {"value": "81"}, "attachments": [{}]}
    assert conclude(stackone, kind, id, again).status_code == 200

    found = outcome(stackone, kind, id)
    assert found["result"] == {"value": "in_progress", "source_value": "In Progress"}
    assert found["summary"] is None
    assert found["score"] == {"label": None, "value": "81", "min": None, "max": None}
    assert found["attachments"] == [{"url": None, "content_type": None}]
    assert found["result_url"] == RESULT["result_url"]


@each_kind
@pytest.mark.parametrize("value", ["initiated", "in_progress", "cancelled", "completed", "expired", "failed", "passed"])
def test_every_result_is_kept_as_it_was_told(stackone: VendorClient, kind: str, value: str) -> None:
    id = place(stackone, kind, {})["id"]

    conclude(stackone, kind, id, {"result": {"value": value}})

    assert outcome(stackone, kind, id)["result"] == {"value": value, "source_value": value}


def test_a_word_that_is_not_stackones_is_unmapped(stackone: VendorClient) -> None:
    id = place(stackone, "assessments", {})["id"]

    for source in ("Disputed", 7):
        conclude(stackone, "assessments", id, {"result": {"source_value": source}})
        assert outcome(stackone, "assessments", id)["result"] == {"value": "unmapped_value", "source_value": source}


@each_kind
def test_a_result_shows_on_the_application(stackone: VendorClient, application: dict[str, Any], kind: str) -> None:
    wanted = package(stackone, kind)
    body = {"application": {"id": application["id"]}, "package": {"id": wanted["id"]}}
    id = place(stackone, kind, body)["id"]
    path = f"applications/{application['id']}"
    assert shown(stackone, path)["result_links"] == []

    conclude(stackone, kind, id, RESULT)

    assert shown(stackone, path)["result_links"] == [{"label": wanted["name"], "url": RESULT["result_url"]}]


@each_kind
@pytest.mark.parametrize(
    ("wrong", "status", "message"),
    [
        ({"score": {"value": 80}}, 400, "score.value must be a valid string"),
        ({"start_date": "soon"}, 400, "start_date must be a valid date-time"),
        ({"result": "passed"}, 400, "result must be a valid object"),
        ({"attachments": {}}, 400, "attachments must be a valid array"),
        ({"candidate": {"id": "nobody"}}, 404, "candidate.id not found"),
    ],
)
def test_wrong_results_are_refused_and_not_kept(
    stackone: VendorClient, kind: str, wrong: dict[str, Any], status: int, message: str
) -> None:
    id = place(stackone, kind, {})["id"]
    before = stackone.world.state

    refused(conclude(stackone, kind, id, wrong), status, message)
    assert stackone.world.state is before


@each_kind
def test_a_result_is_about_the_candidate_of_the_order(
    stackone: VendorClient, application: dict[str, Any], kind: str
) -> None:
    id = place(stackone, kind, {"application": {"id": application["id"]}})["id"]
    other = listed(stackone, "candidates")[0]

    told = refused(conclude(stackone, kind, id, {"candidate": {"id": other["id"]}}), 422, "Unprocessable Entity")

    assert told["provider_errors"][0]["raw"] == {"message": "the order is for another candidate"}


@each_kind
def test_a_result_of_an_unknown_order_is_not_found(stackone: VendorClient, kind: str) -> None:
    other = next(one for one in KINDS if one != kind)
    placed = place(stackone, other, {})

    for id in ("nobody", placed["id"]):
        refused(conclude(stackone, kind, id, RESULT), 404, "Not Found")
        refused(stackone.get(f"{ATS}/{kind}/orders/{id}"), 404, "Not Found")
        refused(stackone.get(f"{ATS}/{kind}/orders/{id}/results"), 404, "Not Found")


def test_an_order_outlives_whom_it_is_about(
    stackone: VendorClient, smartrecruiters: VendorClient, application: dict[str, Any]
) -> None:
    id = place(stackone, "assessments", {"application": {"id": application["id"]}})["id"]

    assert smartrecruiters.delete(f"/candidates/{application['remote_candidate_id']}").status_code == 204

    found = order(stackone, "assessments", id)
    assert found["candidate"]["id"] == application["candidate_id"]
    assert found["candidate"]["first_name"] is None
    assert found["application"] == {
        "id": application["id"],
        "remote_id": application["remote_id"],
        "application_status": None,
    }
    assert conclude(stackone, "assessments", id, RESULT).status_code == 200


@each_kind
def test_orders_about_confidential_applications_are_hidden(stackone: VendorClient, kind: str) -> None:
    seen = {one["id"] for one in everything(stackone, "applications", token="sandbox-restricted", fields="id")}
    secret = next(one for one in everything(stackone, "applications", fields="id") if one["id"] not in seen)
    body = {"application": {"id": secret["id"]}}
    path = f"{ATS}/{kind}/orders"
    id = place(stackone, kind, body)["id"]

    for answer in (
        stackone.post(path, json=body, token="sandbox-restricted"),
        stackone.patch(f"{path}/{id}/result", json={}, token="sandbox-restricted"),
        stackone.get(f"{path}/{id}", token="sandbox-restricted"),
        stackone.get(f"{path}/{id}/results", token="sandbox-restricted"),
    ):
        refused(answer, 403, "Forbidden resource")
    if kind == "background_checks":
        shown_to_all = everything(stackone, f"{kind}/orders", token="sandbox-restricted")
        assert id in {one["id"] for one in everything(stackone, f"{kind}/orders")}
        assert id not in {one["id"] for one in shown_to_all}
