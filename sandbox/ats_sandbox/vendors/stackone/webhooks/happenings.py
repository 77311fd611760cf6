"""What happened, as StackOne tells of it: once for every linked account that sees the record."""

from collections.abc import Iterator
from typing import Any

from ats_sandbox.contract.webhooks import Happening
from ats_sandbox.vendors.stackone.auth import PROJECT
from ats_sandbox.vendors.stackone.ids import synthetic
from ats_sandbox.vendors.stackone.state import ACCOUNTS, LinkedAccount, account_of
from ats_sandbox.vendors.stackone.webhooks.events import ACCOUNT, CREATED, DELETED, UPDATED
from ats_sandbox.vendors.stackone.webhooks.kinds import BY_NOUN, OF_COLLECTION, PARTS, Kind
from ats_sandbox.vendors.stackone.webhooks.state import MADE_EVENTS, MadeEvent
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.state import Change, Commit
from ats_sandbox.world.store.table import Record

_ALERTING = ("error", "expired")
"""The statuses of accounts that somebody is alerted to."""


def happenings(world: Reading, commit: Commit) -> Iterator[Happening]:
    """What a commit means: for linked accounts, for the test events in it, then for its records."""
    found: dict[tuple[str, int], tuple[Kind, str, Record]] = {}
    for change in commit.folded():
        if change.before == change.after:
            continue
        if change.collection == ACCOUNTS.name:
            yield from _of_account(change, commit.at)
        elif isinstance(change.after, MadeEvent) and change.collection == MADE_EVENTS.name:
            yield from _made(world, change.after)
        elif (told := _of_record(world, change)) is not None:
            kind, what, record = told
            if what != UPDATED or (kind.noun, record.id) not in found:
                found[kind.noun, record.id] = told
    for kind, what, record in found.values():
        for account in world[ACCOUNTS]:
            if kind.seen_by(account):
                yield _record_event(world, account, kind, what, record, commit.at)


def account_facts(account: LinkedAccount) -> dict[str, Any]:
    """What every body says of a linked account; what it does not have is left out."""
    names = ("provider", "origin_owner_id", "origin_owner_name", "origin_username")
    told = {"account_id": account.key, **{name: getattr(account, name) for name in names}}
    return {name: value for name, value in told.items() if value is not None}


def _what(change: Change) -> str:
    return CREATED if change.before is None else DELETED if change.after is None else UPDATED


def _of_account(change: Change, at: int) -> Iterator[Happening]:
    account = change.after or change.before
    assert isinstance(account, LinkedAccount)
    yield _account_event(f"{ACCOUNT}.{_what(change)}", account, at)
    before = change.before.status if isinstance(change.before, LinkedAccount) else None
    if change.after is not None and account.status in _ALERTING and account.status != before:
        yield _account_event(f"{ACCOUNT}.{account.status}", account, at)


def _account_event(event: str, account: LinkedAccount, at: int, **more: Any) -> Happening:
    """An event of an account, or an alert: the body says nothing else."""
    facts = {"event": event, **account_facts(account)}
    return Happening(event=event, at=at, facts=facts | more, about=((ACCOUNTS.name, account.id),), scope=account.key)


def _of_record(world: Reading, change: Change) -> tuple[Kind, str, Record] | None:
    """The record that a change is of, or shows in, and what became of it."""
    one = change.after or change.before
    assert one is not None
    kind = OF_COLLECTION.get(change.collection)
    if kind is not None:
        return kind, _what(change), one
    if change.collection not in PARTS:
        return None
    kind, id_of = PARTS[change.collection]
    record = world[kind.repository.collection].get(id_of(one))
    return None if record is None else (kind, UPDATED, record)


def _record_event(
    world: Reading, account: LinkedAccount, kind: Kind, what: str, record: Record, at: int, **more: Any
) -> Happening:
    event, remote = f"{kind.noun}.{what}", kind.remote_id(world, record)
    told = {
        "project_id": PROJECT,
        "event": event,
        "event_date": iso(at),
        "record_type": kind.type,
        "record_id": synthetic(remote),
        "record_remote_id": remote,
    }
    facts = {**told, **account_facts(account), "setup_information": account.setup_information or {}, **more}
    collection = kind.repository.collection
    about = ((collection.noun or collection.name, record.id), (ACCOUNTS.name, account.id))
    return Happening(event=event, at=at, facts=facts, about=about, scope=account.key)


def _made(world: Reading, made: MadeEvent) -> Iterator[Happening]:
    """What somebody made for one webhook: the provider has no part in it."""
    account = account_of(world, made.account)
    if account is None:
        return
    noun, _, what = made.event.partition(".")
    more = {"webhook": made.webhook}
    if noun not in BY_NOUN:
        yield _account_event(made.event, account, made.made_at, **more)
    elif (record := BY_NOUN[noun].find(world, made.record)) is not None:
        yield _record_event(world, account, BY_NOUN[noun], what, record, made.made_at, **more)
