"""`ats-sandbox goto`: an application in a named state."""

import click

from ats_sandbox.commands.group import operation_command, printing
from ats_sandbox.commands.output import cell, show
from ats_sandbox.control.wire import WireObject


def print_history(reached: WireObject, as_json: bool) -> None:
    """The history of the application, then its state."""
    if as_json:
        show(reached, as_json)
        return
    for one in reached["history"]:
        click.echo(f"{one['at']}  {one['status']:12}  {cell(one['stage'])}")
    click.echo(f"{reached['name'] or reached['ids']['native']} is {reached['state']} at {reached['now']}")


goto = operation_command("goto", "set_application_state", printing(print_history))
