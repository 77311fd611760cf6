"""Calls and resources of this vendor, and what its declarations say beyond what every vendor's do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Unpack

from ats_sandbox.contract.call import AnyCall as AnyCall
from ats_sandbox.contract.call import BodyT, QueryT
from ats_sandbox.contract.call import Call as Call
from ats_sandbox.contract.evidence import Evidence
from ats_sandbox.contract.operation import Example, Operation, Sample
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.resource import Declaration, Handler, Result
from ats_sandbox.contract.resource import Resource as AnyVendorsResource
from ats_sandbox.contract.resources.repository import Repository
from ats_sandbox.vendors.smartrecruiters.languages import LanguageHeader


@dataclass(frozen=True, slots=True)
class Facts:
    """`codes` are the error codes of members that take one of a closed list, by member.

    `at_once` is how many requests of a credential to the endpoint may be in progress together. `forbidden` is the
    refusal where the caller may not see what the path names, where it is another than elsewhere.
    """

    codes: Mapping[str, str] = field(default_factory=dict)
    at_once: int = 8
    forbidden: type[ApiError] | None = None


USUAL = Facts()


def facts_of(operation: Operation) -> Facts:
    """The facts of an operation; the usual ones where it declares none."""
    return operation.facts if isinstance(operation.facts, Facts) else USUAL


class Resource(AnyVendorsResource[None, Facts]):
    """The operations on one noun, and what they have in common.

    `scope` is the noun of their scopes, `evidence` that of ordinary reads. `names` are the repositories of the records
    that paths name, whose refusals they imply; `path` are the values of their parameters in examples. With `labels`,
    reads take the language of labels.
    """

    def __init__(
        self,
        name: str,
        about: str,
        *,
        scope: str,
        evidence: Evidence,
        names: Sequence[Repository[Any]] = (),
        path: Mapping[str, Sample] | None = None,
        labels: bool = False,
    ) -> None:
        super().__init__(name, about)
        self.scope = scope
        self.evidence = evidence
        self.names = names
        self.path = path or {}
        self.labels = labels

    def operation(
        self, method: str, path: str, **declaration: Unpack[Declaration[BodyT, QueryT, Facts]]
    ) -> Callable[[Handler[BodyT, QueryT, None, Result]], Handler[BodyT, QueryT, None, Result]]:
        """Declare an operation; what it does not say itself is that of the resource."""
        reads = method == "GET"
        facts = declaration.get("facts") or USUAL
        named = [one for one in self.names if f"{{{one.parameter}}}" in path]
        implied = [error for one in named for error in (one.not_found, facts.forbidden or one.forbidden) if error]
        example = declaration.get("example", Example())
        values = {name: value for name, value in self.path.items() if f"{{{name}}}" in path}
        declaration["errors"] = list(dict.fromkeys([*implied, *declaration.get("errors", ())]))
        declaration["example"] = replace(example, path={**values, **example.path})
        declaration.setdefault("scope", f"{self.scope}_{'read' if reads else 'manage'}")
        if self.labels and reads:
            declaration.setdefault("headers", LanguageHeader)
        return super().operation(method, path, **declaration)
