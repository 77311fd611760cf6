"""Bindbee: one unified API over many systems, which it copies by syncs."""

from ats_sandbox.contract.gates import authenticate, permit, spend
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.vendors.bindbee.auth import AUTH
from ats_sandbox.vendors.bindbee.connectors import SYNCS, lay
from ats_sandbox.vendors.bindbee.declined import DECLINED
from ats_sandbox.vendors.bindbee.errors import ERROR_FORMAT, RateLimited, ServerFault
from ats_sandbox.vendors.bindbee.gates import check_category, check_inputs, connect
from ats_sandbox.vendors.bindbee.ids import NAMINGS
from ats_sandbox.vendors.bindbee.limits import LIMIT
from ats_sandbox.vendors.bindbee.operations import RESOURCES
from ats_sandbox.vendors.bindbee.state import found

BINDBEE = Vendor(
    name="bindbee",
    title="Bindbee APIs",
    version="0.1.0",
    about="One interface to many applicant tracking systems, answered from what was last synced.",
    host="api.bindbee.dev",
    docs="https://docs.bindbee.dev",
    resources=RESOURCES,
    auth=AUTH,
    error_format=ERROR_FORMAT,
    gates=(authenticate, connect, permit, check_category, spend, check_inputs),
    limit=LIMIT,
    injectable=(RateLimited, ServerFault),
    found=found,
    declined=DECLINED,
    schedule=(SYNCS,),
    ids=NAMINGS,
    laid=lay,
)
