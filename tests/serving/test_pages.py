"""The tester's pages: health, credentials, operations, documents and their browsable form."""

import re
from urllib.parse import urljoin, urlsplit

import msgspec
import pytest

from ats_sandbox.contract.openapi import document_of
from ats_sandbox.contract.principal import PRINCIPALS
from ats_sandbox.control.api import CONTROL
from ats_sandbox.vendors import VENDORS
from tests.serving.process import Served

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
    page = served.get(f"/_sandbox/docs/{vendor.name}/").body.decode()
    address = re.search(r'"url": "([^"]+)"', page)
    assert address is not None

    heard = served.get(address[1])

    assert heard.status == 200
    assert heard.json == msgspec.to_builtins(document_of(vendor))


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


@pytest.mark.parametrize("path", ["/", "/nobody", "/w/elsewhere/nobody", "/_sandbox/openapi/nobody.json"])
def test_what_is_not_there_is_said_with_what_is(served: Served, path: str) -> None:
    heard = served.get(path)

    assert heard.status == 404
    assert all(vendor.name in heard.json["error"] for vendor in VENDORS)


@pytest.mark.parametrize("path", ["/_sandbox/", "/_sandbox/nothing", "/_sandbox/docs/nobody/"])
def test_a_wrong_page_of_the_testers_side_names_the_right_one(served: Served, path: str) -> None:
    heard = served.get(path)

    assert heard.status == 404
    assert served.get(heard.json["error"].split()[-1]).status == 200
