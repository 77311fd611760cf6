"""The format of an exported world, and the steps that bring an older document up to it.

A document holds states, each as what must be done to another state to get it. The last one is the world; those before
it are copies that records hold (what a unified API synced), to which these records refer by number.
"""

from collections.abc import Callable, Mapping
from hashlib import blake2b
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from ats_sandbox.control.errors import BadRequest
from ats_sandbox.control.portable.values import to_json
from ats_sandbox.control.wire import WireObject, WireValue
from ats_sandbox.world.clock import END
from ats_sandbox.world.store.state import State

FORMAT = "ats-sandbox world"
VERSION = 1

SAMPLED = 1_000
"""Records of one collection that the fingerprint of a blueprint looks at, spread evenly."""

Instant = Annotated[int, Meta(ge=0, le=END)]
Ordinal = Annotated[int, Meta(ge=1, lt=1 << 24)]
"""Ids of records; sets of ids take a bit for each below the highest."""


class Contents(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What becomes of one collection: records put (created or replaced), ids removed, the next id to assign."""

    next_id: Ordinal
    put: list[WireObject] = []
    removed: list[Ordinal] = []


class DocumentState(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A state: its instant, the state it is written against, collections that are dropped, and those that differ.

    `against` is the blueprint, an earlier state by its number, or None for an empty one.
    """

    now: Instant
    against: Literal["blueprint"] | Annotated[int, Meta(ge=0)] | None = None
    without: list[str] = []
    collections: dict[str, Contents] = {}


class WorldDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An exported world. `content` is `changes` against its blueprint, or `everything`.

    `fingerprint` tells whether another version builds the same world; a document without one is trusted.
    """

    format: str
    version: int
    recipe: str
    seed: Annotated[int, Meta(ge=0, le=2**63 - 1)]
    content: Literal["changes", "everything"]
    states: Annotated[list[DocumentState], Meta(min_length=1, max_length=1_000)]
    candidates: Annotated[int, Meta(ge=1, le=100_000)] | None = None
    fingerprint: str | None = None


Upgrade = Callable[[WireObject], WireObject]

UPGRADES: Mapping[int, Upgrade] = {}
"""For each earlier version, the step that makes a document of the next one. Version 1 is the first."""


def read_document(content: Mapping[str, WireValue]) -> WorldDocument:
    """A document of any version up to this one, as one of this version. Raises BadRequest."""
    if content.get("format") != FORMAT:
        raise BadRequest(text=f"this is not an exported world: its member format is not {FORMAT!r}")
    current, version = dict(content), content.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise BadRequest(text=f"this exported world has no version; this sandbox reads 1 to {VERSION}")
    if version > VERSION:
        raise BadRequest(
            text=f"this world was exported in version {version} of the format by a newer ats-sandbox; "
            f"this one reads up to {VERSION}"
        )
    while current["version"] < VERSION:
        current = {**UPGRADES[current["version"]](current), "version": current["version"] + 1}
    try:
        return msgspec.convert(current, WorldDocument)
    except msgspec.ValidationError as error:
        raise BadRequest(text=f"this exported world is invalid: {error}") from None


def fingerprint(state: State) -> str:
    """A digest that tells one blueprint from another: sizes of every collection, and a sample of their records."""
    total = blake2b(str(state.now).encode(), digest_size=16)
    copies: dict[int, str] = {}

    def digested(value: object) -> object:
        if not isinstance(value, State):
            return value
        if id(value) not in copies:
            copies[id(value)] = fingerprint(value)
        return copies[id(value)]

    for name in sorted(state.tables):
        table = state.tables[name]
        total.update(f"\n{name} {table.next_id} {len(table.order)}\n".encode())
        for rank in range(0, len(table.order), max(1, len(table.order) // SAMPLED)):
            record = table.records[next(table.order.start(rank))]
            total.update(msgspec.json.encode(to_json(record, digested)))
    return total.hexdigest()
