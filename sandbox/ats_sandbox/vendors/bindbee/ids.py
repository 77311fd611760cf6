"""Ids as Bindbee gives them out: version 7 UUIDs, different ones for every connector, and the cursors made of them."""

import base64
from collections.abc import Callable
from functools import partial

from ats_sandbox.contract.vendor import IdCodec
from ats_sandbox.vendors.bindbee.connectors import ACME, CONNECTORS
from ats_sandbox.vendors.bindbee.uuids import canonical
from ats_sandbox.world import id_codecs
from ats_sandbox.world.domain.reading import Reading


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


CONNECTOR_IDS = IdCodec(
    lambda world, ordinal: id_codecs.uuid7(world.seed, "bindbee", "connector", ordinal),
    lambda world, text: id_codecs.read_uuid7(world.seed, "bindbee", "connector", text),
)


def cursor_of(id: str) -> str:
    """The cursor that goes on after the record with this id."""
    return base64.b64encode(id.encode()).decode()


def id_in(cursor: str) -> str | None:
    """The id in a cursor; None when it holds none."""
    try:
        return canonical(base64.b64decode(cursor, validate=True).decode())
    except ValueError:
        return None
