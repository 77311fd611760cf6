"""Scorecards as answers show them."""

from typing import Any

from ats_sandbox.vendors.stackone.ids import ident, told
from ats_sandbox.vendors.stackone.lens import Lens
from ats_sandbox.vendors.stackone.shapes import moment
from ats_sandbox.world.domain.scorecards import Recommendation, Scorecard

_RECOMMENDATION = {
    Recommendation.STRONG_NO: "strong_no",
    Recommendation.NO: "no",
    Recommendation.UNDECIDED: "no_decision",
    Recommendation.YES: "yes",
    Recommendation.STRONG_YES: "strong_yes",
}


def scorecard(record: Scorecard, lens: Lens) -> dict[str, Any]:
    """One review: the provider asks for stars and for a comment, in one section."""
    world = lens.world
    comment = [] if record.comment is None else [record.comment]
    rating = _field("rating", "Rating, 0 to 5", "score", [str(record.rating)], required=True)
    return {
        **ident(world, "scorecard", record.id),
        "sections": [
            {
                **told("review"),
                "label": "Review",
                "fields": [rating, _field("comment", "Comment", "long_text", comment, required=False)],
            }
        ],
        "label": "Application review" if record.interview is None else "Interview review",
        **ident(world, "candidate", world.applications[record.application].candidate, "candidate_id"),
        **ident(world, "application", record.application, "application_id"),
        **ident(world, "interview", record.interview, "interview_id"),
        **ident(world, "user", record.author, "author_id"),
        "overall_recommendation": _RECOMMENDATION[record.recommendation],
        "created_at": moment(record.created_at),
        "updated_at": moment(record.updated_at),
    }


def _field(remote: str, label: str, type: str, values: list[str], *, required: bool) -> dict[str, Any]:
    return {**told(remote), "label": label, "type": type, "values": values, "required": required}
