"""The family of requests to the sandbox itself."""

from marshmallow import RAISE

from ats_sandbox.contract.schema import RequestSchema


class OwnRequest(RequestSchema):
    """A body for the tester's side. A member that it does not know is refused: no typing error passes for a wish."""

    class Meta:
        unknown = RAISE
