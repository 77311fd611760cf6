"""The wire shapes of requests and answers."""

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import pre_load

from ats_sandbox.contract import fields
from ats_sandbox.contract.refusal import Rule
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema
from ats_sandbox.vendors.skailer.vocabulary import JOB_STATUSES

LONGEST_NAME = 255
MOST_PER_PAGE = 100

_MAIL = re.compile(r"[^\s@]{1,64}@(?=[^@]{1,255}$)[^\s@.]+(?:\.[^\s@.]+)+")


def is_mail(text: str) -> bool | None:
    """True for something of the form of a mail address, else None."""
    return True if _MAIL.fullmatch(text) else None


class Filled(fields.Text):
    """A text that is more than blanks."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(least=1, **kwargs)

    def accept(self, value: Any) -> Any:
        text = super().accept(value)
        if not text.strip():
            raise fields.fault(Rule.MISSING, value=value)
        return text


def _id(**kwargs: Any) -> fields.Integer:
    return fields.Integer(allow_none=True, **kwargs)


class Body(RequestSchema):
    """A body in which null says the same as leaving the member out."""

    @pre_load
    def leave_out_nulls(self, data: Mapping[str, Any], **_: Any) -> dict[str, Any]:
        """The members that say something."""
        return {name: value for name, value in data.items() if value is not None}


class ApplicantBody(Body):
    """A person; `cv_ids` are uploads to attach."""

    first_name = Filled(required=True, most=LONGEST_NAME)
    last_name = Filled(required=True, most=LONGEST_NAME)
    email = fields.Pattern("email", is_mail, allow_none=True)
    phone = fields.Text(allow_none=True)
    source_id = _id()
    cv_ids = fields.Array(fields.Integer(), allow_none=True)


class CandidateBody(Body):
    """An applicant for a job; the source is the applicant's unless it is given."""

    job_id = fields.Integer(required=True)
    applicant_id = fields.Integer(required=True)
    pipeline_id = fields.Integer(required=True)
    pipeline_stage_id = fields.Integer(required=True)
    source_id = _id()


class ActionBody(Body):
    """What to do with a candidate; at least one of the first four. A date makes it history only."""

    pipeline_stage_id = _id()
    disqualification_reason_id = _id()
    reserved = fields.Boolean(allow_none=True)
    comment = Filled(allow_none=True)
    datetime_action_date = fields.DateTime(allow_none=True)


class SearchBody(Body):
    """Which page of the matches."""

    page = fields.Integer(least=1, load_default=1, allow_none=True)
    per_page = fields.Integer(least=1, most=MOST_PER_PAGE, load_default=20, allow_none=True)


class JobSearch(SearchBody):
    """`text` is a part of the title."""

    text = fields.Text(allow_none=True)
    status = fields.Choice(JOB_STATUSES, allow_none=True)
    pipeline_id = _id()


class ApplicantSearch(SearchBody):
    """`text` is a part of the name or of the mail address; `email` is the whole address in any case."""

    text = fields.Text(allow_none=True)
    email = fields.Text(allow_none=True)
    source_id = _id()


class CandidateSearch(SearchBody):
    """`disqualified` candidates have a reason."""

    job_id = _id()
    applicant_id = _id()
    pipeline_stage_id = _id()
    reserved = fields.Boolean(allow_none=True)
    disqualified = fields.Boolean(allow_none=True)


class Meta(ResponseSchema):
    """Where a page stands."""

    current_page = fields.Integer(required=True)
    per_page = fields.Integer(required=True)
    last_page = fields.Integer(required=True)
    total = fields.Integer(required=True)


class Job(ResponseSchema):
    """An open role."""

    id = fields.Integer(required=True)
    title = fields.Text(required=True)
    status = fields.Choice(JOB_STATUSES, required=True)
    pipeline_id = fields.Integer(required=True)
    description = fields.Text(required=True, allow_none=True)
    created_at = fields.Text(required=True)


class Stage(ResponseSchema):
    """A stage of a pipeline; ids are unique across pipelines."""

    id = fields.Integer(required=True)
    title = fields.Text(required=True)
    position = fields.Integer(required=True)


class Pipeline(ResponseSchema):
    """A hiring pipeline with its stages in order."""

    id = fields.Integer(required=True)
    title = fields.Text(required=True)
    stages = fields.Array(fields.Nested(Stage), required=True)


class Titled(ResponseSchema):
    """An entry of a plain list: a source, a disqualification reason."""

    id = fields.Integer(required=True)
    title = fields.Text(required=True)


class Parsed(ResponseSchema):
    """What was read in a resume, to fill in a form with."""

    first_name = fields.Text(required=True, allow_none=True)
    last_name = fields.Text(required=True, allow_none=True)
    email = fields.Text(required=True, allow_none=True)
    phone = fields.Text(required=True, allow_none=True)


class Upload(ResponseSchema):
    """A CV that waits for its applicant."""

    cv_id = fields.Integer(required=True)
    file_name = fields.Text(required=True)
    parsed = fields.Nested(Parsed, required=True)


class Applicant(ResponseSchema):
    """A person."""

    id = fields.Integer(required=True)
    first_name = fields.Text(required=True)
    last_name = fields.Text(required=True)
    email = fields.Text(required=True, allow_none=True)
    phone = fields.Text(required=True, allow_none=True)
    source_id = fields.Integer(required=True, allow_none=True)
    cv_ids = fields.Array(fields.Integer(), required=True)
    created_at = fields.Text(required=True)


class Candidate(ResponseSchema):
    """An applicant on a job, and where they stand."""

    id = fields.Integer(required=True)
    job_id = fields.Integer(required=True)
    applicant_id = fields.Integer(required=True)
    pipeline_id = fields.Integer(required=True)
    pipeline_stage_id = fields.Integer(required=True)
    source_id = fields.Integer(required=True, allow_none=True)
    disqualification_reason_id = fields.Integer(required=True, allow_none=True)
    reserved = fields.Boolean(required=True)
    created_at = fields.Text(required=True)


class Action(ResponseSchema):
    """An entry of a candidate's history; what it does not say is null."""

    id = fields.Integer(required=True)
    candidate_id = fields.Integer(required=True)
    pipeline_stage_id = fields.Integer(required=True, allow_none=True)
    disqualification_reason_id = fields.Integer(required=True, allow_none=True)
    reserved = fields.Boolean(required=True, allow_none=True)
    comment = fields.Text(required=True, allow_none=True)
    datetime_action_date = fields.Text(required=True, allow_none=True)
    created_at = fields.Text(required=True)


class Done(ResponseSchema):
    """That something was done."""

    message = fields.Text(required=True)


class JobPage(ResponseSchema):
    """A page of jobs."""

    data = fields.Array(fields.Nested(Job), required=True)
    meta = fields.Nested(Meta, required=True)


class ApplicantPage(ResponseSchema):
    """A page of applicants."""

    data = fields.Array(fields.Nested(Applicant), required=True)
    meta = fields.Nested(Meta, required=True)


class CandidatePage(ResponseSchema):
    """A page of candidates."""

    data = fields.Array(fields.Nested(Candidate), required=True)
    meta = fields.Nested(Meta, required=True)
