"""Why one recorded exchange was answered as it was."""

from collections.abc import Sequence
from urllib.parse import parse_qsl

import msgspec

from ats_sandbox.contract.evidence import Evidence
from ats_sandbox.contract.limits import RateUsage
from ats_sandbox.contract.operation import Endpoint
from ats_sandbox.contract.routing import fits, segments_of
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.explain.finding import OURS, About, Finding
from ats_sandbox.control.explain.hidden import hidden_findings
from ats_sandbox.control.explain.ignored import MOST, IgnoredInput, in_body, in_query
from ats_sandbox.control.explain.refusals import refusal_findings
from ats_sandbox.control.journal import redaction
from ats_sandbox.control.journal.entry import Entry
from ats_sandbox.control.journal.near_misses import NearMiss, near_misses
from ats_sandbox.world.clock import iso


class Explanation(msgspec.Struct, frozen=True):
    """An exchange, the reasons for its answer, the most important first, and near misses when it matched no route."""

    entry: Entry
    findings: tuple[Finding, ...]
    near: tuple[NearMiss, ...]


def explain(entry: Entry, vendors: tuple[Vendor, ...]) -> Explanation:
    """Every reason why an exchange was answered as it was. A plain success has none."""
    if entry.operation is None:
        near = tuple(near_misses(vendors, entry))
        return Explanation(entry, (route_finding(entry, near),), near)
    ignored = ignored_inputs(entry)
    found: list[Finding] = []
    if entry.fault is not None:
        found.append(fault_finding(entry, entry.fault))
    if entry.crashed and not entry.refusal:
        found.append(Finding(About.DEFECT, "defect", "the sandbox failed", "read its log, and report it"))
    if entry.refusal is not None and not entry.injected:
        found += refusal_findings(entry, entry.refusal, vendors, ignored)
    found += [Finding(About.REMARK, "remark", one, "nothing to fix", evidence_of(entry)) for one in entry.remarks]
    found += hidden_findings(entry)
    found += [ignored_finding(entry, one) for one in ignored]
    if entry.spending is not None and entry.spending.over and not entry.enforced:
        found.append(limit_finding(entry, entry.spending))
    return Explanation(entry, tuple(found), ())


def evidence_of(entry: Entry) -> Evidence | None:
    """The evidence for the operation."""
    return None if entry.operation is None else entry.operation.evidence


def ignored_inputs(entry: Entry) -> list[IgnoredInput]:
    """The inputs that the operation ignored."""
    operation = entry.operation
    if operation is None:
        return []
    found = list(in_query(operation, parse_qsl(entry.asked.query, keep_blank_values=True)))
    if entry.asked.body.whole and (operation.writes or operation.body is not None):
        found += in_body(operation, entry.asked.body.kept)
    return found[:MOST]


def fault_finding(entry: Entry, name: str) -> Finding:
    """A fault that a tester injected."""
    what = "made this answer" if entry.injected else "changed this exchange"
    return Finding(
        about=About.FAULT,
        rule=f"fault {name}",
        says=f"the fault {name} {what}; the vendor would have answered otherwise",
        fix="remove the fault at /_sandbox/faults",
        source=OURS,
    )


def limit_finding(entry: Entry, spending: RateUsage) -> Finding:
    """A rate limit that would have refused the request."""
    limit = None if entry.vendor is None else entry.vendor.limit
    name = "the rate limit" if limit is None else f"{limit.refusal.status} {limit.refusal.__name__}"
    if spending.too_many_at_once:
        return Finding(
            about=About.LIMIT,
            rule="requests in progress",
            says=f"with limits enforced this would be {name}: {spending.busy} of {spending.at_once} are in progress",
            fix="wait for the answers of the others before asking again",
            source=None if limit is None else limit.refusal.evidence,
            received=spending.busy,
            nearest=spending.at_once,
        )
    return Finding(
        about=About.LIMIT,
        rule="rate limit",
        says=f"with limits enforced this would be {name}: request {spending.used} of {spending.budget}",
        fix=f"slow down, or advance the world's clock; the window ends at {iso(spending.resets_at)}",
        source=None if limit is None else limit.refusal.evidence,
        received=spending.used,
        nearest=spending.budget,
    )


def ignored_finding(entry: Entry, one: IgnoredInput) -> Finding:
    """An ignored input."""
    meant = f"; did you mean `{one.meant}`?" if one.meant else ""
    takes = "takes no body" if one.field == "body" else "declares no such name, and ignores it"
    return Finding(
        about=About.IGNORED,
        rule="unknown name",
        says=f"{one.field} was ignored: the operation {takes}{meant}",
        fix=f"rename it to {one.meant}" if one.meant else "leave it out",
        source=evidence_of(entry),
        field=one.field,
        received=one.value,
        nearest=one.meant,
    )


def route_finding(entry: Entry, near: Sequence[NearMiss]) -> Finding:
    """A request that matches no operation."""
    declined = declined_operation(entry)
    if declined is not None:
        return Finding(About.ROUTE, "not served", declined, "see LIMITS.md", OURS, "path", redaction.line(entry))
    best = near[0] if near else None
    says = "the path is served, with other methods" if entry.status == 405 else "nothing is served at this path"
    return Finding(
        about=About.ROUTE,
        rule="no route" if entry.refusal is None else type(entry.refusal).__name__,
        says="; ".join((says, *(() if best is None else best.differences))),
        fix="see /_sandbox/operations" if best is None else f"call {best.route.operation.method} {best.route.path}",
        source=OURS if entry.refusal is None else entry.refusal.evidence,
        field="path",
        received=f"{entry.asked.method} {entry.place}",
        nearest=None if best is None else f"{best.route.operation.method} {best.route.path}",
    )


def declined_operation(entry: Entry) -> str | None:
    """Why an operation that the vendor has published is not served here; None when the path is of no such operation."""
    vendor, path = entry.vendor, segments_of(entry.asked.text_path)
    if vendor is None:
        return None
    reasons: list[tuple[Endpoint, str]] = [(one, f"is not served: {one.why}") for one in vendor.declined]
    reasons += [(one, "is not served yet") for one in vendor.pending]
    for one, reason in reasons:
        if one.method == entry.asked.method and fits(path, segments_of(one.path)):
            return f"{one.method} {one.path} is an operation of {vendor.name} that {reason}"
    return None
