"""SmartRecruiters Customer API: the company's own applicant tracking system."""

from pathlib import Path

from ats_sandbox.contract.encodings import any_unicode
from ats_sandbox.contract.gates import authenticate, permit, spend
from ats_sandbox.contract.published import read_published
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.vendors.smartrecruiters.auth import AUTH, let_active_in
from ats_sandbox.vendors.smartrecruiters.candidates.resume_work import RESUME_READING
from ats_sandbox.vendors.smartrecruiters.declined import DECLINED
from ats_sandbox.vendors.smartrecruiters.error_format import ERROR_FORMAT, implied, match_media_type
from ats_sandbox.vendors.smartrecruiters.errors import INJECTABLE
from ats_sandbox.vendors.smartrecruiters.features import FEATURES
from ats_sandbox.vendors.smartrecruiters.founding import first_tables, record
from ats_sandbox.vendors.smartrecruiters.ids import BY_NOUN
from ats_sandbox.vendors.smartrecruiters.jobs.posting_work import AD_WORKS
from ats_sandbox.vendors.smartrecruiters.languages import read_language
from ats_sandbox.vendors.smartrecruiters.limits import LIMIT
from ats_sandbox.vendors.smartrecruiters.offers.state import SYNC
from ats_sandbox.vendors.smartrecruiters.reporting.state import GENERATION
from ats_sandbox.vendors.smartrecruiters.resources import RESOURCES

SMARTRECRUITERS = Vendor(
    name="smartrecruiters",
    title="SmartRecruiters Customer API",
    version="2024",
    about="Candidates, jobs, interviews, users and the configuration of a company that hires with SmartRecruiters.",
    host="api.smartrecruiters.com",
    further_hosts=("api.sandbox.smartrecruiters.com",),
    narrow_hosts={"www.smartrecruiters.com": "/identity/"},
    docs="https://developers.smartrecruiters.com",
    resources=RESOURCES,
    auth=AUTH,
    error_format=ERROR_FORMAT,
    unpack=any_unicode,
    gates=(authenticate, let_active_in, spend, permit, match_media_type, read_language),
    limit=LIMIT,
    injectable=INJECTABLE,
    implied=implied,
    recorder=record,
    initial_tables=first_tables,
    declined=DECLINED,
    published=lambda: read_published(Path(__file__).with_name("published.txt")),
    ids=BY_NOUN,
    works=(*AD_WORKS, SYNC, GENERATION, RESUME_READING),
    features=FEATURES,
)
