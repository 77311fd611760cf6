"""What receivers get wrong about the signature: for each mistake, the headers that a receiver with it accepts."""

from ats_sandbox.contract.webhook_mistakes import BodySignature, expired, hexadecimal, standard_base64
from ats_sandbox.contract.webhooks import SigningKey
from ats_sandbox.vendors.stackone.webhooks.delivery import padded, signature, signed

_SIGNATURE = BodySignature(signature, signed)
_FORM = "compare with base64url without `=`: what Node's `digest('base64url')` gives"
_BARE = f"{_FORM}, and nothing in front of it"
_ACTIVE = "take the secret that is active now, and for a change accept both until the old one is deleted"


def _added(keys: tuple[SigningKey, ...], at: int) -> SigningKey | None:
    return next((one for one in reversed(keys) if one.begins_at > at), None)


MISTAKES = (
    _SIGNATURE.otherwise(
        "padding", "compares with base64url that ends in `=`, which StackOne leaves out", _FORM, padded
    ),
    _SIGNATURE.otherwise(
        "standard-base64",
        "compares with base64 of `+`, `/` and `=`, where StackOne writes `-`, `_` and nothing",
        _FORM,
        standard_base64,
    ),
    _SIGNATURE.otherwise("hex", "compares with hexadecimal digits", _FORM, hexadecimal),
    _SIGNATURE.otherwise(
        "prefix",
        "compares with `sha256=` and the signature",
        _BARE,
        lambda secret, body: f"sha256={signature(secret, body)}",
    ),
    _SIGNATURE.otherwise(
        "hex-with-prefix",
        "compares with `sha256=` and hexadecimal digits",
        _BARE,
        lambda secret, body: f"sha256={hexadecimal(secret, body)}",
    ),
    _SIGNATURE.serialised_again(),
    _SIGNATURE.with_key(
        "previous-secret", "still has the secret that the active one took the place of", _ACTIVE, expired
    ),
    _SIGNATURE.with_key(
        "added-secret", "has the secret that was added alone, which is not active yet", _ACTIVE, _added
    ),
    _SIGNATURE.otherwise(
        "decoded-secret",
        "decodes the secret as base64 before it signs",
        "sign with the secret as it is written, as UTF-8",
        _SIGNATURE.with_decoded_key,
    ),
)
