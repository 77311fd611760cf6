"""What peers are given to answer: the sandbox's own records, in as many bytes."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.vendor import Vendor
from benchmarks.probe import Probe, probes
from benchmarks.wsgi import answer

Record = dict[str, Any]
FORM = {"Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Sample:
    """A request to the sandbox, and the body of its answer."""

    probe: Probe
    body: bytes

    @property
    def name(self) -> str:
        """The request's name."""
        return self.probe.name

    @property
    def size(self) -> int:
        """Bytes of the body."""
        return len(self.body)

    @property
    def value(self) -> Record:
        """The body's value."""
        told: Record = json.loads(self.body)
        return told

    def at(self, path: str, method: str = "GET", body: bytes = b"") -> Probe:
        """The equivalent of the request at a peer."""
        return Probe(self.name, method, path, FORM if body else {}, body)


@dataclass(frozen=True, slots=True)
class Material:
    """A vendor's read, page and write. `listed` are the records of the page; `records` what a read answers of each."""

    vendor: Vendor
    read: Sample
    page: Sample
    write: Sample
    listed: list[Record]
    records: list[Record]

    def __iter__(self) -> Iterator[Sample]:
        """Read, page and write."""
        return iter((self.read, self.page, self.write))

    def collections(self) -> dict[str, list[Record]]:
        """Collections for servers that store records, which answer compact JSON and a page as a list.

        The first of `candidates` is the record of the read; `listed` is as long as the page; `jobs` takes writes.
        """
        last = fitted(self.listed[-1], self.page.size, lambda one: len(compact([*self.listed[:-1], one])))
        return {"candidates": self.records, "listed": [*self.listed[:-1], last], "jobs": [{"id": 1}]}

    def new_job(self) -> bytes:
        """The job that the write answers, without an id; such servers give it a number and answer the record."""
        job = {name: value for name, value in self.write.value.items() if name != "id"}
        return compact(fitted(job, self.write.size, lambda one: len(compact({**one, "id": 1000}))))


def material(sandbox: SandboxApp, vendor: Vendor) -> Material:
    """A vendor's answers in the default world of a sandbox."""
    write, read, page = (
        Sample(one, answer(sandbox, one)) for one in sorted(probes(vendor, sandbox.world.read()), key=_write_first)
    )
    listed = next(one for one in page.value.values() if isinstance(one, list))
    parent = read.probe.path.rpartition("/")[0]
    others = (Probe("", "GET", f"{parent}/{one['id']}", read.probe.headers) for one in listed)
    same = read.value["id"]
    records = [read.value, *(one for other in others if (one := json.loads(answer(sandbox, other)))["id"] != same)]
    return Material(vendor, read, page, write, listed, records[: len(listed)])


def _write_first(one: Probe) -> int:
    return 0 if one.method != "GET" else 1


def compact(value: object) -> bytes:
    """A value as JSON without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def fitted(record: Record, size: int, sized: Callable[[Record], int]) -> Record:
    """A record of which the answer has `size` bytes: it loses its last members while too long, and gains a note."""
    kept = dict(record)
    while sized({**kept, "note": ""}) > size:
        kept.popitem()
    return {**kept, "note": "x" * (size - sized({**kept, "note": ""}))}
