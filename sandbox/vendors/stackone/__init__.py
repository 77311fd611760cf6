"""StackOne: the unified ATS API and the part of the platform API that goes with it."""

from sandbox.contract.gates import authenticate, permit, read_inputs, spend
from sandbox.contract.operation import Operation
from sandbox.contract.refusal import ApiError
from sandbox.contract.vendor import Vendor
from sandbox.vendors.stackone.accounts.operations import accounts
from sandbox.vendors.stackone.applications.operations import applications
from sandbox.vendors.stackone.assessments.operations import assessments
from sandbox.vendors.stackone.auth import AUTH
from sandbox.vendors.stackone.background_checks.operations import background_checks
from sandbox.vendors.stackone.candidates.operations import candidates
from sandbox.vendors.stackone.changes.operations import changes
from sandbox.vendors.stackone.connect_sessions.operations import connect_sessions
from sandbox.vendors.stackone.connectors.operations import connectors
from sandbox.vendors.stackone.custom_fields.operations import custom_field_definitions
from sandbox.vendors.stackone.declined import DECLINED
from sandbox.vendors.stackone.departments.operations import departments
from sandbox.vendors.stackone.dialect import DIALECT
from sandbox.vendors.stackone.documents.operations import documents
from sandbox.vendors.stackone.errors import AccountNotFound, AccountUnusable, NotImplementedHere
from sandbox.vendors.stackone.faults import FAULTS, LIMIT
from sandbox.vendors.stackone.founding import found
from sandbox.vendors.stackone.gates import link, supported, unified
from sandbox.vendors.stackone.ids import NAMINGS
from sandbox.vendors.stackone.interviews.operations import interviews
from sandbox.vendors.stackone.job_postings.operations import job_postings
from sandbox.vendors.stackone.jobs.operations import jobs
from sandbox.vendors.stackone.lists.operations import lists
from sandbox.vendors.stackone.locations.operations import locations
from sandbox.vendors.stackone.notes.operations import notes
from sandbox.vendors.stackone.offers.operations import offers
from sandbox.vendors.stackone.proxy.operations import proxy
from sandbox.vendors.stackone.rejected_reasons.operations import rejected_reasons
from sandbox.vendors.stackone.request_logs.operations import request_logs
from sandbox.vendors.stackone.scorecards.operations import scorecards
from sandbox.vendors.stackone.stages.operations import application_stages, interview_stages
from sandbox.vendors.stackone.users.operations import users


def _implied(operation: Operation) -> tuple[type[ApiError], ...]:
    """What every unified operation may say about the linked account."""
    if not unified(operation):
        return ()
    return (AccountNotFound, AccountUnusable, NotImplementedHere)


STACKONE = Vendor(
    name="stackone",
    title="StackOne unified ATS API",
    version="1.0.0",
    about="One API over many applicant tracking systems; every request names the linked account that it is for.",
    host="api.stackone.com",
    docs="https://docs.stackone.com",
    resources=(
        applications,
        changes,
        documents,
        notes,
        interviews,
        scorecards,
        candidates,
        jobs,
        job_postings,
        offers,
        application_stages,
        interview_stages,
        departments,
        locations,
        rejected_reasons,
        users,
        lists,
        custom_field_definitions,
        assessments,
        background_checks,
        accounts,
        connect_sessions,
        connectors,
        request_logs,
        proxy,
    ),
    auth=AUTH,
    dialect=DIALECT,
    gates=(authenticate, permit, spend, link, supported, read_inputs),
    limit=LIMIT,
    injectable=FAULTS,
    implied=_implied,
    found=found,
    declined=DECLINED,
    ids=NAMINGS,
)
