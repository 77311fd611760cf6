"""`ats-sandbox principals`: who may call a world, and what they may do and see."""

from dataclasses import replace

import click

from ats_sandbox.commands.declarations import Request
from ats_sandbox.commands.group import OperationGroup
from ats_sandbox.commands.output import show
from ats_sandbox.commands.parameters import OwnOption, Spelling
from ats_sandbox.commands.remote import Remote
from ats_sandbox.control.wire import WireObject

COLUMNS = ("token", "own", "writes", "scopes", "jobs", "candidates", "about")
OPEN_JOBS = OwnOption(["--open-jobs"], is_flag=True, help="All jobs but the confidential ones.")


def print_principals(found: list[WireObject], as_json: bool) -> None:
    """Principals in a table."""
    show(found if as_json else [row(one) for one in found], as_json, COLUMNS)


def print_principal(found: WireObject, as_json: bool) -> None:
    """One principal, line by line."""
    show(found if as_json else row(found), as_json)


def print_scopes(found: list[str], as_json: bool) -> None:
    """A scope per line."""
    show(found if as_json else [{"scope": one} for one in found], as_json, ("scope",))


def row(principal: WireObject) -> WireObject:
    """A principal with its lists as texts."""
    lists = {name: principal[name] for name in ("scopes", "jobs", "candidates")}
    lists["scopes"] = "all" if lists["scopes"] is None else lists["scopes"]
    return {**principal, **{name: one if isinstance(one, str) else ", ".join(one) for name, one in lists.items()}}


principals = OperationGroup("principals", "Principals")
principals.derive("list", "list_principals", printer=print_principals)
principals.derive("show", "get_principal", printer=print_principal)
principals.derive("scopes", "list_scopes", printer=print_scopes)
principals.derive("delete", "delete_principal")


@principals.handles("add", "add_principal", Spelling(flags={"writes": "--writes/--readonly"}), options=[OPEN_JOBS])
def add_principal(remote: Remote, request: Request, as_json: bool, open_jobs: bool) -> None:
    """Add the principal; `--open-jobs` is `open` in place of a list of jobs."""
    body: WireObject = dict(request.body or {})
    if open_jobs and "jobs" in body:
        raise click.UsageError("--open-jobs and --job exclude each other")
    if open_jobs:
        request = replace(request, body={**body, "jobs": "open"})
    print_principal(remote.send(request), as_json)
