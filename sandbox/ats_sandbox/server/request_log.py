"""A line for each answered request and each attempt to deliver, as text for people or as JSON for programs."""

import json
import logging
import string
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import TextIO
from urllib.parse import quote

from ats_sandbox.contract.webhooks import Attempt
from ats_sandbox.control.addressing import Address
from ats_sandbox.control.explain.header import line
from ats_sandbox.control.journal.recording import WHY
from ats_sandbox.control.journal.redaction import query
from ats_sandbox.control.traces import ADDRESS, OPERATION, REASON
from ats_sandbox.control.webhooks.delivery import Delivery
from ats_sandbox.server.answered import Answered
from ats_sandbox.server.delivery_log import facts_of_attempt, parts_of_attempt

FAULT = "X-Sandbox-Fault"
LONGEST = 500
"""Characters of a path and its query that are shown."""

SHOWN = "".join(sorted(set(string.printable) - set(string.whitespace)))
"""What a line shows as it came; anything else, such as what moves a terminal's cursor, is percent-encoded."""

COLOURS = {2: "\033[32m", 3: "\033[36m", 4: "\033[33m", 5: "\033[31m"}
"""By the first digit of a status: how a terminal writes it in green, cyan, yellow, red."""

PLAIN = "\033[0m"


class RequestLog:
    """Writes a line for each answered request, and each attempt to deliver, to a stream; `style` is `text` or `json`.

    A stream that takes no more (a closed pipe) is no reason to fail.
    """

    def __init__(self, stream: TextIO, style: str = "text") -> None:
        handler = logging.StreamHandler(stream)
        handler.setFormatter(JsonLines() if style == "json" else TextLines(colour=stream.isatty()))
        handler.handleError = lambda record: None  # type: ignore[method-assign]
        self._logger = logging.Logger("ats_sandbox.requests")
        self._logger.addHandler(handler)

    def __call__(self, answered: Answered) -> None:
        """Write the line."""
        self._logger.info("", extra={"facts": facts_of(answered), "parts": parts_of})

    def attempted(self, world: str, delivery: Delivery, attempt: Attempt) -> None:
        """Write the line of an attempt over the network."""
        facts = facts_of_attempt(world, delivery, attempt, SHOWN)
        self._logger.info("", extra={"facts": facts, "parts": parts_of_attempt})


def facts_of(answered: Answered) -> dict[str, object]:
    """What a line tells of a request, by name; None for what it does not have."""
    environ = answered.environ
    address = environ.get(ADDRESS)
    path, mark, asked = answered.target.partition("?")
    headers = {name.lower(): value for name, value in answered.headers}
    why = headers.get(WHY.lower()) or environ.get(REASON)
    return {
        "method": answered.method,
        "path": quote(f"{path}{mark}{query(asked)}"[:LONGEST], safe=SHOWN),
        "status": answered.status,
        "milliseconds": round(answered.seconds * 1000, 1),
        "world": line(address.world) if isinstance(address, Address) else None,
        "vendor": address.vendor if isinstance(address, Address) else None,
        "operation": environ.get(OPERATION),
        "fault": headers.get(FAULT.lower()),
        "why": line(why) if why else None,
        "left": answered.left,
    }


def parts_of(facts: Mapping[str, object]) -> Iterator[str]:
    """The same for people, after time and status."""
    yield f"{facts['method']} {facts['path']}"
    if facts["operation"]:
        yield f"{facts['vendor']} {facts['operation']}"
    if facts["world"]:
        yield f"world {facts['world']}"
    yield f"{facts['milliseconds']} ms"
    if facts["fault"]:
        yield f"fault {facts['fault']}"
    if facts["left"]:
        yield "the client had left"
    if facts["why"]:
        yield str(facts["why"])


class JsonLines(logging.Formatter):
    """Lines of JSON, each with the time in ISO 8601 and UTC."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        facts: Mapping[str, object] = vars(record)["facts"]
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        return json.dumps({"time": time, **facts})


class TextLines(logging.Formatter):
    """Lines for people, with the time of day; the status has a colour on a terminal."""

    def __init__(self, *, colour: bool) -> None:
        super().__init__()
        self._colour = colour

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        facts: Mapping[str, object] = vars(record)["facts"]
        status = str(facts["status"] or facts.get("result", facts["status"]))
        if self._colour and facts["status"]:
            status = f"{COLOURS.get(int(status[0]), '')}{status}{PLAIN}"
        return "  ".join((self.formatTime(record, "%H:%M:%S"), status, *vars(record)["parts"](facts)))
