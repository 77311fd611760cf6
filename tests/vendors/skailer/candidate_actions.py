"""Acting on a candidate, and looking at what came of it."""

from typing import Any

from tests.client import VendorClient

Candidate = dict[str, Any]


def act(client: VendorClient, candidate: Candidate, **body: Any) -> dict[str, Any]:
    answer = client.post(f"/api/v1/candidates/{candidate['id']}/actions", json=body)
    assert answer.status_code == 200, answer.text
    made: dict[str, Any] = answer.json
    return made


def undo(client: VendorClient, action: dict[str, Any]) -> None:
    answer = client.delete(f"/api/v1/candidates/{action['candidate_id']}/actions/{action['id']}")
    assert answer.status_code == 200, answer.text
    assert answer.json == {"message": "Action deleted."}


def history(client: VendorClient, candidate: Candidate) -> list[dict[str, Any]]:
    answer = client.get(f"/api/v1/candidates/{candidate['id']}/actions")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json
    return found


def standing(client: VendorClient, candidate: Candidate) -> tuple[int, int | None, bool]:
    """Stage, disqualification reason, reserved."""
    shown = client.get(f"/api/v1/candidates/{candidate['id']}").json
    return shown["pipeline_stage_id"], shown["disqualification_reason_id"], shown["reserved"]
