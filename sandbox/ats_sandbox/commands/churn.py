"""`ats-sandbox churn`: changes between the pages of a list that a client is reading."""

from ats_sandbox.commands.group import OperationGroup
from ats_sandbox.commands.output import show
from ats_sandbox.control.wire import WireObject

COLUMNS = ("after", "which", "do", "kind", "calls", "done_at", "outcome")


def print_script(script: WireObject, as_json: bool) -> None:
    """The steps in a table."""
    show(script if as_json else [row(one) for one in script["steps"]], as_json, COLUMNS)


def row(step: WireObject) -> WireObject:
    """A step in a line."""
    which = " ".join(step[name] for name in ("vendor", "operation") if step[name] is not None)
    return {**step, "which": which or "any list"}


churn = OperationGroup("churn", "Churn")
churn.derive_from_file("put", "put_churn", "script", printer=print_script)
churn.derive("show", "get_churn", printer=print_script)
churn.derive("clear", "delete_churn")
