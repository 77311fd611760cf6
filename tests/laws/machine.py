"""The machine that holds a vendor to the laws of records, and the laws that are the same for every vendor.

A vendor's own machine keeps a model, plain dicts of what must be true, next to a world of its own. Each rule is a law:
it acts through the API, says what that means for the model, and compares. Nothing here knows how a handler works.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from itertools import count
from typing import Any, ClassVar, TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from werkzeug.test import TestResponse

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.body import Multipart
from ats_sandbox.contract.operation import Operation
from tests.client import VendorClient
from tests.contract.example_requests import invalid_bodies, path_of, resolve, schema_of, send_example, unknown_id
from tests.lanes import Lane
from tests.laws.documents import Record
from tests.laws.values import Moment, moment, ranks

T = TypeVar("T")
Page = tuple[list[Any], Any]
"""What is on a page, and how to ask for the next one: None on the last."""

STRANGERS = (None, "", "nobody-knows-me", "sandbox-expired", "sandbox-unscoped")
LOGS = ("/requests/",)
"""What tells of the requests themselves, and so never the same twice."""
DRAWN = "drawn"
_numbers = count(1)


def law(**drawn: st.SearchStrategy) -> Callable[[Callable[..., bool]], Any]:
    """A rule that holds something. The function returns whether this time there was anything for it to hold."""

    def declare(function: Callable[..., bool]) -> Any:
        @wraps(function)
        def held(self: "Laws", **values: Any) -> None:
            if function(self, **values):
                self.held[function.__name__] += 1

        declared = rule(**drawn)(held)
        setattr(declared, DRAWN, drawn)
        return declared

    return declare


class Laws(RuleBasedStateMachine):
    """One vendor in one world, beside a fork of the same seed that only ever hears of its own writes."""

    vendor: ClassVar[str]
    sandbox: ClassVar[SandboxApp]
    held: ClassVar[Counter[str]]
    first_said: ClassVar[dict[str, bytes]]

    def __init__(self) -> None:
        super().__init__()
        vendor = next(one for one in self.sandbox.vendors if one.name == self.vendor)
        name = f"laws-{next(_numbers)}"
        self.client = VendorClient(self.sandbox, vendor, name)
        self.fork = VendorClient(self.sandbox, vendor, f"{name}-fork")
        self.still = VendorClient(self.sandbox, vendor, f"{name}-still")
        self.forked = self.fork.world.state
        self.reads = [one for one in vendor.operations if not one.writes and not one.path.startswith(LOGS)]
        self.writes = [one for one in vendor.operations if one.writes]

    def teardown(self) -> None:
        for client in (self.client, self.fork, self.still):
            self.sandbox.worlds.drop(client.name)

    @property
    def now(self) -> Moment:
        """When the last write took place."""
        return moment(self.client.world.state.now, 0, "zulu")

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """Nothing in the block writes anything."""
        before = self.client.world.state
        yield
        assert self.client.world.state is before

    @invariant()
    def a_fork_hears_of_no_write_elsewhere(self) -> None:
        assert self.fork.world.state is self.forked

    @law(number=ranks)
    def what_is_written_in_a_fork_stays_there(self, number: int) -> bool:
        with self.unchanged():
            try:
                answer = send_example(self.fork, one_of(self.writes, number))
            except StopIteration:  # earlier ones left nothing that the example could be about
                return False
        before, self.forked = self.forked, self.fork.world.state
        return answer.status_code < 300 and self.forked is not before

    @law(number=ranks)
    def an_untouched_fork_says_what_the_first_one_said(self, number: int) -> bool:
        operation = one_of(self.reads, number)
        answer = send_example(self.still, operation)
        said = answer.data.replace(self.still.name.encode(), b"*")
        assert self.first_said.setdefault(operation.id, said) == said
        return True

    @law(number=ranks)
    def reading_changes_nothing_and_says_the_same_twice(self, number: int) -> bool:
        operation = one_of(self.reads, number)
        with self.unchanged():
            once, twice = send_example(self.client, operation), send_example(self.client, operation)
        assert (once.status_code, once.data) == (twice.status_code, twice.data)
        return once.status_code == 200

    @law(number=ranks, fault=ranks, token=st.sampled_from(STRANGERS))
    def a_refused_call_changes_nothing(self, number: int, fault: int, token: str | None) -> bool:
        """A stranger's, a reader's that writes, one for an unknown id, and one with a fault in its body."""
        guarded = [one for one in (*self.reads, *self.writes) if not one.public]
        asked = [one for one in guarded if token != "sandbox-unscoped" or one.scope != ""]
        placed = one_of([one for one in guarded if one.example.path], number)
        bodied = one_of([one for one in self.writes if one.body and not isinstance(one.body, Multipart)], number)
        world = self.client.read()
        name, known = one_of(list(placed.example.path.items()), number)
        unknown = path_of(placed, world, **{name: unknown_id(resolve(known, world))})
        with self.unchanged():
            assert send_example(self.client, one_of(asked, number), token=token).status_code in (401, 403)
            writing = one_of([one for one in self.writes if not one.public], number)
            assert send_example(self.client, writing, token="sandbox-readonly").status_code == 403
            assert send_example(self.client, placed, path=unknown).status_code in (400, 404, 422)
            for body in spoiled(bodied, self.client)[fault % 10 :][:1]:
                answer = send_example(self.client, bodied, body=body)
                assert 400 <= answer.status_code < 500, answer.text
        return True


def spoiled(operation: Operation, client: VendorClient) -> list[Any]:
    """The operation's example, each time with one constraint violated."""
    body = resolve(operation.example.body, client.read()) or {}
    schema = schema_of(operation, body)
    return [] if schema is None else [spoiled for _, spoiled in invalid_bodies(schema, body)]


def one_of(found: list[T] | tuple[T, ...], number: int) -> T:
    """One of those that there are."""
    return found[number % len(found)]


def picked(held: Mapping[Any, Record], number: int) -> Record:
    """One of the records of a model; the newest ones first, which the machine itself made."""
    keys = list(held)
    return held[keys[-1 - number % len(keys)]]


def bounded(size: int, held: int) -> int:
    """A page size that needs at most some twenty pages."""
    return max(size, held // 20)


def joined(page_at: Callable[[Any], Page], size: int, start: Any = None) -> list[Any]:
    """Every page from the first one to the last; all but the last are full."""
    found: list[Any] = []
    at = start
    for _ in range(1_000):
        records, at = page_at(at)
        assert len(records) <= size
        found += records
        if at is None:
            return found
        assert len(records) == size
    raise AssertionError("the pages have no end")


def ok(answer: TestResponse, status: int = 200) -> Any:
    """The document of an answer that must be a success."""
    assert answer.status_code == status, f"{answer.status_code} {answer.text}"
    return answer.json if answer.data else None


def hold(machine: type[Laws], sandbox: SandboxApp, lane: Lane, *, examples: int = 13, steps: int = 35) -> None:
    """Run a vendor's machine, in an ordinary run only twice; every law must have been put to the test."""
    machine.sandbox = sandbox
    machine.held = Counter()
    machine.first_said = {}
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        phases=[Phase.generate],  # making a failure smaller would take minutes
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=settings(chosen, max_examples=lane.amount(2, examples)))
    laws = {name for name in dir(machine) if hasattr(getattr(machine, name), DRAWN)}
    for name in sorted(laws - machine.held.keys()):  # chance passed it over
        try_alone(machine, name, chosen, lane.amount(1, examples))
    assert laws - machine.held.keys() == set(), "laws that had nothing to hold"


def try_alone(machine: type[Laws], name: str, chosen: settings, enough: int) -> None:
    """Put one law to the test, each time in a new world, until it has held often enough."""

    @chosen
    @given(st.fixed_dictionaries(getattr(getattr(machine, name), DRAWN)))
    def held(values: Mapping[str, Any]) -> None:
        if machine.held[name] >= enough:
            return
        alone = machine()
        try:
            getattr(alone, name)(**values)
        finally:
            alone.teardown()

    held()
