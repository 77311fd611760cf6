"""The first page: what is said there is true, and what is to be pasted works."""

import json
import shlex
import shutil
import subprocess

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.server import Server
from ats_sandbox.vendors import VENDORS
from tests.dashboard.browser import ACCEPT, Browser
from tests.dashboard.html import Element, read

each_vendor = pytest.mark.parametrize("number", range(len(VENDORS)), ids=[vendor.name for vendor in VENDORS])


def calls(page: Element) -> list[str]:
    """What the buttons copy that copy a call."""
    copied = [one.attributes["data-copy"] for one in page.all("button") if "data-copy" in one.attributes]
    return [one for one in copied if one.startswith("curl ")]


@each_vendor
@pytest.mark.parametrize("world", ["default", "team-7"])
def test_a_first_call_works_as_it_is_pasted(number: int, world: str) -> None:
    browser = Browser(SandboxApp("demo"), world)
    program, *words = shlex.split(calls(browser.open(f"{browser.prefix}/"))[number])
    assert (program, words[0]) == ("curl", "-s")
    headers = dict(word.split(": ", 1) for option, word in zip(words[2::2], words[3::2], strict=True) if option == "-H")

    answer = browser.client.get(words[1], headers=headers)

    assert answer.status_code == 200, answer.text
    assert words[1].startswith(f"http://localhost{browser.prefix}/{VENDORS[number].name}/")
    assert answer.json


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl here")
def test_a_shell_can_run_what_is_pasted() -> None:
    with Server(SandboxApp("demo")) as server:
        command = ["curl", "-s", "-H", f"Accept: {ACCEPT}", f"{server.url}/"]
        page = read(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        for call in calls(page):
            done = subprocess.run(["sh", "-c", call], capture_output=True, text=True, check=True)
            assert json.loads(done.stdout)


def test_it_says_what_is_served(browser: Browser) -> None:
    page = browser.open(f"{browser.prefix}/")

    facts = dict(zip([one.text for one in page.all("dt")], [one.text for one in page.all("dd")], strict=True))
    assert facts["World"] == browser.prefix.removeprefix("/w/")
    assert (facts["Recipe"], facts["Seed"]) == ("empty", "1")
    assert facts["Clock"].endswith("frozen")
    links = {one.attributes["href"] for one in page.all("a")}
    for name in [*(vendor.name for vendor in VENDORS), "_sandbox"]:
        assert f"{browser.prefix}/_sandbox/openapi/{name}.json" in links
    for link in links - {"#main"}:
        assert browser.client.get(link).status_code == 200


def test_programs_get_the_index_as_json(browser: Browser) -> None:
    for accept in ("*/*", "application/json", ""):
        answer = browser.client.get("/_sandbox/", headers={"Accept": accept})
        assert answer.mimetype == "application/json"
        assert answer.headers["Vary"] == "Accept"


def test_a_part_of_the_page_is_fetched_as_a_page(browser: Browser) -> None:
    """A script asks for anything, and says that it is one of ours."""
    answer = browser.client.get("/_sandbox/", headers={"Accept": "*/*", "HX-Request": "true"})

    assert answer.mimetype == "text/html"


def test_a_page_behind_a_proxy_leads_through_it(browser: Browser) -> None:
    proxied = {"X-Forwarded-Prefix": "/tools/ats", "X-Forwarded-Host": "team.example", "X-Forwarded-Proto": "https"}

    page = browser.open("/_sandbox/", **proxied)

    assert all(one.startswith("curl -s https://team.example/tools/ats/") for one in calls(page))
    for one in page.inside:
        for name in ("href", "src", "action", "sse-connect", "hx-get"):
            if name in one.attributes and one.attributes[name] != "#main":
                assert one.attributes[name].startswith("/tools/ats/")
