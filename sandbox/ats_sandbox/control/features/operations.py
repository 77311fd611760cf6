"""Features over HTTP: show which the company has, switch one, and take that back."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.resource import Resource
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.control.errors import OURS, Unknown
from ats_sandbox.control.features.features import STATES, FeatureState
from ats_sandbox.control.schema import OwnRequest, described
from ats_sandbox.control.wire import WireObject
from ats_sandbox.control.workspace import workspace_of

features = Resource("Features", "What the company has bought or switched on at a vendor")


class FeatureInput(OwnRequest):
    """Whether the company has a feature."""

    state = fields.Choice(STATES, required=True, metadata=described("`on` when the company has it."))


class FeatureShown(ResponseSchema):
    """A feature: `on` when the company has it, and how it usually is."""

    vendor = fields.Text(required=True)
    name = fields.Text(required=True)
    about = fields.Text(required=True)
    state = fields.Choice(STATES, required=True)
    usual = fields.Choice(STATES, required=True)


def feature_document(one: FeatureState) -> WireObject:
    """A `FeatureShown`."""
    vendor, feature, state = one
    return {
        "vendor": vendor.name,
        "name": feature.name,
        "about": feature.about,
        "state": state,
        "usual": STATES[feature.usual],
    }


@features.get("/features", id="list_features", returns=fields.Array(fields.Nested(FeatureShown)), evidence=OURS)
def list_features(call: Call) -> list[WireObject]:
    """List the features that a company can have at each vendor, and whether this world's has them."""
    return [feature_document(one) for one in workspace_of(call).features]


@features.put(
    "/features/{feature}",
    id="put_feature",
    body=FeatureInput,
    returns=FeatureShown,
    errors=[Unknown],
    evidence=OURS,
    example=Example(path={"feature": "privacy_policy"}, body={"state": "off"}),
)
def put_feature(call: Call) -> WireObject:
    """Switch a feature of this world's company on or off. A reset of the world keeps it so."""
    return feature_document(workspace_of(call).features.set(call.path["feature"], call.body["state"]))


@features.delete(
    "/features/{feature}",
    id="delete_feature",
    errors=[Unknown],
    evidence=OURS,
    example=Example(path={"feature": "privacy_policy"}),
)
def delete_feature(call: Call) -> None:
    """Let a feature be as it usually is again."""
    workspace_of(call).features.reset(call.path["feature"])
