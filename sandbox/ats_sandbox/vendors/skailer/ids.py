"""Ids: whole numbers from 1, one series for each kind of thing."""

from ats_sandbox.contract.call import Call
from ats_sandbox.contract.vendor import IdCodec
from ats_sandbox.vendors.skailer.errors import NotFound

NAMINGS = {
    kind: IdCodec(lambda _world, ordinal: str(ordinal), lambda _world, text: plain(text))
    for kind in ("application", "candidate", "job", "pipeline", "reason", "source", "stage")
}
"""By the world's nouns: a candidate there is an applicant, an application a candidate."""

INTEGER = {"type": "integer", "minimum": 1}


def the_id(call: Call, name: str) -> int:
    """An id in the path; what is no plain whole number names nothing."""
    number = plain(call.path[name])
    if number is None:
        raise NotFound
    return number


def plain(text: str) -> int | None:
    """The number that a text writes plainly; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 and text[0] != "0" else None


def uploaded_cv(number: int) -> int:
    """The id of the nth uploaded CV. Odd, so that a resume which reached the person another way can have one too."""
    return 2 * number - 1


def received_cv(number: int) -> int:
    """The id of a resume that was never uploaded here, by the number of the person's file."""
    return 2 * number


def upload_of(cv_id: int) -> int | None:
    """Which upload a CV's id stands for; None when it is of no upload."""
    return (cv_id + 1) // 2 if cv_id % 2 else None
