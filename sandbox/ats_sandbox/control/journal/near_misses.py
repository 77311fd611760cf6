"""Near misses: the operations that a request with no route was closest to, and how it differs from each."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import accumulate

import msgspec

from ats_sandbox.contract.body import instance
from ats_sandbox.contract.routing import Route, Segments, is_parameter, routes_of, segments_of
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.journal.entry import Entry
from ats_sandbox.control.journal.redaction import named

MOST = 3
"""Near misses that are shown for one request."""
FAR = 3.0
"""Beyond this distance nothing is near."""
OTHER_METHOD = 0.4
EXTRA = 0.9
"""What a segment too many costs."""
ALIKE = 0.5
"""Words nearer than this can be misspellings of each other."""
NEARLY_THE_SAME = 0.15
"""The same, where no vendor is named either: one of so many words is like anything."""
LACK = 0.55
"""What a missing word costs: base paths are often left out. A missing parameter costs as much as a segment too many."""


class NearMiss(msgspec.Struct, frozen=True):
    """A route that a request did not take, how far off it was (0 is a match), and what would have to change."""

    route: Route
    distance: float
    differences: tuple[str, ...]


def near_misses(vendors: tuple[Vendor, ...], entry: Entry) -> list[NearMiss]:
    """The routes nearest to a request, the nearest first."""
    asked = segments_of(entry.place)
    nearest = _nearest(vendors, asked, entry.asked.method, entry.vendor)
    return [NearMiss(route, far, differences(entry, asked, route)) for far, route in nearest]


@lru_cache(maxsize=256)
def _nearest(
    vendors: tuple[Vendor, ...], asked: Segments, method: str, vendor: Vendor | None
) -> tuple[tuple[float, Route], ...]:
    """The nearest routes and how far off they are. Kept, as measuring all takes a while and mistakes are repeated."""
    measured: list[tuple[float, bool, int, Route]] = []
    for at, route in enumerate(route for one in vendors for route in routes_of(one)):
        if abs(len(route.segments) - len(asked)) * LACK < FAR:
            distance = apart_by(asked, route.segments) + (0 if route.operation.method == method else OTHER_METHOD)
            if distance < FAR and shares(asked, route.segments, vendor is not None):
                measured.append((round(distance, 2), route.vendor is not vendor, at, route))
    measured.sort(key=lambda one: one[:3])
    return tuple([(far, route) for far, _, _, route in measured[:MOST]])


def shares(asked: Segments, wanted: Segments, vendor_told: bool) -> bool:
    """True when a request and a route have a word in common, beside the vendor's name."""
    words = {one for one in wanted[1:] if not is_parameter(one)}
    far = ALIKE if vendor_told else NEARLY_THE_SAME
    return any(unlike(one, word) < far for one in asked[1 if vendor_told else 0 :] for word in words)


@lru_cache(maxsize=4_096)
def unlike(one: str, other: str) -> float:
    """How much two segments differ: 0 for the same or what fits a parameter, 1 for nothing in common."""
    if one == other:
        return 0.0
    if is_parameter(other):
        return 0.2
    if one.lower() == other.lower():
        return 0.1
    ratio = SequenceMatcher(None, one.lower(), other.lower()).ratio()
    return 1.0 - ratio if ratio > 0.6 else 1.2


def lack(segment: str) -> float:
    """What it costs that a segment is missing."""
    return EXTRA if is_parameter(segment) else LACK


def apart_by(asked: Segments, wanted: Segments) -> float:
    """The edit distance between two paths, segment by segment."""
    return table(asked, wanted)[-1][-1]


def table(asked: Segments, wanted: Segments) -> list[list[float]]:
    """Distances of every beginning of one path to every beginning of another."""
    rows = [[0.0, *accumulate(map(lack, wanted))]]
    for number, one in enumerate(asked, 1):
        row = [EXTRA * number]
        for at, other in enumerate(wanted, 1):
            row.append(min(rows[-1][at] + EXTRA, row[at - 1] + lack(other), rows[-1][at - 1] + unlike(one, other)))
        rows.append(row)
    return rows


def steps(asked: Segments, wanted: Segments) -> list[tuple[str | None, str | None]]:
    """The segments of two paths side by side; None where one has nothing to set beside the other."""
    rows = table(asked, wanted)
    one, other = len(asked), len(wanted)
    found: list[tuple[str | None, str | None]] = []
    while one or other:
        if one and other and rows[one][other] == rows[one - 1][other - 1] + unlike(asked[one - 1], wanted[other - 1]):
            one, other = one - 1, other - 1
            found.append((asked[one], wanted[other]))
        elif other and rows[one][other] == rows[one][other - 1] + lack(wanted[other - 1]):
            other -= 1
            found.append((None, wanted[other]))
        else:
            one -= 1
            found.append((asked[one], None))
    return found[::-1]


def differences(entry: Entry, asked: Segments, route: Route) -> tuple[str, ...]:
    """What would have to change, a sentence each: path, method, headers."""
    found = list(path_differences(asked, route))
    if route.operation.method != entry.asked.method:
        found.append(f"the method is {entry.asked.method}, and this path takes {route.operation.method}")
    return (*found, *headers_missing(entry, route))


def path_differences(asked: Segments, route: Route) -> Sequence[str]:
    """How a path differs from a route's."""
    vendor, aligned = route.vendor, steps(asked, route.segments)
    found: list[str] = []
    missing: list[str] = []
    for at, (one, other) in enumerate(aligned):
        if one is None and other is not None:
            missing.append(other)
            continue
        if missing:
            found.append(absent(missing, vendor, at == len(missing)))
            missing = []
        if other is None:
            found.append(f"/{one} is too much")
        elif one is not None and one != other and not is_parameter(other):
            if other == vendor.name and at == 0:
                found.append(f"the path begins with /{one}, and this is an operation of {vendor.name}")
            else:
                found.append(f"/{one} should be /{other}")
    if missing:
        found.append(absent(missing, vendor, False))
    return found


def absent(missing: Sequence[str], vendor: Vendor, leading: bool) -> str:
    """The sentence about segments that are not there."""
    path = "/" + "/".join(missing)
    if not leading:
        return f"{path} is missing" + (" at the end" if is_parameter(missing[-1]) else "")
    host = f", or send Host: {vendor.host}" if vendor.host and list(missing) == [vendor.name] else ""
    return f"the base path is missing: begin with {path}{host}"


def headers_missing(entry: Entry, route: Route) -> list[str]:
    """The headers that the operation asks for and the request does not have."""
    sent = {name.lower() for name, _ in named(entry.asked.headers)}
    auth = route.vendor.auth
    wanted = [] if route.operation.public else list(auth.present("sandbox-admin"))
    if any(name.lower() in sent for name in auth.headers):
        wanted = [name for name in wanted if name not in auth.headers]
    if route.operation.headers is not None:
        fields = instance(route.operation.headers).fields.items()
        wanted += [field.data_key or name for name, field in fields if field.required]
    missing = [name for name in dict.fromkeys(one.lower() for one in wanted) if name not in sent]
    return [f"the header {name} is missing" for name in missing]
