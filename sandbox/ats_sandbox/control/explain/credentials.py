"""Why a caller was not authenticated, or not authorized: 401 and 403."""

from collections.abc import Mapping
from difflib import get_close_matches

from ats_sandbox.contract.principal import PRINCIPALS, alternatives, principal_of
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.control.explain.finding import About, Finding, sentence
from ats_sandbox.control.journal import redaction
from ats_sandbox.control.journal.entry import Entry

ADMIN = PRINCIPALS[0].token


def unknown_credential(entry: Entry, refusal: ApiError) -> Finding:
    """No credential, or one that is unknown, expired, or not sent in the vendor's way."""
    sent = {one.lower(): value for one, value in redaction.named(entry.asked.headers)}
    name, expected = expected_header(entry, sent)
    raw = sent.get(name.lower())
    masked = None if raw is None else redaction.header(name, raw, redaction.public_credentials(entry))
    scheme = expected.partition(" ")[0] if " " in expected else ""
    if raw is None:
        others = sorted({"authorization", "x-smarttoken", "x-api-key"} & sent.keys() - {name.lower()})
        says = f"the header {name} was not sent" + (
            f"; {others[0]} was, which this vendor does not read" if others else ""
        )
    elif scheme and raw.partition(" ")[0].lower() != scheme.lower():
        says = f"{name} does not use the scheme {scheme}"
    elif is_expired(entry, raw, masked):
        says = "the credential is known, and has expired"
    else:
        says = f"the credential in {name} is unknown in this world"
    return Finding(
        about=About.REFUSAL,
        rule=type(refusal).__name__,
        says=says,
        fix=f"send {name}: {expected}, or the same with another token of /_sandbox/credentials",
        source=refusal.evidence,
        field=f"header.{name}",
        received=masked,
        nearest=similar_token(raw) or expected,
    )


def expected_header(entry: Entry, sent: Mapping[str, str]) -> tuple[str, str]:
    """The header that was wrong, and its expected value: the one with the credential, or the next for a known caller.

    `sent` are the headers by their names in lower case.
    """
    assert entry.vendor is not None, "only vendors ask for credentials"
    auth = entry.vendor.auth
    headers = list(auth.present(ADMIN).items())
    if entry.principal is not None:
        return headers[-1]
    found = next((name for name in auth.headers if sent.get(name.lower(), "").strip()), auth.headers[0])
    return headers[0] if found == headers[0][0] else (found, f"Bearer {ADMIN}")


def is_about_credential(entry: Entry, refusal: ApiError) -> bool:
    """True for a 401 that a header caused; a known caller may get 401 for other reasons too."""
    if refusal.status != 401 or entry.vendor is None or (entry.operation is not None and entry.operation.public):
        return False
    return entry.principal is None or (entry.account is None and len(entry.vendor.auth.present(ADMIN)) > 1)


def is_expired(entry: Entry, raw: str, masked: str | None) -> bool:
    """True when a credential is a known one that has expired, or a token that was issued and has."""
    issued = None if entry.seen is None else principal_of(entry.seen, raw.strip().rpartition(" ")[2])
    known = masked is not None and any(one.expired and one.token in masked for one in PRINCIPALS)
    return known or (issued is not None and issued.expired)


def similar_token(raw: str | None) -> str | None:
    """The known token that is most like a misspelled one."""
    token = "" if raw is None else raw.rpartition(" ")[2]
    found = get_close_matches(token[:100], [one.token for one in PRINCIPALS if not one.expired], 1, 0.75)
    return found[0] if found else None


def missing_right(entry: Entry, refusal: ApiError) -> Finding:
    """A known caller without the necessary right."""
    principal, operation = entry.principal, entry.operation
    assert principal is not None, "a caller was known"
    assert operation is not None, "and asked for an operation"
    if operation.writes and not principal.writes:
        says = f"{principal.name} may read and not write, and {operation.id} writes"
    elif not principal.may(operation.scope, operation.writes):
        scopes = ", ".join(sorted(principal.scopes or ())) or "none"
        needed = " or ".join(" and ".join(sorted(one)) for one in alternatives(operation.scope or "of everything"))
        says = f"{operation.id} needs the scope {needed}; {principal.name} has {scopes}"
    else:
        says = sentence(type(refusal).__doc__ or refusal.text)
    return Finding(
        about=About.REFUSAL,
        rule=type(refusal).__name__,
        says=says,
        fix=f"use {ADMIN}, or a principal with that right",
        source=refusal.evidence,
        field="principal",
        received=principal.name,
        nearest=ADMIN,
    )
