"""The faults that stand in one world."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from threading import Lock
from typing import Unpack
from weakref import WeakSet

from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.exchange import Exchange
from ats_sandbox.contract.injection import Injection
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.principal import OWN_PRINCIPALS, PRINCIPALS
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.errors import Full, Unfit, Unknown
from ats_sandbox.control.faults.answers import answerable, missing_words, sends_retry_after, statuses
from ats_sandbox.control.faults.fault import TABLE, Fault, Match, Schedule, Settings, SettingValues
from ats_sandbox.control.faults.kinds import KINDS, FaultKind, FaultName, refusal_of
from ats_sandbox.control.faults.plan import Pause, pause_of
from ats_sandbox.control.faults.prefer import PREFIX, preferred
from ats_sandbox.control.faults.settings import check, given
from ats_sandbox.control.faults.validation import check_schedule, with_defaults
from ats_sandbox.control.names import listed
from ats_sandbox.world.spelling import no_such
from ats_sandbox.world.world import World

FEW = 10
"""Names that a refusal can list."""

Target = tuple[Vendor, Operation]


class ActiveFault:
    """A fault that stands: its id, the operations it can happen to, and how often it was asked and did happen.

    `calls` counts the requests that fit, `hits` those it happened to. `pauses` are those in which it may hold answers.
    """

    __slots__ = ("calls", "fault", "hits", "id", "kind", "pauses", "reached", "targets")

    def __init__(self, id: str, fault: Fault, kind: FaultKind, targets: tuple[Target, ...]) -> None:
        self.id = id
        self.fault = fault
        self.kind = kind
        self.targets = targets
        self.reached = frozenset(operation for _, operation in targets)
        self.calls = 0
        self.hits = 0
        self.pauses: WeakSet[Pause] = WeakSet()

    def __repr__(self) -> str:
        parts = (self.fault.match, self.fault.schedule, self.fault.settings)
        settings = {name: value for part in parts for name, value in given(part).items()}
        described = ", ".join(f"{name}={value!r}" for name, value in settings.items())
        state = "active" if self.active else "over"
        return f"<ActiveFault {self.id}: {described or 'every request'}; {self.calls} calls, {self.hits} hits, {state}>"

    @property
    def active(self) -> bool:
        """False when it cannot happen any more."""
        return not self.fault.schedule.over(self.calls, self.hits)

    def due(self, call: AnyCall) -> bool:
        """Count a call that fits; True when it is its turn."""
        schedule = self.fault.schedule
        if schedule.over(self.calls, self.hits) or not self.fault.match.fits(call) or not self.kind.ready(call):
            return False
        self.calls += 1
        return schedule.due(self.calls)

    def end(self) -> None:
        """Hold no answer any longer."""
        for pause in list(self.pauses):
            pause.wake()


class Faults:
    """What goes wrong in one world. Of several faults that are due for one call, the one that stands longest happens.

    A call is counted when it fits, whatever becomes of it; a hit is taken back when there was nothing to spoil, as
    when the vendor itself refuses what was to be committed. Nothing is left to chance. Safe to use from many threads.
    """

    MOST = 100
    """Faults that stand at once in one world; the next one is refused."""

    def __init__(self, vendors: Iterable[Vendor], world: World) -> None:
        self._vendors = tuple(vendors)
        self._world = world
        self._lock = Lock()
        self._standing: dict[str, ActiveFault] = {}
        self._given = 0

    def add(
        self,
        kind: FaultName,
        *,
        vendor: str | None = None,
        operation: str | None = None,
        method: str | None = None,
        path: str | None = None,
        principal: str | None = None,
        first: int | None = None,
        every: int | None = None,
        calls: Iterable[int] | None = None,
        times: int | None = None,
        **settings: Unpack[SettingValues],
    ) -> ActiveFault:
        """Let something go wrong from now on, until it is removed.

        `vendor`, `operation` (an id or alias), `method`, `path` (a glob) and `principal` (a token) say for which
        requests; `first`, `every` or `calls` for which of those, and `times` how often at most. `settings` are those
        of the kind (see `Settings`). Raises TypeError for a setting that there is not, and Unfit (a ValueError) with
        the nearest names for what does not exist or cannot happen.
        """
        known = [one.name for one in TABLE]
        for name in settings.keys() - set(known):
            raise TypeError(no_such("setting", name, known))
        match = Match(vendor, operation, method.upper() if isinstance(method, str) else method, path, principal)
        schedule = Schedule(first, every, tuple(calls) if isinstance(calls, Iterable) else calls, times)
        return self.stand(Fault(kind, match, schedule, Settings(**settings)))

    def stand(self, fault: Fault) -> ActiveFault:
        """The same, of a fault that is described already."""
        kind = KINDS.get(fault.kind) if isinstance(fault.kind, str) else None
        if kind is None:
            raise Unfit(problem=f"there is no kind {fault.kind!r} of fault; {nearest(fault.kind, KINDS)}")
        fault = replace(fault, settings=with_defaults(kind, fault.settings))
        check(fault.match)
        check_schedule(fault.schedule)
        self._check_names(fault.match)
        targets = self._targets(fault, kind)
        with self._lock:
            if len(self._standing) >= self.MOST:
                raise Full(what="faults", most=self.MOST)
            self._given += 1
            standing = ActiveFault(f"{kind.name}-{self._given}", fault, kind, targets)
            self._standing[standing.id] = standing
        return standing

    def __getitem__(self, id: str) -> ActiveFault:
        """The fault with this id; raises Unknown."""
        found = self._standing.get(id)
        if found is None:
            raise Unknown(what="fault", name=id, known=listed(self._standing))
        return found

    def __iter__(self) -> Iterator[ActiveFault]:
        return iter(list(self._standing.values()))

    def __len__(self) -> int:
        return len(self._standing)

    def __repr__(self) -> str:
        return f"<Faults {', '.join(self._standing) or 'none'}>"

    def remove(self, id: str) -> None:
        """Let it go wrong no longer, and answers that it holds back go; raises Unknown."""
        with self._lock:
            ended = self._standing.pop(id, None)
            if ended is None:
                raise Unknown(what="fault", name=id, known=listed(self._standing))
            ended.end()

    def clear(self) -> None:
        """Let nothing go wrong any more, and answers that are held back go. Ids begin anew."""
        with self._lock:
            for one in self._standing.values():
                one.end()
            self._standing.clear()
            self._given = 0

    def due(self, call: AnyCall) -> Injection | None:
        """What is to go wrong with a call: what its own `Prefer` header asks for, else what stands and is due."""
        if "HTTP_PREFER" in call.request.environ and call.vendor in self._vendors:
            asked = preferred(call)
            if asked is not None:
                return asked
        return self._due(call) if self._standing else None

    def close(self, exchange: Exchange) -> Mapping[str, str]:
        """Take back the hit of a fault that did not happen; name the one that did in the answer's headers."""
        injection = exchange.injection
        if injection is None:
            return {}
        name = injection.name
        if exchange.injected:
            applied = {"Preference-Applied": name.removeprefix(PREFIX)} if name.startswith(PREFIX) else {}
            return {"X-Sandbox-Fault": name, **applied}
        with self._lock:
            standing = self._standing.get(name)
            if standing is not None:
                standing.hits -= 1
        return {}

    def _due(self, call: AnyCall) -> Injection | None:
        with self._lock:
            due = [one for one in self._standing.values() if call.operation in one.reached and one.due(call)]
            if not due:
                return None
            due[0].hits += 1
            due[0].pauses.add(pause_of(call.request))
            return due[0].kind.planned(due[0].id, due[0].fault.settings, call)

    def _check_names(self, match: Match) -> None:
        vendors = {vendor.name: vendor for vendor in self._vendors}
        if match.vendor is not None and match.vendor not in vendors:
            raise Unfit(problem=f"there is no vendor {match.vendor!r}; {nearest(match.vendor, vendors)}")
        if match.operation is not None:
            asked = self._vendors if match.vendor is None else (vendors[match.vendor],)
            known = {
                name for one in asked for operation in one.operations for name in (operation.id, *operation.aliases)
            }
            if match.operation not in known:
                whose = match.vendor or "any vendor"
                raise Unfit(
                    problem=f"{whose} has no operation {match.operation!r}; {nearest(match.operation, known, LIST)}"
                )
        if match.principal is not None:
            own = [one.principal.token for one in self._world.read()[OWN_PRINCIPALS]]
            tokens = [*(one.token for one in PRINCIPALS), *own]
            if match.principal not in tokens:
                raise Unfit(problem=f"nobody holds the token {match.principal!r}; {nearest(match.principal, tokens)}")

    def _targets(self, fault: Fault, kind: FaultKind) -> tuple[Target, ...]:
        """The operations that a fault can happen to; refused when there are none."""
        every = [(vendor, operation) for vendor in self._vendors for operation in vendor.operations]
        named = [one for one in every if fault.match.names(*one)]
        if not named:
            scope = [one for one in every if fault.match.vendor in (None, one[0].name)]
            paths = dict.fromkeys(f"{operation.method} {operation.path}" for _, operation in scope)
            asked = f"{fault.match.method or '*'} {fault.match.path or '*'}"
            raise Unfit(problem=f"no operation fits all of that ({asked}); {nearest(asked, paths, LIST)}")
        able = tuple(one for one in named if kind.suits(*one, fault.settings))
        if not able:
            raise Unfit(problem=f"{kind.name} happens to {kind.whom}{self._instead(named, fault, kind)}")
        self._check_words(able, fault.settings, kind)
        return able

    def _instead(self, named: list[Target], fault: Fault, kind: FaultKind) -> str:
        """What could be asked for in place of an answer that nobody gives."""
        if "code" not in kind.takes:
            return ""
        known = sorted({status for vendor, operation in named for status in statuses(vendor, operation)})
        hint = f"; what you name answers {', '.join(map(str, known))}"
        if fault.settings.code is not None and fault.settings.status in known:
            errors = {error for target in named for error in answerable(*target)}
            there = sorted({one.code or one.__name__ for one in errors if one.status == fault.settings.status})
            hint = f"; with {fault.settings.status} there are {', '.join(there)}"
        return hint

    def _check_words(self, able: tuple[Target, ...], settings: Settings, kind: FaultKind) -> None:
        if "words" not in kind.takes:
            return
        for vendor, operation in able:
            error = refusal_of(settings, vendor, operation)
            assert error is not None, "only operations that can answer so are asked"
            missing = missing_words(operation, error, settings.words or {})
            if missing:
                raise Unfit(problem=f"{error.__name__} says {error.message!r}: give words for {', '.join(missing)}")
            if settings.retry_after is not None and not sends_retry_after(vendor, error):
                raise Unfit(problem=f"{vendor.name} sends no Retry-After with {error.status}: leave retry_after out")


LIST = "`ats-sandbox operations` lists them"


def nearest(name: object, known: Iterable[str], otherwise: str | None = None) -> str:
    """The known names that look like this one; all of a few, or what is said `otherwise`, when none does."""
    names = sorted(known)
    close = get_close_matches(str(name), names, n=3, cutoff=0.5)
    if not close and len(names) <= FEW:
        return f"there are {listed(names)}"
    if not close and otherwise is not None:
        return otherwise
    return f"nearest: {', '.join(close or get_close_matches(str(name), names, n=3, cutoff=0.0))}"
