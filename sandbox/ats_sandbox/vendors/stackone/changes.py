"""Changes: the history of an application, one event for each property that changed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.resources.listing import query_with
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema, shape_of
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import AnyCall, Call, Resource
from ats_sandbox.vendors.stackone.enums import enumeration, shown
from ats_sandbox.vendors.stackone.errors import BadCursor, NotFound
from ats_sandbox.vendors.stackone.ids import id_of
from ats_sandbox.vendors.stackone.pages import CursorPages, RawResponse, check_cursor
from ats_sandbox.vendors.stackone.queries import CursorQuery
from ats_sandbox.vendors.stackone.records import CONTRACT, PREFIX
from ats_sandbox.vendors.stackone.repositories import APPLICATIONS
from ats_sandbox.vendors.stackone.state import APPLICATION_FACTS, facts_of
from ats_sandbox.vendors.stackone.view_context import ViewContext, context_of
from ats_sandbox.vendors.stackone.vocabulary import APPLICATION_STATUS as STATUSES
from ats_sandbox.world.domain.applications import Activity, Application
from ats_sandbox.world.domain.commands.applications import ENDINGS
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading

WIDTH = 4
"""Ordinals of changes: their entry's times this, plus the place of the property."""

changes = Resource("Application Changes", "The history of applications")


class Aspect(IntEnum):
    """The properties that are followed; the number is the place of their change among those of one entry."""

    STAGE = 1
    STATUS = 2
    REASONS = 3


TYPE = {
    Aspect.STAGE: shown("interview_stage", "StageChange"),
    Aspect.STATUS: shown("application_status", "StatusChange"),
    Aspect.REASONS: shown("rejected_reasons", "ReasonChange"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One property changed. `last` marks the change to the status that the application still has."""

    entry: Activity
    aspect: Aspect
    last: bool = False

    @property
    def id(self) -> int:
        """Its ordinal, ascending with time."""
        return self.entry.id * WIDTH + self.aspect


class Changes(list[Change]):
    """Changes in the order in which they were recorded."""

    def after(self, id: int | None, limit: int) -> list[Change]:
        """`limit` changes after an ordinal; None starts at the beginning."""
        return [one for one in self if id is None or one.id > id][:limit]

    def page(self, offset: int, limit: int) -> list[Change]:
        """`limit` changes from the one at `offset` on."""
        return self[offset : offset + limit]


def history(world: Reading, application: Application) -> list[Change]:
    """Every change since the application began."""
    found = list(recorded_changes(world, application))
    status = [at for at, one in enumerate(found) if one.aspect is Aspect.STATUS and one.entry.dated is None]
    if status and found[status[-1]].entry.status is application.status:
        found[status[-1]] = replace(found[status[-1]], last=True)
    return found


def recorded_changes(world: Reading, application: Application) -> Iterator[Change]:
    """What differs from entry to entry of the application's activities: the one source of its changes.

    An entry that was dated back shows what it says of its time and changes nothing. Events of the world's commits can
    take the place of the activities here, and nowhere else.
    """
    status = stage = reason = None
    for entry in world.activities.where(application=application.id):
        if entry.dated is not None:
            values = (entry.stage, entry.status, entry.reason)
            yield from (Change(entry, one) for one, value in zip(Aspect, values, strict=True) if value is not None)
            continue
        if entry.status is None:
            continue
        ended = entry.reason if entry.status in ENDINGS else None
        if not entry.opening:
            changed = (entry.stage not in (None, stage), entry.status is not status, ended != reason)
            yield from (Change(entry, one) for one, is_new in zip(Aspect, changed, strict=True) if is_new)
        status, reason = entry.status, ended
        stage = stage if entry.stage is None else entry.stage


_FILTER = query_with(
    "ChangeFilter",
    QuerySchema,
    created_after=fields.DateTime(),
    change_type=fields.Choice(enumeration("ApplicationChangeType").values),
)
ChangesQuery = query_with("ChangesQuery", CursorQuery, filter=fields.DeepObject(_FILTER))


class ChangesActor(ResponseSchema):
    """Who changed something."""

    id, remote_id = wire.ids("user", "by")


ChangedValues = shape_of(
    "ChangedValues",
    interview_stage_id=wire.text(deprecated=True),
    rejected_reason_ids=wire.texts(),
    application_status=wire.enum("ApplicationStatus"),
)


def _values(one: Change, context: ViewContext) -> Document:
    entry, world = one.entry, context.world
    if one.aspect is Aspect.STAGE:
        assert entry.stage is not None
        return {"interview_stage_id": id_of(world, "stage", entry.stage)}
    if one.aspect is Aspect.REASONS:
        return {"rejected_reason_ids": [] if entry.reason is None else [id_of(world, "reason", entry.reason)]}
    return {"application_status": _status(one, context)}


def _status(one: Change, context: ViewContext) -> Document:
    """The status as the client gave it, as long as the application still has it."""
    assert one.entry.status is not None
    if not one.last:
        return STATUSES.show(one.entry.status)
    application = context.world.applications[one.entry.application]
    return STATUSES.show(application.status, facts_of(context.world, APPLICATION_FACTS, application.id).status)


class ApplicationChange(ResponseSchema):
    """One property of an application changed; what nobody did has no actor."""

    id, remote_id = wire.ids("change")
    created_at = fields.DateTime(required=True, of="entry.at")
    effective_at = wire.moment(lambda one, _: one.entry.at if one.entry.dated is None else one.entry.dated)
    actor = wire.one(ChangesActor, lambda one, _: None if one.entry.by is None else one.entry)
    change_type = wire.enum("ApplicationChangeType", lambda one, _: TYPE[one.aspect])
    new_values = fields.Nested(ChangedValues, required=True, of=_values)  # type: ignore[call-arg]


ApplicationChangesPaginated = shape_of(
    "ApplicationChangesPaginated", next=wire.text(), data=wire.many(ApplicationChange), raw=wire.many(RawResponse)
)
"""The envelope of this list: it has no `next_page`, and even its records are optional."""


def _path(call: AnyCall) -> str:
    """Where the provider has the history."""
    remote = native_id(call.world, APPLICATIONS.kind, APPLICATIONS.get_or_404(call).id)
    return f"{APPLICATIONS.remote_path}/{remote}/status/history"


PAGES = CursorPages(path=_path, numbered=False, always=frozenset({"created_at", "new_values"}))
"""The contract promises the instant and the new values of every change, whatever `fields` names."""


@changes.get(
    f"{PREFIX}/applications/{{id}}/changes",
    id="ats_list_application_changes",
    query=ChangesQuery,
    returns=ApplicationChangesPaginated,
    errors=[BadCursor, NotFound],
    evidence=CONTRACT,
    example=Example(path={"id": APPLICATIONS.first_id}),
)
def list_application_changes(call: Call) -> Document:
    """List the changes of an application.

    Of its status, its stage and its rejected reasons since it began, oldest first; one event for each property.
    """
    check_cursor(call)
    application = APPLICATIONS.get_or_404(call)
    filters = call.query.get("filter") or {}
    after, kind = filters.get("created_after"), filters.get("change_type")
    found = [
        one
        for one in history(call.world, application)
        if (after is None or one.entry.at > after) and kind in (None, TYPE[one.aspect]["value"])
    ]
    context, view = context_of(call), view_of(ApplicationChange)
    return PAGES.page(call, Changes(found), lambda one: view(one, context))
