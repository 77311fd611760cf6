"""The types, subtypes and values of sources, and how one is found by what names it."""

from typing import NamedTuple

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.resources.listing import Filter, query_with
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema, shape_of
from ats_sandbox.vendors.smartrecruiters import apis, errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall
from ats_sandbox.vendors.smartrecruiters.configuration.repositories import DELETED_SOURCE
from ats_sandbox.vendors.smartrecruiters.configuration.sources import source_link, subtype_of, subtypes_of
from ats_sandbox.vendors.smartrecruiters.configuration.state import DELETED_SOURCES, DeletedSource
from ats_sandbox.vendors.smartrecruiters.documents import Reference, document_of, id_of, made
from ats_sandbox.vendors.smartrecruiters.ids import SOURCE, SOURCE_VALUE, UUID
from ats_sandbox.vendors.smartrecruiters.links import link, links
from ats_sandbox.vendors.smartrecruiters.paging import SLICES, SliceQuery
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.world.domain import sources as kept
from ats_sandbox.world.domain.commands.configuration import add_source
from ats_sandbox.world.store.selection import Selection

RECRUITERS = ("SOURCED", "Sourced by a recruiter")
"""The type of the sources that are recruiters, and its label."""
ONE = "/configuration/sources/{sourceType}/values/{sourceValueId}"

sources = Resource("Sources", "Where applications come from", apis.CONFIGURATION)


class SourceTypesContent(ResponseSchema):
    """A kind of source."""

    id = fields.Text(required=True)
    label = fields.Text(required=True)
    subtypes = fields.Array(fields.Nested(Reference), least=1, required=True)
    actions = links(
        "SourceTypesActions",
        required=True,
        values=link("/configuration/sources/{sourceType}/values", lambda kind, call: kind.id, required=True),
    )


class Source(ResponseSchema):
    """A source value."""

    id = fields.Text(of=id_of(SOURCE_VALUE), required=True)
    sourceIdentifier = fields.Text(of=id_of(SOURCE), required=True)
    label = fields.Text(required=True)
    sourceSubType = made(Reference, lambda source, call: {"id": subtype_of(source)}, required=True)
    actions = links("SourceActions", required=True, sourceDetails=source_link(required=True))


SourceDefinition = shape_of(
    "SourceDefinition",
    label=fields.Text(required=True),
    type=made(Reference, lambda source, call: {"id": source.type}, required=True),
    subType=made(Reference, lambda source, call: {"id": subtype_of(source)}, required=True),
)


class RecruiterSourceQuery(QuerySchema):
    """Which recruiter is meant."""

    sourceName = fields.Text(least=1, most=256, required=True)


class SourceType(NamedTuple):
    """A kind of source, with references to the subtypes that its sources have."""

    id: str
    label: str
    subtypes: list[Document]


def source_types(call: AnyCall) -> list[SourceType]:
    """The types of all sources, and their subtypes, each once, in the order in which they came up."""
    types = {source.type: source.type_label for source in reversed(list(call.world.sources))}
    return [
        SourceType(type, types[type], [{"id": one} for one in subtypes_of(call.world.sources.where(type=type))])
        for type in dict.fromkeys(source.type for source in call.world.sources)
    ]


def values_of_type(call: AnyCall) -> Selection[kept.Source]:
    """The sources of the type `{sourceType}`, of which there must be some."""
    values = call.world.sources.where(type=call.path["sourceType"])
    if not values:
        raise errors.SourceTypeNotFound(parameter="sourceType")
    return values


def of_subtype(call: AnyCall, rows: Selection[kept.Source], subtype: str) -> Selection[kept.Source]:
    """Those of a subtype, which must be one of the type."""
    if subtype not in subtypes_of(rows):
        raise errors.SourceSubtypeInvalid(
            where="query", field="sourceSubType", value=subtype, choices=subtypes_of(rows)
        )
    return rows.only(lambda one: subtype_of(one) == subtype)


def value_on_path(call: AnyCall) -> kept.Source:
    """The value that the path names, of the subtype in the query, which a type with several needs."""
    rows = call.world.sources.where(type=call.path["sourceType"])
    if not rows:
        raise errors.SourceTypeInvalid(parameter="sourceType")
    subtype, subtypes = call.query.get("sourceSubType"), subtypes_of(rows)
    if subtype is None and len(subtypes) > 1:
        raise errors.SubtypeRequired(where="query", field="sourceSubType", choices=subtypes)
    value = SOURCE_VALUE.read(call.world, call.path["sourceValueId"])
    found = of_subtype(call, rows, subtype or subtypes[0]).among([] if value is None else [value]).first()
    if found is None:
        raise errors.SourceValueNotFound(parameter="sourceValueId")
    return found


def identified(call: AnyCall) -> kept.Source | DeletedSource:
    """The source with the identifier in the path, one that was deleted too."""
    text, world = call.path["sourceIdentifier"], call.world
    if UUID.fullmatch(text) is None:
        raise errors.SourceIdentifierInvalid(parameter="sourceIdentifier")
    found = world.sources.get(SOURCE.read(world, text)) or world[DELETED_SOURCES].get(DELETED_SOURCE.read(world, text))
    if found is None:
        raise errors.IdentifiedSourceNotFound(parameter="sourceIdentifier")
    return found


SUBTYPE: Filter[kept.Source] = Filter("sourceSubType", fields.Text, of_subtype)
sources.lists(
    "/configuration/sources",
    "List source types with their subtypes.",
    id="list_source_types",
    item=SourceTypesContent,
    rows=source_types,
    envelope="SourceTypes",
)
sources.lists(
    "/configuration/sources/{sourceType}/values",
    "List the values of a source type.\n\nOf one subtype, when that is asked for.",
    id="list_source_values",
    query=query_with("SourceQuery", SliceQuery, SUBTYPE, limit=fields.Integer(least=1, most=100, load_default=100)),
    item=Source,
    rows=values_of_type,
    envelope="Sources",
    style=SLICES,
    filters=(SUBTYPE,),
    errors=[errors.SourceTypeNotFound, errors.SourceSubtypeInvalid],
    example=Example(path={"sourceType": "JOB_BOARD"}, query={"sourceSubType": "PAID"}),
)
sources.shows(
    ONE,
    "Get a source value.\n\nIts subtype is needed where the type has several.",
    id="get_source_value",
    schema=Source,
    record=value_on_path,
    query=query_with("SourceValueQuery", QuerySchema, SUBTYPE),
    errors=[errors.SourceTypeInvalid, errors.SubtypeRequired, errors.SourceSubtypeInvalid, errors.SourceValueNotFound],
    example=Example(
        path={
            "sourceType": lambda world: next(iter(world.sources)).type,
            "sourceValueId": lambda world: SOURCE_VALUE.write(world, next(iter(world.sources)).id),
        },
        query={"sourceSubType": lambda world: subtype_of(next(iter(world.sources)))},
    ),
)
sources.shows(
    "/configuration/sources/{sourceIdentifier}",
    "Get the type, subtype and label of a source, of a deleted one too.",
    id="get_source",
    schema=SourceDefinition,
    record=identified,
    path_types={"sourceIdentifier": {"type": "string", "format": "uuid", "minLength": 36, "maxLength": 36}},
    errors=[errors.SourceIdentifierInvalid, errors.IdentifiedSourceNotFound],
    example=Example(path={"sourceIdentifier": lambda world: SOURCE.write(world, next(iter(world.sources)).id)}),
)


@sources.put(
    "/configuration/sources/recruiters/resolve",
    id="resolve_recruiter_source",
    query=RecruiterSourceQuery,
    returns=Source,
    evidence=apis.UNPUBLISHED,
    example=Example(query={"sourceName": "Robin Example"}),
)
def resolve_recruiter(call: AnyCall) -> Document:
    """Find the source that is a recruiter, by name in any letter case, or create it."""
    name, (type, label) = call.query["sourceName"].strip(), RECRUITERS
    if not name:
        raise Invalid(Violation(Rule.TOO_SHORT, ("sourceName",), "query", limit=1))
    known = call.world.sources.where(type=type, label=name.casefold()).first()
    return document_of(Source, known or add_source(call.draft, name, type=type, type_label=label), call)
