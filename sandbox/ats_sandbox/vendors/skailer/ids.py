"""Ids: whole numbers from 1, one series for each kind of thing."""

from ats_sandbox.contract.vendor import IdCodec

NUMBERS = IdCodec(lambda _world, ordinal: str(ordinal), lambda _world, text: plain_number(text))
IDS = dict.fromkeys(("application", "candidate", "job", "pipeline", "reason", "source", "stage"), NUMBERS)
"""By the world's nouns: a candidate there is an applicant, an application a candidate."""

INTEGER = {"type": "integer", "minimum": 1}


def plain_number(text: str) -> int | None:
    """The whole number from 1 that a text is, without signs or leading zeros; None for anything else."""
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
