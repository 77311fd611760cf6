"""StackOne: the unified ATS API and the part of the platform API that goes with it."""

from typing import Any

from ats_sandbox.contract.encodings import inflated
from ats_sandbox.contract.gates import authenticate, permit, read_inputs, spend
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.vendors.stackone.accounts import accounts
from ats_sandbox.vendors.stackone.applications import applications
from ats_sandbox.vendors.stackone.auth import AUTH
from ats_sandbox.vendors.stackone.candidates import candidates
from ats_sandbox.vendors.stackone.changes import changes
from ats_sandbox.vendors.stackone.company import departments, locations, users
from ats_sandbox.vendors.stackone.connect_sessions import connect_sessions, seeded_sessions
from ats_sandbox.vendors.stackone.connectors import connectors
from ats_sandbox.vendors.stackone.custom_fields import custom_field_definitions, seeded_fields
from ats_sandbox.vendors.stackone.declined import DECLINED
from ats_sandbox.vendors.stackone.documents import documents
from ats_sandbox.vendors.stackone.error_format import ERROR_FORMAT
from ats_sandbox.vendors.stackone.errors import AccountNotFound, AccountUnusable, NotImplementedHere
from ats_sandbox.vendors.stackone.faults import FAULTS, LIMIT
from ats_sandbox.vendors.stackone.files import categories
from ats_sandbox.vendors.stackone.gates import link, supported, unified
from ats_sandbox.vendors.stackone.ids import CODECS
from ats_sandbox.vendors.stackone.interviews import interviews
from ats_sandbox.vendors.stackone.job_postings import job_postings
from ats_sandbox.vendors.stackone.jobs import jobs
from ats_sandbox.vendors.stackone.lists import lists, seeded_lists
from ats_sandbox.vendors.stackone.notes import notes
from ats_sandbox.vendors.stackone.offers import offers
from ats_sandbox.vendors.stackone.orders.operations import assessments, background_checks
from ats_sandbox.vendors.stackone.orders.records import seeded_orders
from ats_sandbox.vendors.stackone.proxy import proxy
from ats_sandbox.vendors.stackone.rejected_reasons import rejected_reasons
from ats_sandbox.vendors.stackone.request_logs.logs import earlier_requests
from ats_sandbox.vendors.stackone.request_logs.operations import request_logs
from ats_sandbox.vendors.stackone.scorecards import scorecards
from ats_sandbox.vendors.stackone.stages import application_stages, interview_stages
from ats_sandbox.vendors.stackone.state import seeded_accounts
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Table

_HIRING = (applications, changes, documents, notes, interviews, scorecards, candidates, jobs, job_postings, offers)
_COMPANY = (application_stages, interview_stages, departments, locations, rejected_reasons, users, lists)
_PROVIDED = (custom_field_definitions, assessments, background_checks)
_PLATFORM = (accounts, connect_sessions, connectors, request_logs, proxy)


def _implied(operation: Operation) -> tuple[type[ApiError], ...]:
    """What every unified operation may say about the linked account."""
    return (AccountNotFound, AccountUnusable, NotImplementedHere) if unified(operation) else ()


def _initial_tables(world: Reading) -> list[Table[Any]]:
    """What StackOne keeps of a new world."""
    linked = seeded_accounts(world)
    tables: list[Table[Any]] = [linked, seeded_sessions(world), earlier_requests(world, linked.records[1])]
    return [*tables, categories(world), seeded_lists(world), *seeded_fields(world), *seeded_orders(world)]


STACKONE = Vendor(
    name="stackone",
    title="StackOne unified ATS API",
    version="1.0.0",
    about="One API over many applicant tracking systems; every request names the linked account that it is for.",
    host="api.stackone.com",
    docs="https://docs.stackone.com",
    resources=(*_HIRING, *_COMPANY, *_PROVIDED, *_PLATFORM),
    auth=AUTH,
    error_format=ERROR_FORMAT,
    unpack=inflated,
    gates=(authenticate, permit, spend, link, supported, read_inputs),
    limit=LIMIT,
    injectable=FAULTS,
    implied=_implied,
    initial_tables=_initial_tables,
    declined=DECLINED,
    ids=CODECS,
)
