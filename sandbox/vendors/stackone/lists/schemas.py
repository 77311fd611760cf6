"""The wire shapes of lists."""

from sandbox.contract.schema import ResponseSchema
from sandbox.vendors.stackone import wire
from sandbox.vendors.stackone.enums import LIST_TYPE
from sandbox.vendors.stackone.shapes import Unified


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
