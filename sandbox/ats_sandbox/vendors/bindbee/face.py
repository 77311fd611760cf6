"""What callers see of Bindbee."""

from functools import partial
from pathlib import Path

from ats_sandbox.contract.auth import bearer
from ats_sandbox.contract.encodings import any_unicode
from ats_sandbox.contract.gates import authenticate, permit, spend
from ats_sandbox.contract.published import read_published
from ats_sandbox.contract.vendor import Face
from ats_sandbox.vendors.bindbee import errors
from ats_sandbox.vendors.bindbee.activities import ACTIVITY
from ats_sandbox.vendors.bindbee.applications import APPLICATION
from ats_sandbox.vendors.bindbee.attachments import ATTACHMENT
from ats_sandbox.vendors.bindbee.candidate_meta import candidate_meta
from ats_sandbox.vendors.bindbee.candidates import CANDIDATE
from ats_sandbox.vendors.bindbee.company import DEPARTMENT, OFFICE, REJECT_REASON, REMOTE_USER, TAG
from ats_sandbox.vendors.bindbee.connector_operations import connectors
from ats_sandbox.vendors.bindbee.custom_field_operations import custom_fields, mappings
from ats_sandbox.vendors.bindbee.custom_field_previews import previews
from ats_sandbox.vendors.bindbee.eeocs import EEOC
from ats_sandbox.vendors.bindbee.error_format import ERROR_FORMAT
from ats_sandbox.vendors.bindbee.gates import LIMIT, LINK, check_category, check_inputs, connect
from ats_sandbox.vendors.bindbee.idempotency import one_at_a_time
from ats_sandbox.vendors.bindbee.integrations import integrations
from ats_sandbox.vendors.bindbee.job_interview_stages import JOB_INTERVIEW_STAGE
from ats_sandbox.vendors.bindbee.jobs import JOB
from ats_sandbox.vendors.bindbee.linking import LINKS
from ats_sandbox.vendors.bindbee.linking_operations import linking
from ats_sandbox.vendors.bindbee.model import AnyModel
from ats_sandbox.vendors.bindbee.of_jobs import OfJobs
from ats_sandbox.vendors.bindbee.offers import OFFER
from ats_sandbox.vendors.bindbee.passthrough import passthrough
from ats_sandbox.vendors.bindbee.scheduled_interviews import SCHEDULED_INTERVIEW
from ats_sandbox.vendors.bindbee.scorecards import SCORECARD
from ats_sandbox.vendors.bindbee.screening_questions import SCREENING_QUESTION
from ats_sandbox.vendors.bindbee.webhook_operations import webhooks

MODELS: tuple[AnyModel, ...] = (
    *(ACTIVITY, APPLICATION, ATTACHMENT, CANDIDATE, DEPARTMENT, EEOC, JOB_INTERVIEW_STAGE, JOB, OFFER, OFFICE),
    *(REJECT_REASON, REMOTE_USER, SCHEDULED_INTERVIEW, SCORECARD, SCREENING_QUESTION, TAG),
)

FACE = Face(
    resources=(
        *(model.resource for model in MODELS),
        *(candidate_meta, connectors, integrations, linking, passthrough, webhooks, custom_fields, mappings, previews),
    ),
    auth=bearer(errors.NotAuthenticated, errors.InvalidKey, name="HTTPBearer", link=LINK),
    error_format=ERROR_FORMAT,
    unpack=any_unicode,
    gates=(authenticate, connect, permit, check_category, spend, check_inputs),
    limit=LIMIT,
    injectable=(errors.RateLimited, errors.ServerFault),
    published=partial(read_published, Path(__file__).with_name("published.txt")),
    links=LINKS,
    accompany=one_at_a_time,
    ids={model.collection.noun: model.codec for model in MODELS if not isinstance(model, OfJobs)},
    where={model.collection.noun: model.where for model in MODELS if not isinstance(model, OfJobs)},
)
