"""Pairs of an id and a label, and references that are only an id."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, NamedTuple

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.vendors.smartrecruiters.documents import made


class Labelled(ResponseSchema):
    """An entry of a list: its id and what people call it."""

    id = fields.Text(required=True)
    label = fields.Text()


class Reference(ResponseSchema):
    """The id of something."""

    id = fields.Text(required=True)


class Entry(NamedTuple):
    """An entry of a list, to be shown."""

    id: str
    label: str | None


def labelled(id: str, label: str | None) -> Document:
    """An id with its label; an id of no known list goes without."""
    return {"id": id} if label is None else {"id": id, "label": label}


def entry(
    path: str, label_of: Callable[[str], str | None], schema: type[ResponseSchema] = Labelled
) -> ma.fields.Nested:
    """A member that shows the entry of a list whose id stands at a path of attributes."""
    read = attrgetter(path)

    def show(record: Any, call: AnyCall) -> Document | None:
        id = read(record)
        return None if id is None else labelled(id, label_of(id))

    return made(schema, show)
