"""The vendors, written out by hand."""

from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.vendors.bindbee import BINDBEE
from ats_sandbox.vendors.datadriven import DATADRIVEN
from ats_sandbox.vendors.skailer import SKAILER
from ats_sandbox.vendors.smartrecruiters import SMARTRECRUITERS
from ats_sandbox.vendors.stackone import STACKONE

VENDORS: tuple[Vendor, ...] = (
    SMARTRECRUITERS,
    STACKONE,
    BINDBEE,
    DATADRIVEN,
    SKAILER,
)
