"""The wire shapes of lists."""

from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.enums import LIST_TYPE
from ats_sandbox.vendors.stackone.shapes import Unified


class ListItem(ResponseSchema):
    """A record that is on a list."""

    id = wire.text()
    remote_id = wire.text()


class List(Unified):
    """A selection that somebody keeps."""

    name = wire.text()
    items = wire.many(ListItem)
    created_at = wire.moment()
    updated_at = wire.moment()
    type = wire.enum(LIST_TYPE)
