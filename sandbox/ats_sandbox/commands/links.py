"""`ats-sandbox links`: the vendors' links to other systems, and bringing one to a state."""

from ats_sandbox.commands.group import OperationGroup
from ats_sandbox.commands.output import show
from ats_sandbox.control.wire import WireObject

COLUMNS = ("vendor", "name", "system", "state", "states", "handed")


def print_links(found: list[WireObject], as_json: bool) -> None:
    """The links in a table."""
    show(found if as_json else [row(one) for one in found], as_json, COLUMNS)


def print_link(link: WireObject, as_json: bool) -> None:
    """One link."""
    show(link if as_json else [row(link)], as_json, COLUMNS)


def row(link: WireObject) -> WireObject:
    """A link in a line."""
    return {**link, "states": " ".join(link["states"])}


links = OperationGroup("links", "Links")
links.derive("list", "list_links", printer=print_links)
links.derive("set", "put_link", printer=print_link)
