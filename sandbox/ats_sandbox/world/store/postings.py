"""Indexes: which ids stand under which key, held in as little room as their number needs."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, cast

from immutables import Map

from ats_sandbox.world.store.sortedset import SortedSet

Postings = int | tuple[int, ...] | SortedSet
"""Ids under one index key: bare when it is one, a tuple while few, an Order once many."""

Index = Map[Hashable, Postings]

FEW = 64


def packed(ids: tuple[int, ...]) -> Postings:
    """Ascending ids under a key."""
    if len(ids) == 1:
        return ids[0]
    return ids if len(ids) <= FEW else SortedSet.sorted(ids)


def with_ids(postings: Postings | None, ids: list[int]) -> Postings:
    """What is under a key with more ids, which may be there already."""
    if isinstance(postings, SortedSet):
        for number in ids:
            postings = postings.add(number)
        return postings
    held = () if postings is None else (postings,) if isinstance(postings, int) else postings
    if len(ids) == 1 and (not held or held[-1] < ids[0]):
        return packed((*held, ids[0]))
    return packed(tuple(sorted({*held, *ids})))


def without_ids(postings: Postings, ids: list[int]) -> Postings | None:
    """What is left under a key without some ids, or None for nothing."""
    if isinstance(postings, SortedSet):
        for number in ids:
            postings = postings.remove(number)
        return postings or None
    held = (postings,) if isinstance(postings, int) else postings
    return packed(left) if (left := tuple(one for one in held if one not in ids)) else None


def index_of(records: Sequence[Any], keys_of: Callable[[Any], Iterable[Hashable]]) -> Index:
    """The index of records given in ascending id."""
    found: dict[Hashable, Postings | list[int]] = {}
    for record in records:
        id = record.id
        for key in keys_of(record):
            under = found.setdefault(key, id)
            if under != id:
                if isinstance(under, list):
                    if under[-1] != id:
                        under.append(id)
                elif isinstance(under, int):
                    found[key] = [under, id]
    for key, under in found.items():
        if isinstance(under, list):
            found[key] = packed(tuple(under))
    return cast("Index", Map(found))


def owners_of(records: Sequence[Any], owner_field: str, keys_of: Callable[[Any], Iterable[Hashable]]) -> Index:
    """The owners of records, by the keys of those."""
    found: dict[Hashable, set[int]] = {}
    for record in records:
        owner = getattr(record, owner_field)
        for key in keys_of(record):
            found.setdefault(key, set()).add(owner)
    return Map({key: packed(tuple(sorted(under))) for key, under in found.items()})
