"""Browsers of any origin may call, and may read every answer."""

import pytest

from ats_sandbox.vendors import VENDORS
from tests.serving.process import Served, serving

DATADRIVEN = next(vendor for vendor in VENDORS if vendor.name == "datadriven")
KEY = DATADRIVEN.auth.present("sandbox-admin")
OFFERS = "/datadriven/v3/ats/job-offers"
FRONT = "http://localhost:5173"


@pytest.mark.parametrize(
    ("path", "key", "status"),
    [
        (OFFERS, KEY, 200),
        (f"{OFFERS}?limit=x", KEY, 400),
        (OFFERS, {}, 401),
        (f"{OFFERS}/999999", KEY, 404),
        ("/datadriven/nothing", KEY, 404),
        ("/w/a%20b/datadriven", {}, 400),
        ("/nobody", {}, 404),
        ("/_sandbox/health", {}, 200),
    ],
)
def test_an_answer_may_be_read_whatever_its_status(served: Served, path: str, key: dict[str, str], status: int) -> None:
    heard = served.ask("GET", path, {**key, "Origin": FRONT})

    assert heard.status == status
    assert heard.header("Access-Control-Allow-Origin") == FRONT
    assert heard.header("Access-Control-Allow-Credentials") == "true"
    assert "X-Total-Count" in (heard.header("Access-Control-Expose-Headers") or "")
    assert "Origin" in (heard.header("Vary") or "")


@pytest.mark.parametrize("path", [OFFERS, "/w/browsed" + OFFERS, "/datadriven/nothing", "/_sandbox/health"])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_a_preflight_allows_what_it_asks_for(served: Served, path: str, method: str) -> None:
    """A browser sends no credentials with it."""
    wanted = {
        "Origin": FRONT,
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "authorization,content-type,x-account-id,x-smarttoken",
    }

    heard = served.ask("OPTIONS", path, wanted)

    assert heard.status == 204
    assert heard.body == b""
    assert heard.header("Access-Control-Allow-Origin") == FRONT
    assert method in (heard.header("Access-Control-Allow-Methods") or "").split(", ")
    assert heard.header("Access-Control-Allow-Headers") == wanted["Access-Control-Request-Headers"]


def test_a_preflight_changes_nothing_and_founds_no_world(served: Served) -> None:
    before = served.ask("GET", OFFERS, KEY).body

    served.ask("OPTIONS", OFFERS, {"Origin": FRONT, "Access-Control-Request-Method": "POST"})

    assert served.ask("GET", OFFERS, KEY).body == before


def test_a_request_without_an_origin_is_told_nothing_of_origins(served: Served) -> None:
    heard = served.ask("GET", OFFERS, KEY)

    assert not [name for name, _ in heard.headers if name.lower().startswith("access-control")]


def test_sharing_can_be_switched_off() -> None:
    with serving("--no-cors", "--world", "empty") as program:
        heard = program.ask("GET", OFFERS, {**KEY, "Origin": FRONT})

        assert heard.status == 200
        assert heard.header("Access-Control-Allow-Origin") is None
