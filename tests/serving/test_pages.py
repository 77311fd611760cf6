"""The tester's pages: health, credentials, operations, documents and their browsable form."""

import re
from html import escape
from urllib.parse import urljoin, urlsplit

import pytest

from ats_sandbox.contract.principal import PRINCIPALS
from ats_sandbox.control.api import CONTROL
from ats_sandbox.vendors import VENDORS
from tests.serving.process import Served, serving

each_document = pytest.mark.parametrize("vendor", [*VENDORS, CONTROL], ids=lambda vendor: vendor.name)
each_vendor = pytest.mark.parametrize("vendor", VENDORS, ids=lambda vendor: vendor.name)

LOADED = re.compile(r"""(?:src|href)=["']([^"']+)["']|url\(["']?([^"')]+)["']?\)""")
"""What a page or a style sheet makes a browser load."""


@each_document
def test_the_documentation_loads_nothing_from_elsewhere(served: Served, vendor) -> None:
    seen: set[str] = set()
    waiting = [f"/_sandbox/docs/{vendor.name}/"]
    while waiting:
        path = waiting.pop()
        seen.add(path)
        heard = served.get(path)
        assert heard.status == 200, path
        assert heard.body, path
        if (heard.header("Content-Type") or "").startswith(("text/html", "text/css")):
            for found in LOADED.findall(heard.body.decode()):
                address = found[0] or found[1]
                if not address.startswith("data:"):
                    assert urlsplit(urljoin(served.url, address)).netloc == urlsplit(served.url).netloc, address
                    waiting += {urlsplit(urljoin(served.url + path, address)).path} - seen - set(waiting)

    assert any(path.endswith(".js") for path in seen)
    assert any(path.endswith(".css") for path in seen)


@each_document
def test_the_documentation_shows_the_vendors_document(served: Served, vendor) -> None:
    path = f"/w/elsewhere/_sandbox/docs/{vendor.name}/"
    address = re.search(r'"url":"([^"]+)"', served.get(path).body.decode())
    assert address is not None

    heard = served.get(urljoin(path, address[1]))

    assert heard.status == 200
    assert heard.json["info"]["title"] == vendor.title
    assert heard.json["servers"][0]["url"] == f"{served.url}/w/elsewhere/{vendor.name}"


@each_document
@pytest.mark.parametrize("world", ["", "/w/elsewhere"])
def test_the_documentation_has_an_address_with_a_slash(served: Served, vendor, world: str) -> None:
    path = f"{world}/_sandbox/docs/{vendor.name}"

    heard = served.get(path)

    assert heard.status == 302
    assert urljoin(path, heard.header("Location")) == f"{path}/"


@each_document
def test_the_documentation_works_below_any_prefix(served: Served, vendor) -> None:
    """A proxy may put it anywhere: no address in it begins with a slash."""
    page = served.get(f"/_sandbox/docs/{vendor.name}/").body.decode()
    addresses = [one or other for one, other in LOADED.findall(page)] + re.findall(r'"url":"([^"]+)"', page)

    assert len(addresses) > 3
    assert [one for one in addresses if one.startswith("/") or "://" in one] == []


def test_the_index_of_the_documents_names_each_and_loads_nothing(served: Served) -> None:
    page = served.get("/_sandbox/docs/", accept=PAGE).body.decode()

    for vendor in (*VENDORS, CONTROL):
        assert escape(vendor.title) in page
        assert f'href="{served.url}/_sandbox/docs/{vendor.name}/"' in page
        assert f'href="{served.url}/_sandbox/openapi/{vendor.name}.json"' in page
    assert not re.search(r"<script|<img|@import|src=", page)
    assert set(re.findall(r"https?://[^/\"<]+", page)) == {served.url}


@each_vendor
def test_the_document_names_an_address_at_which_the_vendor_answers(served: Served, vendor) -> None:
    """A try-out from the browsable documentation reaches this sandbox, not the vendor."""
    address = served.url + f"/_sandbox/openapi/{vendor.name}.json"
    base = urljoin(address, served.get(urlsplit(address).path).json["servers"][0]["url"])
    read = next(one for one in vendor.operations if one.method == "GET" and not one.example.path and not one.public)

    heard = served.get(urlsplit(base).path.rstrip("/") + read.path)

    assert base.startswith(served.url)
    assert heard.status == vendor.error_format.unauthenticated.status


def test_health_tells_what_is_served(served: Served) -> None:
    assert served.get("/_sandbox/health").json == {
        "status": "ok",
        "recipe": "demo",
        "seed": 1,
        "vendors": [vendor.name for vendor in VENDORS],
    }


@each_vendor
def test_the_credentials_page_tells_headers_that_work(served: Served, vendor) -> None:
    told = served.get("/_sandbox/credentials").json
    read = next(one for one in vendor.operations if one.method == "GET" and not one.example.path)

    heard = served.ask("GET", f"/{vendor.name}{read.path}", told["headers"][vendor.name])

    assert {one["token"] for one in told["tokens"]} == {principal.token for principal in PRINCIPALS}
    assert heard.status == 200, heard.body


def test_the_operations_page_lists_every_operation(served: Served) -> None:
    rows = served.get("/_sandbox/operations").json

    assert [(row["vendor"], row["id"]) for row in rows] == [
        (vendor.name, name)
        for vendor in VENDORS
        for operation in vendor.operations
        for name in (operation.id, *operation.aliases)
    ]


@pytest.mark.parametrize("path", ["/nope", "/nobody", "/w/elsewhere/nobody", "/_sandbox/openapi/nobody.json"])
def test_what_is_not_there_is_said_with_what_is(served: Served, path: str) -> None:
    heard = served.get(path)

    assert heard.status == 404
    assert all(vendor.name in heard.json["error"] for vendor in VENDORS)


INDEXES = [
    "/",
    "/_sandbox/",
    "/_sandbox/docs/",
    "/_sandbox/docs",
    "/w/elsewhere",
    "/w/elsewhere/",
    "/w/elsewhere/_sandbox/",
]
PAGE = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
"""What browsers accept."""


@pytest.mark.parametrize(
    "accept", ["*/*", "application/json", "text/plain", PAGE], ids=["any", "json", "text", "browser"]
)
@pytest.mark.parametrize("path", INDEXES)
def test_an_index_leads_everywhere(served: Served, path: str, accept: str) -> None:
    heard = served.get(path, accept=accept)

    if accept == PAGE:
        assert heard.header("Content-Type") == "text/html; charset=utf-8"
        found = re.findall(r'<a [^>]*href="([^"#]+)"', heard.body.decode())
        links = [urljoin(served.url + path, to) for to in found]
    else:
        assert heard.json["version"]
        assert heard.json["company"] == "AcmeTalent"
        assert heard.json["world"] == ("elsewhere" if "elsewhere" in path else "default")
        assert list(heard.json["documentation"]) == [*(vendor.name for vendor in VENDORS), "_sandbox"]
        links = [to for value in heard.json.values() if isinstance(value, dict) for to in value.values()]
    assert heard.header("Vary") == "Accept"
    assert all(to.startswith(served.url) for to in links)
    assert all(("/w/elsewhere/" in to) is ("elsewhere" in path) for to in links)
    ours = [to.removeprefix(served.url) for to in links if "/_sandbox/" in to]
    assert {"/_sandbox/health"} <= {to.removeprefix("/w/elsewhere") for to in ours}
    assert [to for to in ours if served.get(to).status != 200] == []


def test_an_index_says_nothing_that_a_token_protects() -> None:
    with serving("--recipe", "empty", "--admin-token", "long-enough-token") as program:
        assert program.get("/w/secret-name/").status == 200
        heard = [program.get(path).body for path in INDEXES if "elsewhere" not in path]

    assert not [one for one in heard if b"secret-name" in one]


@pytest.mark.parametrize("path", ["/health", "/healthz", "/ready"])
def test_what_looks_for_health_is_led_to_it(served: Served, path: str) -> None:
    assert "/_sandbox/health" in served.get(path).json["error"]


@pytest.mark.parametrize("path", ["/nope", "/nap", "/ui", "/favicon.ico"])
def test_no_far_fetched_neighbour_is_named(served: Served, path: str) -> None:
    """Of so many words one is always alike; what names no vendor must be nearly the same."""
    assert served.get(path).header("X-Sandbox-Why") == "no route: nothing is served at this path"


@pytest.mark.parametrize("path", ["/candidates", "/candidate", "/smartrecruiter/candidates", "/jobs"])
def test_a_near_neighbour_is_named_though_the_base_path_is_missing(served: Served, path: str) -> None:
    assert "smartrecruiters" in (served.get(path).header("X-Sandbox-Why") or "")


@pytest.mark.parametrize(
    ("path", "method"),
    [("/", "GET"), ("/_sandbox/health", "GET"), ("/_sandbox/docs/stackone/", "GET"), ("/nope", "GET")]
    + [(f"/{vendor.name}/nothing", "GET") for vendor in VENDORS]
    + [("/stackone/unified/ats/jobs", "OPTIONS")],
)
def test_browsers_are_not_to_guess_a_type(served: Served, path: str, method: str) -> None:
    assert served.ask(method, path).header("X-Content-Type-Options") == "nosniff"


@pytest.mark.parametrize("path", ["/_sandbox/nothing", "/_sandbox/docs/nobody/"])
def test_a_wrong_page_of_the_testers_side_names_the_right_one(served: Served, path: str) -> None:
    heard = served.get(path)

    assert heard.status == 404
    assert served.get(heard.json["error"].split()[-1]).status == 200
