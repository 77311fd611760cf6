"""Which events a commit means, and of which collections."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ats_sandbox.contract.webhooks import Happening
from ats_sandbox.vendors.smartrecruiters.configuration.state import PROPERTIES_OF_JOBS
from ats_sandbox.vendors.smartrecruiters.onboarding.completions import COMPLETIONS
from ats_sandbox.vendors.smartrecruiters.onboarding.state import ONBOARDING_PROCESSES
from ats_sandbox.vendors.smartrecruiters.properties.state import ONBOARDINGS, VALUES
from ats_sandbox.vendors.smartrecruiters.webhooks.happenings import (
    ads,
    applications,
    approvals,
    candidates,
    interviews,
    jobs,
    new_hires,
    offers,
    reviews,
)
from ats_sandbox.vendors.smartrecruiters.webhooks.happenings.told import Told, happening
from ats_sandbox.world.domain.applications import APPLICATIONS
from ats_sandbox.world.domain.approvals import APPROVAL_COMMENTS, APPROVALS
from ats_sandbox.world.domain.attachments import ATTACHMENTS
from ats_sandbox.world.domain.candidates import CANDIDATES
from ats_sandbox.world.domain.interviews import INTERVIEWS, TIMESLOTS
from ats_sandbox.world.domain.jobs import JOBS
from ats_sandbox.world.domain.offers import OFFERS
from ats_sandbox.world.domain.positions import POSITIONS
from ats_sandbox.world.domain.postings import POSTINGS
from ats_sandbox.world.domain.publications import PUBLICATIONS
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.scorecards import SCORECARDS
from ats_sandbox.world.store.state import Commit

EACH: Mapping[str, Callable[[Reading, Any, Any], Iterator[Told]]] = {
    JOBS.name: jobs.of_job,
    PROPERTIES_OF_JOBS.name: jobs.of_property,
    POSITIONS.name: jobs.of_position,
    POSTINGS.name: ads.of_ad,
    PUBLICATIONS.name: ads.of_publication,
    CANDIDATES.name: candidates.of_candidate,
    APPLICATIONS.name: applications.of_application,
    VALUES.name: applications.of_value,
    ONBOARDINGS.name: applications.of_onboarding,
    ATTACHMENTS.name: applications.of_attachment,
    OFFERS.name: offers.of_offer,
    APPROVALS.name: approvals.of_approval,
    APPROVAL_COMMENTS.name: approvals.of_comment,
    SCORECARDS.name: reviews.of_review,
    INTERVIEWS.name: interviews.of_interview,
    TIMESLOTS.name: interviews.of_timeslot,
    ONBOARDING_PROCESSES.name: new_hires.of_process,
    COMPLETIONS.name: new_hires.of_completion,
}
"""What the change of one record means, by its collection."""

WATCHED = frozenset(EACH)

UNREQUESTED: Mapping[str, str] = {
    "application.screening-answers.updated": "no vendor's API changes answers; candidates correct theirs on a web page",
    **{
        f"{noun}.approver.delegated": "no API delegates; approvers do so in the web application"
        for noun in ("job", "offer")
    },
}
"""The events that no request to a vendor leads to, with the reason. A tester's own write to the records does."""


def happenings_of(world: Reading, commit: Commit) -> list[Happening]:
    """What a commit means, in the order of its changes. What several changes mean alike is told once.

    The parts that a record is created with do not update it.
    """
    found: dict[tuple[str, tuple[tuple[str, int], ...]], Happening] = {}
    for change in commit.folded():
        events = EACH.get(change.collection)
        if events is not None:
            for one in events(world, change.before, change.after):
                told = happening(world, one, commit.at)
                found.setdefault((told.event, told.about), told)
    return [one for (event, about), one in found.items() if (_creation(event), about) not in found]


def _creation(event: str) -> str:
    """The event that makes an update needless; of anything else, none."""
    noun, _, change = event.rpartition(".")
    return f"{noun}.created" if change == "updated" else ""
