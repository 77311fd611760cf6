"""The schemas of requests to the sandbox itself."""

from typing import Any

from marshmallow import RAISE

from ats_sandbox.contract.schema import RequestSchema


class OwnRequest(RequestSchema):
    """A body for the tester's side. Unknown members are refused, so that no typing error goes unnoticed."""

    class Meta:
        unknown = RAISE

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        known = [one.data_key or name for name, one in self.load_fields.items()]
        self.error_messages["unknown"] = f"is unknown; there are {', '.join(known)}"


def described(text: str) -> dict[str, str]:
    """The metadata of a field: its description in the document, and in the help of the command line."""
    return {"description": text}
