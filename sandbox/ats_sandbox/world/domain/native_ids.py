"""The ids that the company's own applicant tracking system gives out: what other systems call the remote id."""

from ats_sandbox.world import id_codecs
from ats_sandbox.world.domain.reading import Reading

REALM = "ats"

_DECIMAL = {"department": 8_000_000}
_HEX = frozenset({"user"})


def native_id(world: Reading, kind: str, ordinal: int) -> str:
    """The system's id of a record. `kind` is a noun such as `candidate`.

    Users have 24 hex digits and departments a decimal number; everything else has a UUID.
    """
    if kind in _HEX:
        return id_codecs.hex24(world.seed, REALM, kind, ordinal)
    if kind in _DECIMAL:
        return id_codecs.digits(world.seed, REALM, kind, ordinal, _DECIMAL[kind])
    return id_codecs.uuid4(world.seed, REALM, kind, ordinal)


def read_native_id(world: Reading, kind: str, text: str) -> int | None:
    """The ordinal behind such an id; None for an id that this system never gave out."""
    if kind in _HEX:
        return id_codecs.read_hex24(world.seed, REALM, kind, text)
    if kind in _DECIMAL:
        return id_codecs.read_digits(world.seed, REALM, kind, text, _DECIMAL[kind])
    return id_codecs.read_uuid4(world.seed, REALM, kind, text)
