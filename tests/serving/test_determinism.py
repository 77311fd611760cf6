"""The same seed and the same calls give the same bytes, in whichever process."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from ats_sandbox.app import SandboxApp
from ats_sandbox.vendors import VENDORS
from tests.serving.process import Answer, serving
from tests.serving.recording import RecordedRequest, recorded

LENGTH = 300


def played(run: list[RecordedRequest], hash_seed: str) -> list[Answer]:
    """The answers of a process that orders its sets and hashes in its own way."""
    with serving(environ={"PYTHONHASHSEED": hash_seed}) as program, program.line() as line:
        return [line.ask(one.method, one.path, one.headers, one.body) for one in run]


def test_two_processes_answer_a_long_run_with_the_same_bytes() -> None:
    run, expected = recorded(SandboxApp(), LENGTH)

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(played, (run, run), ("1", "4242"))

    for number, (asked, one, other, answer) in enumerate(zip(run, first, second, expected, strict=True)):
        where = f"request {number}, {asked.vendor} {asked.operation}"
        assert one.settled == other.settled, where
        assert (one.status, one.body) == answer, f"{where} differs between a process and this one"


def test_the_run_is_worth_comparing() -> None:
    """Every vendor is in it, and most of it succeeds, reads and writes alike."""
    run, answers = recorded(SandboxApp(), LENGTH)
    succeeded = Counter(
        one.method == "GET" for one, (status, _) in zip(run, answers, strict=True) if 200 <= status < 300
    )

    assert {one.vendor for one in run} == {vendor.name for vendor in VENDORS}
    assert succeeded[True] >= LENGTH // 5
    assert succeeded[False] >= LENGTH // 5


def test_another_seed_answers_other_bytes() -> None:
    run, answers = recorded(SandboxApp(), 60)

    _, others = recorded(SandboxApp(seed=2), 60)

    assert sum(one != other for one, other in zip(answers, others, strict=True)) > len(run) // 2
