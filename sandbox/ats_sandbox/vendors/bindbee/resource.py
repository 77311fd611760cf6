"""Declaring operations on what Bindbee itself keeps: one record that the path names, or a list of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Generic, Protocol, Unpack

from msgspec.structs import replace

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import BodyT, QueryT
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.resource import Declaration, Handler, Result
from ats_sandbox.contract.resource import Resource as AnyVendorsResource
from ats_sandbox.contract.resources.listing import Listing, query_with, through
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema
from ats_sandbox.contract.vendor import IdCodec
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.bindbee import errors, ids, lists, schemas
from ats_sandbox.vendors.bindbee.call import AnyCall, reference
from ats_sandbox.vendors.bindbee.connectors import Connector
from ats_sandbox.world.domain.background import Work
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.selection import Selection
from ats_sandbox.world.store.table import Collection, R

ABSENT = (errors.RecordNotFound, errors.ValidationFailed)
"""What is refused of a path that names a record."""


def id_member(codec: IdCodec, member: str = "id") -> fields.Text:
    """A member that shows the id of a record, or of one whose ordinal is in another member of it."""
    ordinal = attrgetter(member)
    return fields.Text(required=True, metadata=schemas.UUID, of=lambda one, call: codec.write(call.world, ordinal(one)))


class Named(Protocol):
    """Records that paths name by a `parameter`; `title` is in the refusal of one that is not there."""

    parameter: str
    title: str

    def first_id(self, world: Reading) -> str:
        """The id of the first record, for examples."""


@dataclass(eq=False)
class Kept(Generic[R]):
    """Records that Bindbee itself keeps, such as webhooks.

    `kind` is the noun in their ids, `parameter` names one in a path. `ours` is true of those of the key's environment.
    """

    kind: str
    collection: Collection[R]
    parameter: str = "id"
    ours: Callable[[R], bool] = lambda _: True

    def __post_init__(self) -> None:
        self.ids = ids.own_ids(self.kind)
        self.pages = lists.pages_by(self.ids)
        self.title = schemas.noun(self.kind).capitalize()

    def rows(self, call: AnyCall) -> Selection[R]:
        """Those of the key's environment."""
        return call.world[self.collection].only(self.ours)

    def first_id(self, world: Reading) -> str:
        """The id of the first record, for examples."""
        first = world[self.collection].first()
        return "" if first is None else self.ids.write(world, first.id)

    def get_or_404(self, call: AnyCall) -> R:
        """The record that the path names."""
        ordinal = self.ids.read(call.world, ids.canonical(call.path[self.parameter]))
        found = call.world[self.collection].get(ordinal)
        if found is None or not self.ours(found):
            raise errors.RecordNotFound(model=self.title, parameter=self.parameter)
        return found


class Resource(AnyVendorsResource[Connector]):
    """The operations on one noun. `named` are the records that paths name."""

    def __init__(self, name: str, about: str, *named: Named) -> None:
        super().__init__(name, about)
        self.named = named

    def operation(
        self, method: str, path: str, **declaration: Unpack[Declaration[BodyT, QueryT, None]]
    ) -> Callable[[Handler[BodyT, QueryT, Connector, Result]], Handler[BodyT, QueryT, Connector, Result]]:
        """Declare an operation; a record that its path names has a UUID, and may not be there."""
        for one in self.named:
            if f"{{{one.parameter}}}" in path:
                declaration["path_types"] = {one.parameter: schemas.PATH_ID}
                declaration["words"] = {"model": one.title}
                declaration["errors"] = [*ABSENT, *declaration.get("errors", ())]
                example = declaration.get("example", Example())
                declaration["example"] = replace(example, path={one.parameter: one.first_id})
        return super().operation(method, path, **declaration)

    def lists(
        self,
        path: str,
        about: str,
        *,
        id: str,
        item: type[ResponseSchema],
        pages: lists.CursorPages,
        rows: Callable[[AnyCall], Any],
        filters: tuple[lists.AnyFilter, ...] = (),
        query: type[QuerySchema] = lists.PageQuery,
        headers: type[QuerySchema] | None = None,
        show: Callable[[AnyCall], Callable[[Any], Document]] | None = None,
        observes: Sequence[Work] = (),
    ) -> None:
        """Declare the operation that lists records, each as `item` shows it; `about` is its summary."""
        listing = Listing(rows=rows, show=show or through(view_of(item)), style=pages, filters=filters)

        def handler(call: AnyCall) -> object:
            return listing.document(call)

        handler.__doc__ = about
        self.get(
            path,
            id=id,
            query=query_with(f"{item.__name__}Query", query, *filters),
            headers=headers,
            returns=pages.envelope(item),
            evidence=reference("GET", path),
            observes=observes,
        )(handler)
