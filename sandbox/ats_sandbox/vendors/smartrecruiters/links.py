"""`actions`: links from one answer to what can be asked next. Only what is served is linked to."""

import re
from functools import cache
from typing import Any

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.routing import serves
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.vendors.smartrecruiters.documents import Source, document_of, itself, part, shape

METHODS = ("GET", "POST", "PUT", "PATCH", "OPTIONS", "DELETE", "HEAD", "CONNECT")


class Action(ResponseSchema):
    """Where to send which request."""

    url = fields.Text(required=True)
    method = fields.Choice(METHODS, required=True)


_served = cache(serves)
"""Whether a vendor serves a method on a declared path."""


def link(path: str, *parameters: Source, required: bool = False) -> fields.Nested:
    """The link to a path of the API, whose parameters come from these sources.

    There is none while nothing is served there, nor where a parameter of the path has no value.
    """
    template = re.sub(r"\{\w+\}", "{}", path)

    def show(record: Any, call: AnyCall) -> Document | None:
        if not _served(call.vendor, "GET", path):
            return None
        values = [parameter(record, call) for parameter in parameters]
        return None if None in values else {"url": call.url(template.format(*values)), "method": "GET"}

    return part(Action, show, required=required)


def links(
    name: str, of: Source = itself, /, *, required: bool = False, **members: ma.fields.Field[Any]
) -> fields.Nested:
    """The schema `name` of the links of what a source gives; without any it is left out, unless it is required."""
    schema = shape(name, **members)

    def show(record: Any, call: AnyCall) -> Document | None:
        value = of(record, call)
        found = {} if value is None else document_of(schema, value, call)
        return found if found or required else None

    return part(schema, show, required=required)
