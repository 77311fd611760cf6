"""The schemas of requests to the sandbox itself."""

from marshmallow import RAISE

from ats_sandbox.contract.schema import RequestSchema


class OwnRequest(RequestSchema):
    """A body for the tester's side. Unknown members are refused, so that no typing error goes unnoticed."""

    class Meta:
        unknown = RAISE


def described(text: str) -> dict[str, str]:
    """The metadata of a field: its description in the document, and in the help of the command line."""
    return {"description": text}
