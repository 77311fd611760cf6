"""The wire shapes of exported worlds."""

from marshmallow import INCLUDE

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import QuerySchema, RequestSchema, ResponseSchema
from ats_sandbox.control.portable.document import FORMAT


class ExportQuery(QuerySchema):
    """How much to write."""

    content = fields.Choice(
        ("changes", "everything"),
        metadata={"description": "Against the blueprint, or all of it; by default whichever is shorter"},
    )


class Exported(ResponseSchema):
    """A world. The last of `states` is what it is; those before it are copies that its records refer to."""

    format = fields.Text(required=True)
    version = fields.Integer(required=True)
    recipe = fields.Text(required=True)
    seed = fields.Integer(required=True)
    candidates = fields.Integer(required=True, allow_none=True)
    content = fields.Choice(("changes", "everything"), required=True)
    fingerprint = fields.Text()
    states = fields.Array(fields.FreeObject(), required=True)


class Imported(RequestSchema):
    """A document that an export wrote, in this version of the format or an earlier one."""

    format = fields.Choice((FORMAT,), required=True)
    version = fields.Integer(required=True, least=1)

    class Meta:
        unknown = INCLUDE
