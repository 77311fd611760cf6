"""Bindbee: one unified API over many systems, which it copies by syncs."""

from functools import partial
from pathlib import Path

from ats_sandbox.contract.auth import bearer
from ats_sandbox.contract.gates import authenticate, permit, spend
from ats_sandbox.contract.published import read_published
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.vendors.bindbee import errors
from ats_sandbox.vendors.bindbee.applications import applications
from ats_sandbox.vendors.bindbee.candidates import candidates
from ats_sandbox.vendors.bindbee.connector_operations import connectors
from ats_sandbox.vendors.bindbee.connectors import SYNCS, first_connectors, lay
from ats_sandbox.vendors.bindbee.custom_fields import mappings
from ats_sandbox.vendors.bindbee.departments import departments
from ats_sandbox.vendors.bindbee.error_format import ERROR_FORMAT
from ats_sandbox.vendors.bindbee.gates import check_category, check_inputs, connect
from ats_sandbox.vendors.bindbee.ids import NAMINGS
from ats_sandbox.vendors.bindbee.job_interview_stages import job_interview_stages
from ats_sandbox.vendors.bindbee.jobs import jobs
from ats_sandbox.vendors.bindbee.limits import LIMIT
from ats_sandbox.vendors.bindbee.offers import offers
from ats_sandbox.vendors.bindbee.offices import offices
from ats_sandbox.vendors.bindbee.reject_reasons import reject_reasons
from ats_sandbox.vendors.bindbee.remote_users import remote_users

LINKED = "acme"
"""The connector token that clients of the sandbox begin with."""

BINDBEE = Vendor(
    name="bindbee",
    title="Bindbee APIs",
    version="0.1.0",
    about="One interface to many applicant tracking systems, answered from what was last synced.",
    host="api.bindbee.dev",
    further_hosts=("api-eu.bindbee.dev",),
    docs="https://docs.bindbee.dev",
    resources=(
        applications,
        candidates,
        departments,
        job_interview_stages,
        jobs,
        offers,
        offices,
        reject_reasons,
        remote_users,
        connectors,
    ),
    auth=bearer(errors.NotAuthenticated, errors.InvalidKey, name="HTTPBearer", beside={"x-connector-token": LINKED}),
    error_format=ERROR_FORMAT,
    gates=(authenticate, connect, permit, check_category, spend, check_inputs),
    limit=LIMIT,
    injectable=(errors.RateLimited, errors.ServerFault),
    found=lambda world: [first_connectors(world), mappings(world)],
    published=partial(read_published, Path(__file__).with_name("published.txt")),
    schedule=(SYNCS,),
    ids=NAMINGS,
    laid=lay,
)
