"""Candidates as they are answered."""

from typing import Any

from ats_sandbox.contract.call import Call
from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.applications.views import assignment, job_path, sub_status
from ats_sandbox.vendors.smartrecruiters.links import action
from ats_sandbox.vendors.smartrecruiters.places import candidate_location, present
from ats_sandbox.vendors.smartrecruiters.vocabulary import CANDIDATE_STATUSES, CONSENTS
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.candidates import Candidate, Education, Experience

NETWORKS = ("skype", "linkedin", "facebook", "twitter", "website")


def path(call: Call, person: Candidate) -> str:
    """The path of a candidate."""
    return f"/candidates/{ids.CANDIDATE.write(call.world, person.id)}"


def assignments(call: Call, person: Candidate) -> tuple[Application | None, list[Application]]:
    """The primary assignment and the secondary ones, as far as the caller may see their jobs."""
    seen = list(call.visible(call.world.applications.where(candidate=person.id)))
    primary = next((one for one in seen if one.primary), None)
    return primary, [one for one in seen if not one.primary]


def person_facts(call: Call, person: Candidate) -> dict[str, Any]:
    """What lists and details have in common."""
    return {
        "id": ids.CANDIDATE.write(call.world, person.id),
        "internal": person.internal,
        "firstName": person.first_name,
        "lastName": person.last_name,
        "email": person.email,
        "createdOn": iso(person.created_at),
        "updatedOn": iso(person.updated_at),
        "location": None if person.place is None else candidate_location(person.place),
        "averageRating": person.rating,
        "tags": list(person.tags),
    }


def listed(call: Call, person: Candidate) -> dict[str, Any]:
    """A candidate as Candidate."""
    primary, secondary = assignments(call, person)
    here = path(call, person)
    return present(
        {
            **person_facts(call, person),
            "consent": {"status": CONSENTS.say(person.consent)},
            "primaryAssignment": None if primary is None else listed_primary(call, primary),
            "secondaryAssignments": [{"job": listed_job(call, one)} for one in secondary],
            "actions": {"details": action(call, here), "properties": action(call, f"{here}/properties")},
        }
    )


def listed_job(call: Call, one: Application) -> dict[str, Any]:
    """The job of an assignment, in a list."""
    id = ids.JOB.write(call.world, one.job)
    return {"id": id, "actions": {"details": action(call, job_path(call.world, one.job))}}


def listed_primary(call: Call, one: Application) -> dict[str, Any]:
    """The primary assignment, in a list."""
    return present(
        {
            "job": {**listed_job(call, one), "title": call.world.jobs[one.job].title},
            "status": CANDIDATE_STATUSES.say(one.status),
            "subStatus": sub_status(call.world, one.status, one.stage),
        }
    )


def details(call: Call, person: Candidate) -> dict[str, Any]:
    """A candidate as CandidateDetails."""
    primary, secondary = assignments(call, person)
    here = path(call, person)
    links = {name: action(call, f"{here}/{name}") for name in ("properties", "attachments", "consent", "consents")}
    return present(
        {
            **person_facts(call, person),
            "phoneNumber": person.phone,
            "web": present({network: person.link(network) for network in NETWORKS}),
            "education": [education(one) for one in person.education],
            "experience": [experience(one) for one in person.experience],
            "primaryAssignment": None if primary is None else assignment(call, primary),
            "secondaryAssignments": [assignment(call, one) for one in secondary],
            "actions": links,
        }
    )


def education(one: Education) -> dict[str, Any]:
    """Time at a school. The two required members are empty where another system left them out."""
    return {
        "institution": one.institution or "",
        "degree": one.degree or "",
        **present({"major": one.major}),
        **when_and_where(one),
    }


def experience(one: Experience) -> dict[str, Any]:
    """Time at an employer."""
    return {**present({"title": one.title, "company": one.company}), **when_and_where(one)}


def when_and_where(one: Education | Experience) -> dict[str, Any]:
    """What both kinds of time have."""
    return present(
        {
            "current": one.current,
            "location": one.location,
            "startDate": one.start_date,
            "endDate": one.end_date,
            "description": one.description,
        }
    )
