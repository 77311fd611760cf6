"""SmartRecruiters: bodies of media types that approvals and webhooks do not read."""

import pytest

from tests.client import VendorClient
from tests.vendors.smartrecruiters import test_approvals as approvals
from tests.vendors.smartrecruiters import test_job_approvals as jobs
from tests.vendors.smartrecruiters import test_webhook_subscriptions as webhooks


@pytest.mark.parametrize("media_type", ["text/plain", "application/xml", "application/x-www-form-urlencoded"])
def test_a_body_of_another_media_type_is_refused_and_changes_nothing(
    smartrecruiters: VendorClient, media_type: str
) -> None:
    request = approvals.path_of(smartrecruiters, approvals.asked(smartrecruiters, (3,)))
    headcount = f"{jobs.path_of(smartrecruiters, jobs.approved_job(smartrecruiters))}/headcount"
    before = smartrecruiters.world.state

    for method, path in (
        ("POST", approvals.ROOT),
        ("POST", f"{request}/comments"),
        ("POST", f"{request}/approve-decisions"),
        ("POST", f"{request}/reject-decisions"),
        ("PATCH", headcount),
        ("POST", webhooks.ROOT),
    ):
        assert smartrecruiters.send(method, path, data="{}", content_type=media_type).status_code == 415, path

    assert smartrecruiters.world.state is before
