"""SmartRecruiters Customer API: the company's own applicant tracking system."""

from ats_sandbox.contract.lazy_vendor import LazyVendor
from ats_sandbox.contract.vendor import Face, Profile
from ats_sandbox.contract.webhooks import Webhooks
from ats_sandbox.vendors.smartrecruiters.candidates.resume_work import RESUME_READING
from ats_sandbox.vendors.smartrecruiters.consents.state import CONSENT_REQUESTS
from ats_sandbox.vendors.smartrecruiters.features import FEATURES
from ats_sandbox.vendors.smartrecruiters.founding import first_tables, record
from ats_sandbox.vendors.smartrecruiters.jobs.posting_work import AD_WORKS
from ats_sandbox.vendors.smartrecruiters.offers.state import SYNC
from ats_sandbox.vendors.smartrecruiters.onboarding.completions import COMPLETING, COMPLETIONS
from ats_sandbox.vendors.smartrecruiters.reporting.state import GENERATION
from ats_sandbox.vendors.smartrecruiters.webhooks.state import SUBSCRIPTIONS


def _face() -> Face:
    from ats_sandbox.vendors.smartrecruiters.face import FACE

    return FACE


def _webhooks() -> Webhooks:
    from ats_sandbox.vendors.smartrecruiters.webhooks.declaration import WEBHOOKS

    return WEBHOOKS


SMARTRECRUITERS = LazyVendor.of(
    Profile(
        name="smartrecruiters",
        title="SmartRecruiters Customer API",
        version="2024",
        about="Candidates, jobs, interviews, users and the configuration of a company that hires with SmartRecruiters.",
        host="api.smartrecruiters.com",
        further_hosts=("api.sandbox.smartrecruiters.com",),
        narrow_hosts={"www.smartrecruiters.com": "/identity/"},
        docs="https://developers.smartrecruiters.com",
        recorder=record,
        initial_tables=first_tables,
        schedule=(COMPLETING,),
        works=(*AD_WORKS, SYNC, GENERATION, RESUME_READING),
        features=FEATURES,
        webhooks=_webhooks,
        webhook_subscriptions=SUBSCRIPTIONS,
        collections=(CONSENT_REQUESTS, COMPLETIONS),
    ),
    _face,
)
