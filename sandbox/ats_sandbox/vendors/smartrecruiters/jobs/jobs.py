"""Jobs: search, open, read, rewrite and patch them."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import load
from ats_sandbox.contract.json_patch import JsonPatch, Patch
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.refusal import ApiError, Invalid, Rule, Violation
from ats_sandbox.contract.schema import Members, ResponseSchema, request_of, shape_of
from ats_sandbox.contract.views import declared
from ats_sandbox.vendors.smartrecruiters import apis, documents, errors, vocabulary
from ats_sandbox.vendors.smartrecruiters.approvals.jobs import ask_for_approval
from ats_sandbox.vendors.smartrecruiters.approvals.state import needs_approval
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call, Facts
from ats_sandbox.vendors.smartrecruiters.documents import Instant, document_of, entry, id_of, input_of, made, part
from ats_sandbox.vendors.smartrecruiters.ids import DEPARTMENT, JOB, USER
from ats_sandbox.vendors.smartrecruiters.jobs.job_ads import DEFAULT_LANGUAGE, JobAdSections, advert_of, posting_status
from ats_sandbox.vendors.smartrecruiters.jobs.posting_work import AD_WORKS
from ats_sandbox.vendors.smartrecruiters.jobs.properties import (
    UNFIT_PROPERTIES,
    UNFIT_PROPERTIES_OF_NEW,
    JobProperty,
    describe,
    properties_of,
)
from ats_sandbox.vendors.smartrecruiters.jobs.search import FILTERS, JOB_PAGES
from ats_sandbox.vendors.smartrecruiters.languages import LANGUAGES, Language, ad_language, language
from ats_sandbox.vendors.smartrecruiters.links import Action, link, links
from ats_sandbox.vendors.smartrecruiters.places import (
    COORDINATE,
    JobLocation,
    JobLocationInput,
    ListedJobLocation,
    job_place,
    offices_at,
)
from ats_sandbox.vendors.smartrecruiters.repositories import JOBS
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.vendors.smartrecruiters.vocabulary import JOB_STATUSES, POSTING_STATUSES, Spelled
from ats_sandbox.world.domain import wordlists
from ats_sandbox.world.domain.commands.jobs import open_job, revise_job
from ats_sandbox.world.domain.commands.postings import advertise, default_posting, description_in, rewrite_posting
from ats_sandbox.world.domain.departments import Department
from ats_sandbox.world.domain.jobs import Job, Pay
from ats_sandbox.world.domain.postings import Posting
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.users import UserRole

jobs = Resource("Jobs", "Requisitions: what the company hires for", apis.JOBS, JOBS)
UNSEEN = Facts(forbidden=errors.JobUnauthorized)
UNSEEN_OR_UNFIT = Facts(forbidden=errors.JobUnauthorized, invalid=errors.Unprocessable)


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

    id = fields.Text(of=id_of(JOB, "job.id"), required=True)
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

    location = part(ListedJobLocation, "job.place")
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
LISTS: Mapping[str, tuple[Callable[[Reading, str], object], type[ApiError]]] = {
    "department": (lambda world, one: world.departments.get(DEPARTMENT.read(world, one)), errors.DepartmentNotFound),
    "industry": (lambda world, one: wordlists.industry_label(one), errors.IndustryNotFound),
    "function": (lambda world, one: wordlists.function_label(one), errors.FunctionNotFound),
    "employment_type": (lambda world, one: wordlists.employment_type_label(one), errors.TypeOfEmploymentNotFound),
    "language": (lambda world, one: LANGUAGES.get(one), errors.JobAdLanguageNotFound),
    "eeo_category": (lambda world, one: wordlists.eeo_category_label(one), errors.EeoCategoryNotFound),
}
"""What a body can name that the company may not have, in the order in which it is looked up."""
UNFIT = [*(refusal for _, refusal in LISTS.values()), errors.TypeOfEmploymentNotAllowed, errors.TemplatesForbidden]
"""What is refused of a job that is written, in whichever way."""
UNFIT_TO_OPEN = [
    *(errors.ExperienceLevelNotFound, errors.CityNotFound, errors.InvalidGeoData),
    *(errors.JobCreationForbidden, errors.ReferenceTaken),
]
"""What is refused of a new one besides."""
OPENING_ROLES = frozenset({UserRole.ADMINISTRATOR, UserRole.RECRUITER, UserRole.HIRING_MANAGER})
"""The roles that may open jobs."""


def role_of(call: AnyCall) -> UserRole | None:
    """The role of the user in whose name a call acts; None of one who is gone."""
    user = call.world.users.get(call.caller.user)
    return None if user is None else user.role


def job_fields(call: AnyCall, body: Members, before: Job | None = None) -> tuple[Members, Members]:
    """Fields of a Job, all but its reference, and of its default ad; what the body leaves out is empty."""
    world, named = call.world, {name: one and one["id"] for name, one in body.items() if name in LISTS}
    ad, level = body["jobAd"] or {}, body["experience_level"]["id"]
    wanted = {**named, "language": ad_language((ad.get("language") or {"code": DEFAULT_LANGUAGE})["code"])}
    if wordlists.experience_level_label(level) is None:
        levels = tuple(wordlists.word_lists().experience_levels)
        raise Invalid(Violation(Rule.CHOICE, ("experienceLevel", "id"), value=level, choices=levels))
    for name, (find, refusal) in LISTS.items():
        if wanted[name] is not None and find(world, wanted[name]) is None:
            raise refusal
    country = body["place"]["country_code"].upper()
    if country not in vocabulary.NATIONAL_EMPLOYMENT_TYPES.get(wanted["employment_type"], {country}):
        raise errors.TypeOfEmploymentNotAllowed
    if (body["template"] or (before and before.template)) and role_of(call) is not UserRole.ADMINISTRATOR:
        raise errors.TemplatesForbidden
    place, pay = job_place(world, body["place"], before.place if before else None), body["pay"]
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
    "deprecated `status`. Newest first, or with `q` those first whose titles say little else, by `offset`; with\n"
    "`sort=job_id` oldest first, by `pageId`.",
    id="list_jobs",
    item=JobSummary,
    shown_as=with_ad,
    envelope="Jobs",
    complete=False,
    style=JOB_PAGES,
    filters=FILTERS,
    errors=[errors.InvalidPageId],
)


def new_body(call: Call) -> Members:
    """The body of a job that is to be opened; what is wrong with its place or level has codes of its own there."""
    try:
        body = call.body
    except Invalid as invalid:
        if all(one.expected == COORDINATE for one in invalid.violations):
            raise errors.InvalidGeoData from None
        raise
    if not any(letter.isalpha() for letter in body["place"]["city"]):
        raise errors.CityNotFound
    if wordlists.experience_level_label(body["experience_level"]["id"]) is None:
        raise errors.ExperienceLevelNotFound
    return body


@jobs.post(
    "/jobs",
    id="create_job",
    body=JobInput,
    returns={201: JobDetails},
    errors=[*UNFIT, *UNFIT_PROPERTIES_OF_NEW, *UNFIT_TO_OPEN],
    evidence=apis.JOBS.evidence,
    facts=Facts(invalid=errors.Unprocessable),
)
def create_job(call: Call) -> Document:
    """Open a job with its default ad, which is not published.

    Without `refNumber` the job is given one. Properties that the company has not defined are ignored.
    """
    if role_of(call) not in OPENING_ROLES:
        raise errors.JobCreationForbidden
    world, creator, body = call.draft, call.caller.user, new_body(call)
    described, ad = job_fields(call, body)
    if body["reference"] and world.jobs.where(reference=body["reference"]):
        raise errors.ReferenceTaken
    described["description"] = description_in(ad["advert"])
    job = open_job(world, creator=creator, reference=body["reference"] or "", **described)
    advertise(world, job, creator=job.creator, **ad)
    describe(world, job.id, call.body["properties"], new=True)
    return document_of(JobDetails, with_ad(job, call), call)


jobs.shows(
    "/jobs/{jobId}",
    "Get a job with its default ad.",
    id="get_job",
    schema=JobDetails,
    shown_as=with_ad,
    facts=UNSEEN,
    observes=AD_WORKS,
)


@jobs.put(
    "/jobs/{jobId}",
    id="put_update_job_and_jobad",
    body=JobInput,
    returns=JobDetails,
    errors=[*UNFIT, *UNFIT_PROPERTIES],
    evidence=apis.USE_CASES,
    facts=UNSEEN_OR_UNFIT,
)
def put_job(call: Call) -> Document:
    """Update a job and its default ad to a whole new state.

    What the body leaves out is removed, from the ad too; only the reference number, which every job has, then stays.
    Properties that the company has not defined are ignored. Status and note have operations of their own.
    """
    world, job = call.draft, JOBS.get_or_404(call)
    described, ad = job_fields(call, call.body, job)
    job = revise_job(world, job, reference=call.body["reference"] or job.reference, **described)
    posting = default_posting(world, job.id) or advertise(world, job, creator=call.caller.user, **ad)
    rewrite_posting(world, posting, place=None, **ad)
    describe(world, job.id, call.body["properties"])
    return document_of(JobDetails, with_ad(world.jobs[job.id], call), call)


def patchable(job: Job, call: AnyCall) -> Document:
    """A job as patches find it: what a body may say of it, null where it says nothing.

    The coordinates are not there, as those of a city do not stay when its name changes.
    """
    shown = document_of(JobDetails, with_ad(job, call), call)
    document = {name: shown.get(name) for name, _ in declared(JobInput)}
    place = {name: shown["location"].get(name) for name, _ in declared(JobLocationInput)}
    document["location"] = {name: one for name, one in place.items() if name not in ("longitude", "latitude")}
    return document | {"properties": shown.get("properties", [])}


@jobs.patch(
    "/jobs/{jobId}",
    id="update_job",
    body=JsonPatch(JobInput),
    returns=JobDetails,
    errors=[*UNFIT, *UNFIT_PROPERTIES],
    evidence=apis.JOBS.evidence,
    facts=UNSEEN_OR_UNFIT,
)
def patch_job(call: Call[Patch]) -> Document:
    """Change members of a job and of its default ad, by JSON Patch or by merge patch.

    The patch is applied to what the body of an update would say; an optional member without a value is null there.
    The result has to be such a body again. The ad changes only with what it shows. Another compensation of a job that
    needs approval is there at once, and approvers are asked again.
    """
    world, job = call.draft, JOBS.get_or_404(call)
    before = patchable(job, call)
    after = call.body.apply(before)
    body = load(JobInput, after)
    described, ad = job_fields(call, body, job)
    moved = {field.attribute or name for name, field in declared(JobInput) if after.get(name) != before[name]}
    kept = {name for name in described if ("place" if name == "locations" else name) not in moved}
    fields = {name: value for name, value in described.items() if name not in kept}
    job = revise_job(world, job, reference=body["reference"] or job.reference, **fields)
    if "pay" in fields and needs_approval(world, job.id):
        ask_for_approval(world, job)
    posting = default_posting(world, job.id)
    if posting is None and body["jobAd"] is not None:
        advertise(world, job, creator=call.caller.user, **ad)
    elif posting is not None and moved & {"title", "jobAd", "place"}:
        shown = {name: ad[name] for name in (("language", "advert") if "jobAd" in moved else ())}
        shown |= {name: value for name, value in (("title", body["title"]), ("place", None)) if name in moved}
        rewrite_posting(world, posting, **shown)
    describe(world, job.id, body["properties"])
    return document_of(JobDetails, with_ad(world.jobs[job.id], call), call)
