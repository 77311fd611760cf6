"""SmartRecruiters: candidates are reviewed, and their average rating follows."""

from typing import Any

import pytest

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.scorecards import Scorecard
from ats_sandbox.world.domain.users import User, UserRole
from tests.client import VendorClient
from tests.vendors.smartrecruiters.people import UNKNOWN

REVIEWS = "/reviews-api/v201910/reviews"


def refused(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json["errors"][0]["code"]


def unreviewed(client: VendorClient, *, confidential: bool = False) -> Application:
    """An application of a candidate whom nobody has reviewed yet."""
    world = client.read()
    found = world.applications.where(confidential=confidential)
    return next(one for one in found if world.candidates[one.candidate].rating is None)


def names(client: VendorClient, application: Application) -> dict[str, str]:
    """The candidate and the job of an application."""
    world = client.read()
    candidate, job = ids.CANDIDATE.write(world, application.candidate), ids.JOB.write(world, application.job)
    return {"candidateId": candidate, "jobId": job}


def rating(client: VendorClient, application: Application) -> float | None:
    candidate = names(client, application)["candidateId"]
    found: float | None = client.get(f"/candidates/{candidate}").json.get("averageRating")
    return found


def user(client: VendorClient, number: int) -> str:
    return ids.USER.write(client.read(), number)


def written(client: VendorClient, application: Application, **members: Any) -> dict[str, Any]:
    """A review that was just written, by the first user unless somebody else is named."""
    body = {**names(client, application), "reviewerId": user(client, 1), "overallRating": 4, **members}
    answer = client.post(REVIEWS, json=body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json
    return found


def kept(client: VendorClient, *, confidential: bool = False, interviewed: bool = False) -> Scorecard:
    world = client.read()
    found = [one for one in world.scorecards if (one.interview is not None) is interviewed]
    return next(one for one in found if world.applications[one.application].confidential is confidential)


def path_of(client: VendorClient, card: Scorecard) -> str:
    return f"{REVIEWS}/{ids.REVIEW.write(client.read(), card.id)}"


def outsider(client: VendorClient, application: Application) -> User:
    """Somebody active to whom the product does not show an application."""
    world = client.read()
    team = {member.user for member in world.jobs[application.job].team}
    plain = [one for one in world.users if one.role not in (UserRole.ADMINISTRATOR, UserRole.RECRUITER)]
    return next(one for one in plain if one.active and one.id not in team)


def test_a_review_tells_what_the_companys_scorecard_says(smartrecruiters: VendorClient) -> None:
    world, card = smartrecruiters.read(), kept(smartrecruiters)
    application = world.applications[card.application]

    answer = smartrecruiters.get(path_of(smartrecruiters, card))

    comment = {} if card.comment is None else {"comment": card.comment}
    assert answer.status_code == 200
    assert answer.json == {
        "id": ids.REVIEW.write(world, card.id),
        **names(smartrecruiters, application),
        "reviewerId": ids.USER.write(world, card.author),
        "overallRating": card.rating,
        **comment,
        "createdOn": iso(card.created_at),
        "updatedOn": iso(card.updated_at),
    }
    query = names(smartrecruiters, application)
    cards = world.scorecards.where(application=application.id)
    listed = smartrecruiters.get(REVIEWS, query_string=query).json
    assert listed == [smartrecruiters.get(path_of(smartrecruiters, one)).json for one in cards]
    assert smartrecruiters.get("/reviews", query_string=query).json == listed
    assert smartrecruiters.get(path_of(smartrecruiters, card).replace(REVIEWS, "/reviews")).json == answer.json


def test_the_average_rating_follows_every_review(smartrecruiters: VendorClient) -> None:
    application = unreviewed(smartrecruiters)
    reviewers = [user(smartrecruiters, 1), user(smartrecruiters, 2)]
    assert rating(smartrecruiters, application) is None

    first = written(smartrecruiters, application, overallRating=5, reviewerId=reviewers[0])
    assert rating(smartrecruiters, application) == 5
    second = written(smartrecruiters, application, overallRating=2, reviewerId=reviewers[1])
    assert rating(smartrecruiters, application) == 3.5
    changed = smartrecruiters.patch(f"{REVIEWS}/{second['id']}", json={"reviewerId": reviewers[1], "overallRating": 4})
    assert rating(smartrecruiters, application) == 4.5
    gone = smartrecruiters.delete(f"{REVIEWS}/{first['id']}?reviewerId={reviewers[0]}")
    assert rating(smartrecruiters, application) == 4
    smartrecruiters.delete(f"{REVIEWS}/{second['id']}?reviewerId={reviewers[1]}")
    assert rating(smartrecruiters, application) is None

    assert [(one.status_code, one.data) for one in (changed, gone)] == [(204, b"")] * 2
    assert smartrecruiters.get(REVIEWS, query_string=names(smartrecruiters, application)).json == []


def test_candidates_are_found_by_the_rating_that_reviews_gave_them(smartrecruiters: VendorClient) -> None:
    application = unreviewed(smartrecruiters)
    written(smartrecruiters, application, overallRating=1)

    found = smartrecruiters.get("/candidates?averageRating=1&limit=100").json["content"]

    assert names(smartrecruiters, application)["candidateId"] in [one["id"] for one in found]


def test_every_demo_candidate_has_the_mean_of_their_reviews(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    for person in world.candidates:
        applications = world.applications.where(candidate=person.id)
        stars = [card.rating for one in applications for card in world.scorecards.where(application=one.id)]
        assert person.rating == (round(sum(stars) * 10 / len(stars)) / 10 if stars else None)


def test_a_review_without_a_reviewer_is_the_callers(smartrecruiters: VendorClient) -> None:
    body = {**names(smartrecruiters, unreviewed(smartrecruiters)), "overallRating": 3}

    mine = smartrecruiters.post(REVIEWS, json=body).json
    theirs = smartrecruiters.post("/reviews", json=body, token="sandbox-restricted").json

    assert mine["reviewerId"] == user(smartrecruiters, 1)
    assert theirs["reviewerId"] == user(smartrecruiters, 2)
    assert "comment" not in mine
    assert mine["createdOn"] == mine["updatedOn"]


def test_a_reviewer_whose_id_is_empty_is_nobody_and_not_the_caller(smartrecruiters: VendorClient) -> None:
    application, before = unreviewed(smartrecruiters), smartrecruiters.world.state

    body = {**names(smartrecruiters, application), "overallRating": 4, "reviewerId": ""}

    assert refused(smartrecruiters.post(REVIEWS, json=body)) == (422, "NON_EXISTING_REVIEWER")
    assert smartrecruiters.world.state is before


def test_a_review_may_be_older_than_today(smartrecruiters: VendorClient) -> None:
    then = "2026-01-05T09:00:00.000Z"

    told = written(smartrecruiters, unreviewed(smartrecruiters), createdOn=then, comment="Imported ☃")

    assert (told["createdOn"], told["comment"]) == (then, "Imported ☃")
    assert smartrecruiters.get(f"{REVIEWS}/{told['id']}").json == told


def test_what_a_changed_review_leaves_out_stays(smartrecruiters: VendorClient) -> None:
    told = written(smartrecruiters, unreviewed(smartrecruiters), comment="Good")
    path, reviewer = f"{REVIEWS}/{told['id']}", told["reviewerId"]

    smartrecruiters.patch(path, json={"reviewerId": reviewer, "comment": "Very good"})

    again = smartrecruiters.get(path).json
    assert again == {**told, "comment": "Very good", "updatedOn": again["updatedOn"]}
    assert again["updatedOn"] > told["updatedOn"]
    smartrecruiters.patch(path, json={"reviewerId": reviewer, "overallRating": 1})
    assert smartrecruiters.get(path).json["comment"] == "Very good"


@pytest.mark.parametrize(
    ("member", "value", "expected"),
    [
        ("overallRating", 0, "INVALID_OVERALL"),
        ("overallRating", 6, "INVALID_OVERALL"),
        ("overallRating", -(2**63), "INVALID_OVERALL"),
        ("overallRating", 4.5, "INVALID_INPUT"),
        ("overallRating", "4", "INVALID_INPUT"),
        ("overallRating", None, "INVALID_INPUT"),
        ("overallRating", 10**40, "INVALID_INPUT"),
        ("comment", 7, "INVALID_INPUT"),
        ("createdOn", "soon", "INVALID_INPUT"),
        ("candidateId", UNKNOWN, "CANDIDATE_NOT_FOUND"),
        ("candidateId", ["x"], "INVALID_INPUT"),
        ("jobId", "nonsense", "JOB_NOT_FOUND"),
        ("reviewerId", "nonsense", "NON_EXISTING_REVIEWER"),
    ],
)
def test_what_is_no_review_is_refused_and_stores_nothing(
    smartrecruiters: VendorClient, member: str, value: Any, expected: str
) -> None:
    body = {**names(smartrecruiters, unreviewed(smartrecruiters)), "overallRating": 4, member: value}
    before = smartrecruiters.world.state

    assert refused(smartrecruiters.post(REVIEWS, json=body)) == (422, expected)
    assert smartrecruiters.world.state is before


def test_a_review_that_is_no_json_is_malformed_and_of_another_media_type_not_read(
    smartrecruiters: VendorClient,
) -> None:
    path, before = path_of(smartrecruiters, kept(smartrecruiters)), smartrecruiters.world.state

    for method, address in (("POST", REVIEWS), ("PATCH", path)):
        malformed = smartrecruiters.send(method, address, data="{", content_type="application/json")
        assert refused(malformed) == (400, "INVALID_REQUEST")
        assert smartrecruiters.send(method, address, data="{}", content_type="text/plain").status_code == 415
    assert smartrecruiters.world.state is before


def test_a_candidate_is_not_reviewed_for_a_job_that_they_are_not_on(smartrecruiters: VendorClient) -> None:
    world, application = smartrecruiters.read(), unreviewed(smartrecruiters)
    taken = {one.job for one in world.applications.where(candidate=application.candidate)}
    other = next(one for one in world.jobs if one.id not in taken)
    elsewhere = {**names(smartrecruiters, application), "jobId": ids.JOB.write(world, other.id)}

    answer = smartrecruiters.post(REVIEWS, json={**elsewhere, "overallRating": 4})

    assert refused(answer) == (422, "APPLICATION_NOT_FOUND")
    assert refused(smartrecruiters.get(REVIEWS, query_string=elsewhere)) == (404, "APPLICATION_NOT_FOUND")


def test_a_reviewer_is_active_and_may_see_the_candidate(smartrecruiters: VendorClient) -> None:
    world, application = smartrecruiters.read(), unreviewed(smartrecruiters)
    former = next(one for one in world.users if not one.active)
    stranger = outsider(smartrecruiters, application)
    told = written(smartrecruiters, application)
    path, before = f"{REVIEWS}/{told['id']}", smartrecruiters.world.state

    for id, expected in (
        (ids.USER.write(world, former.id), (422, "INACTIVE_OR_DELETED_REVIEWER")),
        (ids.USER.write(world, stranger.id), (401, "REVIEWER_NOT_AUTHORIZED_TO_ACCESS_RESOURCE")),
        ("f" * 24, (422, "NON_EXISTING_REVIEWER")),
    ):
        body = {**names(smartrecruiters, application), "overallRating": 4, "reviewerId": id}
        assert refused(smartrecruiters.post(REVIEWS, json=body)) == expected
        assert refused(smartrecruiters.patch(path, json={"reviewerId": id})) == expected
        assert refused(smartrecruiters.delete(f"{path}?reviewerId={id}")) == expected
    assert smartrecruiters.world.state is before


def test_only_its_reviewer_is_named_where_a_review_changes(smartrecruiters: VendorClient) -> None:
    told = written(smartrecruiters, unreviewed(smartrecruiters))
    path, other = f"{REVIEWS}/{told['id']}", user(smartrecruiters, 2)
    before = smartrecruiters.world.state

    for answer in (
        smartrecruiters.patch(path, json={"reviewerId": other, "overallRating": 1}),
        smartrecruiters.delete(f"{path}?reviewerId={other}"),
    ):
        assert refused(answer) == (422, "REVIEWER_ID_DOES_NOT_MATCH")
    for body in ({}, {"overallRating": 1}, {"reviewerId": None}, {"reviewerId": told["reviewerId"], "comment": []}, []):
        assert refused(smartrecruiters.patch(path, json=body)) == (422, "INVALID_INPUT")
    wrong = {"reviewerId": told["reviewerId"], "overallRating": 6}
    assert refused(smartrecruiters.patch(path, json=wrong)) == (422, "INVALID_OVERALL")
    assert refused(smartrecruiters.delete(path)) == (400, "INVALID_INPUT")
    assert refused(smartrecruiters.delete(f"{path}?reviewerId=me")) == (400, "INVALID_REVIEWER_ID")
    assert smartrecruiters.world.state is before


def test_a_review_that_was_filled_in_after_an_interview_is_not_changed(smartrecruiters: VendorClient) -> None:
    card = kept(smartrecruiters, interviewed=True)
    path, reviewer = path_of(smartrecruiters, card), user(smartrecruiters, card.author)
    before = smartrecruiters.world.state

    for answer in (
        smartrecruiters.patch(path, json={"reviewerId": reviewer, "overallRating": 1}),
        smartrecruiters.delete(f"{path}?reviewerId={reviewer}"),
    ):
        assert refused(answer) == (400, "INVALID_SOURCE")
    assert smartrecruiters.world.state is before
    assert smartrecruiters.get(path).status_code == 200


def test_a_review_is_named_by_a_uuid(smartrecruiters: VendorClient) -> None:
    reviewer = user(smartrecruiters, 1)
    for id, expected in (
        ("nonsense", (400, "INVALID_REVIEW_ID")),
        ("%00", (400, "INVALID_REVIEW_ID")),
        (UNKNOWN, (404, "REVIEW_NOT_FOUND")),
        (ids.CANDIDATE.write(smartrecruiters.read(), 1), (404, "REVIEW_NOT_FOUND")),
    ):
        path = f"{REVIEWS}/{id}"
        assert refused(smartrecruiters.get(path)) == expected
        assert refused(smartrecruiters.patch(path, json={"reviewerId": reviewer})) == expected
        assert refused(smartrecruiters.delete(f"{path}?reviewerId={reviewer}")) == expected


def test_the_reviews_of_a_confidential_candidate_are_for_those_who_may_see_them(smartrecruiters: VendorClient) -> None:
    card = kept(smartrecruiters, confidential=True, interviewed=True)
    path, reviewer = path_of(smartrecruiters, card), user(smartrecruiters, card.author)
    named = names(smartrecruiters, smartrecruiters.read().applications[card.application])
    before = smartrecruiters.world.state

    for answer in (
        smartrecruiters.get(path, token="sandbox-restricted"),
        smartrecruiters.get(REVIEWS, query_string=named, token="sandbox-restricted"),
        smartrecruiters.post(REVIEWS, json={**named, "overallRating": 4}, token="sandbox-restricted"),
        smartrecruiters.patch(path, json={"reviewerId": reviewer}, token="sandbox-restricted"),
        smartrecruiters.delete(f"{path}?reviewerId={reviewer}", token="sandbox-restricted"),
    ):
        assert refused(answer) == (401, "NOT_AUTHORIZED_TO_ACCESS_RESOURCE")
    assert smartrecruiters.world.state is before
    assert smartrecruiters.get(path).status_code == 200


def test_reviews_are_asked_for_by_candidate_and_job(smartrecruiters: VendorClient) -> None:
    named = names(smartrecruiters, unreviewed(smartrecruiters))

    for name in named:
        without = {one: value for one, value in named.items() if one != name}
        answer = smartrecruiters.get(REVIEWS, query_string=without)
        assert answer.status_code == 400
        assert answer.json["errors"] == [{"code": "INVALID_INPUT", "message": f"{name} is required"}]
        answer = smartrecruiters.get(REVIEWS, query_string={**named, name: "nonsense"})
        assert refused(answer) == (404, "APPLICATION_NOT_FOUND")


def test_a_deleted_review_is_gone_and_a_deleted_candidate_takes_theirs_along(smartrecruiters: VendorClient) -> None:
    application = unreviewed(smartrecruiters)
    told, other = written(smartrecruiters, application), written(smartrecruiters, application)
    path = f"/reviews/{told['id']}"

    assert smartrecruiters.delete(f"{path}?reviewerId={told['reviewerId']}").status_code == 204
    assert smartrecruiters.get(path).status_code == 404
    smartrecruiters.delete(f"/candidates/{told['candidateId']}")
    assert smartrecruiters.get(f"{REVIEWS}/{other['id']}").status_code == 404


def test_a_job_has_the_same_scorecard_criteria_whenever_they_are_asked_for(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    found = {}
    for job in world.jobs:
        path = f"/jobs/{ids.JOB.write(world, job.id)}/criteria"
        found[job.id] = smartrecruiters.get(path).json
        assert smartrecruiters.get(f"/reviews-api/v201910{path}").json == found[job.id]

    assert {len(one) for one in found.values()} == {0, 3, 4, 5, 6}
    entries = {(one["id"], one["name"], one["category"]) for many in found.values() for one in many}
    assert len(entries) == len({id for id, _, _ in entries}) == 10


def test_scorecard_criteria_are_those_of_a_job_that_the_user_may_see(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    hidden = ids.JOB.write(world, next(iter(world.jobs.where(confidential=True))).id)

    unknown = smartrecruiters.get(f"/reviews-api/v201910/jobs/{UNKNOWN}/criteria")
    forbidden = smartrecruiters.get(f"/jobs/{hidden}/criteria", token="sandbox-restricted")

    assert refused(unknown) == (404, "JOB_NOT_FOUND")
    assert refused(forbidden) == (401, "NOT_AUTHORIZED_TO_ACCESS_RESOURCE")
