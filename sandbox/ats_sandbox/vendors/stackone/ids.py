"""Ids: `c28xIQ` and the base64url of `id:<remote id>`. The remote id is accepted wherever the synthetic one is."""

import base64
import binascii
from functools import cache, lru_cache

from ats_sandbox.contract.vendor import IdCodec
from ats_sandbox.world.domain.native_ids import native_id, read_native_id
from ats_sandbox.world.domain.reading import Reading

PREFIX = "c28xIQ"
_MARK = b"id:"


@lru_cache(maxsize=16_384)
def synthetic(remote: str) -> str:
    """StackOne's own id for a provider's id."""
    return PREFIX + base64.urlsafe_b64encode(_MARK + remote.encode()).rstrip(b"=").decode()


def remote_of(text: str) -> str:
    """The provider's id that a text stands for: what a synthetic id carries, or else the text itself."""
    if not text.startswith(PREFIX):
        return text
    inner = text[len(PREFIX) :]
    try:
        decoded = base64.b64decode(inner + "=" * (-len(inner) % 4), altchars=b"-_", validate=True)
        remote = decoded.removeprefix(_MARK).decode()
    except (ValueError, binascii.Error):
        return text
    again = synthetic.__wrapped__(remote)  # not kept: clients send what they like
    return remote if again == text else text


def id_of(world: Reading, kind: str, ordinal: int) -> str:
    """The synthetic id of a record."""
    return synthetic(native_id(world, kind, ordinal))


def read_id(world: Reading, kind: str, text: str) -> int | None:
    """The ordinal of the record that an id of either form names; None for an id that was never given out."""
    return read_native_id(world, kind, remote_of(text))


@cache
def codec_of(kind: str) -> IdCodec:
    """How the ids of one kind of record are written and read."""
    return IdCodec(lambda world, ordinal: id_of(world, kind, ordinal), lambda world, text: read_id(world, kind, text))


_KINDS = (
    "application attachment candidate department interview job location note offer posting reason scorecard stage "
    "timeslot user"
)
CODECS = {kind: codec_of(kind) for kind in _KINDS.split()}
"""By the world's nouns."""


def id_pair(world: Reading, kind: str, ordinal: int | None, name: str = "id") -> dict[str, str | None]:
    """`{name, remote_name}` of a record, both null without one."""
    return remote_id_pair(None if ordinal is None else native_id(world, kind, ordinal), name)


def remote_id_pair(remote: str | None, name: str = "id") -> dict[str, str | None]:
    """`{name, remote_name}` of a provider's id that is known as a text."""
    return {name: None if remote is None else synthetic(remote), f"remote_{name}": remote}
