"""What is misspelt in Python is told with what there is: by an exception of Python's own, and by the type checker."""

import asyncio
import inspect
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args, get_type_hints

import aiohttp
import httpx
import pytest
import requests
import urllib3

from ats_sandbox import Ats, ClockMode, Sandbox
from ats_sandbox.app import SandboxApp
from ats_sandbox.control.faults.fault import Settings, SettingValues
from ats_sandbox.control.faults.kinds import KINDS, FaultName
from ats_sandbox.control.journal.query import Conditions, JournalQuery
from ats_sandbox.testing.sandbox import Options
from ats_sandbox.world.clock import ClockName
from ats_sandbox.world.seeding.recipes import RecipeName, recipe_names
from ats_sandbox.world.store.table import NOUNS

ROOT = Path(__file__).parents[2]
SHORT = 120


@pytest.fixture(scope="module")
def ats() -> Any:
    """As untyped code has it."""
    return Sandbox()


SLIPS: dict[str, tuple[Callable[[Any], object], type[Exception], str]] = {
    "a world": (lambda _: Sandbox(world="dmeo"), ValueError, "demo, edge, empty, large; did you mean demo?"),  # type: ignore[arg-type]
    "a clock": (lambda _: Sandbox(clock="frosen"), ValueError, "frozen, running, real; did you mean frozen?"),  # type: ignore[arg-type]
    "limits": (lambda _: Sandbox(limits="enforced"), ValueError, "count, enforce; did you mean enforce?"),  # type: ignore[arg-type]
    "a setting": (lambda _: Sandbox(wrld="demo"), TypeError, "did you mean world?"),  # type: ignore[call-arg]
    "too few people": (lambda _: Sandbox(candidates=-1), ValueError, "fewer than no candidates"),
    "the mode of a clock": (lambda ats: setattr(ats.clock, "mode", "reel"), ValueError, "did you mean real?"),
    "an index": (lambda ats: ats.world.candidates.where(emial="x"), LookupError, "did you mean email?"),
    "an index of one more condition": (
        lambda ats: ats.world.candidates.where(email="x").where(emial="x"),
        LookupError,
        "did you mean email?",
    ),
    "a condition": (lambda ats: ats.journal.count(statuz=3), TypeError, "did you mean status?"),
    "a condition of entries": (lambda ats: ats.journal.entries(methd="GET"), TypeError, "did you mean method?"),
    "an operation": (lambda ats: ats.journal.count(operation="create_kandidate"), ValueError, "create_candidate"),
    "a vendor that is asked about": (lambda ats: ats.journal.count(vendor="stackon"), ValueError, "stackone"),
    "a kind of fault": (lambda ats: ats.faults.add("statuss"), ValueError, "nearest: status"),
    "a setting of a fault": (lambda ats: ats.faults.add("status", vendr="x"), TypeError, "did you mean vendor?"),
    "a setting of another kind": (lambda ats: ats.faults.add("reset", seconds=1), ValueError, "takes no settings"),
    "a kind of id": (lambda ats: ats.id("stackone", "jobs", 1), LookupError, "did you mean job?"),
    "a vendor": (lambda ats: ats.base("stackon"), LookupError, "did you mean stackone?"),
    "a snapshot": (lambda ats: ats.restore("never"), LookupError, "there is no snapshot"),
    "a name": (lambda ats: ats.fork("no name"), ValueError, "1 to 64 letters"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_answered_with_what_there_is(ats: Any, slip: str) -> None:
    made, error, said = SLIPS[slip]

    with pytest.raises(error) as raised:
        made(ats)

    assert said in str(raised.value)
    assert "__init__" not in str(raised.value)
    assert "lambda x" not in str(raised.value)


def test_an_index_that_there_is_not_is_told_with_those_that_there_are(ats: Any) -> None:
    with pytest.raises(LookupError) as raised:
        ats.world.jobs.where(titel="x")

    assert all(name in str(raised.value) for name in ats.world.jobs.collection.indexes)
    assert "only(lambda" in str(raised.value)


def test_an_id_is_of_the_kind_of_its_record(ats: Ats) -> None:
    job, person = ats.world.jobs[1], ats.world.candidates[1]

    for vendor in ats.application.vendors:
        with pytest.raises(TypeError, match="a record of jobs was given"):
            ats.id(vendor.name, "candidate", job)
        assert ats.id(vendor.name, "candidate", person) == ats.id(vendor.name, "candidate", person.id)
        for kind in vendor.ids:
            record = next(iter(ats.world.read()[NOUNS[kind]]), None)
            assert record is None or ats.id(vendor.name, kind, record)


def ask_with_aiohttp(ats: Ats, url: str) -> int:
    async def ask() -> int:
        async with aiohttp.ClientSession(connector=ats.aiohttp_connector()) as session, session.get(url) as answer:
            return answer.status

    return asyncio.run(ask())


def ask_with_httpx_async(ats: Ats, url: str) -> int:
    async def ask() -> int:
        async with ats.httpx_async_client() as client:
            return (await client.get(url)).status_code

    return asyncio.run(ask())


CLIENTS: dict[str, tuple[Callable[[Ats, str], int], type[Exception]]] = {
    "requests": (lambda ats, url: ats.requests_session().get(url).status_code, requests.ConnectionError),
    "httpx": (lambda ats, url: ats.httpx_client().get(url).status_code, httpx.ConnectError),
    "httpx async": (ask_with_httpx_async, httpx.ConnectError),
    "urllib3": (
        lambda ats, url: ats.urllib3_pool().request("GET", url, retries=False).status,
        urllib3.exceptions.ProtocolError,
    ),
    "aiohttp": (ask_with_aiohttp, aiohttp.ClientError),
}


@pytest.mark.parametrize("client", CLIENTS)
def test_a_client_of_the_sandbox_says_that_it_reaches_nothing_else(ats: Ats, client: str) -> None:
    ask, error = CLIENTS[client]
    before = ats.journal.count()

    for url in ("https://example.com/", "http://example.com:8080/v1/people?x=1"):
        with pytest.raises(error, match=r"example\.com is not in the sandbox"):
            ask(ats, url)
    assert ats.journal.count() == before
    for url in (ats.stackone.url, "http://testserver/stackone", "https://api.stackone.com"):
        assert ask(ats, f"{url}/unified/ats/jobs") == 401
    assert ask(ats, f"{ats.origin}/nothing") == 404


def test_what_a_debugger_shows_is_short_and_says_what_it_is() -> None:
    ats = Sandbox(candidates=25)
    ats.faults.add("reset", vendor="stackone")
    shown = {
        "Sandbox default": ats,
        "Ats other": ats.fork("other"),
        "stackone": ats.stackone,
        "25 candidates": ats.world,
        "0 exchanges": ats.journal,
        "reset-1": ats.faults,
        "none": Sandbox(world="empty").faults,
        "2026-03-02T09:00:00": ats.clock,
        "candidates": ats.world.candidates,
        "Selection of candidates": ats.world.candidates.where(email="x"),
        "default, other": ats.worlds,
        "Workspace of default": ats.workspace,
        "SandboxApp('demo', seed=1)": ats.application,
        "Sleeps": ats.sleeps(),
        "Snapshots none": ats.snapshots,
        "Recruiter 1 in default": ats.recruiter,
        "Applicant in default": ats.applicant,
        **{repr(one.name): one for one in ats.application.vendors},
        **{one.id: one for vendor in ats.application.vendors for one in vendor.operations},
        **{repr(one.name): one for vendor in ats.application.vendors for one in vendor.resources},
    }
    for said, one in shown.items():
        assert said in repr(one)
        assert len(repr(one)) < 2 * SHORT
        assert " object at 0x" not in repr(one)
    assert len(repr(ats.stackone)) < SHORT
    assert "api.stackone.com" in repr(ats.intercept())


def test_what_the_type_checker_knows_is_what_is_declared() -> None:
    assert set(get_args(RecipeName)) == set(recipe_names())
    assert get_args(ClockName) == tuple(ClockMode)
    assert get_args(FaultName) == tuple(KINDS)
    assert get_type_hints(Conditions) == get_type_hints(JournalQuery)
    assert get_type_hints(SettingValues) == {one.name: get_type_hints(Settings)[one.name] for one in fields(Settings)}
    told = inspect.signature(SandboxApp.__init__).parameters
    given = {"self", "recipe", "seed", "candidates", "clock", "enforce_limits"}
    assert {name: one.annotation for name, one in told.items() if name not in given} == Options.__annotations__


RIGHT = """
from ats_sandbox import Sandbox

ats = Sandbox(world="edge", clock="running", limits="enforce", seed=3, strict=True)
ats.faults.add("status", vendor="stackone", status=429, first=2, retry_after=3)
ats.journal.count(status=429, vendor="stackone")
ats.journal.entries(method="GET", after=3)
ats.clock.mode = "frozen"
"""
WRONG = {
    "Sandbox(world='dmeo')": "RecipeName",
    "Sandbox('dmeo')": "Argument 1",
    "Sandbox(clock='frosen')": 'Argument "clock"',
    "Sandbox(limits='enforced')": 'Argument "limits"',
    "Sandbox(wrld='demo')": 'Unexpected keyword argument "wrld"',
    "ats.clock.mode = 'reel'": "Incompatible types",
    "ats.limits = 'enforced'": "Incompatible types",
    "ats.faults.add('statuss')": "Argument 1",
    "ats.faults.add('status', vendr='stackone')": 'Unexpected keyword argument "vendr"',
    "ats.faults.add('status', status='429')": 'Argument "status"',
    "ats.journal.count(statuz=3)": 'Unexpected keyword argument "statuz"',
    "ats.journal.entries(refused='yes')": 'Argument "refused"',
    "ats.journal.story(statuz=3)": 'Unexpected keyword argument "statuz"',
}


def test_the_type_checker_finds_every_slip(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(RIGHT + "\n".join(WRONG) + "\n")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(ROOT / "build" / "mypy"), str(script)]

    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout

    first = RIGHT.count("\n") + 1
    told = {int(line.split(":")[1]): line for line in reversed(found.splitlines()) if f"{script.name}:" in line}
    assert set(told) == {first + number for number in range(len(WRONG))}, found
    for number, message in enumerate(WRONG.values()):
        assert message.replace("RecipeName", 'Argument "world"') in told[first + number]
