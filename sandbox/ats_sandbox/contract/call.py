"""One request on its way through an operation."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from werkzeug import Request

from ats_sandbox.contract.body import OneOrMany, instance, load
from ats_sandbox.contract.fields import Array, DeepObject, FormObject
from ats_sandbox.contract.limits import RateMeter, RateUsage
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.principal import Principal
from ats_sandbox.contract.schema import QuerySchema
from ats_sandbox.contract.visibility import Visibility
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.store.selection import HiddenRows, Selection
from ats_sandbox.world.store.table import Record

if TYPE_CHECKING:
    from ats_sandbox.contract.exchange import RequestContext
    from ats_sandbox.contract.vendor import Vendor

R = TypeVar("R", bound=Record)


class Call:
    """A request, the operation it is for, the world it acts on, and what its gates found out.

    `principal` is set by authentication. `account` is the linked account or connector of a unified API, set by that
    vendor's gate. `query`, `header` and `body` are parsed by the declared schemas when they are first looked at.
    `hidden` tells what lists left out because the principal may not see it. Handlers may add `remarks`: what an
    answer does not say and a tester should know.
    """

    def __init__(
        self,
        vendor: "Vendor",
        operation: Operation,
        request: Request,
        path: Mapping[str, str],
        world: Reading,
        context: "RequestContext",
    ) -> None:
        self.vendor = vendor
        self.operation = operation
        self.request = request
        self.path = path
        self.world = world
        self.context = context
        self.principal: Principal | None = None
        self.account: Any = None
        self.spending: RateUsage | None = None
        self.hidden: HiddenRows = []
        self.remarks: list[str] = []

    @property
    def origin(self) -> str:
        """The absolute base URL under which the client reaches the vendor."""
        return self.context.origin

    @property
    def meter(self) -> RateMeter:
        """The world's rate counters."""
        return self.context.meter

    @property
    def draft(self) -> Transaction:
        """The world to write to; only operations declared as writing have one."""
        assert isinstance(self.world, Transaction), f"{self.operation.id} is declared as a read"
        return self.world

    @property
    def caller(self) -> Principal:
        """The authenticated principal."""
        assert self.principal is not None, f"{self.operation.id} asks who calls before authentication"
        return self.principal

    @cached_property
    def query(self) -> dict[str, Any]:
        """The declared query parameters, parsed."""
        schema = self.operation.query
        return {} if schema is None else load(schema, gather(schema, self.request.args), where="query")

    @cached_property
    def header(self) -> dict[str, Any]:
        """The declared request headers, parsed."""
        schema = self.operation.headers
        if schema is None:
            return {}
        names = [field.data_key or name for name, field in instance(schema).fields.items()]
        sent = {name: self.request.headers[name] for name in names if name in self.request.headers}
        return load(schema, sent, where="header")

    @cached_property
    def body(self) -> Any:
        """The declared body, parsed."""
        assert self.operation.body is not None, f"{self.operation.id} declares no body"
        return self.operation.body.read(self.request)

    def read(self) -> None:
        """Parse every declared input now."""
        _ = self.header
        _ = self.query
        if self.operation.body is not None:
            _ = self.body

    def shorten(self, records: int) -> None:
        """Let only the first records of a batch through."""
        if isinstance(self.operation.body, OneOrMany):
            bodies, many = self.body
            self.__dict__["body"] = (bodies[:records], many)

    @property
    def unread(self) -> list[str]:
        """Declared inputs that nobody looked at; a defect of the handler."""
        declared = {"query": self.operation.query, "body": self.operation.body, "header": self.operation.headers}
        return [name for name, what in declared.items() if what is not None and name not in self.__dict__]

    def visibility(self, world: Reading | None = None) -> Visibility:
        """What the principal may see, of the call's own world or of another reading."""
        return Visibility(self.caller, self.world if world is None else world, self.hidden)

    def visible(self, rows: Selection[R]) -> Selection[R]:
        """Only the rows that the principal may see."""
        return self.visibility().visible(rows)

    def can_see(self, record: Record) -> bool:
        """True when the principal may see this record."""
        return self.visibility().can_see(record)

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


def gather(schema: type[QuerySchema], args: Any) -> dict[str, Any]:
    """What a URL carries for each declared parameter: a text, a list for arrays, an object for `name[key]`.

    A spread object takes the members that are not written like that from their bare names. A text where `name[key]` is
    declared stays a text, for its field to refuse.
    """
    found: dict[str, Any] = {}
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
        elif type(field) is Array:
            if key in args:
                found[key] = args.getlist(key)
        elif key in args:
            found[key] = args[key]
    return found
