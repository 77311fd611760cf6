"""Answers against their declarations, by the JSON Schema that the published document carries."""

from functools import cache
from typing import Any

import msgspec

from ats_sandbox.contract.operation import Binary, Operation, Reply
from ats_sandbox.contract.refusal import Undeclared
from ats_sandbox.contract.vendor import Vendor


def conform(vendor: Vendor, operation: Operation, answer: Reply, content: bytes) -> Undeclared | None:
    """How a success differs from the declared status and shape; None when it does not."""
    strange = sorted({name.lower() for name in answer.headers} - {name.lower() for name in operation.response_headers})
    if strange:
        return Undeclared(operation.id, f"answered undeclared headers {', '.join(strange)}")
    if answer.status not in operation.returns:
        return Undeclared(operation.id, f"answered undeclared status {answer.status}")
    shape = operation.returns[answer.status]
    if shape is None:
        return Undeclared(operation.id, "answered a body where none is declared") if content else None
    if isinstance(shape, Binary):
        known = answer.content is not None and (answer.content_type or "").split(";")[0] in shape.media_types
        return None if known else Undeclared(operation.id, f"answered undeclared media type {answer.content_type}")
    faults = [
        f"/{'/'.join(map(str, error.instance_path))}: {error.message}"
        for error in validator(vendor, operation, answer.status).iter_errors(msgspec.json.decode(content))
    ]
    return Undeclared(operation.id, f"{answer.status} body differs: {'; '.join(faults[:5])}") if faults else None


@cache
def validator(vendor: Vendor, operation: Operation, status: int) -> Any:
    """The compiled JSON Schema of one declared answer."""
    from jsonschema_rs import Draft202012Validator

    from ats_sandbox.contract.openapi import document_of

    document = document_of(vendor)
    answer = document["paths"][operation.path][operation.method.lower()]["responses"][str(status)]
    schema = answer["content"][vendor.error_format.content_type.split(";")[0]]["schema"]
    return Draft202012Validator({**schema, "components": document["components"]})
