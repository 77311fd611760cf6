"""What can be done with the positions of a job: add, revise, remove."""

from typing import Unpack

from msgspec.structs import replace

from ats_sandbox.world.domain.positions import POSITIONS, Position, PositionFields, PositionStatus, PositionType
from ats_sandbox.world.domain.reading import Transaction


def add_position(
    world: Transaction,
    job: int,
    *,
    type: PositionType,
    opens_at: int,
    starts_at: int,
    number: str | None = None,
    incumbent: str | None = None,
) -> Position:
    """Add an open position to a job."""
    return world.put(
        POSITIONS,
        Position(
            id=world.next_id(POSITIONS),
            job=job,
            number=number,
            type=type,
            incumbent=incumbent,
            opens_at=opens_at,
            starts_at=starts_at,
            status=PositionStatus.OPEN,
            application=None,
            created_at=world.now,
            updated_at=world.now,
        ),
    )


def revise_position(world: Transaction, position: Position, **fields: Unpack[PositionFields]) -> Position:
    """Change fields of a position."""
    return world.put(POSITIONS, replace(position, updated_at=world.now, **fields))


def drop_position(world: Transaction, position: Position) -> None:
    """Remove a position from its job."""
    world.remove(POSITIONS, position.id)
