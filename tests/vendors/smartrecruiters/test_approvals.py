"""SmartRecruiters: requests to approve jobs and offers, decisions and comments."""

from typing import Any

import pytest

from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.approvals import APPROVALS, ApprovalOrder, ApprovalRequest, DecisionMode
from ats_sandbox.world.domain.commands.approvals import request_approval
from ats_sandbox.world.domain.commands.offers import make_offer
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.offers import OfferStatus
from tests.client import VendorClient
from tests.vendors.smartrecruiters.people import UNKNOWN

ROOT = "/approvals-api/v201910/approvals"
SEQUENTIAL, PARALLEL = ApprovalOrder.SEQUENTIAL, ApprovalOrder.PARALLEL
ANY, ALL = DecisionMode.ANY, DecisionMode.ALL


def user(client: VendorClient, ordinal: int) -> str:
    return native_id(client.read(), "user", ordinal)


def id_of(client: VendorClient, request: ApprovalRequest) -> str:
    return native_id(client.read(), "approval", request.id)


def path_of(client: VendorClient, request: ApprovalRequest) -> str:
    return f"{ROOT}/{id_of(client, request)}"


def codes(answer: Any) -> list[str]:
    return [error["code"] for error in answer.json["errors"]]


def said(answer: Any) -> tuple[int, list[str]]:
    return answer.status_code, codes(answer)


def asked(
    client: VendorClient, *steps: tuple[int, ...], order: ApprovalOrder = SEQUENTIAL, mode: DecisionMode = ANY
) -> ApprovalRequest:
    """A pending request about an offer that everybody may see, and that waits for it."""
    with client.arrange() as draft:
        application = next(iter(draft.applications.where(confidential=False)))
        offer = make_offer(draft, application.id, salary=50_000, currency="EUR")
        return request_approval(draft, offer=offer.id, order=order, mode=mode, steps=steps)


def hidden(client: VendorClient) -> ApprovalRequest:
    """A pending request about a confidential job."""
    with client.arrange() as draft:
        job = next(iter(draft.jobs.where(confidential=True)))
        return request_approval(draft, job=job.id, order=SEQUENTIAL, mode=ANY, steps=[[2], [1]])


def approve(client: VendorClient, request: ApprovalRequest, ordinal: int) -> Any:
    return client.post(f"{path_of(client, request)}/approve-decisions", json={"approverId": user(client, ordinal)})


def reject(client: VendorClient, request: ApprovalRequest, ordinal: int, comment: str = "Too much.") -> Any:
    body = {"approverId": user(client, ordinal), "comment": comment}
    return client.post(f"{path_of(client, request)}/reject-decisions", json=body)


def offer_status(client: VendorClient, request: ApprovalRequest) -> OfferStatus | None:
    assert request.offer is not None
    return client.read().offers[request.offer].status


def decisions(client: VendorClient, request: ApprovalRequest) -> tuple[str, list[tuple[str, list[str]]]]:
    """The status of a request, and of each step with what its approvers decided."""
    told = client.get(path_of(client, request)).json
    steps = [(step["status"], [one["decision"] for one in step["approvers"]]) for step in told["steps"]]
    return told["status"], steps


def test_a_request_is_read_with_its_subject_steps_and_decisions(smartrecruiters: VendorClient) -> None:
    request = asked(smartrecruiters, (3, 5), (1,))
    approve(smartrecruiters, request, 5)

    told = smartrecruiters.get(path_of(smartrecruiters, request))

    decided_at = smartrecruiters.read()[APPROVALS][request.id].updated_at
    assert told.status_code == 200
    assert told.json == {
        "id": id_of(smartrecruiters, request),
        "subject": {"id": native_id(smartrecruiters.read(), "offer", request.offer or 0), "type": "offer"},
        "type": "sequential",
        "decisionMode": "any",
        "status": "PENDING",
        "steps": [
            {
                "status": "APPROVED",
                "approvers": [
                    {"id": user(smartrecruiters, 3), "decision": "SKIPPED"},
                    {"id": user(smartrecruiters, 5), "decision": "APPROVED", "decidedOn": iso(decided_at)},
                ],
            },
            {"status": "PENDING", "approvers": [{"id": user(smartrecruiters, 1), "decision": "PENDING"}]},
        ],
    }


def test_the_demo_world_has_requests_in_every_status_about_jobs_and_offers(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()

    told = [smartrecruiters.get(path_of(smartrecruiters, one)).json for one in world[APPROVALS]]

    assert {one["status"] for one in told} == {"PENDING", "APPROVED", "REJECTED", "ABANDONED"}
    assert {one["subject"]["type"] for one in told} == {"job", "offer"}
    assert all(one["steps"] for one in told)


def test_only_pending_requests_in_which_the_caller_is_asked_are_listed(smartrecruiters: VendorClient) -> None:
    mine, theirs = asked(smartrecruiters, (3,), (1,)), asked(smartrecruiters, (3,))
    done = asked(smartrecruiters, (1,))
    approve(smartrecruiters, done, 1)

    told = smartrecruiters.get(ROOT)

    listed = [one["id"] for one in told.json["content"]]
    assert told.status_code == 200
    assert set(told.json) == {"content"}
    assert id_of(smartrecruiters, mine) in listed
    assert not {id_of(smartrecruiters, theirs), id_of(smartrecruiters, done)} & set(listed)
    assert {one["status"] for one in told.json["content"]} == {"PENDING"}
    assert smartrecruiters.get(path_of(smartrecruiters, mine)).json in told.json["content"]


def test_a_hundred_requests_fill_a_page_and_the_link_leads_to_the_rest(smartrecruiters: VendorClient) -> None:
    before = len(smartrecruiters.get(ROOT).json["content"])
    for _ in range(105):
        asked(smartrecruiters, (1,))

    first = smartrecruiters.get(ROOT)
    target, relation = first.headers["Link"].split(";")
    second = smartrecruiters.get(target.strip("<>").partition("/smartrecruiters")[2])

    assert relation.strip() == 'rel="next"'
    assert (len(first.json["content"]), len(second.json["content"])) == (100, 5 + before)
    assert "Link" not in second.headers
    ids = [one["id"] for page in (first, second) for one in page.json["content"]]
    assert len(set(ids)) == 105 + before


@pytest.mark.parametrize("page", ["", "x", "1", "eyJhZnRlciI6MH0", "eyJhZnRlciI6dHJ1ZX0", "é", "%00"])
def test_an_invalid_page_id_is_refused(smartrecruiters: VendorClient, page: str) -> None:
    assert said(smartrecruiters.get(ROOT, query_string={"pageId": page})) == (400, ["INVALID_PAGE_ID"])


def test_requests_about_confidential_jobs_are_not_there_for_who_may_not_see_those(
    smartrecruiters: VendorClient,
) -> None:
    request = hidden(smartrecruiters)
    path, token = path_of(smartrecruiters, request), "sandbox-restricted"

    listed = smartrecruiters.get(ROOT, token=token).json["content"]

    body = {"approverId": user(smartrecruiters, 2), "comment": "No."}
    assert id_of(smartrecruiters, request) not in [one["id"] for one in listed]
    for answer in (
        smartrecruiters.get(path, token=token),
        smartrecruiters.get(f"{path}/comments", token=token),
        smartrecruiters.post(f"{path}/approve-decisions", json=body, token=token),
        smartrecruiters.post(f"{path}/reject-decisions", json=body, token=token),
    ):
        assert said(answer) == (404, ["APPROVAL_REQUEST_NOT_FOUND"])
    assert decisions(smartrecruiters, request)[0] == "PENDING"


def test_an_unknown_request_is_not_found(smartrecruiters: VendorClient) -> None:
    body = {"approverId": user(smartrecruiters, 1), "comment": "No.", "content": "Hm.", "authorId": "x"}
    path = f"{ROOT}/{UNKNOWN}"

    for answer in (
        smartrecruiters.get(path),
        smartrecruiters.get(f"{ROOT}/nothing"),
        smartrecruiters.get(f"{path}/comments"),
        smartrecruiters.post(f"{path}/comments", json=body),
        smartrecruiters.post(f"{path}/approve-decisions", json=body),
        smartrecruiters.post(f"{path}/reject-decisions", json=body),
    ):
        assert said(answer) == (404, ["APPROVAL_REQUEST_NOT_FOUND"])


@pytest.mark.parametrize("decision", ["approve", "reject"])
def test_a_decision_on_what_is_no_id_is_a_bad_request(smartrecruiters: VendorClient, decision: str) -> None:
    body = {"approverId": user(smartrecruiters, 1), "comment": "No."}

    answer = smartrecruiters.post(f"{ROOT}/nothing/{decision}-decisions", json=body)

    assert said(answer) == (400, ["APPROVAL_REQUEST_NOT_FOUND"])


def test_an_offer_goes_on_once_every_step_is_approved(smartrecruiters: VendorClient) -> None:
    request = asked(smartrecruiters, (3, 5), (1,))
    assert offer_status(smartrecruiters, request) is OfferStatus.PENDING_APPROVAL

    first, second = approve(smartrecruiters, request, 3), approve(smartrecruiters, request, 1)

    assert [(one.status_code, one.data) for one in (first, second)] == [(204, b""), (204, b"")]
    assert decisions(smartrecruiters, request) == (
        "APPROVED",
        [("APPROVED", ["APPROVED", "SKIPPED"]), ("APPROVED", ["APPROVED"])],
    )
    assert offer_status(smartrecruiters, request) is OfferStatus.APPROVED


def test_one_rejection_ends_the_request_and_the_offer_and_says_why(smartrecruiters: VendorClient) -> None:
    request = asked(smartrecruiters, (3, 5), (1,), (6,))
    approve(smartrecruiters, request, 3)

    answer = reject(smartrecruiters, request, 1, "Above the band.")

    assert (answer.status_code, answer.data) == (204, b"")
    assert decisions(smartrecruiters, request) == (
        "REJECTED",
        [("APPROVED", ["APPROVED", "SKIPPED"]), ("REJECTED", ["REJECTED"]), ("SKIPPED", ["SKIPPED"])],
    )
    assert offer_status(smartrecruiters, request) is OfferStatus.NOT_APPROVED
    (comment,) = smartrecruiters.get(f"{path_of(smartrecruiters, request)}/comments").json["content"]
    assert (comment["content"], comment["authorId"]) == ("Above the band.", user(smartrecruiters, 1))


@pytest.mark.parametrize(
    ("mode", "steps", "outcome"),
    [
        (ANY, ((3,), (5,)), ("APPROVED", [("SKIPPED", ["SKIPPED"]), ("APPROVED", ["APPROVED"])])),
        (ANY, ((3, 5),), ("APPROVED", [("APPROVED", ["SKIPPED", "APPROVED"])])),
        (ALL, ((3,), (5,)), ("PENDING", [("PENDING", ["PENDING"]), ("APPROVED", ["APPROVED"])])),
        (ALL, ((3, 5),), ("PENDING", [("PENDING", ["PENDING", "APPROVED"])])),
    ],
)
def test_of_parallel_steps_any_or_all_are_needed(
    smartrecruiters: VendorClient, mode: DecisionMode, steps: tuple[tuple[int, ...], ...], outcome: Any
) -> None:
    request = asked(smartrecruiters, *steps, order=PARALLEL, mode=mode)

    assert approve(smartrecruiters, request, 5).status_code == 204

    assert decisions(smartrecruiters, request) == outcome


def test_all_parallel_approvals_together_approve(smartrecruiters: VendorClient) -> None:
    request = asked(smartrecruiters, (3, 5), (1,), order=PARALLEL, mode=ALL)

    for ordinal in (1, 5, 3):
        assert decisions(smartrecruiters, request)[0] == "PENDING"
        approve(smartrecruiters, request, ordinal)

    assert decisions(smartrecruiters, request)[0] == "APPROVED"


def test_who_is_asked_twice_decides_twice(smartrecruiters: VendorClient) -> None:
    request = asked(smartrecruiters, (3,), (3,))

    statuses = [approve(smartrecruiters, request, 3).status_code for _ in range(2)]

    assert statuses == [204, 204]
    assert decisions(smartrecruiters, request)[0] == "APPROVED"


@pytest.mark.parametrize("decide", [approve, reject])
def test_decisions_that_are_not_to_be_taken_are_refused(smartrecruiters: VendorClient, decide: Any) -> None:
    request = asked(smartrecruiters, (3, 5), (1,))
    early, stranger = decide(smartrecruiters, request, 1), decide(smartrecruiters, request, 6)
    approve(smartrecruiters, request, 3)
    before = smartrecruiters.world.state

    again, needless = decide(smartrecruiters, request, 3), decide(smartrecruiters, request, 5)

    assert said(early) == (400, ["DECISION_NOT_YET_ALLOWED"])
    assert said(stranger) == (400, ["APPROVER_NOT_ALLOWED"])
    assert said(again) == said(needless) == (400, ["DECISION_ALREADY_TAKEN"])
    assert smartrecruiters.world.state is before
    approve(smartrecruiters, request, 1)
    assert said(decide(smartrecruiters, request, 1)) == (400, ["APPROVAL_COMPLETED"])


def test_a_user_who_does_not_exist_is_no_approver(smartrecruiters: VendorClient) -> None:
    path = f"{path_of(smartrecruiters, asked(smartrecruiters, (3,)))}/approve-decisions"

    for name in ("", "x", "f" * 24, "é\x00"):
        assert said(smartrecruiters.post(path, json={"approverId": name})) == (400, ["APPROVER_NOT_ALLOWED"])


@pytest.mark.parametrize("comment", ["", "  \n"])
def test_a_rejection_says_why(smartrecruiters: VendorClient, comment: str) -> None:
    request = asked(smartrecruiters, (3,))

    answer = reject(smartrecruiters, request, 3, comment)

    assert said(answer) == (400, ["COMMENT_IS_REQUIRED"])
    assert decisions(smartrecruiters, request)[0] == "PENDING"


def test_comments_are_listed_as_they_were_written(smartrecruiters: VendorClient) -> None:
    path = f"{path_of(smartrecruiters, asked(smartrecruiters, (3,)))}/comments"
    assert smartrecruiters.get(path).json == {"content": []}
    texts = ["x" * 10_000, "Très bien 🚀\nand a\ttab", ""]

    written = [
        smartrecruiters.post(path, json={"content": text, "authorId": user(smartrecruiters, 6)}) for text in texts
    ]

    assert [one.status_code for one in written] == [201, 201, 201]
    assert [one.json["content"] for one in written] == texts
    assert all(one.json["authorId"] == user(smartrecruiters, 6) and one.json["createdOn"] for one in written)
    assert smartrecruiters.get(path).json == {"content": [one.json for one in written]}


def test_comments_that_cannot_be_written_are_refused(smartrecruiters: VendorClient) -> None:
    path, author = f"{path_of(smartrecruiters, asked(smartrecruiters, (3,)))}/comments", user(smartrecruiters, 3)
    before = smartrecruiters.world.state

    def answer(content: Any, author: Any) -> Any:
        return smartrecruiters.post(path, json={"content": content, "authorId": author})

    assert said(answer("bell \x07", author)) == (400, ["COMMENT_CONTAINS_ILLEGAL_CHARACTERS"])
    assert said(answer("x" * 10_001, author)) == (422, ["INVALID_INPUT"])
    assert said(answer(17, author)) == (422, ["INVALID_INPUT"])
    assert answer("fine", "f" * 24).status_code == 422
    assert answer("fine", "").status_code == 422
    assert smartrecruiters.world.state is before


def test_a_comment_on_what_the_caller_may_not_see_is_unauthorized(smartrecruiters: VendorClient) -> None:
    path = f"{path_of(smartrecruiters, hidden(smartrecruiters))}/comments"
    body = {"content": "Hm.", "authorId": user(smartrecruiters, 2)}

    answer = smartrecruiters.post(path, json=body, token="sandbox-restricted")

    assert said(answer) == (401, ["UNAUTHORIZED_ACCESS"])
    assert smartrecruiters.get(path).json == {"content": []}
