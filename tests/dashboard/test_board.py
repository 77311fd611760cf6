"""The board: a job's applications by stage, and moving them, as its forms do and as scripts send them."""

from typing import Any
from urllib.parse import urlencode

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.world.domain.commands.applications import apply
from ats_sandbox.world.domain.commands.candidates import register
from ats_sandbox.world.domain.reasons import Decider
from tests.dashboard.browser import Browser
from tests.dashboard.company import HOSTILE, application_at_smartrecruiters, found
from tests.dashboard.html import Element
from tests.dashboard.promises import check_accessible, check_nothing_inline


@pytest.fixture
def ids(browser: Browser) -> dict[str, Any]:
    return found(browser)


def columns(page: Element) -> dict[str, list[str]]:
    """The names on the cards by column."""
    return {
        one.one("h3").text.rpartition(" ")[0]: [card.all("bdi")[0].text for card in one.all("li", draggable="true")]
        for one in page.all("section", class_="column")
    }


def form_of(page: Element, person: str) -> Element:
    """The form on somebody's card."""
    (card,) = [one for one in page.all("li", draggable="true") if one.all("bdi")[0].text == person]
    return card.one("form")


def option(form: Element, name: str) -> str:
    (found,) = [one.attributes["value"] for one in form.all("option") if one.text == name]
    return found


@pytest.mark.parametrize("search", ["", "Backend", "engineer", "ENG back", "REF-1", "native", "stackone", "skailer"])
def test_a_job_is_found_by_its_title_its_reference_or_any_id(
    browser: Browser, ids: dict[str, Any], search: str
) -> None:
    browser.ui("board")

    page = browser.send(browser.page.one("form", role="search"), {"q": ids["backend"].get(search, search)})

    assert ["Backend Engineer", "REF-1", "sourcing", "3"] in page.one("section", id="jobs").rows


def test_what_no_job_is_called_finds_none(browser: Browser, ids: dict[str, Any]) -> None:
    page = browser.ui("board?q=plumber")

    assert page.one("section", id="jobs").text == "No job is found by that."


def test_jobs_are_paged(browser: Browser, app: SandboxApp) -> None:
    browser.api("POST", "/seed", json={"jobs": {f"job-{n}": {"title": f"Job {n:03}"} for n in range(60)}})

    first = browser.ui("board?q=job")
    following = browser.open(first.one("a", rel="next").attributes["href"])

    titles = [row[0] for page in (first, following) for row in page.one("section", id="jobs").rows]
    assert titles == [f"Job {n:03}" for n in reversed(range(60))]
    assert not following.all("a", rel="next")


def test_cards_stand_in_the_stages_of_the_pipeline(browser: Browser, ids: dict[str, Any]) -> None:
    page = browser.ui(f"board?job={ids['backend']['native']}")

    cards = columns(page)
    assert cards["New"] == [f"Mallory {HOSTILE}", "Grace Hopper"]
    assert cards["Interview"] == ["Ada Lovelace"]
    assert [*cards][-2:] == ["Rejected", "Withdrawn"]


def test_the_page_of_a_job_is_as_every_page(browser: Browser, ids: dict[str, Any]) -> None:
    page = browser.ui(f"board?job={ids['backend']['native']}")

    check_accessible(page)
    check_nothing_inline(browser, page)
    assert "49" not in page.text


def test_a_confidential_job_is_marked(browser: Browser, ids: dict[str, Any]) -> None:
    assert "confidential" in browser.ui("board?q=secrets").one("section", id="jobs").text
    page = browser.ui(f"board?job={ids['secret']['native']}")
    assert "confidential" in page.one("section", id="job").text
    assert "confidential" in page.one("li", draggable="true").text


def test_a_card_is_moved_to_a_stage_as_every_vendor_then_says(browser: Browser, ids: dict[str, Any]) -> None:
    page = browser.ui(f"board?job={ids['backend']['native']}")
    form = form_of(page, "Grace Hopper")

    page = browser.send(form, {"to": option(form, "Interview")})

    assert browser.response.status_code == 200
    assert "The card was moved." in page.one("p", class_="done").text
    assert columns(page)["Interview"] == ["Grace Hopper", "Ada Lovelace"]
    assert application_at_smartrecruiters(browser, ids, "grace", "backend")["status"] == "INTERVIEW"
    record = browser.ui(f"records?kind=application&id={ids['grace-backend']['native']}")
    shown = {card.one("h4").text: card.one("pre").text for card in record.all("section", class_="card")}
    assert '"status": "INTERVIEW"' in shown["SmartRecruiters Customer API"]


def test_who_is_hired_has_a_position(browser: Browser, ids: dict[str, Any]) -> None:
    page = browser.ui(f"board?job={ids['backend']['native']}")
    form = form_of(page, "Ada Lovelace")

    browser.send(form, {"to": option(form, "Hired")})

    assert application_at_smartrecruiters(browser, ids, "ada", "backend")["status"] == "HIRED"


@pytest.mark.parametrize(("to", "status"), [("rejected", "REJECTED"), ("withdrawn", "WITHDRAWN")])
def test_an_ending_asks_for_its_reason(browser: Browser, ids: dict[str, Any], to: str, status: str) -> None:
    page = browser.ui(f"board?job={ids['backend']['native']}")

    page = browser.send(form_of(page, "Ada Lovelace"), {"to": to})

    assert browser.response.status_code == 409
    asking = page.one("form", aria_label="Why it ends")
    assert "needs a reason" in asking.one("div", id="refusal").text
    assert asking.one("select").all("option")
    assert columns(page)["Interview"] == ["Ada Lovelace"]
    check_accessible(page)
    live = page.one("div", id="columns").attributes["hx-get"]
    assert columns(browser.open(live))["Interview"] == ["Ada Lovelace"]

    page = browser.send(asking)

    assert columns(page)[to.capitalize()] == ["Ada Lovelace"]
    assert columns(page)["Interview"] == []
    assert application_at_smartrecruiters(browser, ids, "ada", "backend")["status"] == status


def test_who_was_rejected_comes_back(browser: Browser, ids: dict[str, Any]) -> None:
    browser.api("POST", f"/applications/{ids['ada-backend']['native']}/state", json={"state": "rejected"})
    page = browser.ui(f"board?job={ids['backend']['native']}")
    form = form_of(page, "Ada Lovelace")

    page = browser.send(form, {"to": option(form, "New")})

    assert columns(page)["Rejected"] == []
    assert application_at_smartrecruiters(browser, ids, "ada", "backend")["status"] == "NEW"


def test_a_card_that_stays_where_it_is_writes_nothing(browser: Browser, ids: dict[str, Any]) -> None:
    browser.api("POST", "/snapshots", json={"name": "before"})
    page = browser.ui(f"board?job={ids['backend']['native']}")
    form = form_of(page, "Grace Hopper")

    browser.send(form, {"to": option(form, "New")})

    totals = browser.api("GET", "/snapshots/before/diff")["totals"]
    assert totals == {"created": 0, "changed": 0, "deleted": 0}


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"to": ""}, 400),
        ({"to": "transferred"}, 404),
        ({"to": "999999"}, 404),
        ({"to": HOSTILE}, 404),
        ({"to": "9" * 400}, 404),
        ({"to": "²"}, 404),
        ({"to": "1", "application": "nobody"}, 404),
        ({"to": "1", "application": HOSTILE}, 404),
        ({"to": "rejected", "application": HOSTILE}, 404),
    ],
)
def test_a_refusal_is_shown_and_nothing_is_moved(
    browser: Browser, ids: dict[str, Any], values: dict[str, str], status: int
) -> None:
    page = browser.ui(f"board?job={ids['backend']['native']}")
    before = columns(page)

    page = browser.send(form_of(page, "Ada Lovelace"), values)

    assert browser.response.status_code == status
    assert page.one("div", id="refusal").text
    assert columns(page) == before


@pytest.mark.parametrize("reason", ["999999", HOSTILE, "", "withdrawal"])
def test_a_reason_that_does_not_fit_is_refused(
    browser: Browser, ids: dict[str, Any], app: SandboxApp, reason: str
) -> None:
    reasons = app.worlds[browser.prefix[3:]].world.read().reasons
    if reason == "withdrawal":
        reason = str(next(one.id for one in reasons if one.decider is Decider.CANDIDATE))
    page = browser.ui(f"board?job={ids['backend']['native']}")
    page = browser.send(form_of(page, "Ada Lovelace"), {"to": "rejected"})

    page = browser.send(page.one("form", aria_label="Why it ends"), {"reason": reason})

    assert browser.response.status_code == 409
    assert page.one("form", aria_label="Why it ends").one("div", id="refusal").text
    assert columns(page)["Rejected"] == []


def test_a_stage_of_another_pipeline_is_refused(browser: Browser, ids: dict[str, Any], app: SandboxApp) -> None:
    world = app.worlds[browser.prefix[3:]].world.read()
    pipeline = world.jobs.where(reference="REF-1").page(0, 1)[0].pipeline
    elsewhere = next(one for one in world.stages if one.pipeline != pipeline)
    page = browser.ui(f"board?job={ids['backend']['native']}")

    page = browser.send(form_of(page, "Ada Lovelace"), {"to": str(elsewhere.id)})

    assert browser.response.status_code == 409
    assert "is not in the pipeline" in page.one("div", id="refusal").text


def test_a_column_shows_its_latest_cards_and_the_way_to_the_others(
    browser: Browser, ids: dict[str, Any], app: SandboxApp
) -> None:
    world = app.worlds[browser.prefix[3:]].world
    with world.transaction() as draft:
        job = next(iter(draft.jobs.where(reference="REF-2")))
        for number in range(120):
            person = register(draft, first_name="Person", last_name=f"{number:03}")
            apply(draft, person.id, job.id)

    page = browser.ui(f"board?job={ids['secret']['native']}")
    (new,) = [one for one in page.all("section", class_="column") if one.one("h3").text == "New 121"]
    assert [card.all("bdi")[0].text for card in new.all("li")] == [f"Person {n:03}" for n in range(119, 69, -1)]
    (more,) = [one for one in new.all("a") if one.text.startswith("71 more")]

    names = []
    page = browser.open(more.attributes["href"])
    while True:
        assert [*columns(page)] == ["New"]
        names += columns(page)["New"]
        following = page.all("a", rel="next")
        if not following:
            break
        page = browser.open(following[0].attributes["href"])
    assert names == [*(f"Person {n:03}" for n in range(119, -1, -1)), "Grace Hopper"]

    form = form_of(page, "Grace Hopper")
    page = browser.send(form, {"to": option(form, "Hired")})
    assert "The card was moved." in page.one("p", class_="done").text
    assert [*columns(page)] == ["New"]


def test_the_cards_are_live_and_the_script_of_dragging_is_there(browser: Browser, ids: dict[str, Any]) -> None:
    page = browser.ui(f"board?job={ids['backend']['native']}")

    live = page.one("div", id="columns").attributes
    assert "sse:commit" in live["hx-trigger"]
    assert columns(browser.open(live["hx-get"])) == columns(page)
    assert [one for one in page.all("script") if one.attributes["src"].endswith("/static/board.js")]
    for column in page.all("section", class_="column"):
        assert column.attributes["data-column"] in [one.attributes["value"] for one in page.all("option")]


@pytest.mark.parametrize("job", ["nothing", HOSTILE, "\x00", "9" * 5_000, "2"])
def test_a_job_that_there_is_not_leads_to_those_that_there_are(browser: Browser, ids: dict[str, Any], job: str) -> None:
    page = browser.ui(f"board?{urlencode({'job': job})}")

    assert browser.response.status_code == 200
    assert page.one("section", id="jobs") if job != "2" else page.one("section", id="job")
