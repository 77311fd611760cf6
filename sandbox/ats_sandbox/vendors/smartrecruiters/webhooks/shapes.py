"""What each event tells: which records its body names, and what it links to.

Members of bodies, and which events have no link, are published (the callbacks of the vendor's OpenAPI of 2024). That of
interviews is named by an integrator (developers.getknit.dev). Inferred, as nothing says more than "entity details": the
paths of the links, which are those where what has changed is read, and that `company_id` is the company's identifier.
"""

from collections.abc import Mapping
from typing import NamedTuple

from ats_sandbox.contract.vendor import IdCodec
from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.onboarding.state import NEW_HIRE, ONBOARDING_PROCESS, ONBOARDING_PROCESSES
from ats_sandbox.vendors.smartrecruiters.webhooks.events import ABOUT_APPROVALS, EVENTS

COMPANY = IdCodec(
    lambda world, ordinal: world.company.identifier,
    lambda world, text: 1 if text == world.company.identifier else None,
)


class Subject(NamedTuple):
    """A kind of record that bodies name: its member, its ids, and its noun or collection in the world."""

    member: str
    codec: IdCodec
    noun: str


SUBJECTS = {
    "job": Subject("job_id", ids.JOB, "job"),
    "ad": Subject("job_ad_id", ids.JOB_AD, "posting"),
    "position": Subject("position_id", ids.POSITION, "position"),
    "candidate": Subject("candidate_id", ids.CANDIDATE, "candidate"),
    "application": Subject("application_id", ids.APPLICATION, "application"),
    "attachment": Subject("attachment_id", ids.ATTACHMENT, "attachment"),
    "offer": Subject("offer_id", ids.OFFER, "offer"),
    "approval": Subject("approval_id", ids.APPROVAL, "approval"),
    "review": Subject("review_id", ids.REVIEW, "scorecard"),
    "interview": Subject("interview_id", ids.INTERVIEW, "interview"),
    "process": Subject("onboarding_process_id", ONBOARDING_PROCESS, ONBOARDING_PROCESSES.name),
    "new_hire": Subject("new_hire_id", NEW_HIRE, "candidate"),
    "company": Subject("company_id", COMPANY, "company"),
}
"""By the words of SHAPES."""


class Shape(NamedTuple):
    """The subjects of a body, in its order, and the path that its event links to, by their members; empty for none."""

    subjects: tuple[str, ...]
    link: str

    @property
    def members(self) -> tuple[str, ...]:
        """The names of the members; a job or a candidate alone is just `id`."""
        if self.subjects in (("job",), ("candidate",)):
            return ("id",)
        return tuple(SUBJECTS[one].member for one in self.subjects)


_JOB, _AD, _POSITION = ("job",), ("job", "ad"), ("job", "position")
_APPLICATION, _OFFER = ("job", "candidate", "application"), ("job", "candidate", "offer")
_REVIEW, _ONBOARDING = ("application", "review"), ("process", "new_hire")
_INTERVIEW = ("interview", "application", "candidate", "company")
_APPROVAL = {"job": ("approval", "job"), "offer": ("approval", "job", "candidate", "offer")}
_ON_JOB = "/candidates/{candidate_id}/jobs/{job_id}"
_APPROVALS = "/approvals-api/v201910/approvals/{approval_id}"
_REVIEWS = "/reviews-api/v201910/reviews/{review_id}"
_INTERVIEWS = "/interviews-api/v201904/interviews/{interview_id}"
_PROCESSES = "/smartonboard-api/v202205/onboarding-processes/{onboarding_process_id}"

SHAPES: Mapping[str, Shape] = {
    "job.created": Shape(_JOB, "/jobs/{id}"),
    "job.updated": Shape(_JOB, "/jobs/{id}"),
    "job.status.updated": Shape(_JOB, "/jobs/{id}"),
    "job.hiring-team.updated": Shape(_JOB, "/jobs/{id}/hiring-team"),
    "job.ad.created": Shape(_AD, "/jobs/{job_id}/jobads/{job_ad_id}"),
    "job.ad.updated": Shape(_AD, "/jobs/{job_id}/jobads/{job_ad_id}"),
    "job.ad.postings.updated": Shape(_AD, "/jobs/{job_id}/jobads/{job_ad_id}/postings"),
    "position.created": Shape(_POSITION, "/jobs/{job_id}/positions/{position_id}"),
    "position.updated": Shape(_POSITION, "/jobs/{job_id}/positions/{position_id}"),
    "position.deleted": Shape(_POSITION, ""),
    "application.created": Shape(_APPLICATION, _ON_JOB),
    "application.status.updated": Shape(_APPLICATION, _ON_JOB),
    "application.fields.updated": Shape(_APPLICATION, f"{_ON_JOB}/properties"),
    "application.onboarding-status.updated": Shape(_APPLICATION, f"{_ON_JOB}/onboardingStatus"),
    "application.source.updated": Shape(_APPLICATION, _ON_JOB),
    "application.screening-answers.created": Shape(_APPLICATION, f"{_ON_JOB}/screening-answers"),
    "application.screening-answers.updated": Shape(_APPLICATION, f"{_ON_JOB}/screening-answers"),
    "application.attachment.created": Shape((*_APPLICATION, "attachment"), "/candidates/attachments/{attachment_id}"),
    "candidate.created": Shape(("candidate",), "/candidates/{id}"),
    "candidate.updated": Shape(("candidate",), "/candidates/{id}"),
    "candidate.deleted": Shape(("candidate",), ""),
    "offer.created": Shape(_OFFER, f"{_ON_JOB}/offers/{{offer_id}}"),
    "offer.updated": Shape(_OFFER, f"{_ON_JOB}/offers/{{offer_id}}"),
    "review.created": Shape(_REVIEW, _REVIEWS),
    "review.updated": Shape(_REVIEW, _REVIEWS),
    "review.deleted": Shape(_REVIEW, _REVIEWS),
    "onboarding.process.started": Shape(_ONBOARDING, _PROCESSES),
    "onboarding.assignments.high-priority.completed": Shape(_ONBOARDING, f"{_PROCESSES}/assignments"),
    "onboarding.assignments.completed": Shape(_ONBOARDING, f"{_PROCESSES}/assignments"),
    "interview.created": Shape(_INTERVIEW, _INTERVIEWS),
    "interview.updated": Shape(_INTERVIEW, _INTERVIEWS),
    "interview.canceled": Shape(_INTERVIEW, _INTERVIEWS),
    **{
        f"{noun}.{change}": Shape(subjects, f"{_APPROVALS}/comments" if "comment" in change else _APPROVALS)
        for noun, subjects in _APPROVAL.items()
        for change in ABOUT_APPROVALS
    },
}
"""By event."""
assert SHAPES.keys() == set(EVENTS), "an event has no shape"
