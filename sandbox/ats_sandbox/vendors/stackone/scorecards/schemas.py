"""The wire shapes of scorecards."""

from typing import cast

from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.enums import FIELD_TYPE, RECOMMENDATION


class ScorecardField(ResponseSchema):
    """One thing that was judged."""

    id = wire.text()
    remote_id = wire.text()
    label = wire.text()
    type = wire.bare(FIELD_TYPE)
    values = wire.texts()
    required = wire.boolish()


_SECTION: wire.Members = {
    "id": wire.text(),
    "remote_id": wire.text(),
    "label": wire.text(),
    "fields": wire.many(ScorecardField),
}
ScorecardSection = cast("type[ResponseSchema]", ResponseSchema.from_dict(_SECTION, name="ScorecardSection"))


class Scorecard(ResponseSchema):
    """A review of a candidate."""

    id = wire.text()
    remote_id = wire.text()
    sections = wire.many(ScorecardSection)
    label = wire.text()
    candidate_id = wire.text()
    remote_candidate_id = wire.text()
    application_id = wire.text()
    remote_application_id = wire.text()
    interview_id = wire.text()
    remote_interview_id = wire.text()
    author_id = wire.text()
    remote_author_id = wire.text()
    overall_recommendation = wire.bare(RECOMMENDATION)
    created_at = wire.moment()
    updated_at = wire.moment()
