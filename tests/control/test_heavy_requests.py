"""Requests to the tester's side that are long: what they may cost, and what their refusals may weigh."""

from collections.abc import Callable
from typing import Any

import pytest

from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.refusal import MOST_FAULTS
from ats_sandbox.control.api import CONTROL
from ats_sandbox.control.fixtures import names, validation
from ats_sandbox.control.principals import validation as of_principals
from tests.client import VendorClient
from tests.control.test_safety import path_of
from tests.lanes import each_operation, times

BODIED = [(CONTROL.name, one) for one in CONTROL.operations if one.body is not None]
SMALL = 64_000
NOBODY = "nobody@example.com"

GIFTS: dict[str, Any] = {
    "unknown members": {f"k{number}": number for number in range(25_000)},
    "unknown objects": {f"k{number}": {} for number in range(22_000)},
    "numbers": list(range(60_000)),
    "one text": "x" * 300_000,
}
REQUESTS: dict[str, tuple[str, Any]] = {
    "principals of nobody": ("/principals", {"token": "t", "candidates": [NOBODY] * 9_990}),
    "principals without scopes": ("/principals", {"token": "t", "scopes": ["x"] * 9_990}),
    "principals of jobs": ("/principals", {"token": "t", "jobs": ["x"] * 9_990}),
    "applications of nobody": (
        "/seed",
        {"applications": {f"a{n}": {"candidate": NOBODY, "job": "x"} for n in range(4_500)}},
    ),
    "people and jobs without members": (
        "/seed",
        {"candidates": {f"c{n}": {} for n in range(3_500)}, "users": {f"u{n}": {"k": {}} for n in range(3_500)}},
    ),
    "names one letter off": (
        "/seed",
        {
            "candidates": {f"person-{n}": {"first_name": "A", "last_name": "B"} for n in range(2_000)},
            "applications": {f"a{n}": {"candidate": f"persom-{n}", "job": "x"} for n in range(2_000)},
        },
    ),
    "seeded principals": (
        "/seed",
        {"principals": {f"p{n}": {"scopes": ["x"], "candidates": [NOBODY]} for n in range(3_000)}},
    ),
    "steps of churn": ("/churn", {"steps": [{"do": "delete", "kind": "candidate", "record": "x"}] * 100}),
}


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts for which similar names were looked for: the costly part of telling what is misspelt."""
    texts: list[str] = []
    real = names.similar_names

    def counting(world: Any, kind: str, text: str, *more: Any) -> list[str]:
        texts.append(text)
        return real(world, kind, text, *more)

    for module in (names, validation, of_principals):
        monkeypatch.setattr(module, "similar_names", counting)
    return texts


@pytest.mark.parametrize("request_", REQUESTS)
def test_no_more_is_looked_for_than_is_said(tester: VendorClient, looked_up: list[str], request_: str) -> None:
    path, body = REQUESTS[request_]
    before = tester.world.state

    refused = (tester.put if path == "/churn" else tester.post)(path, json=body)

    assert refused.status_code in (400, 422)
    assert len(refused.data) < SMALL
    assert len(refused.json["details"]) <= MOST_FAULTS
    assert len(looked_up) <= MOST_FAULTS
    assert tester.world.state is before


@each_operation(BODIED)
@times("gift", list(GIFTS))
def test_a_refusal_of_a_long_body_is_short(tester: VendorClient, operation: Operation, gift: str) -> None:
    path = path_of(operation).removeprefix("/_sandbox")

    refused = tester.send(operation.method, path, json=GIFTS[gift])

    assert 400 <= refused.status_code < 500
    assert len(refused.data) < SMALL


@pytest.mark.parametrize("between", [".", " . ", "\t."])
@pytest.mark.parametrize("lines", [1, 70])
def test_a_dotted_key_of_many_parts_is_refused_before_it_is_read(
    tester: VendorClient, monkeypatch: pytest.MonkeyPatch, between: str, lines: int
) -> None:
    """Its parser would keep every beginning of it."""
    parsed: list[str] = []
    monkeypatch.setattr("tomllib.loads", lambda text: parsed.append(text) or {})
    key = between.join(["a"] * (140_000 // lines))

    refused = tester.post("/seed", data="\n".join([f"{key} = 1"] * lines), content_type="application/toml")

    assert refused.status_code in (400, 422)
    assert "more than 64 parts" in refused.json["details"][0]["problem"]
    assert parsed == []


def test_prose_with_many_full_stops_is_no_key(tester: VendorClient, client_of: Callable[[str], VendorClient]) -> None:
    text = "She bakes bread. " * 500 + "See https://www.example.com/a.b.c.d.e.f for more."

    answer = tester.post(
        "/seed", data=f'[jobs.baker]\ntitle = "Baker"\ndescription = "{text}"\n', content_type="application/toml"
    )

    assert answer.status_code == 201, answer.text
