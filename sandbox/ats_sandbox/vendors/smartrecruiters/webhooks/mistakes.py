"""Known mistakes of receivers: how a callback would have to be signed for each of them to accept it."""

import json
from base64 import b64encode
from collections.abc import Callable

from ats_sandbox.contract.webhooks import Headers, Mistake, Notice, SigningKey
from ats_sandbox.vendors.smartrecruiters.webhooks.messages import (
    SCHEME,
    SIGNATURE,
    Credentials,
    Signed,
    digest,
    signed_headers,
    signed_parts,
)

Keys = tuple[SigningKey, ...]
HEADER = "X-SmartRecruiters-Signature"
"""How some receivers call the header."""
SHA256 = "sha256="
"""What some expect in front of a signature, as others write it."""


def _all_parts(parts: Signed) -> str:
    return ".".join(parts)


def _body(parts: Signed) -> str:
    return parts.body


def _hex(hash: bytes) -> str:
    return f"{SCHEME}{hash.hex()}"


def _signed(
    notice: Notice,
    at: int,
    keys: Keys,
    *,
    text: Callable[[Signed], str] = _all_parts,
    written: Callable[[bytes], str] = _hex,
    header: str = SIGNATURE,
) -> Headers | None:
    """The headers of a notice whose signatures are of another text, or written in another way. None without keys."""
    if not keys:
        return None
    parts = signed_parts(notice, at)
    signatures = (written(digest(key.secret, text(parts))) for key in keys)
    return signed_headers(notice, parts.timestamp, ";".join(signatures), name=header)


def _newest(keys: Keys, at: int) -> Keys:
    """The newest key that is valid: what a receiver has that knows just one."""
    return tuple(one for one in keys if one.live(at))[-1:]


def _other_text(text: Callable[[Signed], str]) -> Callable[[Notice, int, Keys], Headers | None]:
    return lambda notice, at, keys: _signed(notice, at, _newest(keys, at), text=text)


def _written(
    written: Callable[[bytes], str], text: Callable[[Signed], str] = _all_parts, header: str = SIGNATURE
) -> Callable[[Notice, int, Keys], Headers | None]:
    return lambda notice, at, keys: _signed(notice, at, _newest(keys, at), written=written, text=text, header=header)


def _handshake(notice: Notice) -> Keys:
    told: Credentials | None = notice.subscriber.credentials
    return () if told is None or told.handshake is None else (SigningKey(told.handshake),)


def _plugin(notice: Notice, at: int, keys: Keys) -> Headers | None:
    return _signed(notice, at, _handshake(notice), text=_body, written=_sha256, header=HEADER)


def _old(notice: Notice, at: int, keys: Keys) -> Headers | None:
    """With all keys but the newest one that is valid, whether they still are or not."""
    newest = _newest(keys, at)
    return _signed(notice, at, tuple(one for one in keys if one not in newest))


def _milliseconds(notice: Notice, at: int, keys: Keys) -> Headers | None:
    """With all keys that are valid, as a receiver that compares the whole header has another mistake."""
    live, parts = [one for one in keys if one.live(at)], signed_parts(notice, at)._replace(timestamp=str(at))
    if not live:
        return None
    signatures = ";".join(_hex(digest(one.secret, _all_parts(parts))) for one in live)
    return signed_headers(notice, parts.timestamp, signatures)


def _single(notice: Notice, at: int, keys: Keys) -> Headers | None:
    several = sum(one.live(at) for one in keys) > 1
    return _signed(notice, at, _newest(keys, at)) if several else None


def _sha256(hash: bytes) -> str:
    return f"{SHA256}{hash.hex()}"


def _base64(hash: bytes) -> str:
    return f"{SCHEME}{b64encode(hash).decode()}"


def _upper_case(hash: bytes) -> str:
    return f"{SCHEME}{hash.hex().upper()}"


def _reserialised(parts: Signed) -> str:
    try:
        body = json.dumps(json.loads(parts.body))
    except ValueError:  # a body that was cut on its way
        body = parts.body
    return _all_parts(parts._replace(body=body))


def _address(parts: Signed) -> str:
    """With the bare address in place of the header."""
    return _all_parts(parts._replace(link=parts.link.removesuffix("; rel=self").strip("<>")))


def _without(left_out: str) -> Callable[[Signed], str]:
    return lambda parts: ".".join(text for name, text in parts._asdict().items() if name != left_out)


_PARTS = {
    "timestamp": "the timestamp",
    "body": "the body",
    "id": "the header event-id",
    "name": "the header event-name",
    "version": "the header event-version",
    "link": "the header Link",
}

_KEY = "sign with the key that POST …/secret-key answers"
_TEXT = "sign timestamp, body, event-id, event-name, event-version and Link, joined by dots"
_FORM = f"compare with {SCHEME} and the HMAC in lower-case hexadecimal digits"
_READ = f"read the header {SIGNATURE}, not {HEADER}"

MISTAKES = (
    Mistake(
        "handshake-secret-as-key",
        "the key is the X-Hook-Secret of the handshake, which is no key",
        _KEY,
        lambda notice, at, keys: _signed(notice, at, _handshake(notice)),
    ),
    Mistake(
        "handshake-secret-plugin",
        f"{HEADER} is read, as {SHA256} and the HMAC of the body with the secret of the handshake: all three are wrong",
        f"{_READ}; {_KEY}; {_TEXT}; {_FORM}",
        _plugin,
    ),
    Mistake(
        "old-key",
        "the key is not the newest one; an earlier one is valid for 24 hours after the next",
        "take the newest key of the subscription, within 24 hours after it was made",
        _old,
    ),
    Mistake(
        "one-signature-only",
        "the header is compared as a whole, but it has a signature for each valid key, joined by ;",
        "split the header at each ; and accept the message when one of the signatures fits",
        _single,
    ),
    Mistake("body-only", "only the body is signed, without the other five parts", _TEXT, _other_text(_body)),
    Mistake(
        "body-reserialised",
        "the body is parsed and written anew before it is signed",
        "sign the bytes of the body as they came, before anything parses them",
        _other_text(_reserialised),
    ),
    *(
        Mistake(f"without-{part}", f"{about} is not in the text that is signed", _TEXT, _other_text(_without(part)))
        for part, about in _PARTS.items()
    ),
    Mistake(
        "link-address",
        "the address in the header Link is signed, not the whole header",
        "sign the header Link as it came, with its <, > and rel=self",
        _other_text(_address),
    ),
    Mistake(
        "timestamp-in-milliseconds",
        "the timestamp is taken for milliseconds",
        "take the timestamp for seconds",
        _milliseconds,
    ),
    Mistake("upper-case-hex", "the signature is expected in upper case", _FORM, _written(_upper_case)),
    Mistake("base64", "the signature is expected in base64", _FORM, _written(_base64)),
    Mistake("sha256-prefix", f"{SHA256} is expected in front of the signature", _FORM, _written(_sha256)),
    Mistake("no-prefix", f"the bare signature is expected, without {SCHEME}", _FORM, _written(bytes.hex)),
    Mistake("other-header", f"{HEADER} is read, which is not sent", _READ, _written(_hex, header=HEADER)),
    Mistake(
        "body-only-sha256",
        f"the body alone is signed, and {SHA256} is expected, as elsewhere",
        f"{_TEXT}; {_FORM}",
        _written(_sha256, _body),
    ),
    Mistake(
        "body-only-sha256-other-header",
        f"the body alone is signed, and {HEADER} is read, as {SHA256}, as elsewhere",
        f"{_READ}; {_TEXT}; {_FORM}",
        _written(_sha256, _body, HEADER),
    ),
)
"""Those that were seen in public code, and those that are easily made."""
