"""Skailer ATS API: applications from a career site into the ATS, and what recruiters then do with them."""

from ats_sandbox.contract.gates import authenticate, permit, spend
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.vendors.skailer.applicants import applicants
from ats_sandbox.vendors.skailer.auth import AUTH
from ats_sandbox.vendors.skailer.candidates import actions, candidates
from ats_sandbox.vendors.skailer.directory import directory
from ats_sandbox.vendors.skailer.errors import ERROR_FORMAT, ServerFault, TooManyRequests
from ats_sandbox.vendors.skailer.ids import IDS
from ats_sandbox.vendors.skailer.limits import LIMIT
from ats_sandbox.vendors.skailer.uploads import uploads

SKAILER = Vendor(
    name="skailer",
    title="Skailer ATS API",
    version="1.0.0",
    about="Applications from a website into the ATS: jobs, CV uploads, applicants, candidates and their actions.",
    host="",
    docs="https://doc.skailer.com",
    resources=(directory, uploads, applicants, candidates, actions),
    auth=AUTH,
    error_format=ERROR_FORMAT,
    gates=(authenticate, spend, permit),
    limit=LIMIT,
    injectable=(TooManyRequests, ServerFault),
    ids=IDS,
)
