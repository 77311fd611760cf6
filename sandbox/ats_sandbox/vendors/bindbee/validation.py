"""The wording of failed validations: Pydantic's, with its types, texts and contexts."""

from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.refusal import Rule, Violation

_TYPES = {
    "string": ("string_type", "Input should be a valid string"),
    "boolean": ("bool_type", "Input should be a valid boolean"),
    "number": ("int_type", "Input should be a valid integer"),
    "float": ("float_type", "Input should be a valid number"),
    "email": ("string_type", "Input should be a valid string"),
    "array": ("list_type", "Input should be a valid list"),
    "object": ("model_attributes_type", "Input should be a valid dictionary or object to extract fields from"),
    "dictionary": ("dict_type", "Input should be a valid dictionary"),
    "uuid": ("uuid_type", "UUID input should be a string, bytes or UUID object"),
    "url": ("url_type", "URL input should be a string or URL"),
}
_TEXTS = {
    "integer": ("int_parsing", "Input should be a valid integer, unable to parse string as an integer"),
    "whole": ("int_from_float", "Input should be a valid integer, got a number with a fractional part"),
    "number": ("float_parsing", "Input should be a valid number, unable to parse string as a number"),
    "boolean": ("bool_parsing", "Input should be a valid boolean, unable to interpret input"),
}
_BOUNDS = {
    Rule.TOO_SMALL: ("greater_than_equal", "Input should be greater than or equal to {}", "ge"),
    Rule.TOO_LARGE: ("less_than_equal", "Input should be less than or equal to {}", "le"),
    Rule.TOO_MANY: ("too_long", "List should have at most {} items after validation", "max_length"),
    Rule.TOO_SHORT: ("string_too_short", "String should have at least {} character{s}", "min_length"),
    Rule.TOO_LONG: ("url_too_long", "URL should have at most {} characters", "max_length"),
}


def entry(violation: Violation) -> Document:
    """One violation, with `ctx` where there is a context. Malformed JSON has a position, and nothing to quote."""
    kind, message, context = wording(violation)
    malformed = violation.rule is Rule.JSON
    place = ["body", violation.position] if malformed else [violation.where, *violation.path]
    document = {"loc": place, "msg": message, "type": kind, "input": {} if malformed else violation.quoted}
    return document if context is None else {**document, "ctx": context}


def wording(violation: Violation) -> tuple[str, str, Document | None]:
    """The type, the text and the context of a violation."""
    text = violation.text
    match violation.rule:
        case Rule.MISSING | Rule.NO_BODY:
            return "missing", "Field required", None
        case Rule.JSON:
            return "json_invalid", "JSON decode error", {"error": text}
        case Rule.TYPE | Rule.NULL | Rule.NOT_OBJECT:
            return *_TYPES[violation.expected], None
        case Rule.PARSE:
            return *_TEXTS[violation.expected], None
        case Rule.CHOICE:
            *most, last = (f"'{choice}'" for choice in violation.choices)
            expected = f"{', '.join(most)} or {last}"
            return "enum", f"Input should be {expected}", {"expected": expected}
        case Rule.TOO_LONG if violation.expected == "string":
            longest = violation.limit
            return "string_too_long", f"String should have at most {longest} characters", {"max_length": longest}
        case Rule.TOO_SMALL | Rule.TOO_SHORT | Rule.TOO_LARGE | Rule.TOO_LONG | Rule.TOO_MANY as rule:
            kind, message, bound = _BOUNDS[rule]
            plural = "" if violation.limit == 1 else "s"
            return kind, message.format(violation.limit, s=plural), {bound: violation.limit}
        case Rule.FORMAT if violation.expected == "pattern":
            return "string_pattern_mismatch", f"String should match pattern '{text}'", {"pattern": text}
        case Rule.FORMAT if violation.expected == "email":
            return "value_error", f"value is not a valid email address: {text}", {"reason": text}
        case Rule.FORMAT if violation.expected == "uuid":
            return "uuid_parsing", f"Input should be a valid UUID, {text}", {"error": text}
        case Rule.FORMAT if text.startswith("URL scheme"):
            return "url_scheme", text, {"expected_schemes": "'http' or 'https'"}
        case Rule.FORMAT:
            return "url_parsing", f"Input should be a valid URL, {text}", {"error": text}
        case _:
            return "value_error", f"Value error, {text}", {"error": {}}
