"""Sets of ids as the ones of a whole number: what several sets share is one operation, however many they hold."""

from collections.abc import Collection, Iterator

_WIDE = 1 << 14  # bits that are cut out of a set at once
_LOW = (1 << _WIDE) - 1
_BLOCK = 64  # bytes of those that are looked into at once
_FEW = 32


def bitset_of(numbers: Collection[int], end: int) -> int:
    """The set of these distinct numbers, all below the end."""
    if len(numbers) <= _FEW:
        return sum(1 << number for number in numbers)
    digits = bytearray(b"0") * end
    for number in numbers:
        digits[number] = 49
    digits.reverse()
    return int(digits, 2)


def members(bits: int, rank: int = 0) -> Iterator[int]:
    """The numbers in a set, ascending, from the one at this rank (0 is the smallest)."""
    for start in range(0, bits.bit_length(), _WIDE):
        wide = (bits >> start if start else bits) & _LOW
        held = wide.bit_count()
        if rank >= held:
            rank -= held
            continue
        content = wide.to_bytes(_WIDE // 8, "little")
        for at in range(0, len(content), _BLOCK):
            block = int.from_bytes(content[at : at + _BLOCK], "little")
            held = block.bit_count()
            if rank >= held:
                rank -= held
                continue
            while block:
                low = block & -block
                if rank:
                    rank -= 1
                else:
                    yield start + at * 8 + low.bit_length() - 1
                block ^= low


def members_downwards(bits: int, rank: int = 0) -> Iterator[int]:
    """The numbers in a set, descending, from the one at this rank (0 is the largest)."""
    for start in range(bits.bit_length() // _WIDE * _WIDE, -1, -_WIDE):
        wide = (bits >> start if start else bits) & _LOW
        held = wide.bit_count()
        if rank >= held:
            rank -= held
            continue
        content = wide.to_bytes(_WIDE // 8, "little")
        for at in range(len(content) - _BLOCK, -1, -_BLOCK):
            block = int.from_bytes(content[at : at + _BLOCK], "little")
            held = block.bit_count()
            if rank >= held:
                rank -= held
                continue
            while block:
                high = block.bit_length() - 1
                if rank:
                    rank -= 1
                else:
                    yield start + at * 8 + high
                block ^= 1 << high
