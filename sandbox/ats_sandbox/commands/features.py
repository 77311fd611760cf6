"""`ats-sandbox features`: what the company has bought or switched on at a vendor."""

from ats_sandbox.commands.group import OperationGroup
from ats_sandbox.commands.output import show
from ats_sandbox.control.wire import WireObject

COLUMNS = ("vendor", "name", "state", "usual", "about")


def print_features(features: list[WireObject], as_json: bool) -> None:
    """The features in a table."""
    show(features, as_json, COLUMNS)


def print_feature(feature: WireObject, as_json: bool) -> None:
    """One feature."""
    show(feature if as_json else [feature], as_json, COLUMNS)


features = OperationGroup("features", "Features")
features.derive("list", "list_features", printer=print_features)
features.derive("set", "put_feature", printer=print_feature)
features.derive("reset", "delete_feature")
