"""Declaring operations: one decorator next to the handler says everything about an operation."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from inspect import cleandoc
from typing import Any, Generic, Required, TypedDict, Unpack

from typing_extensions import TypeVar

from ats_sandbox.contract.body import Body, JsonObject
from ats_sandbox.contract.call import AccountT, BodyT, Call, QueryT
from ats_sandbox.contract.evidence import Evidence
from ats_sandbox.contract.operation import BadDeclaration, Binary, Example, Operation, ReplyShape, Tag
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.schema import QuerySchema, RequestSchema
from ats_sandbox.world.domain.background import Work

FactsT = TypeVar("FactsT", default=None)
"""What one vendor's declarations say beyond what every vendor's do."""

Result = TypeVar("Result", default=Any)
Handler = Callable[[Call[BodyT, QueryT, AccountT]], Result]


class Declaration(TypedDict, Generic[BodyT, QueryT, FactsT], total=False):
    """What can be said about an operation, beside its method, its path and its handler.

    `returns` is a bare status for an empty answer, a shape (then `status` is its number), or statuses with shapes,
    the plain success first. `errors` are the refusals it may raise beyond those its declaration implies. `aliases`
    are other ids it is known by; `also` are other paths that reach it. `path_types` are JSON Schemas of path
    parameters that are no plain strings. `words` fill in what the messages of its refusals leave open. `observes` is
    the background work whose state its answers show. `response_headers` are those that its successes may carry beside
    those of every answer. `before` is what takes its time and must not hold up other writes: it is done once the
    request is read, before the transaction of the handler begins. `facts` are for the vendor's own gates.

    A `scope` may name several: `a+b` needs both, `a|b` either; "" lets every caller who is known.
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
    observes: Sequence[Work]
    response_headers: Sequence[str]
    before: Callable[[Any], object]
    facts: FactsT


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

        # Annotations of a function within a function are worked out each time, unless they are texts.
        def declare(
            handler: "Handler[BodyT, QueryT, AccountT, Result]",
        ) -> "Handler[BodyT, QueryT, AccountT, Result]":
            if not handler.__doc__:
                raise BadDeclaration(
                    f"{method} {path}: its handler needs a docstring, which is what documents say of it"
                )
            summary, _, rest = cleandoc(handler.__doc__).partition("\n")
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
                    observes=tuple(declaration.get("observes", ())),
                    response_headers=tuple(declaration.get("response_headers", ())),
                    before=declaration.get("before"),
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


def check_keywords(what: str, given: Iterable[str], allowed: type) -> None:
    """Refuse a keyword that a TypedDict does not have: it would lose what it was meant to say."""
    known = allowed.__annotations__
    unknown = sorted(set(given) - known.keys())
    if unknown:
        near = [close for name in unknown for close in get_close_matches(name, known, 1)]
        meant = f" (did you mean {', '.join(near)}?)" if near else ""
        raise BadDeclaration(
            f"{what}: a declaration has no {', '.join(unknown)}{meant}; it has {', '.join(sorted(known))}"
        )


def check(what: str, declaration: Mapping[str, Any]) -> None:
    """Refuse a declaration that cannot mean what it says."""
    check_keywords(what, declaration, Declaration)
    missing = sorted(Declaration.__required_keys__ - declaration.keys())
    if missing:
        raise BadDeclaration(f"{what}: a declaration needs {', '.join(missing)}")
    errors = declaration.get("errors", ())
    if isinstance(errors, type) or not all(isinstance(one, type) and issubclass(one, ApiError) for one in errors):
        raise BadDeclaration(f"{what}: errors is a list of refusals, such as errors=[NotFound]")
    if not isinstance(declaration.get("status", 200), int):
        raise BadDeclaration(f"{what}: status is a number, such as 201")
    example = declaration.get("example", Example())
    if not isinstance(example, Example):
        raise BadDeclaration(f"{what}: example is an Example")
    strange = [name for name in example.path if f"{{{name}}}" not in what]
    if strange:
        raise BadDeclaration(f"{what}: its example has {', '.join(strange)}, which the path has not")
