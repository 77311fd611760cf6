"""SmartRecruiters Customer API: the company's own applicant tracking system."""

from pathlib import Path

from ats_sandbox.contract.encodings import any_unicode
from ats_sandbox.contract.gates import authenticate, permit, spend
from ats_sandbox.contract.published import read_published
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.vendors.smartrecruiters.auth import AUTH, let_active_in
from ats_sandbox.vendors.smartrecruiters.candidates.applications import applications
from ats_sandbox.vendors.smartrecruiters.candidates.candidates import candidates, tags
from ats_sandbox.vendors.smartrecruiters.configuration.company import configuration
from ats_sandbox.vendors.smartrecruiters.error_format import ERROR_FORMAT, implied, match_media_type
from ats_sandbox.vendors.smartrecruiters.errors import INJECTABLE
from ats_sandbox.vendors.smartrecruiters.identity.oauth import oauth
from ats_sandbox.vendors.smartrecruiters.ids import BY_NOUN
from ats_sandbox.vendors.smartrecruiters.interviews.interviews import interviews
from ats_sandbox.vendors.smartrecruiters.jobs.job_ads import job_ads
from ats_sandbox.vendors.smartrecruiters.jobs.jobs import job_notes, jobs
from ats_sandbox.vendors.smartrecruiters.jobs.positions import positions
from ats_sandbox.vendors.smartrecruiters.languages import read_language
from ats_sandbox.vendors.smartrecruiters.limits import LIMIT
from ats_sandbox.vendors.smartrecruiters.onboarding.onboarding import onboarding
from ats_sandbox.vendors.smartrecruiters.onboarding.state import seeded_onboarding
from ats_sandbox.vendors.smartrecruiters.users.access_groups import access_groups, group_settings
from ats_sandbox.vendors.smartrecruiters.users.activation import deprecated_users, users
from ats_sandbox.vendors.smartrecruiters.users.state import seeded_users

SMARTRECRUITERS = Vendor(
    name="smartrecruiters",
    title="SmartRecruiters Customer API",
    version="2024",
    about="Candidates, jobs, interviews, users and the configuration of a company that hires with SmartRecruiters.",
    host="api.smartrecruiters.com",
    further_hosts=("api.sandbox.smartrecruiters.com",),
    narrow_hosts={"www.smartrecruiters.com": "/identity/"},
    docs="https://developers.smartrecruiters.com",
    resources=(
        *(jobs, job_notes, job_ads, positions, interviews, candidates, tags, applications, users, configuration),
        *(deprecated_users, access_groups, group_settings, oauth, onboarding),
    ),
    initial_tables=lambda world: [*seeded_users(world), *seeded_onboarding(world)],
    auth=AUTH,
    error_format=ERROR_FORMAT,
    unpack=any_unicode,
    gates=(authenticate, let_active_in, spend, permit, match_media_type, read_language),
    limit=LIMIT,
    injectable=INJECTABLE,
    implied=implied,
    published=lambda: read_published(Path(__file__).with_name("published.txt")),
    ids=BY_NOUN,
)
