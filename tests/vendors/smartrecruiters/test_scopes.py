"""The scopes that operations declare are those of the vendor's contract."""

import pytest

from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.principal import alternatives
from ats_sandbox.vendors.smartrecruiters import SMARTRECRUITERS
from ats_sandbox.vendors.smartrecruiters.identity.scopes import SCOPES

DECLARED = """
approvals_read approvals_create approvals_decide assessment_orders_read audit_events_read candidates_read
candidates_create candidates_offers_read candidates_manage candidate_status_read configuration_read
configuration_manage company_read interviews_read interviews_write interview_types_read interview_types_write jobs_read
jobs_manage jobs_publications_manage job_applications_read messages_write messages_manage messages_read reporting_read
reporting_write reviews_read reviews_write users_read user_me_read users_manage webhooks_read webhooks_write
webhooks_delete webhooks_manage
"""
ONBOARDING = "new_hires_read onboarding_processes_read assignments_read assignments_submissions_read"
"""What SmartOnboard takes, and the scheme does not declare."""
ALLOWED = frozenset(f"{DECLARED} {ONBOARDING}".split())
GUARDED = [one for one in SMARTRECRUITERS.operations if not one.public]


@pytest.mark.parametrize("operation", GUARDED, ids=lambda one: one.id)
def test_an_operation_takes_scopes_of_the_contract(operation: Operation) -> None:
    assert operation.scope is not None
    named = frozenset().union(*alternatives(operation.scope))
    assert named <= ALLOWED


def test_a_client_can_ask_for_each_of_them_and_no_other() -> None:
    assert len(DECLARED.split()) == 35
    assert SCOPES == ALLOWED
