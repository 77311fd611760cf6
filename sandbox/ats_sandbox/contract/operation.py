"""What an operation promises: what it takes, what it answers, what it may refuse, and who says so."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import marshmallow as ma
import msgspec
from werkzeug import Request, Response

from ats_sandbox.contract.body import Body
from ats_sandbox.contract.evidence import Evidence
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.schema import QuerySchema
from ats_sandbox.world.domain.background import Work
from ats_sandbox.world.domain.reading import Reading

Document = dict[str, Any]
"""A JSON object as the wire has it."""

JsonDocument = Document | list[Any] | str | None
ReplyShape = type[ma.Schema] | ma.fields.Field[Any] | None
"""A schema, a field for what is no object (an array, a string), or None for an empty answer."""

Sample = Callable[[Reading], str] | str


class BadDeclaration(TypeError):
    """A declaration that says what cannot be said, or leaves out what must be."""


class Reply(msgspec.Struct, frozen=True):
    """An answer that is not just the document of the operation's first status.

    Give `content` and `content_type` for bytes; `headers` are added to the answer. `delivery` is done to the response
    when it leaves.
    """

    status: int
    document: JsonDocument = None
    headers: Mapping[str, str] = msgspec.field(default_factory=dict)
    content: bytes | None = None
    content_type: str | None = None
    delivery: Callable[[Response, Request, Callable[[], object]], Response] | None = None


class Binary(msgspec.Struct, frozen=True):
    """The declared shape of an answer that is a file: its media types."""

    media_types: tuple[str, ...] = ("application/octet-stream",)


class Example(msgspec.Struct, frozen=True):
    """A request that succeeds in the demo world; tests send it and the documents show it.

    Path and query values may be functions of a reading, to name records that exist. So may the body.
    `files` are multipart parts: field name to (file name, content, media type).
    """

    path: Mapping[str, Sample] = msgspec.field(default_factory=dict)
    query: Mapping[str, Sample] = msgspec.field(default_factory=dict)
    body: Any = None
    files: Mapping[str, tuple[str, bytes, str]] = msgspec.field(default_factory=dict)


class Operation(msgspec.Struct, frozen=True, eq=False):
    """The whole promise of one method on one path (relative to the vendor's base URL).

    `words` fill in what the messages of its refusals leave open. `facts` are the vendor's own, of a type that its
    resources name.
    """

    id: str
    method: str
    path: str
    handler: Callable[[Any], Any]
    summary: str
    description: str
    resource: str
    scope: str | None
    writes: bool
    public: bool
    query: type[QuerySchema[Any]] | None
    headers: type[QuerySchema[Any]] | None
    body: Body[Any] | None
    returns: Mapping[int, ReplyShape | Binary]
    errors: tuple[type[ApiError], ...]
    evidence: Evidence
    example: Example
    aliases: tuple[str, ...]
    also: tuple[str, ...]
    deprecated: bool
    path_types: Mapping[str, Mapping[str, Any]]
    words: Mapping[str, str]
    observes: tuple[Work, ...]
    response_headers: tuple[str, ...]
    before: Callable[[Any], object] | None
    facts: object

    def __repr__(self) -> str:
        return f"Operation({self.id!r}, {self.method} {self.path})"

    @property
    def success(self) -> int:
        """The status of a plain success: the first declared one."""
        return next(iter(self.returns))

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path that leads here."""
        return (self.path, *self.also)


@dataclass(slots=True)
class Tag:
    """The operations on one noun, as a tag of the vendor's document."""

    name: str
    about: str
    operations: list[Operation] = field(default_factory=list, repr=False)


class Endpoint(msgspec.Struct, frozen=True):
    """A method on a path that a vendor has published."""

    method: str
    path: str


class Declined(Endpoint, frozen=True):
    """An operation of the vendor that will never be served, and why."""

    why: str
