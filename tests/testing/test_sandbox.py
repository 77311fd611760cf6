"""`Sandbox` in Python: worlds, time, people who act, and facts to assert."""

import subprocess
import sys
import unittest
from datetime import timedelta
from pathlib import Path

import pytest

import ats_sandbox
from ats_sandbox import Ats, Sandbox, SeedRefused
from ats_sandbox.control.errors import BadRequest, Taken
from ats_sandbox.testing.actors import NoSuchChoice
from ats_sandbox.world.domain.offers import OfferStatus
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.refusals import AlreadyApplied


@pytest.fixture(scope="module")
def company() -> Sandbox:
    return Sandbox()


@pytest.fixture
def ats(company: Sandbox, request: pytest.FixtureRequest) -> Ats:
    name = f"w-{abs(hash(request.node.nodeid))}"
    company.worlds.drop(name)
    return company.fork(name)


def applied(ats: Ats, email: str = "ada@example.com") -> int:
    job = next(one for one in ats.world.jobs if not one.confidential)
    return ats.applicant.applies(job, first_name="Ada", last_name="Quill", email=email).id


def test_a_block_has_a_sandbox_of_a_seed_and_a_recipe() -> None:
    with Sandbox(seed=7, world="empty") as ats:
        assert (ats.world.seed, len(ats.world.candidates)) == (7, 0)
    with Sandbox("demo", 3, 12, limits="enforce", clock="running") as ats:
        assert (ats.world.seed, len(ats.world.candidates)) == (3, 12)
        assert (ats.limits, ats.clock.mode) == ("enforce", "running")


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(BadRequest):
        Sandbox(world="mars")
    with pytest.raises(TypeError):
        Sandbox("demo", world="edge")
    with pytest.raises(ValueError, match="limits"):
        Sandbox(limits="never")


def test_a_recruiter_moves_rejects_notes_and_hires(ats: Ats) -> None:
    application = applied(ats)

    moved = ats.recruiter.moves(application, to="Interview")
    note = ats.recruiter.writes_note(moved, "Strong on systems")
    rejected = ats.recruiter.rejects(moved)
    hired = ats.recruiter.hires(rejected)

    assert ats.world.stage_of(moved).name.casefold() == "interview" or moved.status is ApplicationStatus.INTERVIEW
    assert (note.candidate, note.application, note.author) == (moved.candidate, moved.id, 1)
    assert (rejected.status, hired.status) == (ApplicationStatus.REJECTED, ApplicationStatus.HIRED)
    assert [one.status for one in ats.world.history_of(hired)][-2:] == [
        ApplicationStatus.REJECTED,
        ApplicationStatus.HIRED,
    ]


def test_people_outside_apply_withdraw_and_answer_offers(ats: Ats) -> None:
    application = applied(ats)

    offer = ats.recruiter.offers(application, 52_000)
    accepted = ats.applicant.accepts(offer)
    withdrawn = ats.applicant.withdraws(application)

    assert (offer.status, accepted.status) == (OfferStatus.PENDING_ACCEPTANCE, OfferStatus.ACCEPTED)
    assert withdrawn.status is ApplicationStatus.WITHDRAWN
    with pytest.raises(AlreadyApplied):
        applied(ats)


def test_a_recruiter_invites_and_reviews(ats: Ats) -> None:
    application = applied(ats)

    interview = ats.recruiter.invites(application, ats.clock.now + 86_400_000)
    card = ats.recruiter.reviews(application, 4, "yes")

    assert (interview.application, card.rating) == (application, 4)
    assert ats.world.candidates.by_email("ada@example.com").rating == 4.0


def test_a_choice_that_there_is_not_tells_those_there_are(ats: Ats) -> None:
    with pytest.raises(NoSuchChoice, match="the job has"):
        ats.recruiter.moves(applied(ats), to="Enlightenment")
    with pytest.raises(NoSuchChoice, match="there are"):
        ats.recruiter.rejects(applied(ats, "bea@example.com"), "Because")


def test_what_people_do_every_vendor_tells(ats: Ats) -> None:
    id = applied(ats)
    application = ats.world.applications[id]
    person = ats.id("smartrecruiters", "candidate", application.candidate)

    found = ats.requests_session().get(
        f"{ats.smartrecruiters}/candidates/{person}", headers=ats.smartrecruiters.headers()
    )

    assert found.json()["email"] == "ada@example.com"


def test_people_and_jobs_are_found_by_what_they_are_called(ats: Ats) -> None:
    id = applied(ats)
    application = ats.world.applications[id]
    person, job = ats.world.candidates[application.candidate], ats.world.jobs[application.job]

    assert ats.world.candidates.by_name("Ada Quill") == person
    assert ats.world.candidates.by_email("nobody@example.com") is None
    assert ats.world.jobs.by_reference(job.reference) == job
    assert ats.world.jobs.by_title(job.title).title == job.title
    assert list(ats.world.applications.of(person)) == [application]
    assert application in ats.world.applications.of(job)
    assert ats.world.applications.between(person, job) == application


def test_time_passes_when_it_is_told_to(ats: Ats) -> None:
    begin = ats.clock.now

    assert ats.clock.advance(days=1) == begin + 86_400_000
    assert ats.clock.advance(timedelta(seconds=1)) == begin + 86_401_000
    assert ats.clock.advance("PT1H") == begin + 90_001_000
    assert ats.clock.advance_to("2027-01-01") == ats.clock.now
    assert ats.clock.text == "2027-01-01T00:00:00.000Z"
    for wrong in ("yesterday", "P1M"):
        with pytest.raises(ValueError, match="not an ISO 8601"):
            ats.clock.advance(wrong)
    with pytest.raises(ValueError, match="never goes back"):
        ats.clock.advance_to(0)


def test_a_world_goes_back_to_a_snapshot_and_to_its_beginning(ats: Ats) -> None:
    begin = ats.world.state
    ats.snapshots.take("before")
    applied(ats)

    ats.restore("before")
    assert ats.world.state == begin
    applied(ats)
    ats.reset()
    assert ats.world.state == begin


def test_a_block_forgets_the_worlds_that_were_made_in_it() -> None:
    with Sandbox(world="empty") as ats:
        ats.fork("other")
        with pytest.raises(Taken):
            ats.fork("other")
        assert len(ats["third"].world.candidates) == 0
        assert list(ats.worlds) == ["default", "other", "third"]
    assert list(ats.worlds) == ["default"]


def test_a_world_is_served_to_other_processes() -> None:
    ats = Sandbox(world="empty").fork("shared")
    script = (
        "import sys, urllib.request as u; "
        "print(u.urlopen(u.Request(sys.argv[1], headers={'X-SmartToken': 'sandbox-admin'})).status)"
    )

    with ats.serve() as served:
        url = f"{served.smartrecruiters}/candidates?limit=1"
        done = subprocess.run([sys.executable, "-c", script, url], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "200"
    assert "/w/shared/" in url
    assert ats.journal.count(vendor="smartrecruiters", status=200) == 1


def test_every_public_name_is_there() -> None:
    assert [getattr(ats_sandbox, name).__name__ for name in ats_sandbox.__all__] == ats_sandbox.__all__
    with pytest.raises(AttributeError, match="no attribute 'Sandbux'"):
        _ = ats_sandbox.Sandbux


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, ats_sandbox; print(*sys.modules); ats_sandbox.Sandbox"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    loaded = set(done.stdout.split())
    assert "ats_sandbox" in loaded
    assert not loaded & {"flask", "ats_sandbox.app", "ats_sandbox.testing", "requests", "httpx", "aiohttp"}


class AtHomeInUnittest(unittest.TestCase):
    """The same without pytest's fixtures."""

    def setUp(self) -> None:
        self.ats = self.enterContext(Sandbox(world="empty"))

    def test_a_case_has_a_sandbox(self) -> None:
        with self.ats.httpx_client(headers=self.ats.bindbee.headers()) as client:
            assert client.get(f"{self.ats.bindbee}/api/ats/v1/jobs").status_code == 200


def test_an_application_is_brought_to_a_named_state() -> None:
    ats = Sandbox()
    application = next(one for one in ats.world.applications if one.status == "new")

    hired = ats.goto(application, "hired")

    assert hired.id == application.id
    assert ats.world.applications[application.id].status == "hired"
    with pytest.raises(ValueError, match="hired"):
        ats.goto(application.id, "hirred")


def test_own_data_is_laid_over_a_world_that_is_in_use(tmp_path: Path) -> None:
    ats, seed = Sandbox(world="empty"), tmp_path / "seed.toml"
    seed.write_text('[candidates.ada]\nfirst_name = "Ada"\nlast_name = "Novak"\n')

    ats.load_seed(seed)

    assert [one.last_name for one in ats.world.candidates] == ["Novak"]
    with pytest.raises(SeedRefused, match="candidates"):
        ats.load_seed({"candidates": {"bo": {"last_name": 5}}})
    assert len(ats.world.candidates) == 1


def test_a_base_is_a_text() -> None:
    ats = Sandbox(world="empty")

    assert isinstance(ats.stackone, str)
    assert ats.stackone + "/unified/ats/jobs" == f"{ats.stackone.url}/unified/ats/jobs"
    assert len(repr(ats.stackone)) < 100
    with ats.httpx_client(base_url=ats.stackone, headers=ats.stackone.headers()) as client:
        assert client.get("/unified/ats/jobs").status_code == 200


def test_actors_take_records_of_the_kind_that_is_meant() -> None:
    ats = Sandbox()
    job, application = ats.world.jobs[1], ats.world.applications[1]

    with pytest.raises(TypeError, match="expected Application or its id, not Job"):
        ats.recruiter.moves(job, to="interview")  # type: ignore[arg-type]
    for stars in (-1, 6):
        with pytest.raises(ValueError, match="a rating is 0 to 5 stars"):
            ats.recruiter.reviews(application, stars, "yes")
    for salary in (0, -5):
        with pytest.raises(ValueError, match="a salary must be above 0"):
            ats.recruiter.offers(application, salary)
    assert ats.world.applications[1] == application
