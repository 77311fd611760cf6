"""The signature clinic: why a receiver refuses, found by sending it what a receiver with a known mistake expects."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import msgspec

from ats_sandbox.contract.outgoing import Unreachable
from ats_sandbox.contract.webhooks import Headers, Mistake, Notice, Result, SigningKey, Subscriber
from ats_sandbox.control.webhooks.delivery import Delivery, name_of
from ats_sandbox.control.webhooks.diagnosis import Diagnosis, Probe, Verdict
from ats_sandbox.control.webhooks.notices import webhooks_of
from ats_sandbox.control.webhooks.receivers import Message
from ats_sandbox.control.webhooks.sending import NOBODYS, attempted
from ats_sandbox.control.webhooks.switchboard import Place, Switchboard
from ats_sandbox.world import id_codecs
from ats_sandbox.world.clock import Clock, ClockMode
from ats_sandbox.world.world import World

RIGHT, GARBAGE, UNSIGNED = "right", "garbage", "unsigned"
EXPIRED, MACHINE = "expired-key", "machine-clock"
COMPARED = "its timestamp is compared with the machine's clock"
CLOCK = (
    "let the world's clock be real (`clock mode real`, `serve --clock real`), "
    "or let the receiver ask the world for the time in tests"
)
NOBODY = "let somebody receive it: `webhooks subscribe --to URL`, or `webhooks.deliver_to` in a test"
KEYLESS = "without a signature, as there is no valid key"
KNOWN_ALREADY = "if it refuses what it has seen before, let it answer that with success"
MOST_KEYS = 50
"""Keys of other subscriptions that are tried."""


MOST_BLANKS = 32
"""Blanks at the end of a body that tell mistakes apart."""


class Trial(NamedTuple):
    """A message to try, dated by an instant; `write` gives its headers, None where it makes no difference."""

    name: str
    about: str
    at: int
    write: Callable[[Notice], Headers | None]


class Clinic:
    """Examines the receiver of one delivery, with the notice that it was to be given."""

    def __init__(self, world: World, switchboard: Switchboard, delivery: Delivery) -> None:
        self._vendor = delivery.vendor
        self._webhooks = webhooks_of(delivery.vendor)
        self._delivery = delivery
        self._switchboard = switchboard
        self._seed = world.seed
        self._at, self._machine = world.now, Clock(ClockMode.REAL).now(0)
        self._known = self._webhooks.subscribers(world.read())
        number, told = delivery.notice.subscriber.number, delivery.notice.subscriber
        self._subscriber = next((one for one in self._known if one.number == number), told)
        self._notice = msgspec.structs.replace(delivery.notice, subscriber=self._subscriber)
        self._authorized: Headers = ()
        self._seen: dict[Headers, Probe] = {}
        self._probes: list[Probe] = []

    def examine(self) -> Diagnosis:
        """Send what there is to try, and say what came of it. Nothing is sent to an address at which nobody is."""
        if self._switchboard.place(self._subscriber.url) is Place.INBOX:
            says = f"nobody receives what goes to {self._subscriber.url}: it is kept in the inbox"
            return self._diagnosis(Verdict.AWAY, says, NOBODY)
        keys = self._subscriber.keys_at(self._at)
        try:
            self._authorized = self._webhooks.authorize(self._subscriber, self._switchboard.outgoing)
        except Unreachable as error:
            return self._diagnosis(Verdict.AWAY, f"what the message needs could not be fetched: {error}", "")
        right = self._try(self._trial(RIGHT, "signed as it ought to be" if keys else KEYLESS, keys))
        if right.status is None:
            return self._diagnosis(Verdict.AWAY, f"nobody answers: {right.said}", "see to it that the receiver runs")
        garbage = self._try(self._trial(GARBAGE, "signed with a key that nobody knows", (NOBODYS,)))
        unsigned = self._try(self._trial(UNSIGNED, "without a signature", ())) if keys else right
        if right.let_through:
            return self._content(right, garbage)
        for tier in () if garbage.let_through else self._tiers():
            trials = [(one.at, self._try(one)) for one in tier]
            fits = [probe for _, probe in trials if probe.let_through]
            if fits:
                at = trials[0][0]
                fits = (self._told_apart(fits, at) or fits) if len(fits) > 1 else fits
                return self._named(fits, right, garbage, at)
        return self._unexplained(right, garbage, unsigned)

    def _tiers(self) -> Iterator[Iterable[Trial]]:
        """What there is to try, the likeliest first: one thing is wrong, or that and the clock."""
        yield self._mistakes(self._at)
        yield self._other_keys(self._at)
        yield self._machine_clock()
        yield self._mistakes(self._machine)
        yield self._other_keys(self._machine)

    def _trial(self, name: str, about: str, keys: tuple[SigningKey, ...], at: int | None = None) -> Trial:
        at = self._at if at is None else at
        return Trial(name, about, at, lambda notice: self._webhooks.headers(notice, at, keys))

    def _wrong(self, mistake: Mistake, at: int) -> Trial:
        keys = self._keys(at)
        return Trial(mistake.name, mistake.about, at, lambda notice: mistake.headers(notice, at, keys))

    def _keys(self, at: int) -> tuple[SigningKey, ...]:
        """The keys that there ever were, each as valid at an instant as it is now."""
        return tuple(_moved(one, at - self._at) for one in self._subscriber.keys)

    def _try(self, trial: Trial) -> Probe:
        """Send a message, unless the same has been sent: then it is known what comes of it."""
        headers = trial.write(self._notice) or ()
        sent = self._seen.get(headers) or self._sent(trial, self._notice)
        probe = self._seen[headers] = Probe(trial.name, trial.about, sent.result, sent.status, sent.said)
        self._probes.append(probe)
        return probe

    def _sent(self, trial: Trial, notice: Notice) -> Probe:
        """Send a message with an id of its own, as receivers may leave alone what has one that they know."""
        self._switchboard.probes += 1
        id = id_codecs.uuid4(self._seed, self._vendor.name, "webhook probe", self._switchboard.probes)
        headers = trial.write(msgspec.structs.replace(notice, id=id)) or ()
        message = Message(self._subscriber.url, headers + self._authorized, notice.body)
        receiver = self._switchboard.taker(self._vendor, self._subscriber, self._at)
        came = attempted(self._webhooks, receiver, message, 0, self._at, [])
        return Probe(trial.name, trial.about, came.result, came.status, came.said)

    def _told_apart(self, fits: list[Probe], at: int) -> list[Probe]:
        """Those that still fit once the body ends in blanks, with which no two have the same signature.

        Some ways to write a signature differ in a few characters only, which not every signature has.
        """
        known = {one.name: one for one in self._webhooks.mistakes}
        alike = [known[one.name] for one in fits if one.name in known]
        for blanks in range(1, MOST_BLANKS + 1):
            notice = msgspec.structs.replace(self._notice, body=self._notice.body + b" " * blanks)
            trials = [self._wrong(one, at) for one in alike]
            headers = [one.write(notice) for one in trials]
            if None not in headers and len({*headers}) == len(fits):
                probes = [self._sent(one, notice) for one in trials]
                self._probes += probes
                return [one for one in probes if one.let_through]
        return []

    def _mistakes(self, at: int) -> Iterator[Trial]:
        """The vendor's known mistakes, as far as they make a difference to a message of an instant."""
        tried = frozenset(self._seen)
        for one in self._webhooks.mistakes:
            trial = self._wrong(one, at)
            headers = trial.write(self._notice)
            if headers is not None and headers not in tried:
                yield trial

    def _other_keys(self, at: int) -> Iterator[Trial]:
        """The keys that are the subscription's no more, and those of the vendor's other subscriptions."""
        mine = {one.secret for one in self._subscriber.keys}
        for key in reversed(self._subscriber.keys):
            if not key.live(self._at):
                yield from self._new(EXPIRED, "the key is one that is not valid any more", (key,), at)
        for other in [one for one in self._known if one.number != self._subscriber.number][:MOST_KEYS]:
            for key in other.keys_at(self._at)[-1:]:
                if key.secret not in mine:
                    name = name_of(self._vendor, other.number)
                    yield from self._new(f"key-of-{name}", f"the key is that of {name}", (key,), at)

    def _new(self, name: str, about: str, keys: tuple[SigningKey, ...], at: int) -> Iterator[Trial]:
        trial = self._trial(name, about, keys, at)
        if trial.write(self._notice) not in self._seen:
            yield trial

    def _machine_clock(self) -> Iterator[Trial]:
        """As it ought to be, but for the instant: receivers refuse what is old by their own clock."""
        yield from self._new(MACHINE, COMPARED, self._subscriber.keys_at(self._at), self._machine)

    def _content(self, right: Probe, garbage: Probe) -> Diagnosis:
        """The receiver takes the right message."""
        verifies, careless = not garbage.let_through, ""
        if not verifies:
            careless = "; it takes what is signed with a key that nobody knows, too, so it verifies nothing"
        advice = "" if verifies else "verify the signature"
        if right.accepted:
            why = _why_not_before(self._delivery, self._subscriber, self._at)
            return self._diagnosis(Verdict.ACCEPTS, f"it takes the message now: {why}{careless}", advice, verifies)
        counts = f"it takes the message, but answers {right.status}, which {self._vendor.title} counts as a failure"
        advice = "; ".join(filter(None, (self._success(), advice)))
        return self._diagnosis(Verdict.STATUS, f"{counts}{careless}", advice, verifies)

    def _named(self, fits: list[Probe], right: Probe, garbage: Probe, at: int) -> Diagnosis:
        """The receiver takes other messages than the right one, which were dated by an instant."""
        names, verifies = tuple(one.name for one in fits), not garbage.let_through
        first, fixes = fits[0], {one.name: one.fix for one in self._webhooks.mistakes}
        counts = f"which {self._vendor.title} counts as a failure"
        fix = "; or ".join(dict.fromkeys(fixes[one] for one in names if one in fixes))
        also = "" if all(one.accepted for one in fits) else self._success()
        if at != self._at and first.name != MACHINE:
            also = _both(CLOCK, also)
        if len(fits) > 1:
            says = f"several mistakes fit, and this message cannot tell them apart: {', '.join(names)}"
            says += f"; and {COMPARED}" if at != self._at else ""
            says += "" if first.accepted else f"; and it answers {first.status}, {counts}"
            return self._diagnosis(Verdict.SEVERAL, says, _both(fix, also), verifies, names)
        verdict, advice = Verdict.MISTAKE, fix
        if first.name == MACHINE:
            verdict, advice = Verdict.OTHER_CLOCK, CLOCK
        elif first.name not in fixes:
            verdict, advice = Verdict.OTHER_KEY, "give the receiver the newest key of its own subscription"
        says = f"it answers {right.status} to what is signed right, and takes: {first.about}"
        says += f"; and {COMPARED}" if at != self._at and first.name != MACHINE else ""
        says += "" if first.accepted else f"; and it answers {first.status}, {counts}"
        return self._diagnosis(verdict, says, _both(advice, also), verifies, names)

    def _success(self) -> str:
        """Advice for who takes a message, and does not say so as the vendor wishes."""
        return f"answer {next(one for one in (202, 200, *range(201, 300)) if self._webhooks.accepts(one))}"

    def _unexplained(self, right: Probe, garbage: Probe, unsigned: Probe) -> Diagnosis:
        """The receiver takes nothing of what fits a name."""
        if garbage.let_through:
            says = "it takes what is signed with a key that nobody knows, and refuses what is signed right"
            return self._diagnosis(Verdict.UNKNOWN, says, "", False)
        if not self._subscriber.keys_at(self._at):
            says = "the subscription has no valid key, so its messages are not signed; nothing else that was tried fits"
            return self._diagnosis(Verdict.NO_KEY, says, "make a key, or take what is unsigned until there is one")
        if unsigned.let_through:
            says = f"it takes what is not signed, and answers {right.status} to any signature that was tried"
            advice = "compare its key with that of the subscription, and refuse what is unsigned"
            return self._diagnosis(Verdict.UNSIGNED, says, advice, True)
        answers = sorted({one.status for one in self._probes if one.status is not None})
        if len(answers) > 1:
            says = "nothing that was tried fits, but it does not answer alike"
            return self._diagnosis(Verdict.UNKNOWN, says, KNOWN_ALREADY)
        says = f"it answers {answers[0]} to everything, right or wrong: {_meaning(answers[0])}"
        return self._diagnosis(Verdict.UNKNOWN, says, f"read what the receiver itself logs; {KNOWN_ALREADY}")

    def _diagnosis(
        self, verdict: Verdict, says: str, advice: str, verifies: bool | None = None, names: tuple[str, ...] = ()
    ) -> Diagnosis:
        return Diagnosis(
            delivery=self._delivery.number,
            at=self._at,
            verdict=verdict,
            mistakes=names,
            verifies=verifies,
            says=says,
            advice=advice,
            probes=tuple(self._probes),
        )


def _moved(key: SigningKey, by: int) -> SigningKey:
    """A key that is valid so many milliseconds later."""
    expires_at = None if key.expires_at is None else key.expires_at + by
    return SigningKey(key.secret, key.begins_at + by, expires_at)


def _both(advice: str, also: str) -> str:
    return f"{advice}; and {also}" if also else advice


def _why_not_before(delivery: Delivery, subscriber: Subscriber, at: int) -> str:
    """What is other than when the last attempt failed."""
    last = delivery.attempts[-1] if delivery.attempts else None
    if last is None:
        return f"nothing had been sent{f' ({delivery.said})' if delivery.said else ''}"
    if last.accepted:
        return "it did before"
    if last.disturbance:
        return f"a tester had planned something for it ({last.disturbance})"
    then, now = subscriber.keys_at(last.at), subscriber.keys_at(at)
    if not then and now:
        return "there was no key when it was sent, so it was not signed"
    if then != now:
        return "the keys are others than when it was sent"
    if last.url != subscriber.url:
        return "its address is another than when it was sent"
    if last.result in (Result.LATE, Result.UNREACHABLE):
        return f"what was in the way is over ({last.said})"
    return f"what was in the way is over (it answered {last.status})"


def _meaning(status: int) -> str:
    """What it may mean that everything is answered by a status."""
    if 300 <= status < 400:
        return "redirects are not followed"
    if status in (404, 405, 410):
        return "nobody takes messages at this address"
    if status == 409:
        return "it may take them for ones that it knows already"
    if status >= 500:
        return "it fails before it can tell"
    return "it may have a key that is not known here, or look at something else than the signature"
