"""Deleting a record and its dependents, as the collections declare it."""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from ats_sandbox.world.domain.reading import Transaction
from ats_sandbox.world.store.references import OnDelete
from ats_sandbox.world.store.table import DECLARED, Collection, R


def delete(world: Transaction, collection: Collection[R], id: int) -> None:
    """Delete a record: first its dependents, then the references to it that are cleared, then the record itself."""
    for dependent, member, on_delete in _dependents(collection):
        for record in list(world[dependent].where(**{member: id})):
            if on_delete is OnDelete.DELETE:
                delete(world, dependent, record.id)
            else:
                world.put(dependent, replace(record, **{member: None}, updated_at=world.now))
    world.remove(collection, id)


def _dependents(collection: Collection[R]) -> list[tuple[Collection[Any], str, OnDelete]]:
    """The collections and members affected by a deletion, in an order that does not depend on the order of imports:
    collections with dependents of their own, the other dependents, collections in which a member is cleared."""
    found = list(_pointing(collection))
    return sorted(found, key=lambda one: (one[2] is OnDelete.CLEAR, not any(_pointing(one[0])), one[0].name))


def _pointing(collection: Collection[R]) -> Iterator[tuple[Collection[Any], str, OnDelete]]:
    for one in DECLARED.values():
        for member, reference in one.references.items():
            if reference.collection == collection.name and reference.on_delete is not OnDelete.KEEP:
                yield one, member, reference.on_delete
