"""An interview as a request describes it, held against the people and jobs it names."""

from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.schema import Members
from ats_sandbox.vendors.smartrecruiters.errors import CandidateForbidden, JobForbidden
from ats_sandbox.vendors.smartrecruiters.ids import CANDIDATE, JOB, USER
from ats_sandbox.vendors.smartrecruiters.vocabulary import RESPONSES
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.commands.applications import application_of
from ats_sandbox.world.domain.interviews import Interviewer, Response
from ats_sandbox.world.domain.reading import Reading


def slot_faults(world: Reading, slot: Members, *path: str | int) -> list[Violation]:
    """What is wrong with a timeslot beyond its types."""
    faults = []
    if slot["endsOn"] <= slot["startsOn"]:
        faults.append(_fault("must be later than startsOn", *path, "endsOn"))
    for at, invited in enumerate(slot["interviewers"]):
        if world.users.get(USER.read(world, invited["id"])) is None:
            faults.append(_fault("is no user", *path, "interviewers", at, "id"))
    return faults


def _fault(text: str, *path: str | int) -> Violation:
    return Violation(Rule.CUSTOM, path, text=text)


def invited_application(call: AnyCall, body: Members) -> Application:
    """The application that the interview is about; raises Invalid for everything that names nobody."""
    world = call.world
    faults = []
    candidate = world.candidates.get(CANDIDATE.read(world, body["candidate"]["id"]))
    job = world.jobs.get(JOB.read(world, body["jobId"]))
    application = application_of(world, candidate.id, job.id) if candidate and job else None
    if candidate is None:
        faults.append(_fault("is no candidate", "candidate", "id"))
    if job is None:
        faults.append(_fault("is no job", "jobId"))
    if candidate and job and application is None:
        faults.append(_fault("is not assigned to the job", "candidate", "id"))
    if world.users.get(USER.read(world, body["organizerId"])) is None:
        faults.append(_fault("is no user", "organizerId"))
    for at, slot in enumerate(body["timeslots"]):
        faults += slot_faults(world, slot, "timeslots", at)
    if job is not None and not call.can_see(job):
        raise JobForbidden
    if application is not None and not call.can_see(application):
        raise CandidateForbidden
    if application is None or faults:
        raise Invalid(*faults)
    return application


def slot_fields(world: Reading, slot: Members) -> Members:
    """Fields of a Timeslot, of a body without faults."""
    return {
        "type": slot.get("interviewType"),
        "title": slot.get("title"),
        "place": slot.get("place"),
        "starts_at": slot["startsOn"],
        "ends_at": slot["endsOn"],
        "interviewers": tuple(
            Interviewer(USER.read(world, invited["id"]) or 0, RESPONSES.read(invited["status"]))
            for invited in slot["interviewers"]
        ),
        "candidate_response": response_of(slot.get("candidateStatus")),
    }


def response_of(text: str | None) -> Response | None:
    """The answer that a text stands for, or None."""
    return None if text is None else RESPONSES.read(text)
