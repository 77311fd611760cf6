"""`actions`: links from one answer to what can be asked next. Only what is served is linked to."""

import re
from typing import Any

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.routing import serves
from ats_sandbox.contract.schema import shape_of
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.contract.views import Inline, Names, View, code_of, declared
from ats_sandbox.vendors.smartrecruiters.documents import Schema, Source, itself, made, view_of

METHODS = ("GET", "POST", "PUT", "PATCH", "OPTIONS", "DELETE", "HEAD", "CONNECT")


Action = shape_of("Action", url=fields.Text(required=True), method=fields.Choice(METHODS, required=True))
"""Where to send which request."""


class Link(ma.fields.Nested, fields.Strict):
    """A link to a declared path of the API."""

    path = ""
    method = "GET"


def link(path: str, *parameters: Source, required: bool = False, method: str = "GET") -> ma.fields.Nested:
    """The link to a path, whose parameters come from these sources; none where one of them has no value."""

    def code(names: Names) -> str:
        values = [names.new() for _ in parameters]
        read = [f"({value} := {code_of(one, names)}) is None" for value, one in zip(values, parameters, strict=True)]
        left = iter(values)
        url = re.sub(r"\{\w+\}", lambda _: f"{{{next(left)}}}", path)
        shown = f"{{'url': f'{{context.origin}}{url}', 'method': {method!r}}}"
        return f"(None if {' or '.join(read)} else {shown})" if read else shown

    options: dict[str, Any] = {"of": Inline(code), "required": required}
    field = Link(Action, **options)
    field.path, field.method = path, method
    return field


def links(
    name: str, of: Source = itself, /, *, required: bool = False, **members: ma.fields.Field[Any]
) -> ma.fields.Nested:
    """The schema `name` of the links of what a source gives; without any it is left out, unless it is required."""
    schema = shape_of(name, **members)
    views: dict[Vendor, View | None] = {}

    def show(record: Any, call: AnyCall) -> Document | None:
        if call.vendor not in views:
            served = _served(schema, call.vendor)
            views[call.vendor] = None if served is None else view_of(served)
        view = views[call.vendor]
        value = None if view is None else record if of is itself else of(record, call)
        found = {} if view is None or value is None else view(value, call)
        return found if found or required else None

    return made(schema, show, required=required)


def _served(schema: Schema, vendor: Vendor) -> Schema | None:
    """The links of a schema that lead to what a vendor serves; None where none does."""
    known = {name: one for name, one in declared(schema) if isinstance(one, Link)}
    found = {name: one for name, one in known.items() if serves(vendor, one.method, one.path)}
    return shape_of(schema.__name__, **found) if found else None
