"""Scripts of churn from Python and from the command line."""

import json
from pathlib import Path

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.errors import BadRequest
from tests.client import VendorClient
from tests.control.commands import document, told


def test_python_puts_and_reads_a_script(sandbox: SandboxApp, world_name: str, skailer: VendorClient) -> None:
    churn = sandbox.worlds[world_name].churn

    churn.put([{"after": 1, "do": "insert", "count": 2}])
    skailer.post("/api/v1/applicants/search")

    (progress,) = churn
    assert (progress.calls, progress.records, progress.outcome) == (1, [251, 252], "inserted 2")
    with pytest.raises(BadRequest):
        churn.put([{"after": 1, "do": "delete", "record": "999999"}])
    churn.clear()
    assert list(churn) == []


def test_the_command_puts_shows_and_clears_a_script(
    served: tuple[SandboxApp, str], tmp_path: Path, skailer: VendorClient
) -> None:
    sandbox, url = served
    script = tmp_path / "churn.json"
    script.write_text(json.dumps({"steps": [{"after": 1, "do": "insert", "operation": "search_applicants"}]}))
    client = VendorClient(sandbox, skailer.vendor, "churning")

    code, out, _ = told(url, "churn", "put", str(script), world="churning")
    client.post("/api/v1/applicants/search")
    shown = document(url, "churn", "show", world="churning")
    cleared, _, _ = told(url, "churn", "clear", world="churning")
    script.write_text("{")
    wrong, _, complaint = told(url, "churn", "put", str(script), world="churning")

    assert code == cleared == 0
    assert "search_applicants" in out
    assert shown["steps"][0]["outcome"] == "inserted 1"
    assert list(sandbox.worlds["churning"].churn) == []
    assert wrong == 1
    assert "is not JSON" in complaint
