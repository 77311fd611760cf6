"""The refusal of a tester's own data: every fault with its file, record and field."""

from collections.abc import Iterable

from ats_sandbox.contract.refusal import Rule, Violation
from ats_sandbox.control.dialect import BadRequest, problem_of


class SeedRefused(BadRequest):
    """Data that cannot be laid over the world; nothing of it was."""

    message = "nothing of {file} was laid over the world: {count} {faults} to mend"

    @classmethod
    def of(cls, file: str, faults: Iterable[Violation]) -> "SeedRefused":
        """The refusal of these faults, all of that file."""
        placed = tuple(one.under(file) for one in faults)
        return cls(placed, file=file, count=len(placed), faults="fault" if len(placed) == 1 else "faults")

    def __str__(self) -> str:
        lines = [self.text]
        lines += [f"  {one.where}: {'.'.join(map(str, one.path))}: {problem_of(one)}" for one in self.violations]
        return "\n".join(lines)


def fault(text: str, *path: str | int, value: object = None) -> Violation:
    """Something wrong at a place, in words."""
    return Violation(Rule.CUSTOM, path, text=text, value=value)
