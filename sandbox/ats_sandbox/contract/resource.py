"""Declaring operations: one decorator next to the handler says everything about an operation."""

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from inspect import cleandoc
from typing import Any, Generic, Required, TypedDict, Unpack

from typing_extensions import TypeVar

from ats_sandbox.contract.body import Body, JsonObject
from ats_sandbox.contract.call import AccountT, BodyT, Call, QueryT
from ats_sandbox.contract.evidence import Evidence
from ats_sandbox.contract.operation import Binary, Example, Operation, ReplyShape, Tag
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.schema import QuerySchema, RequestSchema

FactsT = TypeVar("FactsT", default=None)
"""What one vendor's declarations say beyond what every vendor's do."""

Result = TypeVar("Result", default=Any)
Handler = Callable[[Call[BodyT, QueryT, AccountT]], Result]


class Declaration(TypedDict, Generic[BodyT, QueryT, FactsT], total=False):
    """What can be said about an operation, beside its method, its path and its handler.

    `returns` is a bare status for an empty answer, a shape (then `status` is its number), or statuses with shapes,
    the plain success first. `errors` are the refusals it may raise beyond those its declaration implies. `aliases`
    are other ids it is known by; `also` are other paths that reach it. `path_types` are JSON Schemas of path
    parameters that are no plain strings. `words` fill in what the messages of its refusals leave open. `facts` are
    for the vendor's own gates.
    """

    id: Required[str]
    evidence: Required[Evidence]
    returns: int | ReplyShape | Mapping[int, ReplyShape | Binary]
    status: int
    scope: str | None
    writes: bool
    public: bool
    query: type[QuerySchema[QueryT]] | None
    headers: type[QuerySchema[Any]] | None
    body: Body[BodyT] | type[RequestSchema[BodyT]] | None
    errors: Sequence[type[ApiError]]
    example: Example
    aliases: Sequence[str]
    also: Sequence[str]
    deprecated: bool
    path_types: Mapping[str, Mapping[str, Any]]
    words: Mapping[str, str]
    facts: FactsT


class BadDeclaration(TypeError):
    """A declaration that says what cannot be said, or leaves out what must be."""


class Resource(Tag, Generic[AccountT, FactsT]):
    """The operations on one noun. Each verb returns the decorated handler unchanged.

    `AccountT` is the type of `call.account` in its handlers, `FactsT` that of the vendor's own facts. The docstring of
    a handler gives the summary (its first line) and the description.
    """

    def get(
        self, path: str, **declaration: Unpack[Declaration[BodyT, QueryT, FactsT]]
    ) -> Callable[[Handler[BodyT, QueryT, AccountT, Result]], Handler[BodyT, QueryT, AccountT, Result]]:
        """Declare a GET operation."""
        return self.operation("GET", path, **declaration)

    def post(
        self, path: str, **declaration: Unpack[Declaration[BodyT, QueryT, FactsT]]
    ) -> Callable[[Handler[BodyT, QueryT, AccountT, Result]], Handler[BodyT, QueryT, AccountT, Result]]:
        """Declare a POST operation."""
        return self.operation("POST", path, **declaration)

    def put(
        self, path: str, **declaration: Unpack[Declaration[BodyT, QueryT, FactsT]]
    ) -> Callable[[Handler[BodyT, QueryT, AccountT, Result]], Handler[BodyT, QueryT, AccountT, Result]]:
        """Declare a PUT operation."""
        return self.operation("PUT", path, **declaration)

    def patch(
        self, path: str, **declaration: Unpack[Declaration[BodyT, QueryT, FactsT]]
    ) -> Callable[[Handler[BodyT, QueryT, AccountT, Result]], Handler[BodyT, QueryT, AccountT, Result]]:
        """Declare a PATCH operation."""
        return self.operation("PATCH", path, **declaration)

    def delete(
        self, path: str, **declaration: Unpack[Declaration[BodyT, QueryT, FactsT]]
    ) -> Callable[[Handler[BodyT, QueryT, AccountT, Result]], Handler[BodyT, QueryT, AccountT, Result]]:
        """Declare a DELETE operation."""
        return self.operation("DELETE", path, **declaration)

    def operation(
        self, method: str, path: str, **declaration: Unpack[Declaration[BodyT, QueryT, FactsT]]
    ) -> Callable[[Handler[BodyT, QueryT, AccountT, Result]], Handler[BodyT, QueryT, AccountT, Result]]:
        """Declare an operation of any method. Raises BadDeclaration for an unknown or a missing keyword."""
        check(f"{method} {path}", declaration)

        def declare(
            handler: Handler[BodyT, QueryT, AccountT, Result],
        ) -> Handler[BodyT, QueryT, AccountT, Result]:
            summary, _, rest = cleandoc(handler.__doc__ or declaration["id"]).partition("\n")
            body = declaration.get("body")
            self.operations.append(
                Operation(
                    id=declaration["id"],
                    method=method,
                    path=path,
                    handler=handler,
                    summary=summary.rstrip("."),
                    description=rest.strip(),
                    resource=self.name,
                    scope=declaration.get("scope"),
                    writes=declaration.get("writes", method != "GET"),
                    public=declaration.get("public", False),
                    query=declaration.get("query"),
                    headers=declaration.get("headers"),
                    body=JsonObject(body) if isinstance(body, type) else body,
                    returns=shapes(declaration.get("returns", 204), declaration.get("status", 200)),
                    errors=tuple(declaration.get("errors", ())),
                    evidence=declaration["evidence"],
                    example=declaration.get("example", Example()),
                    aliases=tuple(declaration.get("aliases", ())),
                    also=tuple(declaration.get("also", ())),
                    deprecated=declaration.get("deprecated", False),
                    path_types=declaration.get("path_types", {}),
                    words=declaration.get("words", {}),
                    facts=declaration.get("facts"),
                )
            )
            return handler

        return declare


def shapes(
    returns: int | ReplyShape | Mapping[int, ReplyShape | Binary], status: int
) -> Mapping[int, ReplyShape | Binary]:
    """The shape of each success by its status."""
    if isinstance(returns, int):
        return {returns: None}
    return returns if isinstance(returns, Mapping) else {status: returns}


_KNOWN = frozenset(Declaration.__annotations__)


def check(what: str, declaration: Mapping[str, object]) -> None:
    """Refuse a keyword that no declaration has: it would lose what it was meant to say."""
    unknown = sorted(declaration.keys() - _KNOWN)
    if unknown:
        near = [close for name in unknown for close in get_close_matches(name, _KNOWN, 1)]
        meant = f" (did you mean {', '.join(near)}?)" if near else ""
        raise BadDeclaration(
            f"{what}: a declaration has no {', '.join(unknown)}{meant}; it has {', '.join(sorted(_KNOWN))}"
        )
    missing = sorted(Declaration.__required_keys__ - declaration.keys())
    if missing:
        raise BadDeclaration(f"{what}: a declaration needs {', '.join(missing)}")
