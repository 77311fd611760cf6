"""Job postings: the advertisements of jobs."""

from functools import lru_cache
from html import escape

import msgspec

from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import ResponseSchema, shape_of
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.enums import QUESTION_TYPE, shown
from ats_sandbox.vendors.stackone.ids import id_pair, remote_id_pair
from ats_sandbox.vendors.stackone.queries import read_queries
from ats_sandbox.vendors.stackone.records import Records
from ats_sandbox.vendors.stackone.repositories import POSTINGS
from ats_sandbox.vendors.stackone.shapes import Unified
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.world.domain.jobs import OPEN_STATUSES, Job
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.postings import Advert, Posting, PostingVisibility
from ats_sandbox.world.domain.wordlists import word_lists
from ats_sandbox.world.seeding import corpora

job_postings = Resource("Job Postings", "The advertisements of jobs")

GENERAL = "General questions"
"""The name of the questionnaire that every posting has."""

_EMPLOYMENT: dict[str, tuple[str, str | None]] = {
    "permanent": ("permanent", "full_time"),
    "part-time": ("permanent", "part_time"),
    "contract": ("contractor", None),
    "intern": ("intern", None),
    "per_diem": ("casual", None),
}
"""The employment type and the contract type of each kind of employment."""

_SECTIONS = {
    "company_description": "company_overview",
    "job_description": "responsibilities",
    "qualifications": "skills",
    "additional_information": "benefits",
}
"""What StackOne calls the provider's sections of an advertisement."""


class Advertisement(msgspec.Struct, frozen=True):
    """A posting with its job, and its address as long as it is published."""

    posting: Posting
    job: Job
    url: str | None

    @property
    def internal(self) -> bool:
        """True when only the company's own people are to see it."""
        return self.posting.visibility is PostingVisibility.INTERNAL


def _advertisement(record: Posting, context: ViewContext) -> Advertisement:
    world = context.world
    url = f"{world.company.website}/jobs/{native_id(world, 'posting', record.id)}" if record.published else None
    return Advertisement(record, world.jobs[record.job], url)


def _status(one: Advertisement, _context: ViewContext) -> Document:
    """Live, internal, or else closed with its job, or still a draft."""
    if one.posting.published:
        return shown("internal" if one.internal else "live", one.posting.visibility.upper())
    return shown("draft") if one.job.status in OPEN_STATUSES else shown("closed", one.job.status.upper())


def _locations(one: Advertisement, context: ViewContext) -> list[Document]:
    offices = [context.world.locations[id] for id in one.job.locations]
    if offices:
        return [{**id_pair(context.world, "location", office.id), "name": office.name} for office in offices]
    place = one.posting.place or one.job.place
    return [{**remote_id_pair(None), "name": f"{place.city}, {place.country}"}]


@lru_cache(maxsize=4_096)
def _content(advert: Advert) -> Document | None:
    """The text of an advertisement; null when it has none. Lists show the same ones again and again."""
    sections = {name: getattr(advert, name) for name in _SECTIONS}
    parts = [(name, section) for name, section in sections.items() if section is not None]
    if not parts:
        return None
    texts = [pair for _, one in parts for pair in (("h2", one.title), ("p", one.text)) if pair[1]]
    return {
        "plain": "\n\n".join(text for _, text in texts),
        "html": "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in texts),
        "sections": [
            {**remote_id_pair(name), "type": shown(_SECTIONS[name], name), "label": one.title, "content": one.text}
            for name, one in parts
        ],
    }


def _amount(amount: float | None) -> str | None:
    return None if amount is None else f"{amount:.15g}"


def _employment(one: Advertisement, place: int) -> Document | None:
    kind = one.job.employment_type or ""
    value = _EMPLOYMENT.get(kind, (None, None))[place]
    return None if value is None else {"value": value, "source_value": word_lists().employment_types.get(kind)}


def _itself(text: str, _context: ViewContext) -> str:
    return text


JobPostingLocation = wire.identified("JobPostingLocation", name=wire.text())
JobPostingContentSection = wire.identified(
    "JobPostingContentSection", type=wire.enum("AssessmentType"), label=wire.text(), content=wire.text()
)
JobPostingContent = shape_of(
    "JobPostingContent", plain=wire.text(), html=wire.text(), sections=wire.many(JobPostingContentSection)
)
ParentQuestion = wire.identified(
    "ParentQuestion", option_ids=wire.texts(), remote_option_ids=wire.texts(), condition_type=wire.enum("ConditionType")
)
"""The question that another one depends on."""


class JobPostingCompensation(ResponseSchema):
    """The yearly band of a job; amounts are strings."""

    title = wire.text(lambda pay, context: "Base salary")
    type = wire.enum("CompensationType", lambda pay, context: shown("salary"))
    pay_period = wire.enum("PayPeriod", lambda pay, context: shown("year"))
    pay_frequency = wire.enum("PayFrequency", lambda pay, context: shown("yearly", "YEAR"))
    currency = wire.text()
    value = wire.text(wire.nothing)
    min_value_range = wire.text(lambda pay, context: _amount(pay.minimum))
    max_value_range = wire.text(lambda pay, context: _amount(pay.maximum))


class QuestionMultipleChoiceAnswers(ResponseSchema):
    """One of the answers to choose from; its id is its text."""

    id, remote_id = wire.remote_ids(_itself)
    text = wire.text(_itself)


class Question(ResponseSchema):
    """A screening question; its id is its text, which answers name."""

    id, remote_id = wire.remote_ids("text")
    name = wire.text("text")
    type = wire.enum(QUESTION_TYPE, lambda one, context: shown(one.type))
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
    internal = wire.bare("Confidential", lambda one, context: "true" if one.internal else "false")
    status = wire.enum("JobPostingStatus", _status)
    job_id, remote_job_id = wire.ids("job", "posting.job")
    content = wire.one(JobPostingContent, lambda one, context: _content(one.posting.advert))
    compensation = wire.many(JobPostingCompensation, lambda one, context: [one.job.pay] if one.job.pay else [])
    employment_type = wire.enum("EmploymentType", lambda one, context: _employment(one, 0))
    employment_contract_type = wire.enum("EmploymentContractType", lambda one, context: _employment(one, 1))
    external_url = wire.text("url")
    external_apply_url = wire.text(lambda one, context: one.url and f"{one.url}/apply")
    questionnaires = wire.many(
        JobPostingQuestionnaire, wire.requested("questionnaires", lambda one, context: [GENERAL])
    )
    start_date = wire.moment("posting.published_at")
    created_at = wire.moment("posting.created_at")
    updated_at = wire.moment("posting.updated_at")


Records(
    job_postings,
    "job_posting",
    POSTINGS,
    JobPosting,
    of=_advertisement,
    queries=read_queries("JobPosting", shows=("include",)),
    more="`include=questionnaires` shows the screening questions.",
).reads()
