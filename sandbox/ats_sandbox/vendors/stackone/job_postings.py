"""Job postings: the advertisements of jobs."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.stackone import enums, wire
from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.ids import id_pair, remote_id_pair
from ats_sandbox.vendors.stackone.queries import read_queries
from ats_sandbox.vendors.stackone.reads import declare_reads
from ats_sandbox.vendors.stackone.repositories import POSTINGS
from ats_sandbox.vendors.stackone.shapes import Identified, Unified
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.world.domain.jobs import OPEN_STATUSES, Job
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.postings import Posting, PostingVisibility, Section
from ats_sandbox.world.domain.wordlists import word_lists
from ats_sandbox.world.seeding import corpora

job_postings = Resource("Job Postings", "The advertisements of jobs")

GENERAL = "General questions"
"""The name of the questionnaire that every posting has."""

_STATUS = {
    PostingVisibility.PUBLIC: "live",
    PostingVisibility.PRIVATE: "live",
    PostingVisibility.INTERNAL: "internal",
}
"""Of a published posting; one that is not published is a draft, or closed."""

_EMPLOYMENT: dict[str, tuple[str, str | None]] = {
    "permanent": ("permanent", "full_time"),
    "part-time": ("permanent", "part_time"),
    "contract": ("contractor", None),
    "intern": ("intern", None),
}
"""The employment type and the contract type of each kind of employment."""

_SECTIONS = (
    ("company_description", "company_overview"),
    ("job_description", "responsibilities"),
    ("qualifications", "skills"),
    ("additional_information", "benefits"),
)
"""The provider's sections of an advertisement, and what StackOne calls them."""


@dataclass(frozen=True, slots=True)
class Advertisement:
    """A posting with its job, and its address as long as it is published."""

    posting: Posting
    job: Job
    url: str | None


def _advertisement(record: Posting, context: ViewContext) -> Advertisement:
    world = context.world
    url = f"{world.company.website}/jobs/{native_id(world, 'posting', record.id)}" if record.published else None
    return Advertisement(record, world.jobs[record.job], url)


def status(one: Advertisement, _context: ViewContext) -> Document:
    """Live, internal, or else closed with its job, or still a draft."""
    if one.posting.published:
        visibility = one.posting.visibility
        return {"value": _STATUS[visibility], "source_value": visibility.upper()}
    if one.job.status not in OPEN_STATUSES:
        return {"value": "closed", "source_value": one.job.status.upper()}
    return {"value": "draft", "source_value": "DRAFT"}


def _locations(one: Advertisement, context: ViewContext) -> list[Document]:
    offices = [context.world.locations[id] for id in one.job.locations]
    if offices:
        return [{**id_pair(context.world, "location", office.id), "name": office.name} for office in offices]
    place = one.posting.place or one.job.place
    return [{**remote_id_pair(None), "name": f"{place.city}, {place.country}"}]


def _sections(posting: Posting) -> Iterator[tuple[str, str, Section]]:
    for name, type in _SECTIONS:
        section = getattr(posting.advert, name)
        if section is not None:
            yield name, type, section


def content(one: Advertisement, _context: ViewContext) -> Document | None:
    """The text of an advertisement; null when it has none."""
    parts = list(_sections(one.posting))
    if not parts:
        return None
    texts = [part for _, _, section in parts for part in (section.title, section.text) if part]
    markup = [
        f"<{tag}>{escape(text)}</{tag}>"
        for _, _, section in parts
        for tag, text in (("h2", section.title), ("p", section.text))
        if text
    ]
    return {
        "plain": "\n\n".join(texts),
        "html": "".join(markup),
        "sections": [
            {
                **remote_id_pair(name),
                "type": {"value": type, "source_value": name},
                "label": section.title,
                "content": section.text,
            }
            for name, type, section in parts
        ],
    }


def compensation(one: Advertisement, _context: ViewContext) -> list[Document]:
    """The yearly band of a job, if it has one."""
    pay = one.job.pay
    if pay is None:
        return []
    return [
        {
            "title": "Base salary",
            "type": {"value": "salary", "source_value": "SALARY"},
            "pay_period": {"value": "year", "source_value": "YEAR"},
            "pay_frequency": {"value": "yearly", "source_value": "YEAR"},
            "currency": pay.currency,
            "value": None,
            "min_value_range": _amount(pay.minimum),
            "max_value_range": _amount(pay.maximum),
        }
    ]


def _amount(amount: float | None) -> str | None:
    return None if amount is None else f"{amount:.15g}"


def _employment(one: Advertisement, place: int) -> Document | None:
    kind = one.job.employment_type or ""
    value = _EMPLOYMENT.get(kind, (None, None))[place]
    return None if value is None else {"value": value, "source_value": word_lists().employment_types.get(kind)}


def _itself(text: str, _context: ViewContext) -> str:
    return text


class JobPostingLocation(Identified):
    """Where the job is."""

    name = wire.text()


class JobPostingContentSection(Identified):
    """A part of the text."""

    type = wire.enum(enums.SECTION_TYPE)
    label = wire.text()
    content = wire.text()


class JobPostingContent(ResponseSchema):
    """The text, whole and in parts."""

    plain = wire.text()
    html = wire.text()
    sections = wire.many(JobPostingContentSection)


class JobPostingCompensation(ResponseSchema):
    """What the job pays; amounts are strings."""

    title = wire.text()
    type = wire.enum(enums.COMPENSATION_TYPE)
    pay_period = wire.enum(enums.PAY_PERIOD)
    pay_frequency = wire.enum(enums.PAY_FREQUENCY)
    currency = wire.text()
    value = wire.text()
    min_value_range = wire.text()
    max_value_range = wire.text()


class QuestionMultipleChoiceAnswers(ResponseSchema):
    """One of the answers to choose from; its id is its text."""

    id, remote_id = wire.remote_ids(_itself)
    text = wire.text(_itself)


class ParentQuestion(Identified):
    """The question that another one depends on."""

    option_ids = wire.texts()
    remote_option_ids = wire.texts()
    condition_type = wire.enum(enums.CONDITION_TYPE)


class Question(ResponseSchema):
    """A screening question; its id is its text, which answers name."""

    id, remote_id = wire.remote_ids("text")
    name = wire.text("text")
    type = wire.enum(enums.QUESTION_TYPE, lambda one, context: {"value": one.type, "source_value": one.type.upper()})
    text = wire.text()
    required = wire.boolish(lambda one, context: False)
    multiple_choice_answers = wire.many(QuestionMultipleChoiceAnswers, "choices")
    parent_question = wire.one(ParentQuestion, wire.nothing)


class JobPostingQuestionnaire(ResponseSchema):
    """Questions that applicants are asked, the same for every posting; its id is its name."""

    id, remote_id = wire.remote_ids(_itself)
    name = wire.text(_itself)
    internal = wire.boolish(lambda one, context: False)
    questions = wire.many(Question, lambda one, context: corpora.words().screening_questions)


class JobPosting(Unified):
    """An advertisement of a job."""

    id, remote_id = wire.ids("posting", "posting.id")
    title = wire.text(lambda one, context: one.posting.title or None)
    locations = wire.many(JobPostingLocation, _locations)
    internal = wire.bare(
        enums.TRUTH,
        lambda one, context: "true" if one.posting.visibility is PostingVisibility.INTERNAL else "false",
    )
    status = wire.enum(enums.JOB_POSTING_STATUS, status)
    job_id, remote_job_id = wire.ids("job", "posting.job")
    content = wire.one(JobPostingContent, content)
    compensation = wire.many(JobPostingCompensation, compensation)
    employment_type = wire.enum(enums.EMPLOYMENT_TYPE, lambda one, context: _employment(one, 0))
    employment_contract_type = wire.enum(enums.EMPLOYMENT_CONTRACT_TYPE, lambda one, context: _employment(one, 1))
    external_url = wire.text("url")
    external_apply_url = wire.text(lambda one, context: one.url and f"{one.url}/apply")
    questionnaires = wire.many(
        JobPostingQuestionnaire, wire.requested("questionnaires", lambda one, context: [GENERAL])
    )
    start_date = wire.moment("posting.published_at")
    created_at = wire.moment("posting.created_at")
    updated_at = wire.moment("posting.updated_at")


declare_reads(
    job_postings,
    "/job_postings",
    ids=("list_job_postings", "get_job_posting"),
    about=("job postings", "a job posting"),
    repository=POSTINGS,
    shape=JobPosting,
    view=lambda record, context: view_of(JobPosting)(_advertisement(record, context), context),
    queries=read_queries("JobPosting", shows=("include",)),
    more="`include=questionnaires` shows the screening questions.",
)
