"""An interview as a request describes it, held against the people and jobs it names."""

from typing import Any

from ats_sandbox.contract.call import Call
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.vendors.smartrecruiters.errors import CandidateForbidden, JobForbidden
from ats_sandbox.vendors.smartrecruiters.ids import CANDIDATE, JOB, USER
from ats_sandbox.vendors.smartrecruiters.vocabulary import RESPONSES
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.commands.applications import application_of
from ats_sandbox.world.domain.interviews import Interviewer, Response
from ats_sandbox.world.domain.reading import Reading


def slot_faults(world: Reading, told: dict[str, Any], *path: str | int) -> list[Violation]:
    """What is wrong with a timeslot beyond its types."""
    faults = []
    if told["endsOn"] <= told["startsOn"]:
        faults.append(Violation(Rule.CUSTOM, (*path, "endsOn"), text="must be later than startsOn"))
    for at, invited in enumerate(told["interviewers"]):
        if world.users.get(USER.read(world, invited["id"])) is None:
            faults.append(Violation(Rule.CUSTOM, (*path, "interviewers", at, "id"), text="is no user"))
    return faults


def invited_application(call: Call, body: dict[str, Any]) -> Application:
    """The application that the interview is about; raises Invalid for everything that names nobody."""
    world = call.world
    faults = []
    candidate = world.candidates.get(CANDIDATE.read(world, body["candidate"]["id"]))
    job = world.jobs.get(JOB.read(world, body["jobId"]))
    application = application_of(world, candidate.id, job.id) if candidate and job else None
    if candidate is None:
        faults.append(Violation(Rule.CUSTOM, ("candidate", "id"), text="is no candidate"))
    if job is None:
        faults.append(Violation(Rule.CUSTOM, ("jobId",), text="is no job"))
    if candidate and job and application is None:
        faults.append(Violation(Rule.CUSTOM, ("candidate", "id"), text="is not assigned to the job"))
    if world.users.get(USER.read(world, body["organizerId"])) is None:
        faults.append(Violation(Rule.CUSTOM, ("organizerId",), text="is no user"))
    for at, slot in enumerate(body["timeslots"]):
        faults += slot_faults(world, slot, "timeslots", at)
    if job is not None and not call.can_see(job):
        raise JobForbidden
    if application is not None and not call.can_see(application):
        raise CandidateForbidden
    if application is None or faults:
        raise Invalid(*faults)
    return application


def slot_told(world: Reading, told: dict[str, Any]) -> dict[str, Any]:
    """Fields of a Timeslot, of a body without faults."""
    return {
        "type": told.get("interviewType"),
        "title": told.get("title"),
        "place": told.get("place"),
        "starts_at": told["startsOn"],
        "ends_at": told["endsOn"],
        "interviewers": tuple(_interviewers(world, told["interviewers"])),
        "candidate_response": response_told(told.get("candidateStatus")),
    }


def _interviewers(world: Reading, told: list[dict[str, Any]]) -> list[Interviewer]:
    found = []
    for invited in told:
        user = USER.read(world, invited["id"])
        assert user is not None, "faults are looked for first"
        found.append(Interviewer(user, RESPONSES.read(invited["status"])))
    return found


def response_told(word: str | None) -> Response | None:
    """The answer behind a word, or None."""
    return None if word is None else RESPONSES.read(word)
