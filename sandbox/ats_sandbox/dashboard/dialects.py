"""One record in the dialect of every vendor: its own answer, got in a copy of the world that nothing remembers.

A client that asks at this moment gets these bytes, unless a fault is due. But no request is counted, recorded, or takes
a fault from somebody for whom it was meant, and what an answer would change is changed in the copy.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import msgspec
from werkzeug import Request
from werkzeug.exceptions import HTTPException

from ats_sandbox.contract.context import RequestContext
from ats_sandbox.contract.limits import RateMeter
from ats_sandbox.contract.operation import Reply
from ats_sandbox.contract.pipeline import STEPS, Pipeline
from ats_sandbox.contract.principal import PRINCIPALS
from ats_sandbox.contract.routing import match
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.addressing import Address
from ats_sandbox.control.traces import ADDRESS
from ats_sandbox.dashboard.visit import Visit
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Record
from ats_sandbox.world.world import World

ADMIN = PRINCIPALS[0].token
"""Who asks: a client that is allowed everything."""

LONGEST = 20_000
"""Characters of an answer that are shown."""

PIPELINE = Pipeline(STEPS)
"""What a call goes through at a vendor, without what testers put in front of it."""


class Dialect(msgspec.Struct, frozen=True):
    """A record as a vendor shows it: `path` on this host, the `status` and the `text` of the answer.

    Without a path the vendor does not show single records of the kind. `cut` is how many characters are left out.
    """

    title: str
    path: str | None = None
    status: int = 0
    text: str = ""
    cut: int = 0


def dialects_of(visit: Visit, world: Reading, noun: str, record: Record) -> Iterator[Dialect]:
    """A record in the dialect of each vendor."""
    copy = World(visit.world, world.seed, world.state.at(world.now))
    for vendor in visit.deployment.vendors:
        where = vendor.where.get(noun)
        yield Dialect(vendor.title) if where is None else asked(visit, copy, vendor, where(world, record))


def asked(visit: Visit, world: World, vendor: Vendor, path: str) -> Dialect:
    """What a vendor answers at a path."""
    parts, whole = urlsplit(path), f"{visit.root}/{vendor.name}{path}"
    origin = f"{visit.origin}/{vendor.name}"
    request = request_for(visit, vendor, parts.path, parts.query, origin)
    try:
        found = match(vendor, "GET", parts.path)
    except HTTPException as error:
        return Dialect(vendor.title, whole, error.code or 404)
    context = RequestContext(world, RateMeter(), origin, workspace=visit.workspace, deployment=visit.deployment)
    reply = PIPELINE.perform(context, vendor, found.operation, request, found.ids)
    assert isinstance(reply, Reply), "only faults make responses"
    text = laid_out(reply.content or b"")
    return Dialect(vendor.title, whole, reply.status, text[:LONGEST], max(0, len(text) - LONGEST))


def request_for(visit: Visit, vendor: Vendor, path: str, query: str, origin: str) -> Request:
    """A request as a client sends it who has the token of the administrator."""
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": f"/{vendor.name}{path}",
        "QUERY_STRING": query,
        "CONTENT_LENGTH": "0",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.input": BytesIO(),
        "HTTP_ACCEPT": "application/json",
        "HTTP_HOST": urlsplit(origin).netloc,
        ADDRESS: Address(visit.world, vendor.name, path, origin),
    }
    environ |= {name: visit.request.environ[name] for name in ("wsgi.url_scheme", "SERVER_NAME", "SERVER_PORT")}
    for name, value in vendor.auth.present(ADMIN).items():
        environ[f"HTTP_{name.upper().replace('-', '_')}"] = value
    return Request(environ)


def laid_out(content: bytes) -> str:
    """An answer as people read it: JSON with its members on lines of their own."""
    try:
        return msgspec.json.format(content).decode()
    except msgspec.DecodeError:
        return content.decode("utf-8", "replace")
