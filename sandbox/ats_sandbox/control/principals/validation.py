"""Validates principals against the operations and the world."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache

from ats_sandbox.contract.principal import alternatives, principal_of
from ats_sandbox.contract.refusal import Violation
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.fixtures.names import find, similar_names
from ats_sandbox.control.fixtures.refusal import violation
from ats_sandbox.control.wire import WireForm
from ats_sandbox.world.domain.reading import Reading

WORDS = {"jobs": ("all", "open"), "candidates": ("all",)}
"""Words in place of a list."""


ALL_SCOPES = "all are at /_sandbox/scopes, and by `ats-sandbox principals scopes`"


@cache
def declared_scopes(vendors: tuple[Vendor, ...]) -> list[str]:
    """Every scope that an operation of some vendor declares, in alphabetical order."""
    declared = {one.scope for vendor in vendors for one in vendor.operations if one.scope}
    return sorted({name for scope in declared for needed in alternatives(scope) for name in needed})


def section_violations(
    forms: Mapping[str, WireForm],
    world: Reading,
    vendors: tuple[Vendor, ...],
    new: Mapping[str, WireForm],
) -> Iterator[Violation]:
    """What is wrong with the principals of a section, beyond their types. `new` are the names in the same document."""
    tokens: dict[str, str] = {}
    for name, form in forms.items():
        token = form.get("token", name)
        if principal_of(world, token) is not None:
            yield violation("is in use in this world; choose another", "principals", name, "token")
        if token in tokens:
            yield violation(f"is the token of {tokens[token]} too; choose another", "principals", name, "token")
        tokens[token] = name
        for found in principal_violations(form, world, vendors, new):
            yield found.under(found.where, "principals", name)


def principal_violations(
    form: WireForm, world: Reading, vendors: tuple[Vendor, ...], new: Mapping[str, WireForm]
) -> Iterator[Violation]:
    """What is wrong with one principal: unknown scopes, and references to nothing."""
    known = declared_scopes(vendors)
    for at, scope in enumerate(form.get("scopes", ())):
        if scope not in known:
            alike = get_close_matches(scope, known, n=2, cutoff=0.5)
            near = ", ".join(get_close_matches(scope, known, n=3, cutoff=0.0))
            advice = f"did you mean {' or '.join(alike)}?" if alike else f"nearest: {near}; {ALL_SCOPES}"
            yield violation(f"is not a scope of any operation; {advice}", "scopes", at, value=scope)
    for member, kind in (("jobs", "job"), ("candidates", "candidate")):
        given = form.get(member, "all")
        if given in WORDS[member]:
            continue
        if not isinstance(given, list) or not all(isinstance(text, str) for text in given):
            words = map(repr, WORDS[member])
            yield violation(f"must be {' or '.join(words)}, or a list of names and ids", member, value=given)
            continue
        for at, text in enumerate(given):
            if text not in new.get(kind, {}) and not find(world, vendors, kind, text):
                alike = similar_names(world, kind, text, new.get(kind, {}))
                advice = f"did you mean {' or '.join(alike)}?" if alike else "give its name or its id"
                yield violation(f"names no {kind}; {advice}", member, at, value=text)
