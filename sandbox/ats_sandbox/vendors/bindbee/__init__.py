"""Bindbee: one unified API over many systems, which it copies by syncs."""

from functools import partial
from pathlib import Path
from typing import Any

from ats_sandbox.contract.auth import bearer
from ats_sandbox.contract.encodings import any_unicode
from ats_sandbox.contract.gates import authenticate, permit, spend
from ats_sandbox.contract.published import read_published
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.vendors.bindbee import errors
from ats_sandbox.vendors.bindbee.activities import ACTIVITY
from ats_sandbox.vendors.bindbee.applications import APPLICATION
from ats_sandbox.vendors.bindbee.attachments import ATTACHMENT
from ats_sandbox.vendors.bindbee.candidate_meta import candidate_meta
from ats_sandbox.vendors.bindbee.candidates import CANDIDATE
from ats_sandbox.vendors.bindbee.company import DEPARTMENT, OFFICE, REJECT_REASON, REMOTE_USER, TAG
from ats_sandbox.vendors.bindbee.connector_operations import connectors
from ats_sandbox.vendors.bindbee.connectors import first_connectors, lay
from ats_sandbox.vendors.bindbee.custom_field_operations import custom_fields, mappings
from ats_sandbox.vendors.bindbee.custom_field_previews import previews
from ats_sandbox.vendors.bindbee.custom_fields import first_custom_fields
from ats_sandbox.vendors.bindbee.eeocs import EEOC
from ats_sandbox.vendors.bindbee.error_format import ERROR_FORMAT
from ats_sandbox.vendors.bindbee.gates import LIMIT, check_category, check_inputs, connect
from ats_sandbox.vendors.bindbee.idempotency import one_at_a_time
from ats_sandbox.vendors.bindbee.integrations import integrations
from ats_sandbox.vendors.bindbee.job_interview_stages import JOB_INTERVIEW_STAGE
from ats_sandbox.vendors.bindbee.jobs import JOB
from ats_sandbox.vendors.bindbee.linking import LINK, LINKS, first_tokens, linking
from ats_sandbox.vendors.bindbee.model import AnyModel
from ats_sandbox.vendors.bindbee.of_jobs import OfJobs
from ats_sandbox.vendors.bindbee.offers import OFFER
from ats_sandbox.vendors.bindbee.passthrough import passthrough
from ats_sandbox.vendors.bindbee.scheduled_interviews import SCHEDULED_INTERVIEW
from ats_sandbox.vendors.bindbee.scorecards import SCORECARD
from ats_sandbox.vendors.bindbee.screening_questions import SCREENING_QUESTION
from ats_sandbox.vendors.bindbee.syncs import SYNC, SYNCS
from ats_sandbox.vendors.bindbee.webhook_operations import webhooks
from ats_sandbox.vendors.bindbee.webhooks import first_webhooks
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Table

LINKED = "acme"
"""The connector token that clients of the sandbox begin with."""

MODELS: tuple[AnyModel, ...] = (
    *(ACTIVITY, APPLICATION, ATTACHMENT, CANDIDATE, DEPARTMENT, EEOC, JOB_INTERVIEW_STAGE, JOB, OFFER, OFFICE),
    *(REJECT_REASON, REMOTE_USER, SCHEDULED_INTERVIEW, SCORECARD, SCREENING_QUESTION, TAG),
)


def first_tables(world: Reading) -> list[Table[Any]]:
    """The tables that a new world begins with."""
    linked = first_connectors(world)
    return [linked, first_tokens(world), *first_custom_fields(world, linked), *first_webhooks(world)]


BINDBEE = Vendor(
    name="bindbee",
    title="Bindbee APIs",
    version="0.1.0",
    about="One interface to many applicant tracking systems, answered from what was last synced.",
    host="api.bindbee.dev",
    further_hosts=("api-eu.bindbee.dev",),
    docs="https://docs.bindbee.dev",
    resources=(
        *(model.resource for model in MODELS),
        *(candidate_meta, connectors, integrations, linking, passthrough, webhooks, custom_fields, mappings, previews),
    ),
    auth=bearer(errors.NotAuthenticated, errors.InvalidKey, name="HTTPBearer", beside={"x-connector-token": LINKED}),
    error_format=ERROR_FORMAT,
    unpack=any_unicode,
    gates=(authenticate, connect, permit, check_category, spend, check_inputs),
    limit=LIMIT,
    injectable=(errors.RateLimited, errors.ServerFault),
    initial_tables=first_tables,
    published=partial(read_published, Path(__file__).with_name("published.txt")),
    schedule=(SYNCS,),
    works=(SYNC, LINK),
    links=LINKS,
    accompany=one_at_a_time,
    ids={model.collection.noun: model.codec for model in MODELS if not isinstance(model, OfJobs)},
    after_fixtures=lay,
)
