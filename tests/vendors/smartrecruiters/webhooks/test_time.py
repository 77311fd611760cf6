"""SmartRecruiters: what only time brings about is told, too: new hires who are through with their assignments."""

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.onboarding.assignments import ACTIVITIES, PDF_FORMS, WEB_FORMS
from ats_sandbox.vendors.smartrecruiters.onboarding.completions import COMPLETIONS
from ats_sandbox.vendors.smartrecruiters.onboarding.state import (
    ONBOARDING_PROCESS,
    OnboardingProcess,
    begin_onboarding,
    onboarding_of,
)
from ats_sandbox.world.clock import DAY
from tests.client import VendorClient
from tests.vendors.smartrecruiters.webhooks.hearing import hearing
from tests.vendors.smartrecruiters.webhooks.provocation import done

URGENT, ALL = "onboarding.assignments.high-priority.completed", "onboarding.assignments.completed"


def begun(client: VendorClient) -> list[OnboardingProcess]:
    """Processes that have just begun, of everybody who has none and is not hidden."""
    with client.arrange() as draft:
        found = [one.id for one in draft.applications.where(confidential=False) if onboarding_of(draft, one.id) is None]
        return [begin_onboarding(draft, id) for id in found]


def test_those_are_told_of_who_do_everything_at_the_instants_of_their_last_assignments(
    smartrecruiters: VendorClient,
) -> None:
    processes, seed = begun(smartrecruiters), smartrecruiters.read().seed
    expected: dict[tuple[str, str], int] = {}
    for one in processes:
        assigned = [*ACTIVITIES.of(one), *WEB_FORMS.of(one), *PDF_FORMS.of(one)]
        for event, chosen in ((ALL, assigned), (URGENT, [each for each in assigned if each.template.urgent])):
            instants = [each.done_at(seed) for each in chosen]
            if None not in instants:
                id = ONBOARDING_PROCESS.write(smartrecruiters.read(), one.id)
                expected[event, id] = max(instant for instant in instants if instant is not None)

    with hearing(smartrecruiters) as heard:
        smartrecruiters.world.advance(60 * DAY)

    assert {(one.event, one.facts["onboarding_process_id"]): one.at for one in heard} == expected
    assert len(heard) == len(expected)
    assert [one.at for one in heard] == sorted(expected.values())
    assert 0 < sum(event == ALL for event, _ in expected) < len(processes), "some never do everything"
    with hearing(smartrecruiters) as again:
        smartrecruiters.world.advance(60 * DAY)
    assert again == []


def test_nobody_is_told_of_who_is_gone_by_then(smartrecruiters: VendorClient) -> None:
    begun(smartrecruiters)
    world = smartrecruiters.read()
    awaited = {one.process for one in world[COMPLETIONS]}
    people = [one for one in world.candidates if not one.confidential]

    for one in people:
        done(smartrecruiters.delete(f"/candidates/{ids.CANDIDATE.write(world, one.id)}"))

    assert awaited
    assert list(smartrecruiters.read()[COMPLETIONS]) == []
    with hearing(smartrecruiters) as heard:
        smartrecruiters.world.advance(60 * DAY)
    assert heard == []
