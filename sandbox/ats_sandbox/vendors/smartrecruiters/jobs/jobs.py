"""Jobs: search, open, read and rewrite them, bring them to a status, and note what recruiters share about them."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.refusal import ApiError, Invalid, Rule, Violation
from ats_sandbox.contract.schema import Members, ResponseSchema, request_of, shape_of
from ats_sandbox.vendors.smartrecruiters import apis, documents, errors, vocabulary
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call, Facts
from ats_sandbox.vendors.smartrecruiters.documents import Instant, document_of, entry, id_of, input_of, made, part
from ats_sandbox.vendors.smartrecruiters.ids import DEPARTMENT, JOB, USER
from ats_sandbox.vendors.smartrecruiters.jobs.job_ads import DEFAULT_LANGUAGE, JobAdSections, advert_of, posting_status
from ats_sandbox.vendors.smartrecruiters.jobs.properties import (
    UNFIT,
    UNFIT_OF_NEW,
    JobProperty,
    describe,
    properties_of,
)
from ats_sandbox.vendors.smartrecruiters.jobs.search import FILTERS, JOB_PAGES
from ats_sandbox.vendors.smartrecruiters.languages import LANGUAGES, Language, language
from ats_sandbox.vendors.smartrecruiters.links import Action, link, links
from ats_sandbox.vendors.smartrecruiters.places import JobLocation, job_place, offices_at
from ats_sandbox.vendors.smartrecruiters.repositories import JOBS
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.vendors.smartrecruiters.vocabulary import JOB_STATUSES, POSTING_STATUSES, Spelled
from ats_sandbox.world.domain import wordlists
from ats_sandbox.world.domain.commands.jobs import change_job_status, open_job, revise_job
from ats_sandbox.world.domain.commands.postings import advertise, default_posting, description_in, rewrite_posting
from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.domain.departments import Department
from ats_sandbox.world.domain.jobs import Job, Pay
from ats_sandbox.world.domain.postings import Posting
from ats_sandbox.world.domain.reading import Reading

jobs = Resource("Jobs", "Requisitions: what the company hires for", apis.JOBS, JOBS)
job_notes = Resource("Job notes", "What recruiters write down about a job", apis.JOBS, JOBS)


class ShownJob(NamedTuple):
    """A job with its default ad: what its documents are made of."""

    job: Job
    ad: Posting | None


def with_ad(job: Job, call: AnyCall) -> ShownJob:
    """A job with its default ad."""
    return ShownJob(job, default_posting(call.world, job.id))


def _language(shown: ShownJob, call: AnyCall) -> Document | None:
    return None if shown.ad is None else language(shown.ad.language)


def _department(shown: ShownJob, call: AnyCall) -> Department | None:
    return call.world.departments.get(shown.job.department)


JobDepartment = shape_of(
    "JobDepartment",
    id=fields.Text(of=id_of(DEPARTMENT)),
    label=fields.Text(of="name", required=True),
    description=documents.Filled(),
)


def _link(below: str = "", *, required: bool = False) -> ma.fields.Nested:
    """The link to a job, or to what is below it."""
    return link(f"/jobs/{{jobId}}{below}", id_of(JOB, "job.id"), required=required)


class JobHead(ResponseSchema):
    """What a job of a list and a whole one have in common."""

    id = fields.Text(of=id_of(JOB, "job.id"))
    title = fields.Text(of="job.title")
    refNumber = fields.Text(of="job.reference")
    createdOn = Instant(of="job.created_at")
    updatedOn = Instant(of="job.updated_at")
    lastActivityOn = Instant(of="job.active_at")
    department = part(JobDepartment, _department)
    location = part(JobLocation, "job.place")
    status = Spelled(JOB_STATUSES, vocabulary.READ_ONLY_JOB_STATUSES, of="job.status")
    postingStatus = fields.Choice(POSTING_STATUSES, of=lambda shown, call: posting_status(shown.ad))


class JobSummary(JobHead):
    """A job of a list."""

    language = made(Language, _language)
    actions = links("JobSummaryActions", details=_link(required=True))


JobCreator = shape_of("JobCreator", id=fields.Text(), firstName=fields.Text(), lastName=fields.Text())
"""Who opened a job; a user who is gone has only an id."""


def _creator(shown: ShownJob, call: AnyCall) -> Document:
    id = {"id": USER.write(call.world, shown.job.creator)}
    user = call.world.users.get(shown.job.creator)
    return id if user is None else {**id, "firstName": user.first_name, "lastName": user.last_name}


Compensation = shape_of(
    "Compensation", min=fields.Number(of="minimum"), max=fields.Number(of="maximum"), currency=fields.Text()
)
"""A salary band; what is open is absent."""
JobAd = shape_of("JobAd", sections=part(JobAdSections, "ad.advert"), language=made(Language, _language))


class JobDetails(JobHead):
    """A whole job."""

    targetHiringDate = Instant(of="job.target_hiring_at")
    industry = entry("job.industry", wordlists.industry_label)
    function = entry("job.function", wordlists.function_label)
    typeOfEmployment = entry("job.employment_type", wordlists.employment_type_label)
    experienceLevel = entry("job.experience_level", wordlists.experience_level_label)
    eeoCategory = entry("job.eeo_category", wordlists.eeo_category_label)
    template = fields.Boolean(of="job.template")
    creator = made(JobCreator, _creator)
    compensation = part(Compensation, "job.pay")
    jobAd = part(JobAd, lambda shown, call: None if shown.ad is None else shown)
    properties = fields.Array(fields.Nested(JobProperty), of=lambda shown, call: properties_of(shown.job.id, call))
    actions = links(
        "JobDetailsActions",
        hiringTeam=_link("/hiring-team"),
        publications=_link("/publication"),
        positions=_link("/positions"),
        applyOnWeb=made(Action, documents.nothing),
        details=_link(),
    )


Identifiable = request_of("Identifiable", id=fields.Text(least=1, most=256, required=True))
# A salary band whose ends may be open.
input_of(Compensation, "CompensationInput")
input_of(JobAd, "JobAdInput")
JobInput = input_of(
    JobDetails,
    "JobInput",
    "title refNumber targetHiringDate department location! industry function typeOfEmployment experienceLevel"
    " eeoCategory template compensation jobAd properties",
    title=fields.Text(least=1, most=256, required=True),
    refNumber=fields.Text(most=63, allow_none=True),
    **{one: fields.Nested(Identifiable, required=True) for one in ("industry", "function", "experienceLevel")},
    **{one: fields.Nested(Identifiable, allow_none=True) for one in ("department", "typeOfEmployment", "eeoCategory")},
)
"""A whole job with its default ad."""
JobStatusUpdate = shape_of("JobStatusUpdate", status=Spelled(JOB_STATUSES, required=True))
JobStatusInput = input_of(JobStatusUpdate, "JobStatusInput", "status!")
JobStatusHistoryContent = shape_of(
    "JobStatusHistoryContent",
    changedOn=Instant(of="at"),
    status=Spelled(JOB_STATUSES, vocabulary.READ_ONLY_JOB_STATUSES, required=True),
    actions=links(
        "JobStatusHistoryActions", user=link("/user-api/v201804/users/{id}", id_of(USER, "user"), required=True)
    ),
)
"""One status that a job had."""
JobNote = shape_of("JobNote", content=fields.Text(of="note", required=True))
JobNoteInput = input_of(JobNote, "JobNoteInput", content=fields.Text(most=20_000, required=True))

LISTS: Mapping[str, tuple[Callable[[Reading, str], object], type[ApiError]]] = {
    "department": (lambda world, one: world.departments.get(DEPARTMENT.read(world, one)), errors.DepartmentNotFound),
    "industry": (lambda world, one: wordlists.industry_label(one), errors.IndustryNotFound),
    "function": (lambda world, one: wordlists.function_label(one), errors.FunctionNotFound),
    "employment_type": (lambda world, one: wordlists.employment_type_label(one), errors.TypeOfEmploymentNotFound),
    "language": (lambda world, one: LANGUAGES.get(one), errors.JobAdLanguageNotFound),
    "eeo_category": (lambda world, one: wordlists.eeo_category_label(one), errors.EeoCategoryNotFound),
}
"""What a body can name that the company may not have, in the order in which it is looked up."""
UNKNOWN_ENTRIES = [refusal for _, refusal in LISTS.values()]


def job_fields(world: Reading, body: Members, before: Place | None = None) -> tuple[Members, Members]:
    """Fields of a Job, all but its reference, and of its default ad; what the body leaves out is empty."""
    named = {name: one and one["id"] for name, one in body.items() if name in LISTS}
    ad, level = body["jobAd"] or {}, body["experience_level"]["id"]
    wanted = {**named, "language": (ad.get("language") or {"code": DEFAULT_LANGUAGE})["code"]}
    if wordlists.experience_level_label(level) is None:
        levels = tuple(wordlists.word_lists().experience_levels)
        raise Invalid(Violation(Rule.CHOICE, ("experienceLevel", "id"), value=level, choices=levels))
    for name, (find, refusal) in LISTS.items():
        if wanted[name] is not None and find(world, wanted[name]) is None:
            raise refusal
    place, pay = job_place(world, body["place"], before), body["pay"]
    described = {
        **named,
        "title": body["title"],
        "target_hiring_at": body["target_hiring_at"],
        "place": place,
        "locations": offices_at(world, place),
        "department": named["department"] and DEPARTMENT.read(world, named["department"]),
        "experience_level": level,
        "pay": pay and Pay(**pay),
        "template": bool(body["template"]),
    }
    return described, {"title": body["title"], "language": wanted["language"], "advert": advert_of(ad.get("advert"))}


jobs.lists(
    "/jobs",
    "Search for jobs.\n\n"
    "`q` looks for words in titles. `city` and `department` (a label) mind letter case. `statuses` overrides the\n"
    "deprecated `status`. Newest first, by `offset`; with `sort=job_id` oldest first, by `pageId`.",
    id="list_jobs",
    item=JobSummary,
    shown_as=with_ad,
    envelope="Jobs",
    complete=False,
    style=JOB_PAGES,
    filters=FILTERS,
)


@jobs.post(
    "/jobs",
    id="create_job",
    body=JobInput,
    returns={201: JobDetails},
    errors=[*UNKNOWN_ENTRIES, *UNFIT_OF_NEW],
    evidence=apis.CREATED,
)
def create_job(call: Call) -> Document:
    """Open a job with its default ad, which is not published.

    Without `refNumber` the job is given one. Properties that the company has not defined are ignored.
    """
    world, creator = call.draft, call.caller.user
    described, ad = job_fields(world, call.body)
    described["description"] = description_in(ad["advert"])
    job = open_job(world, creator=creator, reference=call.body["reference"] or "", **described)
    advertise(world, job, creator=job.creator, **ad)
    describe(world, job.id, call.body["properties"], new=True)
    return document_of(JobDetails, with_ad(job, call), call)


jobs.shows("/jobs/{jobId}", "Get a job with its default ad.", id="get_job", schema=JobDetails, shown_as=with_ad)


@jobs.put(
    "/jobs/{jobId}",
    id="put_update_job_and_jobad",
    body=JobInput,
    returns=JobDetails,
    errors=[*UNKNOWN_ENTRIES, *UNFIT],
    evidence=apis.USE_CASES,
)
def put_job(call: Call) -> Document:
    """Update a job and its default ad to a whole new state.

    What the body leaves out is removed, from the ad too; only the reference number, which every job has, then stays.
    Properties that the company has not defined are ignored. Status and note have operations of their own.
    """
    world, job = call.draft, JOBS.get_or_404(call)
    described, ad = job_fields(world, call.body, job.place)
    job = revise_job(world, job, reference=call.body["reference"] or job.reference, **described)
    posting = default_posting(world, job.id) or advertise(world, job, creator=call.caller.user, **ad)
    rewrite_posting(world, posting, place=None, **ad)
    describe(world, job.id, call.body["properties"])
    return document_of(JobDetails, with_ad(world.jobs[job.id], call), call)


@jobs.put(
    "/jobs/{jobId}/status",
    id="put_update_job_status",
    body=JobStatusInput,
    returns={201: JobStatusUpdate},
    evidence=apis.USE_CASES,
    facts=Facts(codes={"status": "INVALID_STATUS"}),
)
def put_status(call: Call) -> Document:
    """Update the status of a job.

    From any status to any other. The one it has already is accepted, and not noted in its history again.
    """
    job = change_job_status(call.draft, JOBS.get_or_404(call), call.body["status"], by=call.caller.user)
    return document_of(JobStatusUpdate, job, call)


jobs.lists(
    "/jobs/{jobId}/status/history",
    "Get every status that a job had, the oldest first.",
    id="get_job_status_history",
    item=JobStatusHistoryContent,
    rows=lambda call: call.world.job_events.where(job=JOBS.get_or_404(call).id),
    envelope="JobStatusHistory",
)
job_notes.shows(
    "/jobs/{jobId}/note",
    "Get the note of a job, which is empty before one is written.",
    id="get_job_note",
    evidence=apis.NOTE,
    schema=JobNote,
)


@job_notes.put(
    "/jobs/{jobId}/note",
    id="put_update_job_note",
    body=JobNoteInput,
    returns=JobNote,
    evidence=apis.USE_CASES,
    facts=Facts(forbidden=errors.JobNoteForbidden),
)
def put_note(call: Call) -> Document:
    """Update the note of a job: up to 20 000 characters, counted as characters.

    A caller who may not see the job is refused with 401 here.
    """
    return document_of(JobNote, revise_job(call.draft, JOBS.get_or_404(call), note=call.body["note"]), call)
