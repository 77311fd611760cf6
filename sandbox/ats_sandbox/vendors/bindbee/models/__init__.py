"""The unified models, by the noun in their ids. Adding one here makes it readable and expandable."""

from collections.abc import Mapping
from typing import Any

from ats_sandbox.vendors.bindbee.model import Model
from ats_sandbox.vendors.bindbee.models.applications import APPLICATION
from ats_sandbox.vendors.bindbee.models.candidates import CANDIDATE
from ats_sandbox.vendors.bindbee.models.departments import DEPARTMENT
from ats_sandbox.vendors.bindbee.models.job_interview_stages import JOB_INTERVIEW_STAGE
from ats_sandbox.vendors.bindbee.models.jobs import JOB
from ats_sandbox.vendors.bindbee.models.offers import OFFER
from ats_sandbox.vendors.bindbee.models.offices import OFFICE
from ats_sandbox.vendors.bindbee.models.reject_reasons import REJECT_REASON
from ats_sandbox.vendors.bindbee.models.remote_users import REMOTE_USER

MODELS: Mapping[str, Model[Any]] = {
    one.kind: one
    for one in (
        APPLICATION,
        CANDIDATE,
        DEPARTMENT,
        JOB_INTERVIEW_STAGE,
        JOB,
        OFFER,
        OFFICE,
        REJECT_REASON,
        REMOTE_USER,
    )
}
