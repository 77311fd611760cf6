"""Why a caller was not authenticated, or not authorized: 401 and 403."""

from difflib import get_close_matches

from ats_sandbox.contract.principal import PRINCIPALS, alternatives
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.control.explain.finding import About, Finding, sentence
from ats_sandbox.control.journal import redaction
from ats_sandbox.control.journal.entry import Entry

ADMIN = PRINCIPALS[0].token


def unknown_credential(entry: Entry, refusal: ApiError) -> Finding:
    """No credential, or one that is unknown, expired, or not sent in the vendor's way."""
    name, expected = expected_header(entry)
    sent = {one.lower(): value for one, value in redaction.named(entry.asked.headers)}
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
    elif is_expired(masked):
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


def expected_header(entry: Entry) -> tuple[str, str]:
    """The header that was wrong, and its expected value: the first one, or the next one once the caller is known."""
    assert entry.vendor is not None, "only vendors ask for credentials"
    headers = list(entry.vendor.auth.present(ADMIN).items())
    return headers[0] if entry.principal is None else headers[-1]


def is_about_credential(entry: Entry, refusal: ApiError) -> bool:
    """True for a 401 that a header caused; a known caller may get 401 for other reasons too."""
    if refusal.status != 401 or entry.vendor is None or (entry.operation is not None and entry.operation.public):
        return False
    return entry.principal is None or (entry.account is None and len(entry.vendor.auth.present(ADMIN)) > 1)


def is_expired(masked: str | None) -> bool:
    """True when a credential is a known one that has expired."""
    return masked is not None and any(one.expired and one.token in masked for one in PRINCIPALS)


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
        says = f"{principal.token} may read and not write, and {operation.id} writes"
    elif not principal.may(operation.scope, operation.writes):
        scopes = ", ".join(sorted(principal.scopes or ())) or "none"
        needed = " or ".join(" and ".join(sorted(one)) for one in alternatives(operation.scope or "of everything"))
        says = f"{operation.id} needs the scope {needed}; {principal.token} has {scopes}"
    else:
        says = sentence(type(refusal).__doc__ or refusal.text)
    return Finding(
        about=About.REFUSAL,
        rule=type(refusal).__name__,
        says=says,
        fix=f"use {ADMIN}, or a principal with that right",
        source=refusal.evidence,
        field="principal",
        received=principal.token,
        nearest=ADMIN,
    )
