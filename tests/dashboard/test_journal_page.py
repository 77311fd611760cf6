"""The journal's page: exchanges as they come, one of them with everything, and the same request made again."""

import subprocess
from copy import copy
from io import BytesIO
from typing import Any

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.principal import PRINCIPALS
from ats_sandbox.dashboard.pages.journal import MOST
from ats_sandbox.server import Server
from tests.dashboard.browser import Browser
from tests.dashboard.html import Element

pytest_plugins = "pytester"

TOKEN = {"X-SmartToken": "sandbox-admin"}
PERSON = {"firstName": "Ada", "lastName": "Quill", "email": "ada@example.com"}
HOSTILE = "\"'><script>alert(1)</script>{{7*7}}\u202e"


def ask(browser: Browser, method: str, path: str, **facts: Any) -> int:
    facts.setdefault("headers", TOKEN)
    return browser.client.open(f"{browser.prefix}{path}", method=method, **facts).status_code


def jobs(browser: Browser, times: int = 1) -> None:
    for _ in range(times):
        assert ask(browser, "GET", "/smartrecruiters/jobs") == 200


def listed(page: Element) -> list[str]:
    """The numbers in the list."""
    tables = [one for one in page.one("main").children if isinstance(one, Element) and one.has({"class_": "wide"})]
    return [one.text for table in tables for one in table.all("th", scope="row")]


def exchange(browser: Browser, number: int | str = "last") -> Element:
    return browser.ui(f"journal?number={number}")


def test_the_newest_are_first_and_lead_to_everything_about_them(browser: Browser) -> None:
    jobs(browser)
    assert ask(browser, "POST", "/smartrecruiters/candidates", json=PERSON) == 201

    page = browser.ui("journal")

    assert listed(page) == ["2", "1"]
    browser.open(page.one("a", aria_label="Exchange 2").attributes["href"])
    assert "create_candidate" in browser.page.one("main").text


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("vendor=stackone", ["3"]),
        ("operation=create_candidate", ["2"]),
        ("vendor=smartrecruiters&status=4xx", ["4", "2"]),
        ("status=404", ["4"]),
        ("principal=sandbox-admin", ["2", "1"]),
        ("path=JOBS", []),
        ("path=jobs", ["3", "1"]),
        ("path=%5Bjobs", []),
        ("vendor=smartrecruiters&path=j?bs", ["1"]),
    ],
)
def test_filters_are_in_the_query(browser: Browser, query: str, numbers: list[str]) -> None:
    jobs(browser)
    ask(browser, "POST", "/smartrecruiters/candidates", json={})
    ask(browser, "GET", "/stackone/unified/ats/jobs", headers={})
    ask(browser, "GET", "/smartrecruiters/nothing")

    assert listed(browser.ui(f"journal?{query}")) == numbers


def test_the_form_makes_such_a_query_and_keeps_what_was_chosen(browser: Browser) -> None:
    jobs(browser)
    ask(browser, "POST", "/smartrecruiters/candidates", json={})
    form = browser.ui("journal").one("form", aria_label="Which exchanges")

    page = browser.send(form, {"vendor": "smartrecruiters", "status": "4xx", "path": "candid"})

    assert listed(page) == ["2"]
    chosen = page.one("form", aria_label="Which exchanges").fields
    assert chosen == {"vendor": "smartrecruiters", "operation": "", "status": "4xx", "principal": "", "path": "candid"}


@pytest.mark.parametrize("name", ["vendor", "operation", "status", "principal", "path", "number", "before", "seen"])
@pytest.mark.parametrize("value", ["nothing", HOSTILE, "x" * 20_000, "-1", "9" * 30, "*" * 300, "٣"])
def test_what_does_not_exist_is_told_and_never_run(browser: Browser, name: str, value: str) -> None:
    jobs(browser)

    browser.open(browser.prefix + "/_sandbox/ui/journal?" + "&".join([f"{name}={value.replace('&', '')}"]))

    assert browser.response.status_code == (404 if name == "number" else 200)
    assert not [one for one in browser.page.all("script") if one.children]


def test_what_is_read_stays_while_new_exchanges_arrive_apart_from_it(browser: Browser) -> None:
    jobs(browser, 2)
    page = browser.ui("journal")
    part = page.one("section", id="new")
    assert "sse:journal" in part.attributes["hx-trigger"]
    jobs(browser, 3)

    fetched = browser.open(part.attributes["hx-get"])

    assert [row[0] for row in fetched.one("section", id="new").rows] == ["5", "4", "3"]
    assert listed(fetched) == listed(page) == ["2", "1"]
    fetched = browser.open(fetched.one("section", id="new").attributes["hx-get"])
    assert [row[0] for row in fetched.one("section", id="new").rows] == ["5", "4", "3"]


def test_after_a_clearing_the_new_ones_are_shown_all_the_same(browser: Browser) -> None:
    jobs(browser, 3)
    part = browser.ui("journal").one("section", id="new")
    browser.send(browser.form("clear"))
    assert "The journal is empty" in browser.page.one("p", role="status").text
    jobs(browser)

    assert listed(browser.open(part.attributes["hx-get"])) == ["1"]


def test_a_long_journal_is_turned_page_by_page(browser: Browser) -> None:
    jobs(browser, MOST + 5)

    first = browser.ui("journal")
    older = browser.open(first.one("a", rel="next").attributes["href"])

    assert listed(first) == [str(number) for number in range(MOST + 5, 5, -1)]
    assert listed(older) == ["5", "4", "3", "2", "1"]
    assert not older.all("a", rel="next")
    newest = next(one for one in older.all("a") if one.text == "Newest")
    assert listed(browser.open(newest.attributes["href"])) == listed(first)


def test_a_full_journal_is_shown_a_page_at_a_time(browser: Browser, app: SandboxApp) -> None:
    ask(browser, "POST", "/smartrecruiters/candidates", json=PERSON)
    journal = app.worlds[browser.prefix.removeprefix("/w/")].journal
    first = journal[1]
    for _ in range(journal.most + 9):
        journal.enter(copy(first))

    page = browser.ui("journal")

    assert len(listed(page)) == MOST
    assert listed(page)[0] == str(journal.most + 10)
    assert "10 earlier exchanges were dropped" in page.text
    assert len(browser.response.data) < 200_000
    assert exchange(browser, 1).one("h1")
    assert browser.response.status_code == 410


def test_one_exchange_shows_what_was_sent_and_answered(browser: Browser) -> None:
    ask(
        browser,
        "POST",
        "/smartrecruiters/candidates",
        json=PERSON,
        headers={**TOKEN, "X-Secret": HOSTILE.strip("\u202e")},
    )

    page = exchange(browser)

    request = page.one("section", aria_labelledby="request")
    assert '"firstName": "Ada"' in request.one("pre").text
    assert ["X-Smarttoken", "sandbox-admin"] in request.rows
    assert "201" in page.one("main").text
    assert "X-Ratelimit-Limit" in page.one("section", aria_labelledby="answer").text
    written = page.one("section", aria_labelledby="answer").all("bdi")[0].children[0]
    assert isinstance(written, str)
    assert '{\n  "id": "' in written
    assert HOSTILE.strip("\u202e") in request.text
    assert not [one for one in page.all("script") if one.children]


def test_what_it_changed_is_shown_member_by_member(browser: Browser) -> None:
    ask(browser, "POST", "/smartrecruiters/candidates", json={**PERSON, "lastName": HOSTILE})

    changed = exchange(browser).one("section", aria_labelledby="changed")

    assert "created candidates" in changed.text
    assert ["first_name", "", '"Ada"'] in changed.rows
    assert any(HOSTILE.replace('"', '\\"') in row[2] for row in changed.rows)


def test_what_it_changed_leads_to_the_record_and_back(browser: Browser) -> None:
    ask(browser, "POST", "/smartrecruiters/candidates", json=PERSON)
    changed = exchange(browser).one("section", aria_labelledby="changed")

    page = browser.open(changed.all("a")[0].attributes["href"])

    assert "Ada Quill" in page.one("main").text
    browser.open(page.one("a", aria_label="Exchange 1").attributes["href"])
    assert browser.page.one("section", aria_labelledby="changed").text == changed.text


def test_it_says_why_it_was_refused(browser: Browser) -> None:
    ask(browser, "POST", "/smartrecruiters/candidates", json={"firstName": "Ada"})

    why = exchange(browser).one("section", aria_labelledby="why").text

    assert "refusal" in why
    assert "body.lastName" in why
    assert "documented" in why or "inferred" in why


def test_it_says_what_was_ignored_and_is_no_refusal(browser: Browser) -> None:
    ask(browser, "GET", "/smartrecruiters/jobs?limitt=3")

    why = exchange(browser).one("section", aria_labelledby="why").text

    assert "query.limitt was ignored" in why
    assert "did you mean `limit`?" in why


def test_what_no_operation_took_is_held_against_those_that_are_similar(browser: Browser) -> None:
    ask(browser, "GET", "/smartrecruiters/candidatez")

    why = exchange(browser).one("section", aria_labelledby="why").text

    assert "GET /smartrecruiters/candidates of smartrecruiters, list_candidates" in why
    assert "/candidatez should be /candidates" in why


def test_it_leads_to_the_deliveries_that_came_of_it(browser: Browser) -> None:
    browser.api("POST", "/webhooks/subscriptions", json={"vendor": "smartrecruiters", "events": ["candidate.created"]})
    ask(browser, "POST", "/smartrecruiters/candidates", json=PERSON)

    told = exchange(browser).one("section", id="told")

    assert "candidate.created to smartrecruiters-1" in told.text
    browser.open(told.one("a").attributes["href"])
    assert browser.response.status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Bearer tops3cret"},
        {"X-SmartToken": "tops3cret"},
        {"Authorization": "Basic dG9wczNjcmV0OnRvcHMzY3JldA=="},
        {"Authorization": "tops3cret"},
        {"X-SmartToken": "sandbox-admin", "Cookie": "a=tops3cret"},
    ],
)
def test_secrets_are_shown_nowhere(browser: Browser, headers: dict[str, str]) -> None:
    path = "/smartrecruiters/candidates?accessToken=tops3cret"
    bodies: list[dict[str, Any]] = [
        {"json": {"password": "tops3cret", "a": [{"client_secret": "tops3cret"}]}},
        {"data": b'{"password": "tops3cret", broken'},
        {"data": {"client_secret": "tops3cret"}},
        {"data": {"client_secret": "tops3cret", "file": (BytesIO(b"x"), "a.txt")}},
    ]
    for body in bodies:
        ask(browser, "POST", path, headers=headers, **body)
        exchange(browser)
        assert browser.response.status_code == 200
        for written in ("tops3cret", "dG9wczNjcmV0"):
            assert written not in browser.response.text


def pasted(page: Element, section: str) -> str:
    """What the button copies."""
    return page.one("section", aria_labelledby=section).one("button").attributes["data-copy"]


REQUESTS: dict[str, tuple[str, str, dict[str, Any], int]] = {
    "list": ("GET", "/smartrecruiters/jobs?limit=1&q=%7Ba%7D%22b%5C'", {}, 200),
    "create": ("POST", "/smartrecruiters/candidates", {"json": {**PERSON, "lastName": HOSTILE}}, 201),
    "refused": ("POST", "/smartrecruiters/candidates", {"json": {"firstName": None, "x": [1.5, True, {}]}}, 400),
    "broken": ("POST", "/smartrecruiters/candidates", {"data": b'@{"a\xff', "content_type": "application/json"}, 400),
    "deep": (
        "POST",
        "/smartrecruiters/candidates",
        {"data": "[" * 90 + "]" * 90, "content_type": "application/json"},
        400,
    ),
    "unknown": ("GET", "/smartrecruiters/candidatez/ü%22?x={y}", {}, 404),
    "nobody": ("GET", "/elsewhere/{x}", {"headers": {}}, 404),
    "unauthorized": ("GET", "/stackone/unified/ats/jobs", {"headers": {"Authorization": "Bearer s3cret"}}, 401),
    "readonly": (
        "POST",
        "/smartrecruiters/candidates",
        {"json": PERSON, "headers": {"X-SmartToken": "sandbox-readonly"}},
        403,
    ),
    "empty header": (
        "GET",
        "/smartrecruiters/jobs",
        {"headers": {**TOKEN, "Accept-Language": "", "X-Quote": "it's"}},
        200,
    ),
    "head": ("HEAD", "/smartrecruiters/jobs", {}, 405),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_it_can_be_pasted_into_a_test_suite(browser: Browser, pytester: pytest.Pytester, name: str) -> None:
    method, path, facts, status = REQUESTS[name]
    got = ask(browser, method, path, **facts)
    if name != "head":
        assert got == status

    pytester.makepyfile(pasted(exchange(browser), "pytest"))

    assert f"answer.status_code == {got}" in pasted(browser.page, "pytest")
    pytester.runpytest("-p", "no:cacheprovider").assert_outcomes(passed=1)


def test_a_test_makes_the_earlier_writes_too(browser: Browser, pytester: pytest.Pytester) -> None:
    assert ask(browser, "POST", "/smartrecruiters/candidates", json=PERSON) == 201
    id = browser.api("GET", "/journal/last")["answer"]["body"]["value"]["id"]
    jobs(browser)
    path = f"/smartrecruiters/candidates/{id}"
    assert ask(browser, "PATCH", path, json={"firstName": "Grace"}) == 200
    assert ask(browser, "GET", path) == 200

    code = pasted(exchange(browser), "pytest")

    assert (code.count("http.post("), code.count("http.patch("), code.count("http.get(")) == (1, 1, 1)
    assert "assert answer.status_code == 200" in code
    pytester.makepyfile(code)
    pytester.runpytest("-p", "no:cacheprovider").assert_outcomes(passed=1)


def test_a_test_does_not_claim_what_a_fault_has_made(browser: Browser, pytester: pytest.Pytester) -> None:
    fault = {"kind": "status", "vendor": "smartrecruiters", "operation": "list_jobs", "status": 429, "first": 1}
    browser.api("POST", "/faults", json=fault)
    assert ask(browser, "GET", "/smartrecruiters/jobs") == 429

    code = pasted(exchange(browser), "pytest")

    assert "It was answered 429; the fault" in code
    assert "status_code" not in code
    pytester.makepyfile(code)
    pytester.runpytest("-p", "no:cacheprovider").assert_outcomes(passed=1)


def test_every_vendors_clients_can_be_pasted(browser: Browser, app: SandboxApp, pytester: pytest.Pytester) -> None:
    for vendor in app.vendors:
        operation = next(one for one in vendor.operations if one.method == "GET" and not one.example.path)
        for principal in PRINCIPALS:
            ask(browser, "GET", f"/{vendor.name}{operation.path}", headers=vendor.auth.present(principal.token))
            code = pasted(exchange(browser), "pytest")
            assert (f"ats.{vendor.name}.headers(" in code) or principal.expired
            pytester.makepyfile(**{f"test_{vendor.name}_{principal.token.replace('-', '_')}": code})

    pytester.runpytest("-p", "no:cacheprovider").assert_outcomes(passed=len(app.vendors) * len(PRINCIPALS))


def test_curl_sends_the_same_when_it_is_pasted() -> None:
    """The command goes to a real server, by the address that the page was asked under."""
    with Server(SandboxApp("empty")) as server:
        host = "{}:{}".format(*server.address)
        app = server.application
        assert isinstance(app, SandboxApp)
        browser = Browser(app, "pasted", host)
        for method, path, facts, _ in REQUESTS.values():
            if method == "HEAD":
                continue
            ask(browser, method, path, **facts)
            before = browser.api("GET", "/journal/last")
            command = pasted(exchange(browser), "curl")
            assert command.startswith(("curl ", "printf "))
            assert f"http://{host}/w/pasted/" in command

            subprocess.run(["sh", "-c", command], check=True, capture_output=True, timeout=60)

            after = browser.api("GET", "/journal/last")
            assert after["number"] == before["number"] + 1
            for same in ("method", "path", "status", "principal", "operation"):
                assert after[same] == before[same]
            assert after["request"]["body"] == before["request"]["body"]
            there = {name: value for name, value in before["request"]["headers"].items() if name == "Content-Type"}
            assert there.items() <= after["request"]["headers"].items()
