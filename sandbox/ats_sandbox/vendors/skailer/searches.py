"""Searches: one page of what matches, and how much matches."""

from collections.abc import Callable
from typing import Any

from ats_sandbox.contract.body import JsonObject
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.schema import RequestSchema
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.selection import Selection
from ats_sandbox.world.store.table import R


def filters(schema: type[RequestSchema]) -> JsonObject:
    """A search body; an empty one finds everything."""
    return JsonObject(schema, required=False)


def found(call: Call, rows: Selection[R], view: Callable[[Reading, R], dict[str, Any]]) -> dict[str, Any]:
    """`{data, meta}` for the page that the body asks for, ascending by id."""
    body = call.body
    page, size = body.get("page", 1), body.get("per_page", 20)
    total = len(rows)
    return {
        "data": [view(call.world, record) for record in rows.page((page - 1) * size, size)],
        "meta": {
            "current_page": page,
            "per_page": size,
            "last_page": max(-(-total // size), 1),
            "total": total,
        },
    }
