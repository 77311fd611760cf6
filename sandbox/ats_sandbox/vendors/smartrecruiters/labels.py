"""Pairs of an id and a label, and references that are only an id."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import ResponseSchema


class Labelled(ResponseSchema):
    """An entry of a list: its id and what people call it."""

    id = fields.Text(required=True)
    label = fields.Text()


class Reference(ResponseSchema):
    """The id of something."""

    id = fields.Text(required=True)


def labelled(id: str, label: str | None) -> dict[str, str]:
    """An id with its label; an id of no known list goes without."""
    return {"id": id} if label is None else {"id": id, "label": label}
