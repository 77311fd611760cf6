"""The search for candidates by somebody who may see some jobs, or some people, only."""

from typing import Any

import pytest

from ats_sandbox.contract.principal import OWN_PRINCIPALS, OwnPrincipal, Principal
from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.candidates.applications import sub_status
from ats_sandbox.vendors.smartrecruiters.candidates.screening_answers import category_of
from ats_sandbox.vendors.smartrecruiters.properties.state import ONBOARDINGS
from ats_sandbox.vendors.smartrecruiters.screening import FIELD, value_id
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.commands.jobs import revise_job
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from tests.client import VendorClient
from tests.vendors.smartrecruiters import people
from tests.vendors.smartrecruiters.test_candidate_search import found, those_with

CALLERS: dict[str, dict[str, Any]] = {
    "everything": {},
    "open jobs": {"confidential": False},
    "some jobs": {"jobs": frozenset({1, 2, 3, 4})},
    "some open jobs": {"jobs": frozenset({1, 2, 3, 4}), "confidential": False},
    "some people": {"candidates": frozenset(range(1, 120))},
    "some people on some jobs": {"jobs": frozenset({2, 3, 5}), "candidates": frozenset(range(1, 200))},
}


@pytest.fixture(params=CALLERS)
def caller(smartrecruiters: VendorClient, request: pytest.FixtureRequest) -> Principal:
    principal = Principal("somebody", "sees what is said", user=2, **CALLERS[request.param])
    with smartrecruiters.arrange() as draft:
        draft.put(OWN_PRINCIPALS, OwnPrincipal(id=draft.next_id(OWN_PRINCIPALS), principal=principal))
    return principal


def sees(caller: Principal, one: Application) -> bool:
    """True when a caller may see an assignment."""
    if one.confidential and not caller.confidential:
        return False
    on_job = caller.jobs is None or one.job in caller.jobs
    return on_job and (caller.candidates is None or one.candidate in caller.candidates)


@pytest.mark.parametrize("jobs", [(), (2,), (3, 4, 5)])
@pytest.mark.parametrize("statuses", [(), (ApplicationStatus.REJECTED, ApplicationStatus.INTERVIEW)])
@pytest.mark.parametrize("source", [None, 15])
def test_only_visible_assignments_count(
    smartrecruiters: VendorClient,
    caller: Principal,
    jobs: tuple[int, ...],
    statuses: tuple[ApplicationStatus, ...],
    source: int | None,
) -> None:
    world = smartrecruiters.read()
    query: dict[str, Any] = {
        "jobId": [ids.JOB.write(world, one) for one in jobs],
        "status": [one.value.upper() for one in statuses],
    }
    if source is not None:
        known = world.sources[source]
        query |= {"sourceType": known.type, "sourceSubType": known.subtype or known.type}
        query["sourceValueId"] = ids.SOURCE_VALUE.write(world, source)

    def wanted(one: Application) -> bool:
        fits = (not jobs or one.job in jobs) and (not statuses or one.status in statuses)
        return fits and source in (None, one.source) and sees(caller, one)

    assert found(smartrecruiters, caller.token, **query) == those_with(smartrecruiters, wanted)


def test_only_visible_steps_count(smartrecruiters: VendorClient, caller: Principal) -> None:
    world = smartrecruiters.read()
    stages = {one.stage for one in world.applications.where(status=ApplicationStatus.INTERVIEW)}
    name = next(filter(None, (sub_status(world, ApplicationStatus.INTERVIEW, stage) for stage in sorted(stages))))
    for jobs in ((), (1, 2, 3)):
        query = {"jobId": [ids.JOB.write(world, one) for one in jobs], "status": "INTERVIEW", "subStatus": name}

        def wanted(one: Application, jobs: tuple[int, ...] = jobs) -> bool:
            step = sub_status(world, one.status, one.stage)
            return one.status is ApplicationStatus.INTERVIEW and step == name and (not jobs or one.job in jobs)

        assert found(smartrecruiters, caller.token, **query) == those_with(
            smartrecruiters, lambda one, wanted=wanted: wanted(one) and sees(caller, one)
        )


def test_only_visible_answers_count(smartrecruiters: VendorClient, caller: Principal) -> None:
    world = smartrecruiters.read()
    answers = {answer for one in world.applications.where(confidential=True) for answer in one.answers}
    for answer in sorted(answers, key=str)[:5]:
        value = answer.values[0]
        query = {
            "questionCategory": category_of(world, answer.question),
            "questionFieldId": FIELD,
            "questionFieldValueId": value_id(world, answer.question, value),
        }

        def said(one: Application, question: str = answer.question, value: str = value) -> bool:
            return any(it.question == question and value in it.values for it in one.answers)

        assert found(smartrecruiters, caller.token, **query) == those_with(
            smartrecruiters, lambda one, said=said: said(one) and sees(caller, one)
        )


@pytest.mark.parametrize("status", ["READY_TO_ONBOARD", "ONBOARDING_FAILED"])
def test_only_visible_onboarding_counts(smartrecruiters: VendorClient, caller: Principal, status: str) -> None:
    """Whoever has the status on a hidden job is found by that on another one, and else not."""
    world = smartrecruiters.read()
    several = [one for one in world.applications if len(world.applications.where(candidate=one.candidate)) > 1]
    hidden = [one for one in several if one.confidential][:6]
    for one in [*hidden, *(held for it in hidden[::2] for held in world.applications.where(candidate=it.candidate))]:
        path = f"{people.application_path(smartrecruiters, one)}/onboardingStatus"
        assert smartrecruiters.put(path, json={"onboardingStatus": status}).status_code == 204
    held = {one.application for one in smartrecruiters.read()[ONBOARDINGS].where(status=status)}

    assert found(smartrecruiters, caller.token, onboardingStatus=status) == those_with(
        smartrecruiters, lambda one: one.id in held and sees(caller, one)
    )


def test_a_job_that_becomes_confidential_takes_its_onboarding_along(smartrecruiters: VendorClient) -> None:
    query = {"onboardingStatus": "READY_TO_ONBOARD"}
    seen = found(smartrecruiters, "sandbox-restricted", **query)
    world = smartrecruiters.read()
    person = ids.CANDIDATE.read(world, seen[0])
    held = next(one for one in world[ONBOARDINGS] if one.candidate == person)
    job = world.jobs[world.applications[held.application].job]

    with smartrecruiters.arrange() as draft:
        revise_job(draft, job, confidential=True)
    assert seen[0] in found(smartrecruiters, **query)
    assert seen[0] not in found(smartrecruiters, "sandbox-restricted", **query)

    with smartrecruiters.arrange() as draft:
        revise_job(draft, draft.jobs[job.id], confidential=False)
    assert found(smartrecruiters, "sandbox-restricted", **query) == seen
