"""The composition root: a world, the vendors and the tester's side become one WSGI application."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

from werkzeug import Request, Response
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound

from ats_sandbox.contract.answering import http_response, send
from ats_sandbox.contract.context import RequestContext
from ats_sandbox.contract.exchange import Exchange
from ats_sandbox.contract.fragments import FragmentMemory
from ats_sandbox.contract.lasting import lasting
from ats_sandbox.contract.operation import Reply
from ats_sandbox.contract.outgoing import Outgoing, on_this_machine, over_http
from ats_sandbox.contract.pipeline import STEPS, Pipeline
from ats_sandbox.contract.principal import PRINCIPALS
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.routing import RouteMatch, match
from ats_sandbox.contract.unrouted import refuse
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.addressing import FORWARDED, HOST, WORLD, Address, address_of, text_of
from ats_sandbox.control.api import CONTROL
from ats_sandbox.control.cors import UNGUESSED, is_preflight, preflight, shared, unguessed
from ats_sandbox.control.deployment import Deployment
from ats_sandbox.control.errors import STRANGE_HOST, ControlError, nowhere
from ats_sandbox.control.faults.delivery import FAILURE
from ats_sandbox.control.fixtures.overlay import Source
from ats_sandbox.control.guard import may_be_read, may_begin_world, origin_of
from ats_sandbox.control.index import DOCS, documents, index, is_for_people
from ats_sandbox.control.journal.recording import record_unmatched
from ats_sandbox.control.memory import AnswerMemory
from ats_sandbox.control.steps import inject, recording
from ats_sandbox.control.traces import ADDRESS, OPERATION, REASON, settle
from ats_sandbox.control.waiting import Waiting
from ats_sandbox.control.webhooks.reach import Reach
from ats_sandbox.control.workspace import Workspace
from ats_sandbox.control.worlds.blueprints import Blueprint, Blueprints
from ats_sandbox.control.worlds.worlds import DEFAULT, Worlds
from ats_sandbox.vendors import VENDORS
from ats_sandbox.world.clock import ClockMode
from ats_sandbox.world.store.table import check_references
from ats_sandbox.world.world import World

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


ADDRESSES = 2_048
"""Addresses that are remembered, as reading one takes a while."""

LONGEST_ADDRESS = 512
"""Characters of such an address, its world included: clients make them as long as they like."""


class MemoryRequest(Request):
    """A request whose uploaded files stay in memory: bodies are bounded, and the file system may be read-only."""

    def _get_file_stream(self, *_args: Any, **_facts: Any) -> BytesIO:
        return BytesIO()


class SandboxApp:
    """A sandbox: call it as a WSGI application.

    `recipe` and `seed` name the world it begins with (`demo`, `empty`, `edge`, `large`); `candidates` overrides how
    many people it holds. `strict` holds every answer against its declaration. `enforce_limits` answers 429.
    `watchers` see each exchange with a vendor before its answer leaves. `admin_token` closes the tester's side to
    whoever does not send it. `data` is own data to lay over that world: a document, or the path of a seed file.
    `cors` lets pages of any origin read what vendors answer; the tester's side is for pages of this machine and those
    of `origins`. The attribute `outgoing` sends the requests that the sandbox itself makes, to addresses for callbacks;
    put another function there to answer them without a network. They go to this machine only, unless
    `callbacks_anywhere`. With `remember` answers to reads are kept while what they were made of stays.
    """

    def __init__(
        self,
        recipe: str = "demo",
        seed: int = 1,
        candidates: int | None = None,
        *,
        strict: bool = False,
        enforce_limits: bool = False,
        cors: bool = True,
        clock: ClockMode = ClockMode.FROZEN,
        watchers: Iterable[Callable[[Exchange], None]] = (),
        vendors: tuple[Vendor, ...] = VENDORS,
        admin_token: str | None = None,
        data: Source | None = None,
        origins: Iterable[str] = (),
        callbacks_anywhere: bool = False,
        remember: bool = True,
    ) -> None:
        names = [vendor.name for vendor in vendors]
        if len({*names}) < len(names):
            raise ValueError(f"two vendors have one name: {', '.join(names)}")
        if not {"w", CONTROL.name}.isdisjoint(names):
            raise ValueError(f"a vendor is called neither w nor {CONTROL.name}")
        check_references()
        self.recipe = recipe
        self.seed = seed
        self.strict = strict
        self.cors = cors
        self.vendors = vendors
        self.watchers = tuple(watchers)
        self.outgoing: Outgoing = over_http if callbacks_anywhere else on_this_machine
        schedule = tuple(work for vendor in vendors for work in vendor.scheduled)
        blueprint = Blueprint(recipe, seed, candidates)
        recorders = tuple(one.recorder for one in vendors if one.recorder)
        self.reach = Reach(lambda request: self.outgoing(request), anywhere=callbacks_anywhere)
        self.reach.application = self
        self.worlds = Worlds(
            blueprint,
            Blueprints(vendors),
            schedule,
            recorders,
            clock=clock,
            enforce_limits=enforce_limits,
            reach=self.reach,
        )
        if data is not None:
            self.worlds.lay(data)
        self.deployment = Deployment(
            vendors, recipe, seed, self.worlds, admin_token, frozenset(map(origin_of, origins))
        )
        self.memory = AnswerMemory() if remember else None
        self.fragments = FragmentMemory() if remember else None
        self.pipeline = Pipeline((recording(self._watchers, self.memory), inject, *STEPS))
        self._names = frozenset(vendor.name for vendor in vendors)
        self._hosts = {host: vendor.name for vendor in vendors for host in vendor.hosts}
        self._known: dict[str | None, Vendor] = {vendor.name: vendor for vendor in (*vendors, CONTROL)}
        self._addresses: dict[tuple[str | None, ...], Address] = {}
        self._met: set[str | None] = set()
        self._waiting = Waiting(vendors, self._met, lambda: self.reach.raced)

    def __repr__(self) -> str:
        return f"SandboxApp({self.recipe!r}, seed={self.seed})"

    @property
    def world(self) -> World:
        """The default world."""
        return self.worlds[DEFAULT].world

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        settle(environ)
        if not HOST.fullmatch(environ.get("HTTP_HOST", "")):
            return nowhere(400, STRANGE_HOST)(environ, unguessed(start_response))
        environ[ADDRESS] = address = self.address(environ)
        vendor = self._known.get(address.vendor)
        remembered = self._remembered(vendor, address, environ)
        if "HTTP_ORIGIN" in environ and self._shares(address, environ):
            start_response = shared(environ, unguessed(start_response))
            if is_preflight(environ):
                return preflight(environ, start_response)
        elif remembered is None:
            start_response = unguessed(start_response)
        else:
            remembered[0].append(UNGUESSED)
        if remembered is not None:
            start_response("200 OK", remembered[0])
            return [remembered[1]]
        environ["PATH_INFO"] = f"/{address.vendor}{address.path}" if address.vendor else address.path
        try:
            environ["ats_sandbox.context"] = self.context(address)
        except ControlError as refused:
            return nowhere(refused.status, refused.text)(environ, start_response)
        if vendor is None:
            return self._pages(environ, start_response)
        try:
            return self._called(vendor, address, environ, start_response)
        finally:
            self._met.add(vendor.name)

    def _called(
        self, vendor: Vendor, address: Address, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """The answer of a vendor, or of the tester's side."""
        request = MemoryRequest(environ)
        try:
            found = match(vendor, request.method, text_of(address.path))
        except HTTPException as error:
            if vendor is CONTROL and isinstance(error, NotFound):
                return self._pages(environ, start_response)
            return self._unrouted(error, request)(environ, start_response)
        answer = self._answer(vendor, found, request)
        if FAILURE in environ:
            raise environ[FAILURE]
        return send(answer, environ, start_response) if isinstance(answer, Reply) else answer(environ, start_response)

    def _remembered(
        self, vendor: Vendor | None, address: Address, environ: "WSGIEnvironment"
    ) -> tuple[list[tuple[str, str]], bytes] | None:
        """The headers and the body of an answer that was given before; watchers want to see how each comes about."""
        workspace = self.worlds.get(address.world)
        if self.memory is None or workspace is None or vendor is None or vendor is CONTROL or self.watchers:
            return None
        question = self.memory.question(workspace, address, environ)
        return None if question is None else self.memory.recall(question, workspace, vendor, environ)

    def may_wait(self, environ: "WSGIEnvironment") -> bool:
        """Whether the answer to a request may take its time: a server then gives it a thread. So may any watcher."""
        if self.watchers:
            return True
        address = self.address(environ)
        if not self._waiting.may(address, environ):
            return False
        return not (is_preflight(environ) and self._shares(address, environ))

    def address(self, environ: "WSGIEnvironment") -> Address:
        """Where a request goes: its world, and its vendor or nobody."""
        if not FORWARDED.isdisjoint(environ) or environ.get("SCRIPT_NAME"):
            return address_of(environ, self._names, self._hosts)
        path, world = environ.get("PATH_INFO", ""), environ.get(WORLD, "")
        key = (path, environ.get("HTTP_HOST"), world, environ["wsgi.url_scheme"])
        found = self._addresses.get(key)
        if found is None:
            found = address_of(environ, self._names, self._hosts)
            if "HTTP_HOST" in environ and len(path) + len(world) <= LONGEST_ADDRESS:
                if len(self._addresses) >= ADDRESSES:
                    self._addresses.clear()
                self._addresses[key] = found
        return found

    def served_at(self, url: str) -> None:
        """Let what webhooks link to lead to the address of a server; to the vendors' own hosts when that is empty."""
        self.reach.url = url

    def greeting(self, url: str, admin_token: str | None = None, reach: str = "") -> str:
        """What a server says when it is ready: where it is and how to call it; the admin token if nobody knows it.

        `reach` says who else can call it.
        """
        bases = "  ".join(f"{url}/{vendor.name}" for vendor in self.vendors)
        tokens = "  ".join(principal.token for principal in PRINCIPALS)
        ready = f"ats-sandbox ready at {url}{f'  ({reach})' if reach else ''}  recipe {self.recipe}, seed {self.seed}"
        lines = [ready, f"  APIs    {bases}", f"  tokens  {tokens}"]
        if admin_token:
            lines.append(f"  admin token {admin_token}  opens /_sandbox/, from here too; commands take it as --token")
        lines.append(f"  more    {url}/ leads to the documentation; ats-sandbox journal list says what happened")
        return "\n".join(lines)

    def stand_for(self, host: str, vendor: str) -> None:
        """Answer requests for a host name as this vendor, beside its own: a company's Skailer host, a regional one."""
        self._hosts = {**self._hosts, host.lower(): vendor}
        self._addresses.clear()

    def _shares(self, address: Address, environ: "WSGIEnvironment") -> bool:
        """Whether the page that a request comes from may read the answer."""
        return may_be_read(environ, address, cors=self.cors, origins=self.deployment.origins)

    def context(self, address: Address) -> RequestContext:
        """Where a request at this address takes place. Strangers begin no world of a guarded sandbox."""
        worlds, guarded = self.worlds, self.deployment.admin_token is not None
        workspace = worlds.provisional(address.world) if guarded else worlds[address.world]
        return RequestContext(
            workspace.world,
            workspace.meter,
            address.origin,
            self.strict,
            workspace,
            self.deployment,
            workspace.webhooks.outgoing or self.outgoing,
            self.fragments,
        )

    def _begun(self, context: RequestContext, vendor: Vendor, request: Request) -> RequestContext:
        """The context, with a world that is in use if whoever asks may begin one."""
        token, workspace = self.deployment.admin_token, context.workspace
        if token is None or not isinstance(workspace, Workspace):
            return context
        if self.worlds.get(workspace.world.name) is workspace:
            return context
        if not may_begin_world(vendor, request, workspace.world.read(), token):
            return context
        kept = self.worlds.keep(workspace)
        return replace(context, world=kept.world, meter=kept.meter, workspace=kept)

    @cached_property
    def _pages(self) -> "WSGIApplication":
        """What people look at, and addresses that are nobody's."""
        with lasting():
            from ats_sandbox.control.pages import pages_of  # imports Flask, for which only who looks at a page waits
            from ats_sandbox.dashboard.site import Site

            site = Site(self.deployment, self)

            def first(request: Request) -> Response:
                address: Address = request.environ[ADDRESS]
                if not (is_for_people(request.headers.get("Accept", "")) or "HX-Request" in request.headers):
                    return index(self.deployment, address)
                return documents(self.deployment, address) if address.path == DOCS else site.home(request)

            return pages_of((*self.vendors, CONTROL), first, self._unrouted, site.blueprint())

    def _answer(self, vendor: Vendor, found: RouteMatch, request: Request) -> Reply | Response:
        """Let an operation answer."""
        environ, operation = request.environ, found.operation
        if vendor.narrow_hosts and not vendor.serves_at(environ[ADDRESS].origin, operation):
            return self._unrouted(NotFound(), request)
        environ[OPERATION] = operation.id
        try:
            context = self._begun(environ["ats_sandbox.context"], vendor, request)
        except ControlError as refused:
            return nowhere(refused.status, refused.text)
        return self.pipeline.perform(context, vendor, operation, request, found.ids)

    def _watchers(self, vendor: Vendor) -> tuple[Callable[[Exchange], None], ...]:
        return () if vendor is CONTROL else self.watchers

    def _unrouted(self, error: HTTPException, request: Request) -> Response:
        """What to answer where no operation is."""
        address: Address = request.environ[ADDRESS]
        vendor = self._known.get(address.vendor)
        context: RequestContext = request.environ["ats_sandbox.context"]
        workspace = cast(Workspace, context.workspace)
        refusal, response = self._astray(error, vendor, address, request)
        if vendor is CONTROL:
            request.environ[REASON] = refusal.text if refusal is not None else error.name
        else:
            record_unmatched(workspace.journal, request, vendor, refusal, response, workspace.world.now)
        return response

    def _astray(
        self, error: HTTPException, vendor: Vendor | None, address: Address, request: Request
    ) -> tuple[ApiError | None, Response]:
        """What to say where no operation is, in the vendor's words where the path is a vendor's."""
        status = error.code or 500
        if vendor is None:
            message = (
                f"nothing is served at {address.path}; the vendors are {', '.join(self._prefixes)}, "
                "the tester's side is at /_sandbox/, its health at /_sandbox/health, and / leads to all of it"
            )
            return None, nowhere(status, message)
        error_format = vendor.error_format
        if isinstance(error, MethodNotAllowed):
            allowed = sorted({*(error.valid_methods or ())} - {"HEAD"})
            refusal = error_format.wrong_method(headers={"Allow": ", ".join(allowed)}, method=request.method)
        elif status == 404:
            refusal = error_format.unknown_route(method=request.method, path=address.path)
        else:
            return None, nowhere(status, error.description or error.name)
        refusal, reply = refuse(vendor, refusal, request, request.environ["ats_sandbox.context"])
        return refusal, http_response(reply)

    @property
    def _prefixes(self) -> list[str]:
        return [f"/{vendor.name}" for vendor in self.vendors]
