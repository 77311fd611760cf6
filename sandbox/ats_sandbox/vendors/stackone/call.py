"""Calls and resources of this vendor: what a call is for is a linked account."""

from collections.abc import Callable
from typing import Any, Unpack

from ats_sandbox.contract.call import BodyT, QueryT
from ats_sandbox.contract.call import Call as AnyVendorsCall
from ats_sandbox.contract.resource import Declaration, Handler, Result
from ats_sandbox.contract.resource import Resource as AnyVendorsResource
from ats_sandbox.vendors.stackone.queries import AccountHeader
from ats_sandbox.vendors.stackone.state import LinkedAccount

UNIFIED = "/unified/"
"""How the paths begin that reach through to a linked account."""

Call = AnyVendorsCall[BodyT, QueryT, LinkedAccount]
AnyCall = AnyVendorsCall[Any, Any, LinkedAccount]


class Resource(AnyVendorsResource[LinkedAccount]):
    """The operations on one noun; unified ones are for the linked account that a header names, others for none."""

    def operation(
        self, method: str, path: str, **declaration: Unpack[Declaration[BodyT, QueryT, None]]
    ) -> Callable[[Handler[BodyT, QueryT, LinkedAccount, Result]], Handler[BodyT, QueryT, LinkedAccount, Result]]:
        """Declare an operation of any method."""
        unified = path.startswith(UNIFIED)
        declaration.setdefault("scope", "unified" if unified else "platform")
        if unified:
            declaration.setdefault("headers", AccountHeader)
        return super().operation(method, path, **declaration)
