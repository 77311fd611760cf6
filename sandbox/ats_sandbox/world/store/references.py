"""References between records, and what they imply."""

from enum import StrEnum

import msgspec


class OnDelete(StrEnum):
    """What becomes of a record when the one that it points to is deleted."""

    KEEP = "keep"
    """It stays as it is."""
    CLEAR = "clear"
    """The reference becomes None."""
    DELETE = "delete"
    """It is deleted too."""


class Reference(msgspec.Struct, frozen=True):
    """A member that holds the id of a record of another collection, or several.

    `follows`: this record is hidden from whoever may not see that one.
    """

    collection: str
    on_delete: OnDelete = OnDelete.KEEP
    follows: bool = False
