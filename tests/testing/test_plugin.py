"""The pytest plugin, run on small suites of its own."""

import pytest

from tests.lanes import Lane

pytest_plugins = "pytester"


@pytest.fixture
def suite(pytester: pytest.Pytester) -> pytest.Pytester:
    """A folder with a suite, whose warnings are errors."""
    pytester.makeini("[pytest]\nfilterwarnings = error\naddopts = -p no:cacheprovider -p no:xdist\n")
    return pytester


def test_a_test_of_three_lines_is_green(suite: pytest.Pytester) -> None:
    suite.makepyfile(
        """
        def test_jobs_are_listed(ats):
            answer = ats.requests_session().get(f"{ats.stackone}/unified/ats/jobs", headers=ats.stackone.headers())
            assert answer.status_code == 200
        """
    )

    suite.runpytest("-W", "error").assert_outcomes(passed=1)


def test_each_test_has_a_world_of_its_own(suite: pytest.Pytester) -> None:
    suite.makepyfile(
        """
        import pytest

        @pytest.mark.parametrize("turn", range(3))
        def test_one_note(ats, turn):
            before = len(ats.world.notes)
            ats.recruiter.writes_note(ats.world.candidates[1], "Called back")
            assert len(ats.world.notes) == before + 1
        """
    )

    suite.runpytest().assert_outcomes(passed=3)


def test_the_marker_says_which_world(suite: pytest.Pytester) -> None:
    suite.makepyfile(
        """
        import pytest

        pytestmark = pytest.mark.ats(world="empty", seed=5)

        @pytest.mark.ats(limits="enforce", clock="running")
        def test_the_nearer_marker_adds(ats):
            assert (ats.world.seed, ats.limits, ats.clock.mode) == (5, "enforce", "running")
            assert len(ats.world.candidates) == 0

        @pytest.mark.ats(world="demo", candidates=7, seed=6)
        def test_the_nearer_marker_has_the_last_word(ats):
            assert (ats.world.seed, ats.limits, ats.clock.mode) == (6, "count", "frozen")
            assert len(ats.world.candidates) == 7
        """
    )

    suite.runpytest("--strict-markers").assert_outcomes(passed=2)


def test_the_seed_of_a_run_is_an_option(suite: pytest.Pytester) -> None:
    suite.makepyfile("def test_seed(ats):\n    assert ats.world.seed == 42\n")

    suite.runpytest("--ats-seed", "42").assert_outcomes(passed=1)


@pytest.mark.parametrize(
    ("marker", "told"),
    [("ats(sead=3)", "has no sead"), ("ats(7)", "takes names only"), ("ats(world='mars')", "mars")],
)
def test_a_marker_that_makes_no_sense_is_an_error_that_says_so(suite: pytest.Pytester, marker: str, told: str) -> None:
    suite.makepyfile(f"import pytest\n\n@pytest.mark.{marker}\ndef test_nothing(ats):\n    pass\n")

    result = suite.runpytest()

    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([f"*{told}*"])


def test_a_failed_test_tells_what_happened_in_its_world(suite: pytest.Pytester) -> None:
    suite.makepyfile(
        """
        def test_fails(ats):
            session = ats.requests_session()
            session.get(f"{ats.stackone}/unified/ats/job", headers=ats.stackone.headers())
            session.post(f"{ats.smartrecruiters}/candidates", headers=ats.smartrecruiters.headers(), json={})
            assert False

        def test_passes(ats):
            ats.requests_session().get(f"{ats.bindbee}/api/ats/v1/offers")
        """
    )

    result = suite.runpytest()

    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(
        [
            "*ATS sandbox, world test-1*",
            "It is 2026-03-02T09:00:00.000Z in this world.",
            "#1 * GET /stackone/unified/ats/job -> 404 (no operation, nobody)",
            "*near: GET /stackone/unified/ats/jobs (/job should be /jobs)",
            "#2 * POST /smartrecruiters/candidates -> 4?? (create_candidate, sandbox-admin)",
            "*fix:*",
        ]
    )
    assert "bindbee" not in result.stdout.str()


def test_a_server_gives_each_test_a_world_at_an_address(suite: pytest.Pytester) -> None:
    suite.makepyfile(
        """
        import urllib.request

        import pytest

        PORTS = set()

        @pytest.mark.parametrize("turn", range(2))
        def test_over_a_socket(ats_server, turn):
            url = f"{ats_server.skailer.url}/api/v1/jobs/search"
            headers = {**ats_server.skailer.headers(), "Content-Type": "application/json"}
            asked = urllib.request.Request(url, b'{"status": "open"}', headers)
            with urllib.request.urlopen(asked) as answer:
                assert answer.status == 200
            assert ats_server.journal.count() == 1
            PORTS.add(ats_server.url.split("/")[2])
            assert len(PORTS) == 1
        """
    )

    suite.runpytest().assert_outcomes(passed=2)


def test_real_addresses_lead_to_the_world(suite: pytest.Pytester) -> None:
    suite.makepyfile(
        """
        import httpx
        import pytest
        import requests

        @pytest.mark.ats(skailer="jobs.acme.example", others="refuse")
        def test_unchanged_code(ats_intercept):
            headers = ats_intercept.skailer.headers()
            url = "https://jobs.acme.example/api/v1/jobs/search"
            found = requests.post(url, json={"status": "open"}, headers=headers)
            assert found.status_code == 200
            assert httpx.get("https://api.stackone.com/unified/ats/jobs").status_code == 401
            with pytest.raises(requests.ConnectionError, match="is not intercepted"):
                requests.get("https://example.com")
            assert ats_intercept.journal.count() == 2
        """
    )

    suite.runpytest("--ats-guard").assert_outcomes(passed=1)


def test_clients_of_a_module_reach_the_world_of_each_test(suite: pytest.Pytester) -> None:
    suite.makepyfile(
        """
        import json

        import httplib2
        import httpx
        import pytest
        import requests
        import urllib3

        HEADERS = {"X-SmartToken": "sandbox-admin"}
        URL = "https://api.smartrecruiters.com/candidates"
        session, pool, client, old = requests.Session(), urllib3.PoolManager(), httpx.Client(), httplib2.Http()

        def totals():
            yield session.get(URL, headers=HEADERS).json()["totalFound"]
            yield pool.request("GET", URL, headers=HEADERS).json()["totalFound"]
            yield client.get(URL, headers=HEADERS).json()["totalFound"]
            yield json.loads(old.request(URL, headers=HEADERS)[1])["totalFound"]

        @pytest.mark.parametrize("turn", range(2))
        @pytest.mark.parametrize("people", [
            pytest.param(235, marks=pytest.mark.ats(world="demo")),
            pytest.param(0, marks=pytest.mark.ats(world="empty")),
            pytest.param(7, marks=pytest.mark.ats(candidates=7)),
        ])
        def test_how_many(ats_intercept, people, turn):
            assert list(totals()) == [people] * 4
            assert ats_intercept.journal.count() == 4
        """
    )

    suite.runpytest("--ats-guard").assert_outcomes(passed=6)


def test_the_guard_fails_a_test_that_swallows_its_error(suite: pytest.Pytester) -> None:
    suite.makepyfile(
        """
        import socket
        from contextlib import suppress

        import pytest

        def test_quiet():
            with suppress(BaseException):
                socket.create_connection(("api.bindbee.dev", 443), 0.01)

        @pytest.fixture
        def untidy():
            yield
            with suppress(BaseException):
                socket.getaddrinfo("api.stackone.com", 443)

        def test_untidy(untidy):
            pass

        def test_loud():
            socket.getaddrinfo("api.stackone.com", 443)

        def test_elsewhere():
            with socket.create_server(("127.0.0.1", 0)) as listener:
                socket.create_connection(listener.getsockname()).close()
        """
    )

    result = suite.runpytest("--ats-guard")

    result.assert_outcomes(passed=2, failed=2, errors=1)
    result.stdout.fnmatch_lines(["*RealHostContacted: api.bindbee.dev is a real ATS*"])


def test_the_guard_is_a_fixture_and_a_setting_too(suite: pytest.Pytester) -> None:
    quiet = "    with suppress(BaseException):\n        socket.getaddrinfo('api.stackone.com', 443)\n"
    head = "import socket\nfrom contextlib import suppress\n\n"
    suite.makepyfile(test_fixture=f"{head}def test_one(ats_guard):\n{quiet}")

    suite.runpytest().assert_outcomes(passed=1, errors=1)

    suite.makeini("[pytest]\nats_guard = true\nats_skailer_host = jobs.acme.example\n")
    suite.makepyfile(test_setting=f"{head}def test_one():\n{quiet.replace('api.stackone.com', 'jobs.acme.example')}")

    suite.runpytest("test_setting.py").assert_outcomes(failed=1)


def test_nothing_is_loaded_until_a_test_asks_for_it(suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    suite.makepyfile(
        """
        import sys

        def test_nothing():
            heavy = {"flask", "ats_sandbox.app", "ats_sandbox.vendors", "aiohttp", "httpx", "asyncio.base_events"}
            assert "ats_sandbox.testing.plugin" in sys.modules
            assert not heavy & set(sys.modules)
        """
    )

    suite.makeini("")

    result = suite.runpytest_subprocess("-p", "ats_sandbox.testing.plugin")

    result.assert_outcomes(passed=1)


def test_many_tests_in_any_order_on_several_workers_keep_to_themselves(pytester: pytest.Pytester, lane: Lane) -> None:
    tests, workers = lane.amount(60, 500), lane.amount(2, 4)
    pytester.makepyfile(
        f"""
        import pytest

        @pytest.mark.parametrize("number", range({tests}))
        def test_alone(ats, number):
            people = len(ats.world.candidates)
            assert (people, len(ats.journal), ats.world.now) == (250, 0, 1_772_442_000_000)
            job = next(one for one in ats.world.jobs if not one.confidential)
            made = ats.applicant.applies(job, first_name="Ada", last_name="Quill", email="ada@example.com")
            ats.recruiter.writes_note(made, f"number {{number}}")
            ats.faults.add("status", vendor="stackone", status=429, first=1)
            ats.clock.advance(days=number)
            assert made.candidate == people + 1
            assert ats.world.candidates.by_email("ADA@example.com").id == made.candidate
        """
    )

    result = pytester.runpytest_subprocess(
        "-n",
        str(workers),
        "--random-order",
        "--random-order-bucket=global",
        "--random-order-seed=7",
        "-p",
        "no:cacheprovider",
    )

    result.assert_outcomes(passed=tests)


@pytest.mark.parametrize("setting", ["seed='a'", "seed=-1", "candidates=0", "candidates=1.5", "world=3"])
def test_the_marker_has_the_bounds_of_a_sandbox(pytester: pytest.Pytester, setting: str) -> None:
    pytester.makepyfile(
        f"""
        import pytest

        @pytest.mark.ats({setting})
        def test_it(ats):
            pass
        """
    )
    result = pytester.runpytest("-p", "no:cacheprovider")
    result.assert_outcomes(errors=1)
    result.stdout.re_match_lines([r"E +(Type|Value)Error: (seed|candidates|world) is (a whole number|the name)"])


def test_a_url_is_no_host_to_guard(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\nats_guard = true\nats_skailer_host = https://jobs.acme.example/")
    pytester.makepyfile("def test_it(): pass")
    result = pytester.runpytest("-p", "no:cacheprovider")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*ats_skailer_host: skailer is a host name alone*not 'https://jobs.acme.example/'"])


@pytest.mark.parametrize("seed", ["-1", str(2**63)])
def test_the_option_has_the_bounds_of_a_seed(pytester: pytest.Pytester, seed: str) -> None:
    pytester.makepyfile("def test_it(ats): pass")
    result = pytester.runpytest("-p", "no:cacheprovider", f"--ats-seed={seed}")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*ValueError: seed is a whole number from 0 to*"])
