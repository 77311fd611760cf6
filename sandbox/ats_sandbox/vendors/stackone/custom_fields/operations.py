"""Reading the definitions of custom fields.

Their single reads declare the parameters of a list, which mean nothing there.
"""

from typing import Any

from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.custom_fields.records import (
    APPLICATION_FIELDS,
    CANDIDATE_FIELDS,
    JOB_FIELDS,
    FieldDefinition,
)
from ats_sandbox.vendors.stackone.custom_fields.schemas import CustomFieldDefinition
from ats_sandbox.vendors.stackone.ids import ident, synthetic
from ats_sandbox.vendors.stackone.lens import Lens
from ats_sandbox.vendors.stackone.queries import PlainListQuery
from ats_sandbox.vendors.stackone.reads import View, declare_get, declare_list
from ats_sandbox.vendors.stackone.shelves import Shelf

custom_field_definitions = Resource("Custom Field Definitions", "The fields that the customer defined")


def _view(shelf: Shelf[FieldDefinition]) -> View[FieldDefinition]:
    def definition(record: FieldDefinition, lens: Lens) -> dict[str, Any]:
        return {
            **ident(lens.world, shelf.kind, record.id),
            "name": record.name,
            "description": record.description,
            "type": {"value": record.type, "source_value": record.source},
            "options": [{"id": synthetic(one.remote_id), "value": one.value} for one in record.options] or None,
        }

    return definition


for noun, shelf in (("application", APPLICATION_FIELDS), ("candidate", CANDIDATE_FIELDS), ("job", JOB_FIELDS)):
    declare_list(
        custom_field_definitions,
        f"/custom_field_definitions/{noun}s",
        id=f"list_{noun}_custom_field_definitions",
        about=f"the custom fields of {noun}s",
        shelf=shelf,
        shape=CustomFieldDefinition,
        view=_view(shelf),
        query=PlainListQuery,
    )
    declare_get(
        custom_field_definitions,
        f"/custom_field_definitions/{noun}s/{{id}}",
        id=f"get_{noun}_custom_field_definition",
        about=f"a custom field of {noun}s",
        shelf=shelf,
        shape=CustomFieldDefinition,
        view=_view(shelf),
        query=PlainListQuery,
    )
