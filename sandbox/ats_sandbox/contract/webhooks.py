"""Webhooks: what a vendor tells of what happened, to whom, and in which bytes.

A vendor declares one `Webhooks`. Its events are functions of commits; nothing that handles a request sends anything.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypedDict

import msgspec

from ats_sandbox.contract.outgoing import Outgoing
from ats_sandbox.contract.webhook_facts import Description
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.store.state import Commit

Headers = tuple[tuple[str, str], ...]
"""Names as they are spelled on the wire, and values, in their order."""


class SigningKey(msgspec.Struct, frozen=True):
    """A key that messages are signed with, from `begins_at` until `expires_at` (milliseconds; None for ever)."""

    secret: str
    begins_at: int = 0
    expires_at: int | None = None

    def live(self, at: int) -> bool:
        """True when it is valid at an instant."""
        return self.begins_at <= at and (self.expires_at is None or at < self.expires_at)


class Subscriber(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whom a vendor tells of events.

    `number` is the ordinal of the subscription in the vendor's collection, `id` what the vendor calls it, `name` what
    people do. It hears of `events` while it is `enabled`. `keys` are all that it ever had, expired ones included, the
    oldest first. `scope` narrows what it hears of where the vendor does: an environment, an account; empty for all.
    `every` are the milliseconds between two looks of a vendor that polls; None of one that tells at once.
    `credentials` are the vendor's own, with which messages say who sends them.
    """

    number: int
    id: str
    name: str
    url: str
    events: tuple[str, ...]
    enabled: bool
    keys: tuple[SigningKey, ...] = ()
    scope: str = ""
    every: int | None = None
    credentials: Any = None

    def keys_at(self, at: int) -> tuple[SigningKey, ...]:
        """The keys that are valid at an instant, the oldest first."""
        return tuple(one for one in self.keys if one.live(at))


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a vendor has a name for.

    `at` is when it happened (milliseconds). `facts` are what the body is made of. `about` are the records that it tells
    of, as (noun or collection, ordinal). `link` is the vendor's own path of the record that it links to, if it does.
    `scope` is the environment or account that it happened in, as in Subscriber.
    """

    event: str
    at: int
    facts: Mapping[str, Any]
    about: tuple[tuple[str, int], ...] = ()
    link: str = ""
    scope: str = ""


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """One happening on its way to one subscriber: what never changes from one attempt to the next.

    `id` identifies it among all notices of the vendor (a UUID). `origin` is the base URL of the vendor's API as the
    receiver can reach it.
    """

    id: str
    happening: Happening
    subscriber: Subscriber
    origin: str
    body: bytes


class Result(StrEnum):
    """What became of an attempt."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    """An answer that the vendor does not take as success."""
    LATE = "late"
    """No answer in time."""
    UNREACHABLE = "unreachable"


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """One try to deliver. `at` is its instant on the world's clock (milliseconds).

    `headers` and `body` are what was sent; `status`, `answer_headers` and `answer` (the first bytes of its body) what
    came back. `said` explains a failure, and tells what the vendor itself would not do; `disturbance` names what a
    tester had planned for it.
    """

    number: int
    at: int
    url: str
    headers: Headers
    body: bytes
    result: Result
    status: int | None = None
    answer_headers: Headers = ()
    answer: bytes = b""
    said: str = ""
    disturbance: str = ""

    @property
    def accepted(self) -> bool:
        """True when the vendor is content."""
        return self.result is Result.ACCEPTED


class Wish(TypedDict, total=False):
    """What a tester says of a subscription that is made on the tester's side. All of it may be left out.

    `every` are milliseconds; testers, and what is said to them, have seconds.
    """

    url: str
    events: Sequence[str]
    name: str
    secret: str
    scope: str
    every: int


class Unmet(ValueError):
    """A vendor has no place for a member of a wish."""

    def __init__(self, member: str, text: str) -> None:
        super().__init__(text)
        self.member = member


class Mistake(msgspec.Struct, frozen=True):
    """A known mistake of receivers: `about` says what they do, and `fix` what to do instead.

    `headers` are those of a message that a receiver with this mistake accepts, and `body` its bytes; None where it does
    not apply. They are given the notice, the instant, and the keys of the subscriber (the newest last).
    """

    name: str
    about: str
    fix: str
    headers: Callable[[Notice, int, tuple[SigningKey, ...]], Headers | None]


class Handshake(msgspec.Struct, frozen=True):
    """How a vendor asks a receiver whether it wants to be told: by a POST with a `header`, which its answer repeats.

    A client lets it ask by the vendor's own request, `method` and `path` (`{id}` is what the vendor calls the
    subscription). It waits for `timeout` milliseconds, and takes `status` alone for consent.
    """

    header: str
    method: str
    path: str
    timeout: int
    status: int = 200


class Webhooks(msgspec.Struct, frozen=True, kw_only=True):
    """How a vendor tells of events.

    `events` are the names of all. `subscribers` are all subscriptions, disabled ones included; `subscriber` is the one
    of a number, None once it is gone. `happenings` are what a commit means, in order, given the world after it: a pure
    function that looks at changes of the collections named in `watched` only. `hears` is asked beside `events` whether
    a subscriber hears of a happening (scope, account).
    `body` is the bytes of a notice with an id; `headers` those of an attempt at an instant, signed with the given keys.
    `authorize` gives headers besides, for which it may have to send a request of its own; it raises Unreachable.
    `accepts` tells whether a status is success; an answer after `timeout` (milliseconds) is none. `delays` are the
    milliseconds from each failed attempt to the next. `record` puts an attempt into the vendor's own log, and gives the
    number of the entry, which it is given again for the next attempt of the same notice (None at first).
    `subscribe` makes a subscription on the tester's side, enabled, and gives its number; `enable`, `rotate` (which
    makes another key, and gives it) and `unsubscribe` are given that number. `mistakes` are those of receivers.
    `polling` says, by the beginning of an event's name, which request would have shown the same (`{at}`: an instant).
    `https` tells whether the vendor itself sends to https:// addresses only; `timestamped`, whether messages say when
    they were sent; `scoped`, whether there are environments or accounts of which subscriptions hear. `handshake` is how
    it asks for consent. `described` imports what people and documents are told of all this, with the evidence for it.
    """

    events: tuple[str, ...]
    watched: frozenset[str]
    subscribers: Callable[[Reading], list[Subscriber]]
    subscriber: Callable[[Reading, int], Subscriber | None]
    happenings: Callable[[Reading, Commit], Iterable[Happening]]
    hears: Callable[[Subscriber, Happening], bool] = lambda subscriber, happening: True
    body: Callable[[Reading, Subscriber, Happening, str], bytes]
    headers: Callable[[Notice, int, tuple[SigningKey, ...]], Headers]
    authorize: Callable[[Subscriber, Outgoing], Headers] = lambda subscriber, outgoing: ()
    accepts: Callable[[int], bool]
    timeout: int
    delays: tuple[int, ...]
    record: Callable[[Transaction, Notice, Attempt, int | None], int | None] = lambda world, notice, attempt, log: None
    subscribe: Callable[[Transaction, Wish], int]
    enable: Callable[[Transaction, int, bool], None]
    rotate: Callable[[Transaction, int], SigningKey]
    unsubscribe: Callable[[Transaction, int], None]
    mistakes: tuple[Mistake, ...] = ()
    polling: Mapping[str, str] = msgspec.field(default_factory=dict)
    https: bool = True
    timestamped: bool = False
    scoped: bool = False
    handshake: Handshake | None = None
    described: Callable[[], Description]
