"""Ids as Bindbee gives them out: version 7 UUIDs, different ones for every connector, and the cursors made of them.

Any UUID is read as the Rust crate `uuid` parses it, which the API's validator is built on; its reasons are public.
"""

import base64
import re
from collections.abc import Callable
from functools import partial

from ats_sandbox.contract.vendor import IdCodec
from ats_sandbox.vendors.bindbee.connectors import ACME, CONNECTORS
from ats_sandbox.world import id_codecs
from ats_sandbox.world.domain.reading import Reading

_HEX = frozenset("0123456789abcdefABCDEF")
_URN = "urn:uuid:"
_GROUPS = (8, 4, 4, 4, 12)
_STARTS = (0, 9, 14, 19, 24)
_SIMPLE, _HYPHENATED = 32, 36
_HYPHENATED_FORM = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
FORMS = rf"[0-9a-fA-F]{{32}}|{_HYPHENATED_FORM}|\{{{_HYPHENATED_FORM}\}}|{_URN}{_HYPHENATED_FORM}"
"""How a UUID may be written: simple, hyphenated, in braces or as a URN."""
_WRITTEN = re.compile(FORMS)
_CHARACTERS = "an optional prefix of `urn:uuid:` followed by [0-9a-fA-F-]"


def ids_behind(world: Reading, connector: int) -> Callable[[str, int], str]:
    """Gives the ids behind one connector, from kind and ordinal. Ids of one kind sort as their ordinals do."""
    return partial(id_codecs.uuid7, world.seed, f"bindbee:{connector}")


def record_id(world: Reading, connector: int, kind: str, ordinal: int) -> str:
    """The id of one record behind one connector."""
    return ids_behind(world, connector)(kind, ordinal)


def read_record_id(world: Reading, connector: int, kind: str, text: str) -> int | None:
    """The ordinal behind a canonical UUID; None for what this connector never gave out."""
    return id_codecs.read_uuid7(world.seed, f"bindbee:{connector}", kind, text)


def id_codec(kind: str) -> IdCodec:
    """Ids without a connector: written as the connector shows it that clients begin with; read from any connector."""

    def read(world: Reading, text: str) -> int | None:
        found = (read_record_id(world, one.id, kind, text.lower()) for one in world[CONNECTORS])
        return next((ordinal for ordinal in found if ordinal is not None), None)

    return IdCodec(lambda world, ordinal: record_id(world, ACME, kind, ordinal), read)


def own_ids(kind: str) -> IdCodec:
    """Ids of what Bindbee itself keeps, which are the same behind every connector."""
    return IdCodec(
        lambda world, ordinal: id_codecs.uuid7(world.seed, "bindbee", kind, ordinal),
        lambda world, text: id_codecs.read_uuid7(world.seed, "bindbee", kind, text),
    )


CONNECTOR_IDS = own_ids("connector")


def cursor_of(id: str) -> str:
    """The cursor that goes on after the record with this id."""
    return base64.b64encode(id.encode()).decode()


def id_in(cursor: str) -> str | None:
    """The id in a cursor; None when it holds none."""
    try:
        return canonical(base64.b64decode(cursor, validate=True).decode())
    except ValueError:
        return None


class NoUuid(ValueError):
    """A text that is no UUID; its message is the reason."""


def canonical(text: str) -> str:
    """The lower-case hyphenated form of a UUID in any of its forms; raises NoUuid."""
    inside, _ = _unwrapped(text)
    if _WRITTEN.fullmatch(text):
        digits = inside.replace("-", "").lower()
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
