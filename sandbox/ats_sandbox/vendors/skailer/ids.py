"""Ids: whole numbers from 1, one series for each kind of thing."""

from ats_sandbox.contract.vendor import IdCodec

NUMBERS = IdCodec(lambda _world, ordinal: str(ordinal), lambda _world, text: plain_number(text))
IDS = dict.fromkeys(("application", "candidate", "job", "pipeline", "reason", "source", "stage"), NUMBERS)
"""By the world's nouns: a candidate there is an applicant, an application a candidate."""

INTEGER = {"type": "integer", "format": "int64", "minimum": 1}


def plain_number(text: str) -> int | None:
    """The whole number from 1 that a text is, without signs or leading zeros; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 and text[0] != "0" else None
