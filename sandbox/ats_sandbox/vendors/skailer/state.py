"""What only Skailer knows: the CVs that were uploaded for parsing."""

from ats_sandbox.world.domain.attachments import AttachmentKind
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Collection, Record


class Cv(Record, frozen=True, kw_only=True):
    """An uploaded file. Once an applicant is created with it, it is the person's `attachment` and keeps no bytes."""

    file_name: str
    content: bytes
    attachment: int | None = None
    uploaded_at: int

    @property
    def cv_id(self) -> int:
        """What Skailer calls it. Odd, so that a resume which reached the person another way can have an id too."""
        return 2 * self.id - 1


CVS = Collection(
    "skailer.cvs", Cv, indexes={"attachment": lambda one: () if one.attachment is None else (one.attachment,)}
)


def upload_of(world: Reading, cv_id: int) -> Cv | None:
    """The upload that an id stands for."""
    return world[CVS].get((cv_id + 1) // 2) if cv_id % 2 else None


def cv_ids(world: Reading, person: int) -> list[int]:
    """The CVs of a person, however they came to be there."""
    return [
        2 * file.id if (cv := world[CVS].where(attachment=file.id).first()) is None else cv.cv_id
        for file in world.attachments.where(candidate=person)
        if file.kind is AttachmentKind.RESUME
    ]
