"""The two forms in which a candidate can be created."""

from typing import Any

from marshmallow import pre_load

from ats_sandbox.contract.fields import Anything, Array, Nested, Text
from ats_sandbox.contract.schema import Members, RequestSchema
from ats_sandbox.vendors.bindbee.inputs import Boolean, Dictionary, Url, Uuid
from ats_sandbox.vendors.bindbee.schemas import open_enum
from ats_sandbox.vendors.bindbee.vocabulary import ATTACHMENT_TYPES, URL_TYPES


class AtsUrlInput(RequestSchema):
    """An address on the web; `type` is taken for `url_type`, as published samples have it."""

    value = Text(required=True, allow_none=True)
    url_type = open_enum(URL_TYPES)
    also_reads = ("type",)

    @pre_load
    def by_its_other_name(self, data: object, **_: Any) -> object:
        """`type` where `url_type` is missing."""
        if isinstance(data, dict) and "url_type" not in data and "type" in data:
            return {**data, "url_type": data["type"]}
        return data


class AtsAttachmentWrite(RequestSchema):
    """A file: its content in base64, or where to fetch it."""

    file_name = Text(allow_none=True)
    file_url = Url(allow_none=True)
    attachment_type = open_enum(ATTACHMENT_TYPES, required=False)
    file_content = Text(allow_none=True)
    content_type = Text(allow_none=True)
    candidate = Uuid(allow_none=True)
    remote_user_id = Uuid(allow_none=True)


class Person(RequestSchema):
    """What both forms say of a person."""

    first_name = Text(allow_none=True)
    last_name = Text(allow_none=True)
    company = Text(allow_none=True)
    title = Text(allow_none=True)
    is_private = Boolean(allow_none=True)
    can_email = Boolean(allow_none=True)
    locations = Array(Text(), allow_none=True)
    phone_numbers = Array(Text(), allow_none=True)
    email_addresses = Array(Text(), allow_none=True)
    urls = Array(Nested(AtsUrlInput), allow_none=True)
    tags = Array(Text(), allow_none=True)
    avatar = Text(allow_none=True)


class PostCandidate(Person):
    """The person inside the wrapped form; files and jobs are named by id."""

    applications = Array(Uuid(), allow_none=True)
    attachments = Array(Uuid(), allow_none=True)
    job_interview_stage_id = Uuid(allow_none=True)
    job_id = Uuid(allow_none=True)


class CreateCandidate(RequestSchema):
    """The wrapped form: a person, who acts, and the requisition by the provider's own number."""

    data = Nested(PostCandidate, required=True)
    remote_user_id = Text(allow_none=True)
    job_requisition_id = Text(allow_none=True)


class AtsCandidateWrite(Person):
    """The flat form; files come along."""

    last_interaction_at = Text(allow_none=True)
    remote_created_at = Text(allow_none=True)
    remote_updated_at = Text(allow_none=True)
    applications = Array(Anything(), allow_none=True)
    attachments = Array(Nested(AtsAttachmentWrite), allow_none=True)
    job = Uuid(allow_none=True)
    additional_attributes = Dictionary(allow_none=True)
    custom_fields = Dictionary(allow_none=True)


def form_of(body: Members) -> type[RequestSchema]:
    """The form of a body: the wrapped one has `data`."""
    return CreateCandidate if "data" in body else AtsCandidateWrite
