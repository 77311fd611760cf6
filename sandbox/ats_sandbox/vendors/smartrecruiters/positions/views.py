"""Positions as they are answered."""

from typing import Any

from ats_sandbox.vendors.smartrecruiters.ids import POSITION
from ats_sandbox.vendors.smartrecruiters.places import present
from ats_sandbox.vendors.smartrecruiters.vocabulary import POSITION_STATUSES, POSITION_TYPES
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.positions import Position
from ats_sandbox.world.domain.reading import Reading


def job_position(world: Reading, position: Position) -> dict[str, Any]:
    """A position."""
    return present(
        {
            "id": POSITION.write(world, position.id),
            "positionId": position.number,
            "type": POSITION_TYPES.say(position.type),
            "incumbentName": position.incumbent,
            "positionOpenDate": iso(position.opens_at),
            "targetStartDate": iso(position.starts_at),
            "status": POSITION_STATUSES.say(position.status),
        }
    )


def position_told(body: dict[str, Any]) -> dict[str, Any]:
    """Fields of a Position, as a request describes them; what it leaves out is empty."""
    return {
        "number": body.get("positionId"),
        "type": POSITION_TYPES.read(body["type"]),
        "incumbent": body.get("incumbentName"),
        "opens_at": body["positionOpenDate"],
        "starts_at": body["targetStartDate"],
    }
