"""A vendor: everything that one company's API says in its own way."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import urlsplit

import marshmallow as ma
import msgspec
from werkzeug import Request

from ats_sandbox.contract.encodings import Unpack, as_sent
from ats_sandbox.contract.limits import RateLimit
from ats_sandbox.contract.links import Links
from ats_sandbox.contract.operation import BadDeclaration, Declined, Endpoint, Operation, Reply, Tag
from ats_sandbox.contract.principal import Principal
from ats_sandbox.contract.refusal import ApiError, Violation
from ats_sandbox.contract.webhooks import Webhooks
from ats_sandbox.world.domain.background import Work, scheduled
from ats_sandbox.world.domain.features import Feature
from ats_sandbox.world.domain.native_ids import native_writer, read_native_id
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.domain.refusals import DomainRefusal
from ats_sandbox.world.schedule import Scheduled
from ats_sandbox.world.store.state import Change
from ats_sandbox.world.store.table import Collection, Table


class LinkHeader(msgspec.Struct, frozen=True):
    """The header that names a linked account beside the credential, as unified APIs have it.

    `scheme` is what documents call it among their security schemes, `usual` the account that clients begin with;
    `known` gives those of a world, with what there is to say about each.
    """

    name: str
    scheme: str
    usual: str
    known: Callable[[Reading], Mapping[str, str]]


class Auth(msgspec.Struct, frozen=True):
    """How a vendor learns who calls.

    `scheme` is its OpenAPI security scheme; `further` are others by name, of which any does as well.
    `identify` gives the principal or raises the vendor's refusal.
    `present` gives the request headers that a client sends for a token, linked accounts included.
    `lifetime` is how long its tokens are valid, `refresh` how long they can be exchanged for another (milliseconds);
    None where they do not expire or cannot be exchanged. `always` is false where some clients are let in without.
    `link` is the header that goes with the credential, for a unified API.
    """

    name: str
    scheme: Mapping[str, Any]
    identify: Callable[[Request, Reading], Principal]
    present: Callable[[str], dict[str, str]]
    lifetime: int | None = None
    refresh: int | None = None
    always: bool = True
    further: Mapping[str, Mapping[str, Any]] = msgspec.field(default_factory=dict)
    link: LinkHeader | None = None

    @property
    def schemes(self) -> dict[str, Mapping[str, Any]]:
        """Every security scheme by its name, the usual one first."""
        return {self.name: self.scheme, **self.further}

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers that a credential can be in, the usual one first."""
        return tuple(str(one.get("name", "Authorization")) for one in self.schemes.values())

    def header_of(self, request: Request) -> str:
        """The header that a request has its credential in; the usual one where it has none."""
        sent = (name for name in self.headers if request.headers.get(name, "").strip())
        return next(sent, self.headers[0])


class ErrorFormat(msgspec.Struct, frozen=True):
    """How a vendor says what every API has to say.

    `render` builds the body of a refusal from it, the call (None where no operation was found) and the instant;
    `envelope` gives its schema by status and operation. `invalid` chooses the refusal of a call that fails its schemas.
    `translations` turn the world's refusals into the vendor's. `content_type` is that of every JSON document;
    `media_type` gives, by status and operation, that of refusals, where it is another one for some of them.
    """

    render: Callable[[ApiError, Any, int], Any]
    envelope: Callable[[int, Operation], type[ma.Schema]]
    unauthenticated: type[ApiError]
    forbidden: type[ApiError]
    unknown_route: type[ApiError]
    wrong_method: type[ApiError]
    too_large: type[ApiError]
    crashed: type[ApiError]
    invalid: Callable[[Any, tuple[Violation, ...]], ApiError]
    invalid_errors: Callable[[Operation], tuple[type[ApiError], ...]]
    wrong_media_type: type[ApiError] | None = None
    translations: Mapping[type[DomainRefusal], type[ApiError]] = msgspec.field(default_factory=dict)
    content_type: str = "application/json"
    media_type: Callable[[int, Operation], str] | None = None

    def media_type_of(self, status: int, operation: Operation) -> str:
        """The media type of an operation's refusals with a status."""
        return self.content_type if self.media_type is None else self.media_type(status, operation)


class IdCodec(msgspec.Struct, frozen=True):
    """How a vendor writes the ids of one kind of record, and reads them back; None for an id it never gave out."""

    write: Callable[[Reading, int], str]
    read: Callable[[Reading, str], int | None]


def native_ids(noun: str) -> IdCodec:
    """The ids that the company's own system gives out: those that its collection declares."""
    return IdCodec(native_writer(noun), lambda world, text: read_native_id(world, noun, text))


Where = Callable[[Reading, Any], str]
"""The path, with a query if it needs one, under which a vendor shows one record that a reading holds."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Face:
    """What callers see of a vendor: all that is of no use before somebody asks it.

    `gates` are the checks that every call passes before its handler, in the vendor's own order.
    `gates_anywhere` are those that a request to no operation passes, too, before it is told that there is none.
    `injectable` are refusals that no state of the sandbox leads to; only a tester's fault produces them.
    `implied` are the refusals that an operation's declaration implies, beyond authentication and validation.
    `ids` tells by the world's nouns (`candidate`, `job`, …) how the vendor names the records that it shows.
    `where` tells by the same nouns under which path a client gets one record.
    `accompany` goes around each of its calls, transaction included: it may refuse one before that begins.
    `links` are those to other systems, for a vendor that unifies them.
    `unpack` reads bodies in other encodings than UTF-8, where the vendor's stack does.
    `published` gives every endpoint that the vendor has published; `declined` are those that will never be served.
    """

    resources: tuple[Tag, ...]
    auth: Auth
    error_format: ErrorFormat
    gates: tuple[Callable[[Any], None], ...]
    gates_anywhere: tuple[Callable[[Any], None], ...] = ()
    limit: RateLimit | None = None
    injectable: tuple[type[ApiError], ...] = ()
    implied: Callable[[Operation], tuple[type[ApiError], ...]] = lambda _: ()
    published: Callable[[], tuple[Endpoint, ...]] = tuple
    declined: tuple[Declined, ...] = ()
    ids: Mapping[str, IdCodec] = field(default_factory=dict)
    where: Mapping[str, Where] = field(default_factory=dict)
    links: Links | None = None
    accompany: Callable[[Any, Callable[[Any], Reply]], Reply] | None = None
    unpack: Unpack = as_sent


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Profile:
    """What is known of a vendor before anybody asks it: where it is, and its part in every world.

    `initial_tables` gives the tables of vendor state that a new world begins with; `collections` are those besides,
    which are empty at first.
    `transacts` False means that its writes are not to the world.
    `schedule` is the work that is done because time has passed, `works` that which goes on after an answer.
    `features` are what a company can have bought or switched on.
    `recorder` puts down what follows from the changes of each transaction, whoever made them: an audit trail.
    `after_fixtures` brings what the vendor keeps about the world up to date when a tester's own data is laid over it.
    `webhooks` imports how it tells of events, to whoever `webhook_subscriptions` holds; None where it does not.
    `further_hosts` are names beside `host` under which clients call it.
    `narrow_hosts` are those under which only the paths that begin so are served.
    """

    name: str
    title: str
    version: str
    about: str
    host: str
    docs: str
    initial_tables: Callable[[Reading], list[Table[Any]]] = lambda _: []
    collections: tuple[Collection[Any], ...] = ()
    schedule: tuple[Scheduled, ...] = ()
    works: tuple[Work, ...] = ()
    features: tuple[Feature, ...] = ()
    recorder: Callable[[Transaction], None] | None = None
    transacts: bool = True
    after_fixtures: Callable[[Transaction, tuple[Change, ...]], None] = lambda _world, _changes: None
    webhooks: Callable[[], Webhooks] | None = None
    webhook_subscriptions: Collection[Any] | None = None
    further_hosts: tuple[str, ...] = ()
    narrow_hosts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Vendor(Profile, Face):
    """One emulated API: its profile and its face."""

    def __post_init__(self) -> None:
        twice = [id for id, times in Counter(one.id for one in self.operations).items() if times > 1]
        routes = Counter((one.method, _shape(path)) for one in self.operations for path in one.paths)
        twice += [f"{method} {path}" for (method, path), times in routes.items() if times > 1]
        if twice:
            raise BadDeclaration(f"{self.name} declares twice: {', '.join(twice)}")

    def __repr__(self) -> str:
        return f"Vendor({self.name!r})"

    @property
    def hosts(self) -> tuple[str, ...]:
        """Every host of its own, in lower case; the one that the documents name comes first."""
        return tuple(host.lower() for host in (self.host, *self.further_hosts, *self.narrow_hosts) if host)

    def serves_at(self, origin: str, operation: Operation) -> bool:
        """True when an operation is served under this absolute base URL."""
        if not self.narrow_hosts:
            return True
        host = _host_of(origin)
        return operation.path.startswith(self.narrow_hosts.get(host, ""))

    @cached_property
    def operations(self) -> tuple[Operation, ...]:
        """Every operation, in the order of the declarations."""
        return tuple(operation for resource in self.resources for operation in resource.operations)

    @property
    def scheduled(self) -> tuple[Scheduled, ...]:
        """All that is done because time has passed."""
        return (*self.schedule, scheduled(self.works)) if self.works else self.schedule

    @property
    def pending(self) -> tuple[Endpoint, ...]:
        """What is published, not served yet, and not declined, in the order of publication."""
        served = {(one.method, _shape(path)) for one in self.operations for path in one.paths}
        refused = {(one.method, _shape(one.path)) for one in self.declined}
        return tuple(one for one in self.published() if (one.method, _shape(one.path)) not in served | refused)

    def errors_of(self, operation: Operation) -> tuple[type[ApiError], ...]:
        """Every refusal an operation may answer: those its declaration implies, then its own."""
        implied: list[type[ApiError]] = []
        if not operation.public:
            implied.append(self.error_format.unauthenticated)
            if operation.scope != "" or operation.writes:
                implied.append(self.error_format.forbidden)
        if operation.query or operation.body or operation.headers:
            implied += self.error_format.invalid_errors(operation)
        if operation.body and self.error_format.wrong_media_type:
            implied.append(self.error_format.wrong_media_type)
        implied += self.implied(operation)
        return tuple(dict.fromkeys([*implied, *operation.errors]))

    def permits(self, operation: Operation, refusal: ApiError) -> bool:
        """True when the operation declares this refusal, or a tester injected it."""
        return isinstance(refusal, (*self.errors_of(operation), *self.injectable, self.error_format.too_large))

    def statuses(self, operation: Operation) -> tuple[int, ...]:
        """Every status that real state can lead to, in ascending order."""
        return tuple(sorted({*operation.returns, *(error.status for error in self.errors_of(operation))}))


@lru_cache(maxsize=256)
def _host_of(origin: str) -> str:
    """The name in a base URL, in lower case."""
    return urlsplit(origin).hostname or ""


def _shape(path: str) -> str:
    """A path without the names of its parameters, which publications spell as they like."""
    return "/".join("{}" if part.startswith("{") else part for part in path.split("/"))
