"""The onboarding status of candidates on jobs; the older operations mean the primary job."""

from collections.abc import Callable
from functools import partial

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import shape_of
from ats_sandbox.vendors.smartrecruiters import apis, errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call, Facts
from ats_sandbox.vendors.smartrecruiters.documents import input_of
from ats_sandbox.vendors.smartrecruiters.features import CANDIDATE_FIELDS, ONBOARDING_STATUS
from ats_sandbox.vendors.smartrecruiters.ids import JOB
from ats_sandbox.vendors.smartrecruiters.properties.candidate_properties import Place, on_job, on_primary_job
from ats_sandbox.vendors.smartrecruiters.properties.records import ON_JOB
from ats_sandbox.vendors.smartrecruiters.properties.state import ONBOARDINGS, Onboarding, onboarding_of
from ats_sandbox.vendors.smartrecruiters.repositories import CANDIDATES
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.vendors.smartrecruiters.vocabulary import ONBOARDING_STATUSES
from ats_sandbox.world.domain.features import is_on
from ats_sandbox.world.domain.reading import Reading

OnboardingStatus = shape_of(
    "OnboardingStatus", onboardingStatus=fields.Choice(ONBOARDING_STATUSES, of="status", required=True)
)
OnboardingStatusInput = input_of(OnboardingStatus, "OnboardingStatusInput", "onboardingStatus!")
REFUSALS = [errors.OnboardingStatusNotActive, errors.CandidateFieldsMissing]
FORBIDDEN = Facts(forbidden=errors.OnboardingStatusForbidden)


def _onboarded(world: Reading) -> Onboarding:
    """The first onboarding that everybody may see, of somebody's primary job."""
    shown = (one for one in world[ONBOARDINGS] if not world.applications[one.application].confidential)
    return next(one for one in shown if world.applications[one.application].primary)


onboarding = Resource(
    "Onboarding",
    "How the onboarding of candidates stands",
    apis.CANDIDATES,
    CANDIDATES,
    ON_JOB,
    path={
        "id": lambda world: CANDIDATES.codec.write(world, _onboarded(world).candidate),
        "jobId": lambda world: JOB.write(world, world.applications[_onboarded(world).application].job),
    },
)


def active_place(call: AnyCall, place: Callable[[AnyCall], Place]) -> Place:
    """A candidate on a job, whose onboarding status the company keeps."""
    found = place(call)
    if not is_on(call.world, CANDIDATE_FIELDS):
        raise errors.CandidateFieldsMissing
    if not is_on(call.world, ONBOARDING_STATUS):
        raise errors.OnboardingStatusNotActive
    return found


def status_at(place: Callable[[AnyCall], Place], call: AnyCall) -> Onboarding:
    """The onboarding status at a place."""
    _, application = active_place(call, place)
    found = None if application is None else call.world[ONBOARDINGS].where(application=application).first()
    if found is None:
        raise errors.OnboardingStatusNotActive
    return found


def bring_to(place: Callable[[AnyCall], Place], call: Call) -> None:
    """Set the onboarding status of a candidate."""
    _, application = active_place(call, place)
    if application is None:
        raise errors.OnboardingStatusNotActive
    kept = call.world[ONBOARDINGS].where(application=application).first()
    id = call.draft.next_id(ONBOARDINGS) if kept is None else kept.id
    call.draft.put(ONBOARDINGS, onboarding_of(call.world.applications[application], id, call.body["status"]))


for below, place, where, deprecated in (
    ("", on_primary_job, "their primary job", True),
    ("/jobs/{jobId}", on_job, "a job", False),
):
    path, suffix = f"/candidates/{{id}}{below}/onboardingStatus", "_on_job" if below else ""
    onboarding.shows(
        path,
        f"Get how the onboarding of a candidate on {where} stands.",
        id=f"get_onboarding_status{suffix}",
        schema=OnboardingStatus,
        record=partial(status_at, place),
        errors=REFUSALS,
        facts=FORBIDDEN,
        deprecated=deprecated,
    )

    def update(call: Call, place: Callable[[AnyCall], Place] = place) -> None:
        bring_to(place, call)

    update.__doc__ = f"Say how the onboarding of a candidate on {where} stands."
    onboarding.put(
        path,
        id=f"update_onboarding_status{suffix}",
        body=OnboardingStatusInput,
        errors=REFUSALS,
        evidence=apis.CANDIDATES.evidence,
        facts=FORBIDDEN,
        deprecated=deprecated,
    )(update)
