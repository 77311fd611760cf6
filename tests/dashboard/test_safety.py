"""Who may see and use the pages: nobody's page but our own, and with a token only who has it."""

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.dashboard.pages import PAGES
from tests.dashboard.browser import Browser

TOKEN = "long-enough-token"
NAMES = [page.name for page in PAGES if page.name != "home"]
ACTIONS = [(page.name, action.name) for page in PAGES for action in page.actions]
FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": "http://localhost:3000"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "http://localhost@evil.example"},
    {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
    {"Origin": "http://localhost:3000", "Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
    {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors"},
]


@pytest.fixture(scope="module")
def open_app() -> SandboxApp:
    return SandboxApp("empty", origins=["https://team.example"])


@pytest.fixture
def guarded() -> Browser:
    return Browser(SandboxApp("empty", admin_token=TOKEN))


def log_in(browser: Browser, token: str = TOKEN) -> None:
    browser.ui("login")
    browser.send(browser.form("login"), {"token": token})


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_foreign_page_sends_none_of_our_forms(open_app: SandboxApp, headers: dict[str, str]) -> None:
    client = Browser(open_app).client
    before, worlds = open_app.world.state, list(open_app.worlds)

    for page, action in ACTIONS:
        answer = client.post(f"/_sandbox/ui/{page}/{action}", data={"name": "made", "mode": "real"}, headers=headers)

        assert answer.status_code == 403
        assert "may not use the tester" in answer.text
    assert open_app.world.state is before
    assert list(open_app.worlds) == worlds


def test_a_page_is_opened_by_a_link_from_anywhere(open_app: SandboxApp) -> None:
    followed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}

    Browser(open_app).open("/_sandbox/ui/clock", **followed)
    fetched = Browser(open_app).client.get("/_sandbox/ui/clock", headers={**followed, "Sec-Fetch-Mode": "no-cors"})

    assert fetched.status_code == 403


def test_pages_of_an_allowed_origin_may_send_forms(open_app: SandboxApp) -> None:
    client = Browser(open_app, "team").client

    answer = client.post(
        "/w/team/_sandbox/ui/clock/advance", data={"duration": "P1D"}, headers={"Origin": "https://team.example"}
    )

    assert answer.status_code == 303


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:8080", "10.0.0.8"])
@pytest.mark.parametrize("name", [*NAMES, "events"])
def test_a_name_that_is_made_to_lead_here_sees_nothing(open_app: SandboxApp, host: str, name: str) -> None:
    client = Browser(open_app).client

    answer = client.get(f"/_sandbox/ui/{name}", headers={"Host": host})
    first = client.get("/", headers={"Host": host, "Accept": "text/html"})

    assert answer.status_code == 403
    assert "does not answer to" in answer.text
    assert first.status_code == 200
    assert "frozen" not in first.text


@pytest.mark.parametrize("name", NAMES)
def test_a_token_is_asked_for_and_leads_to_the_page(guarded: Browser, name: str) -> None:
    guarded.ui(name)
    assert guarded.page.one("h1").text == "Log in"
    assert guarded.form("login").fields == {"to": name, "token": ""}

    guarded.send(guarded.form("login"), {"token": TOKEN})

    assert guarded.response.status_code == 200
    assert guarded.address.endswith(f"/ui/{name}")


def test_the_cookie_is_for_this_site_and_for_no_script(guarded: Browser) -> None:
    answer = guarded.client.post("/_sandbox/ui/login", data={"token": TOKEN})

    cookie = answer.headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= {*cookie.split("; ")}
    assert TOKEN not in cookie
    assert "Secure" not in cookie
    over_tls = guarded.client.post("/_sandbox/ui/login", data={"token": TOKEN}, headers={"X-Forwarded-Proto": "https"})
    assert "Secure" in over_tls.headers["Set-Cookie"]


@pytest.mark.parametrize("token", ["", "wrong", "long-enough-toke", "<script>", "\u202e", "x" * 100_000])
def test_another_token_opens_nothing(guarded: Browser, token: str) -> None:
    log_in(guarded, token)

    assert guarded.response.status_code == 401
    assert guarded.page.one("div", id="refusal").text
    assert "Set-Cookie" not in guarded.response.headers
    assert guarded.ui("clock").one("h1").text == "Log in"


def test_who_has_logged_in_may_do_what_the_token_allows(guarded: Browser) -> None:
    log_in(guarded)
    guarded.ui("clock")

    guarded.send(guarded.form("advance"), button=guarded.form("advance").all("button")[0])

    assert guarded.api("GET", "/clock")["now"] == "2026-03-02T10:00:00.000Z"
    assert guarded.client.get("/_sandbox/export", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200


def test_who_has_logged_out_may_not(guarded: Browser) -> None:
    log_in(guarded)
    guarded.ui("clock")

    guarded.send(guarded.form("logout"))

    assert guarded.ui("clock").one("h1").text == "Log in"
    assert guarded.client.get("/_sandbox/clock").status_code == 401


@pytest.mark.parametrize("headers", FOREIGN)
def test_the_cookie_counts_for_nobody_elses_page(guarded: Browser, headers: dict[str, str]) -> None:
    log_in(guarded)

    answers = [
        guarded.client.post("/_sandbox/clock/advance", json={"duration": "P1D"}, headers=headers),
        guarded.client.post("/_sandbox/ui/clock/advance", data={"duration": "P1D"}, headers=headers),
        guarded.client.post("/_sandbox/ui/logout", headers=headers),
    ]

    assert all(one.status_code in (401, 403) for one in answers)
    assert guarded.api("GET", "/clock")["now"] == "2026-03-02T09:00:00.000Z"


def test_the_cookie_is_no_credential_of_a_vendor(guarded: Browser) -> None:
    log_in(guarded)

    for path in ("/stackone/unified/ats/jobs", "/smartrecruiters/jobs", "/bindbee/api/ats/v1/jobs"):
        assert guarded.client.get(path).status_code in (401, 403)


def test_the_cookie_of_another_sandbox_opens_nothing(guarded: Browser) -> None:
    other = Browser(SandboxApp("empty", admin_token="another-long-token"))
    log_in(other, "another-long-token")
    other.client.application = guarded.client.application

    assert other.ui("clock").one("h1").text == "Log in"


def test_strangers_see_the_first_page_without_what_the_token_protects(guarded: Browser) -> None:
    page = guarded.open("/w/secret-name/")

    assert "Clock" not in [one.text for one in page.all("dt")]
    assert not [one for one in page.inside if "sse-connect" in one.attributes]
    assert list(guarded.client.application.worlds) == ["default"]


@pytest.mark.parametrize(
    "to", ["https://evil.example", "//evil.example", "/etc", "login", "home", "nothing", "clock?x"]
)
def test_a_login_leads_to_our_pages_alone(guarded: Browser, to: str) -> None:
    answer = guarded.client.post("/_sandbox/ui/login", data={"token": TOKEN, "to": to})

    assert answer.headers["Location"] == "/_sandbox/"


def test_a_world_that_is_looked_at_by_who_has_the_token_begins(guarded: Browser) -> None:
    log_in(guarded)

    guarded.open("/w/begun/_sandbox/ui/clock")

    assert "begun" in guarded.client.application.worlds
    assert guarded.page.one("header").one("bdi").text == "begun"


def test_the_journal_does_not_keep_the_cookie(guarded: Browser) -> None:
    log_in(guarded)
    guarded.client.get("/stackone/unified/ats/jobs", headers={"x-account-id": "acme"})

    cookie = next(iter(guarded.client._cookies.values())).value
    assert cookie not in guarded.client.get("/_sandbox/journal").text
