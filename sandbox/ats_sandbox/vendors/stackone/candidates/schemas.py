"""The wire shapes of candidates."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.queries import CreatedFilter, CreatedListQuery, Names, ReadQuery
from ats_sandbox.vendors.stackone.shapes import (
    CandidateEmail,
    CandidateEmailInput,
    CustomFields,
    CustomFieldsInput,
    PhoneNumber,
    PhoneNumberInput,
    SocialLink,
    SocialLinkInput,
    Unified,
)


class CandidateFilter(CreatedFilter):
    """Which candidates to list."""

    email = wire.text()


class CandidateQuery(ReadQuery):
    """How to show a candidate."""

    include = Names(allow_none=True)


class CandidateListQuery(CreatedListQuery):
    """Which candidates to list, and how to show them."""

    filter = fields.DeepObject(CandidateFilter, allow_none=True)
    include = Names(allow_none=True)


class PersonInput(RequestSchema):
    """What creating and updating a candidate have in common."""

    passthrough = wire.free()
    unified_custom_fields = wire.free()
    phone_numbers = wire.many(PhoneNumberInput)
    name = wire.text()
    first_name = wire.text()
    last_name = wire.text()
    email = wire.text()
    social_links = wire.many(SocialLinkInput)
    company = wire.text()
    title = wire.text()
    hired_at = wire.moment()
    country = wire.text()
    custom_fields = wire.many(CustomFieldsInput)


class CandidateInput(PersonInput):
    """A new candidate; nothing is required."""

    phone_number = wire.text(deprecated=True)


class CandidateUpdate(PersonInput):
    """What changes; absent members stay, null clears."""

    emails = wire.many(CandidateEmailInput)
    phone = wire.text(deprecated=True)
    application_ids = wire.texts()


class Tag(ResponseSchema):
    """A label of a candidate."""

    remote_id = wire.text()
    name = wire.text()


class Candidate(Unified):
    """A person."""

    name = wire.text()
    first_name = wire.text()
    last_name = wire.text()
    email = wire.text()
    emails = wire.many(CandidateEmail)
    social_links = wire.many(SocialLink)
    phone = wire.text(deprecated=True)
    phone_numbers = wire.many(PhoneNumber)
    company = wire.text()
    title = wire.text()
    application_ids = wire.texts()
    remote_application_ids = wire.texts()
    hired_at = wire.moment()
    country = wire.text()
    custom_fields = wire.many(CustomFields)
    tags = wire.many(Tag)
    created_at = wire.moment()
    updated_at = wire.moment()
