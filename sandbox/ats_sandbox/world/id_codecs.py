"""Vendor ids: pure functions of (seed, realm, kind, ordinal) that can be read back without looking anything up.

Each text carries the ordinal, scrambled by a keyed bijection, and a check derived from it, so that a made-up id of
the right shape reads as None.
"""

import re
from collections.abc import Callable
from functools import lru_cache

import msgspec

from ats_sandbox.world.chance import key_of, mix, unmix

_FIRST_V7 = 1_735_689_600_000  # 2025-01-01: where time-ordered ids begin
_HEX = re.compile(r"[0-9a-f]+")
HIGHEST = (1 << 32) - 1
"""Ordinals above this are not given out, so texts that decode to one were not made here."""


def _scrambled(seed: int, realm: str, kind: str, ordinal: int) -> tuple[int, int]:
    body = mix(ordinal ^ key_of(seed, realm, kind))
    return body, mix(body ^ key_of(seed, realm, kind, "check"))


def _ordinal(seed: int, realm: str, kind: str, body: int) -> int:
    return unmix(body) ^ key_of(seed, realm, kind)


def _dashed(number: int) -> str:
    text = f"{number:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


@lru_cache(maxsize=16_384)
def uuid4(seed: int, realm: str, kind: str, ordinal: int) -> str:
    """A version 4 UUID, lower case."""
    body, check = _scrambled(seed, realm, kind, ordinal)
    low = ((body & 0xF) << 58) | (check & ((1 << 58) - 1))
    return _dashed((body >> 16) << 80 | 0x4 << 76 | ((body >> 4) & 0xFFF) << 64 | 0b10 << 62 | low)


def read_uuid4(seed: int, realm: str, kind: str, text: str) -> int | None:
    """The ordinal behind such a UUID (any letter case), or None when it was not made here."""
    text = text.lower()
    digits = text.replace("-", "")
    if len(text) != 36 or len(digits) != 32 or not _HEX.fullmatch(digits):
        return None
    number = int(digits, 16)
    body = (number >> 80) << 16 | ((number >> 64) & 0xFFF) << 4 | (number >> 58) & 0xF
    ordinal = _ordinal(seed, realm, kind, body)
    return ordinal if 0 < ordinal <= HIGHEST and uuid4(seed, realm, kind, ordinal) == text else None


@lru_cache(maxsize=16_384)
def uuid7(seed: int, realm: str, kind: str, ordinal: int) -> str:
    """A version 7 UUID; ids of one kind sort as their ordinals do."""
    body, check = _scrambled(seed, realm, kind, ordinal)
    moment = _FIRST_V7 + ordinal * 997
    return _dashed(moment << 80 | 0x7 << 76 | (body & 0xFFF) << 64 | 0b10 << 62 | (check & ((1 << 62) - 1)))


def read_uuid7(seed: int, realm: str, kind: str, text: str) -> int | None:
    """The ordinal behind such a UUID (any letter case), or None when it was not made here."""
    text = text.lower()
    digits = text.replace("-", "")
    if len(text) != 36 or len(digits) != 32 or not _HEX.fullmatch(digits):
        return None
    ordinal, rest = divmod((int(digits, 16) >> 80) - _FIRST_V7, 997)
    if rest or not 0 < ordinal <= HIGHEST:
        return None
    return ordinal if uuid7(seed, realm, kind, ordinal) == text else None


@lru_cache(maxsize=16_384)
def hex24(seed: int, realm: str, kind: str, ordinal: int) -> str:
    """24 lower-case hex digits, as document databases give out."""
    body, check = _scrambled(seed, realm, kind, ordinal)
    return f"{body:016x}{check >> 32:08x}"


def read_hex24(seed: int, realm: str, kind: str, text: str) -> int | None:
    """The ordinal behind such an id, or None when it was not made here."""
    if len(text) != 24 or not _HEX.fullmatch(text):
        return None
    ordinal = _ordinal(seed, realm, kind, int(text[:16], 16))
    return ordinal if 0 < ordinal <= HIGHEST and hex24(seed, realm, kind, ordinal) == text else None


@lru_cache(maxsize=16_384)
def digits(seed: int, realm: str, kind: str, ordinal: int, first: int, step: int = 1_009) -> str:
    """A decimal id that grows with the ordinal: `first` plus steps, plus a keyed remainder below the step."""
    return str(first + ordinal * step + mix(ordinal ^ key_of(seed, realm, kind)) % step)


def read_digits(seed: int, realm: str, kind: str, text: str, first: int, step: int = 1_009) -> int | None:
    """The ordinal behind such an id, or None when it was not made here."""
    if not (text.isascii() and text.isdigit()) or len(text) > 20:
        return None
    ordinal = (int(text) - first) // step
    return ordinal if 0 < ordinal <= HIGHEST and digits(seed, realm, kind, ordinal, first, step) == text else None


class IdFormat(msgspec.Struct, frozen=True):
    """How ordinals are written as texts and read back; seed, realm and kind come before either."""

    write: Callable[[int, str, str, int], str]
    read: Callable[[int, str, str, str], int | None]


UUID4 = IdFormat(uuid4, read_uuid4)
HEX24 = IdFormat(hex24, read_hex24)


def decimal(first: int) -> IdFormat:
    """Decimal numbers above the first."""
    return IdFormat(
        lambda seed, realm, kind, ordinal: digits(seed, realm, kind, ordinal, first),
        lambda seed, realm, kind, text: read_digits(seed, realm, kind, text, first),
    )
