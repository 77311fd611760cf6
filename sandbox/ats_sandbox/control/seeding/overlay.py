"""Laying a seed document over a world: all of it in one transaction, or nothing."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.seeding.checking import checked
from ats_sandbox.control.seeding.document import Document
from ats_sandbox.control.seeding.furniture import lay_furniture
from ats_sandbox.control.seeding.laying import Laying
from ats_sandbox.control.seeding.names import Name
from ats_sandbox.control.seeding.papers import lay_papers
from ats_sandbox.control.seeding.people import lay_people
from ats_sandbox.world.world import World

Source = Document | Mapping[str, Any] | str | Path
"""A document, its data, or the path of its file."""


def lay(world: World, vendors: tuple[Vendor, ...], source: Source, file: str | None = None) -> list[Name]:
    """Lay a document over a world and give back the names it gave. Raises SeedRefused, and then nothing was laid."""
    document = Document.of(source, file)
    with world.transaction() as draft:
        before = len(draft.commit.changes)
        laying = Laying(draft, vendors, document.file, checked(document, draft, vendors))
        with laying.refusing():
            lay_furniture(laying)
            lay_people(laying)
            lay_papers(laying)
        changes = draft.commit.changes[before:]
        for vendor in vendors:
            vendor.laid(draft, changes)
    return laying.given
