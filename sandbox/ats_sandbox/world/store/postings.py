"""Indexes: which ids stand under which key, held in as little room as their number needs."""

from collections.abc import Callable, Hashable, Iterable
from typing import Any

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


def index_of(records: Iterable[Any], keys_of: Callable[[Any], Iterable[Hashable]]) -> Index:
    """The index of records given in ascending id."""
    found: dict[Hashable, Any] = {}
    for record in records:
        id = record.id
        for key in keys_of(record):
            under = found.setdefault(key, id)
            if under is id:
                continue
            if isinstance(under, list):
                if under[-1] != id:
                    under.append(id)
            elif isinstance(under, int):
                if under != id:
                    found[key] = (under, id)
            elif under[-1] != id:  # lists take more room than tuples, so they are only for the few long ones
                found[key] = (*under, id) if len(under) < FEW else [*under, id]
    return _index(found)


def owners_of(records: Iterable[Any], owner_field: str, keys_of: Callable[[Any], Iterable[Hashable]]) -> Index:
    """The owners of records, by the keys of those: tuples or frozen sets, many of which are alike."""
    alike: dict[Iterable[Hashable], list[int]] = {}
    for record in records:
        alike.setdefault(keys_of(record), []).append(getattr(record, owner_field))
    found: dict[Hashable, list[int]] = {}
    for keys, owners in alike.items():
        for key in keys:
            found.setdefault(key, []).extend(owners)
    for under in found.values():
        under[:] = sorted({*under})
    return _index(found)


def _index(found: dict[Hashable, Any]) -> Index:
    """The index of what was gathered by key."""
    for key, under in found.items():
        if isinstance(under, list):
            found[key] = packed(tuple(under))
    return Map(found)
