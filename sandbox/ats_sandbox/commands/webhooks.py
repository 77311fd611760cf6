"""`ats-sandbox webhooks`: who is told of what happens, what came of it, and what goes wrong on purpose."""

from collections import Counter

import click

from ats_sandbox.commands.declarations import Request, operation
from ats_sandbox.commands.group import OperationGroup
from ats_sandbox.commands.numbers import WholeNumber
from ats_sandbox.commands.output import show
from ats_sandbox.commands.parameters import Spelling
from ats_sandbox.commands.remote import Remote
from ats_sandbox.control.webhooks.wording import diagnosis_text, why_text
from ats_sandbox.control.wire import WireObject

SUBSCRIPTIONS = (
    "name",
    "enabled",
    "receiver",
    "waiting",
    "delivered",
    "lost",
    "dropped",
    "next_attempt",
    "next_look",
    "url",
    "events",
)
DELIVERIES = ("number", "at", "event", "subscription", "scope", "state", "attempts", "next_attempt", "status", "said")
DISTURBANCES = ("number", "kind", "subscription", "event", "times", "seconds", "count", "hits", "held", "about")
MISSED = ("delivery", "event", "at", "state", "attempts", "delivered_at", "late_by", "polling", "shown")
SHOWN = 3
"""Names of events that a line has room for, and deliveries of one kind that went well that a table has."""
LATEST = Spelling(defaults={"number": "last"})
NUMBER = click.Argument(["number"], required=False, type=WholeNumber(1))


def subscription_row(one: WireObject) -> WireObject:
    """A subscription in a line."""
    events = one["events"]
    more = f" and {len(events) - SHOWN} more" if len(events) > SHOWN else ""
    return {**one, "events": " ".join(events[:SHOWN]) + more}


def print_overview(found: WireObject, as_json: bool) -> None:
    """The subscriptions in a table."""
    if as_json:
        show(found, True)
        return
    show([subscription_row(one) for one in found["subscriptions"]], False, SUBSCRIPTIONS)
    warn_of_forgotten(found)


def print_switched(one: WireObject, as_json: bool) -> None:
    """One subscription that was made or switched, of whose events a line has room for the first."""
    print_subscription(one if as_json else subscription_row(one), as_json)


def print_subscription(one: WireObject, as_json: bool) -> None:
    """One subscription line by line, a line for each event and each key."""
    if as_json:
        show(one, True)
        return
    show({name: value for name, value in one.items() if name not in ("keys", "events")}, False)
    events = one["events"]
    for event in [events] if isinstance(events, str) else events:
        click.echo(f"hears of {event}")
    for key in one["keys"]:
        until = "" if key["expires_at"] is None else f" until {key['expires_at']}"
        click.echo(f"signs with {key['secret']} from {key['begins_at']}{until}")


def print_deliveries(page: WireObject, as_json: bool) -> None:
    """Deliveries in a table, and how to go on."""
    if as_json:
        show(page, True)
        return
    show(page["deliveries"], False, DELIVERIES)
    if page["next"] is not None:
        click.echo(f"more: --after {page['next']}")
    warn_of_forgotten(page)


def print_delivery(one: WireObject, as_json: bool) -> None:
    """One delivery with all attempts: what was sent, and what came back."""
    if as_json:
        show(one, True)
        return
    show({name: value for name, value in one.items() if name != "tries"}, False)
    for attempt in one["tries"]:
        planned = f" (planned: {attempt['disturbance']})" if attempt["disturbance"] else ""
        said = f": {attempt['said']}" if attempt["said"] else ""
        click.echo(f"attempt {attempt['number']} at {attempt['at']} {attempt['result']}{said}{planned}")
        print_message(attempt)
        if attempt["answer"] is not None:
            click.echo(f"  answered {attempt['answer']['status']}")
            print_message(attempt["answer"])


def print_message(message: WireObject) -> None:
    """The headers of a message, and its body."""
    for name, value in message["headers"].items():
        click.echo(f"  {name}: {value}")
    if message["body"]:
        click.echo(f"  {message['body']}")


def print_inbox(page: WireObject, as_json: bool) -> None:
    """The messages that nobody received, whole."""
    if as_json:
        show(page, True)
        return
    for one in page["messages"]:
        click.echo(f"#{one['number']} {one['at']} {one['event']} to {one['subscription']}")
        print_message(one)
    if not page["messages"]:
        click.echo("nothing is in the inbox")
    if page["next"] is not None:
        click.echo(f"more: --after {page['next']}")


def print_ended(found: WireObject, as_json: bool) -> None:
    """The deliveries that are over in a table, how many are not, and what is held and why."""
    if as_json:
        show(found, True)
        return
    rows: list[WireObject] = []
    folded: Counter[tuple[str, str]] = Counter()
    for one in found["ended"]:
        kind = (one["event"], one["subscription"])
        if smooth(one) and sum(smooth(row) and (row["event"], row["subscription"]) == kind for row in rows) >= SHOWN:
            folded[kind] += 1
        else:
            rows.append(one)
    show(rows, False, DELIVERIES)
    for (event, subscription), count in folded.items():
        click.echo(f"and {count} more: {event} to {subscription}, delivered at once")
    waiting = found["open"] - len(found["held"])
    if waiting:
        click.echo(f"open: {waiting}; --advance lets time pass until they are over")
    for one in found["held"]:
        click.echo(f"held: #{one['number']} {one['event']} to {one['subscription']}: {one['said']}")


def smooth(row: WireObject) -> bool:
    """Whether a delivery was accepted at the first attempt, with nothing to say of it."""
    return bool(row["state"] == "delivered" and row["attempts"] == 1 and not row["said"] and row["of"] is None)


def warn_of_forgotten(found: WireObject) -> None:
    """Say on the error output that not all deliveries are kept."""
    if found["forgotten"]:
        click.echo(f"{found['forgotten']} older deliveries are not kept any more", err=True)


def print_why(found: WireObject, as_json: bool) -> None:
    """Which request led to a delivery, what it changed, and what followed."""
    if as_json:
        show(found, True)
        return
    click.echo(why_text(found))


def print_diagnosis(found: WireObject, as_json: bool) -> None:
    """What the clinic found, and every message that it sent for that."""
    if as_json:
        show(found, True)
        return
    click.echo(diagnosis_text(found))


def print_outage(found: WireObject, as_json: bool) -> None:
    """What came late, and what is lost for good."""
    if as_json:
        show(found, True)
        return
    away = f"{found['subscription']} was away from {found['begins_at']} to {found['ends_at']}"
    click.echo(f"{away}: {len(found['events'])} events, {found['late']} late, {found['lost']} lost")
    show(found["events"], False, MISSED)


def print_handshake(found: WireObject, as_json: bool) -> None:
    """What the client is answered, and what the receiver was sent."""
    if as_json:
        show(found, True)
        return
    click.echo(f"{found['case']}: {found['status']} {found['why']}".rstrip())
    if found["asked"] is not None:
        print_message(found["asked"])


webhooks = OperationGroup("webhooks", "Webhooks")
webhooks.derive("list", "get_webhooks", printer=print_overview)
webhooks.derive("subscribe", "create_subscription", Spelling(names={"url": "to"}), printer=print_switched)
webhooks.derive("subscription", "get_subscription", printer=print_subscription)
webhooks.derive(
    "enable",
    "change_subscription",
    Spelling(fixed={"enabled": True}),
    printer=print_switched,
    help="Enable a subscription, by its name or the vendor's id.",
)
webhooks.derive(
    "disable",
    "change_subscription",
    Spelling(fixed={"enabled": False}),
    printer=print_switched,
    operations=(),
    help="Disable a subscription: what it waits for is dropped when it is due.",
)
webhooks.derive("rotate", "rotate_signing_key")
webhooks.derive("unsubscribe", "delete_subscription")
webhooks.derive(
    "deliveries", "list_deliveries", Spelling(defaults={"limit": 50}, checked=["limit"]), printer=print_deliveries
)
webhooks.derive("show", "get_delivery", LATEST, printer=print_delivery)
webhooks.derive("redeliver", "redeliver", LATEST, printer=print_delivery)
webhooks.derive("release", "release_delivery", LATEST, printer=print_delivery)
webhooks.derive("why", "explain_delivery", LATEST, printer=print_why)
webhooks.derive("clinic", "examine_receiver", LATEST, printer=print_diagnosis)
webhooks.derive("inbox", "get_inbox", printer=print_inbox)
webhooks.derive("empty", "empty_inbox")
webhooks.derive("run", "run_deliveries", printer=print_ended)
webhooks.derive("disturb", "create_disturbance")
webhooks.derive("disturbances", "list_disturbances", columns=DISTURBANCES)
webhooks.derive("outage", "drill_outage", printer=print_outage)
webhooks.derive("handshake", "drill_handshake", printer=print_handshake)
webhooks.derive("race", "drill_race")


@webhooks.handles(
    "calm",
    "delete_disturbances",
    options=[NUMBER],
    operations=("delete_disturbances", "delete_disturbance"),
    help="Take back everything that is planned to go wrong, or the one thing with this NUMBER.",
)
def calm(remote: Remote, request: Request, as_json: bool, number: int | None) -> None:
    """Take one disturbance back, or all."""
    remote.send(request if number is None else operation("delete_disturbance").request(number=number))
