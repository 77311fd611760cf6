"""The vendors, written out by hand."""

from sandbox.contract.vendor import Vendor
from sandbox.vendors.datadriven import DATADRIVEN

VENDORS: tuple[Vendor, ...] = (DATADRIVEN,)
