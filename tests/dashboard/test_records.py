"""The records: lists, searches, and one record with its relations, its ids and what each vendor shows of it."""

from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import msgspec
import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.principal import PRINCIPALS
from ats_sandbox.control.fixtures.names import ids_of
from ats_sandbox.dashboard import relations
from ats_sandbox.dashboard.labels import FIRST, nouns
from ats_sandbox.vendors import VENDORS
from ats_sandbox.world.store.table import NOUNS
from tests.dashboard.browser import Browser
from tests.dashboard.company import HOSTILE, found
from tests.dashboard.html import Element
from tests.dashboard.promises import check_accessible, check_nothing_inline

ADMIN = PRINCIPALS[0].token


@pytest.fixture
def ids(browser: Browser) -> dict[str, Any]:
    return found(browser)


@pytest.fixture(scope="module")
def company() -> Browser:
    return Browser(SandboxApp("demo", strict=True))


def record_page(browser: Browser, noun: str, id: str) -> Element:
    return browser.ui(f"records?{urlencode({'kind': noun, 'id': id})}")


def labels(page: Element, id: str) -> list[str]:
    """The names in a table of records."""
    return [row.all("bdi")[0].text for body in page.one("section", id=id).all("tbody") for row in body.all("tr")]


def test_every_noun_has_a_list_and_a_page_for_each_record(company: Browser) -> None:
    world = company.client.application.world.read()
    totals = {row[0]: int(row[1]) for row in company.ui("records").one("section", id="all").rows}
    assert sum(totals.values()) == sum(len(world[NOUNS[noun]]) for noun in nouns())

    for noun in nouns():
        listed = company.ui(f"records?kind={noun}")
        check_accessible(listed)
        rows = listed.one("section", id="list").all("table")
        assert bool(rows) == bool(len(world[NOUNS[noun]]))
        for link in [one.all("a")[0] for one in rows]:
            page = company.open(link.attributes["href"])
            check_accessible(page)
            check_nothing_inline(company, page)
            assert link.text in page.one("div", id="record").one("h2").text


def test_the_nouns_that_people_look_for_exist() -> None:
    assert {*FIRST} <= {*NOUNS}


def test_what_a_vendor_shows_is_what_a_client_gets(company: Browser) -> None:
    """Every noun of every vendor that says where it shows one."""
    app = company.client.application
    world, vendors = app.world.read(), {vendor.title: vendor for vendor in VENDORS}
    asked = set()
    for noun in sorted({noun for vendor in VENDORS for noun in vendor.where}):
        record = world[NOUNS[noun]].first()
        recorded = len(app.worlds["default"].journal)
        page = record_page(company, noun, ids_of(world, VENDORS, noun, record.id)["native"])
        assert len(app.worlds["default"].journal) == recorded
        for card in page.all("section", class_="card"):
            vendor = vendors[card.one("h4").text]
            if noun not in vendor.where:
                assert "Not shown by this vendor." in card.text
                continue
            method, _, path = card.one("code").text.partition(" ")
            answer = company.client.open(path, method=method, headers=vendor.auth.present(ADMIN))
            assert card.one("span", class_="tag").text == str(answer.status_code) == "200"
            shown = "".join(part for part in card.one("pre").children if isinstance(part, str))
            assert shown == msgspec.json.format(answer.data).decode()
            asked.add((vendor.name, noun))
    assert asked == {(vendor.name, noun) for vendor in VENDORS for noun in vendor.where}


def test_a_fault_is_left_to_whom_it_is_meant_for(browser: Browser, ids: dict[str, Any]) -> None:
    browser.api("POST", "/faults", json={"kind": "status", "vendor": "smartrecruiters", "status": 503, "times": 1})

    page = record_page(browser, "candidate", ids["ada"]["native"])

    assert "503" not in [one.text for one in page.all("span", class_="tag")]
    assert [one["hits"] for one in browser.api("GET", "/faults")["faults"]] == [0]


def test_addresses_in_what_a_vendor_shows_lead_to_this_world(browser: Browser, ids: dict[str, Any]) -> None:
    page = record_page(browser, "application", ids["ada-backend"]["native"])

    (card,) = [one for one in page.all("section", class_="card") if "SmartRecruiters" in one.one("h4").text]
    assert f"http://localhost{browser.prefix}/smartrecruiters/candidates/" in card.one("pre").text
    assert card.one("code").text.startswith(f"GET {browser.prefix}/smartrecruiters/candidates/")


@pytest.mark.parametrize("whose", ["native", "smartrecruiters", "stackone", "bindbee"])
def test_the_search_in_the_header_finds_a_record_by_any_id(browser: Browser, ids: dict[str, Any], whose: str) -> None:
    for name, noun in [("ada", "Candidate"), ("backend", "Job"), ("grace-backend", "Application")]:
        (form,) = browser.ui("clock").one("header").all("form")

        page = browser.send(form, {"q": f" {ids[name][whose]} "})

        assert page.one("div", id="record").one("h2").text.startswith(f"{noun}: ")
        shown = {row[0]: row[1].removesuffix(" Copy") for row in page.one("section", aria_labelledby="ids").rows}
        assert shown.items() >= {one: id for one, id in ids[name].items() if one != "native"}.items()
        assert shown["name in the seed file"] == name


def test_an_id_of_several_records_lists_them_all(browser: Browser, ids: dict[str, Any]) -> None:
    page = browser.ui(f"records?q={ids['ada']['skailer']}")

    section = page.one("section", id="found")
    assert {"Ada Lovelace", "Backend Engineer (REF-1)"} <= {*labels(page, "found")}
    assert "its id: skailer" in section.text


@pytest.mark.parametrize(
    ("noun", "search", "expected"),
    [
        ("candidate", "", [f"Mallory {HOSTILE}", "Grace Hopper", "Ada Lovelace"]),
        ("candidate", "ada", ["Ada Lovelace"]),
        ("candidate", "LOVE", ["Ada Lovelace"]),
        ("candidate", "hopper grace", ["Grace Hopper"]),
        ("candidate", "grace lovelace", []),
        ("candidate", "Grace@Example.com", ["Grace Hopper"]),
        ("job", "chief", ["Chief of Secrets (REF-2)"]),
        ("job", "REF-2", ["Chief of Secrets (REF-2)"]),
        ("application", "lovelace", ["Ada Lovelace for Backend Engineer"]),
        ("application", "grace", ["Grace Hopper for Chief of Secrets", "Grace Hopper for Backend Engineer"]),
        ("application", "grace-secret", ["Grace Hopper for Chief of Secrets"]),
        ("interview", "nothing", []),
    ],
)
def test_a_list_is_searched(browser: Browser, ids: dict[str, Any], noun: str, search: str, expected: list[str]) -> None:
    page = browser.ui(f"records?{urlencode({'kind': noun, 'q': search})}")

    assert labels(page, "list") == expected


def test_all_nouns_are_searched_by_words(browser: Browser, ids: dict[str, Any]) -> None:
    page = browser.ui("records?q=grace%40example.com")

    assert labels(page, "found") == ["Grace Hopper"]
    assert browser.ui("records?q=nobody-at-all").one("section", id="found").text.startswith("Nothing has this")


def test_relations_lead_both_ways(browser: Browser, ids: dict[str, Any]) -> None:
    page = record_page(browser, "candidate", ids["grace"]["native"])
    naming = page.one("section", aria_labelledby="naming")
    assert "Applications as candidate, 2" in naming.text

    (link,) = [one for one in naming.all("a") if one.text == "Grace Hopper for Backend Engineer"]
    page = browser.open(link.attributes["href"])
    facts = page.one("section", aria_labelledby="facts")
    (link,) = [one for one in facts.all("a") if one.text == "Backend Engineer (REF-1)"]
    page = browser.open(link.attributes["href"])
    naming = page.one("section", aria_labelledby="naming")

    assert "Applications as job, 3" in naming.text
    assert [one for one in page.all("a") if one.text == "Its board"]


def test_of_many_that_name_a_record_there_is_a_list(company: Browser) -> None:
    world = company.client.application.world.read()
    user = next(one for one in world.users if len(world.notes.where(author=one.id)) > relations.MOST)
    page = record_page(company, "user", user.email)
    total = len(world.notes.where(author=user.id))

    (link,) = [
        one
        for one in page.one("section", aria_labelledby="naming").all("a")
        if one.text == f"All {total}" and "kind=note" in one.attributes["href"]
    ]
    page = company.open(link.attributes["href"])

    assert page.one("section", id="list").one("h2").text == f"Notes {total}"
    assert "Those whose author is" in page.one("section", id="list").text


def test_what_would_take_long_to_look_for_is_a_link(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relations, "MANY", 0)
    browser = Browser(SandboxApp("demo"))
    person = ids_of(browser.client.application.world.read(), VENDORS, "candidate", 1)["native"]
    page = record_page(browser, "candidate", person)

    (link,) = [one for one in page.all("a") if one.text == "Notes as candidate, to be looked for"]
    following = browser.open(link.attributes["href"])

    assert following.one("section", id="list").one("h2").text.startswith("Notes")
    again = record_page(browser, "candidate", person)
    assert not [one for one in again.all("a") if one.text == link.text]
    assert "as candidate" in again.one("section", aria_labelledby="naming").text


def test_lists_are_paged(company: Browser) -> None:
    page, seen = company.ui("records?kind=application"), []
    while True:
        seen += [row[3] for row in page.one("section", id="list").rows]
        following = page.all("a", rel="next")
        if not following:
            break
        page = company.open(following[0].attributes["href"])

    world = company.client.application.world.read()
    assert seen == [ids_of(world, (), "application", one.id)["native"] for one in world.applications.newest_first()]


@pytest.mark.parametrize("part", ["0", "-1", "x", "²", "99999999999999999999", "1000000", HOSTILE])
def test_a_part_that_there_is_not_is_no_failure(browser: Browser, ids: dict[str, Any], part: str) -> None:
    page = browser.ui(f"records?{urlencode({'kind': 'candidate', 'part': part})}")

    assert browser.response.status_code == 200
    assert labels(page, "list") == [] if part == "1000000" else labels(page, "list")[-1] == "Ada Lovelace"


def test_names_and_long_texts_are_shown_as_the_texts_that_they_are(browser: Browser, ids: dict[str, Any]) -> None:
    page = record_page(browser, "candidate", ids["mallory"]["native"])
    check_nothing_inline(browser, page)
    assert page.one("h2").all("bdi")[0].text == f"Mallory {HOSTILE}"

    page = record_page(browser, "note", ids["long"]["native"])
    (body,) = [row[1] for row in page.one("section", aria_labelledby="facts").rows if row[0] == "body"]
    assert body.startswith(HOSTILE)
    assert len(body) == 2_000
    assert "more characters are not shown" not in page.text


def test_what_a_vendor_says_at_length_is_cut(browser: Browser) -> None:
    (one,) = browser.api("POST", "/seed", json={"jobs": {"long": {"title": "Long", "description": "x" * 30_000}}})

    page = record_page(browser, "job", one["ids"]["native"])

    assert "more characters are not shown" in page.text
    assert len(browser.response.text) < 130_000


def test_what_is_confidential_is_marked(browser: Browser, ids: dict[str, Any]) -> None:
    for noun, name, marked in [
        ("job", "secret", True),
        ("application", "grace-secret", True),
        ("application", "grace-backend", False),
        ("candidate", "grace", False),
    ]:
        heading = record_page(browser, noun, ids[name]["native"]).one("div", id="record").one("h2")
        assert ("confidential" in heading.text) is marked
    rows = browser.ui("records?kind=job").one("section", id="list").rows
    assert [row[0].endswith("confidential") for row in rows] == [True, False]


def test_exchanges_that_changed_a_record_are_told(browser: Browser, ids: dict[str, Any]) -> None:
    path = f"/smartrecruiters/candidates/{ids['ada']['smartrecruiters']}"
    headers = {"X-SmartToken": ADMIN}
    before = record_page(browser, "candidate", ids["ada"]["native"])
    assert "None that the journal still has." in before.one("section", aria_labelledby="touched").text

    browser.client.get(f"{browser.prefix}{path}", headers=headers)
    answer = browser.client.patch(
        f"{browser.prefix}{path}", json={"firstName": "Augusta"}, headers=headers, base_url=browser.origin
    )
    assert answer.status_code == 200

    page = record_page(browser, "candidate", ids["ada"]["native"])
    ((number, request, status, _),) = page.one("section", aria_labelledby="touched").rows
    assert (number, request, status) == ("2", f"PATCH {path}", "200")
    assert page.one("h2").text == "Candidate: Augusta Lovelace"


@pytest.mark.parametrize(
    "text", ["nothing", HOSTILE, "\x00", "9" * 5_000, "²", "-1", "0", "c28xIQ", "[", "{" * 36, "\ud83d\ude00", "٣"]
)
def test_any_text_for_an_id_of_any_noun(browser: Browser, ids: dict[str, Any], text: str) -> None:
    written = quote(text, safe="", errors="surrogatepass")
    for noun in nouns():
        for query in (f"kind={noun}&id={written}", f"kind={noun}&q={written}", f"q={written}"):
            browser.open(f"{browser.prefix}/_sandbox/ui/records?{query}")
            assert browser.response.status_code == 200
    assert not browser.page.all("img")


def test_a_record_that_there_is_not_is_told(browser: Browser, ids: dict[str, Any]) -> None:
    page = record_page(browser, "candidate", HOSTILE)

    assert page.one("p", role="alert").text == f"There is no candidate {HOSTILE} ."
    assert labels(page, "list")


def test_parts_that_are_live_keep_to_the_same_record(browser: Browser, ids: dict[str, Any]) -> None:
    page = record_page(browser, "candidate", ids["ada"]["native"])

    live = page.one("div", id="record").attributes["hx-get"]
    assert parse_qs(urlsplit(live).query) == {"kind": ["candidate"], "id": [ids["ada"]["native"]]}
    assert browser.open(live).one("div", id="record").text == page.one("div", id="record").text
