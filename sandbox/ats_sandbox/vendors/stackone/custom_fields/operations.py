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
from ats_sandbox.vendors.stackone.ids import id_pair, synthetic
from ats_sandbox.vendors.stackone.queries import PlainListQuery
from ats_sandbox.vendors.stackone.reads import View, declare_get, declare_list
from ats_sandbox.vendors.stackone.repositories import ProviderRepository
from ats_sandbox.vendors.stackone.view_context import ViewContext

custom_field_definitions = Resource("Custom Field Definitions", "The fields that the customer defined")


def _view(repository: ProviderRepository[FieldDefinition]) -> View[FieldDefinition]:
    def definition(record: FieldDefinition, context: ViewContext) -> dict[str, Any]:
        return {
            **id_pair(context.world, repository.kind, record.id),
            "name": record.name,
            "description": record.description,
            "type": {"value": record.type, "source_value": record.source},
            "options": [{"id": synthetic(one.remote_id), "value": one.value} for one in record.options] or None,
        }

    return definition


for noun, repository in (("application", APPLICATION_FIELDS), ("candidate", CANDIDATE_FIELDS), ("job", JOB_FIELDS)):
    declare_list(
        custom_field_definitions,
        f"/custom_field_definitions/{noun}s",
        id=f"list_{noun}_custom_field_definitions",
        about=f"the custom fields of {noun}s",
        repository=repository,
        shape=CustomFieldDefinition,
        view=_view(repository),
        query=PlainListQuery,
    )
    declare_get(
        custom_field_definitions,
        f"/custom_field_definitions/{noun}s/{{id}}",
        id=f"get_{noun}_custom_field_definition",
        about=f"a custom field of {noun}s",
        repository=repository,
        shape=CustomFieldDefinition,
        view=_view(repository),
        query=PlainListQuery,
    )
