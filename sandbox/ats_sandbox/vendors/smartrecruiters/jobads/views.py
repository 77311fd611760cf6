"""Job ads as they are answered."""

from typing import Any

from ats_sandbox.contract.call import Call
from ats_sandbox.vendors.smartrecruiters.ids import JOB, JOB_AD, USER
from ats_sandbox.vendors.smartrecruiters.jobs.location import job_location
from ats_sandbox.vendors.smartrecruiters.languages import language
from ats_sandbox.vendors.smartrecruiters.links import action
from ats_sandbox.vendors.smartrecruiters.places import present
from ats_sandbox.vendors.smartrecruiters.vocabulary import NOT_PUBLISHED, VISIBILITIES
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.postings import Advert, Posting, Section

SECTIONS = {
    "companyDescription": "company_description",
    "jobDescription": "job_description",
    "qualifications": "qualifications",
    "additionalInformation": "additional_information",
}
"""The sections in their order on the wire, with their names in the world."""


def job_ad_item(call: Call, job: Job, posting: Posting) -> dict[str, Any]:
    """A whole ad. One without a place of its own is where its job is."""
    world = call.world
    path = f"/jobs/{JOB.write(world, job.id)}/jobads/{JOB_AD.write(world, posting.id)}"
    return {
        "id": JOB_AD.write(world, posting.id),
        "title": posting.title,
        "language": language(posting.language),
        "location": job_location(posting.place or job.place),
        "jobAd": sections(posting.advert),
        "createdOn": iso(posting.created_at),
        "updatedOn": iso(posting.updated_at),
        "postingStatus": "PUBLISHED" if posting.published else NOT_PUBLISHED,
        "visibility": VISIBILITIES.say(posting.visibility),
        "default": posting.default,
        "creator": {"id": USER.write(world, posting.creator)},
        "actions": {"postings": action(call, f"{path}/postings")},
    }


def sections(advert: Advert) -> dict[str, Any]:
    """The sections that an ad has."""
    told: dict[str, Any] = {}
    for name, field in SECTIONS.items():
        section: Section | None = getattr(advert, field)
        if section is not None:
            told[name] = present({"title": section.title, "text": section.text})
    if advert.videos:
        told["videos"] = {"urls": list(advert.videos)}
    return told


def advert_told(told: dict[str, Any] | None) -> Advert:
    """The text that a request describes; a section that it leaves out is empty."""
    told = told or {}
    parts = {
        field: Section(told[name].get("title"), told[name].get("text"))
        for name, field in SECTIONS.items()
        if told.get(name) is not None
    }
    videos = tuple((told.get("videos") or {}).get("urls") or ())
    return Advert(**parts, videos=videos)
