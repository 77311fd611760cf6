"""What is answered while the world is being founded."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import msgspec
from werkzeug import Request, Response
from werkzeug.exceptions import HTTPException

from ats_sandbox.contract.routing import match
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.addressing import HOST, OURS, Address, address_of, text_of
from ats_sandbox.control.api import CONTROL
from ats_sandbox.control.cors import is_preflight, preflight, shared, unguessed
from ats_sandbox.control.errors import STRANGE_HOST, ControlError, nowhere
from ats_sandbox.control.guard import check_caller, check_origin, may_be_read
from ats_sandbox.control.waiting import HEALTH as OF_HEALTH

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HEALTH = f"/{OURS}{OF_HEALTH}"

RETRY = {"Retry-After": "1"}


class Gate:
    """A WSGI application that stands in front of a sandbox: closed until there is one, and out of the way then.

    A closed gate answers 503 to everybody whom the sandbox would let in: pages, hosts and callers that it would refuse,
    the gate refuses. To those who ask for the sandbox's health it tells the percentage that is done as `percent`, with
    a `status` of `building`; the rest of that document says what is being founded.
    """

    def __init__(
        self,
        recipe: str,
        seed: int,
        vendors: Iterable[Vendor],
        *,
        cors: bool = True,
        admin_token: str | None = None,
        origins: Iterable[str] = (),
    ) -> None:
        self.percent = 0
        self._vendors = tuple(vendors)
        self._names = frozenset(one.name for one in self._vendors)
        self._hosts = {host: one.name for one in self._vendors for host in one.hosts}
        self._facts = {"recipe": recipe, "seed": seed, "vendors": [one.name for one in self._vendors]}
        self._cors = cors
        self._admin_token = admin_token
        self._origins = frozenset(origins)
        self._sandbox: WSGIApplication | None = None
        self._url = ""

    def open(self, sandbox: "WSGIApplication") -> None:
        """Let every request through to a sandbox from now on."""
        _tell(sandbox, self._url)
        self._sandbox = sandbox

    def served_at(self, url: str) -> None:
        """Hear the address of the server; so does the sandbox, once it is there."""
        self._url = url
        if self._sandbox is not None:
            _tell(self._sandbox, url)

    def may_wait(self, environ: "WSGIEnvironment") -> bool:
        """Whether answering a request may take its time.

        A closed gate imports what the tester's side consists of, to know who may ask for what; it does nothing else.
        """
        if self._sandbox is None:
            address = self._address(environ)
            return address.vendor == OURS and address.path != OF_HEALTH
        asked: Any = getattr(self._sandbox, "may_wait", None)
        return asked is None or bool(asked(environ))

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        sandbox = self._sandbox
        return self._closed(environ, start_response) if sandbox is None else sandbox(environ, start_response)

    def _address(self, environ: "WSGIEnvironment") -> Address:
        return address_of(environ, self._names, self._hosts)

    def _closed(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        start_response = unguessed(start_response)
        if not HOST.fullmatch(environ.get("HTTP_HOST", "")):
            return nowhere(400, STRANGE_HOST)(environ, start_response)
        address = self._address(environ)
        if "HTTP_ORIGIN" in environ and may_be_read(environ, address, cors=self._cors, origins=self._origins):
            start_response = shared(environ, start_response)
            if is_preflight(environ):
                return preflight(environ, start_response)
        return self._answer(Request(environ), address)(environ, start_response)

    def _answer(self, request: Request, address: Address) -> Response:
        percent = self.percent
        if address.vendor == OURS:
            if address.path == OF_HEALTH:
                document = {"status": "building", "percent": percent, **self._facts}
                return Response(msgspec.json.encode(document), 503, RETRY, content_type="application/json")
            try:
                self._admit(request, text_of(address.path))
            except ControlError as refused:
                return nowhere(refused.status, refused.text, refused.headers)
        return nowhere(503, f"the world is building, and {percent} % of it is done: ask again, or {HEALTH}", RETRY)

    def _admit(self, request: Request, path: str) -> None:
        """Raise the refusal of an operation of the tester's side to whom it does not let in."""
        try:
            operation = match(CONTROL, request.method, path).operation
        except HTTPException:  # refused to everybody, or a page for everybody
            return
        if not operation.public:
            check_origin(request.environ, self._origins)
            check_caller(request, self._vendors, self._admin_token)


def _tell(sandbox: "WSGIApplication", url: str) -> None:
    tell: Any = getattr(sandbox, "served_at", None)
    if tell is not None:
        tell(url)
