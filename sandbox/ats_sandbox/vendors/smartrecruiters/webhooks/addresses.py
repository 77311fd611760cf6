"""The addresses that callbacks go to, and what else a subscription says about them."""

import re
from typing import Any, Unpack

from ats_sandbox.contract import fields
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.schema import Members, request_of
from ats_sandbox.vendors.smartrecruiters.webhooks.state import CallbackAuthentication

_LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_PORT = "(:(6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3}))?"
_LOOPBACK = r"(localhost|127\.0\.0\.1|\[::1\])"
URL = rf'(https://({_LABEL}(\.{_LABEL}){{0,10}}|\[::1\])|http://{_LOOPBACK}){_PORT}([/?][!-"$-~]*)?'
"""An https address of a named host; what listens on this machine may be called without TLS."""
_URL = re.compile(URL)
HTTPS = "https:// address of a named host (http:// only to this machine)"
_ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}"
EMAIL = rf"{_ATOM}(\.{_ATOM}){{0,8}}@{_LABEL}(\.{_LABEL}){{1,8}}"
_EMAIL = re.compile(EMAIL)
HEADER = "[Xx]-[A-Za-z0-9-]{0,100}"
_HEADER = re.compile(HEADER)
VALUE = "[ -~]+"
_VALUE = re.compile(VALUE)
_LONGEST, _LONGEST_LOCAL = 2_048, 64


class HttpsUrl(fields.Pattern):
    """An address that callbacks, or requests for tokens, can be sent to."""

    def __init__(self, **options: Unpack[fields.FieldOptions]) -> None:
        super().__init__("https_url", _URL.fullmatch, pattern=URL, called=HTTPS, most=_LONGEST, **options)


def _is_email(text: str) -> re.Match[str] | None:
    return _EMAIL.fullmatch(text) if text.find("@") <= _LONGEST_LOCAL else None


def email(**options: Unpack[fields.FieldOptions]) -> fields.Pattern:
    """A field of an e-mail address."""
    return fields.Pattern("email", _is_email, pattern=EMAIL, most=254, **options)


KINDS = {
    "basic": ("username", "password"),
    "header": ("headerName", "headerValue"),
    "oauth2": ("clientId", "clientSecret", "tokenServiceUrl"),
}
"""The ways in which callbacks say who makes them, and what belongs to each."""

CallbackAuthenticationInput = request_of(
    "CallbackAuthentication",
    type=fields.Choice(tuple(KINDS)),
    username=fields.Text(most=_LONGEST),
    password=fields.Text(most=_LONGEST),
    headerName=fields.Pattern("header name", _HEADER.fullmatch, pattern=HEADER),
    headerValue=fields.Pattern("header value", _VALUE.fullmatch, pattern=VALUE, most=_LONGEST),
    clientId=fields.Text(most=_LONGEST),
    clientSecret=fields.Text(most=_LONGEST),
    tokenServiceUrl=HttpsUrl(),
)
"""One of three kinds, with what belongs to it; what belongs to another kind is ignored."""
ONE_KIND = [
    {"properties": {"type": {"enum": [kind]}, **{name: {} for name in members}}, "required": ["type", *members]}
    for kind, members in KINDS.items()
]
"""The same in words of JSON Schema."""


def authentication_of(told: Members | None) -> CallbackAuthentication | None:
    """What a request says of it. Raises Invalid for one that lacks its kind or what belongs to that."""
    if told is None:
        return None
    kind: Any = told.get("type")
    missing = ["type"] if kind is None else [name for name in KINDS[kind] if name not in told]
    if missing:
        raise Invalid(
            *(Violation(Rule.MISSING, ("callbackAuthentication", name), expected="string") for name in missing)
        )
    return CallbackAuthentication(kind, tuple((name, told[name]) for name in KINDS[kind]))
