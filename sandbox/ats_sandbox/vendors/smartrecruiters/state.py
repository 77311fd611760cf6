"""What only SmartRecruiters knows: the pictures of users."""

from ats_sandbox.world.store.table import Collection, Record


class Avatar(Record, frozen=True, kw_only=True):
    """The picture of the user whose id it has."""

    name: str
    content_type: str
    content: bytes
    updated_at: int


AVATARS = Collection("smartrecruiters.avatars", Avatar)
