"""The pages of one sandbox: their addresses, their headers, and how they are rendered."""

from typing import TYPE_CHECKING, Any, cast

import msgspec
from flask import Blueprint, render_template
from flask.blueprints import BlueprintSetupState
from werkzeug import Request, Response
from werkzeug.exceptions import NotFound

from ats_sandbox.contract.context import RequestContext
from ats_sandbox.control.addressing import Address
from ats_sandbox.control.deployment import Deployment
from ats_sandbox.control.errors import AdminTokenMissing, ControlError, nowhere
from ats_sandbox.control.pages import received
from ats_sandbox.control.streaming import STREAMS
from ats_sandbox.control.traces import ADDRESS
from ats_sandbox.control.workspace import Workspace
from ats_sandbox.dashboard.admission import SECURITY, check_admission, check_our_page, log_in, log_out
from ats_sandbox.dashboard.files import file
from ats_sandbox.dashboard.form import Form
from ats_sandbox.dashboard.live import Streams, marks_of
from ats_sandbox.dashboard.operations import Operations, Refused
from ats_sandbox.dashboard.page import Page
from ats_sandbox.dashboard.pages import HOME, PAGES
from ats_sandbox.dashboard.visit import Visit

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

HTML = "text/html; charset=utf-8"

BY_NAME = {page.name: page for page in PAGES if page is not HOME}

LOGIN = Page("login", "", "")
REFUSED = Page("refused", "", "")


class Site:
    """The pages of a sandbox. `application` answers the operations that they call."""

    def __init__(self, deployment: Deployment, application: "WSGIApplication") -> None:
        self.streams = Streams()
        self._deployment = deployment
        self._application = application

    def home(self, request: Request) -> Response:
        """The first page, which everybody may see; what a token protects is left out for those without."""
        try:
            check_admission(request, self._deployment)
        except ControlError:
            visit = self._visit(request, admitted=False)
        else:
            visit = self._visit(request, admitted=True)
        return secured(self._rendered(visit, HOME, headers={"Vary": "Accept"}))

    def blueprint(self) -> Blueprint:
        """Everything below `/_sandbox/ui/`."""
        pages = Blueprint(
            "dashboard",
            __name__,
            url_prefix="/_sandbox/ui",
            template_folder="templates",
        )
        pages.add_url_rule("/", "first", self._to_first)
        pages.add_url_rule("/static/<name>", "file", lambda name: file(received(), name))
        pages.add_url_rule("/events", "events", self._events)
        pages.add_url_rule("/login", "login", self._login)
        pages.add_url_rule("/login", "log_in", self._log_in, methods=["POST"])
        pages.add_url_rule("/logout", "log_out", self._log_out, methods=["POST"])
        pages.add_url_rule("/<name>", "page", self._show)
        pages.add_url_rule("/<name>/<action>", "action", self._act, methods=["POST"])
        pages.register_error_handler(ControlError, self._refuse)
        pages.register_error_handler(Refused, self._refuse)
        pages.register_error_handler(NotFound, self._miss)
        pages.after_request(cast(Any, secured))
        pages.add_app_template_filter(as_json)
        pages.record_once(tidy)
        return pages

    def _to_first(self) -> Response:
        return led_to(f"{self._visit(received(), admitted=False).ours}/")

    def _show(self, name: str) -> Response:
        page, request = page_of(name), received()
        check_admission(request, self._deployment)
        return self._rendered(self._visit(request, admitted=True), page)

    def _act(self, name: str, action: str) -> Response:
        page, request = page_of(name), received()
        doing = page.action(action)
        if doing is None:
            raise NotFound
        check_admission(request, self._deployment)
        visit, form = self._visit(request, admitted=True), cast(Form, request.form)
        try:
            query = doing.do(visit, form)
        except (Refused, ControlError) as error:
            refusal = refused_by(error)
            return self._rendered(visit, page, refusal.status, refusal=refusal, refused=action, form=form)
        return led_to(visit.page(name, **(query or {}), done=action))

    def _events(self) -> Response:
        request = received()
        check_admission(request, self._deployment)
        if STREAMS not in request.environ:
            return nowhere(503, "this server carries no streams; pages look again from time to time instead")
        name = self._visit(request, admitted=True).world
        worlds = self._deployment.worlds
        marks_of(name, worlds)  # what worlds make when it is asked for, they make here and not on the event loop
        stream = self.streams.open(lambda: marks_of(name, worlds))
        if stream is None:
            return nowhere(503, f"{len(self.streams)} pages are open, and no more are told what happens")
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return Response(stream, 200, headers, content_type="text/event-stream", direct_passthrough=True)

    def _login(self) -> Response:
        return self._rendered(self._visit(received(), admitted=False), LOGIN)

    def _log_in(self) -> Response:
        request = received()
        check_our_page(request, self._deployment)
        visit = self._visit(request, admitted=False)
        to = request.form.get("to", "")
        response = led_to(visit.page(to) if to in BY_NAME else f"{visit.ours}/")
        if log_in(request, response, self._deployment, request.form.get("token", "").strip()):
            return response
        wrong = Refused(401, "this is not the admin token that the sandbox printed when it started")
        return self._rendered(visit, LOGIN, 401, refusal=wrong)

    def _log_out(self) -> Response:
        request = received()
        check_our_page(request, self._deployment)
        response = led_to(f"{self._visit(request, admitted=False).ours}/")
        log_out(request, response, self._deployment)
        return response

    def _refuse(self, error: Exception) -> Response:
        """Show a refusal as a page; who lacks the token is asked for it where that may help."""
        request, refusal = received(), refused_by(error)
        visit = self._visit(request, admitted=False)
        name = request.path.rpartition("/")[2]
        if isinstance(error, AdminTokenMissing) and request.method == "GET" and name in BY_NAME:
            return led_to(visit.page("login", to=name))
        return self._rendered(visit, REFUSED, refusal.status, refusal=refusal)

    def _miss(self, error: NotFound) -> Response:
        return self._refuse(Refused(404, "There is no such page."))

    def _visit(self, request: Request, *, admitted: bool) -> Visit:
        environ = request.environ
        address: Address = environ[ADDRESS]
        context: RequestContext = environ["ats_sandbox.context"]
        workspace = cast(Workspace, context.workspace)
        worlds = self._deployment.worlds
        if admitted and worlds.get(workspace.world.name) is not workspace:
            workspace = worlds.keep(workspace)
        operations = Operations(self._application, environ, workspace.world.name)
        return Visit(request, address, self._deployment, workspace, operations, admitted=admitted)

    def _rendered(
        self, visit: Visit, page: Page, status: int = 200, headers: dict[str, str] | None = None, **values: Any
    ) -> Response:
        done = page.action(visit.request.args.get("done", "")) if page.actions and "refusal" not in values else None
        given = {
            "visit": visit,
            "page": page,
            "pages": PAGES,
            "done": done and done.done,
            "refusal": None,
            "refused": None,
            "form": {},
            **values,
            **page.show(visit),
        }
        text = render_template(page.file, **given)
        return Response(text, status, {"Cache-Control": "no-store", **(headers or {})}, content_type=HTML)


def page_of(name: str) -> Page:
    """A page by its name. Raises NotFound."""
    page = BY_NAME.get(name)
    if page is None:
        raise NotFound
    return page


def refused_by(error: Exception) -> Refused:
    """What is shown of a refusal, whether of an operation or in Python."""
    if isinstance(error, Refused):
        return error
    assert isinstance(error, ControlError), "nothing else is refused"
    from ats_sandbox.control.errors import render

    document = render(error, None, 0)
    return Refused(error.status, document["error"], document.get("details"))


def led_to(path: str) -> Response:
    """The way to a page, which is then asked for by a GET of its own."""
    return Response(status=303, headers={"Location": path, "Cache-Control": "no-store"})


def as_json(value: Any) -> str:
    """A JSON value as it is written."""
    return msgspec.json.encode(value).decode()


def tidy(state: BlueprintSetupState) -> None:
    """Have templates leave out the lines that only hold statements."""
    state.app.jinja_env.trim_blocks = state.app.jinja_env.lstrip_blocks = True


def secured(response: Response) -> Response:
    """A response with what browsers are to know."""
    for name, value in SECURITY.items():
        response.headers[name] = value
    return response
