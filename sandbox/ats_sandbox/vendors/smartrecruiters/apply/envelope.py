"""How the Application API writes a refusal: `{id, code, message}`, with a code of its own list."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.schema import shape_of
from ats_sandbox.vendors.smartrecruiters.auth import credentials
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Envelope
from ats_sandbox.vendors.smartrecruiters.error_format import sentence
from ats_sandbox.world.chance import key_of
from ats_sandbox.world.id_codecs import uuid4

CODES = (
    *("INVALID_REQUEST", "INVALID_INPUT", "DATA_VALIDATION_ERROR", "RESOURCE_NOT_FOUND_ERROR"),
    *("COMPANY_NOT_FOUND_ERROR", "COMPANY_RETRIEVAL_ERROR", "APPLY_API_ERROR", "FILE_UPLOAD_ERROR", "FILE_API_ERROR"),
    *("INVALID_API_KEY_ERROR", "UNAUTHORIZED", "REST_CALL_TIMEOUT", "TRAFFIC_LOCKED"),
)
BY_STATUS = {
    400: "INVALID_INPUT",
    403: "UNAUTHORIZED",
    413: "FILE_UPLOAD_ERROR",
    415: "INVALID_REQUEST",
    429: "TRAFFIC_LOCKED",
    504: "REST_CALL_TIMEOUT",
}
"""The codes of refusals whose own is none of those; of others it is APPLY_API_ERROR."""
_IDS = 1 << 31

ApplyApiError = shape_of(
    "ApplyApiError", id=fields.Text(required=True), code=fields.Choice(CODES, required=True), message=fields.Text()
)


def code_of(error: ApiError, call: AnyCall) -> str:
    """The code of a refusal. A key that nobody has is told from none at all."""
    if error.status == 401:
        return "INVALID_API_KEY_ERROR" if credentials(call.request) else "UNAUTHORIZED"
    if error.code in CODES:
        return str(error.code)
    return BY_STATUS.get(error.status, "APPLY_API_ERROR")


def render(error: ApiError, call: AnyCall, now: int) -> Document:
    """The id of the refusal, which is of the request and the instant, its code, and what is wrong in sentences."""
    kind = key_of.__wrapped__(call.operation.id, *call.path.values(), now)  # not kept: clients send what they like
    id = uuid4(call.world.seed, "smartrecruiters", "apply_error", 1 + kind % _IDS)
    message = "; ".join(dict.fromkeys(map(sentence, error.violations))) or error.text
    return {"id": id, "code": code_of(error, call), "message": message}


APPLY_ERRORS = Envelope(ApplyApiError, render)
