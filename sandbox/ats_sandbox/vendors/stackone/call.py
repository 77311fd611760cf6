"""Calls and resources of this vendor: what a call is for is a linked account."""

from typing import Any

from ats_sandbox.contract.call import BodyT, QueryT
from ats_sandbox.contract.call import Call as AnyVendorsCall
from ats_sandbox.contract.resource import Resource as AnyVendorsResource
from ats_sandbox.vendors.stackone.state import LinkedAccount

Call = AnyVendorsCall[BodyT, QueryT, LinkedAccount]
AnyCall = AnyVendorsCall[Any, Any, LinkedAccount]
Resource = AnyVendorsResource[LinkedAccount]
