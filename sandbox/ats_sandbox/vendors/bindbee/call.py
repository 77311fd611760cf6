"""Calls and resources of this vendor: what a call is for is a connector."""

from typing import Any

from ats_sandbox.contract.call import BodyT, QueryT
from ats_sandbox.contract.call import Call as AnyVendorsCall
from ats_sandbox.contract.resource import Resource as AnyVendorsResource
from ats_sandbox.vendors.bindbee.connectors import Connector

Call = AnyVendorsCall[BodyT, QueryT, Connector]
AnyCall = AnyVendorsCall[Any, Any, Connector]
Resource = AnyVendorsResource[Connector]
