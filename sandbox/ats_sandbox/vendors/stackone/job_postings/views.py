"""Job postings as answers show them."""

from collections.abc import Iterator
from html import escape
from typing import Any

from ats_sandbox.vendors.stackone.ids import id_pair, remote_id_pair
from ats_sandbox.vendors.stackone.shapes import moment
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.vendors.stackone.vocabulary import EMPLOYMENT, POSTING_STATUS
from ats_sandbox.world.domain.jobs import OPEN_STATUSES, Job
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.postings import Advert, Posting, PostingVisibility, Section
from ats_sandbox.world.domain.wordlists import word_lists
from ats_sandbox.world.seeding import corpora

GENERAL = "General questions"
"""The name of the questionnaire that every posting has."""


def job_posting(record: Posting, context: ViewContext) -> dict[str, Any]:
    """One posting; questionnaires only when they are asked for."""
    world = context.world
    job = world.jobs[record.job]
    type, contract = EMPLOYMENT.get(job.employment_type or "", (None, None))
    label = word_lists().employment_types.get(job.employment_type or "")
    remote = native_id(world, "posting", record.id)
    address = f"{world.company.website}/jobs/{remote}" if record.published else None
    return {
        **remote_id_pair(remote),
        "unified_custom_fields": None,
        "title": record.title or None,
        "locations": _locations(record, job, context),
        "internal": "true" if record.visibility is PostingVisibility.INTERNAL else "false",
        "status": status(record, job),
        **id_pair(world, "job", job.id, "job_id"),
        "content": content(record.advert),
        "compensation": compensation(job),
        "employment_type": type and {"value": type, "source_value": label},
        "employment_contract_type": contract and {"value": contract, "source_value": label},
        "external_url": address,
        "external_apply_url": address and f"{address}/apply",
        "questionnaires": [questionnaire()] if "questionnaires" in context.requested else None,
        "start_date": moment(record.published_at),
        "created_at": moment(record.created_at),
        "updated_at": moment(record.updated_at),
    }


def status(record: Posting, job: Job) -> dict[str, Any]:
    """Live, internal, or else closed with its job, or still a draft."""
    if record.published:
        return {"value": POSTING_STATUS[record.visibility], "source_value": record.visibility.upper()}
    if job.status not in OPEN_STATUSES:
        return {"value": "closed", "source_value": job.status.upper()}
    return {"value": "draft", "source_value": "DRAFT"}


def _locations(record: Posting, job: Job, context: ViewContext) -> list[dict[str, Any]]:
    offices = [context.world.locations[id] for id in job.locations]
    if offices:
        return [{**id_pair(context.world, "location", one.id), "name": one.name} for one in offices]
    place = record.place or job.place
    return [{**remote_id_pair(None), "name": f"{place.city}, {place.country}"}]


def _sections(advert: Advert) -> Iterator[tuple[str, str, Section]]:
    for name, type in (
        ("company_description", "company_overview"),
        ("job_description", "responsibilities"),
        ("qualifications", "skills"),
        ("additional_information", "benefits"),
    ):
        section = getattr(advert, name)
        if section is not None:
            yield name, type, section


def content(advert: Advert) -> dict[str, Any] | None:
    """The text of an advertisement; null when it has none."""
    parts = list(_sections(advert))
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


def compensation(job: Job) -> list[dict[str, Any]]:
    """The yearly band of a job, if it has one."""
    if job.pay is None:
        return []
    year = {"value": "year", "source_value": "YEAR"}
    return [
        {
            "title": "Base salary",
            "type": {"value": "salary", "source_value": "SALARY"},
            "pay_period": year,
            "pay_frequency": {"value": "yearly", "source_value": "YEAR"},
            "currency": job.pay.currency,
            "value": None,
            "min_value_range": _amount(job.pay.minimum),
            "max_value_range": _amount(job.pay.maximum),
        }
    ]


def _amount(amount: float | None) -> str | None:
    return None if amount is None else f"{amount:.15g}"


def questionnaire() -> dict[str, Any]:
    """The screening questions, the same for every posting; their ids are those that answers name."""
    return {
        **remote_id_pair(GENERAL),
        "name": GENERAL,
        "internal": False,
        "questions": [
            {
                **remote_id_pair(one.text),
                "name": one.text,
                "type": {"value": one.type, "source_value": one.type.upper()},
                "text": one.text,
                "required": False,
                "multiple_choice_answers": [{**remote_id_pair(choice), "text": choice} for choice in one.choices],
                "parent_question": None,
            }
            for one in corpora.words().screening_questions
        ],
    }
