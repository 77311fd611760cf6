"""A fault as a tester describes it: its kind, which requests it happens to, and when."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import translate
from functools import cached_property
from typing import Annotated, ClassVar, TypedDict

from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.routing import glob_of, overlap
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.faults.answers import caller_of
from ats_sandbox.control.faults.delivery import LONGEST
from ats_sandbox.control.faults.settings import Setting, declared, given
from ats_sandbox.control.wire import WireObject

MOST_REQUESTS = 1_000_000
"""The highest number of a request that a schedule names."""


@dataclass(frozen=True)
class Match:
    """Which requests: all conditions that are given must match. In a path, `{name}` counts as `*`."""

    part: ClassVar[str] = "match"

    vendor: Annotated[str | None, Setting("Only requests to this vendor.")] = None
    operation: Annotated[str | None, Setting("Only requests to this operation: its id or an alias.")] = None
    method: Annotated[str | None, Setting("Only operations of this method.")] = None
    path: Annotated[
        str | None,
        Setting("Only requests to the vendor's own paths like this: `*` any text, `?` any one character."),
    ] = None
    principal: Annotated[str | None, Setting("Only requests with this token.")] = None

    @cached_property
    def glob(self) -> str | None:
        """The path with `*` for every parameter."""
        return None if self.path is None else glob_of(self.path)

    @cached_property
    def _pattern(self) -> "re.Pattern[str] | None":
        return None if self.glob is None else re.compile(translate(self.glob.replace("[", "[[]")))

    def names(self, vendor: Vendor, operation: Operation) -> bool:
        """True when requests to this operation can match."""
        return (
            self.vendor in (None, vendor.name)
            and self.operation in (None, operation.id, *operation.aliases)
            and self.method in (None, operation.method)
            and (self.glob is None or any(overlap(self.glob, glob_of(one)) for one in operation.paths))
        )

    def fits(self, call: AnyCall) -> bool:
        """True when this request matches, given that its operation does."""
        if self._pattern is not None and not self._pattern.match(vendor_path(call)):
            return False
        if self.principal is None:
            return True
        caller = caller_of(call)
        return caller is not None and caller.token == self.principal


@dataclass(frozen=True, slots=True)
class Schedule:
    """Which of the matching requests, counted from 1; without `first`, `every` and `calls`, all of them."""

    part: ClassVar[str] = "schedule"

    first: Annotated[int | None, Setting("The first N matching requests.", 1, MOST_REQUESTS)] = None
    every: Annotated[int | None, Setting("Every Nth matching request.", 1, MOST_REQUESTS)] = None
    calls: Annotated[
        tuple[int, ...] | None,
        Setting("The matching requests with these numbers.", 1, 1_000, Setting("Counted from 1.", 1, MOST_REQUESTS)),
    ] = None
    times: Annotated[int | None, Setting("At most this many hits.", 1, MOST_REQUESTS)] = None

    def due(self, number: int) -> bool:
        """True when the fault happens to the request with this number."""
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
    """How a fault of a kind happens. Each kind takes some of these; None stands for what the kind says."""

    part: ClassVar[str] = "setting"

    status: Annotated[int | None, Setting("The status of the answer.", 100, 599)] = None
    code: Annotated[str | None, Setting("Of several refusals with that status, the one with this code or name.")] = None
    words: Annotated[
        Mapping[str, str] | None, Setting("Values for the placeholders in the refusal's message, by name.")
    ] = None
    retry_after: Annotated[int | None, Setting("The seconds in Retry-After, where the vendor sends it.", 0, 86_400)] = (
        None
    )
    seconds: Annotated[float | None, Setting("Real seconds to wait.", 0.0, LONGEST)] = None
    rate: Annotated[int | None, Setting("Bytes per second.", 1, 1_000_000)] = None
    bytes: Annotated[int | None, Setting("Bytes of the body that are sent.", 0, 100_000_000)] = None
    by: Annotated[
        int | None,
        Setting("Bytes by which Content-Length is too high; negative for too low.", -1_000_000, 1_000_000),
    ] = None
    records: Annotated[int | None, Setting("Records of a batch that are stored.", 1, 1_000)] = None
    handled: Annotated[bool | None, Setting("Whether the request is handled before it is refused.")] = None
    politely: Annotated[bool | None, Setting("Whether the connection is closed instead of reset.")] = None

    @property
    def given(self) -> WireObject:
        """Those that are not None, by name."""
        return given(self)


class SettingValues(TypedDict, total=False):
    """The `Settings` as keywords."""

    status: int | None
    code: str | None
    words: Mapping[str, str] | None
    retry_after: int | None
    seconds: float | None
    rate: int | None
    bytes: int | None
    by: int | None
    records: int | None
    handled: bool | None
    politely: bool | None


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of fault with its settings, which requests it happens to, and when."""

    kind: str
    match: Match = Match()
    schedule: Schedule = Schedule()
    settings: Settings = Settings()


TABLE = (*declared(Match), *declared(Schedule), *declared(Settings))
"""Every setting of a fault beside its kind, in the order in which they are shown."""


def vendor_path(call: AnyCall) -> str:
    """The path of a request, below the vendor's base URL."""
    return call.request.path.removeprefix(f"/{call.vendor.name}")
