"""Masks the credentials that a journal must not show: all but the published ones of the sandbox."""

import base64
import binascii
import re
from collections.abc import Iterable
from urllib.parse import unquote_plus

from ats_sandbox.contract.principal import PRINCIPALS
from ats_sandbox.control.journal.entry import Entry
from ats_sandbox.control.wire import WireValue

MASK = "***"
HEADERS = frozenset(
    (
        *("authorization", "proxy-authorization", "x-smarttoken", "x-connector-token", "x-api-key"),
        *("x-hook-secret", "cookie", "set-cookie"),
    )
)
MEMBERS = frozenset(
    (
        *("accesstoken", "refreshtoken", "idtoken", "linktoken", "connectortoken", "token", "authlinkurl"),
        *("clientsecret", "secretkey", "apikey", "password", "headervalue", "authorization"),
    )
)
"""Members and parameters, in lower case and without what stands between their words."""
_KNOWN = frozenset(principal.token for principal in PRINCIPALS)
_TEXT = re.compile(r'("([\w-]+)"\s*:\s*")((?:[^"\\]|\\.)*)', re.DOTALL)
_PAIR = re.compile(r"((?:^|[&?])([\w-]+)=)([^&]*)")


def public_credentials(entry: Entry) -> frozenset[str]:
    """The credentials of an exchange that may be shown: the sandbox's own, and the name of the linked account."""
    linked = getattr(entry.account, "token", None)
    mine = () if entry.principal is None else (entry.principal.name,)
    return _KNOWN.union(mine, () if linked is None else (str(linked),))


def request_headers(entry: Entry) -> dict[str, str]:
    """The headers of a request by their usual names."""
    known = public_credentials(entry)
    return {name: header(name, value, known) for name, value in sorted(named(entry.asked.headers))}


def named(headers: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """Headers as WSGI names them, by their usual names."""
    for name, value in headers:
        yield name.removeprefix("HTTP_").replace("_", "-").title(), value


def header(name: str, value: str, known: frozenset[str]) -> str:
    """The value of a header; a credential is masked unless it is public."""
    if name.lower() not in HEADERS:
        return value
    scheme, blank, token = value.strip().partition(" ")
    if not blank:
        return value if value.strip() in known else MASK
    return f"{scheme} {credential(scheme, token.strip(), known)}" if scheme.isalpha() and len(scheme) < 16 else MASK


def credential(scheme: str, token: str, known: frozenset[str]) -> str:
    """The credential after a scheme, masked unless it is public; of a Basic one the user name."""
    if scheme.lower() == "basic":
        try:
            token = base64.b64decode(token + "=" * (-len(token) % 4), validate=True).decode().partition(":")[0]
        except (ValueError, binascii.Error):
            return MASK
    return token if token in known else MASK


def query(text: str, known: frozenset[str] = _KNOWN) -> str:
    """A query with the values of secret parameters masked."""
    return _PAIR.sub(lambda found: found[1] + _shown(found[2], found[3], unquote_plus(found[3]) in known), text)


def line(entry: Entry) -> str:
    """The method, the path and the query of a request."""
    shown = query(entry.asked.query, public_credentials(entry))
    return f"{entry.asked.method} {entry.place}{'?' if shown else ''}{shown}"


def text(content: str, known: frozenset[str] = _KNOWN) -> str:
    """A body that is read as text, with secret members and form fields masked."""
    masked = _TEXT.sub(lambda found: found[1] + _shown(found[2], found[3], found[3] in known), content)
    return query(masked, known)


def _shown(name: str, value: str, known: bool) -> str:
    return MASK if names_secret(name) and not known else value


def value(document: WireValue, known: frozenset[str] = _KNOWN) -> WireValue:
    """A JSON value with secret members masked."""
    if isinstance(document, dict):
        return {
            name: MASK if is_secret(name, inner, known) else value(inner, known) for name, inner in document.items()
        }
    if isinstance(document, list):
        return [value(inner, known) for inner in document]
    return document


def names_secret(name: str) -> bool:
    """True for the name of a member or parameter whose values are secret, however its words are joined."""
    return name.replace("_", "").replace("-", "").lower() in MEMBERS


def is_secret(name: str, inner: WireValue, known: frozenset[str]) -> bool:
    """True for a member whose value must be masked."""
    return names_secret(name) and inner is not None and not (isinstance(inner, str) and inner in known)
