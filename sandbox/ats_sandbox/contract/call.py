"""One request on its way through an operation."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, cast

from typing_extensions import TypeVar
from werkzeug import Request

from ats_sandbox.contract.body import OneOrMany, TooLarge, as_it_came, instance, load
from ats_sandbox.contract.context import PastExchange, RequestContext
from ats_sandbox.contract.encodings import peculiarity
from ats_sandbox.contract.fields import Array, DeepObject, FormObject, PrefixedObject
from ats_sandbox.contract.injection import Injection
from ats_sandbox.contract.limits import RateMeter, RateUsage, Spender
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.principal import Principal
from ats_sandbox.contract.refusal import ApiError, Invalid
from ats_sandbox.contract.schema import Members, QuerySchema
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.contract.visibility import Visibility
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.store.selection import HiddenRows, Rows, Selection
from ats_sandbox.world.store.state import Commit, State
from ats_sandbox.world.store.table import Key, Record

R = TypeVar("R", bound=Record)
BodyT = TypeVar("BodyT", default=Members)
QueryT = TypeVar("QueryT", default=Members)
AccountT = TypeVar("AccountT", default=None)


class Call(Generic[BodyT, QueryT, AccountT]):
    """A request, the operation it is for, the world it acts on, and what the steps of its way find out.

    `BodyT` and `QueryT` are what the declared schemas read; `AccountT` is the linked account or connector of a unified
    API, set by that vendor's gate. `principal` is set by authentication. `query`, `header` and `body` are parsed when
    they are first looked at. `hidden` tells what lists left out because the principal may not see it. Handlers may add
    `remarks`: what an answer does not say and a tester should know.

    `injection` is the fault that is due; it may let only `batch` records through, or show an earlier state, `as_of`.
    `prepared` is what came of what an operation does before its transaction.
    `commit` is what was written, None for nothing; `refusal` what was refused; `crash` a defect's exception.
    `origin` is the absolute base URL under which the client reaches the vendor.
    `repeatable` is False once the answer depends on more than the request and the state of the world.
    """

    account: AccountT

    def __init__(
        self,
        vendor: Vendor,
        operation: Operation,
        request: Request,
        path: Mapping[str, str],
        world: Reading,
        context: RequestContext,
    ) -> None:
        self.vendor = vendor
        self.operation = operation
        self.request = request
        self.path = path
        self.world = world
        self.context = context
        self.origin = context.origin
        self.principal: Principal | None = None
        self.account = cast(AccountT, None)
        self.usage: RateUsage | None = None
        self.hidden: HiddenRows = []
        self.remarks: list[str] = []
        self.injection: Injection | None = None
        self.batch: int | None = None
        self.as_of: State | None = None
        self.prepared: Any = None
        self.commit: Commit | None = None
        self.refusal: ApiError | None = None
        self.crash: Exception | None = None
        self.repeatable = True

    @property
    def spender(self) -> Spender:
        """Who makes the request, as rate limits see it."""
        return Spender(self.operation, self.request, self.principal)

    @property
    def meter(self) -> RateMeter:
        """The world's rate counters."""
        return self.context.meter

    @property
    def draft(self) -> Transaction:
        """The world to write to; only operations declared as writing have one."""
        assert isinstance(self.world, Transaction), f"{self.operation.id} is declared as a read"
        return self.world

    @cached_property
    def _identified(self) -> Principal | ApiError:
        try:
            return self.vendor.auth.identify(self.request, self.world)
        except ApiError as refused:
            return refused

    @property
    def identity(self) -> Principal:
        """Who calls, found out once; raises the vendor's refusal of strangers."""
        found = self._identified
        if isinstance(found, ApiError):
            raise found
        return found

    @property
    def caller(self) -> Principal:
        """The authenticated principal."""
        assert self.principal is not None, f"{self.operation.id} asks who calls before authentication"
        return self.principal

    @cached_property
    def query(self) -> QueryT:
        """The declared query parameters, parsed."""
        schema = self.operation.query
        read = {} if schema is None else load(schema, gather(schema, self.request.args), where="query")
        return cast(QueryT, read)

    @cached_property
    def header(self) -> Members:
        """The declared request headers, parsed."""
        schema = self.operation.headers
        if schema is None:
            return {}
        names = [field.data_key or name for name, field in instance(schema).fields.items()]
        sent = {name: self.request.headers[name] for name in names if name in self.request.headers}
        return load(schema, sent, where="header")

    @cached_property
    def _parsed(self) -> Any:
        """What the declared body reads as, or what refuses it."""
        declared = self.operation.body
        assert declared is not None, f"{self.operation.id} declares no body"
        try:
            return declared.read(self.request)
        except (Invalid, TooLarge) as refused:
            return refused

    def read_ahead(self) -> None:
        """Parse the body now and keep what is wrong with it for whoever looks at it."""
        if self.operation.body is not None:
            _ = self._parsed

    @cached_property
    def body(self) -> BodyT:
        """The declared body, parsed; of a batch no more records than are let through."""
        declared, read = self.operation.body, self._parsed
        if isinstance(read, Invalid | TooLarge):
            raise read
        if self.batch is not None and isinstance(declared, OneOrMany):
            records, many = read
            read = (records[: self.batch], many)
        return cast(BodyT, read)

    @property
    def peculiarity(self) -> str | None:
        """What about the encoding of the body may be why it was refused; None where there is nothing."""
        if self.operation.body is None or self.request.mimetype.startswith("multipart/"):
            return None
        environ = self.request.environ
        if not {"ats_sandbox.too_large", "ats_sandbox.truncated"}.isdisjoint(environ):
            return None
        content = as_it_came(self.request)
        if environ.get("ats_sandbox.unpacked", content) != content:
            return None
        return peculiarity(self.request.headers.get("Content-Encoding", ""), content)

    def read(self) -> None:
        """Parse every declared input now."""
        _ = self.header
        _ = self.query
        if self.operation.body is not None:
            _ = self.body

    @property
    def unread(self) -> list[str]:
        """Declared inputs that nobody looked at; a defect of the handler."""
        declared = {"query": self.operation.query, "body": self.operation.body, "header": self.operation.headers}
        return [name for name, what in declared.items() if what is not None and name not in self.__dict__]

    def visibility(self, world: Reading | None = None) -> Visibility:
        """What the principal may see, of the call's own world or of another reading."""
        return Visibility(self.caller, self.world if world is None else world, self.hidden)

    def visible_under(self, rows: Rows[R], index: str, key: Key) -> list[R]:
        """The rows that an index has under a key, as far as the principal may see them."""
        if self.caller.sees_everything:
            return rows.under(index, key)
        return [*self.visible(rows.where(**{index: key})).after(None, len(rows))]

    def visible(self, rows: Selection[R]) -> Selection[R]:
        """Only the rows that the principal may see."""
        return self.visibility().visible(rows)

    def can_see(self, record: Record) -> bool:
        """True when the principal may see this record."""
        return self.visibility().can_see(record)

    def history(self) -> Sequence[PastExchange]:
        """The finished exchanges with the vendor that are still remembered, the oldest first."""
        self.repeatable = False
        return () if self.context.workspace is None else self.context.workspace.history(self.vendor)

    def url(self, path: str) -> str:
        """The absolute URL of a vendor path, under the address that the client used."""
        return f"{self.origin}{path}"

    def url_at(self, host: str, path: str) -> str:
        """The absolute URL of a path at another host; it leads back to this sandbox, if that stands for the host."""
        neighbour = self.context.workspace.neighbour(host) if self.context.workspace is not None else None
        base = self.origin.removesuffix(f"/{self.vendor.name}")
        if neighbour is None or base == self.origin:
            return f"https://{host}{path}"
        return f"{base}/{neighbour.name}{path}"


AnyCall = Call[Any, Any, Any]
"""A call of any operation of any vendor."""


def gather(schema: type[QuerySchema[Any]], args: Any) -> Members:
    """What a URL carries for each declared parameter: a text, a list for arrays, an object for `name[key]`.

    A spread object takes the members that are not written like that from their bare names. A text where `name[key]` is
    declared stays a text, for its field to refuse. An object of a prefix takes all names that go on after it.
    """
    found: Members = {}
    for name, field in instance(schema).fields.items():
        key = field.data_key or name
        if isinstance(field, DeepObject):
            start = f"{key}["
            inside = {text[len(start) : -1]: args[text] for text in args if text.startswith(start) and text[-1] == "]"}
            if isinstance(field, FormObject):
                inside = {one: args[one] for one in field.schema.fields if one in args} | inside
            if inside:
                found[key] = inside
            elif key in args:
                found[key] = args[key]
        elif isinstance(field, PrefixedObject):
            if members := field.members(args):
                found[key] = members
        elif isinstance(field, Array) and field.repeats:
            if key in args:
                found[key] = args.getlist(key)
        elif key in args:
            found[key] = args[key]
    return found
