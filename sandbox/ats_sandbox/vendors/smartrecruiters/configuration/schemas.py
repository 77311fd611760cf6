"""The wire shapes of the company's configuration."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.vendors.smartrecruiters.labels import Labelled, Reference
from ats_sandbox.vendors.smartrecruiters.links import Action
from ats_sandbox.vendors.smartrecruiters.paging import SliceQuery
from ats_sandbox.vendors.smartrecruiters.places import Location


class Industry(ResponseSchema):
    """What the company does."""

    id = fields.Text()
    label = fields.Text()


class CompanyConfiguration(ResponseSchema):
    """The company. It keeps no logo, so there is none to show."""

    identifier = fields.Text()
    name = fields.Text()
    location = fields.Nested(Location)
    website = fields.Text()
    industry = fields.Nested(Industry)
    logo = fields.Text()


class Department(ResponseSchema):
    """A part of the company."""

    id = fields.Text()
    label = fields.Text(required=True)
    description = fields.Text()


class Departments(ResponseSchema):
    """All departments."""

    totalFound = fields.Integer()
    content = fields.Array(fields.Nested(Department))


class Properties(ResponseSchema):
    """A list of ids and labels."""

    totalFound = fields.Integer()
    content = fields.Array(fields.Nested(Labelled))


class SourceTypesActions(ResponseSchema):
    """What a source type leads to."""

    values = fields.Nested(Action, required=True)


class SourceTypesContent(ResponseSchema):
    """A kind of source."""

    id = fields.Text(required=True)
    label = fields.Text(required=True)
    subtypes = fields.Array(fields.Nested(Reference), required=True)
    actions = fields.Nested(SourceTypesActions, required=True)


class SourceTypes(ResponseSchema):
    """All kinds of sources."""

    totalFound = fields.Integer(required=True)
    content = fields.Array(fields.Nested(SourceTypesContent), required=True)


class SourceActions(ResponseSchema):
    """What a source value leads to."""

    sourceDetails = fields.Nested(Action, required=True)


class Source(ResponseSchema):
    """A source value; one of a type without subtypes has no subtype."""

    id = fields.Text(required=True)
    sourceIdentifier = fields.Text(required=True)
    label = fields.Text(required=True)
    sourceSubType = fields.Nested(Reference)
    actions = fields.Nested(SourceActions, required=True)


class Sources(ResponseSchema):
    """Some values of a source type."""

    limit = fields.Integer(required=True)
    offset = fields.Integer(required=True)
    totalFound = fields.Integer(required=True)
    content = fields.Array(fields.Nested(Source), required=True)


class SourceQuery(SliceQuery):
    """Which values of a source type."""

    limit = fields.Integer(least=1, most=100, load_default=100)
    sourceSubType = fields.Text()
