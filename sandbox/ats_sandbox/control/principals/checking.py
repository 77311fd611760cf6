"""Holding what is told about principals against the operations and the world."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from ats_sandbox.contract.principal import principal_of
from ats_sandbox.contract.refusal import Violation
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.fixtures.names import find, near
from ats_sandbox.control.fixtures.refused import fault
from ats_sandbox.world.domain.reading import Reading

WORDS = {"jobs": ("all", "open"), "candidates": ("all",)}
"""What may stand in place of a list."""


def scopes_of(vendors: tuple[Vendor, ...]) -> list[str]:
    """Every scope that an operation of some vendor declares, in alphabetical order."""
    return sorted({one.scope for vendor in vendors for one in vendor.operations if one.scope is not None})


def principal_faults(
    told: Mapping[str, Mapping[str, Any]],
    world: Reading,
    vendors: tuple[Vendor, ...],
    fresh: Mapping[str, Mapping[str, Any]],
) -> Iterator[Violation]:
    """What is wrong with the principals of a section, beyond their types. `fresh` are names still to be laid."""
    tokens: dict[str, str] = {}
    for name, one in told.items():
        token = one.get("token", name)
        if principal_of(world, token) is not None:
            yield fault("is a token of this world already; choose another", "principals", name, "token")
        if token in tokens:
            yield fault(f"is the token of {tokens[token]} too; choose another", "principals", name, "token")
        tokens[token] = name
        for found in faults_of(one, world, vendors, fresh):
            yield found.under(found.where, "principals", name)


def faults_of(
    told: Mapping[str, Any], world: Reading, vendors: tuple[Vendor, ...], fresh: Mapping[str, Mapping[str, Any]]
) -> Iterator[Violation]:
    """What is wrong with one principal: unknown scopes, and references to nothing."""
    known = scopes_of(vendors)
    for at, scope in enumerate(told.get("scopes", ())):
        if scope not in known:
            alike = get_close_matches(scope, known, n=2, cutoff=0.5)
            advice = f"did you mean {' or '.join(alike)}?" if alike else f"there are {', '.join(known)}"
            yield fault(f"is no scope of any operation; {advice}", "scopes", at, value=scope)
    for member, kind in (("jobs", "job"), ("candidates", "candidate")):
        listed = told.get(member, "all")
        if listed in WORDS[member]:
            continue
        if not isinstance(listed, list) or not all(isinstance(text, str) for text in listed):
            words = map(repr, WORDS[member])
            yield fault(f"must be {' or '.join(words)}, or a list of names and ids", member, value=listed)
            continue
        for at, text in enumerate(listed):
            if text not in fresh.get(kind, {}) and not find(world, vendors, kind, text):
                alike = near(world, kind, text, fresh.get(kind, {}))
                advice = f"did you mean {' or '.join(alike)}?" if alike else "give its name or its id"
                yield fault(f"names no {kind}; {advice}", member, at, value=text)
