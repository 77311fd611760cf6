"""What a connector accepts of a candidate that is created: derived from the schema of the body itself."""

from typing import Any

from marshmallow.fields import Field

from ats_sandbox.contract import fields
from ats_sandbox.contract.evidence import inferred
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import ResponseSchema, schema_of
from ats_sandbox.contract.views import declared
from ats_sandbox.vendors.bindbee import errors
from ats_sandbox.vendors.bindbee.call import Call
from ats_sandbox.vendors.bindbee.candidates import CANDIDATE, AtsCandidateWrite
from ats_sandbox.vendors.bindbee.resource import Resource
from ats_sandbox.vendors.bindbee.schemas import ConnectorHeaders, noun

candidate_meta = Resource("Candidate meta", "What is accepted of new candidates")

ABOUT = {"job": "The id of a job to apply for", "attachments": "Files that come along"}
TYPES = {"boolean": "boolean", "array": "array", "number": "integer", "object": "object"}
PARTS = ("additional_attributes", "custom_fields")
"""Members that the answer has parts of their own for."""

MetaApiResponseModel = schema_of(
    ResponseSchema,
    "MetaApiResponseModel",
    "What is accepted, or why that cannot be told.",
    success=fields.Boolean(required=True),
    data=fields.FreeObject(allow_none=True),
    error=fields.FreeObject(allow_none=True),
)


def described(name: str, field: Field[Any]) -> Document:
    """What is told of one member of a body."""
    return {
        "type": TYPES.get(getattr(field, "json", ""), "string"),
        "required": field.required,
        "description": ABOUT.get(name, noun(name).capitalize()),
        "allowed_values": field.metadata.get("x-known-values"),
    }


@candidate_meta.get(
    f"{CANDIDATE.path}/create/meta",
    id="get_candidate_create_meta",
    headers=ConnectorHeaders,
    returns=MetaApiResponseModel,
    errors=[errors.MetaNotImplemented],
    words={"model": "Candidate", "slug": "greenhouse"},
    evidence=inferred("the layout of `data` is not documented: it follows from the body that creates a candidate"),
)
def get_candidate_create_meta(call: Call) -> Document:
    """Tell what this connector accepts of a candidate that is created."""
    if not call.account.writes:
        raise errors.MetaNotImplemented(model=CANDIDATE.title, slug=call.account.slug)
    own = {name: described(name, field) for name, field in declared(AtsCandidateWrite) if name not in PARTS}
    return {"success": True, "data": {"model_fields": own, **{part: {} for part in PARTS}}, "error": None}
