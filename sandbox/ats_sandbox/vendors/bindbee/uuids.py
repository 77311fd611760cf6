"""UUIDs as the API reads them, and what it says of texts that are none.

The API's validator parses with the Rust crate `uuid`; the forms it takes and its reasons are public and are given here.
"""

_HEX = frozenset("0123456789abcdefABCDEF")
_URN = "urn:uuid:"
_GROUPS = (8, 4, 4, 4, 12)
_STARTS = (0, 9, 14, 19, 24)
_SIMPLE, _HYPHENATED = 32, 36
_CHARACTERS = "an optional prefix of `urn:uuid:` followed by [0-9a-fA-F-]"


class NoUuid(ValueError):
    """A text that is no UUID; its message is the reason."""


def canonical(text: str) -> str:
    """The lower-case hyphenated form of a UUID written simple, hyphenated, in braces or as a URN; raises NoUuid."""
    inside, _ = _unwrapped(text)
    digits = inside.replace("-", "").lower()
    hyphenated = tuple(len(group) for group in inside.split("-")) == _GROUPS
    if _HEX.issuperset(digits) and (hyphenated or len(text) == len(digits) == _SIMPLE):
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
    raise NoUuid(_reason(inside if _bytes(inside) == _HYPHENATED else text))


def _unwrapped(text: str) -> tuple[str, int]:
    """What is inside braces or behind the URN prefix, and where that begins."""
    if text.startswith("{") and text.endswith("}") and len(text) > 1:
        return text[1:-1], 1
    if text.startswith(_URN):
        return text[len(_URN) :], len(_URN)
    return text, 0


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _reason(text: str) -> str:
    """The parser's own reason; it counts bytes, from 1, and groups from 0."""
    inside, offset = _unwrapped(text)
    hyphens: list[int] = []
    at = 0
    for character in inside:
        if character == "-":
            hyphens.append(at)
        elif character not in _HEX:
            return f"invalid character: expected {_CHARACTERS}, found `{character}` at {at + offset + 1}"
        at += _bytes(character)
    if not hyphens and not offset:
        return f"invalid length: expected length {_SIMPLE} for simple format, found {at}"
    if len(hyphens) != 4:
        return f"invalid group count: expected 5, found {len(hyphens) + 1}"
    for group, (start, end) in enumerate(zip(_STARTS, hyphens, strict=False)):
        if end - start != _GROUPS[group]:
            return f"invalid group length in group {group}: expected {_GROUPS[group]}, found {end - start}"
    return f"invalid group length in group 4: expected {_GROUPS[4]}, found {_bytes(text) - _STARTS[4]}"
