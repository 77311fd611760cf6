"""What the custom fields of a record show: what their expressions give in the provider's object."""

from typing import Any

from ats_sandbox.contract.operation import Document
from ats_sandbox.vendors.bindbee.call import LinkedSystem
from ats_sandbox.vendors.bindbee.custom_fields import CUSTOM_FIELDS, mapping_of
from ats_sandbox.vendors.bindbee.json_paths import Allowance, InvalidPath, JsonPaths

INVALID = "INVALID_JSON_PATH"
"""What a custom field shows whose expression is none, or fails."""


def resolved(paths: JsonPaths, json_path: str) -> Any:
    """What an expression gives, or what is shown of an invalid one."""
    try:
        return paths.resolve(json_path)
    except InvalidPath:
        return INVALID


def custom_fields_of(system: LinkedSystem, kind: str, raw: Document | None, allowance: Allowance) -> Document:
    """The custom fields of a record that are mapped and resolve in the provider's object; a null there is nothing."""
    world, paths = system.present, JsonPaths(raw, allowance)
    found: Document = {}
    for field in world[CUSTOM_FIELDS].where(model=(system.connector.category, kind)):
        mapping = mapping_of(world, field, system.connector)
        value = None if mapping is None else resolved(paths, mapping.json_path)
        if value is not None:
            found[field.name] = value
    return found
