"""The wire shapes of steps and offers."""

from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import QuerySchema, RequestSchema, ResponseSchema


def _text(**kwargs: Any) -> fields.Text:
    return fields.Text(allow_none=True, **kwargs)


class StepInput(RequestSchema):
    """Every property of a step; an optional one that is left out becomes null."""

    recorded_at = fields.DateTimeText(required=True)
    job_offer_reference = fields.Text(required=True)
    job_offer_reference_2 = _text(load_default=None)
    job_offer_reference_3 = _text(load_default=None)
    job_offer_title = _text(load_default=None)
    candidate_creation_date = fields.DateTimeText(allow_none=True, load_default=None)
    candidate_mail = _text(load_default=None)
    candidate_phone = _text(load_default=None)
    candidate_ats_id = fields.Text(required=True)
    source = _text(load_default=None)
    step = fields.Text(required=True)
    step_ats_id = _text(load_default=None)
    application_ats_id = fields.Text(required=True)
    subsidiary = _text(load_default=None)
    subsidiary_ats_id = _text(load_default=None)


class StepPatch(RequestSchema):
    """Some properties of a step; what is left out stays."""

    recorded_at = fields.DateTimeText()
    job_offer_reference = fields.Text()
    job_offer_reference_2 = _text()
    job_offer_reference_3 = _text()
    job_offer_title = _text()
    candidate_creation_date = fields.DateTimeText(allow_none=True)
    candidate_mail = _text()
    candidate_phone = _text()
    candidate_ats_id = fields.Text()
    source = _text()
    step = fields.Text()
    step_ats_id = _text()
    application_ats_id = fields.Text()
    subsidiary = _text()
    subsidiary_ats_id = _text()


class Step(ResponseSchema):
    """A step as it is answered: all sixteen members, always."""

    id = fields.Integer(required=True)
    recorded_at = fields.Text(required=True)
    job_offer_reference = fields.Text(required=True)
    job_offer_reference_2 = _text(required=True)
    job_offer_reference_3 = _text(required=True)
    job_offer_title = _text(required=True)
    candidate_creation_date = _text(required=True)
    candidate_mail = _text(required=True)
    candidate_phone = _text(required=True)
    candidate_ats_id = fields.Text(required=True)
    source = _text(required=True)
    step = fields.Text(required=True)
    step_ats_id = _text(required=True)
    application_ats_id = fields.Text(required=True)
    subsidiary = _text(required=True)
    subsidiary_ats_id = _text(required=True)


class StepAnswer(ResponseSchema):
    """The envelope around steps, an array even for one."""

    message = fields.Text(required=True)
    data = fields.Array(fields.Nested(Step), required=True)


class AttributeInput(RequestSchema):
    """A free characteristic."""

    name = fields.Text(required=True)
    value = fields.Text(required=True)


class OfferInput(RequestSchema):
    """Every property of a job offer; an optional one that is left out becomes null, or an empty list."""

    publication_at = fields.DateTimeText(required=True)
    title = fields.Text(required=True)
    reference = fields.Text(required=True)
    reference_2 = _text(load_default=None)
    reference_3 = _text(load_default=None)
    subsidiary = _text(load_default=None)
    subsidiary_ats_id = _text(load_default=None)
    description = _text(load_default=None)
    attributes = fields.Array(fields.Nested(AttributeInput), load_default=list)


class OfferPatch(RequestSchema):
    """Some properties of a job offer, none of them nullable; what is left out stays."""

    publication_at = fields.DateTimeText()
    title = fields.Text()
    reference = fields.Text()
    reference_2 = fields.Text()
    reference_3 = fields.Text()
    subsidiary = fields.Text()
    subsidiary_ats_id = fields.Text()
    description = fields.Text()
    attributes = fields.Array(fields.Nested(AttributeInput))


class AttributeAnswer(ResponseSchema):
    """A free characteristic."""

    name = fields.Text(required=True)
    value = fields.Text(required=True)


class Offer(ResponseSchema):
    """A job offer as it is answered: all ten members, always."""

    id = fields.Integer(required=True)
    publication_at = fields.Text(required=True)
    title = fields.Text(required=True)
    reference = fields.Text(required=True)
    reference_2 = _text(required=True)
    reference_3 = _text(required=True)
    subsidiary = _text(required=True)
    subsidiary_ats_id = _text(required=True)
    description = _text(required=True)
    attributes = fields.Array(fields.Nested(AttributeAnswer), required=True)


class OfferAnswer(ResponseSchema):
    """The envelope around job offers, an array even for one."""

    message = fields.Text(required=True)
    data = fields.Array(fields.Nested(Offer), required=True)


class PageQuery(QuerySchema):
    """Which page of a list."""

    page = fields.Integer(least=1, load_default=1)
    limit = fields.Integer(least=1, most=500, load_default=50)


class StepQuery(PageQuery):
    """Exact matches, all of which must hold."""

    job_offer_reference = fields.Text()
    candidate_ats_id = fields.Text()
    application_ats_id = fields.Text()
    step = fields.Text()


class OfferQuery(PageQuery):
    """Exact matches, all of which must hold."""

    reference = fields.Text()
    subsidiary_ats_id = fields.Text()
