"""Reading lists."""

from typing import Any

from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.ids import id_pair
from ats_sandbox.vendors.stackone.lists.records import LISTS, NamedList
from ats_sandbox.vendors.stackone.lists.schemas import List
from ats_sandbox.vendors.stackone.queries import PlainListQuery
from ats_sandbox.vendors.stackone.reads import declare_get, declare_list
from ats_sandbox.vendors.stackone.shapes import moment
from ats_sandbox.vendors.stackone.view_context import ViewContext

lists = Resource("Lists", "Selections that recruiters keep")


def view(record: NamedList, context: ViewContext) -> dict[str, Any]:
    """One list, with those candidates who still exist and whom the caller may see."""
    people = (context.world.candidates.get(id) for id in record.candidates)
    return {
        **id_pair(context.world, LISTS.kind, record.id),
        "unified_custom_fields": None,
        "name": record.name,
        "items": [
            id_pair(context.world, "candidate", one.id) for one in people if one is not None and context.can_see(one)
        ],
        "created_at": moment(record.created_at),
        "updated_at": moment(record.updated_at),
        "type": {"value": record.type, "source_value": record.type.upper()},
    }


declare_list(
    lists, "/lists", id="list_lists", about="lists", repository=LISTS, shape=List, view=view, query=PlainListQuery
)
declare_get(lists, "/lists/{id}", id="get_list", about="a list", repository=LISTS, shape=List, view=view)
