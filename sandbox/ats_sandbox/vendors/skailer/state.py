"""What only Skailer knows: the CVs that were uploaded for parsing."""

from ats_sandbox.vendors.skailer.ids import received_cv, uploaded_cv
from ats_sandbox.world.domain.attachments import AttachmentKind
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Collection, Record


class Cv(Record, frozen=True, kw_only=True):
    """An uploaded file. Once an applicant is created with it, it is the person's `attachment` and keeps no bytes."""

    file_name: str
    content: bytes
    attachment: int | None
    uploaded_at: int


CVS = Collection(
    "skailer.cvs",
    Cv,
    indexes={"attachment": lambda one: () if one.attachment is None else (one.attachment,)},
)


def cv_ids(world: Reading, person: int) -> list[int]:
    """The CVs of a person, however they came to be there."""
    return [
        received_cv(file.id) if (cv := world[CVS].where(attachment=file.id).first()) is None else uploaded_cv(cv.id)
        for file in world.attachments.where(candidate=person)
        if file.kind is AttachmentKind.RESUME
    ]
