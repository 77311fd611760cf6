"""Scorecards as answers show them."""

from typing import Any

from ats_sandbox.vendors.stackone.ids import id_pair, remote_id_pair
from ats_sandbox.vendors.stackone.shapes import moment
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.world.domain.scorecards import Recommendation, Scorecard

_RECOMMENDATION = {
    Recommendation.STRONG_NO: "strong_no",
    Recommendation.NO: "no",
    Recommendation.UNDECIDED: "no_decision",
    Recommendation.YES: "yes",
    Recommendation.STRONG_YES: "strong_yes",
}


def scorecard(record: Scorecard, context: ViewContext) -> dict[str, Any]:
    """One review: the provider asks for stars and for a comment, in one section."""
    world = context.world
    comment = [] if record.comment is None else [record.comment]
    rating = _field("rating", "Rating, 0 to 5", "score", [str(record.rating)], required=True)
    return {
        **id_pair(world, "scorecard", record.id),
        "sections": [
            {
                **remote_id_pair("review"),
                "label": "Review",
                "fields": [rating, _field("comment", "Comment", "long_text", comment, required=False)],
            }
        ],
        "label": "Application review" if record.interview is None else "Interview review",
        **id_pair(world, "candidate", world.applications[record.application].candidate, "candidate_id"),
        **id_pair(world, "application", record.application, "application_id"),
        **id_pair(world, "interview", record.interview, "interview_id"),
        **id_pair(world, "user", record.author, "author_id"),
        "overall_recommendation": _RECOMMENDATION[record.recommendation],
        "created_at": moment(record.created_at),
        "updated_at": moment(record.updated_at),
    }


def _field(remote: str, label: str, type: str, values: list[str], *, required: bool) -> dict[str, Any]:
    return {**remote_id_pair(remote), "label": label, "type": type, "values": values, "required": required}
