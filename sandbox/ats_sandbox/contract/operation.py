"""One declaration per operation: what it takes, what it answers, what it may refuse, and who says so."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, TypeVar

import marshmallow as ma

from ats_sandbox.contract.body import Body, JsonObject
from ats_sandbox.contract.evidence import Evidence
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.schema import QuerySchema, RequestSchema
from ats_sandbox.world.domain.reading import Reading

if TYPE_CHECKING:
    from ats_sandbox.contract.call import Call

JsonDocument = dict[str, Any] | list[Any] | str | None
ReplyShape = type[ma.Schema] | ma.fields.Field[Any] | None
"""A schema, a field for what is no object (an array, a string), or None for an empty answer."""

Handler = TypeVar("Handler", bound=Callable[["Call"], Any])
Sample = Callable[[Reading], str] | str


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that is not just the document of the operation's first status.

    Give `content` and `content_type` for bytes; `headers` are added to the answer.
    """

    status: int
    document: JsonDocument = None
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = None
    content_type: str | None = None


@dataclass(frozen=True, slots=True)
class Binary:
    """The declared shape of an answer that is a file: its media types."""

    media_types: tuple[str, ...] = ("application/octet-stream",)


@dataclass(frozen=True, slots=True)
class Example:
    """A request that succeeds in the demo world; tests send it and the documents show it.

    Path and query values may be functions of a reading, to name records that exist. So may the body.
    `files` are multipart parts: field name to (file name, content, media type).
    """

    path: Mapping[str, Sample] = field(default_factory=dict)
    query: Mapping[str, Sample] = field(default_factory=dict)
    body: Any = None
    files: Mapping[str, tuple[str, bytes, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Operation:
    """The whole promise of one method on one path (relative to the vendor's base URL)."""

    id: str
    method: str
    path: str
    handler: Callable[["Call"], Any]
    summary: str
    description: str
    resource: str
    scope: str | None
    writes: bool
    public: bool
    query: type[QuerySchema] | None
    headers: type[QuerySchema] | None
    body: Body | None
    returns: Mapping[int, ReplyShape | Binary]
    errors: tuple[type[ApiError], ...]
    evidence: Evidence
    example: Example
    aliases: tuple[str, ...]
    also: tuple[str, ...]
    deprecated: bool
    path_types: Mapping[str, Mapping[str, Any]]
    facts: Mapping[str, Any]

    @property
    def success(self) -> int:
        """The status of a plain success: the first declared one."""
        return next(iter(self.returns))


@dataclass(slots=True)
class Resource:
    """The operations on one noun; becomes a tag of the vendor's document."""

    name: str
    about: str
    operations: list[Operation] = field(default_factory=list)

    def operation(
        self,
        method: str,
        path: str,
        *,
        id: str,
        returns: int | ReplyShape | Mapping[int, ReplyShape | Binary] = 204,
        status: int = 200,
        scope: str | None = None,
        writes: bool | None = None,
        public: bool = False,
        query: type[QuerySchema] | None = None,
        headers: type[QuerySchema] | None = None,
        body: Body | type[RequestSchema] | None = None,
        errors: Sequence[type[ApiError]] = (),
        evidence: Evidence,
        example: Example | None = None,
        aliases: Sequence[str] = (),
        also: Sequence[str] = (),
        deprecated: bool = False,
        path_types: Mapping[str, Mapping[str, Any]] | None = None,
        **facts: Any,
    ) -> Callable[[Handler], Handler]:
        """Declare an operation; the decorated function comes back unchanged.

        `returns` is a bare status for an empty answer, a shape (then `status` is its number), or statuses with shapes,
        the plain success first. `errors` are the refusals it may raise beyond those its declaration implies. `aliases`
        are other ids it is known by; `also` are other paths that reach it. `path_types` are JSON Schemas of path
        parameters that are no plain strings. The docstring's first line is the summary, the rest the description.
        `facts` are for the vendor's own gates; `words` among them fills in what messages of its refusals speak of.
        """
        shapes: Mapping[int, ReplyShape | Binary]
        if isinstance(returns, int):
            shapes = {returns: None}
        elif isinstance(returns, Mapping):
            shapes = returns
        else:
            shapes = {status: returns}

        def declare(handler: Handler) -> Handler:
            summary, _, rest = cleandoc(handler.__doc__ or id).partition("\n")
            self.operations.append(
                Operation(
                    id=id,
                    method=method,
                    path=path,
                    handler=handler,
                    summary=summary.rstrip("."),
                    description=rest.strip(),
                    resource=self.name,
                    scope=scope,
                    writes=(method != "GET") if writes is None else writes,
                    public=public,
                    query=query,
                    headers=headers,
                    body=JsonObject(body) if isinstance(body, type) else body,
                    returns=shapes,
                    errors=tuple(errors),
                    evidence=evidence,
                    example=example or Example(),
                    aliases=tuple(aliases),
                    also=tuple(also),
                    deprecated=deprecated,
                    path_types=path_types or {},
                    facts=facts,
                )
            )
            return handler

        return declare

    def get(self, path: str, **declaration: Any) -> Callable[[Handler], Handler]:
        """Declare a GET operation; see `operation`."""
        return self.operation("GET", path, **declaration)

    def post(self, path: str, **declaration: Any) -> Callable[[Handler], Handler]:
        """Declare a POST operation; see `operation`."""
        return self.operation("POST", path, **declaration)

    def put(self, path: str, **declaration: Any) -> Callable[[Handler], Handler]:
        """Declare a PUT operation; see `operation`."""
        return self.operation("PUT", path, **declaration)

    def patch(self, path: str, **declaration: Any) -> Callable[[Handler], Handler]:
        """Declare a PATCH operation; see `operation`."""
        return self.operation("PATCH", path, **declaration)

    def delete(self, path: str, **declaration: Any) -> Callable[[Handler], Handler]:
        """Declare a DELETE operation; see `operation`."""
        return self.operation("DELETE", path, **declaration)


@dataclass(frozen=True, slots=True)
class Declined:
    """An operation of the vendor that is not served, and why."""

    method: str
    path: str
    why: str
