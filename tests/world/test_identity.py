"""Ids are pure functions of what they stand for, and strangers' ids read as None."""

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ats_sandbox.world import id_codecs
from ats_sandbox.world.chance import MASK, mix, unmix

Make = Callable[[int, str, str, int], str]
Read = Callable[[int, str, str, str], int | None]

chosen = settings(derandomize=True, deadline=None, database=None)
ordinals = st.integers(1, id_codecs.HIGHEST)


def digits(seed: int, realm: str, kind: str, ordinal: int) -> str:
    return id_codecs.digits(seed, realm, kind, ordinal, first=743_999_600_000_000)


def read_digits(seed: int, realm: str, kind: str, text: str) -> int | None:
    return id_codecs.read_digits(seed, realm, kind, text, first=743_999_600_000_000)


FORMATS: dict[str, tuple[Make, Read, str]] = {
    "uuid4": (id_codecs.uuid4, id_codecs.read_uuid4, r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    "uuid7": (id_codecs.uuid7, id_codecs.read_uuid7, r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    "hex24": (id_codecs.hex24, id_codecs.read_hex24, r"[0-9a-f]{24}"),
    "digits": (digits, read_digits, r"[0-9]+"),
}
every_format = pytest.mark.parametrize(("make", "read", "shape"), FORMATS.values(), ids=FORMATS.keys())


@every_format
@chosen
@given(seed=st.integers(0, 2**40), ordinal=ordinals)
def test_an_id_reads_back_to_its_ordinal(make: Make, read: Read, shape: str, seed: int, ordinal: int) -> None:
    text = make(seed, "vendor", "job", ordinal)
    assert re.fullmatch(shape, text)
    assert read(seed, "vendor", "job", text) == ordinal


@every_format
def test_an_id_of_another_seed_vendor_or_kind_is_a_strangers(make: Make, read: Read, shape: str) -> None:
    text = make(1, "vendor", "job", 7)
    assert read(2, "vendor", "job", text) is None
    assert read(1, "other", "job", text) is None
    assert read(1, "vendor", "candidate", text) is None


@every_format
@chosen
@given(text=st.text(max_size=40))
def test_any_text_at_all_reads_as_none(make: Make, read: Read, shape: str, text: str) -> None:
    assert read(1, "vendor", "job", text) is None


@every_format
def test_a_made_up_id_of_the_right_shape_reads_as_none(make: Make, read: Read, shape: str) -> None:
    """Changing any one character makes an id a stranger's, or no id at all."""
    text = make(1, "vendor", "job", 7)
    for at, character in enumerate(text):
        other = "7" if character != "7" else "8"
        assert read(1, "vendor", "job", text[:at] + other + text[at + 1 :]) is None, at


@every_format
def test_characters_that_only_look_like_digits_are_refused(make: Make, read: Read, shape: str) -> None:
    text = make(1, "vendor", "job", 7)
    for odd in ("٣", "²", "０"):
        assert read(1, "vendor", "job", odd + text[1:]) is None
        assert read(1, "vendor", "job", text[:-1] + odd) is None
    assert read(1, "vendor", "job", f" {text}") is None
    assert read(1, "vendor", "job", f"{text}\n") is None


@every_format
def test_ten_thousand_ids_are_all_different(make: Make, read: Read, shape: str) -> None:
    assert len({make(1, "vendor", "job", ordinal) for ordinal in range(1, 10_001)}) == 10_000


@pytest.mark.parametrize(("make", "version"), [(id_codecs.uuid4, 4), (id_codecs.uuid7, 7)])
def test_uuids_are_what_the_standard_says(make: Make, version: int) -> None:
    for ordinal in range(1, 200):
        parsed = UUID(make(1, "vendor", "job", ordinal))
        assert (parsed.version, parsed.variant) == (version, "specified in RFC 4122")


@pytest.mark.parametrize("read", [id_codecs.read_uuid4, id_codecs.read_uuid7])
def test_upper_case_uuids_are_the_same_ids(read: Read) -> None:
    make = id_codecs.uuid4 if read is id_codecs.read_uuid4 else id_codecs.uuid7
    assert read(1, "vendor", "job", make(1, "vendor", "job", 9).upper()) == 9


@pytest.mark.parametrize("make", [id_codecs.uuid7, digits])
def test_time_ordered_ids_sort_as_their_ordinals_do(make: Make) -> None:
    texts = [make(1, "vendor", "job", ordinal) for ordinal in range(1, 2_000)]
    assert texts == sorted(texts)


@chosen
@given(st.integers(0, MASK))
def test_unmix_undoes_mix(number: int) -> None:
    assert unmix(mix(number)) == number
    assert mix(unmix(number)) == number
