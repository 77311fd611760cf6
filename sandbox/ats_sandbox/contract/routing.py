"""Which operation a method and a path lead to: the one matcher of the sandbox, and the templates behind it."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple, NoReturn

import msgspec
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, MapAdapter, Rule

from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.vendor import Vendor

DEEPEST = 12
"""Segments of a path that are looked at."""
LONGEST = 60
"""Characters of a segment that are looked at."""

Segments = tuple[str, ...]
_PARAMETER = re.compile(r"\{([^}]*)\}")


class Route(msgspec.Struct, frozen=True):
    """One way to one operation. `path` begins with the vendor's name; in `segments` a parameter is `{name}`."""

    vendor: Vendor
    operation: Operation
    path: str
    segments: Segments


class OneWayRule(Rule):
    """A rule that matches paths and writes none.

    Addresses come from the declarations, never from rules. Werkzeug compiles two functions per rule to write them with,
    which takes ten times as long as all that matching needs.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., NoReturn]:
        return _write_nothing


def _write_nothing(rule: Rule, **values: object) -> NoReturn:
    raise NotImplementedError(f"{rule} only matches")


class RouteMatch(NamedTuple):
    """The operation that a request is for, and the parameters of its path."""

    operation: Operation
    ids: Mapping[str, str]


@cache
def routes_of(vendor: Vendor) -> tuple[Route, ...]:
    """Every route of a vendor, in the order of the declarations."""
    return tuple(
        Route(vendor, operation, f"/{vendor.name}{path}", segments_of(f"/{vendor.name}{path}"))
        for operation in vendor.operations
        for path in operation.paths
    )


@cache
def _matcher_of(vendor: Vendor) -> tuple[MapAdapter, Mapping[str, Operation]]:
    """What finds the ids of a vendor's operations, in every sandbox of the process, and the operations by their ids."""
    rules = [
        OneWayRule(_PARAMETER.sub(r"<\1>", route.path), endpoint=route.operation.id, methods=[route.operation.method])
        for route in routes_of(vendor)
    ]
    routes = Map(rules, merge_slashes=False, strict_slashes=False)
    return routes.bind(""), {operation.id: operation for operation in vendor.operations}


class Branch:
    """What may follow at one depth of a vendor's paths: a part as it is written, or any that a parameter takes."""

    __slots__ = ("any", "found", "known")

    def __init__(self) -> None:
        self.known: dict[str, Branch] = {}
        self.any: Branch | None = None
        self.found: dict[str, tuple[Operation, tuple[str, ...]]] = {}

    def lay(self, route: Route) -> None:
        """Add a route, of which every parameter is a part of its own."""
        at, names = self, []
        for part in route.path.split("/")[2:]:
            if is_parameter(part):
                names.append(part[1:-1])
                at.any = at.any or Branch()
                at = at.any
            else:
                at = at.known.setdefault(part, Branch())
        found = (route.operation, tuple(names))
        for method in (route.operation.method, *(("HEAD",) if route.operation.method == "GET" else ())):
            at.found.setdefault(method, found)


@cache
def _branches_of(vendor: Vendor) -> Branch:
    root = Branch()
    for route in routes_of(vendor):
        parts = route.path.split("/")[2:]
        if all(_PARAMETER.fullmatch(part) or "{" not in part for part in parts):
            root.lay(route)
    return root


def _straight(vendor: Vendor, method: str, path: str) -> RouteMatch | None:
    """The operation that a path leads to without a second thought: at each part there is one way to go on."""
    at, values = _branches_of(vendor), []
    for part in path[1:].split("/"):
        onward = at.known.get(part)
        if onward is None:
            onward = at.any
            values.append(part)
        elif at.any is not None:
            return None
        if onward is None or not part:
            return None
        at = onward
    found = at.found.get(method)
    return None if found is None else RouteMatch(found[0], dict(zip(found[1], values, strict=True)))


def match(vendor: Vendor, method: str, path: str) -> RouteMatch:
    """The operation at a vendor's own path. Raises werkzeug's NotFound or MethodNotAllowed."""
    straight = _straight(vendor, method, path)
    if straight is not None:
        return straight
    adapter, operations = _matcher_of(vendor)
    id, parameters = adapter.match(f"/{vendor.name}{path}", method)
    return RouteMatch(operations[id], parameters)


def serves(vendor: Vendor, method: str, path: str) -> bool:
    """True when a request to a vendor's own path finds an operation; a query does not matter."""
    try:
        match(vendor, method, path.partition("?")[0])
    except HTTPException:
        return False
    return True


def segments_of(path: str) -> Segments:
    """The parts of a path between slashes."""
    return tuple(part[:LONGEST] for part in path.split("/") if part)[:DEEPEST]


def is_parameter(segment: str) -> bool:
    """True for a parameter of a path."""
    return segment.startswith("{")


def fits(path: Segments, template: Segments) -> bool:
    """True when a path is one of a template's."""
    pairs = zip(path, template, strict=False)
    return len(path) == len(template) and all(is_parameter(other) or one == other for one, other in pairs)


def glob_of(path: str) -> str:
    """A declared path with `*` for its parameters."""
    return _PARAMETER.sub("*", path)


def overlap(one: str, other: str) -> bool:
    """True when some text fits both patterns, in which `*` stands for any text and `?` for any one character."""
    reached = _past_stars(one, {0})
    for character in other:
        if character == "*":
            reached = set(range(min(reached), len(one) + 1)) if reached else reached
            continue
        moved = set()
        for at in reached:
            if at < len(one):
                if one[at] == "*":
                    moved.add(at)
                elif one[at] == character or "?" in (one[at], character):
                    moved.add(at + 1)
        reached = _past_stars(one, moved)
    return len(one) in reached


def _past_stars(pattern: str, reached: set[int]) -> set[int]:
    """These positions, and those that lie behind stars which stand for nothing."""
    found = set(reached)
    for at in sorted(reached):
        ahead = at
        while ahead < len(pattern) and pattern[ahead] == "*":
            ahead += 1
            found.add(ahead)
    return found
