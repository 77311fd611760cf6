"""Why a caller was not let in, or not allowed: 401 and 403."""

from difflib import get_close_matches

from ats_sandbox.contract.principal import PRINCIPALS
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.control.explain.finding import About, Finding, sentence
from ats_sandbox.control.journal import redaction
from ats_sandbox.control.journal.entry import Entry

ADMIN = PRINCIPALS[0].token


def unknown(entry: Entry, refusal: ApiError) -> Finding:
    """No credential, or one that is unknown or expired, or sent in another way than the vendor's."""
    name, wanted = asked_for(entry)
    sent = {one.lower(): value for one, value in redaction.named(entry.asked.headers)}
    raw = sent.get(name.lower())
    told = None if raw is None else redaction.header(name, raw, redaction.known_to(entry))
    scheme = wanted.partition(" ")[0] if " " in wanted else ""
    if raw is None:
        others = sorted({"authorization", "x-smarttoken", "x-api-key"} & sent.keys() - {name.lower()})
        says = f"the header {name} was not sent" + (
            f"; {others[0]} was, which this vendor does not read" if others else ""
        )
    elif scheme and raw.partition(" ")[0].lower() != scheme.lower():
        says = f"{name} does not use the scheme {scheme}"
    elif expired(told):
        says = "the credential is known, and has expired"
    else:
        says = f"the credential in {name} is none that this world knows"
    return Finding(
        about=About.REFUSAL,
        rule=type(refusal).__name__,
        says=says,
        fix=f"send {name}: {wanted}, or the same with another token of /_sandbox/credentials",
        source=refusal.evidence,
        field=f"header.{name}",
        received=told,
        nearest=closest(raw) or wanted,
    )


def asked_for(entry: Entry) -> tuple[str, str]:
    """The header that was wrong, and what it should say: the first one, or the next once that has told who calls."""
    assert entry.vendor is not None, "only vendors ask for credentials"
    headers = list(entry.vendor.auth.present(ADMIN).items())
    return headers[0] if entry.principal is None else headers[-1]


def concerns(entry: Entry, refusal: ApiError) -> bool:
    """True for a 401 that a header led to; a caller who is known may be told 401 for other reasons too."""
    if refusal.status != 401 or entry.vendor is None:
        return False
    return entry.principal is None or (entry.account is None and len(entry.vendor.auth.present(ADMIN)) > 1)


def expired(told: str | None) -> bool:
    """True when a credential that may be told is one that has expired."""
    return told is not None and any(one.expired and one.token in told for one in PRINCIPALS)


def closest(raw: str | None) -> str | None:
    """The token that a misspelt one is close to."""
    token = "" if raw is None else raw.rpartition(" ")[2]
    found = get_close_matches(token[:100], [one.token for one in PRINCIPALS if not one.expired], 1, 0.75)
    return found[0] if found else None


def powerless(entry: Entry, refusal: ApiError) -> Finding:
    """A known caller without the right."""
    principal, operation = entry.principal, entry.operation
    assert principal is not None, "a caller was known"
    assert operation is not None, "and asked for an operation"
    if operation.writes and not principal.writes:
        says = f"{principal.token} may read and not write, and {operation.id} writes"
    elif not principal.may(operation.scope, operation.writes):
        held = ", ".join(sorted(principal.scopes or ())) or "none"
        says = f"{operation.id} needs the scope {operation.scope or 'of everything'}; {principal.token} has {held}"
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
