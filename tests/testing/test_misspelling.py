"""What is misspelt in Python is told with what there is: by an exception of Python's own, and by the type checker."""

import asyncio
import inspect
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields
from math import inf, nan
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
    "too few people": (lambda _: Sandbox(candidates=-1), ValueError, "candidates is a whole number from 1 to 1000000"),
    "nobody": (lambda _: Sandbox(candidates=0), ValueError, "from 1 to 1000000, not 0"),
    "too many people": (lambda _: Sandbox(candidates=10**7), ValueError, "from 1 to 1000000"),
    "people in words": (lambda _: Sandbox(candidates="a"), TypeError, "candidates is a whole number"),  # type: ignore[arg-type]
    "a seed in words": (lambda _: Sandbox(seed="a"), TypeError, "seed is a whole number"),  # type: ignore[arg-type]
    "half a seed": (lambda _: Sandbox(seed=1.5), TypeError, "not 1.5"),  # type: ignore[arg-type]
    "a seed below none": (lambda _: Sandbox(seed=-1), ValueError, "seed is a whole number from 0"),
    "a world that is a number": (lambda _: Sandbox(world=3), TypeError, "the name of a recipe"),  # type: ignore[arg-type]
    "own data that are none": (lambda _: Sandbox(data=3), TypeError, "the path of its file"),  # type: ignore[arg-type]
    "no own data": (lambda ats: ats.load_seed(None), TypeError, "the path of its file, not None"),
    "an attribute": (lambda ats: setattr(ats, "limit", "enforce"), AttributeError, "limit"),
    "an attribute of webhooks": (lambda ats: ats.webhooks.run, AttributeError, "did you mean run_until_delivered?"),
    "another one of webhooks": (lambda ats: ats.webhooks.deliverys, AttributeError, "did you mean deliveries?"),
    "an attribute of a fork": (lambda ats: setattr(ats.at("http://x"), "seed", 3), AttributeError, "seed"),
    "a span beyond time": (lambda ats: ats.clock.advance(days=10**12), ValueError, "days=1000000000000"),
    "an endless span": (lambda ats: ats.clock.advance(days=inf), ValueError, "days=inf"),
    "a span that is no number": (lambda ats: ats.clock.advance(days=nan), ValueError, "days=nan"),
    "a span in words": (lambda ats: ats.clock.advance(days="two"), TypeError, "numbers, not days='two'"),
    "a span without a unit": (lambda ats: ats.clock.advance(3), TypeError, "days=1"),
    "two spans": (lambda ats: ats.clock.advance("P1D", days=1), TypeError, "clock.advance takes a duration, or parts"),
    "no span": (lambda ats: ats.clock.advance(), TypeError, "advance(days=1)"),
    "a part of a span": (lambda ats: ats.clock.advance(dayz=1), TypeError, "did you mean days?"),
    "whose part that is": (lambda ats: ats.clock.advance(dayz=1), TypeError, "clock.advance"),
    "half an instant": (lambda ats: ats.clock.advance_to(1.5), TypeError, "whole milliseconds since 1970"),
    "a port": (lambda ats: ats.serve(port=99999).__enter__(), ValueError, "port is a whole number from 0 to 65535"),
    "a port in words": (lambda ats: ats.serve(port="http").__enter__(), TypeError, "port is a whole number"),
    "a URL for a host": (lambda ats: ats.intercept(skailer="http://x/"), ValueError, "jobs.acme.example"),
    "no host": (lambda ats: ats.intercept(skailer=""), ValueError, "a host name alone"),
    "a number for a host": (lambda ats: ats.intercept(skailer=3), TypeError, "a host name"),
    "half a request": (lambda ats: ats.faults.add("reset", first=1.5), ValueError, "a whole number from 1"),
    "half a request by number": (lambda ats: ats.faults.add("reset", calls=[1.5]), ValueError, "a whole number"),
    "one call": (lambda ats: ats.faults.add("reset", calls=3), ValueError, "calls names 1 to 1000 numbers"),
    "a fault that is no text": (lambda ats: ats.faults.add(["reset"]), ValueError, "no kind ['reset'] of fault"),
    "words that are none": (lambda ats: ats.faults.add("status", status=404, words=3), ValueError, "words are"),
    "a yes that is none": (lambda ats: ats.faults.add("reset", handled="yes"), ValueError, "takes no settings"),
    **{
        f"a number for the {name} of a fault": (
            lambda ats, name=name: ats.faults.add("reset", **{name: 3}),
            ValueError,
            f"{name} is 3; it must be a text",
        )
        for name in ("vendor", "operation", "method", "path", "principal")
    },
    "a list of statuses": (lambda ats: ats.journal.count(status=[1]), TypeError, "status is a text or a whole number"),
    "a status": (
        lambda ats: ats.journal.count(status="40x"),
        ValueError,
        "a status or class of statuses; did you mean",
    ),
    "a status beyond all": (lambda ats: ats.journal.count(status=4040), ValueError, "did you mean 404 or 4xx?"),
    "a status of a step": (lambda ats: ats.journal.in_order("create_candidate=ok"), ValueError, "'ok' is not a status"),
    "an instant in words": (lambda ats: ats.journal.count(since="then"), TypeError, "since is a whole number"),
    "a vendor that is a number": (lambda ats: ats.journal.never_called(3), TypeError, "vendor is a text"),
    "an operation that is a number": (lambda ats: ats.journal.count(operation=3), TypeError, "operation is a text"),
    "a yes for a condition": (lambda ats: ats.journal.count(refused="yes"), TypeError, "refused is True or False"),
    "a step": (lambda ats: ats.journal.in_order(3), TypeError, "an operation's id"),
    "a text for a query": (lambda ats: ats.journal.entries("create_job"), TypeError, "a JournalQuery"),
    "the number of an exchange": (lambda ats: ats.journal.why("a"), TypeError, "by its number, from 1 on"),
    "an id in words": (lambda ats: ats.world.jobs["x"], TypeError, "a record of jobs is found by its id"),
    "an id that is got": (lambda ats: ats.world.jobs.get("x"), TypeError, "a whole number, not by 'x'"),
    "some of the records": (lambda ats: ats.world.jobs[:2], TypeError, "found by its id"),
    "an address": (lambda ats: ats.world.candidates.by_email(3), TypeError, "an address is a text"),
    "a record in words": (lambda ats: ats.id("stackone", "job", "x"), TypeError, "a record or its id"),
    "a name that is none": (lambda ats: ats.fork(3), TypeError, "the name of a world is a text"),
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
    "an event": (lambda ats: ats.webhooks.expect("candidate.creatd"), ValueError, "did you mean candidate.created?"),
    "an event that is a number": (lambda ats: ats.webhooks.expect(3), TypeError, "an event is a text"),
    "an event to be told of": (
        lambda ats: ats.webhooks.subscribe("smartrecruiters", events="candidate.creatd"),
        ValueError,
        "did you mean candidate.created?",
    ),
    "no events": (lambda ats: ats.webhooks.subscribe("bindbee", events=3), TypeError, "names of events, not 3"),
    "a vendor without webhooks": (lambda ats: ats.webhooks.subscribe("skailer"), LookupError, "there are: smart"),
    "a receiver": (lambda ats: ats.webhooks.deliver_to(3, "bindbee"), TypeError, "a WSGI or ASGI application"),
    "a wish": (lambda ats: ats.webhooks.subscribe("bindbee", evnts=[]), TypeError, "did you mean events?"),
    "an address for webhooks": (lambda ats: ats.webhooks.subscribe("bindbee", url="x"), ValueError, "url: must be an"),
    "a scope": (lambda ats: ats.webhooks.subscribe("bindbee", scope="staging"), ValueError, "not for staging"),
    "a subscription": (lambda ats: ats.webhooks.rotate("bindbee-9"), LookupError, "there are: smartrecruiters-1"),
    "a subscription that is a number": (lambda ats: ats.webhooks.rotate(3), TypeError, "a subscription is a text"),
    "the state of a delivery": (lambda ats: ats.webhooks.deliveries(state="done"), ValueError, "there are waiting"),
    "a condition of deliveries": (lambda ats: ats.webhooks.deliveries(evnt="x"), TypeError, "did you mean event?"),
    "a delivery": (lambda ats: ats.webhooks.redeliver(7), LookupError, "there is no delivery '7'"),
    "a delivery in words": (lambda ats: ats.webhooks.release("x"), TypeError, "a delivery is a whole number"),
    "a disturbance": (lambda ats: ats.webhooks.disturb("dorp"), ValueError, "did you mean drop?"),
    "a handshake": (lambda ats: ats.webhooks.handshake("latte"), ValueError, "did you mean late?"),
    "a timing": (lambda ats: ats.webhooks.race("bindbee-1", "early"), ValueError, "there are before_answer"),
    "an outage without a length": (lambda ats: ats.webhooks.outage("bindbee-1"), ValueError, "in seconds or in minut"),
    "half a time": (lambda ats: ats.webhooks.disturb("drop", times=1.5), TypeError, "times is a whole number"),
    "seconds of what takes none": (lambda ats: ats.webhooks.disturb("drop", seconds=1), ValueError, "nothing to drop"),
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
    fault = ats.faults.add("reset", vendor="stackone", first=2)
    shown = {
        "ActiveFault reset-1: vendor='stackone', first=2; 0 calls, 0 hits, active": fault,
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
        "Webhooks smartrecruiters-1": ats.webhooks,
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
hook = ats.webhooks.deliver_to(lambda message: 202, "smartrecruiters", events=["candidate.created"])
ats.webhooks.disturb("delay", subscription=hook, seconds=60)
ats.webhooks.deliveries(subscription=hook, state="waiting")
"""
WRONG = {
    "Sandbox(world='dmeo')": "RecipeName",
    "Sandbox('dmeo')": "Argument 1",
    "Sandbox(clock='frosen')": 'Argument "clock"',
    "Sandbox(limits='enforced')": 'Argument "limits"',
    "Sandbox(wrld='demo')": 'Unexpected keyword argument "wrld"',
    "ats.clock.mode = 'reel'": "Incompatible types",
    "ats.limits = 'enforced'": "Incompatible types",
    "ats.limit = 'enforce'": 'no attribute "limit"',
    "ats.clock.advance(dayz=1)": 'Unexpected keyword argument "dayz"',
    "ats.faults.add('statuss')": "Argument 1",
    "ats.faults.add('status', vendr='stackone')": 'Unexpected keyword argument "vendr"',
    "ats.faults.add('status', status='429')": 'Argument "status"',
    "ats.webhooks.disturb('dorp')": "Argument 1",
    "ats.webhooks.deliveries(evnt='x')": 'Unexpected keyword argument "evnt"',
    "ats.webhooks.subscribe('bindbee', evnts=['x'])": 'Unexpected keyword argument "evnts"',
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
