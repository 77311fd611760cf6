"""Tables of what vendors' pages say of statuses and texts, and the requests that provoke each row of them.

A row of `fixtures/statuses/<vendor>.tsv` is `operations, what is sent, status, what the answer says, source`, separated
by tabs. Operations are ids of them, patterns with `*`, or names of sets of them, separated by commas; `-` stands for
a request that no operation is for. A line `<name> = …` above names a set of operations. What the answer says is in
parts, separated by ` && `, each of them

* `{"code": 7}`: the body is an object with this member and this value of it, and other members perhaps;
* `[]`: the body is this array;
* `header Retry-After: 60`: it has this header; `no header Retry-After`: it has none of this name;
* anything else: a text, or the name of a member, somewhere in the body. `…` is any text, in headers, too.

A source is a line `[name] documented: …` or `[name] inferred: …` above the rows that it is the source of.

A vendor's test has the requests: for the operations of a row, as the row has them, a function for each thing that is
sent, which arranges what must be so before and sends it.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from ats_sandbox.contract.evidence import Evidence
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.vendor import Vendor
from tests.client import VendorClient

FOLDER = Path(__file__).parents[2] / "fixtures/statuses"
NOWHERE = "-"
"""In place of operations: a request that no operation is for."""

MANY = 20
"""Operations of one row that an ordinary run asks at most; a deep run asks all of them."""

Send = Callable[[VendorClient, Any], TestResponse]
"""Arranges and sends; the second argument is the operation, None for nowhere."""

Requests = Mapping[str, Mapping[str, Send]]
"""By the operations of a row and what is sent."""

_SOURCE = re.compile(r"\[([^]]+)\] (documented|inferred): (.+)")
_SET = re.compile(r"(<[^>]+>) = (.+)")
CELLS = 5


@dataclass(frozen=True)
class Row:
    """One line of a table; `number` is the line's, `patterns` are what its operations stand for."""

    number: int
    operations: str
    patterns: tuple[str, ...]
    sent: str
    status: int
    says: tuple[str, ...]
    source: Evidence

    def is_about(self, operation: Operation) -> bool:
        """True when the operation is one of the row's."""
        return any(fnmatchcase(operation.id, pattern) for pattern in self.patterns)

    def differences(self, answer: TestResponse) -> list[str]:
        """How an answer differs from the row."""
        body = json.loads(answer.data) if answer.data else None
        found = [] if answer.status_code == self.status else [f"status {answer.status_code}, not {self.status}"]
        return found + [f"no {part} in {answer.text}" for part in self.says if not _has(answer, body, part)]


def read_table(vendor: str, folder: Path = FOLDER) -> list[Row]:
    """The rows of a vendor's table. Raises ValueError for a line that is none, and for a source without a row."""
    sources: dict[str, Evidence] = {}
    sets: dict[str, tuple[str, ...]] = {}
    rows, used = [], set()
    for number, line in enumerate((folder / f"{vendor}.tsv").read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        source = _SOURCE.fullmatch(line)
        if source is not None:
            sources[source[1]] = Evidence(source[2], source[3])
            continue
        named = _SET.fullmatch(line)
        if named is not None:
            sets[named[1]] = _patterns(named[2], sets)
            continue
        cells = line.split("\t")
        if len(cells) != CELLS or cells[4] not in sources or not all(cells):
            raise ValueError(f"{vendor}.tsv, line {number}: no row of {CELLS} cells with a source that is above")
        patterns, says = _patterns(cells[0], sets), tuple(cells[3].split(" && "))
        rows.append(Row(number, cells[0], patterns, cells[1], int(cells[2]), says, sources[cells[4]]))
        used.add(cells[4])
    if sources.keys() - used:
        raise ValueError(f"{vendor}.tsv: nothing is said by {', '.join(sources.keys() - used)}")
    return rows


def _patterns(operations: str, sets: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    parts = [part.strip() for part in operations.split(",")]
    return tuple(pattern for part in parts for pattern in sets.get(part, (part,)))


class StatusTable:
    """A vendor's table beside the requests that provoke its rows."""

    def __init__(self, vendor: Vendor, requests: Requests, folder: Path = FOLDER) -> None:
        self.vendor = vendor
        self.requests = requests
        self.rows = read_table(vendor.name, folder)

    @property
    def each_row(self) -> pytest.MarkDecorator:
        """Runs a test for each row and each of its operations: parameters `row`, `operation` and `send`."""
        return pytest.mark.parametrize(("row", "operation", "send"), list(self._cases()))

    def _cases(self) -> Iterator[Any]:
        for row in self.rows:
            send = self.requests.get(row.operations, {}).get(row.sent)
            operations = self.operations_of(row)
            ordinary = {(row.number + step * len(operations) // MANY) % len(operations) for step in range(MANY)}
            for at, operation in enumerate(operations if send else []):
                place = operation.id if operation else "nowhere"
                marks = [] if len(operations) <= MANY or at in ordinary else [pytest.mark.deep]
                yield pytest.param(row, operation, send, id=f"{place}: {row.sent}", marks=marks)

    def operations_of(self, row: Row) -> list[Operation | None]:
        """The operations that a row is about. Raises ValueError for a row about none."""
        if row.operations == NOWHERE:
            return [None]
        found: list[Operation | None] = [one for one in self.vendor.operations if row.is_about(one)]
        if not found:
            raise ValueError(f"{self.vendor.name}.tsv, line {row.number}: no operation is {row.operations}")
        return found

    @cached_property
    def unpaired(self) -> list[str]:
        """Rows that nothing provokes, or that stand there twice, and requests that no row asks for."""
        rows = Counter((row.operations, row.sent) for row in self.rows)
        requests = {(operations, sent) for operations, by_sent in self.requests.items() for sent in by_sent}
        return [
            *(f"no request for {operations}: {sent}" for operations, sent in rows.keys() - requests),
            *(f"no row for {operations}: {sent}" for operations, sent in requests - rows.keys()),
            *(f"two rows of {operations}: {sent}" for (operations, sent), times in rows.items() if times > 1),
        ]

    @cached_property
    def untold(self) -> list[str]:
        """Statuses that an operation declares and no row of it has, and the other way round."""
        found = []
        injectable = {error.status for error in self.vendor.injectable}
        for operation in self.vendor.operations:
            told = {row.status for row in self.rows if row.operations != NOWHERE and row.is_about(operation)}
            declared = set(self.vendor.statuses(operation))
            found += [f"{operation.id}: no row with {status}" for status in sorted(declared - told)]
            found += [f"{operation.id}: declares no {status}" for status in sorted(told - declared - injectable)]
        return found


def _has(answer: TestResponse, body: Any, part: str) -> bool:
    if part.startswith("header "):
        name, _, value = part.removeprefix("header ").partition(": ")
        return name in answer.headers and _pattern(value).fullmatch(answer.headers[name]) is not None
    if part.startswith("no header "):
        return part.removeprefix("no header ") not in answer.headers
    if part.startswith("{"):
        wanted = json.loads(part)
        return isinstance(body, dict) and all(name in body and _same(body[name], wanted[name]) for name in wanted)
    if part.startswith("["):
        return _same(body, json.loads(part))
    pattern = _pattern(part)
    return any(pattern.fullmatch(text) for text in _texts(body))


def _same(one: Any, other: Any) -> bool:
    """True for equal JSON values; to Python true is 1."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, text.split("…"))), re.DOTALL)


def _texts(value: Any) -> Iterator[str]:
    """Every text in a JSON value, and the name of every member."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield name
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def while_failing(status: int, send: Send) -> Send:
    """A request that a fault of the server answers with this status."""

    def failing(client: VendorClient, operation: Operation) -> TestResponse:
        faults = client.sandbox.worlds[client.name].faults
        faults.add("status", vendor=client.vendor.name, operation=operation.id, status=status)
        return send(client, operation)

    return failing
