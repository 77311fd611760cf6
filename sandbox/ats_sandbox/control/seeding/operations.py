"""Own data over HTTP: laying it, and looking up where its names are found."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug import Request

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import Body, Describe, decode, raw
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Example, Resource
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema
from ats_sandbox.control.bench import bench_of
from ats_sandbox.control.dialect import OURS, Unknown
from ats_sandbox.control.names import listed
from ats_sandbox.control.seeding.document import Document
from ats_sandbox.control.seeding.forms import SeedForm
from ats_sandbox.control.seeding.kinds import KINDS
from ats_sandbox.control.seeding.names import Name, ids_of, names
from ats_sandbox.world.reading import Reading

TOML = ("application/toml", "text/toml", "text/x-toml")

own_data = Resource("Own data", "Named records of your own, laid over a world, and their ids at every vendor")


@dataclass(frozen=True)
class SeedBody(Body):
    """A seed document as JSON, or as TOML when the media type says so."""

    media_types: tuple[str, ...] = ("application/json", *TOML)

    def read(self, request: Request) -> Document:
        content = raw(request)
        if not content.strip():
            raise Invalid(Violation(Rule.NO_BODY, expected="object"))
        toml = request.mimetype in TOML
        if not toml:
            decode(content)
        return Document.read(content, request.args.get("file") or "body", toml=toml)

    def content(self, describe: Describe) -> dict[str, Any]:
        return {
            "application/json": {"schema": describe(SeedForm)},
            **{media_type: {"schema": {"type": "string"}} for media_type in TOML},
        }


class SeedQuery(QuerySchema):
    """What errors call the document."""

    file = fields.Text(least=1, most=200)


class NamesQuery(QuerySchema):
    """Which names."""

    kind = fields.Choice(KINDS)


class Named(ResponseSchema):
    """A name, the kind of its record, and the id of that record at each vendor that shows it."""

    kind = fields.Choice(KINDS, required=True)
    name = fields.Text(required=True)
    ids = fields.Free(required=True)


def shown(call: Call, world: Reading, one: Name) -> dict[str, Any]:
    """A Named."""
    vendors = bench_of(call).desk.vendors
    return {"kind": one.kind, "name": one.name, "ids": ids_of(world, vendors, one.kind, one.of)}


def _somebody(_world: Reading) -> Mapping[str, Any]:
    return {
        "jobs": {"backend": {"title": "Backend Engineer"}},
        "candidates": {"ada": {"first_name": "Ada", "last_name": "Example", "email": "ada@example.com"}},
        "applications": {"ada-backend": {"candidate": "ada", "job": "backend", "state": "offer_sent"}},
    }


@own_data.post(
    "/seed",
    id="lay_seed",
    query=SeedQuery,
    body=SeedBody(),
    returns=fields.Items(fields.Shape(Named)),
    status=201,
    evidence=OURS,
    example=Example(body=_somebody),
)
def lay_seed(call: Call) -> list[dict[str, Any]]:
    """Lay named records over the world: all of them, or none when one is refused.

    Sections hold records by name: `pipelines`, `sources`, `reasons`, `departments`, `locations`, `users`, `jobs`,
    `postings`, `candidates`, `applications`, `interviews`, `scorecards`, `offers`, `notes`, `attachments` and
    `principals`. Records refer to each other by name; a reference may also be any vendor's id of a record that is
    there already, or what people call it (a label, an e-mail address, a reference number). An application is brought
    to its `state`, and what that takes is added. What was laid counts as synced and pushed wherever a vendor keeps
    copies. The answer tells the id of each record at every vendor.
    """
    _ = call.query
    laid = bench_of(call).seed(call.body)
    world = bench_of(call).world.read()
    return [shown(call, world, one) for one in laid]


@own_data.get(
    "/names",
    id="list_names",
    query=NamesQuery,
    returns=fields.Items(fields.Shape(Named)),
    evidence=OURS,
)
def list_names(call: Call) -> list[dict[str, Any]]:
    """List the names that were laid, in that order; those of records that are gone are left out."""
    world = bench_of(call).world.read()
    return [shown(call, world, one) for one in names(world, call.query.get("kind"))]


@own_data.get(
    "/names/{kind}/{name}",
    id="get_name",
    returns=Named,
    errors=[Unknown],
    evidence=OURS,
)
def get_name(call: Call) -> dict[str, Any]:
    """Get the ids of one named record."""
    world, kind, name = bench_of(call).world.read(), call.path["kind"], call.path["name"]
    if kind not in KINDS:
        raise Unknown(what="kind", name=kind, known=", ".join(KINDS))
    found = next((one for one in names(world, kind) if one.name == name), None)
    if found is None:
        raise Unknown(what=kind, name=name, known=listed(one.name for one in names(world, kind)))
    return shown(call, world, found)
