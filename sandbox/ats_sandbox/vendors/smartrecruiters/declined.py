"""What SmartRecruiters has published and the sandbox will not serve."""

from ats_sandbox.contract.operation import Declined

_REPLACED = "the analytics API of 2017, in whose place there is the Reporting API"

DECLINED = tuple(
    Declined("GET", f"/analytics/{name}", _REPLACED)
    for name in ("applications", "hiring-team", "interviews", "job-fields", "jobs", "positions")
)
