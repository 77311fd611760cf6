"""The faults of a world: what goes wrong, how often it did, and arming another one."""

from typing import Any
from urllib.parse import quote

from ats_sandbox.contract.principal import PRINCIPALS
from ats_sandbox.control.faults.fault import Settings
from ats_sandbox.control.faults.kinds import KINDS
from ats_sandbox.dashboard import offers
from ats_sandbox.dashboard.form import Form, filled, number, numbers, text
from ats_sandbox.dashboard.page import Action, Page, Values
from ats_sandbox.dashboard.visit import Visit

WORD = "word-"
"""What the fields for open words begin with."""

WHEN = ("first", "every", "calls", "times")


def show(visit: Visit) -> Values:
    """The faults, and what can be chosen for another one after what was chosen so far."""
    faults = visit.operations.get("/faults")["faults"]
    return {
        "faults": [{**one, "settings": settings(one), "when": when(one)} for one in faults],
        "hits": sum(one["hits"] for one in faults),
        **choices(visit, visit.request.values),
    }


def settings(fault: dict[str, Any]) -> dict[str, Any]:
    """How a fault happens, as it was given."""
    return {name: fault[name] for name in Settings.__dataclass_fields__ if name in fault}


def when(fault: dict[str, Any]) -> str:
    """To which requests a fault happens, in words."""
    words = {
        "first": "the first {}",
        "every": "every {}. one",
        "calls": "numbers {}",
        "times": "at most {} times",
        "principal": "only with {}",
    }
    said = [
        phrase.format(", ".join(map(str, fault[name])) if isinstance(fault[name], list) else fault[name])
        for name, phrase in words.items()
        if name in fault
    ]
    return ", ".join(said) or "every request"


def choices(visit: Visit, form: Any) -> Values:
    """What the form offers: each choice narrows those after it, and a choice that is not offered is forgotten."""
    vendors = visit.deployment.vendors
    vendor = one_of(form.get("vendor"), [one.name for one in vendors])
    of_vendor = [operation for one in vendors if one.name == vendor for operation in one.operations]
    operation = one_of(form.get("operation"), [one.id for one in of_vendor])
    among = offers.targets(vendors, vendor, operation) if vendor else []
    kinds = offers.offered_kinds(among)
    kind = KINDS.get(one_of(form.get("kind"), [one.name for one in kinds]) or "")
    found: dict[str, Any] = {"statuses": [], "codes": [], "words": [], "fields": [], "retry_after": False}
    status = code = None
    if kind is not None:
        found["statuses"] = offers.offered_statuses(kind, among)
        status = one_of(form.get("status"), list(map(str, found["statuses"])))
        if status is None and kind.name == "html":
            status = str(kind.takes["status"])
        found["fields"] = offers.fields_of(kind)
    if kind is not None and (status or "status" in kind.optional):
        chosen = None if status is None else int(status)
        found["codes"] = [] if chosen is None else offers.offered_codes(kind, among, chosen)
        code = one_of(form.get("code"), [name for name, _ in found["codes"]])
        able = [one for one in among if kind.suits(*one, Settings(status=chosen, code=code))]
        found["words"] = offers.open_words(kind, able, Settings(status=chosen, code=code))
        found["retry_after"] = offers.may_send_retry_after(kind, able, Settings(status=chosen, code=code))
    return {
        **found,
        "vendors": vendors,
        "operations": sorted(of_vendor, key=lambda one: (one.resource, one.path, one.method)),
        "kinds": kinds,
        "chosen": {"vendor": vendor, "operation": operation, "kind": kind, "status": status, "code": code},
        "tokens": PRINCIPALS,
        "filled": form,
    }


def one_of(name: str | None, known: list[str]) -> str | None:
    """The name, if it is known."""
    return name if name in known else None


def arm(visit: Visit, form: Form) -> None:
    """Add a fault with the settings that its kind takes."""
    kind = KINDS.get(form.get("kind", ""))
    takes = kind.takes if kind is not None else {}
    words = {name.removeprefix(WORD): value for name, value in form.items() if name.startswith(WORD) and value}
    given = filled(
        status=number(form, "status"),
        code=text(form, "code"),
        words=words or None,
        **{name: number(form, name) for name in ("retry_after", "seconds", "rate", "bytes", "by", "records")},
        **{name: {"yes": True, "no": False}.get(form.get(name, "")) for name in ("handled", "politely")},
    )
    body = filled(
        kind=form.get("kind", ""),
        vendor=text(form, "vendor"),
        operation=text(form, "operation"),
        principal=text(form, "principal"),
        calls=numbers(form, "calls"),
        **{name: number(form, name) for name in WHEN if name != "calls"},
    )
    visit.operations.post("/faults", {**body, **{name: value for name, value in given.items() if name in takes}})


def disarm(visit: Visit, form: Form) -> None:
    """Delete a fault."""
    visit.operations.delete(f"/faults/{quote(form.get('fault', ''), safe='')}")


def disarm_all(visit: Visit, form: Form) -> None:
    """Delete all faults."""
    visit.operations.delete("/faults")


FAULTS = Page(
    "faults",
    "Faults",
    "What goes wrong with which requests, in the vendor's own words.",
    show,
    (
        Action("arm", "The fault is armed.", arm),
        Action("disarm", "The fault is gone.", disarm),
        Action("disarm-all", "All faults are gone.", disarm_all),
    ),
)
