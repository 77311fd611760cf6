"""The query parameters that StackOne's reads share, and the header that names the linked account."""

from typing import Any

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.fields import fault
from ats_sandbox.contract.refusal import Rule
from ats_sandbox.contract.resources.listing import Filter, Query, query_with
from ats_sandbox.contract.schema import QuerySchema

_DEPRECATED = {"deprecated": True}
_MOST_DIGITS = 9


class Digits(fields.Text):
    """A whole number of at least 1, which this API declares as a string."""

    def accept(self, value: Any) -> int:
        text = super().accept(value)
        if not (text.isascii() and text.isdigit()):
            raise fault(Rule.PARSE, expected="integer", value=value)
        if not text.strip("0"):
            raise fault(Rule.TOO_SMALL, limit=1, value=value)
        return int(text) if len(text) <= _MOST_DIGITS else int("9" * _MOST_DIGITS)


class Names(fields.Text):
    """Names separated by commas, read as a set; blanks around them do not count."""

    def accept(self, value: Any) -> frozenset[str]:
        parts = (part.strip() for part in super().accept(value).split(","))
        return frozenset(part for part in parts if part)


class AccountHeader(QuerySchema):
    """Which linked account a unified request is for."""

    account = fields.Text(required=True, data_key="x-account-id")


class Proxied(QuerySchema):
    """Parameters for the provider's own request; any name, nested ones with their brackets."""

    class Meta:
        unknown = ma.INCLUDE


class UpdatedFilter(QuerySchema):
    """The filter that every list has."""

    updated_after = fields.DateTime(allow_none=True)


class CreatedFilter(UpdatedFilter):
    """By the instants of creation and of the last change."""

    created_after = fields.DateTime(allow_none=True)


class ReadQuery(QuerySchema):
    """Set G: what every read takes."""

    raw = fields.Boolean(allow_none=True)
    proxy = fields.DeepObject(Proxied, allow_none=True)
    fields_ = Names(allow_none=True, data_key="fields")


class CursorQuery(ReadQuery):
    """Set C: a list with a cursor alone."""

    filter = fields.DeepObject(UpdatedFilter, allow_none=True)
    page_size = Digits(allow_none=True)
    next = fields.Text(allow_none=True)


class PlainListQuery(CursorQuery):
    """Set L0: a list with the deprecated ways of paging and filtering, too."""

    page = Digits(allow_none=True, metadata=_DEPRECATED)
    updated_after = fields.DateTime(allow_none=True, metadata=_DEPRECATED)


class PackageListQuery(PlainListQuery):
    """Set L0 as the lists of packages declare it: the members of `filter` and `proxy` stand by themselves."""

    filter = fields.FormObject(UpdatedFilter, allow_none=True)
    proxy = fields.FormObject(Proxied, allow_none=True)


class ListQuery(PlainListQuery):
    """Set L: what most lists take. No answer ever gives out a `sync_token`, so it is not looked at."""

    sync_token = fields.Text(allow_none=True, metadata=_DEPRECATED)


class CreatedListQuery(ListQuery):
    """A list that is also filtered by creation."""

    filter = fields.DeepObject(CreatedFilter, allow_none=True)


def read_queries(
    name: str, *filters: Filter[Any], shows: tuple[str, ...], **more: ma.fields.Field[Any]
) -> tuple[Query, Query]:
    """The queries of a list and of a single read that take parameters of their own.

    `filters` are members of `filter`; `shows` names those of `expand` and `include` that there are; `more` are other
    parameters of the list.
    """
    shown = {one: Names(allow_none=True) for one in shows}
    inside = query_with(f"{name}Filter", CreatedFilter, *filters)
    own = {"filter": fields.DeepObject(inside, allow_none=True)} if filters else {}
    listed = query_with(f"{name}ListQuery", CreatedListQuery, **own, **shown, **more)
    return listed, query_with(f"{name}Query", ReadQuery, **shown)
