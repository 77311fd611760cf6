"""SmartRecruiters Customer API: the company's own applicant tracking system."""

from pathlib import Path

from ats_sandbox.contract.encodings import any_unicode
from ats_sandbox.contract.gates import authenticate, permit, spend
from ats_sandbox.contract.published import read_published
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.vendors.smartrecruiters.auth import AUTH
from ats_sandbox.vendors.smartrecruiters.candidates.applications import applications
from ats_sandbox.vendors.smartrecruiters.candidates.candidates import candidates, tags
from ats_sandbox.vendors.smartrecruiters.candidates.screening_answers import screening_answers
from ats_sandbox.vendors.smartrecruiters.configuration.company import configuration
from ats_sandbox.vendors.smartrecruiters.consents.consents import consents
from ats_sandbox.vendors.smartrecruiters.error_format import ERROR_FORMAT, implied, match_media_type
from ats_sandbox.vendors.smartrecruiters.errors import INJECTABLE
from ats_sandbox.vendors.smartrecruiters.ids import BY_NOUN
from ats_sandbox.vendors.smartrecruiters.interviews.interviews import interviews
from ats_sandbox.vendors.smartrecruiters.jobs.job_ads import job_ads
from ats_sandbox.vendors.smartrecruiters.jobs.jobs import job_notes, jobs
from ats_sandbox.vendors.smartrecruiters.jobs.positions import positions
from ats_sandbox.vendors.smartrecruiters.languages import read_language
from ats_sandbox.vendors.smartrecruiters.limits import LIMIT
from ats_sandbox.vendors.smartrecruiters.properties.candidate_properties import properties
from ats_sandbox.vendors.smartrecruiters.properties.definitions import definitions
from ats_sandbox.vendors.smartrecruiters.properties.offer_properties import offer_properties
from ats_sandbox.vendors.smartrecruiters.properties.onboarding import onboarding
from ats_sandbox.vendors.smartrecruiters.properties.seeding import initial_tables
from ats_sandbox.vendors.smartrecruiters.users.users import users

SMARTRECRUITERS = Vendor(
    name="smartrecruiters",
    title="SmartRecruiters Customer API",
    version="2024",
    about="Candidates, jobs, interviews, users and the configuration of a company that hires with SmartRecruiters.",
    host="api.smartrecruiters.com",
    further_hosts=("api.sandbox.smartrecruiters.com", "www.smartrecruiters.com"),
    docs="https://developers.smartrecruiters.com",
    resources=(
        *(jobs, job_notes, job_ads, positions, interviews, candidates, tags, applications, users, configuration),
        *(properties, onboarding, definitions, offer_properties, consents, screening_answers),
    ),
    initial_tables=initial_tables,
    auth=AUTH,
    error_format=ERROR_FORMAT,
    unpack=any_unicode,
    gates=(authenticate, spend, permit, match_media_type, read_language),
    limit=LIMIT,
    injectable=INJECTABLE,
    implied=implied,
    published=lambda: read_published(Path(__file__).with_name("published.txt")),
    ids=BY_NOUN,
)
