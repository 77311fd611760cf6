"""The vendors, written out by hand."""

from sandbox.contract.vendor import Vendor
from sandbox.vendors.bindbee import BINDBEE
from sandbox.vendors.datadriven import DATADRIVEN
from sandbox.vendors.skailer import SKAILER
from sandbox.vendors.smartrecruiters import SMARTRECRUITERS
from sandbox.vendors.stackone import STACKONE

VENDORS: tuple[Vendor, ...] = (
    SMARTRECRUITERS,
    STACKONE,
    BINDBEE,
    DATADRIVEN,
    SKAILER,
)
