"""`actions`: links from one answer to what can be done next."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.schema import ResponseSchema

METHODS = ("GET", "POST", "PUT", "PATCH", "OPTIONS", "DELETE", "HEAD", "CONNECT")


class Action(ResponseSchema):
    """Where to send which request."""

    url = fields.Text(required=True)
    method = fields.Choice(METHODS, required=True)


def action(call: Call, path: str, method: str = "GET") -> dict[str, str]:
    """A link to a path of this API, under the address that the client used."""
    return {"url": call.url(path), "method": method}
