"""Taking exchanges into a journal, and what their answers tell on their way out."""

from collections.abc import Mapping
from typing import Any

from werkzeug import Response

from ats_sandbox.contract.exchange import Exchange
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.explain import header
from ats_sandbox.control.explain.explanation import explain
from ats_sandbox.control.journal.entry import entry_of, unmatched_entry
from ats_sandbox.control.journal.journal import Journal

WHY = "X-Sandbox-Why"
NOTE = "X-Sandbox-Note"


def record_exchange(journal: Journal, exchange: Exchange) -> Mapping[str, str]:
    """Enter an exchange with a vendor; gives the headers that explain its answer."""
    if exchange.vendor not in journal.vendors:
        return {}
    why = header.why(exchange)
    note = header.note(exchange, header.ignored(exchange)) if why is None else None
    journal.enter(entry_of(exchange, why, note))
    if why is not None:
        return {WHY: why}
    return {} if note is None else {NOTE: note}


def record_unmatched(
    journal: Journal, request: Any, vendor: Vendor | None, refusal: ApiError | None, response: Response, at: int
) -> None:
    """Enter a request for which no operation was found, and tell with its answer what was near."""
    entry = unmatched_entry(request, vendor, refusal, response, at)
    finding = explain(entry, journal.vendors).findings[0]
    entry.why = header.line(f"{finding.rule}: {finding.says}")
    journal.enter(entry)
    response.headers[WHY] = entry.why
