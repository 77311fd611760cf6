"""Causality: which request led to a delivery, by which changes, and what was read and written about it afterwards."""

import re
from collections.abc import Iterator
from urllib.parse import unquote_plus

import msgspec

from ats_sandbox.contract.webhooks import Attempt, Happening, Notice
from ats_sandbox.control.journal.entry import Entry
from ats_sandbox.control.journal.journal import Journal
from ats_sandbox.control.journal.views import change_row
from ats_sandbox.control.webhooks.delivery import Delivery
from ats_sandbox.control.wire import WireObject
from ats_sandbox.world.store.cause import Cause, CauseKind
from ats_sandbox.world.store.state import Commit

WORD = re.compile(r"[A-Za-z0-9_.~-]+")
"""What ids are made of, but for the padding of base64."""
ID = re.compile(r"(?:^|_)ids?$|Ids?$")
"""Names of members that hold ids."""
LISTED = re.compile(r"(?=.*[0-9])[A-Za-z0-9_.~=+/:-]{8,200}")
"""Texts in a list that may be ids."""
MOST_IDS = 10_000
"""Ids of one body that are looked for."""


class Later(msgspec.Struct, frozen=True):
    """An exchange that came after a delivery, and the ids of its body that the request names."""

    entry: Entry
    ids: tuple[str, ...]


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """Why a delivery came about, and what followed.

    `cause` is who wrote: a request to a vendor, the tester, time, or own data. `exchange` is that request in the
    journal; None where it was none, or is not there (`missing` tells why). `commit` is the number of the commit, 0 of
    what a vendor that polls found between two looks; `changes` are those, as the journal shows them, secrets masked.
    `attempts` are all. `ids` are those in the body, `afterwards` the later requests that name one, whoever made them.
    `dropped` is how many exchanges the journal had to drop: of those nothing is known.
    """

    delivery: Delivery
    cause: Cause
    exchange: Entry | None
    missing: str
    commit: int
    changes: tuple[WireObject, ...]
    happening: Happening
    attempts: tuple[Attempt, ...]
    ids: tuple[str, ...]
    afterwards: tuple[Later, ...]
    dropped: int

    def __str__(self) -> str:
        """All of it in lines, as the command `why` prints it."""
        from ats_sandbox.control.webhooks.operations.views import why_document
        from ats_sandbox.control.webhooks.wording import why_text

        return why_text(why_document(self))


def why(delivery: Delivery, journal: Journal) -> Why:
    """Put together what is known of a delivery. Costs what the journal keeps."""
    kept, dropped = journal.kept()
    exchange = next((one for one in kept if _committed(one, delivery)), None)
    ids = tuple(dict.fromkeys(ids_in(delivery.notice)))[:MOST_IDS]
    return Why(
        delivery=delivery,
        cause=delivery.cause,
        exchange=exchange,
        missing=_missing(delivery, exchange, dropped),
        commit=delivery.commit,
        changes=tuple(map(change_row, Commit(delivery.commit, 0, delivery.cause, delivery.changes).folded())),
        happening=delivery.notice.happening,
        attempts=delivery.attempts,
        ids=ids,
        afterwards=tuple(_afterwards(delivery, journal, kept, ids)),
        dropped=dropped,
    )


def _committed(entry: Entry, delivery: Delivery) -> bool:
    return entry.commit is not None and 0 < entry.commit.number == delivery.commit


def _missing(delivery: Delivery, exchange: Entry | None, dropped: int) -> str:
    """Why there is no request to show."""
    if exchange is not None:
        return ""
    if delivery.cause.kind is not CauseKind.EXCHANGE:
        looked = "the vendor looked, and found what had changed since its last look" if not delivery.commit else ""
        return looked or f"no request led to it: {_CAUSES[delivery.cause.kind]}"
    gone = f"the journal has dropped {dropped} exchanges to make room, and this may be one of them"
    return gone if dropped else "the request is not in the journal: it is not answered yet, or the journal was cleared"


_CAUSES = {
    CauseKind.TESTER: "the tester wrote directly",
    CauseKind.SCHEDULE: "it was due with time",
    CauseKind.SEED: "own data was laid over the world",
}


def ids_in(notice: Notice) -> Iterator[str]:
    """The ids in a body: texts whose member is called an id, and those in lists, but for the subscription's own."""
    try:
        body = msgspec.json.decode(notice.body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return
    own = notice.subscriber.id
    waiting = [("", body)]
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, dict):
            waiting += reversed(value.items())
        elif isinstance(value, list):
            waiting += [("", one) for one in reversed(value)]
        elif isinstance(value, str) and value != own and (ID.search(name) if name else LISTED.fullmatch(value)):
            yield value


def words_in(text: str) -> frozenset[str]:
    """The words of a text that may be ids, or parts of them."""
    return frozenset(WORD.findall(text))


def _afterwards(delivery: Delivery, journal: Journal, kept: list[Entry], ids: tuple[str, ...]) -> Iterator[Later]:
    """The exchanges after the first attempt whose request names an id."""
    if delivery.journal is None:
        return
    ids_by_word: dict[str, list[str]] = {}
    for one in ids:
        ids_by_word.setdefault(max(WORD.findall(one), key=len, default=""), []).append(one)
    cleared, seen = delivery.journal
    since = seen if cleared == journal.position[0] else 0
    for entry in kept:
        if entry.number > since and not _committed(entry, delivery):
            text = _text(entry)
            said = ids_by_word.keys() & words_in(text)
            named = {one for word in said for one in ids_by_word[word] if word == one or one in text}
            if named:
                yield Later(entry, tuple(one for one in ids if one in named))


def _text(entry: Entry) -> str:
    """What a request says in its path, its query and its body."""
    asked = entry.asked
    body = asked.body.kept.decode("utf-8", "replace")
    return "\n".join((asked.text_path, unquote_plus(asked.query), body))
