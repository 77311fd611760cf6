"""The churn of one world: its script, how far it is, and what it did."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from threading import Lock
from typing import Any

from ats_sandbox.contract.exchange import Exchange
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.refusal import Violation
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.churn.step import DEEDS, DELETABLE, DELETE, INSERT, INSERTABLE, MOVE, TOUCH, ChurnStep, done
from ats_sandbox.control.errors import BadRequest
from ats_sandbox.control.fixtures.kinds import KINDS
from ats_sandbox.control.fixtures.names import find, similar_names
from ats_sandbox.control.fixtures.refusal import violation
from ats_sandbox.control.states.state import NamedState
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Collection
from ats_sandbox.world.world import World

MOST = 1_000
"""Steps of a script, and records that one step inserts."""


def lists(operation: Operation) -> bool:
    """True when an operation answers pages of records."""
    words = operation.id.split("_")
    return not operation.writes and ("list" in words or "search" in words)


@dataclass(slots=True)
class Progress:
    """A step, how many calls it has counted, and what it did: when (milliseconds), to which ordinals, in words."""

    step: ChurnStep
    calls: int = 0
    done_at: int | None = None
    records: list[int] = field(default_factory=list)
    outcome: str | None = None


class Churn:
    """Does the steps of a script, each once: after the answer to the call it names, in a transaction of its own."""

    def __init__(self, world: World, vendors: tuple[Vendor, ...]) -> None:
        self._world = world
        self._vendors = vendors
        self._lock = Lock()
        self._script: tuple[Progress, ...] = ()

    def __iter__(self) -> Iterator[Progress]:
        """The steps, in the order of the script."""
        return iter(self._script)

    def put(self, steps: Iterable[Mapping[str, Any]]) -> None:
        """Begin a script in place of the present one. Raises BadRequest with everything that is wrong.

        Each step has `after` (the number of the list call, from 1) and `do`: `insert`, `delete`, `touch` or `move`.
        `vendor` and `operation` say which calls count. `kind` is a noun such as `candidate` (so by default), or the
        name of a vendor's own collection; `record` names what is deleted, touched or moved. `count` and `job` go with
        `insert`, `state` with `move`.
        """
        told = list(steps)
        faults: list[Violation] = []
        if len(told) > MOST:
            raise BadRequest(text=f"a script has at most {MOST} steps")
        world = self._world.read()
        script = [self._step(world, at, one, faults) for at, one in enumerate(told)]
        if faults:
            raise BadRequest(tuple(one.under("body") for one in faults))
        with self._lock:
            self._script = tuple(Progress(step) for step in script if step is not None)

    def clear(self) -> None:
        """Leave the world alone from now on."""
        with self._lock:
            self._script = ()

    def close(self, exchange: Exchange) -> None:
        """Do what is due after an exchange, once its answer is fixed."""
        if not self._script or exchange.status >= 300 or exchange.vendor not in self._vendors:
            return
        if not lists(exchange.operation):
            return
        with self._lock:
            for one in self._script:
                if one.done_at is None and one.step.fits(exchange.vendor.name, exchange.operation):
                    one.calls += 1
                    if one.calls == one.step.after:
                        self._do(one)

    def _do(self, one: Progress) -> None:
        with self._world.transaction() as draft:
            collection = self._collection(draft, one.step.kind)
            assert collection is not None, "kinds are looked up when the script begins"
            one.records, one.outcome = done(draft, one.step, collection)
            one.done_at = draft.now

    def _collection(self, world: Reading, kind: str) -> Collection[Any] | None:
        if kind in KINDS:
            return KINDS[kind].collection
        table = world.state.tables.get(kind)
        return table.collection if table is not None and "." in kind else None

    def _step(self, world: Reading, at: int, told: Mapping[str, Any], faults: list[Violation]) -> ChurnStep | None:
        """A step as told; what is wrong with it goes to the faults."""
        before = len(faults)
        faults += (one.under(one.where, "steps", at) for one in self._faults(world, told))
        if len(faults) > before:
            return None
        kind = told.get("kind", "application" if told["do"] == MOVE else "candidate")
        return ChurnStep(
            told["after"],
            told["do"],
            kind,
            told.get("vendor"),
            told.get("operation"),
            self._record(world, kind, told["record"])[0] if "record" in told else None,
            self._record(world, "job", told["job"])[0] if "job" in told else None,
            NamedState(told["state"]) if "state" in told else None,
            told.get("count", 1),
        )

    def _faults(self, world: Reading, told: Mapping[str, Any]) -> Iterator[Violation]:
        deed = told["do"]
        if deed not in DEEDS:
            yield violation(f"is none of {', '.join(DEEDS)}", "do", value=deed)
            return
        yield from self._which(told)
        kind = told.get("kind", "application" if deed == MOVE else "candidate")
        collection = self._collection(world, kind)
        if collection is None:
            own = [name for name in world.state.tables if "." in name]
            yield violation(f"is no kind; there are {', '.join([*KINDS, *sorted(own)])}", "kind", value=kind)
            return
        fit = {
            INSERT: (kind in INSERTABLE or kind not in KINDS, ", ".join(INSERTABLE)),
            DELETE: (kind in DELETABLE or kind not in KINDS, ", ".join(DELETABLE)),
            TOUCH: ("updated_at" in collection.record.__struct_fields__, "kinds with a time of their last change"),
            MOVE: (kind == "application", "applications"),
        }[deed]
        if not fit[0]:
            yield violation(
                f"cannot be used with {deed}: that takes {fit[1]}, and some vendors' own collections", "kind"
            )
        if deed == MOVE and told.get("state") not in list(NamedState):
            yield violation(f"must be one of {', '.join(NamedState)}, as where the application goes", "state")
        if deed != INSERT and "record" not in told:
            yield violation(f"is required: which {kind}?", "record")
        for member, noun in (("record", kind), ("job", "job")):
            if member in told and not self._record(world, noun, told[member]):
                alike = similar_names(world, noun, told[member]) if noun in KINDS else []
                advice = f"did you mean {' or '.join(alike)}?" if alike else "give its name or its id"
                yield violation(f"names no {noun}; {advice}", member, value=told[member])

    def _record(self, world: Reading, kind: str, text: str) -> list[int]:
        if kind in KINDS:
            return find(world, self._vendors, kind, text)
        collection = self._collection(world, kind)
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
        return [number] if collection is not None and number in world[collection] else []

    def _which(self, told: Mapping[str, Any]) -> Iterator[Violation]:
        """What is wrong with the calls that a step counts."""
        by_name = {vendor.name: vendor for vendor in self._vendors}
        name = told.get("vendor")
        if name is not None and name not in by_name:
            yield violation(f"is no vendor; there are {', '.join(by_name)}", "vendor", value=name)
            return
        asked = told.get("operation")
        known = {
            one.id for vendor in self._vendors if name in (None, vendor.name) for one in vendor.operations if lists(one)
        }
        if asked is not None and asked not in known:
            alike = get_close_matches(asked, sorted(known), n=3, cutoff=0.4) or sorted(known)
            yield violation(f"is no operation that lists records; did you mean {' or '.join(alike[:5])}?", "operation")
