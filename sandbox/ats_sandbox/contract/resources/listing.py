"""Listing records: from a query to a selection, and from the selection to a page in its envelope."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, cast

from marshmallow.fields import Field

from ats_sandbox.contract.body import instance
from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.fragments import may_show
from ats_sandbox.contract.operation import Document, Reply
from ats_sandbox.contract.resources.pages import PageStyle
from ats_sandbox.contract.schema import QuerySchema
from ats_sandbox.contract.views import View
from ats_sandbox.world.store.selection import Selection
from ats_sandbox.world.store.table import R


@dataclass(frozen=True, slots=True)
class Filter(Generic[R]):
    """A query parameter of a list. `field` makes the field that reads it; `narrow` gives the rows that fit a value."""

    name: str
    field: Callable[[], Field[Any]]
    narrow: Callable[[AnyCall, Selection[R], Any], Selection[R]]


Query = type[QuerySchema[Any]]


def query_with(name: str, parent: Query, *filters: Filter[Any], **members: Any) -> Query:
    """The query of a list: the parameters of its pages, and one for each of its filters."""
    own = {one.name: one.field() for one in filters} | members
    return cast(Query, type(name, (parent,), {"__doc__": parent.__doc__, **own}))


def through(view: View) -> Callable[[AnyCall], Callable[[Any], Document]]:
    """Shows records by a view whose context is the call."""
    return lambda call: lambda record: view(record, call)


@cache
def paging_of(query: Query) -> frozenset[str]:
    """The names of the parameters that choose a page."""
    return frozenset(field.data_key or name for name, field in instance(query).fields.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Generic[R]):
    """One list: where its rows come from, what narrows them, how they are cut into pages and how each is shown.

    `show` gives, once for a page, what makes the document of a record. `of_call` says that it looks at the world
    through its call alone, so that documents which were made before can serve again.
    """

    rows: Callable[[AnyCall], Selection[R]]
    show: Callable[[AnyCall], Callable[[R], Document]]
    style: PageStyle
    filters: tuple[Filter[R], ...] = ()
    of_call: bool = False

    def document(self, call: AnyCall) -> Document | list[Any] | Reply:
        """The page that a call asks for."""
        show: Callable[[Any], Any] = self.show(call)
        fragments = call.context.fragments
        if self.of_call and fragments is not None and may_show(call):
            show = fragments.showing(call, self.show, paging_of(self.style.query), show)
        return self.style.page(call, self.selection(call), show)

    def selection(self, call: AnyCall) -> Selection[R]:
        """The rows that fit every filter of the query; one without a value asks for nothing."""
        rows, query = self.rows(call), call.query
        for one in self.filters:
            value = query.get(one.name)
            if value is not None:
                rows = one.narrow(call, rows, value)
        return rows
