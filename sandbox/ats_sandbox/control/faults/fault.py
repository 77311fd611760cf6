"""A fault as a tester describes it: what goes wrong, for which requests, and when."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from fnmatch import translate
from functools import cached_property
from typing import Any

from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.routing import glob_of, overlap
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.faults.answers import caller_of


@dataclass(frozen=True)
class Match:
    """Which requests: every part that is given must fit.

    `operation` is an id or an alias. `path` is a vendor's own path, where `*` stands for any text and `?` for any one
    character; `{name}` is taken as `*`. `principal` is a token.
    """

    vendor: str | None = None
    operation: str | None = None
    method: str | None = None
    path: str | None = None
    principal: str | None = None

    @cached_property
    def glob(self) -> str | None:
        """The path with `*` for every parameter."""
        return None if self.path is None else glob_of(self.path)

    @cached_property
    def _pattern(self) -> "re.Pattern[str] | None":
        return None if self.glob is None else re.compile(translate(self.glob.replace("[", "[[]")))

    def names(self, vendor: Vendor, operation: Operation) -> bool:
        """True when requests to this operation can fit."""
        return (
            self.vendor in (None, vendor.name)
            and self.operation in (None, operation.id, *operation.aliases)
            and self.method in (None, operation.method)
            and (self.glob is None or any(overlap(self.glob, glob_of(one)) for one in operation.paths))
        )

    def fits(self, call: AnyCall) -> bool:
        """True when this request fits, given that its operation does."""
        if self._pattern is not None and not self._pattern.match(own_path(call)):
            return False
        if self.principal is None:
            return True
        caller = caller_of(call)
        return caller is not None and caller.token == self.principal


@dataclass(frozen=True, slots=True)
class Schedule:
    """Which of the requests that fit, counted from 1: the first so many, every so-manieth, or these numbers.

    With none of them, all. `times` is how often it may happen at most.
    """

    first: int | None = None
    every: int | None = None
    calls: tuple[int, ...] | None = None
    times: int | None = None

    def due(self, number: int) -> bool:
        """True when it is this request's turn."""
        if self.first is not None:
            return number <= self.first
        if self.every is not None:
            return number % self.every == 0
        return self.calls is None or number in self.calls

    def over(self, calls: int, hits: int) -> bool:
        """True when it can never be due again."""
        last = max(self.calls) if self.calls is not None else self.first
        return (self.times is not None and hits >= self.times) or (last is not None and calls >= last)


@dataclass(frozen=True, slots=True)
class Settings:
    """How a kind of fault is to happen. Each kind takes some of these; None stands for what the kind says.

    `status` of the answer; `code` or name of the refusal with that status, and `words` for what its message leaves
    open; `retry_after` seconds; `seconds` to wait; `rate` in bytes a second; `bytes` of a body that are sent; `by` how
    many more are announced; `records` of a batch that are stored; `handled` whether the request is worked on before it
    is refused; `politely` whether a connection is closed rather than reset.
    """

    status: int | None = None
    code: str | None = None
    words: Mapping[str, str] | None = None
    retry_after: int | None = None
    seconds: float | None = None
    rate: int | None = None
    bytes: int | None = None
    by: int | None = None
    records: int | None = None
    handled: bool | None = None
    politely: bool | None = None

    @property
    def given(self) -> dict[str, Any]:
        """Those that are not None, by name."""
        return {one.name: value for one in fields(self) if (value := getattr(self, one.name)) is not None}


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong (`kind` and its `settings`), for which requests, and when."""

    kind: str
    match: Match = Match()
    schedule: Schedule = Schedule()
    settings: Settings = Settings()


def own_path(call: AnyCall) -> str:
    """The path that a request asks for, below the vendor's base URL."""
    return call.request.path.removeprefix(f"/{call.vendor.name}")
