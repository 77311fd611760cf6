"""Every operation, by resource."""

from ats_sandbox.vendors.bindbee.call import Resource
from ats_sandbox.vendors.bindbee.operations.applications import applications
from ats_sandbox.vendors.bindbee.operations.candidates import candidates
from ats_sandbox.vendors.bindbee.operations.catalogue import (
    departments,
    job_interview_stages,
    jobs,
    offices,
    reject_reasons,
    remote_users,
)
from ats_sandbox.vendors.bindbee.operations.connectors import connectors
from ats_sandbox.vendors.bindbee.operations.offers import offers

RESOURCES: tuple[Resource, ...] = (
    applications,
    candidates,
    departments,
    job_interview_stages,
    jobs,
    offers,
    offices,
    reject_reasons,
    remote_users,
    connectors,
)
