"""Audit events: read the trail."""

from functools import partial
from pathlib import Path

import msgspec

from ats_sandbox.contract import fields
from ats_sandbox.contract.resources.listing import Filter, query_with
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.vendors.smartrecruiters import apis, errors
from ats_sandbox.vendors.smartrecruiters.audit.state import (
    AUDIT_EVENT,
    AUDIT_EVENTS,
    RECENT,
    AuditEvent,
    AuthorType,
    EntityType,
)
from ats_sandbox.vendors.smartrecruiters.call import AnyCall
from ats_sandbox.vendors.smartrecruiters.documents import id_of
from ats_sandbox.vendors.smartrecruiters.filters import any_of
from ats_sandbox.vendors.smartrecruiters.ids import USER
from ats_sandbox.vendors.smartrecruiters.paging import TRAIL, TrailQuery
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.world.domain.users import UserRole
from ats_sandbox.world.store.selection import Selection

EVENTS = tuple(Path(__file__).with_name("events.txt").read_text(encoding="utf-8").split())
"""The names of events, those that nothing here leads to included."""
Events = Selection[AuditEvent]

audit_events = Resource("Audit events", "Who did what", apis.AUDIT)


class Event(ResponseSchema):
    """An event of the trail; `context` says more, as its name has it."""

    version = fields.Text(of=lambda one, call: "1.0")
    id = fields.Text(of=id_of(AUDIT_EVENT))
    eventName = fields.Text(of="event")
    eventDate = fields.DateTime(of="at")
    authorType = fields.Choice(("USER", "SUPPORT_USER", "SYSTEM"), of="author_type")
    authorId = fields.Text(of=id_of(USER, "user"))
    entityType = fields.Choice(EntityType, of="entity_type")
    entityId = fields.Text(of="entity")
    context = fields.FreeObject(of=lambda one, call: msgspec.json.decode(one.context))


def in_window(call: AnyCall) -> Events:
    """The events of the time that is asked for, to administrators only; those of what is hidden from one are absent."""
    if call.world.users[call.caller.user].role is not UserRole.ADMINISTRATOR:
        raise errors.AdministratorsOnly
    after, before = call.query.get("eventDateAfter"), call.query.get("eventDateBefore")
    rows: Events = call.visible(call.world[AUDIT_EVENTS])
    if after is None and before is None:
        after = call.world.now - RECENT
    rows = rows if after is None else rows.since(after)
    return (rows if before is None else rows.only(lambda one: one.at < before)).newest_first()


FILTERS: tuple[Filter[AuditEvent], ...] = (
    any_of("eventName", "event", partial(fields.Choice, EVENTS)),
    any_of("authorType", "author_type", partial(fields.Choice, AuthorType)),
    Filter("authorId", fields.Text, lambda call, rows, text: rows.where(user=USER.read(call.world, text) or 0)),
    any_of("entityType", "entity_type", partial(fields.Choice, EntityType)),
    Filter("entityId", fields.Text, lambda call, rows, text: rows.where(entity=text)),
)

audit_events.lists(
    "/audit-api/v201910/audit-events",
    "List audit events, the newest first.\n\nOf the last seven days, unless a date is given.",
    id="list_audit_events",
    item=Event,
    rows=in_window,
    style=TRAIL,
    envelope="Events",
    query=query_with(
        "EventsQuery", TrailQuery, *FILTERS, eventDateAfter=fields.DateTime(), eventDateBefore=fields.DateTime()
    ),
    complete=False,
    filters=FILTERS,
    errors=[errors.AdministratorsOnly],
)
