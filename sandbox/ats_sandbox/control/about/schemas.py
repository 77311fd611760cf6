"""The wire shapes of what a sandbox tells about itself."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import ResponseSchema


class Health(ResponseSchema):
    """That it lives, and what it began with."""

    status = fields.Text(required=True)
    recipe = fields.Text(required=True)
    seed = fields.Integer(required=True)
    vendors = fields.Array(fields.Text(), required=True)


class Token(ResponseSchema):
    """A credential that every world knows."""

    token = fields.Text(required=True)
    about = fields.Text(required=True)


class Credentials(ResponseSchema):
    """The tokens, and for each vendor the headers that carry one."""

    tokens = fields.Array(fields.Nested(Token), required=True)
    headers = fields.FreeObject(required=True)


class OperationRow(ResponseSchema):
    """One operation that is served."""

    vendor = fields.Text(required=True)
    method = fields.Text(required=True)
    path = fields.Text(required=True)
    id = fields.Text(required=True)
    statuses = fields.Array(fields.Integer(), required=True)
    evidence = fields.Text(required=True)
