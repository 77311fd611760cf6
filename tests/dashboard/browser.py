"""A browser without scripts: it follows links and sends forms, as a page has them."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

from werkzeug.test import Client, TestResponse

from ats_sandbox.app import SandboxApp
from tests.dashboard.html import Element, read

ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


class Browser:
    """Looks at one page at a time of a sandbox, in one world."""

    def __init__(self, app: SandboxApp, world: str = "default", host: str = "localhost") -> None:
        self.client = Client(app)
        self.prefix = "" if world == "default" else f"/w/{world}"
        self.origin = f"http://{host}"
        self.address = ""
        self.response: TestResponse
        self.page: Element

    def ui(self, name: str) -> Element:
        """Open a page of the dashboard."""
        return self.open(f"{self.prefix}/_sandbox/ui/{name}")

    def open(self, path: str, **headers: str) -> Element:
        """Open a page, as somebody does who types its address."""
        return self._load("GET", path, headers={"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate", **headers})

    def send(self, form: Element, values: Mapping[str, Any] | None = None, button: Element | None = None) -> Element:
        """Send a form with its values, some of them filled in anew, by a button or by its only one."""
        own = form.attributes
        assert form.name == "form"
        for name in values or {}:
            assert [one for one in form.inside if one.attributes.get("name") == name], f"no field {name}"
        if button is None:
            (button,) = form.all("button")
        data = {**form.fields, **(values or {})}
        if "name" in button.attributes:
            data[button.attributes["name"]] = button.attributes.get("value", "")
        path = urljoin(self.address, own.get("action", ""))
        if own.get("method", "get") == "get":
            return self._load("GET", path, query_string=data)
        headers = {"Origin": self.origin, "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
        return self._load("POST", path, data=data, headers=headers)

    def form(self, action: str) -> Element:
        """The form for an action of this page; the first of several."""
        ends = f"/{action}"
        return next(one for one in self.page.all("form") if one.attributes.get("action", "").endswith(ends))

    def api(self, method: str, path: str, **facts: Any) -> Any:
        """An operation of the tester's side, as programs call it."""
        answer = self.client.open(f"{self.prefix}/_sandbox{path}", method=method, **facts)
        assert answer.status_code < 400, answer.text
        return answer.json if answer.data else None

    def _load(self, method: str, path: str, **facts: Any) -> Element:
        headers = {"Accept": ACCEPT, **facts.pop("headers", {})}
        response = self.client.open(path, base_url=self.origin, method=method, headers=headers, **facts)
        while response.status_code == 303:
            path = urljoin(path, response.headers["Location"])
            assert urlsplit(path).netloc in ("", urlsplit(self.origin).netloc)
            response = self.client.get(path, base_url=self.origin, headers=headers | {"Sec-Fetch-Site": "same-origin"})
        self.address, self.response = path, response
        self.page = read(response.text) if response.mimetype == "text/html" else Element("none")
        return self.page
