"""`ats-sandbox health` and `credentials`: what a running sandbox is, and how to call it."""

from ats_sandbox.commands.group import operation_command, printing
from ats_sandbox.commands.output import show
from ats_sandbox.control.wire import WireObject


def print_credentials(found: WireObject, as_json: bool) -> None:
    """The tokens, and the headers that carry one, by vendor."""
    if as_json:
        show(found, as_json)
        return
    show(found["tokens"], as_json, ("token", "about"))
    show(found["headers"], as_json)


health = operation_command("health", "get_health", printing(show))
credentials = operation_command("credentials", "get_credentials", printing(print_credentials))
