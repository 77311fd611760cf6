"""Declarations that say what cannot be said are refused: by Python when they are imported, and by the type checker."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.evidence import inferred
from ats_sandbox.contract.operation import BadDeclaration, Example
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.resource import Resource
from ats_sandbox.contract.schema import RequestSchema
from ats_sandbox.vendors.skailer import SKAILER
from ats_sandbox.vendors.stackone.candidates import records

ROOT = Path(__file__).parents[2]
NOTES = Resource("Notes", "What was written")
WHY = inferred("for a test")


def handler(call: Call) -> None:
    """Do nothing."""


@pytest.mark.parametrize("verb", ["get", "post", "put", "patch", "delete"])
def test_an_unknown_keyword_is_refused_with_those_that_there_are(verb: str) -> None:
    misspelt: dict[str, Any] = {"id": "do_nothing", "evidence": WHY, "retuns": 3, "scop": "a", "error": []}

    with pytest.raises(BadDeclaration) as refused:
        getattr(NOTES, verb)("/notes", **misspelt)(handler)

    text = str(refused.value)
    assert f"{verb.upper()} /notes: a declaration has no error, retuns, scop" in text
    assert "did you mean errors, returns, scope?" in text
    assert "it has aliases, also, before, body, deprecated, errors, evidence, example," in text
    assert not NOTES.operations


@pytest.mark.parametrize("left_out", ["id", "evidence"])
def test_what_every_declaration_needs_is_asked_for(left_out: str) -> None:
    declared: dict[str, Any] = {"id": "do_nothing", "evidence": WHY}
    del declared[left_out]

    with pytest.raises(BadDeclaration, match=f"needs {left_out}"):
        NOTES.get("/notes", **declared)(handler)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"errors": ApiError}, r"errors is a list of refusals"),
        ({"errors": [ValueError]}, r"errors is a list of refusals"),
        ({"status": "201"}, "status is a number"),
        ({"example": {}}, "example is an Example"),
        ({"example": Example(path={"id": "1"})}, "its example has id, which the path has not"),
    ],
)
def test_what_cannot_be_meant_is_refused(wrong: dict[str, Any], told: str) -> None:
    with pytest.raises(BadDeclaration, match=told):
        NOTES.get("/notes", id="do_nothing", evidence=WHY, **wrong)(handler)


def test_a_handler_says_what_it_does() -> None:
    with pytest.raises(BadDeclaration, match="its handler needs a docstring"):
        NOTES.get("/notes", id="do_nothing", evidence=WHY)(lambda call: None)


@pytest.mark.parametrize("verb", ["create", "update", "delete"])
def test_the_verbs_of_stackones_records_refuse_it_too(verb: str) -> None:
    body = () if verb == "delete" else (RequestSchema,)

    with pytest.raises(BadDeclaration, match=r"no eror \(did you mean errors\?\); it has .*errors"):
        getattr(records, verb)(*body, eror=[])


@pytest.mark.parametrize(
    ("path", "id"), [("/notes", "other"), ("/other", "do_nothing"), ("/notes/{other}", "do_nothing")]
)
def test_a_vendor_declares_nothing_twice(path: str, id: str) -> None:
    twice = Resource("Notes", "What was written")
    twice.get("/notes", id="do_nothing", evidence=WHY)(handler)
    twice.get(path, id=id, evidence=WHY)(handler)

    with pytest.raises(BadDeclaration, match=r"skailer declares twice: (do_nothing|GET /notes)"):
        replace(SKAILER, resources=(twice,))


def test_a_sandbox_has_no_two_vendors_of_one_name_and_none_of_its_own() -> None:
    with pytest.raises(ValueError, match="two vendors have one name"):
        SandboxApp("empty", vendors=(SKAILER, replace(SKAILER)))
    with pytest.raises(ValueError, match="neither w nor _sandbox"):
        SandboxApp("empty", vendors=(replace(SKAILER, name="w"),))


DECLARING = """
from ats_sandbox.contract.body import Batch, OneOrMany
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.evidence import inferred
from ats_sandbox.contract.fields import Text
from ats_sandbox.contract.resource import Resource
from ats_sandbox.contract.schema import RequestSchema
from dataclasses import dataclass

class Body(RequestSchema):
    name = Text()

@dataclass(frozen=True)
class Facts:
    slow: bool = False

class Account:
    key = "acme"

notes = Resource[Account, Facts]("Notes", "What was written")
why = inferred("for a test")

@notes.post("/notes", id="right", evidence=why, body=Body, facts=Facts(slow=True))
def right(call: Call[dict[str, object], dict[str, object], Account]) -> str:
    return call.account.key
"""
WRONG = {
    "a misspelt keyword": (
        '@notes.post("/notes", id="wrong", evidence=why, retuns=3)\ndef wrong(call: Call) -> None: ...',
        'Unexpected keyword argument "retuns"',
    ),
    "a keyword left out": (
        '@notes.post("/notes", id="wrong")\ndef wrong(call: Call) -> None: ...',
        'Missing named argument "evidence"',
    ),
    "facts of another vendor": (
        'notes.get("/notes", id="wrong", evidence=why, facts=3)',
        'Argument "facts"',
    ),
    "a handler that takes another body": (
        (
            '@notes.post("/notes", id="wrong", evidence=why, body=OneOrMany(Body, most=2))\n'
            "def wrong(call: Call[dict[str, object], dict[str, object], Account]) -> None: ..."
        ),
        "incompatible type",
    ),
    "a handler that takes another account": (
        '@notes.post("/notes", id="wrong", evidence=why, body=Body)\ndef wrong(call: Call) -> None: ...',
        "incompatible type",
    ),
}


def test_the_type_checker_refuses_it_too(tmp_path: Path) -> None:
    for number, (code, _) in enumerate([("", ""), *WRONG.values()]):
        (tmp_path / f"declaring_{number}.py").write_text(f"{DECLARING}\n{code}\n")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(ROOT / "build" / "mypy"), str(tmp_path)]

    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout

    assert "declaring_0.py" not in found, found
    for number, (_, message) in enumerate(WRONG.values(), 1):
        said = [line for line in found.splitlines() if f"declaring_{number}.py" in line]
        assert any(message in line for line in said), (message, said)
