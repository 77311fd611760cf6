"""Configuration: the lists from which candidates and jobs take their values."""

from functools import partial
from typing import NamedTuple

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.resources.listing import Filter, query_with
from ats_sandbox.contract.schema import ResponseSchema, shape_of
from ats_sandbox.vendors.smartrecruiters import apis, documents
from ats_sandbox.vendors.smartrecruiters.call import AnyCall
from ats_sandbox.vendors.smartrecruiters.configuration.sources import source_link
from ats_sandbox.vendors.smartrecruiters.documents import entry, id_of, made, nothing, part
from ats_sandbox.vendors.smartrecruiters.errors import SourceTypeNotFound
from ats_sandbox.vendors.smartrecruiters.ids import DEPARTMENT, REASON, SOURCE, SOURCE_VALUE
from ats_sandbox.vendors.smartrecruiters.languages import LanguageHeader
from ats_sandbox.vendors.smartrecruiters.links import link, links
from ats_sandbox.vendors.smartrecruiters.paging import SLICES, SliceQuery
from ats_sandbox.vendors.smartrecruiters.places import Location
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.world.domain import sources
from ats_sandbox.world.domain.reasons import Decider
from ats_sandbox.world.domain.wordlists import industry_label
from ats_sandbox.world.store.selection import Selection

configuration = Resource("Configuration", "The company and the lists it hires by", apis.CONFIGURATION)


class CompanyConfiguration(ResponseSchema):
    """The company. It keeps no logo, so there is none to show."""

    identifier = fields.Text()
    name = fields.Text()
    location = part(Location, "place")
    website = fields.Text()
    industry = entry("industry", industry_label, shape_of("Industry", id=fields.Text(), label=fields.Text()))
    logo = fields.Text(of=nothing)


Department = shape_of(
    "Department",
    id=fields.Text(of=id_of(DEPARTMENT)),
    label=fields.Text(of="name", required=True),
    description=fields.Text(),
)


class SourceTypesContent(ResponseSchema):
    """A kind of source."""

    id = fields.Text(required=True)
    label = fields.Text(required=True)
    subtypes = fields.Array(fields.Nested(documents.Reference), required=True)
    actions = links(
        "SourceTypesActions",
        required=True,
        values=link("/configuration/sources/{sourceType}/values", lambda kind, call: kind.id, required=True),
    )


class Source(ResponseSchema):
    """A source value; one of a type without subtypes has no subtype."""

    id = fields.Text(of=id_of(SOURCE_VALUE), required=True)
    sourceIdentifier = fields.Text(of=id_of(SOURCE), required=True)
    label = fields.Text(required=True)
    sourceSubType = made(documents.Reference, lambda source, call: source.subtype and {"id": source.subtype})
    actions = links("SourceActions", required=True, sourceDetails=source_link())


class SourceType(NamedTuple):
    """A kind of source, with references to the subtypes that its sources have."""

    id: str
    label: str
    subtypes: list[Document]


def source_types(call: AnyCall) -> list[SourceType]:
    """The types of all sources, and their subtypes, each once, in the order in which they came up."""
    labels: dict[str, str] = {}
    subtypes: dict[str, dict[str, Document]] = {}
    for source in call.world.sources:
        labels.setdefault(source.type, source.type_label)
        of_type = subtypes.setdefault(source.type, {})
        if source.subtype is not None and source.subtype not in of_type:
            of_type[source.subtype] = {"id": source.subtype}
    return [SourceType(type, label, list(subtypes[type].values())) for type, label in labels.items()]


def reasons(decider: Decider, call: AnyCall) -> list[documents.Entry]:
    """The reasons of one side for which applications end."""
    world = call.world
    return [documents.Entry(REASON.write(world, one.id), one.label) for one in world.reasons.where(decider=decider)]


def values_of_type(call: AnyCall) -> Selection[sources.Source]:
    """The sources of the type `{sourceType}`, of which there must be some."""
    values = call.world.sources.where(type=call.path["sourceType"])
    if not values:
        raise SourceTypeNotFound
    return values


SUBTYPE: Filter[sources.Source] = Filter(
    "sourceSubType", fields.Text, lambda call, rows, text: rows.where(subtype=(call.path["sourceType"], text))
)

configuration.shows(
    "/configuration/company",
    "Get the company.",
    id="get_company",
    schema=CompanyConfiguration,
    record=lambda call: call.world.company,
)
configuration.lists(
    "/configuration/departments",
    "List departments.\n\nThe company labels them in one language, so `Accept-Language` changes nothing.",
    id="list_departments",
    headers=LanguageHeader,
    item=Department,
    rows=lambda call: call.world.departments,
    envelope="Departments",
    complete=False,
)
for side, decider, about in (
    ("rejection", Decider.COMPANY, "List the reasons for which the company rejects."),
    ("withdrawal", Decider.CANDIDATE, "List the reasons for which candidates withdraw."),
):
    configuration.lists(
        f"/configuration/{side}-reasons",
        about,
        id=f"list_{side}_reasons",
        item=documents.Labelled,
        rows=partial(reasons, decider),
        envelope="Properties",
        complete=False,
    )
configuration.lists(
    "/configuration/sources",
    "List source types with their subtypes.",
    id="list_source_types",
    item=SourceTypesContent,
    rows=source_types,
    envelope="SourceTypes",
)
configuration.lists(
    "/configuration/sources/{sourceType}/values",
    "List the values of a source type.\n\nOf one subtype, when that is asked for.",
    id="list_source_values",
    query=query_with("SourceQuery", SliceQuery, SUBTYPE, limit=fields.Integer(least=1, most=100, load_default=100)),
    item=Source,
    rows=values_of_type,
    envelope="Sources",
    style=SLICES,
    filters=(SUBTYPE,),
    errors=[SourceTypeNotFound],
    example=Example(path={"sourceType": "JOB_BOARD"}, query={"sourceSubType": "PAID"}),
)
