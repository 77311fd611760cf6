"""Calls and resources of this vendor, and what its declarations say beyond what every vendor's do."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Unpack

from ats_sandbox.contract.call import AnyCall as AnyCall
from ats_sandbox.contract.call import BodyT, QueryT
from ats_sandbox.contract.call import Call as Call
from ats_sandbox.contract.evidence import Evidence
from ats_sandbox.contract.operation import Example, Operation, Sample
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.resource import Declaration, Handler, Result
from ats_sandbox.contract.resource import Resource as AnyVendorsResource
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

    `reads` is the scope of GET, `manages` that of the rest; `evidence` is that of ordinary reads. `errors` are the
    refusals that each parameter of a path implies, `path` is its value in examples. With `labels`, reads take the
    language of labels.
    """

    def __init__(
        self,
        name: str,
        about: str,
        *,
        reads: str,
        evidence: Evidence,
        manages: str | None = None,
        errors: Mapping[str, tuple[type[ApiError], ...]] | None = None,
        path: Mapping[str, Sample] | None = None,
        labels: bool = False,
    ) -> None:
        super().__init__(name, about)
        self.scopes = (reads, manages)
        self.evidence = evidence
        self.errors = errors or {}
        self.path = path or {}
        self.labels = labels

    def operation(
        self, method: str, path: str, **declaration: Unpack[Declaration[BodyT, QueryT, Facts]]
    ) -> Callable[[Handler[BodyT, QueryT, None, Result]], Handler[BodyT, QueryT, None, Result]]:
        """Declare an operation; what it does not say itself is that of the resource."""
        reads, manages = self.scopes
        parameters = re.findall(r"\{(\w+)\}", path)
        forbidden = (declaration.get("facts") or USUAL).forbidden
        implied = [error for name in parameters for error in self.errors.get(name, ())]
        implied = [forbidden if forbidden and error.status == 403 else error for error in implied]
        example = declaration.get("example", Example())
        path_values = {name: self.path[name] for name in parameters if name in self.path}
        declaration["errors"] = [*implied, *declaration.get("errors", ())]
        declaration["example"] = replace(example, path={**path_values, **example.path})
        declaration.setdefault("scope", reads if method == "GET" else manages)
        if self.labels and method == "GET":
            declaration.setdefault("headers", LanguageHeader)
        return super().operation(method, path, **declaration)
