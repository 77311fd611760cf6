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
    location = fields.Shape(Location)
    website = fields.Text()
    industry = fields.Shape(Industry)
    logo = fields.Text()


class Department(ResponseSchema):
    """A part of the company."""

    id = fields.Text()
    label = fields.Text(required=True)
    description = fields.Text()


class Departments(ResponseSchema):
    """All departments."""

    totalFound = fields.Whole()
    content = fields.Items(fields.Shape(Department))


class Properties(ResponseSchema):
    """A list of ids and labels."""

    totalFound = fields.Whole()
    content = fields.Items(fields.Shape(Labelled))


class SourceTypesActions(ResponseSchema):
    """What a source type leads to."""

    values = fields.Shape(Action, required=True)


class SourceTypesContent(ResponseSchema):
    """A kind of source."""

    id = fields.Text(required=True)
    label = fields.Text(required=True)
    subtypes = fields.Items(fields.Shape(Reference), required=True)
    actions = fields.Shape(SourceTypesActions, required=True)


class SourceTypes(ResponseSchema):
    """All kinds of sources."""

    totalFound = fields.Whole(required=True)
    content = fields.Items(fields.Shape(SourceTypesContent), required=True)


class SourceActions(ResponseSchema):
    """What a source value leads to."""

    sourceDetails = fields.Shape(Action, required=True)


class Source(ResponseSchema):
    """A source value; one of a type without subtypes has no subtype."""

    id = fields.Text(required=True)
    sourceIdentifier = fields.Text(required=True)
    label = fields.Text(required=True)
    sourceSubType = fields.Shape(Reference)
    actions = fields.Shape(SourceActions, required=True)


class Sources(ResponseSchema):
    """Some values of a source type."""

    limit = fields.Whole(required=True)
    offset = fields.Whole(required=True)
    totalFound = fields.Whole(required=True)
    content = fields.Items(fields.Shape(Source), required=True)


class SourceQuery(SliceQuery):
    """Which values of a source type."""

    limit = fields.Whole(least=1, most=100, load_default=100)
    sourceSubType = fields.Text()
