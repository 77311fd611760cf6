"""One world of a sandbox, with everything that a test does to it: asks, looks, acts, and lets things go wrong."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.faults.faults import Faults
from ats_sandbox.control.journal.journal import Journal
from ats_sandbox.control.snapshots.snapshots import Snapshots
from ats_sandbox.control.workspace import Workspace
from ats_sandbox.control.worlds.worlds import DEFAULT
from ats_sandbox.testing.actors import Applicant, Recruiter
from ats_sandbox.testing.failure_report import told
from ats_sandbox.testing.hosts import SANDBOX, hosts_of
from ats_sandbox.testing.interception import Interception, Others
from ats_sandbox.testing.queries import WorldQueries
from ats_sandbox.testing.time import Time

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

    import aiohttp
    import httpx
    import requests
    import urllib3
    from requests.adapters import BaseAdapter

WORLD = "HTTP_X_SANDBOX_WORLD"
Limits = Literal["count", "enforce"]


@dataclass(frozen=True, slots=True)
class Base:
    """Where a vendor is: `url` at the sandbox, `real` in production (None for a company's own host), without a slash.

    It is its own text, so it can be given wherever a base URL is expected.
    """

    vendor: Vendor
    url: str
    real: str | None

    def headers(self, token: str = "sandbox-admin") -> dict[str, str]:  # noqa: S107  # no secret: every sandbox has it
        """The headers by which this vendor's clients say who they are, the linked account included."""
        return self.vendor.auth.present(token)

    def __str__(self) -> str:
        return self.url


class Ats:
    """A world to test against. Call it as a WSGI application: unless a request names another, it is about this world.

    `origin` is where its clients reach it; the transports below take any host, a server has an address of its own.
    """

    def __init__(self, application: SandboxApp, name: str = DEFAULT, origin: str = f"http://{SANDBOX}") -> None:
        self.application = application
        self.name = name
        self.origin = origin

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if self.name != DEFAULT:
            environ.setdefault(WORLD, self.name)
        return self.application(environ, start_response)

    # What it is

    @property
    def workspace(self) -> Workspace:
        """Everything that is kept with this world."""
        return self.application.worlds[self.name]

    @property
    def world(self) -> WorldQueries:
        """What is true, to read in assertions: `ats.world.candidates.by_email("ada@example.com")`."""
        return WorldQueries(self.workspace.world)

    @property
    def clock(self) -> Time:
        """The world's time: `ats.clock.advance(days=1)`."""
        return Time(self.workspace.world)

    @property
    def faults(self) -> Faults:
        """What goes wrong: `ats.faults.add("status", vendor="stackone", status=429, first=2)`."""
        return self.workspace.faults

    @property
    def journal(self) -> Journal:
        """What was asked and answered: `ats.journal.count(operation="create_candidate", status=201)`."""
        return self.workspace.journal

    @property
    def snapshots(self) -> Snapshots:
        """The world as it was: `ats.snapshots.take("before")`, later `ats.restore("before")`."""
        return self.workspace.snapshots

    @property
    def recruiter(self) -> Recruiter:
        """Somebody at the company: `ats.recruiter.moves(application, to="Interview")`."""
        return Recruiter(self.workspace.world)

    @property
    def applicant(self) -> Applicant:
        """Somebody outside: `ats.applicant.applies(job, first_name="Ada", last_name="Quill", email=…)`."""
        return Applicant(self.workspace.world)

    def recruiter_named(self, user: int) -> Recruiter:
        """Another user of the company's, by id."""
        return Recruiter(self.workspace.world, self.world.users[user].id)

    @property
    def limits(self) -> Limits:
        """Whether requests over a vendor's rate limit are answered 429 (`enforce`) or only marked (`count`)."""
        return "enforce" if self.workspace.meter.enforced else "count"

    @limits.setter
    def limits(self, mode: Limits) -> None:
        if mode not in ("count", "enforce"):
            raise ValueError(f"limits are 'count' or 'enforce', not {mode!r}")
        self.workspace.meter.enforced = mode == "enforce"

    def restore(self, snapshot: str) -> None:
        """Back to a snapshot; faults and journal stay."""
        self.workspace.restore(snapshot)

    def reset(self) -> None:
        """Back to how the world began, without faults, with an empty journal."""
        self.workspace.reset()

    def id(self, vendor: str, kind: str, record: Any) -> str:
        """How a vendor writes the id of a record (`candidate`, `application`, `job`, …), given as record or id."""
        number = record if isinstance(record, int) else record.id
        return self._vendor(vendor).ids[kind].write(self.workspace.world.read(), number)

    def story(self) -> str:
        """What happened here, for a human: the latest exchanges, with near misses and whys."""
        return told(self.journal, self.workspace.world.now)

    # Where it is

    def base(self, vendor: str) -> Base:
        """Where a vendor is, by name; raises LookupError."""
        one = self._vendor(vendor)
        return Base(one, f"{self.origin}/{one.name}", f"https://{one.host}" if one.host else None)

    @property
    def smartrecruiters(self) -> Base:
        """Where SmartRecruiters is."""
        return self.base("smartrecruiters")

    @property
    def stackone(self) -> Base:
        """Where StackOne is."""
        return self.base("stackone")

    @property
    def bindbee(self) -> Base:
        """Where Bindbee is."""
        return self.base("bindbee")

    @property
    def datadriven(self) -> Base:
        """Where Data Driven is."""
        return self.base("datadriven")

    @property
    def skailer(self) -> Base:
        """Where Skailer is."""
        return self.base("skailer")

    # Ways to ask. Each needs the client library that it is named after, and nothing else.

    def requests_session(self) -> "requests.Session":
        """A session of which every request comes here."""
        from ats_sandbox.testing.transports.requests import session

        return session(self)

    def requests_adapter(self) -> "BaseAdapter":
        """An adapter to mount on a session of one's own."""
        from ats_sandbox.testing.transports.requests import Adapter

        return Adapter(self)

    def httpx_client(self, **settings: Any) -> "httpx.Client":
        """A client of which every request comes here; settings are those of `httpx.Client`."""
        import httpx

        return httpx.Client(transport=self.httpx_transport(), trust_env=False, **settings)

    def httpx_async_client(self, **settings: Any) -> "httpx.AsyncClient":
        """The same, asynchronous."""
        import httpx

        return httpx.AsyncClient(transport=self.httpx_async_transport(), trust_env=False, **settings)

    def httpx_transport(self) -> "httpx.BaseTransport":
        """A transport to give to a client of one's own."""
        from ats_sandbox.testing.transports.httpx import Transport

        return Transport(self)

    def httpx_async_transport(self) -> "httpx.AsyncBaseTransport":
        """The same, asynchronous."""
        from ats_sandbox.testing.transports.httpx import AsyncTransport

        return AsyncTransport(self)

    def urllib3_pool(self, **settings: Any) -> "urllib3.PoolManager":
        """A pool manager of which every request comes here; settings are those of `urllib3.PoolManager`."""
        from ats_sandbox.testing.transports.urllib3 import pool_manager

        return pool_manager(self, **settings)

    def aiohttp_connector(self) -> "aiohttp.BaseConnector":
        """A connector for `aiohttp.ClientSession(connector=…)`; to be made where an event loop runs."""
        from ats_sandbox.testing.transports.aiohttp import Connector

        return Connector(self)

    def intercept(self, *, others: Others = "pass", skailer: str | None = None) -> Interception:
        """A block in which the real vendors' hosts lead here, whichever client is used; `skailer` is another host.

        `others` says whether calls to any other host `pass`, or are `refuse`d.
        """
        hosts = hosts_of(self.application.vendors, skailer)
        for host, vendor in hosts.items():
            self.application.stand_for(host, vendor)
        return Interception(self, hosts, others)

    @contextmanager
    def serve(self, port: int = 0) -> "Iterator[Ats]":
        """Behind a real server on this machine, for clients in other processes: gives the world at its address there.

        Port 0 finds a free one.
        """
        from ats_sandbox.server import Server

        with Server(self.application, port=port) as server:
            yield self.at(server.url)

    def at(self, origin: str) -> "Ats":
        """The same world, reached through a server of the same application."""
        path = "" if self.name == DEFAULT else f"/w/{self.name}"
        return Ats(self.application, self.name, f"{origin}{path}")

    @property
    def url(self) -> str:
        """Where it is, without a vendor: `origin`."""
        return self.origin

    def _vendor(self, name: str) -> Vendor:
        for one in self.application.vendors:
            if one.name == name:
                return one
        raise LookupError(f"no vendor {name!r}; there are {', '.join(one.name for one in self.application.vendors)}")
