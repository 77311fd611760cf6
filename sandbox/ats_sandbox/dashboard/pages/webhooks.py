"""The webhooks of a world: who is told of what, each delivery with its attempts, and what goes wrong with them."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any
from urllib.parse import quote

import msgspec

from ats_sandbox.contract.webhooks import Result
from ats_sandbox.control.journal.views import entry_row
from ats_sandbox.control.webhooks.delivery import OPEN, Delivery, DeliveryState
from ats_sandbox.control.webhooks.disturbances import RACES, Kind
from ats_sandbox.control.webhooks.handshakes import HandshakeCase
from ats_sandbox.control.webhooks.notices import webhooks_of
from ats_sandbox.control.webhooks.operations.drills import outage_document
from ats_sandbox.control.webhooks.operations.views import delivery_row, diagnosis_document
from ats_sandbox.control.webhooks.outages import OutageReport, missed_of
from ats_sandbox.control.webhooks.switchboard import Outage
from ats_sandbox.dashboard.form import Form, filled, number, text
from ats_sandbox.dashboard.operations import Refused
from ats_sandbox.dashboard.page import Action, Page, Values
from ats_sandbox.dashboard.pages.journal import with_records
from ats_sandbox.dashboard.timeline import span, timeline
from ats_sandbox.dashboard.visit import Visit
from ats_sandbox.world.clock import iso, parse_instant

MOST = 25
"""Deliveries of one page."""
MOST_INBOX = 20
"""Messages of the inbox that are shown."""
LONGEST = 300
"""Characters of what the query says."""

FILTERS = ("to", "event", "state")
UNITS = {"minutes": 1, "hours": 60, "days": 1_440}
"""Minutes of each."""
CASES = {one.value: one.value.replace("_", " ") for one in HandshakeCase}


def show(visit: Visit) -> Values:
    """One delivery or one subscription, if the query names it; otherwise all there is."""
    asked = {name: value.strip()[:LONGEST] for name, value in visit.request.args.items() if value.strip()}
    if "delivery" in asked:
        return {"view": "delivery", **one_delivery(visit, asked["delivery"])}
    if "subscription" in asked:
        return {"view": "subscription", **one_subscription(visit, asked["subscription"], asked)}
    hooks = visit.workspace.webhooks
    overview, inbox = visit.operations.get("/webhooks"), hooks.inbox
    return {
        "view": "all",
        "kept": {name: asked[name] for name in FILTERS if name in asked},
        "subscriptions": overview["subscriptions"],
        "vendors": overview["vendors"],
        "forgotten": overview["forgotten"],
        **pending(visit),
        **listed(visit, asked),
        "states": [one.value for one in DeliveryState],
        "inbox": inbox[: -MOST_INBOX - 1 : -1],
        "inbox_size": len(inbox),
        "disturbances": visit.operations.get("/webhooks/disturbances"),
        "kinds": list(Kind),
        "races": sorted(RACES),
        "units": UNITS,
        "cases": CASES,
        "shakers": [one.name for one in hooks.vendors if webhooks_of(one).handshake is not None],
        "outage": outage_of(visit, asked),
        "shaken": shaken_of(visit, asked),
    }


def pending(visit: Visit) -> Values:
    """What is open, and when the next attempt is due."""
    outbox, now = visit.workspace.webhooks.outbox, visit.workspace.world.now
    due, states = outbox.next_at, [one.state for one in outbox]
    return {
        "now": iso(now),
        "open": sum(state in OPEN for state in states),
        "held": states.count(DeliveryState.HELD),
        "next_at": None if due is None else iso(due),
        "next_in": None if due is None or due <= now else span(due - now),
    }


def listed(visit: Visit, asked: Mapping[str, str]) -> Values:
    """A page of deliveries, the newest first."""
    before = asked.get("before", "")
    highest = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
    found = [
        one
        for one in visit.workspace.webhooks.outbox
        if asked.get("to") in (None, one.subscription)
        and asked.get("event") in (None, one.event)
        and asked.get("state") in (None, one.state.value)
        and (highest is None or one.number < highest)
    ]
    page = found[: -MOST - 1 : -1]
    kept = {name: asked[name] for name in (*FILTERS, "subscription") if name in asked}
    return {
        "deliveries": [delivery_row(one) for one in page],
        "found": len(found),
        "line": timeline(page, visit.workspace.world.now),
        "older": visit.page("webhooks", **kept, before=str(page[-1].number)) if len(found) > len(page) else None,
        "newest": visit.page("webhooks", **kept) if highest is not None else None,
    }


def one_subscription(visit: Visit, name: str, asked: Mapping[str, str]) -> Values:
    """A subscription with its keys, and what it was told. Raises Refused."""
    document = visit.operations.get(f"/webhooks/subscriptions/{quote(name, safe='')}")
    return {
        "kept": {"subscription": document["name"]},
        "one": document,
        **listed(visit, {**asked, "to": document["name"]}),
    }


def one_delivery(visit: Visit, name: str) -> Values:
    """A delivery with each attempt, why it came about, and what is wrong with its receiver. Raises Refused."""
    place, hooks = f"/webhooks/deliveries/{quote(name, safe='')}", visit.workspace.webhooks
    document = visit.operations.get(place)
    delivery = hooks.outbox[document["number"]]
    alone = visit.request.headers.get("HX-Target") == "delivery"  # which part is fetched anew: not the costly one
    why = None if alone else visit.operations.get(f"{place}/why")
    return {
        "kept": {"delivery": str(delivery.number)},
        "one": document,
        "body": pretty(document["body"]),
        "tries": [
            {**attempt, "after": after, "pretty": pretty(attempt["body"])}
            for attempt, after in zip(document["tries"], spans(delivery), strict=False)
        ],
        "line": timeline([delivery], visit.workspace.world.now),
        "subscribed": any(one.name == delivery.subscription for one in hooks),
        "found": None if delivery.examined is None else diagnosis_document(delivery.examined),
        "why": why,
        "changes": [] if why is None else with_records(visit, why["changes"]),
    }


def spans(delivery: Delivery) -> list[str]:
    """How long after what came before each attempt was made."""
    instants = [delivery.notice.happening.at, *(one.at for one in delivery.attempts)]
    return [span(later - earlier) for earlier, later in pairwise(instants)]


def pretty(body: str) -> str:
    """JSON on several lines; any other text as it is."""
    try:
        return msgspec.json.format(msgspec.json.encode(msgspec.json.decode(body)), indent=2).decode()
    except (msgspec.DecodeError, RecursionError):
        return body


def outage_of(visit: Visit, asked: Mapping[str, str]) -> Any:
    """What came of an outage that the query tells of."""
    begins_at, ends_at = (parse_instant(asked.get(name, "")) for name in ("from", "until"))
    after = asked.get("after", "")
    if "outage" not in asked or begins_at is None or ends_at is None or not (after.isascii() and after.isdigit()):
        return None
    outage, known = Outage(asked["outage"], begins_at, ends_at), int(after[:18])

    def missed(one: Delivery) -> bool:
        """Also of what was there before: an attempt at its first instant is of the outage if nobody answered."""
        if one.number > known and begins_at <= one.notice.happening.at < ends_at:
            return True
        away = [each.at for each in one.attempts if each.at > begins_at or each.result is Result.UNREACHABLE]
        return any(begins_at <= at < ends_at for at in away)

    told = [one for one in visit.workspace.webhooks.outbox if one.subscription == outage.subscription and missed(one)]
    return outage_document(OutageReport(outage, tuple(missed_of(one, outage) for one in told)))


def shaken_of(visit: Visit, asked: Mapping[str, str]) -> Any:
    """The exchange in which a subscription was activated, if the query tells of one."""
    wanted = asked.get("exchange", "")
    kept = visit.workspace.journal.kept()[0] if asked.get("handshake") in CASES else []
    found = next((one for one in kept if str(one.number) == wanted), None)
    return None if found is None else {**entry_row(found), "case": CASES[asked["handshake"]]}


def here(visit: Visit) -> dict[str, str]:
    """The query of the page on which something was done."""
    return {
        name: visit.request.args[name] for name in (*FILTERS, "delivery", "subscription") if name in visit.request.args
    }


def subscription(form: Form) -> str:
    """The path of the subscription of a form."""
    return f"/webhooks/subscriptions/{quote(form.get('name', ''), safe='')}"


def subscribe(visit: Visit, form: Form) -> Mapping[str, str]:
    """Make a subscription."""
    texts = {name: text(form, name) for name in ("url", "name", "secret", "scope")}
    wish = filled(events=form.getlist("events") or None, every=number(form, "every"), **texts)
    made = visit.operations.post("/webhooks/subscriptions", {"vendor": form.get("vendor", ""), **wish})
    return {"subscription": made["name"]}


def switch(visit: Visit, form: Form) -> Mapping[str, str]:
    """Enable or disable a subscription."""
    visit.operations.patch(subscription(form), {"enabled": form.get("enabled") == "yes"})
    return here(visit)


def rotate(visit: Visit, form: Form) -> Mapping[str, str]:
    """Make another key, and show it."""
    visit.operations.post(f"{subscription(form)}/rotate")
    return {"subscription": form.get("name", "")}


def end(visit: Visit, form: Form) -> None:
    """End a subscription."""
    visit.operations.delete(subscription(form))


def run(visit: Visit, form: Form) -> Mapping[str, str]:
    """Deliver what is due, or everything."""
    visit.operations.post("/webhooks/run", {"advance": form.get("advance") == "yes"})
    return here(visit)


def go_on(visit: Visit, form: Form) -> Mapping[str, str]:
    """Let time pass until the next attempt is due, and make it."""
    due = visit.workspace.webhooks.outbox.next_at
    if due is None:
        raise Refused(409, "No attempt is planned: nothing waits, or what does is held or under way.")
    if due > visit.workspace.world.now:
        visit.operations.post("/clock/advance", {"until": iso(due)})
    visit.operations.post("/webhooks/run", {})
    return here(visit)


def this_delivery(visit: Visit) -> str:
    """The path of the delivery that is looked at."""
    return f"/webhooks/deliveries/{quote(visit.request.args.get('delivery', ''), safe='')}"


def redeliver(visit: Visit, form: Form) -> Mapping[str, str]:
    """Send it once more, and show that."""
    return {"delivery": str(visit.operations.post(f"{this_delivery(visit)}/redeliver")["number"])}


def release(visit: Visit, form: Form) -> Mapping[str, str]:
    """Let it go, and deliver it."""
    visit.operations.post(f"{this_delivery(visit)}/release")
    visit.operations.post("/webhooks/run", {})
    return here(visit)


def examine(visit: Visit, form: Form) -> Mapping[str, str]:
    """Find out what is wrong with its receiver."""
    visit.operations.post(f"{this_delivery(visit)}/clinic")
    return here(visit)


def empty(visit: Visit, form: Form) -> None:
    """Empty the inbox."""
    visit.operations.delete("/webhooks/inbox")


def arm(visit: Visit, form: Form) -> None:
    """Plan something to go wrong."""
    body = filled(
        kind=form.get("kind", ""),
        subscription=text(form, "subscription"),
        event=text(form, "event"),
        times=number(form, "times"),
        always=form.get("always") == "yes" or None,
        seconds=number(form, "seconds"),
        count=number(form, "count"),
    )
    visit.operations.post("/webhooks/disturbances", body)


def disarm(visit: Visit, form: Form) -> None:
    """Take one thing back that is to go wrong."""
    visit.operations.delete(f"/webhooks/disturbances/{quote(form.get('number', ''), safe='')}")


def disarm_all(visit: Visit, form: Form) -> None:
    """Take everything back that is to go wrong."""
    visit.operations.delete("/webhooks/disturbances")


def drill_outage(visit: Visit, form: Form) -> Mapping[str, str]:
    """Let a receiver be away, and show what came of it."""
    amount, known = number(form, "amount"), visit.workspace.webhooks.outbox.deliveries.last
    minutes = amount * UNITS.get(form.get("unit", ""), 1) if isinstance(amount, int | float) else amount
    body = {"subscription": form.get("subscription", ""), **filled(minutes=minutes)}
    report = visit.operations.post("/webhooks/drills/outage", body)
    ends = {"from": report["begins_at"], "until": report["ends_at"]}
    return {"outage": report["subscription"], **ends, "after": str(known)}


def drill_race(visit: Visit, form: Form) -> None:
    """Let events come early."""
    names = ("subscription", "timing")
    body = filled(
        event=text(form, "event"), times=number(form, "times"), **{name: form.get(name, "") for name in names}
    )
    visit.operations.post("/webhooks/drills/race", body)


def drill_handshake(visit: Visit, form: Form) -> Mapping[str, str]:
    """Activate a subscription against a receiver that answers in one way or another."""
    case = form.get("case", "")
    visit.operations.post("/webhooks/drills/handshake", filled(case=case, vendor=text(form, "vendor")))
    found = visit.workspace.journal.entries(path="*/activation")
    return {"handshake": case, "exchange": str(found[-1].number) if found else ""}


WEBHOOKS = Page(
    "webhooks",
    "Webhooks",
    "Who is told of what, how far each delivery is, and what goes wrong with them.",
    show,
    (
        Action("subscribe", "The subscription was made.", subscribe),
        Action("switch", "The subscription was switched.", switch),
        Action("rotate", "Another key signs from now on.", rotate),
        Action("end", "The subscription has ended.", end),
        Action("run", "What could be delivered was.", run),
        Action("go-on", "Time has passed, and the next attempt was made.", go_on),
        Action("redeliver", "The notice was sent once more: this is that delivery.", redeliver),
        Action("release", "The delivery was let go.", release),
        Action("clinic", "The receiver was examined.", examine),
        Action("empty", "The inbox is empty.", empty),
        Action("arm", "It will go wrong.", arm),
        Action("disarm", "That will not go wrong any more.", disarm),
        Action("disarm-all", "Nothing will go wrong any more.", disarm_all),
        Action("outage", "The receiver was away and is back: see what came of it.", drill_outage),
        Action("race", "Events will come early.", drill_race),
        Action("handshake", "The subscription was to be activated: see what came of it.", drill_handshake),
    ),
)
