"""Custom fields: names of the customer's own, each mapped to a place in the provider's object."""

from pathlib import Path

from ats_sandbox.contract.operation import Document
from ats_sandbox.vendors.bindbee.call import LinkedSystem
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Collection, Record, Table


class Mapping(Record, frozen=True, kw_only=True):
    """A custom field of a model and where the provider keeps it: member names joined by dots.

    It holds for every connector of an integration. A later one of the same name replaces an earlier one.
    """

    slug: str
    model: str
    name: str
    path: str


MAPPINGS = Collection("bindbee.mappings", Mapping, indexes={"model": lambda one: ((one.slug, one.model),)})

_FIRST = Path(__file__).with_name("custom_fields.txt").read_text(encoding="ascii").splitlines()


def mappings(world: Reading) -> Table[Mapping]:
    """The mappings that a world begins with: `model name path` in each line of `custom_fields.txt`."""
    rows = enumerate(map(str.split, _FIRST), start=1)
    held = [
        Mapping(id=id, slug="smartrecruiters", model=model, name=name, path=path) for id, (model, name, path) in rows
    ]
    return Table.build(MAPPINGS, held)


def custom_fields_of(system: LinkedSystem, kind: str, raw: Document) -> Document:
    """The custom fields of a record whose place exists in the provider's object; what is null there is absent."""
    mapped = system.present[MAPPINGS].where(model=(system.connector.slug, kind))
    found = {mapping.name: _at(raw, mapping.path) for mapping in mapped}
    return {name: value for name, value in found.items() if value is not None}


def _at(value: object, path: str) -> object:
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value
