"""What can be done with users: change them, let them in and shut them out."""

from typing import Any

from msgspec.structs import replace

from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.domain.refusals import AddressTaken
from ats_sandbox.world.domain.users import USERS, User


def holder_of(world: Reading, email: str, *, but: int | None = None) -> User | None:
    """The active user with an e-mail address, other than the one with the id `but`; nobody has an empty one."""
    rows = world.users.where(email=email.lower()) if email else ()
    return next((one for one in rows if one.active and one.id != but), None)


def change_user(world: Transaction, user: User, **changes: Any) -> User:
    """Change members of a user. Raises AddressTaken where two active users would share an e-mail address."""
    after = replace(user, **changes, updated_at=world.now)
    other = holder_of(world, after.email, but=user.id) if after.active else None
    if other is not None:
        raise AddressTaken(user=other.id, email=after.email)
    return world.put(USERS, after)
