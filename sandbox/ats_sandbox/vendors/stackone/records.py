"""Records of a linked account's provider, and the ordinary operations on them, each declared in a line or two."""

from collections.abc import Callable, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any, Generic, TypedDict, TypeVar, Unpack
from urllib.parse import quote

from ats_sandbox.contract import fields
from ats_sandbox.contract.evidence import Evidence, documented, inferred
from ats_sandbox.contract.operation import Document, Example, Sample
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.resource import check_keywords
from ats_sandbox.contract.resources.listing import Filter, Query
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.stackone import writes
from ats_sandbox.vendors.stackone.call import AnyCall, Call, Resource
from ats_sandbox.vendors.stackone.errors import BadCursor, NotFound
from ats_sandbox.vendors.stackone.ids import remote_of
from ats_sandbox.vendors.stackone.pages import (
    CursorPages,
    check_cursor,
    list_envelope,
    record_document,
    record_envelope,
)
from ats_sandbox.vendors.stackone.queries import ListQuery, ReadQuery
from ats_sandbox.vendors.stackone.repositories import SUB, ProviderRepository, SubResources
from ats_sandbox.vendors.stackone.view_context import ViewContext, context_of
from ats_sandbox.world.store.selection import Selection
from ats_sandbox.world.store.table import R

CONTRACT = documented("StackOne OpenAPI, ATS 1.0.0")
LIKE_CREATE = inferred("the published answer is that of a creation; its status and text are taken to follow the update")
PREFIX = "/unified/ats"

B = TypeVar("B")
View = Callable[[R, ViewContext], Document]
Creation = Callable[[Call[B]], R]
Change = Callable[[Call[B], R], R]
Deletion = Callable[[AnyCall, R], None]

DATED: tuple[Filter[Any], ...] = (
    Filter("updated_after", fields.DateTime, lambda call, rows, instant: rows.since(instant)),
    Filter("created_after", fields.DateTime, lambda call, rows, instant: rows.created_since(instant)),
)
"""What every list can be narrowed by, if its query has it: changed, or created, strictly after an instant."""


class Write(TypedDict, total=False):
    """What can be said about a write: its example (a body, and the id in its path), and its refusals.

    The first record is the example's without an `id`; that the record of the path may be missing is implied.
    """

    example: Any
    id: Sample
    errors: Sequence[type[ApiError]]


@dataclass(slots=True)
class Records(Generic[R]):
    """One kind of records at one path; its methods declare the operations on them.

    `noun` is what one of them is called in paths, ids of operations and summaries; where those differ, `path`, `names`
    (in the ids of the list and of all others) and `about` (what is listed, and what is got) say so. With `within` they
    are reached through a record of another kind. The fields of the shape say what is shown of a record, or of what `of`
    makes of one; a `view` says it in their place. `queries` are those of the list and of the single read, `filters`
    those that only this list has, and `more` describes it further.
    """

    resource: Resource
    noun: str
    repository: ProviderRepository[R]
    shape: type[ResponseSchema]
    _: KW_ONLY
    of: Callable[[R, ViewContext], object] | None = None
    view: View[R] | None = None
    within: SubResources[Any, R] | None = None
    path: str = ""
    names: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    queries: tuple[Query, Query] = (ListQuery, ReadQuery)
    filters: tuple[Filter[R], ...] = ()
    more: str = ""
    evidence: Evidence = CONTRACT
    deprecated: bool = False

    def __post_init__(self) -> None:
        called = self.noun.replace("_", " ")
        if self.within is None:
            name, above, about = self.noun, "", (f"{called}s", a(called))
        else:
            owner = self.within.parent.kind
            name, above = f"{owner}_{self.noun}", f"/{owner}s/{{id}}"
            about = (f"the {called}s of {a(owner)}", f"{a(called)} of {a(owner)}")
        self.path = PREFIX + (self.path or f"{above}/{self.noun}s")
        self.names = self.names or (f"{name}s", name)
        self.about = self.about or about

    def list(self) -> None:
        """Declare the operation that lists them."""
        repository, within, query = self.repository, self.within, self.queries[0]
        style, filters = CursorPages(path=self._remote_path), (*DATED, *self.filters)

        def handler(call: Call) -> Document:
            check_cursor(call)
            rows = repository.rows(call) if within is None else within.rows(call, repository)
            context, show = context_of(call), self._view()
            return style.page(call, _filtered(call, rows, filters), lambda record: show(record, context))

        handler.__doc__ = f"List {self.about[0]}.\n\nIn the order of creation. {self.more}".strip()
        self.resource.get(
            self.path,
            id=f"ats_list_{self.names[0]}",
            query=query,
            returns=list_envelope(self.shape),
            errors=[BadCursor] if within is None else [BadCursor, NotFound],
            example=Example(path={} if within is None else {"id": within.first_path(repository)["id"]}),
            evidence=self.evidence,
            deprecated=self.deprecated,
        )(handler)

    def get(self, below: str = "") -> None:
        """Declare the operation that gets one of them, or what is `below` it."""

        def handler(call: Call) -> Document:
            shown = self._view()(self._found(call), context_of(call))
            return record_document(call, shown, self._remote_path(call))

        handler.__doc__ = f"Get {self.about[1]}."
        self.resource.get(
            f"{self._one}{below}",
            id=f"ats_get_{self.names[1]}",
            query=self.queries[1],
            returns=record_envelope(self.shape),
            errors=[NotFound],
            example=self._example({}),
            evidence=self.evidence,
            deprecated=self.deprecated,
        )(handler)

    def reads(self) -> None:
        """Declare both reads."""
        self.list()
        self.get()

    def create(
        self, body: type[RequestSchema[B]], *, evidence: Evidence | None = None, **write: Unpack[Write]
    ) -> Callable[[Creation[B, R]], Creation[B, R]]:
        """Declare the operation that creates a record; the decorated function gives the record."""
        check_keywords(f"create {self.names[1]}", write, Write)
        above = self.within
        path = {} if above is None else {"id": write.get("id", above.parent.first_id)}

        def declare(create: Creation[B, R]) -> Creation[B, R]:
            def handler(call: Call[B]) -> Document:
                return writes.written(call, writes.CREATED, self.repository, create(call))

            handler.__doc__ = create.__doc__
            self.resource.post(
                self.path,
                id=f"ats_create_{self.names[1]}",
                body=body,
                returns=writes.CreateResult,
                status=201,
                errors=[*([NotFound] if above else []), *write.get("errors", ())],
                evidence=evidence or self.evidence,
                example=Example(path=path, body=write.get("example")),
            )(handler)
            return create

        return declare

    def update(
        self, body: type[RequestSchema[B]], *, below: str = "", like_create: bool = False, **write: Unpack[Write]
    ) -> Callable[[Change[B, R]], Change[B, R]]:
        """Declare the operation that changes a record, or what is `below` it; the decorated function gives the record.

        With `like_create` its ids are in the answer, as if it had been created.
        """
        check_keywords(f"update {self.names[1]}", write, Write)

        def declare(change: Change[B, R]) -> Change[B, R]:
            def handler(call: Call[B]) -> Document:
                changed = change(call, self._found(call))
                if like_create:
                    return writes.written(call, writes.UPDATED, self.repository, changed)
                return writes.done(call)

            handler.__doc__ = change.__doc__
            self.resource.patch(
                f"{self._one}{below}",
                id=f"ats_update_{self.names[1]}",
                body=body,
                returns=writes.CreateResult if like_create else writes.UpdateResult,
                errors=[NotFound, *write.get("errors", ())],
                evidence=LIKE_CREATE if like_create else self.evidence,
                example=self._example(write),
            )(handler)
            return change

        return declare

    def delete(self, **write: Unpack[Write]) -> Callable[[Deletion[R]], Deletion[R]]:
        """Declare the operation that deletes a record. The answer's `statusCode` is 204, its status 200."""
        check_keywords(f"delete {self.names[1]}", write, Write)

        def declare(delete: Deletion[R]) -> Deletion[R]:
            def handler(call: Call) -> Document:
                delete(call, self._found(call))
                return {**writes.done(call, writes.DELETED), "statusCode": 204}

            handler.__doc__ = delete.__doc__
            self.resource.delete(
                self._one,
                id=f"ats_delete_{self.names[1]}",
                returns=writes.DeleteResult,
                errors=[NotFound, *write.get("errors", ())],
                evidence=self.evidence,
                example=self._example(write),
            )(handler)
            return delete

        return declare

    @property
    def _one(self) -> str:
        """The path to one of them."""
        return f"{self.path}/{{{'id' if self.within is None else SUB}}}"

    def _found(self, call: AnyCall) -> R:
        """The record that the path names."""
        if self.within is None:
            return self.repository.get_or_404(call)
        return self.within.get_or_404(call, self.repository)

    def _view(self) -> View[R]:
        if self.view is not None:
            return self.view
        show, of = view_of(self.shape), self.of
        return show if of is None else lambda record, context: show(of(record, context), context)

    def _remote_path(self, call: AnyCall) -> str:
        """Where the provider keeps them."""
        if self.within is None:
            return self.repository.remote_path
        owner = quote(remote_of(call.path["id"]), safe="")
        return f"{self.within.parent.remote_path}/{owner}{self.repository.remote_path}"

    def _example(self, write: Write) -> Example:
        """A request for the first record, or the one that the declaration names."""
        first = {"id": self.repository.first_id} if self.within is None else self.within.first_path(self.repository)
        return Example(path=first | ({"id": write["id"]} if "id" in write else {}), body=write.get("example"))


def a(noun: str) -> str:
    """A noun with its article; a `u` is spoken as in `user`."""
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"


def _filtered(call: AnyCall, rows: Selection[R], filters: tuple[Filter[R], ...]) -> Selection[R]:
    """The rows that fit every filter, given as `filter[name]` or as the older parameter of the bare name."""
    query = call.query
    inside = query.get("filter") or {}
    for one in filters:
        for value in (inside.get(one.name), query.get(one.name)):
            if value is not None:
                rows = one.narrow(call, rows, value)
    return rows
