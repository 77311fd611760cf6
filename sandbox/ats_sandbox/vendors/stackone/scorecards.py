"""Scorecards: reviews of candidates."""

from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.ids import remote_id_pair
from ats_sandbox.vendors.stackone.records import Records
from ats_sandbox.vendors.stackone.repositories import OF_APPLICATION, SCORECARDS
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.world.domain.scorecards import Recommendation
from ats_sandbox.world.domain.scorecards import Scorecard as Record

scorecards = Resource("Scorecards", "Reviews of candidates")

ScorecardField = wire.identified(
    "ScorecardField", label=wire.text(), type=wire.bare("FieldType"), values=wire.texts(), required=wire.boolish()
)
ScorecardSection = wire.identified("ScorecardSection", label=wire.text(), fields=wire.many(ScorecardField))


def _sections(record: Record, _context: ViewContext) -> list[Document]:
    """The provider asks for stars and for a comment, in one section."""
    comment = [] if record.comment is None else [record.comment]
    rating = _field("rating", "Rating, 0 to 5", "score", [str(record.rating)], required=True)
    fields = [rating, _field("comment", "Comment", "long_text", comment, required=False)]
    return [{**remote_id_pair("review"), "label": "Review", "fields": fields}]


def _field(remote: str, label: str, type: str, values: list[str], *, required: bool) -> Document:
    return {**remote_id_pair(remote), "label": label, "type": type, "values": values, "required": required}


def _recommendation(record: Record, _context: ViewContext) -> str:
    decided = record.recommendation is not Recommendation.UNDECIDED
    return record.recommendation.value if decided else "no_decision"


class Scorecard(ResponseSchema):
    """A review of a candidate."""

    id, remote_id = wire.ids("scorecard")
    sections = wire.many(ScorecardSection, _sections)
    label = wire.text(lambda one, context: "Application review" if one.interview is None else "Interview review")
    candidate_id, remote_candidate_id = wire.ids(
        "candidate", lambda one, context: context.world.applications[one.application].candidate
    )
    application_id, remote_application_id = wire.ids("application", "application")
    interview_id, remote_interview_id = wire.ids("interview", "interview")
    author_id, remote_author_id = wire.ids("user", "author")
    overall_recommendation = wire.bare("Recommendation", _recommendation)
    created_at = wire.moment()
    updated_at = wire.moment()


Records(scorecards, "scorecard", SCORECARDS, Scorecard, within=OF_APPLICATION).reads()
