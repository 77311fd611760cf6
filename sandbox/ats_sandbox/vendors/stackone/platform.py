"""The platform operations: those that are about accounts and logs, not about a provider's records."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Unpack

from ats_sandbox.contract.call import BodyT, QueryT
from ats_sandbox.contract.evidence import documented
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.resource import Handler, Result
from ats_sandbox.contract.resources.repository import Repository
from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.reads import UnifiedDeclaration
from ats_sandbox.vendors.stackone.state import LinkedAccount

PLATFORM = documented("StackOne OpenAPI, platform 1.0.0")


class PlatformResource(Resource):
    """The operations on one noun of the platform. A path with `{id}` names a record of `repository`."""

    def __init__(self, name: str, about: str, repository: Repository[Any] | None = None) -> None:
        super().__init__(name, about)
        self.repository = repository

    def declare(
        self, method: str, path: str, *, id: str, **declaration: Unpack[UnifiedDeclaration[BodyT, QueryT]]
    ) -> Callable[[Handler[BodyT, QueryT, LinkedAccount, Result]], Handler[BodyT, QueryT, LinkedAccount, Result]]:
        """Declare an operation; that the record of its path may be missing is implied."""
        if self.repository is not None and "{id}" in path:
            example = declaration.get("example", Example())
            declaration["errors"] = [self.repository.not_found, *declaration.get("errors", ())]
            declaration["example"] = replace(example, path={"id": self.repository.first_id, **example.path})
        return self.operation(method, path, id=f"stackone_{id}", scope="platform", evidence=PLATFORM, **declaration)
