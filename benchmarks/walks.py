"""Requests that are another one each time: every record of a list, and every page of it."""

from collections.abc import Iterator
from dataclasses import replace
from json import loads
from urllib.parse import quote

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.vendor import Vendor
from benchmarks.probe import Probe, probes
from benchmarks.wsgi import answer

CANDIDATES = 2_000
"""In the world that is walked through."""

CURSORS = {"smartrecruiters": ("nextPageId", "pageId"), "stackone": ("next", "next")}
"""For each vendor: the member of a page that leads to the next one, and the parameter that takes it."""


def walks(vendor: Vendor, sandbox: SandboxApp) -> tuple[Probe, Probe]:
    """The read and the page of a hundred, as walks through all records and through all full pages."""
    read, page, _ = probes(vendor, sandbox.world.read())
    pages = list(_pages(vendor, sandbox, page))
    parent = read.path.rpartition("/")[0]
    reads = (f"{parent}/{record['id']}" for _, records in pages for record in records)
    full = [path for path, records in pages if len(records) == len(pages[0][1])]
    return replace(read, walk=tuple(reads)), replace(page, walk=tuple(full))


def _pages(vendor: Vendor, sandbox: SandboxApp, page: Probe) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Path and records of each page."""
    member, parameter = CURSORS[vendor.name]
    path = page.path
    while True:
        told = loads(answer(sandbox, replace(page, path=path)))
        records = next(one for one in told.values() if isinstance(one, list))
        if records:
            yield path, records
        cursor = told.get(member)
        if not cursor or not records:
            return
        path = f"{page.path}&{parameter}={quote(cursor, safe='')}"
