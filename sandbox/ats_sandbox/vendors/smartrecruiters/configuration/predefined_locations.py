"""Predefined locations: the places that the company offers for its jobs."""

from msgspec.structs import replace

from ats_sandbox.contract import fields
from ats_sandbox.contract.comma_separated import CommaSeparated
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.resources.listing import Filter, query_with
from ats_sandbox.contract.schema import Members, RequestSchema, ResponseSchema
from ats_sandbox.vendors.smartrecruiters import apis, errors
from ats_sandbox.vendors.smartrecruiters.call import Call
from ats_sandbox.vendors.smartrecruiters.configuration.repositories import PREDEFINED_LOCATIONS
from ats_sandbox.vendors.smartrecruiters.configuration.state import PredefinedLocation as Kept
from ats_sandbox.vendors.smartrecruiters.documents import document_of, id_of, input_of, part
from ats_sandbox.vendors.smartrecruiters.paging import SIZED
from ats_sandbox.vendors.smartrecruiters.places import JobLocationInput, Location, job_place
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.world.domain.reading import Reading

ALL = "/configuration/predefined-locations"
ONE = f"{ALL}/{{id}}"
IDENTIFIERS: Filter[Kept] = Filter(
    "identifiers",
    lambda: CommaSeparated(fields.Text()),
    lambda call, rows, identifiers: rows.where_any("identifier", identifiers),
)

predefined_locations = Resource(
    "Predefined locations", "Where jobs of the company can be", apis.CONFIGURATION, PREDEFINED_LOCATIONS
)


class PredefinedLocation(ResponseSchema):
    """A location, with the company's own identifier of it."""

    id = fields.Text(of=id_of(PREDEFINED_LOCATIONS.codec), required=True)
    identifier = fields.Text(required=True)
    name = fields.Text(required=True)
    location = part(Location, "place", required=True)


PredefinedLocationInput = input_of(
    PredefinedLocation,
    "PredefinedLocationInput",
    "identifier! name! location!",
    identifier=fields.Text(least=1, most=100, required=True),
    name=fields.Text(least=1, most=256, required=True),
    location=fields.Nested(JobLocationInput, required=True),
)
LocationPages = query_with("PredefinedLocationsQuery", SIZED.query, IDENTIFIERS, pageId=fields.Text())


class LocationsToDelete(RequestSchema):
    """Which locations are to go, by their identifiers."""

    identifiers = fields.Array(fields.Text(), least=1, required=True)


def described(world: Reading, body: Members, own: int = 0) -> Members:
    """The members of a location; its identifier is no other's."""
    if any(one.id != own for one in world[PREDEFINED_LOCATIONS.collection].where(identifier=body["identifier"])):
        raise errors.PredefinedLocationTaken(field="identifier", value=body["identifier"])
    return {**body, "place": job_place(world, body["place"])}


predefined_locations.lists(
    ALL,
    "List predefined locations.\n\nThose with the `identifiers` that are asked for, when some are.",
    id="list_predefined_locations",
    item=PredefinedLocation,
    style=SIZED,
    envelope="PredefinedLocations",
    query=LocationPages,
    filters=(IDENTIFIERS,),
    evidence=apis.UNPUBLISHED,
)


@predefined_locations.post(
    ALL,
    id="create_predefined_location",
    body=PredefinedLocationInput,
    returns={201: PredefinedLocation},
    errors=[errors.PredefinedLocationTaken],
    evidence=apis.UNPUBLISHED,
)
def create_location(call: Call) -> Document:
    """Add a predefined location."""
    world, members = call.draft, described(call.world, call.body)
    id = world.next_id(PREDEFINED_LOCATIONS.collection)
    one = Kept(id=id, **members, created_at=world.now, updated_at=world.now)
    return document_of(PredefinedLocation, world.put(PREDEFINED_LOCATIONS.collection, one), call)


@predefined_locations.delete(
    ALL,
    id="delete_predefined_locations",
    body=LocationsToDelete,
    errors=[errors.PredefinedLocationNotFound],
    evidence=apis.UNPUBLISHED,
    example=Example(body=lambda world: {"identifiers": [PREDEFINED_LOCATIONS.sample(world).identifier]}),
)
def delete_locations(call: Call) -> None:
    """Delete the predefined locations with these identifiers, or none of them when one is of no location."""
    rows = call.world[PREDEFINED_LOCATIONS.collection]
    for identifier in dict.fromkeys(call.body["identifiers"]):
        one = rows.where(identifier=identifier).first()
        if one is None:
            raise errors.PredefinedLocationNotFound
        call.draft.remove(PREDEFINED_LOCATIONS.collection, one.id)


predefined_locations.shows(
    ONE,
    "Get a predefined location.",
    id="get_predefined_location",
    schema=PredefinedLocation,
    evidence=apis.UNPUBLISHED,
)


@predefined_locations.put(
    ONE,
    id="update_predefined_location",
    body=PredefinedLocationInput,
    returns=PredefinedLocation,
    errors=[errors.PredefinedLocationTaken],
    evidence=apis.UNPUBLISHED,
)
def put_location(call: Call) -> Document:
    """Update a predefined location to a whole new state; jobs that are located there stay where they are."""
    world, one = call.draft, PREDEFINED_LOCATIONS.get_or_404(call)
    one = replace(one, **described(world, call.body, one.id), updated_at=world.now)
    return document_of(PredefinedLocation, world.put(PREDEFINED_LOCATIONS.collection, one), call)


@predefined_locations.delete(ONE, id="delete_predefined_location", evidence=apis.UNPUBLISHED)
def delete_location(call: Call) -> None:
    """Delete a predefined location; jobs that are located there stay where they are."""
    call.draft.remove(PREDEFINED_LOCATIONS.collection, PREDEFINED_LOCATIONS.get_or_404(call).id)
