"""Pages of lists in ascending id; a cursor holds the id of the last record before it."""

from collections.abc import Callable
from typing import Any

from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.resources.pages import page_after
from ats_sandbox.vendors.bindbee.call import Call
from ats_sandbox.vendors.bindbee.ids import cursor_of


def page(
    call: Call,
    rows: Any,
    read: Callable[[str], int | None],
    write: Callable[[int], str],
    show: Callable[[Any], dict[str, Any]],
) -> dict[str, Any]:
    """The page that the query asks for. `read` and `write` turn ids into ordinals and back."""
    id = call.query.get("cursor")
    after = None if id is None else read(id)
    if id is not None and after is None:
        sent = call.request.args["cursor"]
        raise Invalid(Violation(Rule.CUSTOM, ("cursor",), "query", text="invalid cursor", value=sent))
    found = page_after(rows, after, call.query["page_size"])
    return {
        "cursor": None if found.after is None else cursor_of(write(found.after)),
        "page_size": len(found.records),
        "items": [show(record) for record in found.records],
    }
