"""The churn of one world: its script, its progress, and what it did."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from threading import Lock

from ats_sandbox.contract.exchange import Exchange
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.refusal import MOST_FAULTS, Violation
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.churn.step import (
    ACTIONS,
    DELETABLE,
    DELETE,
    INSERT,
    INSERTABLE,
    MOVE,
    TOUCH,
    ChurnStep,
    perform,
)
from ats_sandbox.control.errors import BadRequest
from ats_sandbox.control.fixtures.kinds import KINDS
from ats_sandbox.control.fixtures.names import find, similar_names
from ats_sandbox.control.fixtures.refusal import violation
from ats_sandbox.control.states.state import NamedState
from ats_sandbox.control.wire import WireForm
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Collection, Record
from ats_sandbox.world.world import World

MOST = 1_000
"""Steps of a script, and records that one step inserts."""


def is_list(operation: Operation) -> bool:
    """True when an operation answers a list of records."""
    words = operation.id.split("_")
    return not operation.writes and ("list" in words or "search" in words)


@dataclass(slots=True)
class StepProgress:
    """A step, the calls it has counted, and what it did: when (milliseconds), to which records, and a sentence."""

    step: ChurnStep
    calls: int = 0
    done_at: int | None = None
    records: list[int] = field(default_factory=list)
    outcome: str | None = None


class Churn:
    """Performs each step of a script once: after the answer to its list call, in a transaction of its own."""

    def __init__(self, world: World, vendors: tuple[Vendor, ...]) -> None:
        self._world = world
        self._vendors = vendors
        self._lock = Lock()
        self._script: tuple[StepProgress, ...] = ()

    def __iter__(self) -> Iterator[StepProgress]:
        """The steps, in the order of the script."""
        return iter(self._script)

    def __len__(self) -> int:
        return len(self._script)

    def put(self, steps: Iterable[WireForm]) -> None:
        """Replace the script by another one. Raises BadRequest with everything that is wrong.

        Each step has `after` (the number of the list call, from 1) and `do`: `insert`, `delete`, `touch` or `move`.
        `vendor` and `operation` narrow the calls that count. `kind` is a noun such as `candidate` (the default), or the
        name of a vendor's own collection; `record` is what is deleted, touched or moved. `count` and `job` go with
        `insert`, `state` with `move`.
        """
        forms = list(steps)
        violations: list[Violation] = []
        if len(forms) > MOST:
            raise BadRequest(text=f"a script has at most {MOST} steps")
        world = self._world.read()
        script = []
        for at, one in enumerate(forms):
            script.append(self._step(world, at, one, violations))
            if len(violations) >= MOST_FAULTS:
                break
        if violations:
            raise BadRequest(tuple(one.under("body") for one in violations))
        with self._lock:
            self._script = tuple(StepProgress(step) for step in script if step is not None)

    def clear(self) -> None:
        """Delete the script."""
        with self._lock:
            self._script = ()

    def close(self, exchange: Exchange) -> None:
        """Perform what is due after an exchange, once its answer is fixed."""
        if not self._script or exchange.status >= 300 or exchange.vendor not in self._vendors:
            return
        if not is_list(exchange.operation):
            return
        with self._lock:
            for one in self._script:
                if one.done_at is None and one.step.fits(exchange.vendor.name, exchange.operation):
                    one.calls += 1
                    if one.calls == one.step.after:
                        self._perform(one)

    def _perform(self, one: StepProgress) -> None:
        with self._world.transaction() as draft:
            collection = self._collection(draft, one.step.kind)
            assert collection is not None, "kinds are looked up when the script begins"
            one.records, one.outcome = perform(draft, one.step, collection)
            one.done_at = draft.now

    def _collection(self, world: Reading, kind: str) -> Collection[Record] | None:
        if kind in KINDS:
            return KINDS[kind].collection
        table = world.state.tables.get(kind)
        return table.collection if table is not None and "." in kind else None

    def _step(self, world: Reading, at: int, form: WireForm, violations: list[Violation]) -> ChurnStep | None:
        """A step of a form; what is wrong with it is added to the violations."""
        before = len(violations)
        violations += (one.under(one.where, "steps", at) for one in self._violations(world, form))
        if len(violations) > before:
            return None
        kind = form.get("kind", "application" if form["do"] == MOVE else "candidate")
        return ChurnStep(
            form["after"],
            form["do"],
            kind,
            form.get("vendor"),
            form.get("operation"),
            self._record(world, kind, form["record"])[0] if "record" in form else None,
            self._record(world, "job", form["job"])[0] if "job" in form else None,
            NamedState(form["state"]) if "state" in form else None,
            form.get("count", 1),
        )

    def _violations(self, world: Reading, form: WireForm) -> Iterator[Violation]:
        action = form["do"]
        if action not in ACTIONS:
            yield violation(f"is none of {', '.join(ACTIONS)}", "do", value=action)
            return
        yield from self._call_violations(form)
        kind = form.get("kind", "application" if action == MOVE else "candidate")
        collection = self._collection(world, kind)
        if collection is None:
            own = [name for name in world.state.tables if "." in name]
            yield violation(f"is not a kind; there are {', '.join([*KINDS, *sorted(own)])}", "kind", value=kind)
            return
        accepted = {
            INSERT: (kind in INSERTABLE or kind not in KINDS, ", ".join(INSERTABLE)),
            DELETE: (kind in DELETABLE or kind not in KINDS, ", ".join(DELETABLE)),
            TOUCH: ("updated_at" in collection.record.__struct_fields__, "kinds with a time of their last change"),
            MOVE: (kind == "application", "applications"),
        }[action]
        if not accepted[0]:
            yield violation(
                f"cannot be used with {action}: that takes {accepted[1]}, and some vendors' own collections", "kind"
            )
        if action == MOVE and form.get("state") not in list(NamedState):
            yield violation(f"must be one of {', '.join(NamedState)}, the state to move the application to", "state")
        if action != INSERT and "record" not in form:
            yield violation(f"is required: which {kind}?", "record")
        for member, noun in (("record", kind), ("job", "job")):
            if member in form and not self._record(world, noun, form[member]):
                alike = similar_names(world, noun, form[member]) if noun in KINDS else []
                advice = f"did you mean {' or '.join(alike)}?" if alike else "give its name or its id"
                yield violation(f"names no {noun}; {advice}", member, value=form[member])

    def _record(self, world: Reading, kind: str, text: str) -> list[int]:
        if kind in KINDS:
            return find(world, self._vendors, kind, text)
        collection = self._collection(world, kind)
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
        return [number] if collection is not None and number in world[collection] else []

    def _call_violations(self, form: WireForm) -> Iterator[Violation]:
        """What is wrong with the calls that a step counts."""
        by_name = {vendor.name: vendor for vendor in self._vendors}
        name = form.get("vendor")
        if name is not None and name not in by_name:
            yield violation(f"is not a vendor; there are {', '.join(by_name)}", "vendor", value=name)
            return
        operation = form.get("operation")
        known = {
            one.id
            for vendor in self._vendors
            if name in (None, vendor.name)
            for one in vendor.operations
            if is_list(one)
        }
        if operation is not None and operation not in known:
            alike = get_close_matches(operation, sorted(known), n=3, cutoff=0.4)
            advice = f"did you mean {' or '.join(alike)}?" if alike else "`ats-sandbox operations` lists those that do"
            yield violation(f"is not an operation that lists records; {advice}", "operation")
