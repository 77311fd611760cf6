"""One world of a sandbox, as a test uses it: requests, assertions, actors and faults."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal, get_args

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.background.background import Background
from ats_sandbox.control.faults.faults import Faults
from ats_sandbox.control.features.features import Features
from ats_sandbox.control.fixtures.overlay import Source
from ats_sandbox.control.journal.journal import Journal
from ats_sandbox.control.links.links import WorldLinks
from ats_sandbox.control.snapshots.snapshots import Snapshots
from ats_sandbox.control.webhooks.delivery import DeliveryState
from ats_sandbox.control.workspace import Workspace
from ats_sandbox.control.worlds.worlds import DEFAULT
from ats_sandbox.testing.actors import Applicant, Recruiter, id_of
from ats_sandbox.testing.arguments import whole_number
from ats_sandbox.testing.clock import Time
from ats_sandbox.testing.dedicated import Dedicated
from ats_sandbox.testing.failure_report import failure_report
from ats_sandbox.testing.hosts import SANDBOX, hosts_of
from ats_sandbox.testing.interception import Interception, Others
from ats_sandbox.testing.queries import WorldQueries
from ats_sandbox.testing.sleeps import Sleeps
from ats_sandbox.testing.webhooks import Webhooks
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.spelling import no_such
from ats_sandbox.world.store.table import RECORDS, Record

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

    import aiohttp
    import httpx
    import requests
    import urllib3
    from requests.adapters import BaseAdapter

WORLD = "HTTP_X_SANDBOX_WORLD"
Limits = Literal["count", "enforce"]


def enforced(limits: Limits) -> bool:
    """Whether limits are enforced; raises ValueError for what is neither."""
    if limits not in get_args(Limits):
        raise ValueError(no_such("mode of the limits", limits, get_args(Limits)))
    return limits == "enforce"


class Base(str):
    """The base URL of a vendor at the sandbox, without a trailing slash: a text, to be used wherever one is expected.

    `real` is the one in production (None for a company's own host).
    """

    __slots__ = ("real", "vendor")

    vendor: Vendor
    real: str | None

    def __new__(cls, vendor: Vendor, url: str, real: str | None) -> "Base":
        """The URL of a vendor."""
        base = super().__new__(cls, url)
        base.vendor = vendor
        base.real = real
        return base

    @property
    def url(self) -> str:
        """The URL as a plain text."""
        return str(self)

    def headers(self, token: str = "sandbox-admin") -> dict[str, str]:  # noqa: S107  # no secret: every sandbox has it
        """The headers that authenticate a client of this vendor, the linked account included."""
        return self.vendor.auth.present(token)


class Ats:
    """A world to test against. It is a WSGI application, whose requests go to this world unless they name another one.

    `origin` is where clients reach it: the transports below accept any host with a vendor's path, a server has an
    address of its own. It takes no attributes of others, so that what is misspelt is not set in vain.
    """

    __slots__ = ("__weakref__", "application", "name", "origin")

    def __init__(self, application: SandboxApp, name: str = DEFAULT, origin: str = f"http://{SANDBOX}") -> None:
        self.application = application
        self.name = name
        self.origin = origin

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name} at {self.origin}>"

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if self.name != DEFAULT:
            environ.setdefault(WORLD, self.name)
        return self.application(environ, start_response)

    # Its parts

    @property
    def workspace(self) -> Workspace:
        """The world with its journal, faults and snapshots."""
        return self.application.worlds[self.name]

    @property
    def world(self) -> WorldQueries:
        """The records, to read in assertions: `ats.world.candidates.by_email("ada@example.com")`."""
        return WorldQueries(self.workspace.world)

    @property
    def clock(self) -> Time:
        """The world's clock: `ats.clock.advance(days=1)`."""
        return Time(self.workspace.world)

    @property
    def background(self) -> Background:
        """How long work takes that goes on after an answer: `ats.background.set("report_file", reads=2)`."""
        return self.workspace.background

    @property
    def features(self) -> Features:
        """Which features the company has: `ats.features.set("privacy_policy", "off")`."""
        return self.workspace.features

    @property
    def links(self) -> WorldLinks:
        """The vendors' links to other systems: `ats.links.bring("bindbee", "acme", "RELINK_NEEDED")`."""
        return self.workspace.links

    @property
    def webhooks(self) -> Webhooks:
        """What vendors tell: `ats.webhooks.deliver_to(app, "bindbee")`, `ats.webhooks.expect("connector_synced")`."""
        return Webhooks(self.workspace.webhooks)

    def sleeps(self) -> Sleeps:
        """A block in which code that sleeps moves this world's clock on instead, so that retries cost no time."""
        return Sleeps(self.clock)

    @property
    def faults(self) -> Faults:
        """The faults: `ats.faults.add("status", vendor="stackone", status=429, first=2)`."""
        return self.workspace.faults

    @property
    def journal(self) -> Journal:
        """The exchanges: `ats.journal.count(operation="create_candidate", status=201)`."""
        return self.workspace.journal

    @property
    def snapshots(self) -> Snapshots:
        """The snapshots: `ats.snapshots.take("before")`, later `ats.restore("before")`."""
        return self.workspace.snapshots

    @property
    def recruiter(self) -> Recruiter:
        """A user of the company: `ats.recruiter.moves(application, to="Interview")`."""
        return Recruiter(self.workspace.world)

    @property
    def applicant(self) -> Applicant:
        """A candidate: `ats.applicant.applies(job, first_name="Ada", last_name="Quill", email=…)`."""
        return Applicant(self.workspace.world)

    def recruiter_named(self, user: int) -> Recruiter:
        """Another user of the company, by id."""
        return Recruiter(self.workspace.world, self.world.users[user].id)

    @property
    def limits(self) -> Limits:
        """Whether requests over a vendor's rate limit are answered 429 (`enforce`) or only marked (`count`)."""
        return "enforce" if self.workspace.meter.enforced else "count"

    @limits.setter
    def limits(self, mode: Limits) -> None:
        self.workspace.meter.enforced = enforced(mode)

    def restore(self, snapshot: str) -> None:
        """Back to a snapshot; faults and journal stay."""
        self.workspace.restore(snapshot)

    def reset(self) -> None:
        """Back to how the world began, without faults, with an empty journal."""
        self.workspace.reset()

    def id(self, vendor: str, kind: str, record: Record | int) -> str:
        """The id of a record at a vendor (of a `candidate`, `application`, `job`, …), given as a record or its id.

        Raises LookupError for a kind that the vendor has no ids of, and TypeError for a record of another kind.
        """
        codec = self._vendor(vendor).ids.get(kind)
        if codec is None:
            raise LookupError(no_such(f"kind of record with ids at {vendor}", kind, sorted(self._vendor(vendor).ids)))
        if not isinstance(record, int | Record):
            raise TypeError(f"a record or its id is a {kind!r}, and not {record!r}")
        if not isinstance(record, int) and RECORDS[type(record)].noun != kind:
            raise TypeError(f"{kind!r} was asked for, and a record of {RECORDS[type(record)].name} was given")
        return codec.write(self.workspace.world.read(), record if isinstance(record, int) else record.id)

    def goto(self, application: Application | int, state: str, *, reason: str | None = None) -> Application:
        """Bring an application to a named state (`interview_scheduled`, `offer_sent`, `hired`, …) by what leads there.

        Raises BadRequest, a ValueError, for a state that there is not or that cannot be reached.
        """
        ordinal = id_of(application, Application)
        world = self.workspace.world.read()
        native = native_id(world, "application", world.applications[ordinal].id)
        return self.workspace.goto(native, state, reason=reason).application

    def load_seed(self, source: Source) -> None:
        """Lay own data over the world: a seed document, or the path of its TOML or JSON file; all or nothing.

        Raises SeedRefused, whose text says every fault with its place.
        """
        self.workspace.seed(source)

    def story(self) -> str:
        """A report of the latest exchanges, with explanations and near misses, and of webhooks that did not arrive."""
        unfinished = [one for one in self.workspace.webhooks.outbox if one.state is not DeliveryState.DELIVERED]
        return failure_report(self.journal, self.workspace.world.now, unfinished)

    # Its addresses

    def base(self, vendor: str) -> Base:
        """The base URL of a vendor, by name; raises LookupError."""
        one = self._vendor(vendor)
        return Base(one, f"{self.origin}/{one.name}", f"https://{one.host}" if one.host else None)

    @property
    def smartrecruiters(self) -> Base:
        """The base URL of SmartRecruiters."""
        return self.base("smartrecruiters")

    @property
    def stackone(self) -> Base:
        """The base URL of StackOne."""
        return self.base("stackone")

    @property
    def bindbee(self) -> Base:
        """The base URL of Bindbee."""
        return self.base("bindbee")

    @property
    def datadriven(self) -> Base:
        """The base URL of Data Driven."""
        return self.base("datadriven")

    @property
    def skailer(self) -> Base:
        """The base URL of Skailer."""
        return self.base("skailer")

    # Clients. Each needs the client library that it is named after, and nothing else.

    def requests_session(self) -> "requests.Session":
        """A session whose requests all reach this world."""
        from ats_sandbox.testing.transports.requests import Session

        return Session(self._dedicated)

    def requests_adapter(self, **settings: Any) -> "BaseAdapter":
        """An adapter to mount on a session of your own; settings are those of `requests.adapters.HTTPAdapter`."""
        from ats_sandbox.testing.transports.requests import Adapter

        return Adapter(self._dedicated, **settings)

    def httpx_client(self, **settings: Any) -> "httpx.Client":
        """A client whose requests all reach this world; settings are those of `httpx.Client`."""
        import httpx

        return httpx.Client(transport=self.httpx_transport(), trust_env=False, **settings)

    def httpx_async_client(self, **settings: Any) -> "httpx.AsyncClient":
        """The same, asynchronous."""
        import httpx

        return httpx.AsyncClient(transport=self.httpx_async_transport(), trust_env=False, **settings)

    def httpx_transport(self) -> "httpx.BaseTransport":
        """A transport to give to a client of your own."""
        from ats_sandbox.testing.transports.httpx import Transport

        return Transport(self._dedicated)

    def httpx_async_transport(self) -> "httpx.AsyncBaseTransport":
        """The same, asynchronous."""
        from ats_sandbox.testing.transports.httpx import AsyncTransport

        return AsyncTransport(self._dedicated)

    def urllib3_pool(self, **settings: Any) -> "urllib3.PoolManager":
        """A pool manager whose requests all reach this world; settings are those of `urllib3.PoolManager`."""
        from ats_sandbox.testing.transports.urllib3 import pool_manager

        return pool_manager(self._dedicated, **settings)

    def aiohttp_connector(self, **settings: Any) -> "aiohttp.BaseConnector":
        """A connector for `aiohttp.ClientSession(connector=…)`; to be made where an event loop runs.

        Settings are those of `aiohttp.BaseConnector`.
        """
        from ats_sandbox.testing.transports.aiohttp import Connector

        return Connector(self._dedicated, **settings)

    def intercept(self, *, others: Others = "pass", skailer: str | None = None) -> Interception:
        """A block in which the real vendors' hosts lead here, whichever client is used; `skailer` is a further host.

        `others` is what happens to calls to any other host: `pass` or `refuse`. Raises ValueError for what is neither,
        and for a URL where a host is meant.
        """
        hosts = hosts_of(self.application.vendors, skailer)
        for host, vendor in hosts.items():
            self.application.stand_for(host, vendor)
        return Interception(self, hosts, others)

    @contextmanager
    def serve(self, port: int = 0) -> "Iterator[Ats]":
        """Serve it on this machine, for clients in other processes; yields the world at its address there.

        Port 0 picks a free one. Raises ValueError for what is no port.
        """
        whole_number("port", port, 0, 65_535)
        from ats_sandbox.server import Server

        with Server(self.application, port=port) as server:
            yield self.at(server.url)

    def at(self, origin: str) -> "Ats":
        """The same world, reached through a server of the same application."""
        path = "" if self.name == DEFAULT else f"/w/{self.name}"
        return Ats(self.application, self.name, f"{origin}{path}")

    @property
    def url(self) -> str:
        """The address without a vendor: `origin`."""
        return self.origin

    @property
    def _dedicated(self) -> Dedicated:
        return Dedicated(self.application, self)

    def _vendor(self, name: str) -> Vendor:
        for one in self.application.vendors:
            if one.name == name:
                return one
        raise LookupError(no_such("vendor", name, [one.name for one in self.application.vendors]))
