"""Lists: selections that recruiters keep."""

from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.enums import shown
from ats_sandbox.vendors.stackone.named_lists import LISTS, NamedList
from ats_sandbox.vendors.stackone.queries import PlainListQuery, ReadQuery
from ats_sandbox.vendors.stackone.records import Records
from ats_sandbox.vendors.stackone.shapes import Unified
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.world.domain.candidates import Candidate

lists = Resource("Lists", "Selections that recruiters keep")


class ListItem(ResponseSchema):
    """A record that is on a list."""

    id, remote_id = wire.ids("candidate")


def _items(record: NamedList, context: ViewContext) -> list[Candidate]:
    """Those candidates who still exist and whom the caller may see."""
    people = (context.world.candidates.get(id) for id in record.candidates)
    return [one for one in people if one is not None and context.can_see(one)]


class List(Unified):
    """A selection that somebody keeps."""

    id, remote_id = wire.ids("list")
    name = wire.text()
    items = wire.many(ListItem, _items)
    created_at = wire.moment()
    updated_at = wire.moment()
    type = wire.enum("ListType", lambda one, context: shown(one.type))


Records(lists, "list", LISTS, List, queries=(PlainListQuery, ReadQuery)).reads()
