"""Pushed records: one declaration of what can be done with a kind of them."""

from collections.abc import Callable, Collection
from inspect import getdoc
from typing import Any, TypeVar

from msgspec import convert
from msgspec.structs import asdict

from ats_sandbox.contract import evidence, fields
from ats_sandbox.contract.body import Batch, OneOrMany
from ats_sandbox.contract.call import AnyCall, Call
from ats_sandbox.contract.operation import Document, Example, Reply
from ats_sandbox.contract.resource import Resource
from ats_sandbox.contract.resources.listing import query_with
from ats_sandbox.contract.resources.repository import Repository
from ats_sandbox.contract.schema import Members
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.datadriven import schemas
from ats_sandbox.vendors.datadriven.errors import ValidationFailed
from ats_sandbox.vendors.datadriven.ids import NUMBER
from ats_sandbox.world.store.table import R

H = TypeVar("H", bound=Callable[..., object])


def declare(
    noun: str,
    about: str,
    repository: Repository[R],
    *,
    sample: Document,
    change: Document,
    clears: bool,
    documented: Collection[str],
) -> Resource:
    """Declare the six operations on one kind of pushed record.

    Its properties are the record's fields, its filters the collection's indexes. `sample` is the smallest body,
    `change` a partial one; `clears` says that a change may be null where the property may. `documented` are the methods
    that the vendor's pages show.
    """
    collection, record_type = repository.collection, repository.collection.record
    plural, shape = f"{noun}s", noun.split()[-1].capitalize()
    whole = schemas.input_schema(f"{shape}Input", record_type)
    part = schemas.patch_schema(f"{shape}Patch", record_type, nullable=clears)
    shown = schemas.answer_schema(shape, record_type)
    answer, view = schemas.envelope_schema(shown), view_of(shown)
    query = query_with(f"{shape}Query", schemas.PageQuery, **{index: fields.Text() for index in collection.indexes})
    page = evidence.documented(f"https://docs.dashboard.data-driven.fr, Ats / {plural.capitalize()} / Id")
    reason = f"a record needs a way in and out for the documented {' and '.join(documented)} to be observable"
    words = {
        "noun": noun,
        "a": "an" if noun[0] in "aeiou" else "a",
        "null": "null clears a property that may be null" if clears else "no property may be null",
    }
    resource: Resource = Resource(plural.capitalize(), about)

    def operation(
        method: str, verb: str, *, one: bool = True, body: Any = None, sample: Document | None = None
    ) -> Callable[[H], H]:
        def declare_it(handler: H) -> H:
            handler.__doc__ = (getdoc(handler) or "").format(**words)
            resource.operation(
                method,
                f"/v3/ats/{plural.replace(' ', '-')}{'/{id}' if one else ''}",
                id=f"{verb}_{(noun if one else plural).replace(' ', '_')}",
                scope="ats_read" if method == "GET" else "ats_write",
                query=query if verb == "list" else None,
                body=body,
                returns=answer,
                status=201 if method == "POST" else 200,
                errors=[repository.not_found, ValidationFailed] if one else (),
                evidence=page if method in documented else evidence.inferred(reason),
                example=Example(path={"id": "1"} if one else {}, body=sample),
                path_types=NUMBER,
                response_headers=["X-Total-Count"] if verb == "list" else (),
            )(handler)
            return handler

        return declare_it

    def envelope(call: AnyCall, done: str, *records: R) -> Document:
        name = noun if len(records) == 1 else plural
        return {"message": f"{name.capitalize()} {done}", "data": [view(one, call) for one in records]}

    def write(call: AnyCall, id: int, values: Members) -> R:
        return call.draft.put(collection, convert({**values, "id": id}, record_type))

    @operation("GET", "list", one=False)
    def list_all(call: Call) -> Reply:
        """List {noun}s.

        Ascending by id. The header `X-Total-Count` carries the number of matches.
        """
        asked, limit = call.query, call.query["limit"]
        rows = repository.rows(call).where(**{one: asked[one] for one in collection.indexes if one in asked})
        document = {
            "message": f"{plural.capitalize()} retrieved",
            "data": [view(one, call) for one in rows.page((asked["page"] - 1) * limit, limit)],
        }
        return Reply(200, document, {"X-Total-Count": str(len(rows))})

    @operation("POST", "create", one=False, body=OneOrMany(whole, most=100), sample=sample)
    def create(call: Call[Batch]) -> Document:
        """Create one {noun}, or up to a hundred.

        All or nothing: one fault in an array stores none of it.
        """
        bodies, _ = call.body
        return envelope(call, "created", *[write(call, call.draft.next_id(collection), body) for body in bodies])

    @operation("GET", "get")
    def get(call: Call) -> Document:
        """Get {a} {noun}."""
        return envelope(call, "retrieved", repository.get_or_404(call))

    @operation("PUT", "update", body=whole, sample=sample)
    def put(call: Call) -> Document:
        """Update all properties of {a} {noun}.

        A full replacement: an optional property that is left out becomes null.
        """
        return envelope(call, "updated", write(call, repository.get_or_404(call).id, call.body))

    @operation("PATCH", "patch", body=part, sample=change)
    def patch(call: Call) -> Document:
        """Update some properties of {a} {noun}.

        What is left out stays; {null}.
        """
        record = repository.get_or_404(call)
        return envelope(call, "updated", write(call, record.id, {**asdict(record), **call.body}))

    @operation("DELETE", "delete")
    def delete(call: Call) -> Document:
        """Delete {a} {noun}; the answer shows it once more."""
        record = repository.get_or_404(call)
        call.draft.remove(collection, record.id)
        return envelope(call, "deleted", record)

    return resource
