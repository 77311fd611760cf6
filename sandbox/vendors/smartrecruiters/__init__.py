"""SmartRecruiters Customer API: the company's own applicant tracking system."""

from sandbox.contract.gates import authenticate, permit, spend
from sandbox.contract.vendor import Vendor
from sandbox.vendors.smartrecruiters.auth import AUTH
from sandbox.vendors.smartrecruiters.configuration.operations import configuration
from sandbox.vendors.smartrecruiters.declined import DECLINED
from sandbox.vendors.smartrecruiters.dialect import DIALECT, implied, match_media_type
from sandbox.vendors.smartrecruiters.errors import INJECTABLE
from sandbox.vendors.smartrecruiters.limits import LIMIT
from sandbox.vendors.smartrecruiters.users.operations import users

SMARTRECRUITERS = Vendor(
    name="smartrecruiters",
    title="SmartRecruiters Customer API",
    version="2024",
    about="Candidates, jobs, interviews, users and the configuration of a company that hires with SmartRecruiters.",
    host="api.smartrecruiters.com",
    docs="https://developers.smartrecruiters.com",
    resources=(
        users,
        configuration,
    ),
    auth=AUTH,
    dialect=DIALECT,
    gates=(authenticate, spend, permit, match_media_type),
    limit=LIMIT,
    injectable=INJECTABLE,
    implied=implied,
    declined=DECLINED,
)
