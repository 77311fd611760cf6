"""`ats-sandbox rate-limits`: the vendors' rate limits, counted or enforced."""

import click

from ats_sandbox.commands.group import OperationGroup
from ats_sandbox.commands.output import show
from ats_sandbox.commands.parameters import Spelling
from ats_sandbox.control.wire import WireObject

COLUMNS = ("vendor", "requests", "seconds", "per", "at_once", "exceptions")
EXCEPTIONS = ("vendor", "operation", "requests", "at_once")


def print_limits(found: WireObject, as_json: bool) -> None:
    """The mode, the limits in a table, and the operations with limits of their own in another."""
    if as_json:
        show(found, as_json)
        return
    click.echo(f"mode {found['mode']}, {found['counters']} budgets in use")
    limits: list[WireObject] = found["limits"]
    show([{**one, "exceptions": len(one["exceptions"])} for one in limits], as_json, COLUMNS)
    apart = [{"vendor": one["vendor"], **exception} for one in limits for exception in one["exceptions"]]
    if apart:
        click.echo("exceptions:")
        show(apart, as_json, EXCEPTIONS)


rate_limits = OperationGroup("rate-limits", "Limits")
rate_limits.derive("show", "get_limits", printer=print_limits)
rate_limits.derive("set", "update_limits", Spelling(checked=["mode"]), printer=print_limits)
rate_limits.derive("clear", "delete_counters")
