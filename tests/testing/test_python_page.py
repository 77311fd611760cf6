"""The page about Python is true: what it shows as tests passes as tests, and its scripts run."""

import re
import unittest
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "PYTHON.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
SUITES = [block for block in BLOCKS if "def test_" in block and "unittest" not in block]
SCRIPTS = [block for block in BLOCKS if "def test_" not in block]
CASES = [block for block in BLOCKS if "unittest" in block]

pytest_plugins = "pytester"


def test_the_page_shows_each_kind() -> None:
    assert (len(SUITES), len(SCRIPTS), len(CASES)) == (5, 2, 1)


@pytest.mark.parametrize("code", SUITES)
def test_what_it_shows_with_pytest_passes(pytester: pytest.Pytester, code: str) -> None:
    pytester.makepyfile(code)

    pytester.runpytest("-p", "no:cacheprovider").assert_outcomes(passed=code.count("def test_"))


@pytest.mark.parametrize("code", SCRIPTS)
def test_its_scripts_run(code: str) -> None:
    exec(compile(code, "PYTHON.md", "exec"), {})


@pytest.mark.parametrize("code", CASES)
def test_what_it_shows_with_unittest_passes(code: str) -> None:
    names: dict[str, object] = {}
    exec(compile(code, "PYTHON.md", "exec"), names)

    case = names["Candidates"]
    assert isinstance(case, type)
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(case)
    result = unittest.TestResult()
    suite.run(result)

    assert result.testsRun == 1
    assert not [*result.errors, *result.failures]
