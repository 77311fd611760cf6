"""Requests that lead to events of candidates and of their applications."""

from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.onboarding.completions import COMPLETIONS
from ats_sandbox.vendors.smartrecruiters.onboarding.state import (
    NEW_HIRE,
    ONBOARDING_PROCESS,
    ONBOARDING_PROCESSES,
    begin_onboarding,
)
from ats_sandbox.world.clock import DAY
from ats_sandbox.world.domain.applications import APPLICATIONS, Application, ScreeningAnswer
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.schedule import NEVER
from tests.client import VendorClient
from tests.vendors.smartrecruiters import applying, people, property_places, resume_files
from tests.vendors.smartrecruiters.webhooks.hearing import beside
from tests.vendors.smartrecruiters.webhooks.provocation import READY, Expected, Provocation, done, expected
from tests.vendors.stackone.api import ATS

READY_TO_ONBOARD = {"onboardingStatus": "READY_TO_ONBOARD"}


def names(client: VendorClient, one: Application) -> tuple[str, str, str]:
    """The job, the candidate and the application, as bodies name them."""
    world = client.read()
    codecs = ((ids.JOB, one.job), (ids.CANDIDATE, one.candidate), (ids.APPLICATION, one.id))
    job, candidate, application = (codec.write(world, ordinal) for codec, ordinal in codecs)
    return job, candidate, application


def candidate(client: VendorClient) -> Iterator[Expected]:
    yield READY
    yield expected(done(client.post("/candidates", json=people.ADA)).json["id"])


def candidate_changed(client: VendorClient) -> Iterator[Expected]:
    id = done(client.post("/candidates", json=people.ADA)).json["id"]
    yield READY
    done(client.patch(f"/candidates/{id}", json={"phoneNumber": "+44 7700 900999"}))
    yield expected(id)


def candidate_tagged(client: VendorClient) -> Iterator[Expected]:
    id = done(client.post("/candidates", json=people.ADA)).json["id"]
    yield READY
    done(client.put(f"/candidates/{id}/tags", json={"tags": ["nights"]}))
    yield expected(id)


def candidate_deleted(client: VendorClient) -> Iterator[Expected]:
    world = client.read()
    reviewed = (world.applications[card.application] for card in world.scorecards)
    one = next(one for one in reviewed if not one.confidential and one.status is not ApplicationStatus.HIRED)
    _, id, _ = names(client, one)
    yield READY
    done(client.delete(f"/candidates/{id}"))
    yield expected(id)


def application(client: VendorClient) -> Iterator[Expected]:
    job = people.job_id(client, people.an_application(client).job)
    yield READY
    id = done(client.post(f"/jobs/{job}/candidates", json=people.ADA)).json["id"]
    made = max(client.read().applications, key=lambda one: one.id)
    assert names(client, made)[:2] == (job, id)
    yield expected(*names(client, made), also=("candidate.created",))


def status(client: VendorClient) -> Iterator[Expected]:
    one = people.an_application(client)
    yield READY
    done(client.put(f"{people.application_path(client, one)}/status", json={"status": "OFFERED"}))
    yield expected(*names(client, one))


def fields(client: VendorClient) -> Iterator[Expected]:
    one = people.an_application(client)
    chosen = [property_places.property_id(client, key) for key in ("probationEnd", "buddy")]
    values = ["2031-05-04T03:00:00.000Z", ids.USER.write(client.read(), 3)]
    yield READY
    body = [{"id": id, "value": value} for id, value in zip(chosen, values, strict=True)]
    done(client.put(f"{people.application_path(client, one)}/properties", json=body))
    yield expected(*names(client, one))


def onboarding_status(client: VendorClient) -> Iterator[Expected]:
    one = people.an_application(client, ApplicationStatus.OFFERED)
    yield READY
    done(client.put(f"{people.application_path(client, one)}/onboardingStatus", json=READY_TO_ONBOARD))
    yield expected(*names(client, one))


def source(client: VendorClient) -> Iterator[Expected]:
    one = people.an_application(client)
    path, told = people.application_path(client, one), people.a_source(client, "Employee referral")
    assert client.get(path).json["source"] != "Employee referral"
    yield READY
    done(client.put(f"{path}/source", json=told))
    yield expected(*names(client, one))


def answers(client: VendorClient) -> Iterator[Expected]:
    ad = applying.an_ad(client, asking="SINGLE_SELECT")
    yield READY
    _, _, one = applying.applied(client, ad)
    assert one.answers
    yield expected(*names(client, one), also=("application.created", "candidate.created"))


def answers_changed(client: VendorClient) -> Iterator[Expected]:
    one = next(one for one in client.read().applications if one.answers)
    yield READY
    with client.arrange() as draft:
        said = ScreeningAnswer(question="Which shifts can you take?", type="short_text", values=("All",))
        draft.put(APPLICATIONS, replace(one, answers=(said,), updated_at=draft.now))
    yield expected(*names(client, one))


def attachment(client: VendorClient) -> Iterator[Expected]:
    one = people.an_application(client)
    yield READY
    path = f"{people.application_path(client, one)}/attachments"
    made = done(resume_files.upload(client, path, "Zoë.txt", b"Zo\xc3\xab", attachmentType="GENERIC_FILE")).json["id"]
    yield expected(*names(client, one), made)


def offer(client: VendorClient) -> Iterator[Expected]:
    stackone = beside(client, "stackone")
    listed = stackone.get(f"{ATS}/applications").json["data"][0]
    one = client.read().applications[ids.APPLICATION.read(client.read(), listed["remote_id"]) or 0]
    yield READY
    done(stackone.post(f"{ATS}/offers", json={"application_id": listed["id"]}))
    made = max(client.read().offers, key=lambda each: each.id)
    assert made.application == one.id
    yield expected(*names(client, one)[:2], ids.OFFER.write(client.read(), made.id))


def process(client: VendorClient) -> Iterator[Expected]:
    one = _hired(client)
    yield READY
    done(client.put(f"{people.application_path(client, one)}/onboardingStatus", json=READY_TO_ONBOARD))
    yield expected(*_onboarded(client, one), also=("application.onboarding-status.updated",))


def _hired(client: VendorClient) -> Application:
    """A hire whose onboarding has not begun."""
    known = {one.application for one in client.read()[ONBOARDING_PROCESSES]}
    hired = client.read().applications.where(status=ApplicationStatus.HIRED, confidential=False)
    return next(one for one in hired if one.id not in known)


def _onboarded(client: VendorClient, one: Application) -> tuple[str, str]:
    (begun,) = client.read()[ONBOARDING_PROCESSES].where(application=one.id)
    return ONBOARDING_PROCESS.write(client.read(), begun.id), NEW_HIRE.write(client.read(), one.candidate)


def _begun(client: VendorClient, *, urgent: bool) -> tuple[Application, int]:
    """Somebody whose onboarding has just begun, and when they will be through with all of it, or what is urgent."""
    known = {one.application for one in client.read()[ONBOARDING_PROCESSES]}
    for one in client.read().applications.where(confidential=False):
        if one.id in known:
            continue
        with client.arrange() as draft:
            begun = begin_onboarding(draft, one.id)
        ends = {end.urgent: end.at for end in client.read()[COMPLETIONS].where(process=begun.id)}
        if urgent in ends and ends[True] < ends.get(False, NEVER):
            return one, ends[urgent]
    raise LookupError("somebody who does everything")


def _through(client: VendorClient, *, urgent: bool) -> Iterator[Expected]:
    one, end = _begun(client, urgent=urgent)
    assert end < client.read().now + 21 * DAY
    client.world.advance_to(end - 1)
    yield READY
    client.world.advance(1)
    yield expected(*_onboarded(client, one))


OF_PEOPLE: list[tuple[str, Provocation]] = [
    ("candidate.created", candidate),
    ("candidate.updated", candidate_changed),
    ("candidate.updated", candidate_tagged),
    ("candidate.deleted", candidate_deleted),
    ("application.created", application),
    ("application.status.updated", status),
    ("application.fields.updated", fields),
    ("application.onboarding-status.updated", onboarding_status),
    ("application.source.updated", source),
    ("application.screening-answers.created", answers),
    ("application.screening-answers.updated", answers_changed),
    ("application.attachment.created", attachment),
    ("offer.created", offer),
    ("onboarding.process.started", process),
    ("onboarding.assignments.high-priority.completed", partial(_through, urgent=True)),
    ("onboarding.assignments.completed", partial(_through, urgent=False)),
]
