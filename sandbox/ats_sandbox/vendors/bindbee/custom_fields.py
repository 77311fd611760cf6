"""Custom fields: names of the customer's own, each mapped to a place in the provider's objects."""

from pathlib import Path
from typing import Any

from ats_sandbox.contract.schema import Members
from ats_sandbox.vendors.bindbee.connectors import CONNECTORS, Category, Connector
from ats_sandbox.vendors.bindbee.ids import own_ids
from ats_sandbox.world.clock import DAY
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.references import OnDelete, Reference
from ats_sandbox.world.store.selection import Rows
from ats_sandbox.world.store.table import Collection, Record, Table


class CustomField(Record, frozen=True, kw_only=True):
    """A custom field of a model. `updated_at` is None while it is as it was created."""

    name: str
    description: str | None
    category: str
    model: str
    source: str
    created_at: int
    updated_at: int | None = None


class FieldMapping(Record, frozen=True, kw_only=True):
    """Where a custom field is in the provider's objects: for an integration, or for one connector, which counts more.

    `json_path` is a JMESPath expression, or a text that is none.
    """

    custom_field: int
    slug: str | None
    connector: int | None
    json_path: str
    created_at: int
    updated_at: int | None = None


CUSTOM_FIELDS = Collection(
    "bindbee.custom_fields", CustomField, indexes={"model": lambda one: ((one.category, one.model),)}
)
MAPPINGS = Collection(
    "bindbee.mappings",
    FieldMapping,
    references={
        "custom_field": Reference(CUSTOM_FIELDS.name, OnDelete.DELETE),
        "connector": Reference(CONNECTORS.name, OnDelete.DELETE),
    },
    indexes={
        "custom_field": lambda one: (one.custom_field,),
        "slug": lambda one: () if one.slug is None else (one.slug,),
        "connector": lambda one: () if one.connector is None else (one.connector,),
    },
)


CUSTOM_FIELD_IDS, MAPPING_IDS = own_ids("custom_field"), own_ids("mapping")


def mapping_of(world: Reading, field: CustomField, connector: Connector) -> FieldMapping | None:
    """The mapping of a field that holds for a connector: its own, or else that of its integration."""
    mappings = list(world[MAPPINGS].where(custom_field=field.id))
    own = next((one for one in mappings if one.connector == connector.id), None)
    return own or next((one for one in mappings if one.slug == connector.slug), None)


_FIRST = Path(__file__).with_name("custom_fields.txt").read_text(encoding="ascii").splitlines()


def first_custom_fields(world: Reading, connectors: Table[Connector]) -> list[Table[Any]]:
    """The fields and mappings that a world begins with, as `model name where path` in a line of `custom_fields.txt`.

    Where is `*` for the integration, the token of a connector, or `-` for nowhere: then there is no path.
    """
    tokens = {one.token: one.id for one in Rows(connectors)}
    fields: dict[tuple[str, str], CustomField] = {}
    mappings: list[FieldMapping] = []
    at = world.now - 80 * DAY
    for line in _FIRST:
        model, name, where, *path = line.split(maxsplit=3)
        told: Members = {"name": name, "description": None, "category": Category.ATS.value, "model": model}
        field = CustomField(id=len(fields) + 1, **told, source="DASHBOARD", created_at=at)
        field = fields.setdefault((model, name), field)
        if path:
            slug = "smartrecruiters" if where == "*" else None
            place: Members = {"slug": slug, "connector": tokens.get(where), "json_path": path[0], "created_at": at}
            mappings.append(FieldMapping(id=len(mappings) + 1, custom_field=field.id, **place))
    return [Table.build(CUSTOM_FIELDS, list(fields.values())), Table.build(MAPPINGS, mappings)]
