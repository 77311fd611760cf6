"""Schemathesis from its own command line, and what it found."""

import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from ats_sandbox.contract.vendor import Vendor
from tests.serving.process import PATIENCE, ROOT, serving

EXAMPLES = 25
"""Of an operation, in each phase that makes some up."""
SEED = 1
LONGEST = 1_200
"""Seconds for the operations of one vendor, which may be some hundreds, on a busy machine."""


@dataclass(frozen=True)
class Finding:
    """One request whose answer did not hold a check.

    `operation` is the method and path that the document has for it, `method` the one that was sent. `problems` are
    what the answer says to be wrong, or, where it refuses nothing, what the tool says in its last line.
    """

    check: str
    operation: str
    method: str
    status: int
    problems: tuple[str, ...]

    def __str__(self) -> str:
        said = " / ".join(self.problems)
        return f"{self.check}: {self.operation} ({self.method}, {self.status}): {said}"


def findings(vendor: Vendor, left_out: Iterable[str], folder: Path) -> list[Finding]:
    """What the tool finds in a sandbox of its own: every phase and check it has. The report goes into the folder.

    Operations that are left out, by their ids, are not tried.
    """
    report = folder / "report.ndjson"
    headers = [f"{name}: {value}" for name, value in vendor.auth.present("sandbox-admin").items()]
    with serving() as served:
        command = [
            *(sys.executable, "-m", "schemathesis.cli", "run", str(ROOT / "openapi" / f"{vendor.name}.json")),
            *("--url", f"{served.url}/{vendor.name}"),
            *(part for header in headers for part in ("--header", header)),
            *("--checks", "all", "--max-examples", str(EXAMPLES), "--seed", str(SEED), "--continue-on-failure"),
            *(part for operation in left_out for part in ("--exclude-operation-id", operation)),
            *("--generation-database", "none", "--request-timeout", str(PATIENCE), "--no-color"),
            *("--report-ndjson-path", str(report)),
        ]
        ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=LONGEST, check=False)
    assert ran.returncode in (0, 1), f"schemathesis gave up:\n{ran.stdout[-4000:]}{ran.stderr[-4000:]}"
    return list(_reported(report))


def _reported(report: Path) -> Iterator[Finding]:
    """The failures among the events of a run, which are one JSON object a line."""
    finished = False
    with report.open("rb") as lines:
        for line in lines:
            kind, event = next(iter(msgspec.json.decode(line).items()))
            assert not kind.endswith(("Error", "Interrupted")), f"the run was cut short: {event}"
            finished = finished or kind == "EngineFinished"
            if kind == "ScenarioFinished":
                yield from _failed(event["recorder"])
    assert finished, "the run has no end"


def _failed(recorder: Mapping[str, Any]) -> Iterator[Finding]:
    for case, checks in recorder.get("checks", {}).items():
        for check in checks:
            if check["status"] == "failure":
                failure = check["failure_info"]["failure"]
                exchange = recorder["interactions"][case]
                answer = exchange["response"] or {}
                status = answer.get("status_code", 0)
                yield Finding(
                    check=check["name"],
                    operation=failure["operation"],
                    method=exchange["request"]["method"],
                    status=status,
                    problems=problems_in(_content(answer)) if status >= 400 else (failure["message"].splitlines()[-1],),
                )


def _content(answer: Mapping[str, Any]) -> bytes:
    encoded = (answer.get("content") or {}).get("$base64", "")
    return msgspec.json.decode(msgspec.json.encode(encoded), type=bytes)


LISTS = ("errors", "detail", "details", "provider_errors")
"""Where the vendors' refusals have what is wrong, one by one."""
TEXTS = ("message", "msg", "problem", "error")
"""What a refusal calls the text about it."""


def problems_in(content: bytes) -> tuple[str, ...]:
    """Everything that an answer says to be wrong; the whole answer when it is no refusal of a known form."""
    try:
        answer = msgspec.json.decode(content)
    except msgspec.DecodeError:
        answer = None
    return tuple(dict.fromkeys(_problems(answer))) or (content.decode("utf-8", "replace"),)


def _problems(answer: object) -> Iterator[str]:
    if isinstance(answer, str):
        yield answer
    elif isinstance(answer, list):
        for one in answer:
            yield from _problems(one)
    elif isinstance(answer, dict):
        listed = [found for name in LISTS for found in _problems(_values(answer.get(name)))]
        yield from listed or _problems(answer.get("raw") or next(filter(None, map(answer.get, TEXTS)), None))


def _values(listed: object) -> object:
    """What stands in a list, or under names of fields."""
    return [*listed.values()] if isinstance(listed, dict) else listed
