"""Records as the dashboard answers them: every member in the documented order."""

from typing import Any

import msgspec

from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Reply
from ats_sandbox.world.store.selection import Selection
from ats_sandbox.world.store.table import R, Record

STEP_MEMBERS = (
    "id",
    "recorded_at",
    "job_offer_reference",
    "job_offer_reference_2",
    "job_offer_reference_3",
    "job_offer_title",
    "candidate_creation_date",
    "candidate_mail",
    "candidate_phone",
    "candidate_ats_id",
    "source",
    "step",
    "step_ats_id",
    "application_ats_id",
    "subsidiary",
    "subsidiary_ats_id",
)
OFFER_MEMBERS = (
    "id",
    "publication_at",
    "title",
    "reference",
    "reference_2",
    "reference_3",
    "subsidiary",
    "subsidiary_ats_id",
    "description",
    "attributes",
)


def envelope(message: str, members: tuple[str, ...], *records: Record) -> dict[str, Any]:
    """`{message, data: […]}`."""
    return {"message": message, "data": [{name: _plain(getattr(one, name)) for name in members} for one in records]}


def _plain(value: Any) -> Any:
    return msgspec.to_builtins(value) if isinstance(value, tuple) else value


def listed(call: Call, message: str, members: tuple[str, ...], rows: Selection[R]) -> Reply:
    """One page of a list; the total travels in a header, because the envelope has no place for it."""
    query = call.query
    filters = {name: value for name, value in query.items() if name not in ("page", "limit")}
    found = rows.where(**filters) if filters else rows
    records = found.page((query["page"] - 1) * query["limit"], query["limit"])
    return Reply(200, envelope(message, members, *records), {"X-Total-Count": str(len(found))})
