"""How a URL, a Host and a header lead to a world and a vendor, and how answers lead back."""

import re
from collections.abc import Iterator
from itertools import count
from urllib.parse import urljoin

import pytest

from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.vendors import VENDORS
from tests.serving.process import Answer, Served
from tests.serving.recording import HOST, RecordedRequest, demo, recorded_request

each_vendor = pytest.mark.parametrize("vendor", VENDORS, ids=lambda vendor: vendor.name)
hosted_vendor = pytest.mark.parametrize(
    "vendor", [vendor for vendor in VENDORS if vendor.host], ids=lambda vendor: vendor.name
)
DATADRIVEN = next(vendor for vendor in VENDORS if vendor.name == "datadriven")
KEY = DATADRIVEN.auth.present("sandbox-admin")
OFFERS = "/datadriven/v3/ats/job-offers"
_numbers = count(1)


@pytest.fixture
def world() -> str:
    """A name that no other test uses."""
    return f"place-{next(_numbers)}"


def rename(served: Served, path: str, title: str, **headers: str) -> None:
    """Change the first job offer of the world that this path and these headers lead to."""
    sent = {**KEY, "Content-Type": "application/json", **headers}
    assert served.ask("PATCH", f"{path}/1", sent, b'{"title": "%s"}' % title.encode()).status == 200


def title(served: Served, path: str, **headers: str) -> str:
    told: str = served.ask("GET", f"{path}/1", {**KEY, **headers}).json["data"][0]["title"]
    return told


def test_a_world_is_forked_on_first_use_and_is_nobody_elses(served: Served, world: str) -> None:
    before = title(served, OFFERS)

    rename(served, f"/w/{world}{OFFERS}", "Elsewhere")

    assert title(served, f"/w/{world}{OFFERS}") == "Elsewhere"
    assert title(served, OFFERS) == title(served, f"/w/{world}-2{OFFERS}") == before


def test_a_header_names_the_world_too(served: Served, world: str) -> None:
    rename(served, OFFERS, "By header", **{"X-Sandbox-World": world})

    assert title(served, f"/w/{world}{OFFERS}") == "By header"
    assert title(served, OFFERS) != "By header"


def test_the_path_names_the_world_before_the_header_does(served: Served, world: str) -> None:
    rename(served, f"/w/{world}{OFFERS}", "By path", **{"X-Sandbox-World": f"{world}-2"})

    assert title(served, f"/w/{world}{OFFERS}") == "By path"
    assert title(served, f"/w/{world}-2{OFFERS}") != "By path"


@pytest.mark.parametrize(
    "name",
    ["", "%20", "a%20b", "-a", ".a", "a" * 65, "%E2%98%83", "a%00", "a%0Ab", "..%2F..", "a;b", "a%27"],
)
def test_a_bad_name_of_a_world_is_refused_and_explained(served: Served, name: str) -> None:
    heard = served.get(f"/w/{name}{'?' if not name else OFFERS}")

    assert heard.status == 400
    assert "1 to 64 letters, digits, dots, dashes or underscores" in heard.json["error"]


@pytest.mark.parametrize("name", ["a b", "../x", "é", "a" * 65, "a,b"])
def test_a_bad_name_in_the_header_is_refused_as_well(served: Served, name: str) -> None:
    heard = served.get(OFFERS, x_sandbox_world=name, **KEY)

    assert heard.status == 400
    assert "1 to 64 letters" in heard.json["error"]


@pytest.mark.parametrize("name", ["a", "A.b_c-9", "0", "a" * 64, "default", "sandbox"])
def test_a_good_name_is_taken(served: Served, name: str) -> None:
    assert served.get(f"/w/{name}{OFFERS}", **KEY).status == 200


@pytest.mark.parametrize(
    "written",
    [
        "/datadriven/v3/ats/job-offers",
        "//datadriven/v3/ats/job-offers",
        "/datadriven//v3///ats//job-offers",
        "/datadriven/v3/ats/job-offers/",
        "/datadriven/v3/ats/job-offers//",
        "/datadriven/v3/ats/job%2Doffers",
        "//w/default//datadriven/v3/ats/job-offers/",
    ],
)
def test_slashes_and_escapes_make_no_difference(served: Served, written: str) -> None:
    heard = served.get(f"{written}?limit=2", **KEY)

    assert (heard.status, heard.body) == (200, served.get(f"{OFFERS}?limit=2", **KEY).body)


def example_read(vendor) -> RecordedRequest:
    operation = next(one for one in vendor.operations if one.method == "GET" and one.example.path)
    return recorded_request(vendor, operation, demo())


@hosted_vendor
def test_the_vendors_own_host_needs_no_prefix(served: Served, vendor) -> None:
    one = example_read(vendor)
    own = one.path.removeprefix(f"/{vendor.name}")
    plain = served.ask("GET", one.path, one.headers)

    for host in (vendor.host, vendor.host.upper(), f"{vendor.host}:8080"):
        heard = served.ask("GET", own, {**one.headers, "Host": host})
        assert heard.status == plain.status == 200, heard.body
        assert heard.body.replace(host.encode(), f"{HOST}/{vendor.name}".encode()) == plain.body
    assert served.ask("GET", own, one.headers).status == 404


@hosted_vendor
def test_the_vendors_own_host_leaves_the_testers_side_reachable(served: Served, vendor) -> None:
    assert served.ask("GET", "/_sandbox/health", {"Host": vendor.host}).json["status"] == "ok"


WAYS = {
    "as it is": ("", {}, f"http://{HOST}"),
    "in a world": ("/w/linked", {}, f"http://{HOST}/w/linked"),
    "through a proxy": (
        "",
        {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "front.example"},
        "https://front.example",
    ),
    "through two proxies, in a world": (
        "/w/linked",
        {"X-Forwarded-Proto": "https, http", "X-Forwarded-Host": "front.example:8443, inner.example"},
        "https://front.example:8443/w/linked",
    ),
    "through a proxy that has it below a path, in a world": (
        "/w/linked",
        {"X-Forwarded-Host": "front.example", "X-Forwarded-Prefix": "/tests/ats/, /inner"},
        "http://front.example/tests/ats/w/linked",
    ),
}


def links(heard: Answer) -> Iterator[str]:
    """Every URL in an answer's body and headers."""
    text = heard.body.decode(errors="replace") + " ".join(f" {value}" for _, value in heard.headers)
    yield from re.findall(r'https?://[^"\\\s<>]+', text)


@pytest.mark.parametrize("way", WAYS)
def test_links_lead_back_the_way_the_client_came(served: Served, way: str) -> None:
    """No answer names the server's own address or a vendor's real API; links to the API begin as the client's URL.

    Logs of requests are left out: they tell what was asked of others, and where.
    """
    prefix, headers, origin = WAYS[way]
    strange = [served.url, *(f"//{vendor.host}" for vendor in VENDORS if vendor.host)]
    ours = ("front.example", "inner.example", HOST)
    bases = tuple(f"{origin}/{vendor.name}/" for vendor in VENDORS)
    world = demo()
    led = 0
    for vendor in VENDORS:
        for operation in vendor.operations:
            if operation.method == "GET" and not operation.path.startswith("/requests/"):
                one = recorded_request(vendor, operation, world)
                for link in links(served.ask("GET", prefix + one.path, {**one.headers, **headers})):
                    assert not any(part in link for part in strange), f"{operation.id} answers {link}"
                    if any(part in link for part in ours):
                        assert link.startswith(bases), f"{operation.id} answers {link}"
                        led += 1
    assert led > 10


@each_vendor
def test_links_of_an_answer_lead_somewhere(served: Served, vendor: Vendor) -> None:
    """What a link names is served, whatever method it is meant for."""
    unknown = served.get(f"/{vendor.name}/no/such/route").json
    base = f"http://{HOST}/{vendor.name}/"
    followed = set()
    for operation in vendor.operations:
        if operation.method == "GET":
            one = recorded_request(vendor, operation, demo())
            for link in links(served.ask("GET", one.path, one.headers)):
                path = link[len(base) - 1 :].partition("?")[0]
                form = re.sub(r"[0-9a-f-]{24,36}", "{}", path)
                if link.startswith(base) and form not in followed:
                    followed.add(form)
                    heard = served.ask("GET", f"/{vendor.name}{path}", one.headers)
                    assert heard.status != 404 or heard.json != unknown, f"{operation.id} answers {link}"


@pytest.mark.parametrize("prefix", ["/smartrecruiters", "/w/{world}/smartrecruiters", ""])
@pytest.mark.parametrize("path", ["/candidates?limit=2", "/jobs?sort=job_id&limit=2"])
def test_a_relative_link_leads_on_when_it_is_resolved_against_the_url(
    served: Served, world: str, prefix: str, path: str
) -> None:
    """RFC 8288, section 3.1: a relative target is resolved against the request's URL."""
    headers = {"X-SmartToken": "sandbox-admin"} | ({} if prefix else {"Host": "api.smartrecruiters.com"})
    asked = f"{prefix.format(world=world)}{path}"
    first = served.ask("GET", asked, headers)

    target = re.match(r'<(.+)>; rel="next"', first.header("Link") or "")
    assert target is not None
    following = served.ask("GET", urljoin(asked, target[1]), headers)

    assert following.status == 200
    assert following.json["offset"] == 2
    assert target[1].startswith(asked.partition("?")[0])
