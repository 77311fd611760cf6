"""Reading the changes of an application."""

from typing import Any

from ats_sandbox.contract.operation import Example
from ats_sandbox.vendors.stackone.call import AnyCall, Call, Resource
from ats_sandbox.vendors.stackone.changes.history import Changes, history
from ats_sandbox.vendors.stackone.changes.schemas import ApplicationChangesPaginated, ChangesQuery
from ats_sandbox.vendors.stackone.changes.views import TYPE, change
from ats_sandbox.vendors.stackone.errors import BadCursor, NotFound
from ats_sandbox.vendors.stackone.pages import CursorPages
from ats_sandbox.vendors.stackone.queries import AccountHeader
from ats_sandbox.vendors.stackone.reads import CONTRACT, PREFIX
from ats_sandbox.vendors.stackone.repositories import APPLICATIONS
from ats_sandbox.vendors.stackone.view_context import context_of
from ats_sandbox.world.domain.native_ids import native_id

REQUIRED = frozenset({"created_at", "new_values"})
"""What the contract promises of every change, whatever `fields` names."""


def _path(call: AnyCall) -> str:
    """Where the provider has the history."""
    remote = native_id(call.world, APPLICATIONS.kind, APPLICATIONS.get_or_404(call).id)
    return f"{APPLICATIONS.remote_path}/{remote}/status/history"


PAGES = CursorPages(path=_path, query=ChangesQuery, numbered=False, always=REQUIRED)

changes = Resource("Application Changes", "The history of applications")


@changes.get(
    f"{PREFIX}/applications/{{id}}/changes",
    id="ats_list_application_changes",
    scope="unified",
    query=ChangesQuery,
    headers=AccountHeader,
    returns=ApplicationChangesPaginated,
    errors=[BadCursor, NotFound],
    evidence=CONTRACT,
    example=Example(path={"id": APPLICATIONS.first_id}),
)
def list_application_changes(call: Call) -> dict[str, Any]:
    """List the changes of an application.

    Of its status, its stage and its rejected reasons since it began, oldest first; one event for each property.
    """
    application = APPLICATIONS.get_or_404(call)
    told = call.query.get("filter") or {}
    after, kind = told.get("created_after"), told.get("change_type")
    found = [
        one
        for one in history(call.world, application)
        if (after is None or one.entry.at > after) and kind in (None, TYPE[one.aspect]["value"])
    ]
    context = context_of(call)
    return PAGES.page(call, Changes(found), lambda one: change(one, context))
