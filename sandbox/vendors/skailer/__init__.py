"""Skailer ATS API: applications from a career site into the ATS, and what recruiters then do with them."""

from sandbox.contract.gates import authenticate, permit, spend
from sandbox.contract.vendor import Vendor
from sandbox.vendors.skailer.actions import actions
from sandbox.vendors.skailer.applicants import applicants
from sandbox.vendors.skailer.auth import AUTH
from sandbox.vendors.skailer.candidates import candidates
from sandbox.vendors.skailer.directory import directory
from sandbox.vendors.skailer.errors import DIALECT, ServerFault, TooManyRequests
from sandbox.vendors.skailer.ids import NAMINGS
from sandbox.vendors.skailer.limits import LIMIT
from sandbox.vendors.skailer.uploads import uploads

SKAILER = Vendor(
    name="skailer",
    title="Skailer ATS API",
    version="1.0.0",
    about="Applications from a website into the ATS: jobs, CV uploads, applicants, candidates and their actions.",
    host="",
    docs="https://doc.skailer.com",
    resources=(directory, uploads, applicants, candidates, actions),
    auth=AUTH,
    dialect=DIALECT,
    gates=(authenticate, spend, permit),
    limit=LIMIT,
    injectable=(TooManyRequests, ServerFault),
    ids=NAMINGS,
)
