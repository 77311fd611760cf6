"""Reading lists."""

from typing import Any

from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.ids import ident
from ats_sandbox.vendors.stackone.lens import Lens
from ats_sandbox.vendors.stackone.lists.records import LISTS, NamedList
from ats_sandbox.vendors.stackone.lists.schemas import List
from ats_sandbox.vendors.stackone.queries import PlainListQuery
from ats_sandbox.vendors.stackone.reads import declare_get, declare_list
from ats_sandbox.vendors.stackone.shapes import moment

lists = Resource("Lists", "Selections that recruiters keep")


def view(record: NamedList, lens: Lens) -> dict[str, Any]:
    """One list, with those candidates who still exist and whom the caller may see."""
    people = (lens.world.candidates.get(id) for id in record.candidates)
    return {
        **ident(lens.world, LISTS.kind, record.id),
        "unified_custom_fields": None,
        "name": record.name,
        "items": [ident(lens.world, "candidate", one.id) for one in people if one is not None and lens.can_see(one)],
        "created_at": moment(record.created_at),
        "updated_at": moment(record.updated_at),
        "type": {"value": record.type, "source_value": record.type.upper()},
    }


declare_list(lists, "/lists", id="list_lists", about="lists", shelf=LISTS, shape=List, view=view, query=PlainListQuery)
declare_get(lists, "/lists/{id}", id="get_list", about="a list", shelf=LISTS, shape=List, view=view)
