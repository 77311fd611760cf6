"""A candidate on a job as it is answered."""

from typing import Any

from ats_sandbox.contract.call import Call
from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.labels import labelled
from ats_sandbox.vendors.smartrecruiters.links import action
from ats_sandbox.vendors.smartrecruiters.places import present
from ats_sandbox.vendors.smartrecruiters.sources import source_action
from ats_sandbox.vendors.smartrecruiters.vocabulary import CANDIDATE_STATUSES
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.applications import Activity, Application
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.reading import Reading

REASONS = {ApplicationStatus.REJECTED: "reasonOfRejection", ApplicationStatus.WITHDRAWN: "reasonOfWithdrawal"}


def job_path(world: Reading, job: int) -> str:
    """The path of a job."""
    return f"/jobs/{ids.JOB.write(world, job)}"


def application_path(world: Reading, one: Application) -> str:
    """The path of a candidate on a job."""
    return f"/candidates/{ids.CANDIDATE.write(world, one.candidate)}{job_path(world, one.job)}"


def sub_status(world: Reading, status: ApplicationStatus, stage: int | None) -> str | None:
    """The named step within a status that a stage stands for, if it does."""
    found = world.stages.get(stage)
    return found.name if found is not None and found.step and found.phase is status else None


def standing(call: Call, one: Application) -> dict[str, Any]:
    """An application as Standing. A source that is none of the company's own has a label and no details."""
    world = call.world
    source = world.sources.get(one.source)
    reason = world.reasons.get(one.reason)
    shown: dict[str, Any] = {
        "status": CANDIDATE_STATUSES.say(one.status),
        "subStatus": sub_status(world, one.status, one.stage),
        "startsOn": None if one.starts_at is None else iso(one.starts_at),
        "source": one.origin if source is None else source.label,
        "actions": None if source is None else {"sourceDetails": source_action(call, source)},
    }
    if reason is not None and one.status in REASONS:
        shown[REASONS[one.status]] = labelled(ids.REASON.write(world, reason.id), reason.label)
    return present(shown)


def assignment_job(call: Call, one: Application) -> dict[str, Any]:
    """The job of an application; its position once somebody was hired into one."""
    path = job_path(call.world, one.job)
    actions = {"details": action(call, path)}
    if one.status is ApplicationStatus.HIRED:
        for position in call.world.positions.where(job=one.job):
            if position.application == one.id:
                id = ids.POSITION.write(call.world, position.id)
                actions["positionDetails"] = action(call, f"{path}/positions/{id}")
    return {
        "id": ids.JOB.write(call.world, one.job),
        "title": call.world.jobs[one.job].title,
        "actions": actions,
    }


def assignment(call: Call, one: Application) -> dict[str, Any]:
    """An application as Assignment."""
    return {"job": assignment_job(call, one), **standing(call, one)}


def application(call: Call, one: Application) -> dict[str, Any]:
    """An application as Application; its `url` is this answer's own, as nothing says of what else it might be."""
    return {
        **standing(call, one),
        "url": call.url(application_path(call.world, one)),
        "applicationId": ids.APPLICATION.write(call.world, one.id),
    }


def history(world: Reading, one: Application) -> list[dict[str, Any]]:
    """What changed the status of an application, oldest first."""
    changes = [(entry, entry.status) for entry in world.activities.where(application=one.id) if entry.dated is None]
    return [change(world, entry, status) for entry, status in changes if status is not None]


def change(world: Reading, entry: Activity, status: ApplicationStatus) -> dict[str, Any]:
    """One change of status. No name of an action is published, so there is none."""
    return present(
        {
            "changedOn": iso(entry.at),
            "status": CANDIDATE_STATUSES.say(status),
            "subStatus": sub_status(world, status, entry.stage),
            "actions": {},
        }
    )
