"""How records point to others, and what that means for them."""

from enum import StrEnum

import msgspec


class OnDelete(StrEnum):
    """What becomes of a record when the one that it points to is deleted."""

    KEEP = "keep"
    """Nothing: it goes on naming what is no more."""
    CLEAR = "clear"
    """It names nothing any more."""
    DELETE = "delete"
    """It is deleted too."""


class Reference(msgspec.Struct, frozen=True):
    """A member that holds the id of a record of another collection, or several.

    `follows`: who may not see that record may not see this one either.
    """

    collection: str
    on_delete: OnDelete = OnDelete.KEEP
    follows: bool = False
