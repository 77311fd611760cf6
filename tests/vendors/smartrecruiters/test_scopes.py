"""The scopes that operations declare are those of the vendor's contract."""

import re

import pytest

from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.principal import OWN_PRINCIPALS, OwnPrincipal, Principal, alternatives
from ats_sandbox.vendors.smartrecruiters import SMARTRECRUITERS
from ats_sandbox.vendors.smartrecruiters.identity.scopes import SCOPES
from tests.client import VendorClient

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


def test_an_operation_refuses_whoever_lacks_one_of_its_scopes_and_nobody_who_has_them(
    smartrecruiters: VendorClient,
) -> None:
    """Whatever else would be wrong with the request: what lets nobody in comes first."""

    def holds(scopes: frozenset[str]) -> str:
        token = f"holds {' '.join(sorted(scopes))}"
        with smartrecruiters.arrange() as world:
            if not world[OWN_PRINCIPALS].where(token=token):
                principal = Principal(token, "is made for a test", scopes=scopes)
                world.put(OWN_PRINCIPALS, OwnPrincipal(id=world.next_id(OWN_PRINCIPALS), principal=principal))
        return token

    def denied(operation: Operation, scopes: frozenset[str]) -> bool:
        path = re.sub(r"\{[^}]+\}", "unknown", operation.path)
        response = smartrecruiters.send(operation.method, path, token=holds(scopes))
        return response.status_code == 403 and "OAuthPermissionsException" in response.text

    for operation in GUARDED:
        ways = alternatives(operation.scope or "")
        named = frozenset().union(*ways)
        assert not any(denied(operation, way) for way in ways), operation.id
        assert denied(operation, SCOPES - named) is bool(named), operation.id
        for way in (way for way in ways if len(way) > 1):
            assert all(denied(operation, SCOPES - {one}) for one in way), operation.id
