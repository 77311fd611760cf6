"""Expressions over JSON values: what they give, and what they may take."""

import random
import warnings
from typing import Any

import pytest

from ats_sandbox.vendors.bindbee.json_paths import (
    DEEPEST,
    LONGEST,
    MOST_STEPS,
    Allowance,
    InvalidPath,
    JsonPaths,
    parsed,
)

VALUE = {
    "name": "Ada",
    "jobs": [{"title": "Baker", "pay": 3}, {"title": "Cook", "pay": 5}],
    "web": {"x-y": "z"},
    "none": None,
}


def resolve(text: str, value: Any = VALUE, allowance: Allowance | None = None) -> Any:
    return JsonPaths(value, allowance or Allowance()).resolve(text)


def invalid(text: str, value: Any = VALUE) -> bool:
    try:
        resolve(text, value)
    except InvalidPath:
        return True
    return False


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("name", "Ada"),
        ("jobs[-1].title", "Cook"),
        ("jobs[*].title", ["Baker", "Cook"]),
        ("jobs[?pay > `3`].title | [0]", "Cook"),
        ("max_by(jobs, &pay).title", "Cook"),
        ('web."x-y"', "z"),
        ("sort_by(jobs, &pay)[::-1] | [0].pay", 5),
        ("{who: name, n: length(jobs)}", {"who": "Ada", "n": 2}),
        ("none || name", "Ada"),
        ("jobs[1:].pay", [5]),
        ("web.*", ["z"]),
        ("nothing[].at.all", None),
        ("'é'", "é"),
    ],
)
def test_expressions_are_those_of_the_language(text: str, value: Any) -> None:
    assert resolve(text) == value


@pytest.mark.parametrize(
    "text",
    ["", " ", "a.", "a[", "f(@)", "length(@, @)", "abs(name)", "jobs[::0]", "&name", "[&name]", "avg('x')", "a['b']"],
)
def test_what_is_no_expression_or_fails_is_invalid(text: str) -> None:
    assert invalid(text)


@pytest.mark.parametrize("text", ["`1e999`", "`NaN`", "to_number('inf')", "[to_number('nan')]", '`"\\ud800"`'])
def test_what_json_cannot_carry_is_invalid(text: str) -> None:
    assert invalid(text)


def test_an_expression_has_a_length_and_a_depth() -> None:
    assert parsed("a" * LONGEST) is not None
    assert parsed("a" * (LONGEST + 1)) is None
    assert parsed("(" * DEEPEST + "a" + ")" * DEEPEST) is not None
    assert parsed("(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1)) is None
    assert parsed("a" + "|a" * (DEEPEST - 1)) is not None
    assert parsed("a" + "|a" * DEEPEST) is None
    assert parsed("a" + ".b" * 500) is not None


def test_a_value_of_more_than_it_may_take_is_invalid() -> None:
    assert resolve("sum(@)", list(range(MOST_STEPS // 4))) > 0
    assert invalid("sum(@)", list(range(MOST_STEPS)))
    assert resolve("[0]", list(range(MOST_STEPS))) == 0
    assert invalid("to_string(@)", "x" * (MOST_STEPS * 64))


def test_shared_parts_count_wherever_they_occur() -> None:
    assert len(resolve("[@,@][]|" * 8 + "@", [1, 2])) == 2 * 2**8
    assert invalid("[@,@][]|" * 20 + "@", [1, 2])
    assert invalid("[@,@]|" * 50 + "length(@)", [1, 2])


def test_the_values_that_are_made_have_a_depth() -> None:
    assert invalid("length(@)", deep(DEEPEST + 2))
    assert resolve("length(@)", deep(DEEPEST)) == 1


def deep(levels: int) -> Any:
    value: Any = []
    for _ in range(levels):
        value = [value]
    return value


def test_all_expressions_of_an_answer_share_an_allowance() -> None:
    allowance = Allowance(10)

    assert resolve("name", allowance=allowance) == "Ada"
    with pytest.raises(InvalidPath):
        resolve("jobs[*].[title, pay]", allowance=allowance)
    with pytest.raises(InvalidPath):
        resolve("name", allowance=allowance)


def test_an_older_form_of_literals_is_read_whatever_the_warnings_say() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert resolve("`older form`") == "older form"


def test_random_expressions_give_a_value_or_are_invalid() -> None:
    chance = random.Random(11)
    pieces = ["a", ".", "[", "]", "*", "(", ")", "{", "}", ":", ",", "|", "&", "!", "@", "`1`", "'x'", "==", "[?", "[]"]
    pieces += ["length", "map", "join", "sort_by", "jobs", "pay", "1", "-", '"', "`", "\\", "é", "\x00", "$"]
    for _ in range(3_000):
        text = "".join(chance.choices(pieces, k=chance.randint(1, 25)))
        assert invalid(text) in (True, False)
