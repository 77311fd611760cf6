"""Jobs as they are answered."""

from typing import Any

from ats_sandbox.contract.call import Call
from ats_sandbox.vendors.smartrecruiters.ids import DEPARTMENT, JOB, USER
from ats_sandbox.vendors.smartrecruiters.jobads.views import sections
from ats_sandbox.vendors.smartrecruiters.jobs.location import job_location
from ats_sandbox.vendors.smartrecruiters.labels import labelled
from ats_sandbox.vendors.smartrecruiters.languages import language
from ats_sandbox.vendors.smartrecruiters.links import action
from ats_sandbox.vendors.smartrecruiters.places import present
from ats_sandbox.vendors.smartrecruiters.vocabulary import JOB_STATUSES, NOT_PUBLISHED, VISIBILITIES
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain import wordlists
from ats_sandbox.world.domain.commands.postings import default_posting
from ats_sandbox.world.domain.jobs import Job, JobEvent, Pay
from ats_sandbox.world.domain.postings import Posting
from ats_sandbox.world.domain.reading import Reading


def posting_status(posting: Posting | None) -> str:
    """Who can see a job, which is who can see its default ad."""
    return VISIBILITIES.say(posting.visibility) if posting is not None and posting.published else NOT_PUBLISHED


def job_summary(call: Call, job: Job) -> dict[str, Any]:
    """A job of a list."""
    posting = default_posting(call.world, job.id)
    return present(
        {
            **_head(call.world, job, posting),
            "language": None if posting is None else language(posting.language),
            "actions": {"details": action(call, _path(call, job))},
        }
    )


def job_details(call: Call, job: Job) -> dict[str, Any]:
    """A whole job. The company has defined no job properties, so there are none to tell."""
    world = call.world
    posting = default_posting(world, job.id)
    path = _path(call, job)
    return present(
        {
            **_head(world, job, posting),
            "targetHiringDate": None if job.target_hiring_at is None else iso(job.target_hiring_at),
            "industry": labelled(job.industry, wordlists.industry_label(job.industry)),
            "function": labelled(job.function, wordlists.function_label(job.function)),
            "typeOfEmployment": _listed(job.employment_type, wordlists.employment_type_label),
            "experienceLevel": labelled(job.experience_level, wordlists.experience_level_label(job.experience_level)),
            "eeoCategory": _listed(job.eeo_category, wordlists.eeo_category_label),
            "template": job.template,
            "creator": creator(world, job.creator),
            "compensation": None if job.pay is None else compensation(job.pay),
            "jobAd": None if posting is None else job_ad(posting),
            "actions": {
                "hiringTeam": action(call, f"{path}/hiring-team"),
                "publications": action(call, f"{path}/publication"),
                "positions": action(call, f"{path}/positions"),
                "details": action(call, path),
            },
        }
    )


def _path(call: Call, job: Job) -> str:
    return f"/jobs/{JOB.write(call.world, job.id)}"


def _head(world: Reading, job: Job, posting: Posting | None) -> dict[str, Any]:
    """What a job of a list and a whole one have in common."""
    return {
        "id": JOB.write(world, job.id),
        "title": job.title,
        "refNumber": job.reference,
        "createdOn": iso(job.created_at),
        "updatedOn": iso(job.updated_at),
        "lastActivityOn": iso(job.active_at),
        "department": department(world, job.department),
        "location": job_location(job.place),
        "status": JOB_STATUSES.say(job.status),
        "postingStatus": posting_status(posting),
    }


def _listed(id: str | None, label_of: Any) -> dict[str, str] | None:
    return None if id is None else labelled(id, label_of(id))


def department(world: Reading, id: int | None) -> dict[str, Any] | None:
    """The department of a job, or None."""
    found = world.departments.get(id)
    if found is None:
        return None
    told = {"id": DEPARTMENT.write(world, found.id), "label": found.name, "description": found.description or None}
    return present(told)


def creator(world: Reading, id: int) -> dict[str, Any]:
    """Who opened a job."""
    user = world.users.get(id)
    names = {} if user is None else {"firstName": user.first_name, "lastName": user.last_name}
    return {"id": USER.write(world, id), **names}


def compensation(pay: Pay) -> dict[str, Any]:
    """A salary band; what is open is absent."""
    return present({"min": pay.minimum, "max": pay.maximum, "currency": pay.currency})


def job_ad(posting: Posting) -> dict[str, Any]:
    """The text of a job's default ad."""
    return {"sections": sections(posting.advert), "language": language(posting.language)}


def status_entry(call: Call, event: JobEvent) -> dict[str, Any]:
    """One status that a job had; `user` is told when a user brought it there."""
    told = {"changedOn": iso(event.at), "status": JOB_STATUSES.say(event.status)}
    if event.user is None:
        return told
    path = f"/user-api/v201804/users/{USER.write(call.world, event.user)}"
    return {**told, "actions": {"user": action(call, path)}}
