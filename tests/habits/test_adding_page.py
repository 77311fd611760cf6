"""The page about adding is true: its code adds a noun and a sixth vendor from outside the package."""

import re
import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from werkzeug.test import Client

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.inventory import limits_page, rows
from ats_sandbox.contract.openapi import document_of
from ats_sandbox.vendors import VENDORS
from ats_sandbox.world.domain.commands.candidates import forget
from ats_sandbox.world.domain.events import Created, events_of
from ats_sandbox.world.store.state import Commit
from ats_sandbox.world.store.table import DECLARED, NOUNS, RECORDS

PAGE = (Path(__file__).parents[2] / "ADDING.md").read_text(encoding="utf-8")
KEY = {"X-Acme-Key": "sandbox-admin"}
GOOD = {"employer": "Example Bakery", "verdict": "good"}
BAD = {"employer": "", "verdict": 3}


@pytest.fixture(scope="module")
def acme(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The code of the page as a module of somebody's own."""
    file = tmp_path_factory.mktemp("acme") / "acme_reference_checks.py"
    file.write_text("\n\n".join(re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)), encoding="utf-8")
    spec = spec_from_file_location("acme_reference_checks", file)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[spec.name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]
    del DECLARED["reference_checks"], NOUNS["reference_check"], RECORDS[module.ReferenceCheck]


@pytest.fixture(scope="module")
def sandbox(acme: Any) -> SandboxApp:
    return SandboxApp(vendors=(*VENDORS, acme.ACME), strict=True)


@pytest.fixture
def client(sandbox: SandboxApp) -> Iterator[Client]:
    sandbox.worlds["default"].reset()
    yield Client(sandbox)
    sandbox.worlds["default"].reset()


def path_of(acme: Any, sandbox: SandboxApp) -> str:
    return f"/acme/candidates/{acme.PEOPLE.first_id(sandbox.world.read())}/checks"


def test_the_vendor_is_served_beside_the_others(acme: Any, sandbox: SandboxApp, client: Client) -> None:
    path = path_of(acme, sandbox)
    made = client.post(path, headers=KEY, json=GOOD)

    assert made.status_code == 201, made.json
    assert client.get(path, headers=KEY).json == [made.json]
    assert made.json["createdAt"] == "2026-03-02T09:00:00.001Z"
    assert client.get(path, headers={**KEY, "X-Sandbox-World": "another"}).json == []
    for vendor in VENDORS:
        assert f"/{vendor.name}" in sandbox.greeting("http://127.0.0.1:8080")


@pytest.mark.parametrize(
    ("key", "body", "status", "answer"),
    [
        ("nobody", GOOD, 401, {"problem": "unknown key", "members": []}),
        ("sandbox-readonly", GOOD, 403, {"problem": "not allowed", "members": []}),
        (
            "sandbox-admin",
            BAD,
            422,
            {"problem": "invalid", "members": ["employer", "verdict"]},
        ),
        ("sandbox-admin", [], 422, {"problem": "invalid", "members": [""]}),
    ],
)
def test_it_refuses_in_its_own_words(
    acme: Any, sandbox: SandboxApp, client: Client, key: str, body: Any, status: int, answer: Any
) -> None:
    refused = client.post(path_of(acme, sandbox), headers={"X-Acme-Key": key}, json=body)

    assert (refused.status_code, refused.json) == (status, answer)
    assert client.get(path_of(acme, sandbox), headers=KEY).json == []


def test_everything_that_follows_from_declarations_knows_it(acme: Any, sandbox: SandboxApp, client: Client) -> None:
    document = document_of(acme.ACME)
    OpenAPIV31SpecValidator(document).validate()
    assert [one.id for one in rows([acme.ACME])] == ["list_checks", "create_check"]
    assert "## Acme Reference Checks" in limits_page([acme.ACME])

    client.get("/acme/candidate/1/checks", headers=KEY)
    unmatched = client.get("/_sandbox/journal/unmatched").json["requests"][0]
    assert "/candidate should be /candidates" in str(unmatched)

    sandbox.worlds["default"].faults.add("status", vendor="acme", operation="list_checks", status=500, first=1)
    assert client.get(path_of(acme, sandbox), headers=KEY).json == {"problem": "server fault", "members": []}
    assert sandbox.worlds["default"].journal.count(vendor="acme", status=500) == 1


def test_the_noun_is_seen_with_its_candidate_and_goes_with_it(acme: Any, sandbox: SandboxApp, client: Client) -> None:
    world = sandbox.world
    hidden = world.read().candidates.where(confidential=True).first()
    assert hidden is not None
    commits: list[Commit] = []
    unsubscribe = world.subscribe(lambda _, commit: commits.append(commit))
    with world.transaction() as draft:
        check = acme.check_reference(draft, hidden.id, "Example Bakery", "mixed")
    unsubscribe()

    assert events_of(commits[0]) == (Created("reference_check", check.id),)
    path = f"/acme/candidates/{acme.PEOPLE.id_of(world.read(), hidden)}/checks"
    assert client.get(path, headers={"X-Acme-Key": "sandbox-restricted"}).status_code == 404
    assert len(client.get(path, headers=KEY).json) == 1
    with world.transaction() as draft:
        forget(draft, hidden)
    assert not world.read()[acme.REFERENCE_CHECKS]
