"""The vendors, written out by hand."""

from sandbox.contract.vendor import Vendor
from sandbox.vendors.datadriven import DATADRIVEN
from sandbox.vendors.skailer import SKAILER
from sandbox.vendors.smartrecruiters import SMARTRECRUITERS

VENDORS: tuple[Vendor, ...] = (
    SMARTRECRUITERS,
    DATADRIVEN,
    SKAILER,
)
