"""Ids: whole numbers from 1, one series for each kind of thing."""

from sandbox.contract.call import Call
from sandbox.vendors.skailer.errors import NotFound

INTEGER = {"type": "integer", "minimum": 1}


def the_id(call: Call, name: str) -> int:
    """An id in the path; what is no plain whole number names nothing."""
    text = call.path[name]
    if not (text.isascii() and text.isdigit() and len(text) < 19 and text[0] != "0"):
        raise NotFound
    return int(text)


def uploaded_cv(number: int) -> int:
    """The id of the nth uploaded CV. Odd, so that a resume which reached the person another way can have one too."""
    return 2 * number - 1


def received_cv(number: int) -> int:
    """The id of a resume that was never uploaded here, by the number of the person's file."""
    return 2 * number


def upload_of(cv_id: int) -> int | None:
    """Which upload a CV's id stands for; None when it is of no upload."""
    return (cv_id + 1) // 2 if cv_id % 2 else None
