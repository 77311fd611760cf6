"""What only SmartRecruiters knows of webhooks: subscriptions, their secret keys, and the callbacks that were made."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

import msgspec

from ats_sandbox.vendors.smartrecruiters.webhooks.events import version_of
from ats_sandbox.world.chance import key_of
from ats_sandbox.world.clock import DAY, START
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.store.lazy import LazyTable
from ats_sandbox.world.store.references import OnDelete, Reference
from ats_sandbox.world.store.table import NOUNS, Collection, Record, Table

LIVES_ON = DAY
"""How long a secret key is valid after the next one was made."""


class CallbackAuthentication(msgspec.Struct, frozen=True):
    """How callbacks say who makes them: `type` is basic, header or oauth2, `members` what else belongs to it."""

    type: str
    members: tuple[tuple[str, str], ...]


class Subscription(Record, frozen=True, kw_only=True):
    """A user's wish to have some events told to an address. `email` is who hears of many failures.

    `name` is what a tester calls it. `handshake` is the secret that its address repeated when it was activated.
    """

    user: int
    url: str
    events: tuple[str, ...]
    active: bool
    email: str | None
    authentication: CallbackAuthentication | None
    created_at: int
    name: str = ""
    handshake: str | None = None

    secrets: ClassVar[frozenset[str]] = frozenset({"authentication", "handshake"})


class SecretKey(Record, frozen=True, kw_only=True):
    """A key that callbacks are signed with; `expires_at` is None for the newest of a subscription."""

    subscription: int
    key: str
    created_at: int
    expires_at: int | None

    secrets: ClassVar[frozenset[str]] = frozenset({"key"})


class CallbackRecord(Record, frozen=True, kw_only=True):
    """A callback that was made, or tried. `body` is a JSON text; `at` is when.

    A header `Link` to a path, `</jobs/1>; rel=self`, leads to wherever the sandbox is reached. `about` are the records
    that it tells of, by noun and ordinal.
    """

    subscription: int
    successful: bool
    at: int
    url: str
    body: str
    headers: tuple[tuple[str, str], ...]
    about: tuple[tuple[str, int], ...] = ()


SUBSCRIPTIONS = Collection(
    "smartrecruiters.subscriptions",
    Subscription,
    references={"user": Reference("users")},
    indexes={"user": lambda one: (one.user,)},
)
_OF_SUBSCRIPTION = {"subscription": Reference(SUBSCRIPTIONS.name, OnDelete.DELETE)}
SECRET_KEYS = Collection(
    "smartrecruiters.secret_keys",
    SecretKey,
    references=_OF_SUBSCRIPTION,
    indexes={"subscription": lambda one: (one.subscription,)},
)
CALLBACKS = Collection(
    "smartrecruiters.callbacks",
    CallbackRecord,
    references=_OF_SUBSCRIPTION,
    indexes={"subscription": lambda one: (one.subscription,)},
)


def told_of(world: Reading, callback: CallbackRecord) -> Iterator[Record]:
    """The jobs, candidates and applications that a callback tells of, as far as they still exist."""
    for noun, ordinal in callback.about:
        named = world[NOUNS[noun]].get(ordinal) if noun in ("job", "candidate", "application") else None
        if named is not None:
            yield named


def live_keys(world: Reading, subscription: int) -> list[SecretKey]:
    """The keys of a subscription that are valid now, the newest last."""
    keys = world[SECRET_KEYS].where(subscription=subscription)
    return [one for one in keys if one.expires_at is None or one.expires_at > world.now]


def make_key(world: Transaction, subscription: int, chosen: str | None = None) -> SecretKey:
    """Give a subscription another key, a derived one unless it is chosen; those before are valid a day longer."""
    for one in live_keys(world, subscription):
        if one.expires_at is None:
            world.put(SECRET_KEYS, msgspec.structs.replace(one, expires_at=world.now + LIVES_ON))
    id = world.next_id(SECRET_KEYS)
    key = _key(world.seed, id, subscription, world.now)
    return world.put(SECRET_KEYS, key if chosen is None else msgspec.structs.replace(key, key=chosen))


def secret(seed: int, kind: str, *ordinals: int) -> str:
    """64 hexadecimal digits that nobody can guess who does not know the seed."""
    return "".join(f"{key_of(seed, 'smartrecruiters', kind, *ordinals, part):016x}" for part in range(4))


def first_subscriptions(world: Reading) -> Iterable[Table[Any]]:
    """What a company that hires begins with: a subscription with a key, suspended as its receiver had failed."""
    if not world.candidates:
        return ()
    wish = Subscription(
        id=1,
        user=1,
        url="https://hooks.example.com/smartrecruiters",
        events=("application.status.updated", "candidate.updated"),
        active=False,
        email=None,
        authentication=None,
        created_at=START - 60 * DAY,
    )
    key = _key(world.seed, 1, wish.id, START)
    log = LazyTable(CALLBACKS, partial(_first_callbacks, world, wish))
    return Table.build(SUBSCRIPTIONS, [wish]), Table.build(SECRET_KEYS, [key]), log


def _first_callbacks(world: Reading, wish: Subscription) -> Iterator[CallbackRecord]:
    """What was told of the applications that moved last, unsigned as there was no key; the last two in vain."""
    moved = world.applications.where(confidential=False).since(START - 20 * DAY).after(None, 100)
    told = sorted(moved, key=lambda one: (one.updated_at, one.id))[-8:]
    for id, one in enumerate(told, 1):
        ids = {noun: native_id(world, noun, getattr(one, noun)) for noun in ("job", "candidate")}
        application = native_id(world, "application", one.id)
        body = {**{f"{noun}_id": text for noun, text in ids.items()}, "application_id": application}
        headers = {
            "content-type": "application/json",
            "event-id": str(UUID(secret(world.seed, "event", id)[:32])),
            "event-name": wish.events[0],
            "event-version": version_of(wish.events[0]),
            "Link": f"</candidates/{ids['candidate']}/jobs/{ids['job']}>; rel=self",
        }
        yield CallbackRecord(
            id=id,
            subscription=wish.id,
            successful=id <= len(told) - 2,
            at=one.updated_at,
            url=wish.url,
            body=msgspec.json.encode(body).decode(),
            headers=tuple(headers.items()),
            about=(("job", one.job), ("candidate", one.candidate), ("application", one.id)),
        )


def _key(seed: int, id: int, subscription: int, now: int) -> SecretKey:
    key = secret(seed, "secret_key", id)
    return SecretKey(id=id, subscription=subscription, key=key, created_at=now, expires_at=None)


def activated(subscription: Subscription, handshake: str) -> Subscription:
    """The same subscription, whose events are told from now on, as its address repeated a secret."""
    return msgspec.structs.replace(subscription, active=True, handshake=handshake)
