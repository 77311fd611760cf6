"""Why a vendor refused: the rule that was violated, the value that violated it, and a valid one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from ats_sandbox.contract.body import decode
from ats_sandbox.contract.limits import RateUsage
from ats_sandbox.contract.refusal import ApiError, Invalid
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.explain import credentials, identities, violations
from ats_sandbox.control.explain.finding import About, Finding, sentence
from ats_sandbox.control.explain.header import SHOWN
from ats_sandbox.control.explain.ignored import IgnoredInput
from ats_sandbox.control.journal.entry import Entry
from ats_sandbox.control.wire import WireValue
from ats_sandbox.world.clock import iso

Vendors = tuple[Vendor, ...]


def refusal_findings(
    entry: Entry, refusal: ApiError, vendors: Vendors, ignored: Sequence[IgnoredInput]
) -> list[Finding]:
    """The reasons of a refusal."""
    if refusal.violations:
        found = violations.findings(entry, refusal, ignored)
        return [with_identity(entry, one, vendors) for one in found]
    if credentials.is_about_credential(entry, refusal):
        return [credentials.unknown_credential(entry, refusal)]
    if refusal.status == 429 and entry.spending is not None:
        return [rate_limit_finding(refusal, entry.spending)]
    if not has_right(entry, refusal):
        return [credentials.missing_right(entry, refusal)]
    return [rule_finding(entry, refusal, vendors)]


def has_right(entry: Entry, refusal: ApiError) -> bool:
    """False when the caller lacks the right to the operation, and the refusal is about that."""
    vendor, operation, principal = entry.vendor, entry.operation, entry.principal
    if (
        vendor is None
        or operation is None
        or principal is None
        or not isinstance(refusal, vendor.error_format.forbidden)
    ):
        return True
    return principal.may(operation.scope, operation.writes)


def with_identity(entry: Entry, found: Finding, vendors: Vendors) -> Finding:
    """The finding with what the id that it is about refers to, where it is about one."""
    if (
        found.nearest is not None
        or not isinstance(found.received, str)
        or not found.rule.endswith((".custom", ".choice"))
    ):
        return found
    verdict = identities.verdict(entry, vendors, None, found.received)
    return found if verdict is None else replace(found, says=f"{found.says}: {verdict}")


def rule_finding(entry: Entry, refusal: ApiError, vendors: Vendors) -> Finding:
    """A refusal by a rule of the vendor, about the ids in the path or about a member of the body."""
    found = Finding(
        about=About.REFUSAL,
        rule=type(refusal).__name__,
        says=sentence(type(refusal).__doc__ or refusal.text),
        fix=fix_of(refusal),
        source=refusal.evidence,
    )
    if entry.cause is not None:
        found = replace(found, says=f"{found.says}: {sentence(entry.cause.__doc__ or '').lower()}")
    if isinstance(remark := refusal.details.get("remark"), str):
        found = replace(found, says=f"{found.says}: {remark}")
    named = refusal.details.get("field")
    if isinstance(named, str):
        return with_member(entry, refusal, found, named, vendors)
    named = refusal.details.get("parameter", ...)
    if named is None or refusal.status not in (401, 403, 404, 409, 422):
        return found
    return with_path(entry, found, vendors, named if isinstance(named, str) else None)


def with_member(entry: Entry, refusal: ApiError, found: Finding, named: str, vendors: Vendors) -> Finding:
    """The finding about the member of the body, or the parameter of the query, that a refusal names."""
    received = refusal.details.get("value", body_member(entry, named))
    choices = tuple(map(str, cast("Sequence[object]", refusal.details.get("choices", ()))))
    nearest = violations.closest(str(received), choices) if choices else None
    verdict = identities.verdict(entry, vendors, None, received) if isinstance(received, str) and not choices else None
    fix = f"send one of {', '.join(choices[:SHOWN])}" if choices else found.fix
    says = found.says if verdict is None else f"{found.says}: {verdict}"
    field = f"{refusal.details.get('where', 'body')}.{named}"
    return replace(found, says=says, fix=fix, field=field, received=received, nearest=nearest)


def with_path(entry: Entry, found: Finding, vendors: Vendors, named: str | None) -> Finding:
    """The finding about the id in the path that a refusal names, or the first one with which something is wrong."""
    operation, vendor, world = entry.operation, entry.vendor, entry.seen
    if operation is None or vendor is None or world is None:
        return found
    ids: list[tuple[str, str, str | None, str | None]] = []
    for name, text in entry.path.items() if named is None else [(named, entry.path[named])]:
        noun, example = identities.expected_noun(operation, vendor, world, name)
        ids.append((name, text, identities.verdict(entry, vendors, noun, text), example))
    wrong = next((one for one in ids if one[2] is not None and "exists in this world" not in one[2]), None)
    chosen = wrong or (ids[-1] if ids else None)
    if chosen is None:
        return found
    name, text, verdict, example = chosen
    says = found.says if verdict is None else f"{found.says}: {verdict}"
    return replace(found, says=says, field=f"path.{name}", received=text, nearest=example if wrong else None)


def body_member(entry: Entry, named: str) -> WireValue:
    """The value of a member of the body that was sent."""
    try:
        value = decode(entry.asked.body.kept)
    except Invalid:
        return None
    for step in named.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value


def fix_of(refusal: ApiError) -> str:
    """What to do about a refusal: what it says itself, or else by its status."""
    if isinstance(own := refusal.details.get("fix"), str):
        return own
    return {
        400: "send a value that exists and fits; the vendor's reads list them",
        401: "use a principal that may see the record, such as sandbox-admin",
        403: "use a principal with that right, such as sandbox-admin",
        404: "use an id that one of the vendor's lists gives out in this world",
        405: "use one of the methods that the header Allow names",
        409: "read the record first: it is in a state that does not allow this, or it exists already",
        412: "use a linked account that is active, or meet the condition that the request names",
        413: "send less",
        415: "send Content-Type: application/json, or the media type that the operation declares",
        422: "send values that belong together",
    }.get(refusal.status, "see the operation's page under /_sandbox/docs/")


def rate_limit_finding(refusal: ApiError, spending: RateUsage) -> Finding:
    """A rate limit that refused the request."""
    return Finding(
        about=About.REFUSAL,
        rule=type(refusal).__name__,
        says=f"request {spending.used} of a window that allows {spending.budget}",
        fix=f"wait {spending.wait} s of the world's time (until {iso(spending.resets_at)}), or advance its clock",
        source=refusal.evidence,
        received=spending.used,
        nearest=spending.budget,
    )
