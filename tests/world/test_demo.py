"""What everybody who starts the sandbox finds: something of every kind."""

from collections import Counter
from collections.abc import Callable

import pytest

from ats_sandbox.world.clock import START
from ats_sandbox.world.domain.attachments import AttachmentKind
from ats_sandbox.world.domain.candidates import Consent
from ats_sandbox.world.domain.interviews import Response
from ats_sandbox.world.domain.jobs import OPEN_STATUSES, JobStatus
from ats_sandbox.world.domain.offers import OfferStatus
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.positions import PositionStatus, PositionType
from ats_sandbox.world.domain.postings import PostingVisibility
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.reasons import Decider
from ats_sandbox.world.domain.scorecards import Recommendation
from ats_sandbox.world.domain.users import UserRole
from ats_sandbox.world.domain.wordlists import word_lists


@pytest.fixture(params=[1, 2, 3, 4])
def its(request: pytest.FixtureRequest, reading: Callable[..., Reading]) -> Reading:
    """The demo world of several seeds."""
    return reading("demo", request.param)


def test_it_is_about_as_big_as_it_says(its: Reading) -> None:
    assert len(its.candidates) == 250
    assert len(its.jobs) == 30
    assert 380 <= len(its.applications) <= 400


def test_the_company_is_acme_talent(its: Reading) -> None:
    company = its.company
    assert (company.identifier, company.name) == ("AcmeTalent", "Acme Talent")
    assert company.website == "https://www.acme-talent.example"


def test_jobs_are_in_every_status_and_most_are_open(its: Reading) -> None:
    assert {job.status for job in its.jobs} == set(JobStatus)
    assert sum(job.status in OPEN_STATUSES for job in its.jobs) > 20


def test_some_jobs_are_confidential_and_some_people_only_on_them(its: Reading) -> None:
    assert len(its.jobs.where(confidential=True)) in (3, 4)
    assert its.candidates.where(confidential=True)
    mixed = [one for one in its.candidates.where(confidential=False) if both(its, one.id)]
    assert mixed, "somebody is on a confidential job and on another one"


def both(its: Reading, candidate: int) -> bool:
    return {one.confidential for one in its.applications.where(candidate=candidate)} == {True, False}


def test_applications_are_in_every_status(its: Reading) -> None:
    assert {one.status for one in its.applications} == set(ApplicationStatus)
    assert any(one.reserved for one in its.applications)
    assert {bool(one.answers) for one in its.applications} == {True, False}
    assert any(one.origin for one in its.applications)
    assert any(one.source is None and one.origin is None for one in its.applications)
    assert {one.posting is None for one in its.applications} == {True, False}


def test_people_have_no_application_or_one_or_several(its: Reading) -> None:
    counts = Counter(one.candidate for one in its.applications)
    assert len(counts) < len(its.candidates)
    assert max(counts.values()) >= 3
    assert 1 in counts.values()


def test_people_come_with_and_without(its: Reading) -> None:
    for facts in ("tags", "phones", "links", "education", "experience"):
        assert {bool(getattr(one, facts)) for one in its.candidates} == {True, False}, facts
    for fact in ("place", "employer", "title", "rating", "consented_at", "source"):
        assert {getattr(one, fact) is None for one in its.candidates} == {True, False}, fact
    assert {one.consent for one in its.candidates} == set(Consent)
    assert {one.internal for one in its.candidates} == {True, False}
    assert all(one.emails for one in its.candidates)


def test_offers_are_in_every_status(its: Reading) -> None:
    assert {one.status for one in its.offers} == set(OfferStatus)
    assert any(one.revisions for one in its.offers)


def test_interviews_lie_behind_and_ahead(its: Reading) -> None:
    assert {one.starts_at > START for one in its.timeslots} == {True, False}
    assert {one.scheduled_here for one in its.interviews} == {True, False}
    assert {one.cancelled for one in its.interviews} == {True, False}
    assert {one.no_show for one in its.timeslots} == {True, False}
    assert {one.candidate_response for one in its.timeslots} == {*Response, None}
    assert {one.candidate_response for one in its.interviews} == {*Response, None}
    assert {invited.response for one in its.timeslots for invited in one.interviewers} == set(Response)
    assert max(Counter(one.interview for one in its.timeslots).values()) >= 2


def test_scorecards_come_to_every_conclusion(its: Reading) -> None:
    assert {one.recommendation for one in its.scorecards} == set(Recommendation)
    assert {one.interview is None for one in its.scorecards} == {True, False}
    assert {one.rating for one in its.scorecards} == {0, 1, 2, 3, 4, 5}


def test_notes_and_files_are_of_every_kind(its: Reading) -> None:
    assert {one.private for one in its.notes} == {True, False}
    for fact in ("application", "interview", "author"):
        assert {getattr(one, fact) is None for one in its.notes} == {True, False}, fact
    assert {one.kind for one in its.attachments} == set(AttachmentKind)
    assert {one.content_type for one in its.attachments} == {"text/plain", "application/pdf"}


def test_histories_have_notes_reserves_and_dated_entries(its: Reading) -> None:
    assert any(entry.note for entry in its.activities)
    assert any(entry.reserved for entry in its.activities)
    assert any(entry.dated for entry in its.activities)


def test_adverts_are_out_and_not_out_in_several_languages(its: Reading) -> None:
    assert {one.published for one in its.postings} == {True, False}
    assert {one.visibility for one in its.postings if one.published} == set(PostingVisibility)
    assert len({one.language for one in its.postings}) >= 3
    assert {one.language for one in its.postings.where(job=1)} > {"en"}


def test_seats_are_open_filled_and_cancelled(its: Reading) -> None:
    assert {one.status for one in its.positions} == set(PositionStatus)
    assert {one.type for one in its.positions} == set(PositionType)
    assert any(not its.positions.where(job=job.id) for job in its.jobs)


def test_jobs_lack_what_a_job_may_lack(its: Reading) -> None:
    for fact in ("department", "pay", "target_hiring_at", "employment_type", "eeo_category", "opened_at", "closed_at"):
        assert {getattr(one, fact) is None for one in its.jobs} == {True, False}, fact
    assert {bool(one.locations) for one in its.jobs} == {True, False}
    assert any(len(one.locations) > 1 for one in its.jobs)


def test_words_of_jobs_are_in_the_word_lists(its: Reading) -> None:
    lists = word_lists()
    for job in its.jobs:
        assert job.industry in lists.industries
        assert job.function in lists.functions
        assert job.experience_level in lists.experience_levels
        assert job.employment_type is None or job.employment_type in lists.employment_types
        assert job.eeo_category is None or job.eeo_category in lists.eeo_categories
    assert its.company.industry in lists.industries


def test_users_have_every_role_and_one_has_left(its: Reading) -> None:
    assert {one.role for one in its.users} == set(UserRole)
    assert [one.active for one in its.users].count(False) == 1
    assert {one.phone is None for one in its.users} == {True, False}
    assert {one.location is None for one in its.users} == {True, False}


def test_reference_data_leaves_room_for_mistakes(its: Reading) -> None:
    assert any(not its.jobs.where(department=one.id) for one in its.departments)
    by_type: dict[str, set[str | None]] = {}
    for source in its.sources:
        by_type.setdefault(source.type, set()).add(source.subtype)
    assert None not in by_type["JOB_BOARD"]
    assert len(by_type["JOB_BOARD"]) >= 2
    assert any(subtypes == {None} for subtypes in by_type.values())
    assert len(its.reasons.where(decider=Decider.COMPANY)) >= 8
    assert len(its.reasons.where(decider=Decider.CANDIDATE)) >= 6
    assert {one.active for one in its.pipelines} == {True, False}
    assert {its.stages[1].name, its.stages[2].name} == {"Lead", "New"}


def test_the_first_records_make_a_good_example(its: Reading) -> None:
    job, application, candidate = its.jobs[1], its.applications[1], its.candidates[1]
    assert job.status in OPEN_STATUSES
    assert not job.confidential
    assert job.department is not None
    assert job.pay is not None
    assert its.positions.where(job=1)
    first_advert = its.postings.where(job=1).first()
    assert first_advert is not None
    assert (first_advert.id, first_advert.published, first_advert.visibility) == (1, True, PostingVisibility.PUBLIC)
    applications = [one.id for one in its.applications.where(job=1)]
    assert len(applications) > 10
    interviews = [one for of in applications for one in its.interviews.where(application=of)]
    assert any(one.scheduled_here and its.timeslots.where(interview=one.id) for one in interviews)
    assert any(its.offers.where(application=of) for of in applications)
    assert (application.job, application.candidate) == (1, 1)
    assert application.status in (ApplicationStatus.NEW, ApplicationStatus.IN_REVIEW)
    assert not application.confidential
    assert application.primary
    assert candidate.email
    assert candidate.phone
    assert candidate.place
    assert not candidate.confidential
    assert its.attachments.where(candidate=1)


def test_a_pdf_is_one_that_readers_open(its: Reading) -> None:
    """The table of contents of the file points at its objects."""
    files = [one.content for one in its.attachments if one.content_type == "application/pdf"]
    for content in files:
        assert content.startswith(b"%PDF-1.4\n")
        assert content.endswith(b"%%EOF\n")
        start = int(content.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
        table = content[start:].split(b"\n")
        assert table[0] == b"xref"
        for number, line in enumerate(table[3 : 3 + int(table[1].split()[1]) - 1], 1):
            assert len(line) == 19
            assert content[int(line[:10]) :].startswith(b"%d 0 obj\n" % number)
        length = int(content.split(b"/Length ")[1].split(b" ")[0])
        stream = content.split(b"stream\n", 1)[1]
        assert stream[length:].startswith(b"\nendstream")
