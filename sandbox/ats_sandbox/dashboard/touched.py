"""The exchanges that changed a record, as far as the journal still has them."""

from collections.abc import Iterator
from itertools import islice

from ats_sandbox.control.journal.entry import Entry
from ats_sandbox.control.journal.journal import Journal

LOOKED_AT = 2_000
"""Exchanges that are looked at, the latest first."""

MOST = 20
"""Exchanges that are shown."""


def touched(journal: Journal, collection: str, id: int) -> list[Entry]:
    """The latest exchanges whose commits changed a record, the latest first."""
    return list(islice(_touching(journal, collection, id), MOST))


def _touching(journal: Journal, collection: str, id: int) -> Iterator[Entry]:
    for entry in reversed(journal.kept()[0][-LOOKED_AT:]):
        commit = entry.commit
        if commit and any(one.id == id and one.collection == collection for one in commit.changes):
            yield entry
