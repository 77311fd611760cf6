"""What receivers get wrong about the signature: for each mistake, the headers that a receiver with it accepts.

That a receiver takes the key of the other environment cannot be: an organisation has one key for both.
"""

from ats_sandbox.contract.webhook_mistakes import BodySignature, expired, hexadecimal, standard_base64
from ats_sandbox.vendors.bindbee.webhooks.delivery import signature, signed

_SIGNATURE = BodySignature(signature, signed)
_FORM = "compare with base64 of `-` and `_` that keeps its `=`: what `base64.urlsafe_b64encode` gives"
_BARE = f"{_FORM}, and nothing in front of it"

MISTAKES = (
    _SIGNATURE.otherwise(
        "no-padding",
        "compares with base64 without `=`",
        _FORM,
        lambda key, body: signature(key, body).rstrip("="),
    ),
    _SIGNATURE.otherwise(
        "standard-base64",
        "compares with base64 of `+` and `/`, where Bindbee writes `-` and `_`",
        _FORM,
        standard_base64,
    ),
    _SIGNATURE.otherwise("hex", "compares with hexadecimal digits", _FORM, hexadecimal),
    _SIGNATURE.otherwise(
        "prefix",
        "compares with `sha256=` and hexadecimal digits",
        _BARE,
        lambda key, body: f"sha256={hexadecimal(key, body)}",
    ),
    _SIGNATURE.serialised_again(),
    _SIGNATURE.with_key(
        "old-key",
        "still has the key from before the last one was made",
        "take the newest key of the organisation: a new one ends the one before at once",
        expired,
    ),
    _SIGNATURE.otherwise(
        "decoded-key",
        "decodes the key as base64 before it signs",
        "sign with the key as it is written, as UTF-8",
        _SIGNATURE.with_decoded_key,
    ),
)
