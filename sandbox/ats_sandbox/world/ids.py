"""The ids that the company's own applicant tracking system gives out: what other systems call the remote id."""

from ats_sandbox.world import identity
from ats_sandbox.world.reading import Reading

REALM = "ats"

_DECIMAL = {"department": 8_000_000}
_HEX = frozenset({"user"})


def native_id(world: Reading, kind: str, ordinal: int) -> str:
    """The system's id of a record. `kind` is a noun such as `candidate`.

    Users have 24 hex digits and departments a decimal number; everything else has a UUID.
    """
    if kind in _HEX:
        return identity.hex24(world.seed, REALM, kind, ordinal)
    if kind in _DECIMAL:
        return identity.digits(world.seed, REALM, kind, ordinal, _DECIMAL[kind])
    return identity.uuid4(world.seed, REALM, kind, ordinal)


def read_native_id(world: Reading, kind: str, text: str) -> int | None:
    """The ordinal behind such an id; None for an id that this system never gave out."""
    if kind in _HEX:
        return identity.read_hex24(world.seed, REALM, kind, text)
    if kind in _DECIMAL:
        return identity.read_digits(world.seed, REALM, kind, text, _DECIMAL[kind])
    return identity.read_uuid4(world.seed, REALM, kind, text)
