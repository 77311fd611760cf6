"""Request bodies: how each kind is read from bytes, and how it is described."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from io import BytesIO
from itertools import islice
from json import JSONDecodeError, loads
from typing import Any, Generic, cast

import marshmallow as ma
import msgspec
from marshmallow import ValidationError
from typing_extensions import TypeVar
from werkzeug import Request
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from ats_sandbox.contract import fields
from ats_sandbox.contract.encodings import TooLong, Unpack, as_sent
from ats_sandbox.contract.refusal import MOST_FAULTS, Invalid, Rule, Violation, violations_in
from ats_sandbox.contract.schema import Members, QuerySchema, RequestSchema

B = TypeVar("B", default=Members)
"""What a body reads as."""

LARGEST = 12 * 1024 * 1024
"""Bytes of a request body that are read at all; more is refused unread."""

MOST_PARTS = 10_000
"""Parts of a multipart form that are read; a form of more is refused as too large."""

JsonSchema = dict[str, Any]
"""A part of an OpenAPI document."""

AnySchema = type[RequestSchema[Any]]
Describe = Callable[[AnySchema], JsonSchema]
"""Turns a schema into its reference in a document."""


BODILESS = "ats_sandbox.bodiless"
"""Where a request's environ says that it brings no body, so that there is nothing to read."""

CONTENT = "ats_sandbox.content"
"""Where the environ has the bytes of a body that werkzeug did not read: its streams cost more than most bodies."""

DECODED = "ats_sandbox.decoded"
"""Where the environ has the value of a JSON body that was decoded."""

SMALL = 1024 * 1024
"""Bytes of a body that is read so."""


class TooLarge(Exception):
    """The body is longer than LARGEST."""


def receive(request: Request, unpack: Unpack = as_sent) -> None:
    """Take the whole body off the wire, so that a slow client never holds up a transaction.

    A body over LARGEST is left unread; one that stops short counts as empty. `raw` then tells.
    """
    environ = request.environ
    if environ.get("CONTENT_LENGTH", "") in ("", "0") and "HTTP_TRANSFER_ENCODING" not in environ:
        environ[BODILESS] = True
        return
    request.max_content_length = LARGEST
    request.max_form_memory_size, request.max_form_parts = LARGEST, MOST_PARTS
    try:
        content = _small(environ)
        if content is None:
            content = request.get_data(cache=True)
        if content and unpack is not as_sent and not request.mimetype.startswith("multipart/"):
            request.environ["ats_sandbox.unpacked"] = unpack(request, content, LARGEST)
    except TooLong:
        request.environ["ats_sandbox.too_large"] = True
    except RequestEntityTooLarge:
        request.environ["ats_sandbox.too_large"] = True
    except BadRequest:
        request.environ["ats_sandbox.truncated"] = True


def _small(environ: dict[str, Any]) -> bytes | None:
    """The bytes of a body that says that it is small; None of another, or of one that stops short."""
    told = environ.get("CONTENT_LENGTH", "")
    if not (len(told) < 8 and told.isdecimal() and told.isascii() and int(told) <= SMALL):
        return None
    stream, length, content = environ["wsgi.input"], int(told), b""
    try:
        while len(content) < length and (more := stream.read(length - len(content))):
            content += more
    except (OSError, ValueError):  # the client is gone
        content = b""
    environ["wsgi.input"] = BytesIO(content)
    if len(content) < length:
        return None
    environ[CONTENT] = content
    return content


def raw(request: Request) -> bytes:
    """The bytes of a received body."""
    if "ats_sandbox.too_large" in request.environ:
        raise TooLarge
    if "ats_sandbox.truncated" in request.environ:
        return b""
    unpacked: bytes | None = request.environ.get("ats_sandbox.unpacked")
    return as_it_came(request) if unpacked is None else unpacked


def as_it_came(request: Request) -> bytes:
    """The bytes of a received body, in the encoding that they were sent in."""
    environ = request.environ
    if BODILESS in environ:
        return b""
    content: bytes | None = environ.get(CONTENT)
    return request.get_data(cache=True) if content is None else content


def _malformed(content: bytes) -> Violation:
    """Where and why these bytes are not a JSON document that can be answered with."""
    try:
        loads(content)
    except JSONDecodeError as error:
        return Violation(Rule.JSON, position=error.pos, text=error.msg)
    except UnicodeDecodeError as error:
        return Violation(Rule.JSON, position=error.start, text="Invalid UTF-8")
    except (RecursionError, ValueError):
        return Violation(Rule.JSON, text="Nesting too deep or number too long")
    return Violation(Rule.JSON, text="Not interchangeable JSON")


def decode(content: bytes) -> Any:
    """The value of a JSON text. What JSON cannot carry back (lone surrogates, huge numbers) is malformed."""
    try:
        value = msgspec.json.decode(content)
        if not isinstance(value, dict) or value:
            msgspec.json.encode(value)
    except (msgspec.MsgspecError, RecursionError, ValueError, OverflowError):
        raise Invalid(_malformed(content)) from None
    return value


def load(schema: AnySchema, value: Any, *path: str | int, where: str = "body") -> Members:
    """A JSON object through a schema."""
    if not isinstance(value, dict):
        raise Invalid(Violation(Rule.NOT_OBJECT, path, where, expected="object", value=value))
    try:
        loaded: Members = instance(schema).load(value)
    except ValidationError as error:
        violations = (found.under(where, *path) for found in islice(violations_in(error.messages), MOST_FAULTS))
        raise Invalid(*violations, parsed=cast(Members, error.valid_data)) from None
    return loaded


_instances: dict[AnySchema, RequestSchema[Any]] = {}


def instance(schema: AnySchema) -> RequestSchema[Any]:
    """The one instance of a schema: building it costs more than using it."""
    if schema not in _instances:
        _instances[schema] = schema()
    return _instances[schema]


class Body(ABC, Generic[B]):
    """A kind of request body, and the type of what it reads as."""

    required: bool = True
    media_types: tuple[str, ...] = ("application/json",)

    @abstractmethod
    def read(self, request: Request) -> B:
        """The parsed value; raises Invalid or TooLarge."""

    @abstractmethod
    def content(self, describe: Describe) -> JsonSchema:
        """The `content` of the OpenAPI request body."""

    def shows(self, media_type: str, example: Any) -> bool:
        """Whether an example is one of this media type."""
        return True


def json_value(request: Request, required: bool) -> Any:
    """The JSON value of a request, or None when there is no body and none is required."""
    content = raw(request)
    if not content.strip():
        if required:
            raise Invalid(Violation(Rule.NO_BODY, expected="object"))
        return None
    value = request.environ[DECODED] = decode(content)
    return value


@dataclass(frozen=True)
class JsonObject(Body[Members]):
    """A JSON object of one schema."""

    schema: AnySchema
    required: bool = True
    media_types: tuple[str, ...] = ("application/json",)

    def read(self, request: Request) -> Members:
        if not self.required and not raw(request).strip():
            return {}
        return load(self.schema, json_value(request, self.required))

    def content(self, describe: Describe) -> JsonSchema:
        return {media_type: {"schema": describe(self.schema)} for media_type in self.media_types}


Batch = tuple[list[Members], bool]
"""Objects, and whether they came as an array."""


@dataclass(frozen=True)
class OneOrMany(Body[Batch]):
    """A JSON object of one schema, or an array of 1 to `most` of them; reads as a list, plus whether it was one."""

    schema: AnySchema
    most: int

    def read(self, request: Request) -> Batch:
        value = json_value(request, self.required)
        if not isinstance(value, list):
            return [load(self.schema, value)], False
        if not 1 <= len(value) <= self.most:
            rule = Rule.TOO_MANY if value else Rule.TOO_FEW
            raise Invalid(Violation(rule, limit=self.most, value=value))
        loaded: list[Members] = []
        found: list[Violation] = []
        for at, item in enumerate(value):
            try:
                loaded.append(load(self.schema, item, at))
            except Invalid as invalid:
                found += invalid.violations
        if found:
            raise Invalid(*found)
        return loaded, True

    def content(self, describe: Describe) -> JsonSchema:
        one = describe(self.schema)
        many = {"type": "array", "items": one, "minItems": 1, "maxItems": self.most}
        return {"application/json": {"schema": {"anyOf": [one, many]}}}


@dataclass(frozen=True)
class Many(OneOrMany):
    """A JSON array of 1 to `most` objects of one schema; reads as OneOrMany does."""

    def read(self, request: Request) -> Batch:
        value = json_value(request, self.required)
        if not isinstance(value, list):
            raise Invalid(Violation(Rule.TYPE, expected="array", value=value))
        return super().read(request)

    def content(self, describe: Describe) -> JsonSchema:
        many = {"type": "array", "items": describe(self.schema), "minItems": 1, "maxItems": self.most}
        return {"application/json": {"schema": many}}


Alternative = tuple[AnySchema, Members]
"""The schema that was chosen, and what it read."""


@dataclass(frozen=True)
class AnyOf(Body[Alternative]):
    """A JSON object of one of several schemas; `choose` picks by looking at the object."""

    schemas: tuple[AnySchema, ...]
    choose: Callable[[Members], AnySchema]
    required: bool = True

    def read(self, request: Request) -> Alternative:
        value = json_value(request, self.required)
        if not isinstance(value, dict):
            raise Invalid(Violation(Rule.NOT_OBJECT, expected="object", value=value))
        schema = self.choose(value)
        return schema, load(schema, value, schema.__name__)

    def content(self, describe: Describe) -> JsonSchema:
        return {"application/json": {"schema": {"anyOf": [describe(schema) for schema in self.schemas]}}}


@dataclass(frozen=True)
class Parts:
    """What came in a multipart form: files by field name, the form's parsed fields, and the names of all parts."""

    files: Mapping[str, FileStorage]
    fields: Mapping[str, Any]
    names: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Multipart(Body[Parts]):
    """A multipart form with file parts and, perhaps, text fields. Presence of files is the handler's to judge."""

    files: tuple[str, ...]
    fields: type[QuerySchema[Any]] | None = None
    media_types: tuple[str, ...] = field(default=("multipart/form-data",))

    def read(self, request: Request) -> Parts:
        if not raw(request) or request.mimetype not in self.media_types:
            return Parts({}, {})
        try:
            files = {name: part for name, part in request.files.items() if part.filename is not None}
            form = request.form.to_dict()
        except RequestEntityTooLarge:
            raise TooLarge from None
        except (ValueError, UnicodeError):
            return Parts({}, {})
        return Parts(files, load(self.fields, form) if self.fields else {}, frozenset((*request.files, *form)))

    def content(self, describe: Describe) -> JsonSchema:
        if self.fields:
            return {"multipart/form-data": {"schema": describe(_with_files(self.fields, self.files))}}
        parts = {name: dict(BINARY) for name in self.files}
        schema = {"type": "object", "properties": parts, "required": list(self.files)}
        return {"multipart/form-data": {"schema": schema}}


BINARY = {"type": "string", "format": "binary"}
"""A file in a document."""


@cache
def _with_files(schema: type[QuerySchema[Any]], files: tuple[str, ...]) -> AnySchema:
    """A form with its files, all in one object: whoever sends it can tell which members are files."""
    parts: dict[str, ma.fields.Field[Any]] = {name: ma.fields.Raw(required=True, metadata=BINARY) for name in files}
    return cast(AnySchema, schema.from_dict(parts, name=schema.__name__))


@dataclass(frozen=True)
class Form(Body[Members]):
    """A form in the way of a URL's query. A body of another media type reads as an empty one."""

    schema: type[QuerySchema[Any]]
    media_types: tuple[str, ...] = ("application/x-www-form-urlencoded",)

    def read(self, request: Request) -> Members:
        sent = raw(request) if request.mimetype in self.media_types else b""
        try:
            form = request.form.to_dict() if sent else {}
        except (ValueError, UnicodeError):
            form = {}
        return load(self.schema, form)

    def content(self, describe: Describe) -> JsonSchema:
        return {media_type: {"schema": describe(self.schema)} for media_type in self.media_types}


@dataclass(frozen=True)
class TextArray(Body[list[str]]):
    """A JSON array of 1 to `most` strings, each of at least `shortest` and at most `longest` characters."""

    most: int
    shortest: int | None = None
    longest: int | None = None

    @cached_property
    def _texts(self) -> fields.Array:
        return fields.Array(fields.Text(least=self.shortest, most=self.longest), least=1, most=self.most)

    def read(self, request: Request) -> list[str]:
        try:
            texts: list[str] = self._texts.deserialize(json_value(request, self.required))
        except ValidationError as error:
            raise Invalid(*violations_in(error.messages)) from None
        return texts

    def content(self, describe: Describe) -> JsonSchema:
        bounds = {"minLength": self.shortest, "maxLength": self.longest}
        text = {"type": "string", **{name: bound for name, bound in bounds.items() if bound is not None}}
        return {"application/json": {"schema": {"type": "array", "items": text, "minItems": 1, "maxItems": self.most}}}
