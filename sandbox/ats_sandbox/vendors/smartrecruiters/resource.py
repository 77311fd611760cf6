"""The operations on one noun: what they have in common is said once, and ordinary reads need no handler."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypedDict, Unpack

import msgspec

from ats_sandbox.contract.call import BodyT, QueryT
from ats_sandbox.contract.evidence import Evidence
from ats_sandbox.contract.operation import Document, Example, Reply, Sample
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.resource import Declaration, Handler, Result
from ats_sandbox.contract.resource import Resource as AnyVendorsResource
from ats_sandbox.contract.resources.listing import Filter, Listing, query_with
from ats_sandbox.contract.schema import QuerySchema
from ats_sandbox.vendors.smartrecruiters.apis import Api
from ats_sandbox.vendors.smartrecruiters.call import USUAL, AnyCall, Envelope, Facts
from ats_sandbox.vendors.smartrecruiters.documents import Schema, Source, document_of, itself, view_of
from ats_sandbox.vendors.smartrecruiters.ids import UUID_TYPE
from ats_sandbox.vendors.smartrecruiters.languages import LanguageHeader
from ats_sandbox.vendors.smartrecruiters.paging import WHOLE, Style
from ats_sandbox.vendors.smartrecruiters.repositories import Records
from ats_sandbox.vendors.smartrecruiters.samples import sample_of
from ats_sandbox.world.domain.background import Work


class Extras(TypedDict, total=False):
    """What a read may say that is not that of its resource."""

    evidence: Evidence
    scope: str | None
    public: bool
    headers: type[QuerySchema]
    errors: Sequence[type[ApiError]]
    example: Example
    path_types: Mapping[str, Mapping[str, Any]]
    deprecated: bool
    facts: Facts
    response_headers: Sequence[str]
    observes: Sequence[Work]
    also: Sequence[str]


class Resource(AnyVendorsResource[None, Facts]):
    """The operations on one noun, and what they have in common.

    `names` are the repositories of the records that paths name, whose refusals and examples they imply; `path` are
    other examples of their parameters. `envelope` is the body of all refusals, where the API has one of its own.
    """

    def __init__(
        self,
        name: str,
        about: str,
        api: Api,
        *names: Records[Any],
        path: Mapping[str, Sample] | None = None,
        envelope: Envelope | None = None,
    ) -> None:
        super().__init__(name, about)
        self.api = api
        self.names = names
        self.path = path or {}
        self.envelope = envelope

    def named(self, path: str) -> list[Records[Any]]:
        """The repositories of the records that a path names."""
        return [one for one in self.names if f"{{{one.parameter}}}" in path]

    def operation(
        self, method: str, path: str, **declaration: Unpack[Declaration[BodyT, QueryT, Facts]]
    ) -> Callable[[Handler[BodyT, QueryT, None, Result]], Handler[BodyT, QueryT, None, Result]]:
        """Declare an operation; what it does not say itself is that of the resource, or its sample."""
        facts = declaration.get("facts") or USUAL
        if facts.envelope is None and self.envelope is not None:
            declaration["facts"] = replace(facts, envelope=self.envelope)
        named, forbidden = self.named(path), facts.forbidden
        refusals = [(one.not_found, forbidden or one.forbidden, one.misnamed) for one in named]
        implied = [error for refused in refusals for error in refused if error]
        types = {one.parameter: UUID_TYPE for one in named if one.misnamed}
        body = sample_of(declaration["id"]) if "body" in declaration else None
        example = declaration.get("example", Example(body=body))
        values = {one.parameter: self.path.get(one.parameter, one.first_id) for one in named}
        declaration["errors"] = list(dict.fromkeys([*implied, *declaration.get("errors", ())]))
        declaration["example"] = msgspec.structs.replace(example, path={**values, **example.path})
        declaration["path_types"] = {**types, **declaration.get("path_types", {})}
        declaration.setdefault("scope", f"{self.api.scope}_{'read' if method == 'GET' else self.api.writes}")
        if self.api.labels and method == "GET":
            declaration.setdefault("headers", LanguageHeader)
        return super().operation(method, path, **declaration)

    def lists(
        self,
        path: str,
        about: str,
        *,
        id: str,
        item: Schema,
        rows: Callable[[AnyCall], Any] | None = None,
        shown_as: Source = itself,
        envelope: str = "",
        complete: bool = True,
        style: Style = WHOLE,
        filters: tuple[Filter[Any], ...] = (),
        query: type[QuerySchema] | None = None,
        **extras: Unpack[Extras],
    ) -> None:
        """Declare the operation that lists records, each as `item` shows it, in pages of the schema `envelope`.

        `about` is its summary and description. `rows` are by default those of the resource's last repository.
        `shown_as` makes of a record what `item` shows. Members of a page that is not `complete` are not required.
        """

        def show(call: AnyCall) -> Callable[[object], Document]:
            view = view_of(item)
            if shown_as is itself:
                return lambda record: view(record, call)
            return lambda record: view(shown_as(record, call), call)

        listing = Listing(rows=rows or self.names[-1].rows, show=show, style=style, filters=filters, of_call=True)
        if query is None and style.query is not QuerySchema:
            query = query_with(f"{envelope}Query", style.query, *filters)

        def handler(call: AnyCall) -> Document | list[Any] | Reply:
            return listing.document(call)

        handler.__doc__ = about
        returns = style.envelope(item, envelope, required=complete)
        extras.setdefault("evidence", self.api.evidence)
        extras.setdefault("response_headers", style.headers)
        self.get(path, id=id, query=query, returns=returns, **extras)(handler)

    def shows(
        self,
        path: str,
        about: str,
        *,
        id: str,
        schema: Schema,
        query: type[QuerySchema] | None = None,
        record: Callable[[AnyCall], object] | None = None,
        shown_as: Source = itself,
        **extras: Unpack[Extras],
    ) -> None:
        """Declare the operation that gets one record, as `schema` shows it: by default the last that the path names."""
        find = record or self.named(path)[-1].get_or_404

        def handler(call: AnyCall) -> Document:
            return document_of(schema, shown_as(find(call), call), call)

        handler.__doc__ = about
        extras.setdefault("evidence", self.api.evidence)
        self.get(path, id=id, query=query, returns=schema, **extras)(handler)
