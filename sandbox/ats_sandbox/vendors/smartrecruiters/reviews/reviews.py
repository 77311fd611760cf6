"""Reviews: what people think of a candidate for a job, in stars and in words."""

import re

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.resources.listing import query_with
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema, request_of
from ats_sandbox.vendors.smartrecruiters import apis, errors
from ats_sandbox.vendors.smartrecruiters.assigned import ASSIGNED_REFUSED, assigned, candidate_id, job_id
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call
from ats_sandbox.vendors.smartrecruiters.documents import document_of, id_of
from ats_sandbox.vendors.smartrecruiters.ids import CANDIDATE, JOB, REVIEW, USER
from ats_sandbox.vendors.smartrecruiters.repositories import Records
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.vendors.smartrecruiters.staff import fault, reaches, users_named
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.commands.applications import application_of
from ats_sandbox.world.domain.commands.scorecards import review, revise_review, withdraw_review
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.scorecards import SCORECARDS, Scorecard
from ats_sandbox.world.domain.users import User

ROOT = "/reviews-api/v201910/reviews"
ONE = f"{ROOT}/{{reviewId}}"

USER_ID = "[a-fA-F0-9]{24}"


def _free_review(world: Reading) -> Scorecard:
    """The first review without an interview, which the API may change, of what everybody may see."""
    free = world.scorecards.where(interview=None)
    return next(one for one in free if not world.applications[one.application].confidential)


REVIEWS = Records(
    SCORECARDS,
    "reviewId",
    errors.ReviewNotFound,
    errors.ReviewForbidden,
    sample=_free_review,
    misnamed=errors.InvalidReviewId,
)
reviews = Resource("Reviews", "What people think of candidates", apis.REVIEWS, REVIEWS)


class Review(ResponseSchema):
    """A review as it is answered."""

    id = fields.Text(of=id_of(REVIEW))
    candidateId = fields.Text(of=candidate_id)
    jobId = fields.Text(of=job_id)
    reviewerId = fields.Text(of=id_of(USER, "author"))
    overallRating = fields.Integer(of="rating")
    comment = fields.Text()
    createdOn = fields.DateTime(of="created_at")
    updatedOn = fields.DateTime(of="updated_at")


class ReviewerId(fields.Text):
    """A text that is meant to be the id of a user; whether it is one, handlers tell."""

    pattern = USER_ID


STARS = {"minimum": 1, "maximum": 5}
"""How many there are; other numbers have a code of their own."""
ReviewInput = request_of(
    "ReviewInput",
    reviewerId=fields.Text(),
    candidateId=fields.Text(required=True),
    jobId=fields.Text(required=True),
    overallRating=fields.Integer(required=True, metadata=STARS),
    comment=fields.Text(),
    createdOn=fields.DateTime(),
)
ReviewToUpdateInput = request_of(
    "ReviewToUpdateInput",
    overallRating=fields.Integer(metadata=STARS),
    comment=fields.Text(),
    reviewerId=fields.Text(required=True),
)
ReviewsQuery = query_with(
    "ReviewsQuery", QuerySchema, candidateId=fields.Text(required=True), jobId=fields.Text(required=True)
)
"""Whose reviews are asked for, and on which job."""
ReviewerQuery = query_with("ReviewerQuery", QuerySchema, reviewerId=ReviewerId(required=True))
"""Whose review it is."""

REVIEWER_REFUSED = (errors.UnknownReviewer, errors.InactiveReviewer, errors.ReviewerForbidden)
CHANGE_REFUSED = (
    errors.ReviewFromInterview,
    errors.ReviewerDiffers,
    *REVIEWER_REFUSED,
)


def check_stars(stars: int) -> int:
    """The same number, when there are that many stars."""
    if not STARS["minimum"] <= stars <= STARS["maximum"]:
        raise errors.InvalidOverall((fault("must be one to five stars", "overallRating"),))
    return stars


def reviewer_named(world: Reading, id: str, application: Application) -> User:
    """The active user with that id, to whom the product shows the application."""
    (user,) = users_named(world, [(("reviewerId",), id)], errors.UnknownReviewer, errors.InactiveReviewer)
    if not reaches(world, user, application):
        raise errors.ReviewerForbidden
    return user


def own_review(call: AnyCall, reviewer: str) -> Scorecard:
    """The review that the path names, when it is the reviewer's and not from an interview."""
    card = REVIEWS.get_or_404(call)
    if card.interview is not None:
        raise errors.ReviewFromInterview
    if reviewer_named(call.world, reviewer, call.world.applications[card.application]).id != card.author:
        raise errors.ReviewerDiffers((fault("is not who wrote the review", "reviewerId"),))
    return card


@reviews.get(
    ROOT,
    id="list_reviews",
    query=ReviewsQuery,
    returns=fields.Array(fields.Nested(Review)),
    errors=[errors.ReviewsOfNobody, errors.ReviewForbidden],
    evidence=apis.REVIEWS.evidence,
    also=["/reviews"],
    example=Example(
        query={
            "candidateId": lambda world: CANDIDATE.write(world, _reviewed(world).candidate),
            "jobId": lambda world: JOB.write(world, _reviewed(world).job),
        }
    ),
)
def list_reviews(call: Call) -> list[Document]:
    """List what people think of a candidate for a job, oldest first."""
    world, query = call.world, call.query
    candidate, job = CANDIDATE.read(world, query["candidateId"]), JOB.read(world, query["jobId"])
    application = None if candidate is None or job is None else application_of(world, candidate, job)
    if application is None:
        raise errors.ReviewsOfNobody
    if not call.can_see(application):
        raise errors.ReviewForbidden
    return [document_of(Review, one, call) for one in world.scorecards.where(application=application.id)]


def _reviewed(world: Reading) -> Application:
    return world.applications[_free_review(world).application]


@reviews.post(
    ROOT,
    id="create_review",
    body=ReviewInput,
    returns={201: Review},
    errors=[
        errors.InvalidOverall,
        errors.ReviewForbidden,
        *ASSIGNED_REFUSED,
        *REVIEWER_REFUSED,
    ],
    evidence=apis.REVIEWS.evidence,
    also=["/reviews"],
)
def create_review(call: Call) -> Document:
    """Review a candidate for a job; the candidate's average rating follows.

    Without a reviewer the review is that of the user in whose name the credential acts.
    """
    world, body = call.draft, call.body
    application = assigned(call, body["candidateId"], body["jobId"], errors.ReviewForbidden)
    reviewer = body.get("reviewerId", USER.write(world, call.caller.user))
    card = review(
        world,
        application,
        author=reviewer_named(world, reviewer, application).id,
        rating=check_stars(body["overallRating"]),
        comment=body.get("comment"),
        created_at=body.get("createdOn"),
    )
    return document_of(Review, card, call)


reviews.shows(
    ONE,
    "Get a review.",
    id="get_review",
    schema=Review,
    also=["/reviews/{reviewId}"],
)


@reviews.patch(
    ONE,
    id="update_review",
    body=ReviewToUpdateInput,
    errors=[errors.InvalidOverall, *CHANGE_REFUSED],
    evidence=apis.REVIEWS.evidence,
    also=["/reviews/{reviewId}"],
    example=Example(
        body=lambda world: {
            "overallRating": 5,
            "comment": "Even better in the second talk.",
            "reviewerId": USER.write(world, _free_review(world).author),
        }
    ),
)
def update_review(call: Call) -> None:
    """Change what a review says; the candidate's average rating follows.

    Its reviewer must be named. What is left out stays. What was filled in after an interview is not changed.
    """
    body = call.body
    card = own_review(call, body["reviewerId"])
    rating = check_stars(body["overallRating"]) if "overallRating" in body else card.rating
    revise_review(call.draft, card, rating=rating, comment=body.get("comment", card.comment))


@reviews.delete(
    ONE,
    id="delete_review",
    query=ReviewerQuery,
    errors=[errors.InvalidReviewerId, *CHANGE_REFUSED],
    evidence=apis.REVIEWS.evidence,
    also=["/reviews/{reviewId}"],
    example=Example(query={"reviewerId": lambda world: USER.write(world, _free_review(world).author)}),
)
def delete_review(call: Call) -> None:
    """Delete a review, whose reviewer must be named; the candidate's average rating follows."""
    reviewer = call.query["reviewerId"]
    if not re.fullmatch(USER_ID, reviewer):
        raise errors.InvalidReviewerId
    withdraw_review(call.draft, own_review(call, reviewer))
