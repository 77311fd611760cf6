"""What callers see of StackOne."""

from ats_sandbox.contract.encodings import inflated
from ats_sandbox.contract.gates import authenticate, permit, read_inputs, spend
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.vendor import Face
from ats_sandbox.vendors.stackone.accounts import accounts
from ats_sandbox.vendors.stackone.applications import applications
from ats_sandbox.vendors.stackone.auth import AUTH
from ats_sandbox.vendors.stackone.candidates import candidates
from ats_sandbox.vendors.stackone.changes import changes
from ats_sandbox.vendors.stackone.company import departments, locations, users
from ats_sandbox.vendors.stackone.connect_sessions import connect_sessions
from ats_sandbox.vendors.stackone.connectors import connectors
from ats_sandbox.vendors.stackone.custom_fields import custom_field_definitions
from ats_sandbox.vendors.stackone.declined import DECLINED
from ats_sandbox.vendors.stackone.documents import documents
from ats_sandbox.vendors.stackone.error_format import ERROR_FORMAT
from ats_sandbox.vendors.stackone.errors import AccountNotFound, AccountUnusable, NotImplementedHere
from ats_sandbox.vendors.stackone.faults import FAULTS, LIMIT
from ats_sandbox.vendors.stackone.gates import link, supported, unified
from ats_sandbox.vendors.stackone.ids import CODECS
from ats_sandbox.vendors.stackone.interviews import interviews
from ats_sandbox.vendors.stackone.job_postings import job_postings
from ats_sandbox.vendors.stackone.jobs import jobs
from ats_sandbox.vendors.stackone.lists import lists
from ats_sandbox.vendors.stackone.notes import notes
from ats_sandbox.vendors.stackone.offers import offers
from ats_sandbox.vendors.stackone.orders.operations import assessments, background_checks
from ats_sandbox.vendors.stackone.proxy import proxy
from ats_sandbox.vendors.stackone.rejected_reasons import rejected_reasons
from ats_sandbox.vendors.stackone.request_logs.operations import request_logs
from ats_sandbox.vendors.stackone.scorecards import scorecards
from ats_sandbox.vendors.stackone.stages import application_stages, interview_stages
from ats_sandbox.vendors.stackone.webhooks.operations import webhooks
from ats_sandbox.vendors.stackone.where import WHERE

_HIRING = (applications, changes, documents, notes, interviews, scorecards, candidates, jobs, job_postings, offers)
_COMPANY = (application_stages, interview_stages, departments, locations, rejected_reasons, users, lists)
_PROVIDED = (custom_field_definitions, assessments, background_checks)
_PLATFORM = (accounts, connect_sessions, connectors, request_logs, proxy, webhooks)


def _implied(operation: Operation) -> tuple[type[ApiError], ...]:
    """What every unified operation may say about the linked account."""
    return (AccountNotFound, AccountUnusable, NotImplementedHere) if unified(operation) else ()


FACE = Face(
    resources=(*_HIRING, *_COMPANY, *_PROVIDED, *_PLATFORM),
    auth=AUTH,
    error_format=ERROR_FORMAT,
    unpack=inflated,
    gates=(authenticate, permit, spend, link, supported, read_inputs),
    limit=LIMIT,
    injectable=FAULTS,
    implied=_implied,
    declined=DECLINED,
    ids=CODECS,
    where=WHERE,
)
