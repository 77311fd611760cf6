"""The onboarding status of candidates on jobs."""

from typing import Any

import pytest

from ats_sandbox.vendors.smartrecruiters.features import CANDIDATE_FIELDS, ONBOARDING_STATUS
from ats_sandbox.vendors.smartrecruiters.properties.state import ONBOARDINGS
from ats_sandbox.world.domain.features import Feature, switch
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from tests.client import VendorClient
from tests.vendors.smartrecruiters import people
from tests.vendors.smartrecruiters.people import ADA, UNKNOWN

READY, DONE = {"onboardingStatus": "READY_TO_ONBOARD"}, {"onboardingStatus": "ONBOARDING_SUCCESSFUL"}


@pytest.fixture
def paths(smartrecruiters: VendorClient) -> list[str]:
    """The two paths of the status of a candidate on their primary job."""
    offered = smartrecruiters.read().applications.where(status=ApplicationStatus.OFFERED, confidential=False)
    application = next(one for one in offered if one.primary)
    return [
        f"{people.application_path(smartrecruiters, application)}/onboardingStatus",
        f"{people.candidate_path(smartrecruiters, application.candidate)}/onboardingStatus",
    ]


def code_of(response: Any) -> tuple[int, str]:
    return response.status_code, response.json["errors"][0]["code"]


def test_a_status_that_was_set_is_read_on_the_job_and_by_the_older_operation(
    smartrecruiters: VendorClient, paths: list[str]
) -> None:
    for path, status in zip(paths, (READY, DONE), strict=True):
        response = smartrecruiters.put(path, json=status)

        assert (response.status_code, response.data) == (204, b"")
        assert [smartrecruiters.get(one).json for one in paths] == [status, status]


def test_most_of_those_who_were_hired_have_a_status(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    hired = world.applications.where(status=ApplicationStatus.HIRED)
    known = {one.application for one in world[ONBOARDINGS]}
    assert 0 < len(known) < len(hired)
    assert len({one.status for one in world[ONBOARDINGS]}) > 1

    for one in hired:
        response = smartrecruiters.get(f"{people.application_path(smartrecruiters, one)}/onboardingStatus")
        assert response.status_code == (200 if one.id in known else 404)


def test_who_has_no_status_and_who_is_on_no_job_has_none_that_is_active(
    smartrecruiters: VendorClient, paths: list[str]
) -> None:
    for path in paths:
        assert code_of(smartrecruiters.get(path)) == (404, "ONBOARDING_STATUS_NOT_ACTIVE")
    pooled = smartrecruiters.post("/candidates", json=ADA).json["id"]
    path = f"/candidates/{pooled}/onboardingStatus"

    assert code_of(smartrecruiters.get(path)) == (404, "ONBOARDING_STATUS_NOT_ACTIVE")
    assert code_of(smartrecruiters.put(path, json=READY)) == (404, "ONBOARDING_STATUS_NOT_ACTIVE")


@pytest.mark.parametrize(
    ("feature", "code"),
    [
        (CANDIDATE_FIELDS, "CANDIDATE_FIELDS_FEATURE_MISSING"),
        (ONBOARDING_STATUS, "ONBOARDING_STATUS_NOT_ACTIVE"),
    ],
)
def test_a_company_may_lack_onboarding_statuses(
    smartrecruiters: VendorClient, paths: list[str], feature: Feature, code: str
) -> None:
    smartrecruiters.put(paths[0], json=READY)
    with smartrecruiters.arrange() as draft:
        switch(draft, feature, on=False)

    for path in paths:
        assert code_of(smartrecruiters.get(path)) == (404, code)
        assert code_of(smartrecruiters.put(path, json=DONE)) == (404, code)

    with smartrecruiters.arrange() as draft:
        switch(draft, feature, on=None)
    assert smartrecruiters.get(paths[0]).json == READY


@pytest.mark.parametrize("body", [{}, {"onboardingStatus": None}, {"onboardingStatus": "DONE"}, [], "x"])
def test_another_status_is_400(smartrecruiters: VendorClient, paths: list[str], body: Any) -> None:
    for path in paths:
        assert smartrecruiters.put(path, json=body).status_code == 400


def test_who_may_not_see_the_candidate_is_refused(smartrecruiters: VendorClient) -> None:
    hidden = people.a_hidden_application(smartrecruiters)
    for path in (
        people.application_path(smartrecruiters, hidden),
        people.candidate_path(smartrecruiters, hidden.candidate),
        people.application_path(smartrecruiters, people.a_half_hidden_application(smartrecruiters)),
    ):
        for response in (
            smartrecruiters.get(f"{path}/onboardingStatus", token="sandbox-restricted"),
            smartrecruiters.put(f"{path}/onboardingStatus", json=READY, token="sandbox-restricted"),
        ):
            assert code_of(response) == (403, "NO_ACCESS_TO_CANDIDATE")


def test_a_candidate_who_is_unknown_or_not_on_the_job_is_404(smartrecruiters: VendorClient, paths: list[str]) -> None:
    candidate = paths[1].removesuffix("/onboardingStatus")

    assert code_of(smartrecruiters.get(f"/candidates/{UNKNOWN}/onboardingStatus")) == (404, "CANDIDATE_NOT_FOUND")
    assert code_of(smartrecruiters.get(f"{candidate}/jobs/{UNKNOWN}/onboardingStatus")) == (404, "JOB_NOT_FOUND")
