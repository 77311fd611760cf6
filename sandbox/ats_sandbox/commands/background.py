"""`ats-sandbox background`: how long work takes that goes on after an answer, and whether it fails."""

from ats_sandbox.commands.group import OperationGroup
from ats_sandbox.commands.output import show
from ats_sandbox.control.wire import WireObject

COLUMNS = ("vendor", "name", "ends", "failure", "under_way", "about", "begun_by", "failures")


def print_works(works: list[WireObject], as_json: bool) -> None:
    """The kinds of work in a table."""
    show(works if as_json else [row(one) for one in works], as_json, COLUMNS)


def print_work(work: WireObject, as_json: bool) -> None:
    """One kind of work."""
    show(work if as_json else [row(work)], as_json, COLUMNS)


def row(work: WireObject) -> WireObject:
    """A kind of work in a line, with its end in words and its lists as texts."""
    if work["reads"] is not None:
        ends = f"after {work['reads']} reads"
    elif work["after"] is None:
        ends = "never"
    else:
        ends = f"after {work['after']} s" if work["after"] else "at once"
    listed = {name: ", ".join(work[name] or ()) or None for name in ("begun_by", "failures")}
    return {**work, **listed, "ends": ends}


background = OperationGroup("background", "Background")
background.derive("list", "list_background", printer=print_works)
background.derive("set", "put_background", printer=print_work)
background.derive("reset", "delete_background")
